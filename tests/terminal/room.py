"""How a workshop begins in a terminal, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.cli.workshop_lines import BEFORE
from tests.person import ENTER, Person
from tests.printed import question_wording, wording

CTRL_P = "\x10"

ASKED: Final = (
    question_wording("room.people"),
    question_wording("room.decider"),
    wording("room_begin.type_goal"),
    question_wording("room.week"),
    question_wording("start.product"),
)
"""What is asked before the plan is shown."""


def before(person: Person) -> None:
    """Answer what is asked before the first step, each when it is asked."""
    for told, seen in zip(BEFORE, (*ASKED, wording("room_begin.do_begin")), strict=True):
        person.sees(seen)
        person.types(told, ENTER)


def at_writing(folder: Path, **options: object) -> Person:
    """A scribe at the silent writing of the first step."""
    person = Person(["workshop"], folder, **options)  # type: ignore[arg-type]
    before(person)
    person.sees(wording("screen.step_of", step=1, steps=10))
    person.types(ENTER)
    person.sees(wording("room_notes.notes_so_far", count=0))
    return person


PAGE_DOWN = "\x1b[6~"
