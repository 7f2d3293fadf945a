"""How a workshop begins in a terminal, for tests."""

from __future__ import annotations

from pathlib import Path

from tests.cli.workshop_lines import BEFORE
from tests.person import ENTER, Person
from tests.printed import wording

CTRL_P = "\x10"


def before(person: Person) -> None:
    """Answer what is asked before the first step, each when it is asked."""
    for told, seen in zip(
        BEFORE, ("Who is here?", "Who decides", "One line.", "in the way", "called?", "Enter: begin"), strict=True
    ):
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
