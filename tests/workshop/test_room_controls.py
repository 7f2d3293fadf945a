"""What can be done in a room: notes by their numbers, taking back, keeping what was seen, figures and names."""

from __future__ import annotations

import pytest

from stratcoach.files.workshop_upgrade import of_workshop
from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import Style
from stratcoach.ui.desk import Desk
from stratcoach.workshop.board_events import AnswersBroughtIn, WrittenAnswer
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.recap import nudges
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import Action, Typed
from stratcoach.workshop.tally import dots_for
from stratcoach.workshop.techniques import CLOSE
from stratcoach.workshop.workshop_state import WorkshopState
from tests.flows import LIBRARY
from tests.printed import flow_title, sentence, shows, versions
from tests.workshop.controls import SEEN, at_owner, decided, shown
from tests.workshop.playing import PEOPLE, Workshop
from tests.workshops import BEGIN


@pytest.mark.parametrize("where", [[], [""], ["", "3 3 1 1 0", ""], ["", "3 3 1 1 0", "", "1 2"]])
def test_on_every_screen_a_note_is_parked_merged_dropped_and_changed_by_its_number(where: list[str]) -> None:
    workshop = shown(*where)
    assert workshop.view.rows[0].lead.isdecimal()
    workshop.types("edit 2 Receptionists write on paper.")
    assert workshop.room.board.notes[2].text == "Receptionists write on paper."
    assert workshop.types("edit 2").draft == "Receptionists write on paper."
    workshop.types("Receptionists write it on paper.")
    assert workshop.room.board.notes[2].text == "Receptionists write it on paper."
    workshop.types("park 1")
    assert [(one.text, one.author) for one in workshop.room.record.parked] == [(SEEN[0].partition(": ")[2], "")]
    assert 1 not in {note.number for note in workshop.room.board.open_notes}
    workshop.types(":undo")
    assert not workshop.room.record.parked
    workshop.types("1+2")
    assert workshop.room.board.same == {2: 1}
    assert workshop.types("park 40") == workshop.view
    assert workshop.message == Message("room_notes.no_note_on_screen", number=40)


def as_voted(*numbers: str) -> Action:
    return Action("enter", Message("room_vote.do_as_voted", numbers=numbers))


def test_what_is_parked_loses_its_dots_and_the_others_move_up() -> None:
    workshop = shown("", "5 1 3 2 3", "")
    assert workshop.view.actions[0] == as_voted("1", "3", "5")
    assert workshop.types("park 1").actions[0] == as_voted("3", "5", "4")
    workshop.types("", "")
    assert decided(workshop) == (3, 5, 4)


def test_a_tie_is_undone_where_two_of_it_are_one() -> None:
    workshop = shown("", "4 3 1 2 2", "")
    assert shows(workshop.view.question, "room_vote.tied_for_places", numbers=("4", "5"), places=1)
    assert workshop.types("4+5").actions[0] == as_voted("1", "4", "2")


def test_a_number_alone_puts_the_note_into_the_line_where_it_means_nothing_else() -> None:
    workshop = shown()
    assert workshop.types("3").draft == "Patients cancel in the night before."
    assert workshop.types("Patients cancel the night before.").rows[2].text == "Patients cancel the night before."
    assert workshop.types("", "3 2 1 0 0", "", "5").question == versions("room.why")[1]


@pytest.mark.parametrize(
    "typed",
    [("1", "Chi: Physios phone them twice."), ("1 Chi: Physios phone them twice.",), ("edit 1 Chi: Physios phone them twice.",)],
)
def test_new_words_for_a_note_hide_the_name_of_who_wrote_it(typed: tuple[str, ...]) -> None:
    workshop = shown(*typed)
    assert workshop.room.board.notes[1].text == "Physios phone them twice."


def test_the_heated_note_goes_into_the_car_park_by_the_key_for_it() -> None:
    workshop = shown("", "Ana: 2")
    workshop.types(":park 2")
    assert [one.text for one in workshop.room.record.parked] == [SEEN[1].partition(": ")[2]]
    workshop.types(":park 2")
    assert len(workshop.room.record.parked) == 1
    assert workshop.message == Message("room.no_note_below", number="2")


