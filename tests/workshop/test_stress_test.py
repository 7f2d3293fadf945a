"""The ideas that somebody will ask for, as a step of any workshop: where it goes, and what can be taken instead of written anew."""

from __future__ import annotations

import pytest

from stratcoach.flow.model import Library
from stratcoach.model.strategy import Proposal, Strategy
from stratcoach.services.workshop_session import begin_events
from stratcoach.ui.desk import Desk
from stratcoach.workshop.room import Room
from tests.workshop.playing import PEOPLE, Workshop, _files
from tests.workshops import BEGIN

BASE = Strategy(product="Trailhead", parking_lot=("Winter sports?", "A desk for guests"))


@pytest.fixture
def with_ideas(library: Library) -> Workshop:
    """A workshop on a strategy with parked thoughts, at the step in which everybody writes what will be asked of them."""
    workshop = Workshop(library, agenda="two-hours")
    workshop.events = list(begin_events(library, library.workshops["two-hours"], 0, BASE, BEGIN))
    workshop.room = Room(library, workshop.events, base=BASE)
    workshop.desk = Desk(workshop.room, lambda: workshop.now, _files)
    workshop.types(*[line for line in PEOPLE if line != "Trailhead"], ":park Ana: Two lifts", ":plan add proposals 15")
    workshop.goes_to("+proposals")
    assert workshop.types("").kind == "collect"
    return workshop


def test_a_step_of_another_agenda_is_added_as_it_is_done_there(library: Library, workshop: Workshop) -> None:
    workshop.types(":plan add proposals 15", "")
    plan = workshop.room.record.plan
    steps = [step.id for step in plan]
    assert steps[steps.index("assumptions") + 1 : -1] == ["+proposals"]
    step, known = next(one for one in plan if one.id == "+proposals"), library.workshops["two-days"].steps
    assert step.replace(id="proposals", minutes=30) == next(one for one in known if one.id == "proposals")
    assert Room(library, workshop.events).record.plan == plan


def test_what_is_open_in_the_file_is_shown_once(library: Library, with_ideas: Workshop) -> None:
    base = BASE.replace(proposals=(Proposal(proposal="Two huts.", answer="open"), Proposal(proposal="A band", answer="no")))
    with_ideas.room = Room(library, [*begin_events(library, library.workshops["two-hours"], 0, base, BEGIN)], base=base)
    with_ideas.desk = Desk(with_ideas.room, lambda: with_ideas.now, _files)
    with_ideas.types(*[line for line in PEOPLE if line != "Trailhead"], ":plan add proposals 15")
    with_ideas.goes_to("+proposals")
    shown = [(row.lead, row.text) for row in with_ideas.types("").rows]
    assert shown == [("a", "Two huts."), ("b", "Winter sports?"), ("c", "A desk for guests"), ("", "A band")]


def test_what_came_up_before_is_taken_by_its_letters(library: Library, with_ideas: Workshop) -> None:
    assert [(row.lead, row.text) for row in with_ideas.view.rows] == [
        ("a", "Two lifts"),
        ("b", "Winter sports?"),
        ("c", "A desk for guests"),
    ]
    with_ideas.types("take b x")
    assert with_ideas.refusal == "room_notes.no_such_letter"
    with_ideas.types("take b and c", "Ben: A mode for trail runners")
    texts = ["Winter sports?", "A desk for guests", "A mode for trail runners"]
    assert [note.text for note in with_ideas.room.board.open_notes] == texts
    again = Room(library, with_ideas.events, base=BASE)
    assert [note.text for note in again.board.open_notes] == texts
    with_ideas.types(":undo", ":undo")
    assert [note.text for note in with_ideas.room.board.open_notes] == []
