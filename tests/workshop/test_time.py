"""The time of a workshop: what each part has, used, and gets."""

from __future__ import annotations

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.minutes import minutes
from stratcoach.reports.style import Style
from stratcoach.workshop import plan as plans
from stratcoach.workshop.feedback import message_after
from stratcoach.workshop.outcome import outcome
from tests.printed import flow_title, sentence, shows, wording
from tests.workshop.playing import NOTES, PEOPLE, Workshop


def test_at_zero_it_asks_and_gives_five_minutes_once(workshop: Workshop) -> None:
    workshop.passes(3600)
    view = workshop.view
    assert view.time
    assert view.time.left_at(workshop.now) < 0
    assert view.may_extend
    workshop.types("+")
    assert not workshop.view.may_extend
    workshop.types("+")
    assert workshop.refusal == "room.extended_already"


def used_in_all(workshop: Workshop) -> int:
    record = workshop.room.record
    return sum(record.used_until(step.id, workshop.now) for step in record.plan)


def test_a_pause_stops_the_time_and_says_when_we_go_on(workshop: Workshop) -> None:
    workshop.types("a note", ":pause 15")
    assert workshop.view.back_at == workshop.now + 900
    used = used_in_all(workshop)
    workshop.passes(1200)
    workshop.types("")
    assert used_in_all(workshop) == used
    assert workshop.view.kind == "collect"


def test_when_we_are_late_shortening_is_proposed_and_taken_over(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n", "", "5 4 3 0 0", "", "", "")
    workshop.passes(2400)
    view = workshop.types(*[""] * 13)
    assert view.kind == "between"
    assert shows(view.rows[-1].text, "room_begin.we_end_late")
    minutes = sum(step.minutes for step in workshop.room.record.plan)
    workshop.types("s")
    assert sum(step.minutes for step in workshop.room.record.plan) < minutes
    assert not any(shows(row.text, "room_begin.we_end_late") for row in workshop.view.rows)


@pytest.mark.parametrize("minutes", [60, 90, 100, 120, 150, 200])
def test_a_plan_takes_exactly_the_time_there_is(library: Library, minutes: int) -> None:
    workshop = plans.propose(library, minutes)
    plan = plans.fit(library, workshop, minutes)
    assert sum(step.minutes for step in plan) + plans.free_in(workshop, minutes) == minutes
    assert all(step.minutes >= plans.shortest(step) for step in plan)
    assert plan[-1].technique == "close"


def test_a_larger_group_gets_an_agenda_that_is_made_for_it(library: Library) -> None:
    assert plans.propose(library, 150, 6).id == "two-hours"
    assert plans.propose(library, 150, 9).id == "half-day"
    assert plans.propose(library, 60, 40).id == "45-minutes"


def test_after_an_interruption_the_rest_is_fitted_to_the_time_that_is_left(workshop: Workshop) -> None:
    workshop.types(":plan left 60", "")
    record = workshop.room.record
    assert sum(step.minutes for step in record.coming) == 60 - record.step.minutes
    assert abs(workshop.room.behind(workshop.now)) < 60
    assert record.booked_until == workshop.now - 1 + 3600
    workshop.types(":undo")
    assert sum(step.minutes for step in record.coming) > 60


def test_the_plan_is_changed_on_the_way(workshop: Workshop) -> None:
    view = workshop.types(":plan skip 6", "move 5 to 3", "minutes 4 30", "add users round_robin 10")
    titles = [row.text.partition(" · ")[0] for row in view.rows]
    assert titles[1:5] == [flow_title("insights"), flow_title("users"), flow_title("users"), flow_title("vision")]
    workshop.types("skip 1")
    assert workshop.refusal == "room_begin.only_what_comes"


@pytest.mark.parametrize("told", ["minutes 4 1", "skip 6", "add users round_robin 10", "left 60", "move 5 to 3"])
def test_between_two_steps_the_plan_is_changed_as_behind_tab(library: Library, told: str) -> None:
    written = ["\n".join(NOTES), "", "n", "", "5 4 3 0 0", "", "", "", *[""] * 13]
    workshop = Workshop(library, [*PEOPLE, "", *written])
    assert workshop.view.kind == "between"
    before = workshop.room.record.plan
    assert workshop.types(told).kind == "between"
    assert workshop.room.record.plan != before
    workshop.types("skip 40")
    assert workshop.refusal == "room_begin.only_what_comes"


def test_where_the_plan_is_not_asked_for_it_is_told_where_it_is_changed(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n", "minutes 4 10")
    assert workshop.refusal == "room_notes.changes_plan"


def test_the_agenda_tells_what_does_not_fit_and_who_is_missing(library: Library) -> None:
    workshop = Workshop(library, agenda="two-hours", minutes=75, people=5)
    workshop.types("Ana, Ben, Chi")
    missing = Message("room_begin.other_number_listed", expected=5, listed=3)
    assert message_after(workshop.events[-1], workshop.room) == missing
    view = workshop.types(*PEOPLE[1:5])
    told = " ".join(row.text for row in view.rows)
    assert view.title == library.workshops["two-hours"].title
    assert f"{missing}" in told
    left_out = sentence("room_begin.step_with_minutes", title=flow_title("assumptions"), minutes=7)
    assert shows(told, "room_begin.steps_left_out", steps=left_out)
    assert not shows(told, "room_begin.step_with_technique", title="Break")
    assert not shows(told, "room_begin.step_with_technique", title="Close")
    assert workshop.types("skip 6").question == sentence("room_begin.does_shorter_plan_fit", length="1 h 07", time="1 h 15")


def test_a_short_hour_has_no_break(library: Library) -> None:
    told = [plans.fit(library, library.workshops["two-hours"], minutes) for minutes in (45, 60, 75)]
    assert ["break" in {step.id for step in plan} for plan in told] == [False, False, True]
    assert sum(step.minutes for step in told[0]) == 43


@pytest.mark.parametrize(
    ("notes", "status", "enter"),
    [
        (NOTES[:1], sentence("room_vote.no_vote_needed", count=1), Message("room_vote.do_choose_all", count=1)),
        (NOTES[:2], sentence("room_vote.no_vote_needed", count=2), Message("room_vote.do_choose_all", count=2)),
    ],
)
def test_where_there_is_room_for_all_nobody_votes(library: Library, notes: tuple[str, ...], status: str, enter: Message) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(notes), "", ""])
    assert (workshop.view.kind, workshop.view.status) == ("decide", status)
    assert workshop.view.how.startswith(f"{enter}")
    assert workshop.types(":undo").kind == "reveal"
    workshop.types("", "1", "", *([""] if len(notes) > 1 else []))
    decision = workshop.room.board.decision
    assert decision
    assert decision.chosen == (1,)
    assert workshop.view.kind == "ask"
    assert shows(minutes(workshop.room, outcome(workshop.room), "s.yaml"), "minutes.without_a_vote", who="Ana")