def test_a_number_where_a_reason_is_asked_leaves_that_one_out_and_is_no_reason() -> None:
    workshop = shown("", "5 4 3 1 1", "", "1 2 3 4")
    assert [row.lead for row in workshop.types("4").rows] == ["1", "2", "3"]
    workshop.types("9")
    assert workshop.refusal == "room_vote.why_or_number"
    assert workshop.room.board.decision is None
    workshop.types("")
    assert decided(workshop) == (1, 2, 3)


@pytest.mark.parametrize("moment", ["goal", "week"])
def test_a_figure_is_no_goal(moment: str) -> None:
    workshop = Workshop(LIBRARY, PEOPLE[: 2 if moment == "goal" else 3])
    assert workshop.view.kind == moment
    assert workshop.types("4").kind == moment


def test_a_number_that_comes_a_screen_early_is_not_put_behind_a_sentence() -> None:
    workshop = shown("", "3 2 1 0 0", "", "", "")
    before = workshop.view
    assert workshop.types(f"{before.draft} 3") == before
    assert workshop.types(f"{before.draft} On Mondays.").key != before.key


def test_leaving_a_step_with_ballots_is_asked_and_the_step_is_undecided() -> None:
    workshop = shown("", "Ana: 1", ":leave")
    assert workshop.desk.view().rows[0].text == Message("room_close.left_undecided", notes=5, ballots=1)
    assert workshop.types("").kind == "vote"
    workshop.types(":leave", "y")
    record = workshop.room.record
    assert record.at == "vision"
    left = [step.id for step in record.every_step if step.id in record.entered and step.id != record.at]
    assert [one.id for one in record.every_step if one.id in left and not record.is_settled(one)] == ["insights"]
    told = follow(workshop.room, workshop.now, Style(), 40)
    assert f"○  2 {flow_title('insights')}" in told
    assert "✓  1 What we are here for" in told
    assert workshop.types(":undo").kind == "vote"


def test_leaving_a_question_leaves_only_the_question() -> None:
    workshop = shown("", "3 2 1 0 0", "", "", "")
    first = workshop.view.key
    assert workshop.types(":skip").key != first
    assert workshop.room.record.at == "insights"
    assert outcome(workshop.room).insights[0].statement == SEEN[0].partition(": ")[2]


def test_after_an_undo_the_line_holds_what_was_typed_last() -> None:
    lines = [*PEOPLE, "", ":skip", "", "", "", "Patients come on the day that they chose themselves.", "", "", "", ""]
    workshop = Workshop(LIBRARY, lines)
    assert workshop.view.kind == "ask"
    weak = ("We increase revenue by 20 percent with a seamless platform", "We are the leading seamless platform")
    assert workshop.types(weak[0]).draft == weak[0]
    workshop.types("")
    for _ in range(2):
        takes_back(workshop)
    assert workshop.types(weak[1]).draft == weak[1]


def takes_back(workshop: Workshop) -> None:
    """Shift-Tab while something is in the line, as on a terminal."""
    event = workshop.desk.take(Typed(command="undo", draft=workshop.view.draft))
    assert isinstance(event, Event)
    workshop.room.apply(event.replace(at=workshop.now))


def test_every_observation_goes_into_the_file_with_its_source_and_votes_choose_what_to_build_on() -> None:
    marked = "Chi: Physios phone patients who don't come (logs, March 2026, 31 of 90).\nDara: A second calendar on paper."
    workshop = Workshop(LIBRARY, [*PEOPLE, "", marked + "\n" + "\n".join(SEEN[2:]), "", "", "0 5 4 3 0", "", "", ""])
    assert set(workshop.room.board.also) == {1, 5}
    workshop.types(*[""] * 13)
    assert workshop.view.kind == "sources"
    assert workshop.view.time is None
    assert [row.lead for row in workshop.view.rows] == ["5"]
    workshop.types("5 support, February 2026", "")
    insights = outcome(workshop.room).insights
    assert len(insights) == 5
    assert [(one.statement, one.source, one.observed, one.evidence) for one in insights[3:]] == [
        ("Physios phone patients who don't come.", "analytics", "2026-03", "31 of 90"),
        ("Somebody books two slots and keeps one.", "support", "2026-02", ""),
    ]


