"""One person's page as a value: what `view_for` gives them, in parts, and what they can do there in their own name."""

from __future__ import annotations

from typing import Any

import pytest

from stratcoach.flow.events import Event
from stratcoach.workshop.intents import AddNotes, Drop, ExtendTime, Intent, Merge, SetPeople, ShowFingers, Vote
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.own_intents import ChangeOwn, MarkDone
from stratcoach.workshop.own_page import own_page, progress
from stratcoach.workshop.people import Person
from stratcoach.workshop.plan import Refusal
from tests.workshop.playing import NOTES, Workshop


def does(workshop: Workshop, person: str, intent: Intent, moment: str = "") -> Any:
    """What becomes of it; an event is kept."""
    taken = workshop.room.submit_as(person, intent, moment or own_page(workshop.room, person).moment)
    if isinstance(taken, Event):
        workshop.room.apply(taken.replace(at=workshop.now))
    return taken


def test_a_page_has_what_view_for_gives_and_nothing_else(workshop: Workshop) -> None:
    for _ in range(60):
        for name in workshop.room.present:
            page = own_page(workshop.room, name)
            mine = page.own if page.does not in ("vote", "fingers") else workshop.room.phase.own(workshop.room, name)
            if page.does != "think" and (page.does != "fingers" or page.rows):
                assert (*page.rows, *(mine if workshop.room.view().hidden else ())) == workshop.room.view_for(name).rows
        if workshop.room.kind == "collect":
            workshop.types(*NOTES)
        workshop.types("Ana: 1" if workshop.room.kind == "vote" else "", "done" if workshop.room.kind == "vote" else "")


@pytest.mark.parametrize(
    "intent",
    [
        Drop(numbers=(1,)),
        Merge(numbers=(1, 2)),
        SetPeople(people=(Person("Eve"),)),
        ExtendTime(),
        Vote(person="Ben", options=(1,)),
        ChangeOwn(person="Chi", number=1, text="Not mine"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_page_can_do_nothing_that_is_the_facilitators_or_another_persons(workshop: Workshop, intent: Intent) -> None:
    workshop.types(*NOTES)
    before = workshop.view
    assert isinstance(does(workshop, "Ana", intent), Refusal)
    assert workshop.view.rows == before.rows


def test_whatever_a_page_names_it_is_in_its_own_name(workshop: Workshop) -> None:
    does(workshop, "Ana", AddNotes(notes=(Note("Hikers print maps", author="Ben"),)))
    assert workshop.room.board.open_notes[0].author == "Ana"
    does(workshop, "Ana", MarkDone(person="Ben"))
    assert progress(workshop.room)[0] == ("Ana",)
    assert isinstance(does(workshop, "Nobody", MarkDone(person="Ana")), Refusal)
    assert isinstance(does(workshop, "Ana", ShowFingers(person="Ben", score=5)), Refusal)


def test_pages_go_on_while_the_scribe_is_asked_where_something_goes(workshop: Workshop) -> None:
    workshop.types("👍 2\nChi: a note of several words that is fine")
    assert workshop.room.phase.name == "aside"
    page = own_page(workshop.room, "Ana")
    assert (page.does, page.question) == ("write", workshop.room.wording())
    assert isinstance(does(workshop, "Ana", AddNotes(notes=(Note("Hikers print maps"),))), Event)
    assert workshop.room.board.open_notes[-1].author == "Ana"


def test_what_came_from_a_page_is_undone_only_when_asked_twice(workshop: Workshop) -> None:
    taken = workshop.room.submit_as("Ana", AddNotes(notes=(Note("Hikers print maps"),)), own_page(workshop.room, "Ana").moment)
    assert isinstance(taken, Event)
    workshop.room.apply(taken.replace(at=workshop.now, sent="0123456789"))
    workshop.types(":undo")
    assert workshop.refusal == "room_own.undo_of_page"
    assert workshop.room.board.open_notes
    workshop.types(":undo")
    assert not workshop.room.board.open_notes


def test_a_minute_more_can_be_had_again_and_again(workshop: Workshop) -> None:
    time = workshop.room.countdown()
    workshop.types("+1", "+1", "+", "+")
    more = workshop.room.countdown()
    assert time
    assert more
    assert more.left_at(workshop.now) - time.left_at(workshop.now) == 7 * 60
    assert workshop.refusal == "room.extended_already"
