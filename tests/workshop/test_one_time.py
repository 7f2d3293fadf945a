"""A room shows one time, wherever it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.messages import Message
from stratcoach.workshop import plan as plans
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.techniques import CLOSE
from stratcoach.workshop.workshop_events import WorkshopResumed
from tests.flows import LIBRARY
from tests.printed import sentence, shows
from tests.workshop.controls import decided, shown
from tests.workshop.playing import PEOPLE, Workshop


def test_a_pause_moves_the_end_and_not_the_booking() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    booked = workshop.room.record.booked_until
    assert booked == workshop.room.record.started + 7200
    before = workshop.room.behind(workshop.now)
    workshop.types(":pause", "")
    workshop.passes(900)
    workshop.types("")
    assert workshop.room.record.booked_until == booked
    assert 895 <= workshop.room.behind(workshop.now) - before <= 905


def test_after_a_night_the_room_is_booked_anew_and_after_a_crash_it_is_not() -> None:
    for gap, moved in ((600, 0), (50_000, 50_000)):
        workshop = Workshop(LIBRARY, [*PEOPLE, ""])
        booked = workshop.room.record.booked_until
        workshop.room.apply(WorkshopResumed(at=workshop.now + gap))
        assert workshop.room.record.booked_until == booked + moved


def test_until_a_time_of_the_day_the_rest_is_fitted() -> None:
    from datetime import datetime

    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    then = datetime.fromtimestamp(workshop.now + 3000)  # noqa: DTZ006  the time here
    workshop.types(f":plan until {then:%H:%M}")
    assert abs(workshop.room.record.booked_until - then.replace(second=0).timestamp()) <= 60
    assert abs(workshop.room.behind(workshop.now)) <= 90


def test_where_time_runs_out_the_close_is_offered_and_keeps_its_minutes() -> None:
    workshop = shown("", "3 2 1 0 0", "", "", "", *[""] * 12)
    workshop.passes(6600)
    view = workshop.types("")
    assert view.kind == "between"
    assert shows(view.how, "room_begin.do_close")
    workshop.types("c")
    record = workshop.room.record
    assert record.at == "close"
    assert record.step.minutes >= CLOSE
    assert {"vision", "problems"} <= {step.id for step in record.left_out}


@settings(max_examples=60)
@given(st.sampled_from(sorted(LIBRARY.workshops)), st.integers(0, 14), st.integers(1, 200))
def test_no_step_is_made_shorter_than_it_works_in(name: str, done: int, left: int) -> None:
    plan = plans.fit(LIBRARY, LIBRARY.workshops[name], 0)
    coming = plan[min(done, len(plan) - 1) :]
    least = {step.id: plans.shortest(step) for step in coming}
    for made in (plans.in_time(coming, left), plans.shortened(coming, plans.shorten(coming, left))):
        assert made[-1].technique == "close"
        assert all(step.minutes >= least[step.id] for step in made)
        assert len(made) == 1 or sum(step.minutes for step in made) <= max(left, sum(step.minutes for step in coming))


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("add users wibble 10", "room_begin.no_such_technique"),
        ("add wibble 10", "room_begin.no_such_step"),
        ("add pairs 10", "room_begin.for_which_step"),
        ("add users close 5", "room_begin.no_such_technique"),
    ],
)
def test_a_technique_that_there_is_not_is_refused_with_those_that_there_are(typed: str, refusal: str) -> None:
    plan = plans.fit(LIBRARY, LIBRARY.workshops["two-hours"], 0)
    refused = plans.edit(plan, typed.split(), 1, LIBRARY)
    assert isinstance(refused, Refusal)
    assert isinstance(refused.message, Message)
    assert refused.message.id == refusal
    assert "silent_writing" in f"{refused.message}" or refusal == "room_begin.for_which_step"


def test_a_break_is_added_where_it_is_wanted() -> None:
    plan = plans.fit(LIBRARY, LIBRARY.workshops["two-hours"], 0)
    changed = plans.edit(plan, ["add", "break", "10", "to", "5"], 1, LIBRARY)
    assert not isinstance(changed, Refusal)
    assert (changed[4].title, changed[4].minutes) == ("Break", 10)
    named = plans.edit(plan, ["add", "users", "round", "robin", "12"], 1, LIBRARY)
    assert not isinstance(named, Refusal)
    assert (named[1].technique, named[1].minutes) == ("round_robin", 12)


def test_the_decision_of_one_person_asks_who_cannot_live_with_it_and_a_vote_does_not() -> None:
    workshop = shown("", "5 4 3 1 1", "", "", "")
    assert workshop.view.kind == "ask"
    workshop = shown("", "done", "2 5", "It costs us most.")
    assert workshop.view.question == sentence("room_vote.who_cannot_live_with_this")
    workshop.types("Eli")
    assert workshop.refusal == "room_vote.name_and_objection"
    workshop.types("Eli: We never saw it ourselves.", "")
    board = workshop.room.board
    assert (decided(workshop), board.against, board.was_asked) == ((2, 5), {"Eli": "We never saw it ourselves."}, True)