def test_what_is_in_brackets_is_a_mark_only_where_it_names_a_source_or_a_day() -> None:
    today = WorkshopState(LIBRARY).today
    assert read_marks("They wait (in the rain, mostly)", today).text == "They wait (in the rain, mostly)"
    found = read_marks("They wait (watched, 1,200 of 4,000)", today)
    assert (found.text, dict(found.answers)) == ("They wait", {"source": "observation", "evidence": "1,200 of 4,000"})


def test_two_places_take_two_dots() -> None:
    assert [dots_for(count, places) for count, places in ((4, 3), (4, 1), (2, 2), (12, 3), (5, 2))] == [2, 1, 1, 3, 2]


def test_a_coach_asks_about_problems_before_the_vote() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.goes_to("problems")
    workshop.types("There is no app for patients.\nPhysios lose an hour a day on the phone and treat fewer people.")
    workshop.types("- Our revenue is down by 12%.", "", "")
    assert workshop.view.question.startswith(sentence("room_notes.coach_would_ask"))
    assert {"1", "3"} <= {row.lead for row in workshop.view.rows}
    assert "2" not in {row.lead for row in workshop.view.rows}
    assert workshop.types("").kind == "vote"


@pytest.mark.parametrize("typed", ["Ana 5, Ben 4, Chi 3, Dara 5, Eli 4, Fay 3, Gus 5", "5 4 3 5 4 3 5", "5, 4, 3, 5, 4, 3, 5"])
def test_fingers_are_taken_as_a_list_or_in_the_order_of_the_names(typed: str) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *[":skip"] * 9, "", "", typed])
    assert [score for score, _ in workshop.room.board.fists.values()] == [5, 4, 3, 5, 4, 3, 5]


def test_few_fingers_are_asked_what_would_help_and_it_becomes_a_task_or_a_question() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *[":skip"] * 9, "", ""])
    workshop.types("Ana 5, Chi 3, Dara 5, Eli 4, Fay 3", "Ben 1 No number.", "Gus 2 Too slow.")
    assert workshop.view.question == sentence("room_vote.what_would_raise_it", name="Ben", score=1, low=3)
    workshop.types("q Dara, Friday: What does the clinic earn?")
    assert workshop.view.question == sentence("room_vote.what_would_raise_it", name="Gus", score=2, low=3)
    assert workshop.types("").kind == "fist"
    assert [(one.question, one.owner) for one in outcome(workshop.room).questions] == [("What does the clinic earn?", "Dara")]
    assert workshop.room.board.settled[2].becomes == "kept"


def test_few_fingers_in_a_list_are_asked_for_their_sentence_afterwards() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *[":skip"] * 9, "", "", "5 4 1 5 4 3 5"])
    assert workshop.view.question == sentence("room_vote.what_is_missing", name="Chi", score=1)
    assert workshop.types("Nobody saw the numbers.").question == sentence(
        "room_vote.what_would_raise_it", name="Chi", score=1, low=3
    )
    assert workshop.room.board.fists["Chi"] == (1, "Nobody saw the numbers.")


def test_two_figures_in_one_and_a_name_behind_a_day_are_asked_again() -> None:
    workshop = at_owner()
    workshop.types("Free slots a week")
    assert workshop.types("60%60%").key.endswith(".baseline")
    assert workshop.types("nobody knows, Ben looks it up").key.endswith(".baseline")
    assert workshop.refusal == "room_close.nobody_knows"
    workshop.types("60%", "20%", "June 2027")
    assert workshop.view.key.endswith(".owner")
    for wrong in ("15 December", "Friday in two weeksBen"):
        assert workshop.types(wrong).key.endswith(".owner")
    workshop.types("chi")
    assert outcome(workshop.room).objectives[0].owner == "Chi"


