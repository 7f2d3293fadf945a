"""A made-up language: the whole English catalogue, changed mechanically, and what is left of English beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from stratcoach.files.catalogues import LANGUAGES, english, read
from stratcoach.language import en
from stratcoach.language.catalogue import Catalogue, Template
from stratcoach.messages import renderer, speak

_VOWEL = re.compile(r"(\{[^}]*\})|([aeiou])", re.IGNORECASE)


def changed(text: str) -> str:
    """A sentence in the made-up language: vowels doubled, in marks; placeholders as they are."""
    return "«" + _VOWEL.sub(lambda match: match[1] or match[2] * 2, text) + "»" if text else text


def changed_template(template: Template) -> Template:
    if isinstance(template, str):
        return changed(template)
    return {name: case if name == "by" else changed_template(case) for name, case in template.items()}


@contextmanager
def made_up_language() -> Iterator[None]:
    """Everything that is shown in here is in the made-up language."""
    before = renderer()

    def translated(name: str) -> Mapping[str, Template]:
        texts = read(LANGUAGES / "en" / "messages" / f"{name}.yaml")
        return {one: changed_template(text) for one, text in texts.items()}

    speak(Catalogue(translated, en.plural, en.JOINS, lambda name: english().keys(name)).render)
    try:
        yield
    finally:
        speak(before)


def outside_marks(shown: str) -> list[str]:
    """What of each line is between no marks, and so not a sentence of the catalogue; empty lines are left out."""
    text, count = shown, 1
    while count:  # marks within marks
        text, count = re.subn(r"«[^«»]*»", " ", text)
    assert not set("«»") & set(text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
