"""How a sitting in a terminal begins, for tests."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from stratcoach.files.sessions import Header, Session, journal_path
from tests.person import CTRL_C, ENTER, Person
from tests.printed import question_wording, wording
from tests.rehearsal import BACK, EXAMPLES, rehearse

FIRST = "What did you see a user do?"


HINT = wording("keys.help", **{"key.help": "?"})


def at_first_question(folder: Path, **options: object) -> Person:
    """Somebody who chose the quick agenda and named the product."""
    person = Person(["new"], folder, **options)  # type: ignore[arg-type]
    begin(person)
    return person


def begin(person: Person) -> None:
    """Choose the quick agenda and name the product."""
    person.sees(question_wording("start.agenda"))
    person.sees(HINT)
    person.types(ENTER)
    person.sees(question_wording("start.product"))
    person.sees(BACK)
    person.types("Trailhead", ENTER)
    person.sees(question_wording("start.organisation"))
    person.sees(HINT)
    person.types(ENTER)
    person.sees(FIRST)
    person.sees(BACK)


def stops(person: Person) -> None:
    person.types(CTRL_C)
    assert person.ends() == 130


def at_question(folder: Path, key: str, columns: int = 80) -> Person:
    """Somebody who has answered as in the example of the bakery, up to a question."""
    session = Session.create(journal_path(folder / "strategy.yaml"), Header(file="strategy.yaml"))
    for act in takewhile(lambda one: one.step.key != key, rehearse(EXAMPLES / "bakery" / "answers.yaml")):
        session.append(act.event)
    session.close()
    return Person(["resume"], folder, columns=columns)
