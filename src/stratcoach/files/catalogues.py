"""`language/LANGUAGE/messages/*.yaml` to a catalogue; each file is read when the first of its messages is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from stratcoach.language import en
from stratcoach.language.catalogue import Catalogue, Template

LANGUAGES = Path(__file__).resolve().parents[1] / "language"


@cache
def english() -> Catalogue:
    """The catalogue that comes with the program."""
    return Catalogue(lambda name: read(LANGUAGES / "en" / "messages" / f"{name}.yaml"), en.plural, en.JOINS)


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