def test_what_cannot_be_passed_over_says_how_to_go_on(workshop: Workshop) -> None:
    workshop.types("")
    assert workshop.refusal == "room_notes.no_notes_yet"
    workshop.types("\n".join(NOTES), "", "n", "", "")
    assert workshop.refusal == "room_vote.nobody_voted"
    assert workshop.types("done").kind == "decide"


def test_planned_stays_planned_whatever_is_left_out(workshop: Workshop) -> None:
    workshop.types(":plan skip 6")
    workshop.types("")
    workshop.passes(3600)
    told = follow(workshop.room, workshop.now, Style(), 40)
    time = " ".join(told.partition("\n\n")[0].split()).split(" · ")[1:]
    assert wording("room_follow.part_over").search(time[0])
    assert wording("room.ends_otherwise", planned="11:00").match(time[1])
    assert time[2] == sentence("room.minutes_left", minutes=60)
    assert "−" not in told
    assert shows(told, "room_begin.steps_left_out", steps="Break (5)")


@pytest.mark.parametrize(
    ("told", "day"),
    [("Friday", "2026-11-27"), ("next Friday", "2026-12-04"), ("tuesday", "2026-12-01"), ("in two weeks", "2026-12-08")],
)
def test_a_due_date_may_be_a_weekday_and_is_read_back(workshop: Workshop, told: str, day: str) -> None:
    workshop.types(":park Who owns the data?", *[":skip"] * 9, f"q chi, {told}")
    (question,) = outcome(workshop.room).questions
    assert (question.owner, question.by) == ("Chi", day)
    settled = Message("room.settled_by", owner="Chi", day=dates.with_weekday(day))
    assert message_after(workshop.events[-1], workshop.room) == settled
    workshop.types(":undo", f"q Chi {told}")
    assert outcome(workshop.room).questions[0].by == day


def test_examples_name_people_who_are_here(library: Library) -> None:
    workshop = Workshop(library, ["Xaver, Yan, Zoe", "Tom (absent)", *PEOPLE[2:], "", "\n".join(NOTES), "", "n", ""])
    assert workshop.view.how.startswith("Xaver: 1 2")
    workshop.types("2 1 1 1 1", "")
    assert shows(workshop.view.how, "room_vote.do_vote_again")
