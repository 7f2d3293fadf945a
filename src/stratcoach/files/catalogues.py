"""`language/LANGUAGE/messages/*.yaml` to a catalogue; each file is read when the first of its messages is shown."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from stratcoach import language
from stratcoach.language import en
from stratcoach.language.catalogue import Catalogue, Template

CHOSEN: Final = "STRATCOACH_LANGUAGE"
"""The environment variable that names the language in which the program writes and asks."""
_ENGLISH: Final = "en"


def folder_of(name: str) -> Path | None:
    """The folder of a language; None where there is none."""
    places = (Path(place, name) for place in language.__path__)
    return next((place for place in places if name.isidentifier() and (place / "messages").is_dir()), None)


def folders() -> tuple[Path, ...]:
    """The folder of the language that is chosen, if another one than English is, and that of English, which has what is missing there."""
    name = os.environ.get(CHOSEN, "").lower().replace("-", "_")
    both = (folder_of(name) if name != _ENGLISH else None, folder_of(_ENGLISH))
    return tuple(folder for folder in both if folder is not None)


def written() -> str:
    """The code of the language in which people write who have chosen one, for `language` in a new strategy: what its folder has as
    `WRITTEN`. None for English.
    """
    first, *others = folders()
    return str(getattr(importlib.import_module(f"{language.__name__}.{first.name}"), "WRITTEN", "")) if others else ""


@cache
def chosen() -> Catalogue:
    """The catalogue of the language in which the program writes. What isn't translated is in English."""
    first, *others = folders()
    if not others:
        return english()
    spoken: Any = importlib.import_module(f"{language.__name__}.{first.name}")
    return Catalogue(lambda name: {**_of(others[0], name), **_of(first, name)}, spoken.plural, spoken.JOINS)


@cache
def english() -> Catalogue:
    """The English catalogue."""
    folder = folders()[-1]
    return Catalogue(lambda name: _of(folder, name), en.plural, en.JOINS)


def _of(folder: Path, name: str) -> Mapping[str, Template]:
    return read(folder / "messages" / f"{name}.yaml")


def read(path: Path) -> Mapping[str, Template]:
    """The sentences of one file, by name; none, if there is no such file. Every scalar is a text."""
    if not path.is_file():
        return {}
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    return _mapping(node) if node else {}


def _mapping(node: Any) -> Mapping[str, Template]:
    """A mapping of texts and more such mappings; twice as quick as what makes all that YAML can hold."""
    return {key.value: _mapping(value) if isinstance(value.value, list) else value.value for key, value in node.value}