def test_a_task_of_the_car_park_has_an_owner_and_is_no_question() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", ":park Call the union", *[":skip"] * 9, "t"])
    assert workshop.message.arguments["becomes"] == "task"
    workshop.types("t eli, Friday")
    (task,) = workshop.room.record.settled.values()
    assert (task.becomes, task.owner, task.by) == ("task", "Eli", "2026-11-27")
    assert not outcome(workshop.room).questions


def test_a_journal_of_before_goes_on_with_its_people_its_plan_and_its_dots() -> None:
    def event(kind: str, key: str, value: str | tuple[str, ...], at: int) -> Event:
        return of_workshop(kind, key, value).replace(at=at)

    begin = event("begin", "two-hours", ("open:8", "insights:15", "problems:20", "close:2"), BEGIN)
    people = event("people", "", ("Ana", "Ben", "Chi"), BEGIN + 1)
    events = [
        begin,
        people,
        event("decider", "", ("Ana", "here"), BEGIN + 2),
        event("goal", "", "One problem", BEGIN + 3),
        event("week", "", "yes", BEGIN + 4),
        event("ask.answer", "start.product", "Trailhead", BEGIN + 5),
        event("enter", "open", "", BEGIN + 6),
        event("enter", "insights", "", BEGIN + 7),
        event("note", "insights", tuple(part for line in SEEN for part in ("", line)), BEGIN + 8),
        event("phase", "insights", "1", BEGIN + 9),
        event("phase", "insights", "2", BEGIN + 10),
        event("ballots", "insights", ("Ben: 1", "Ana: 2"), BEGIN + 11),
        event("people", "", ("Ana", "Benno", "Chi"), BEGIN + 12),
        event("ballots", "insights", ("Chi: 2",), BEGIN + 13),
    ]
    room = Room(LIBRARY, events)
    assert room.board.rounds[-1].dots == 2
    assert room.view().question == Message("room_close.does_ballot_count", name="Ben")
    assert room.record.budget == 45 * 60
    old = [
        *events[:12],
        event("phase", "insights", "3", BEGIN + 20),
        event("choose", "insights", ("2", "1"), BEGIN + 21),
        event("decide", "insights", ("Ana", "as voted"), BEGIN + 22),
    ]
    desk = Desk(Room(LIBRARY, old), lambda: BEGIN + 30, lambda *_: ())
    assert desk.room.board.also == {}
    assert desk.view().kind == "ask"


def test_library_agendas_leave_room_for_the_close(library: Library) -> None:
    for workshop in library.workshops.values():
        assert workshop.steps[-1].minutes >= CLOSE
        assert workshop.free > 0


def test_on_a_low_screen_the_car_park_and_the_decisions_are_in_view() -> None:
    workshop = shown("", "3 2 1 0 0", "", "", "", *[""] * 13)
    workshop.types(*(f":park Thought number {number} of many" for number in range(6)))
    told = follow(workshop.room, workshop.now, Style(width=80), 24)
    assert len(told.splitlines()) < 24
    assert "Thought number 5 of many" in told
    assert "What users did: Physios phone patients" in told
    assert "›  2 What users did" in told
    assert shows(told, "room_follow.more_of_plan")


def test_that_most_dots_of_a_note_are_one_persons_is_told_to_the_facilitator_alone() -> None:
    workshop = shown("", "Ana: 3 3", "Ben: 1 2", "Chi: 1 2", "Dara: 1 2", "done")
    assert Message("room_recap.one_persons_dots", count=2, dots=2, number=3, name="Ana") in nudges(workshop.room, workshop.now)
    assert "Ana's" not in repr(workshop.view)


def test_what_the_decider_wrote_before_is_not_read_before_the_groups_have_spoken() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.room.apply(
        AnswersBroughtIn(answers=(WrittenAnswer("vision", "Ana", "Physios know on Friday who comes."),), at=workshop.now)
    )
    workshop.goes_to("vision")
    view = workshop.types("", "", "")
    waiting = sentence("room_notes.notes_so_far_and_waiting", count=0, waiting=Message("room_notes.notes_waiting", count=1))
    assert (view.kind, view.status) == ("collect", waiting)
    assert "Physios know" not in repr(view)
    assert len(workshop.types("Patients choose the hour themselves.", "").rows) == 2
