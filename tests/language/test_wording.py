"""No test quotes what the program says: it names the message, so that a reworded sentence breaks the catalogue's own test alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stratcoach.language.catalogue import PLACEHOLDER, Template
from tests.language.test_catalogue import ENGLISH
from tests.printed import sentence, shows

TESTS: Final = Path(__file__).parents[1]
LEAST: Final = 4
"""So many words in a row are a quotation; fewer may be anybody's."""
LITERAL: Final = re.compile(r'(?<!")"((?:[^"\\\n]|\\.)+)"(?!")')
WORD: Final = re.compile(r"[\w’']+")
TYPED: Final = {
    "add users round_robin 10": "what is typed into the plan, as its help says",
    "move 5 to 3": "what is typed into the plan, as its help says",
    "move 2 to 1": "what is typed into a list, as its help says",
    "end of next year": "a date as people write it",
    "in half a year": "a date as people write it",
    "three months from now": "a date as people write it",
    "the day of the answer isn't called like the day on which somebody finds out": "why an assertion failed",
    "What will be different?": "a question that a test adds to a flow",
    "Whose life is different?": "a question that a test puts",
    "What did you see?": "a question that a test puts",
    "the north star metric": "the words of the table of sections",
    "By when should the north star metric be where we want it?": "a question of a flow",
}
"""Texts of at least that many words that are no quotation, and what they are."""


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def pieces(template: Template) -> Iterator[list[str]]:
    """What stands between the placeholders of a message, word by word."""
    if isinstance(template, str):
        yield from map(words, PLACEHOLDER.split(template)[::3])
        return
    for name, case in template.items():
        if name != "by":
            yield from pieces(case)


def quotations(text: str) -> list[str]:
    """The literals in a test that are a part of a message, or have a whole one in them."""
    found = []
    for literal in LITERAL.findall(text):
        if literal.count(" ") < LEAST - 1:
            continue
        quoted = words(literal)
        line = f" {' '.join(quoted)} "
        near = {one for at in range(len(quoted) - LEAST + 1) for one in SAID.get(tuple(quoted[at : at + LEAST]), ())}
        if any(one in line or line in one for one in near) and literal not in TYPED:
            found.append(literal)
    return found


def _said() -> dict[tuple[str, ...], list[str]]:
    said: dict[tuple[str, ...], list[str]] = {}
    for template in ENGLISH.values():
        for piece in pieces(template):
            for at in range(len(piece) - LEAST + 1):
                said.setdefault(tuple(piece[at : at + LEAST]), []).append(f" {' '.join(piece)} ")
    return said


SAID: Final = _said()
"""The texts of the catalogue, by each run of words in them."""


def test_no_test_quotes_the_catalogue() -> None:
    quoted = {
        path.relative_to(TESTS).as_posix(): quotations(path.read_text(encoding="utf-8")) for path in TESTS.rglob("test_*.py")
    }
    assert {name: found for name, found in quoted.items() if found and name != "language/test_wording.py"} == {}


def test_a_message_is_found_by_its_id_with_the_arguments_that_are_given() -> None:
    shown = f"12 notes\nso far. {sentence('interview.cannot_read_date', typed='soon')}"
    assert shows(shown, "room_notes.notes_so_far")
    assert [shows(shown, "room_notes.notes_so_far", count=count) for count in (0, 1, 2, 12)] == [False, False, False, True]
    assert [shows(shown, "interview.cannot_read_date", typed=typed) for typed in ("soon", "late")] == [True, False]
    assert not shows(shown, "room_notes.no_notes_yet")


def test_a_quotation_is_found_whole_and_in_part() -> None:
    said = sentence("interview.cannot_go_back")
    part = " ".join(said.split()[:LEAST])
    assert quotations(f'    assert "{said}" in out\n    assert "{part}" in out, "no"\n    assert "1: {said}" == out') == [
        said,
        part,
        f"1: {said}",
    ]
    assert quotations('    assert shows(out, "interview.cannot_go_back")') == []
