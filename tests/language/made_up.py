"""A made-up language: the whole English catalogue, changed mechanically, and what is left of English beside it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from stratcoach import language
from stratcoach.files.catalogues import CHOSEN, chosen, english, folders, read
from stratcoach.files.question_flows import shipped
from stratcoach.language.catalogue import Template

NAME: Final = "xx"
_GRAMMAR: Final = """
JOINS = {"and": "«and»", "or": "«or»"}


def plural(number):
    return "one" if number == 1 else "other"
"""
_TEXTS: Final = frozenset(
    ("title", "intro", "more", "ask", "again", "help", "good", "weak", "says", "leaves_out", "text", "noun", "lines")
)
_VOWEL = re.compile(r"(\{[^}]*\})|([aeiou])", re.IGNORECASE)


def changed(text: str) -> str:
    """A sentence in the made-up language: vowels doubled, in marks; placeholders as they are."""
    return "«" + _VOWEL.sub(lambda match: match[1] or match[2] * 2, text) + "»" if text else text


def changed_template(template: Template) -> Template:
    if isinstance(template, str):
        return changed(template)
    return {name: case if name == "by" else changed_template(case) for name, case in template.items()}


def changed_flow(value: Any, *, is_text: bool = False) -> Any:
    """A flow's file with its texts in the made-up language; ids and what goes to the file stay."""
    if isinstance(value, dict):
        return {name: changed_flow(one, is_text=name in _TEXTS or _is_words(name, value)) for name, one in value.items()}
    if isinstance(value, list):
        return [changed_flow(one, is_text=is_text) for one in value]
    return changed(value) if is_text and isinstance(value, str) else value


def _is_words(name: str, value: Mapping[str, Any]) -> bool:
    """Whether it is one of the words for a kind of organisation."""
    return name in ("organisation", "gains") and set(value) == {"organisation", "gains"}


@cache
def _made() -> tempfile.TemporaryDirectory[str]:
    """The folder of the language: nothing else is needed for one."""
    made = tempfile.TemporaryDirectory()
    folder, english_folder = Path(made.name, NAME), folders()[-1]
    for path in english_folder.rglob("messages/**/*.yaml"):
        texts = {name: changed_template(text) for name, text in read(path).items()}
        _write(folder / path.relative_to(english_folder), texts)
    for path in shipped().rglob("*.yaml"):
        says = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "flow" in says:
            _write(folder / "prompts" / path.name, changed_flow(says))
        elif "agenda" in says:
            text = {name: changed(one) if name in ("title", "says", "leaves_out") else one for name, one in says.items()}
            _write(folder / "prompts" / path.name, text)
    (folder / "__init__.py").write_text(_GRAMMAR, encoding="utf-8")
    return made


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


@contextmanager
def made_up_language() -> Iterator[None]:
    """Everything that is shown in here is in the made-up language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "__path__", [*language.__path__, _made().name])
        patch.setenv(CHOSEN, NAME)
        chosen.cache_clear()
        chosen().keys = lambda name: english().keys(name)
        try:
            yield
        finally:
            chosen.cache_clear()


def outside_marks(shown: str) -> list[str]:
    """What of each line is between no marks, and so not a sentence of the catalogue; empty lines are left out."""
    text, count = shown, 1
    while count:  # marks within marks
        text, count = re.subn(r"«[^«»]*»", " ", text)
    assert not set("«»") & set(text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
