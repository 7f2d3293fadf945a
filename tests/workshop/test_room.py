"""A workshop as a group meets it: what the room sees, what is hidden, who decides, what can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.errors import UserError
from stratcoach.files.catalogues import english
from stratcoach.files.codec import loads
from stratcoach.files.question_flows import load_library
from stratcoach.flow.assemble import Assembly
from stratcoach.flow.events import Event, QuestionSkipped
from stratcoach.flow.model import Library
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.reports.follow import follow
from stratcoach.reports.minutes import minutes
from stratcoach.reports.minutes_text import titled
from stratcoach.reports.style import Style
from stratcoach.services.workshop_session import begin_events
from stratcoach.ui.room_loop import Desk
from stratcoach.ui.room_page import whole
from stratcoach.ui.room_plain import command_in
from stratcoach.ui.room_texts import on_terminal, written
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board import Decision
from stratcoach.workshop.board_events import Decided
from stratcoach.workshop.feedback import message_after
from stratcoach.workshop.file_collection import Delivered
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import Person, groups, read_people
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.questionnaire import read_answers, taken_in
from stratcoach.workshop.recap import nudges, recap
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomRow, RoomView, Text
from stratcoach.workshop.workshop_events import ActUndone, LineDrafted
from stratcoach.workshop.workshop_state import WorkshopState
from tests.rehearsal import EXAMPLES
from tests.workshops import BEGIN

PEOPLE = ("Ana, Ben (senior), Chi (remote), Dara, Eli, Fay, Gus", "Ana", "One problem to solve first", "", "Trailhead", "")
NOTES = (
    "Chi: 11 of 14 hikers turned back when the car park was full.",
    "Ana: 61% of routes were chosen on Friday after 8 pm.",
    "Dara: Hikers turned back because the car park was full.",
    "Eli: Parents check the weather on four sites.",
    "Fay: Groups wait for a friend who is late.",
)


class Workshop:
    """A room with a scribe, in which a second passes with every line."""

    def __init__(
        self, library: Library, lines: Iterable[str] = (), *, agenda: str = "two-hours", minutes: int = 0, people: int = 0
    ) -> None:
        self.now = BEGIN
        events = begin_events(library, library.workshops[agenda], minutes, None, BEGIN, people)
        self.room = Room(library, events)
        self.events = list(events)
        self.desk = Desk(self.room, lambda: self.now, _files)
        self.message = NOTHING
        self.types(*lines)

    def types(self, *lines: str) -> Any:
        for line in lines:
            self.now += 1
            taken = self.desk.take(command_in(line) or _typed(line or self.desk.view().draft))
            answer = taken.message if isinstance(taken, Refusal) else NOTHING
            self.message = answer if isinstance(answer, Message) else NOTHING
            if isinstance(taken, Event):
                self.events.append(taken.replace(at=self.now))
                self.room.apply(self.events[-1])
            elif isinstance(taken, Refusal) and taken.event:
                self.events.append(taken.event.replace(at=self.now))
                self.room.apply(self.events[-1])
        return self.view

    def passes(self, seconds: int) -> None:
        self.now += seconds

    def goes_to(self, step: str) -> Any:
        """Leave out everything before a step."""
        for _ in range(80):
            if self.room.record.at == step:
                break
            self.types(":skip")
        assert self.room.record.at == step
        return self.view

    @property
    def refusal(self) -> str:
        """Which message came last; of one that is still in the line, why."""
        why = self.message.arguments.get("why") if self.message.id == "room.still_in_line" else self.message
        return why.id if isinstance(why, Message) else ""

    @property
    def view(self) -> Any:
        """The moment of now as it is read, with how it is answered in one line."""
        return as_read(self.desk.view())


def as_read(view: RoomView) -> Any:
    """A view with its messages written out, as on a terminal."""
    english().keys = on_terminal
    texts = {name: f"{getattr(view, name)}" for name in ("title", "question", "place", "status", "help")}
    rows = tuple(RoomRow(f"{row.lead}", f"{row.text}", f"{row.aside}", row.stands_out) for row in view.rows)
    return SimpleNamespace(**{**vars(view), **texts, "rows": rows, "how": written(view.actions)})


def _named(count: int) -> tuple[Person, ...]:
    return read_people(", ".join(f"P{number}" for number in range(count)))


def _typed(line: str) -> Any:
    from stratcoach.workshop.room_view import Typed

    return Typed(line)


TABLE = 'Author,Text\nAna,"First, with a comma"\n,Second\n'
ANSWERED = "Name: Ben\n\n## Problems <!-- step: problems -->\n\n> Ask\n\n- Ben's own problem\n"


def _files(name: str, people: Sequence[Person]) -> tuple[Delivered, ...]:
    from stratcoach.workshop.note_import import read_file

    texts = {"wall.csv": TABLE, "ben.md": ANSWERED}
    if name not in texts:
        raise UserError(f"{name} isn't there.", "")
    return (Delivered(name, texts[name], read_file(texts[name], name, people)),)


@pytest.fixture
def workshop(library: Library) -> Workshop:
    """A workshop at the silent writing of the first step."""
    return Workshop(library, [*PEOPLE, ""])


# ---- silent writing, reveal


def test_what_is_written_in_silence_is_seen_by_nobody_until_it_is_shown(workshop: Workshop) -> None:
    view = workshop.types("\n".join(NOTES))
    assert view.hidden
    assert view.status == "5 notes so far"
    assert "weather" not in repr(view)
    assert "Eli" not in repr(view)
    shown = workshop.types("")
    assert [row.text for row in shown.rows][3] == "Parents check the weather on four sites."
    assert "Eli" not in repr(shown)


def test_notes_come_from_a_whiteboard_file(workshop: Workshop) -> None:
    workshop.types(":file wall.csv")
    notes = workshop.room.board.notes
    assert [(note.author, note.text) for note in notes.values()] == [("Ana", "First, with a comma"), ("", "Second")]
    workshop.types(":file other.csv")
    assert workshop.refusal == "room.not_read"


def test_what_looks_alike_is_suggested_and_never_merged_by_itself(workshop: Workshop) -> None:
    view = workshop.types("\n".join(NOTES), "")
    assert view.status == "1 and 3 look alike. Do they say the same thing?"
    assert len(view.rows) == 5
    assert len(workshop.types("y").rows) == 4
    assert workshop.types(":undo").status == view.status
    kept = workshop.types("n")
    assert len(kept.rows) == 5
    assert not kept.status


def test_two_that_look_alike_are_on_the_page_where_it_is_asked(workshop: Workshop) -> None:
    others = [f"Thing{number} happened while somebody{number} waited at place{number}." for number in range(30)]
    view = workshop.types("\n".join([NOTES[0], *others, NOTES[2]]), "")
    assert view.status == "1 and 32 look alike. Do they say the same thing?"
    shown = whole(view, "", workshop.now)
    assert "1. 11 of 14 hikers turned back" in shown
    assert "32. Hikers turned back because" in shown


def test_a_questionnaire_that_came_back_is_taken_in_at_any_moment(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n", "", ":file ben.md")
    board = workshop.room.record.boards["problems"]
    assert [(note.author, note.text) for note in board.notes.values()] == [("Ben", "Ben's own problem")]
    workshop.types(":file ben.md")
    assert workshop.refusal == "room_notes.nothing_new_in_all"
    assert len(board.notes) == 1


def test_an_answer_for_a_step_that_is_not_in_the_plan_waits_in_the_car_park_without_its_name(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE[:5], "skip 4", "", ""])
    step = workshop.room.record.left_out[-1]
    answered = read_answers(ANSWERED.replace("step: problems", f"step: {step.id}"), workshop.room.record.people)
    assert answered
    event = taken_in(workshop.room, [answered])
    assert event
    workshop.room.apply(event)
    assert workshop.room.record.parked == [("Ben's own problem", "", step.title)]
    assert taken_in(workshop.room, [answered]) is None
    assert "Ben's own problem" in outcome(workshop.room).parking_lot


@pytest.mark.parametrize("slip", ["x", "?x", "done", "OK"])
def test_a_single_word_or_letter_is_no_note(workshop: Workshop, slip: str) -> None:
    assert workshop.types(slip).status == "No notes so far"
    assert workshop.refusal == "room_notes.slip_or_done"
    shown = workshop.types("\n".join(NOTES), "", "n", slip)
    assert len(shown.rows) == 5
    assert workshop.refusal == "room_notes.not_one_of_the_keys"
    before = workshop.view.rows
    assert workshop.types("2 4 1", "1 2 3 4 5").rows == before


COMMANDS = [
    "minutes 4 10",
    "skip 6",
    "left 45",
    "move 5 to 3",
    "add users round_robin 10",
    "drop 2",
    "1+2",
    "5 4 3 1 1",
    "pause 15",
]


@pytest.mark.parametrize("told", [*COMMANDS, "Ana: 1 3", "Ana 1\nBen: 2"])
def test_a_command_or_a_vote_that_is_typed_while_all_write_is_no_note_unless_it_is_marked_as_one(
    workshop: Workshop, told: str
) -> None:
    assert workshop.types(told).status == "No notes so far"
    assert workshop.refusal.endswith(("_or_note", "_or_is_note", "slip_or_done"))
    marked = "\n".join(f"- {line}" for line in told.splitlines())
    assert workshop.types(marked, "Skip 6 questions and people leave", "add dark mode").status.startswith(
        f"{len(told.splitlines()) + 2} notes"
    )


@pytest.mark.parametrize("told", COMMANDS)
def test_in_a_round_a_command_is_nobodys_line(library: Library, told: str) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3])
    assert workshop.view.kind == "round"
    assert workshop.types(told).rows == ()
    assert workshop.types(f"- {told}").rows[0].text == told


def test_a_command_is_no_answer_either(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3, "Ana: Planners in small homes", *[""] * 7, "1", ""])
    asked = workshop.types("").question
    assert asked.startswith("Name somebody who looks much the same")
    assert workshop.types("minutes 4 10").question == asked
    assert workshop.refusal == "room_close.changes_plan_or_answers"
    assert workshop.types("minutes 4 10.").question != asked


def test_a_command_that_there_is_not_stays_in_the_line_and_a_smile_is_no_command(workshop: Workshop) -> None:
    assert workshop.types(":prak Ben: Prices").draft == ":prak Ben: Prices"
    assert workshop.refusal == "room.no_such_command"
    assert workshop.types(":) they laughed about it").status == "1 note so far"


def test_several_steps_are_left_out_at_once_and_what_is_not_understood_is_said(workshop: Workshop) -> None:
    before = [step.id for step in workshop.room.record.plan]
    workshop.types(":plan skip 4 5")
    assert [step.id for step in workshop.room.record.plan] == [*before[:3], *before[5:]]
    workshop.types(":plan skip 4 skip 5")
    assert workshop.refusal == "room_begin.plan_forms"
    assert len(workshop.room.record.plan) == len(before) - 2


def test_a_word_that_is_marked_as_a_note_is_one(workshop: Workshop) -> None:
    assert workshop.types("- Prices", "Ana: Weather").status == "2 notes so far"


def test_a_note_is_changed_dropped_and_added_when_all_are_shown(workshop: Workshop) -> None:
    view = workshop.types(
        "\n".join(NOTES), "", "n", "4 Parents compare the weather.", "drop 5", "add One more thing that somebody saw"
    )
    assert [row.text for row in view.rows][3:] == ["Parents compare the weather.", "One more thing that somebody saw"]


CHATS = {
    "Zoom": "14:02:11 From Fay to Everyone:\n\tThey wait.\n14:02:15 From Zoe X to Everyone: They leave.",
    "WhatsApp": "[14:03, 22/11/2026] Fay: They wait.\n22/11/2026, 14:03 - Zoe: They leave.",
    "Teams": "Fay 14:04\nThey wait.\n\nZoe Xu  2:04 PM\nThey leave.",
    "brackets": "[14:02] Fay: They wait.\n[14:02] Zoe: They leave.",
    "pronouns": "Fay (she/her): They wait.\n14:05 From Zoe to Everyone:\nThey leave.",
}


ABOUT_OTHERS = (
    "14:02:11 From Fay to Everyone:\n\tThey wait.\n"
    '14:02:15 From Ben to Everyone:\n\tReplying to "They wait."\n\t\n\tThey leave.\n'
    '14:02:20 From Dara To Everyone:\n\tReacted to "They leave." with 👍🏽\n'
    '14:02:21 From Dara To Everyone:\n\tRemoved a 👍🏽 reaction from "They leave."\n'
    "14:02:25 From Eli to Everyone: Replying to “They wa...”\n\n\tReplying to customers takes two days."
)


def test_what_a_chat_says_about_what_others_said_is_no_note(workshop: Workshop) -> None:
    shown = workshop.types(ABOUT_OTHERS, "")
    assert [row.text for row in shown.rows] == ["They wait.", "They leave.", "Replying to customers takes two days."]
    assert [note.author for note in workshop.room.board.notes.values()] == ["Fay", "Ben", "Eli"]


@pytest.mark.parametrize("chat", CHATS)
def test_names_and_times_of_a_pasted_chat_are_never_on_the_screen(workshop: Workshop, chat: str) -> None:
    shown = workshop.types(CHATS[chat], "")
    assert [row.text for row in shown.rows] == ["They wait.", "They leave."]
    authors = [note.author.split()[0] for note in workshop.room.board.notes.values()]
    assert authors == ["Fay", "Zoe"]


def test_a_time_or_a_colon_in_a_note_is_no_chat(workshop: Workshop) -> None:
    notes = ["14:02 Bus: full", "From Monday to Friday: closed", "For Ana: we need it", "Friday 14:04", "Then they leave."]
    assert [row.text for row in workshop.types("\n".join(notes), "").rows] == notes


def test_ballots_come_out_of_a_chat(library: Library) -> None:
    assert voting(library).types("14:02:11 From Fay to Everyone:\n1 3\n[14:03] Ben: 2").status == "2 of 7 have voted"


def test_a_chat_that_is_pasted_where_one_line_is_written_down_is_kept_unseen(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", "", "", ""])
    view = workshop.view
    assert view.kind == "ask"
    assert workshop.types(PASTED).status == "2 thoughts are saved and not shown yet."


# ---- nothing that is typed is lost

PASTED = "Chi: Eleven of fourteen turned back.\nAna: Friday after eight is when they choose."
TAKES_A_LINE = {
    "decider": [PEOPLE[0]],
    "goal": [*PEOPLE[:2]],
    "week": [*PEOPLE[:3]],
    "decide": [*PEOPLE, "", "Ana: The first thing we saw.", "", "", "1"],
    "ask": [*PEOPLE, "", "Ana: The first thing we saw.", "", "", "1", "", ""],
    "sure": [*PEOPLE, "", "Ana: The first thing we saw.", "", "", "1", "", *[""] * 5, *[":skip"] * 8, ":skip", ":skip"],
}


@pytest.mark.parametrize("kind", TAKES_A_LINE)
def test_several_lines_where_one_is_asked_for_are_joined_only_when_somebody_says_so(library: Library, kind: str) -> None:
    workshop = Workshop(library, TAKES_A_LINE[kind])
    before = workshop.view
    assert before.kind == kind
    view = workshop.types("short\nlines")
    assert view.status == "2 thoughts are saved and not shown yet."
    assert "o: one line, as the answer" in view.how
    after = workshop.types("o")
    assert (after.key, after.draft) == (before.key, "short lines")
    assert message_after(workshop.events[-1], workshop.room).id == "room.placed_in_line"
    assert workshop.types(":undo").status == "2 thoughts are saved and not shown yet."
    assert workshop.types("d").key == before.key


@pytest.mark.parametrize("page", ["menu", "plan", "pause", "file", "recap", "help"])
def test_what_is_pasted_on_a_page_that_cannot_take_it_is_kept(workshop: Workshop, page: str) -> None:
    workshop.types(f":{page}")
    assert workshop.types(PASTED).status == "2 thoughts are saved and not shown yet."


def test_several_lines_for_the_car_park_are_several_thoughts(workshop: Workshop) -> None:
    workshop.types(":park", "Ben: Prices\nWardens have counts")
    assert [(one.text, one.author) for one in workshop.room.record.parked] == [("Prices", "Ben"), ("Wardens have counts", "")]


WAITS_FOR_ENTER = {
    "what we are here for": [],
    "all shown": ["a note here", ""],
    "a vote": ["a first note\nAna: another thing\nBen: third\nChi: fourth", "", ""],
    "a decision": ["a first note", "Ana: another thing", "", ""],
    "between two steps": ["a first note", "", "", "", "", *[":skip"] * 4],
    "a pause": [":pause 5"],
    "in pairs": [":skip", ""],
}


@pytest.mark.parametrize("where", WAITS_FOR_ENTER)
def test_notes_that_are_pasted_where_no_note_is_asked_for_are_kept_and_find_their_place(library: Library, where: str) -> None:
    begin = [*PEOPLE] if where == "what we are here for" else [*PEOPLE, ""]
    for key in "pn":
        workshop = Workshop(library, [*begin, *WAITS_FOR_ENTER[where]])
        before = workshop.view
        view = workshop.types(PASTED)
        assert view.status == "2 thoughts are saved and not shown yet."
        assert "Eleven" not in repr(view)
        assert workshop.types("").kind == "aside"
        workshop.types(key)
        assert workshop.view.kind == before.kind
        record = workshop.room.record
        notes = [(note.author, note.text) for board in record.boards.values() for note in board.notes.values()]
        kept = [(one.author, one.text) for one in record.parked] if key == "p" else notes
        assert ("Chi", "Eleven of fourteen turned back.") in kept
        assert ("Ana", "Friday after eight is when they choose.") in kept
        workshop.types(":undo")
        assert workshop.view.status == "2 thoughts are saved and not shown yet."


def test_votes_that_come_too_early_are_neither_notes_nor_thoughts(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n")
    view = workshop.types("Ana: 1 2\nBen 3\nAnna Maria Smith: 1, 4")
    assert (view.kind, len(view.rows)) == ("reveal", 5)
    assert workshop.refusal == "room_notes.votes_later"
    assert workshop.types("It rose to 40 in the year 2026").kind == "aside"


def test_what_is_pasted_line_by_line_comes_on_top_and_can_be_dropped(workshop: Workshop) -> None:
    view = workshop.types(":skip", "The first line of a paste", "Ana: the second line of it", "x")
    assert view.status == "2 thoughts are saved and not shown yet."
    assert workshop.types("d").kind == "together"


def test_what_waits_for_a_place_at_the_end_is_in_the_car_park_of_the_file(workshop: Workshop) -> None:
    workshop.types(":pause 5", "One more thought for the end", *[":skip"] * 12)
    assert workshop.room.record.finished
    assert "One more thought for the end" in outcome(workshop.room).parking_lot


def test_a_line_that_cannot_be_taken_stays_in_the_line(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", ""])
    for told, kept in (("2 9", ""), ("we take the second one", "we take the second one")):
        workshop.desk.take(_typed(told)._replace(draft=told))
        assert workshop.view.draft == kept


def test_of_several_ballots_the_good_ones_count_and_the_others_stay(library: Library) -> None:
    workshop = voting(library)
    view = workshop.types("Ana: 1 2\nZoe: 3\nBen: 9\nChi: 4")
    assert workshop.refusal == "room_vote.some_ballots_in"
    some = workshop.message.arguments["why"]
    assert isinstance(some, Message)
    assert [some.arguments[name] for name in ("line", "ballots", "lines")] == [2, 2, 4]
    assert view.draft == "Zoe: 3\nBen: 9"
    assert view.status == "2 of 7 have voted"


# ---- votes


def voting(library: Library) -> Workshop:
    return Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", ""])


def test_totals_are_hidden_until_all_votes_are_counted(library: Library) -> None:
    workshop = voting(library)
    before = workshop.view
    workshop.types("Ana: 1 2", "Ben: 1 2", "Chi: 1 4")
    view = workshop.view
    assert view.hidden
    assert view.status == "3 of 7 have voted"
    assert view.rows == before.rows
    assert not {"Ben", "Chi"} & set(repr({**vars(view), "how": "", "actions": ()}).replace("'", " ").split())
    assert workshop.types("").rows == before.rows
    assert workshop.message == Message("room_vote.somebody_has_not_voted", count=4)
    followed = follow(workshop.room, workshop.now, Style(), 24)
    assert "3 of 7 have voted; still to vote: Dara, Eli, Fay, Gus" in followed
    assert "●" not in followed
    assert workshop.types("done").rows[0].aside.startswith("●●● 3")


def test_a_ballot_can_be_given_again_and_hands_add_up_to_ballots(library: Library) -> None:
    workshop = voting(library)
    workshop.types("Ana: 1 2", "ana: 4 5\nChi 4", "2 0 0 0 1", "")
    standing = workshop.room.standing
    assert standing
    assert standing.totals == {1: 2, 2: 0, 3: 0, 4: 2, 5: 2}


def test_hands_and_ballots_together_are_never_more_than_there_are_dots(library: Library) -> None:
    workshop = voting(library)
    workshop.types("7 7 0 0 0")
    before = workshop.room.board.rounds[-1]
    workshop.types("Ana: 3")
    assert workshop.room.board.rounds[-1] == before


def test_a_count_of_all_hands_behind_a_ballot_says_whose_ballot_is_in(library: Library) -> None:
    workshop = voting(library)
    workshop.types("Ana: 1 2", "5 4 3 1 1")
    assert workshop.message == Message("room_vote.more_hands_than_left", counted=14, ballots=1, name="Ana", left=12)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("Zoe: 1", "room_vote.who_is_that"),
        ("Ana: 1 2 3", "room_vote.everybody_has_dots"),
        ("Ana: 9", "room_vote.not_an_option"),
        ("1 2 3", "room_vote.one_number_for_each"),
        ("9 9 0 0 0", "room_vote.too_many_hands"),
        ("", "room_vote.nobody_voted"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_with_a_reason(library: Library, line: str, refusal: str) -> None:
    workshop = voting(library)
    workshop.types(line)
    assert workshop.refusal == refusal


# ---- deciding


def test_the_decider_may_overrule_the_votes_and_must_say_why(library: Library) -> None:
    workshop = voting(library)
    view = workshop.types("5 4 3 1 1", "", "2 4")
    assert view.question == "The votes said something else. Why this?"
    workshop.types("")
    assert workshop.refusal == "room_vote.decision_needs_reason"
    assert workshop.types("Friday is when it goes wrong.").question == "Who can't live with this, and why?"
    workshop.types("Ben: It costs us the autumn.", "")
    assert workshop.room.board.against == {"Ben": "It costs us the autumn."}
    decision = workshop.room.board.decision
    assert decision
    assert (decision.who, decision.why, decision.chosen) == ("Ana", "Friday is when it goes wrong.", (2, 4))


def test_fewer_of_what_was_voted_follow_the_vote(library: Library) -> None:
    workshop = voting(library)
    view = workshop.types("5 4 3 1 1", "", "1 2")
    assert view.how.endswith("Enter alone: as voted or agreed")
    workshop.types("")
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    assert "Decided by Ana, as voted. There was room for more." in told
    assert "against" not in told


def tied(library: Library) -> Workshop:
    """4 and 5 are tied for the third place."""
    return Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 1 2 2", ""])


def test_a_tie_goes_to_a_second_vote_on_what_stands_level(library: Library) -> None:
    workshop = tied(library)
    assert workshop.view.question.startswith("4 and 5 are tied for one place.")
    view = workshop.types("")
    assert [row.lead for row in view.rows] == ["4", "5"]
    assert view.question.endswith("One dot each. Which one do we build on?")
    assert workshop.types("3 4", "").how.startswith("Enter: 1, 2 and 5, as voted")


def test_a_tie_that_stays_is_the_deciders_and_never_the_lists(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "")
    workshop.types("")
    assert workshop.message == Message("room_vote.tie_needs_decision", decider="Ana", tied=2)
    assert workshop.types("5").question == "The votes are tied. Why this one?"
    workshop.types("It is the harder one.", "")
    decision = workshop.room.board.decision
    assert decision
    assert decision.chosen == (1, 2, 5)


def test_where_the_decider_refuses_both_stay_with_a_question_an_owner_and_a_date(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "", "both", "Chi, 2026-12-15", *[""] * 40)
    strategy = outcome(workshop.room)
    assert any(one.question.startswith("Which of these do we keep: ") and one.owner == "Chi" for one in strategy.questions)
    assert len(strategy.insights) == len(NOTES)


def test_likes_among_what_is_tied_are_merged_first(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", ""])
    view = workshop.types("3 4 3 3 1", "")
    assert "Do 1 and 3 say the same thing?" in view.question
    workshop.types("y")
    assert workshop.room.standing
    assert workshop.room.standing.totals[1] == 6


def test_without_the_decider_a_decision_is_provisional_until_a_day(library: Library) -> None:
    people = (PEOPLE[0], "Kim (absent)", *PEOPLE[2:])
    workshop = Workshop(library, [*people, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", "", "", ""])
    assert workshop.view.question == "Kim isn't here, so this is provisional. By when will it be confirmed?"
    workshop.types("15 December 2026")
    decision = workshop.room.board.decision
    assert decision
    assert (decision.who, decision.until) == ("the room", "2026-12-15")
    assert {one.confidence for one in outcome(workshop.room).insights} <= {"low"}


# ---- time


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
    assert "late. Shorten?" in view.rows[-1].text
    minutes = sum(step.minutes for step in workshop.room.record.plan)
    workshop.types("s")
    assert sum(step.minutes for step in workshop.room.record.plan) < minutes
    assert "Shorten" not in repr(workshop.view.rows)


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
    assert titles[1:5] == ["What users did", "The people you choose", "The people you choose", "Where your users will be"]
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
    assert view.title == "a first draft"
    assert f"{missing}" in told
    assert "Left out: What you are betting on (7 min)" in told
    assert "Break · " not in told
    assert "Close · " not in told
    assert workshop.types("skip 6").question == "1 h 07 of 1 h 15: does this fit?"


def test_a_short_hour_has_no_break(library: Library) -> None:
    told = [plans.fit(library, library.workshops["two-hours"], minutes) for minutes in (45, 60, 75)]
    assert ["break" in {step.id for step in plan} for plan in told] == [False, False, True]
    assert sum(step.minutes for step in told[0]) == 43


@pytest.mark.parametrize(
    ("notes", "status", "enter"),
    [
        (NOTES[:1], "No vote is needed: it is the only one.", "Enter: this one"),
        (NOTES[:2], "No vote is needed: there is room for all of them.", "Enter: all of them"),
    ],
)
def test_where_there_is_room_for_all_nobody_votes(library: Library, notes: tuple[str, ...], status: str, enter: str) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(notes), "", ""])
    assert (workshop.view.kind, workshop.view.status) == ("decide", status)
    assert workshop.view.how.startswith(enter)
    assert workshop.types(":undo").kind == "reveal"
    workshop.types("", "1", "", *([""] if len(notes) > 1 else []))
    decision = workshop.room.board.decision
    assert decision
    assert decision.chosen == (1,)
    assert workshop.view.kind == "ask"
    assert "Decided by Ana, without a vote." in minutes(workshop.room, outcome(workshop.room), "s.yaml")


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
    assert "over · ends " in told
    assert ", planned " in told
    assert "60 min left" in told
    assert "−" not in told
    assert "Left out: Break (5)" in told


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
    assert workshop.view.how.startswith("Enter: vote again on these   2: the room decides now")


# ---- the car park, private hints, latecomers


def test_the_car_park_is_emptied_at_the_close(workshop: Workshop) -> None:
    workshop.types(":park Ben: Who owns the data?", ":park Prices", *[":skip"] * 9)
    assert workshop.view.rows[0].text == "“Who owns the data?”"
    workshop.types("q")
    assert workshop.refusal == "room_close.who_does_it"
    workshop.types("q ben, 2026-12-01", "d")
    (question,) = outcome(workshop.room).questions
    assert (question.question, question.owner, question.by) == ("Who owns the data?", "Ben", "2026-12-01")
    assert not outcome(workshop.room).parking_lot


def test_that_one_person_is_behind_most_choices_is_told_to_the_facilitator_alone(library: Library) -> None:
    lines = ["Ana: The first thing we saw.", "Ana: The second matter.", "Ana: Another one entirely.", "Ben: Quite different."]
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(lines), "", "", "3 2 1 0", "", "", ""])
    assert Message("room_recap.one_voice", count=3, choices=3, name="Ana") in nudges(workshop.room, workshop.now)
    assert "came from" not in repr(workshop.view)


def test_what_two_people_wrote_is_not_one_voice(library: Library) -> None:
    lines = [
        f"{name}: {text}" for text in ("Prices went up.", "They wait at the door.", "Nobody reads it.") for name in ("Ana", "Ben")
    ]
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(lines), "", "y", "y", "y", "", "3 2 1", "", "", ""])
    assert len(workshop.room.record.boards["insights"].decision.chosen) == 3  # type: ignore[union-attr]
    assert not [one for one in nudges(workshop.room, workshop.now) if one.id == "room_recap.one_voice"]


def test_where_nobody_may_vote_for_their_own_it_is_told_and_kept(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join((*NOTES, "Bakers close.")), "", "n", ""], agenda="two-days")
    assert workshop.view.question.endswith("Not for your own notes.")
    workshop.types("Ana: 1 2")
    assert workshop.refusal == "room_vote.own_note"
    assert workshop.types("Ana: 1 3").status == "1 of 7 have voted"


def test_how_sure_we_are_is_shown_once_and_changed(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "", "5", "It is the harder one.", "", *[""] * 12, *[":skip"] * 8)
    assert workshop.goes_to("close").kind == "ask"
    view = workshop.types(":skip", ":skip")
    assert view.question == "How sure are we of each? Correct any that look wrong."
    assert [(row.aside, row.stands_out) for row in view.rows] == [("low", False), ("low", False), ("low, split", True)]
    assert workshop.types("1 3 high").rows[2].aside == "high, split"
    workshop.types("2 perhaps")
    assert workshop.refusal == "room_vote.numbers_then_level"
    workshop.types("")
    assert [one.confidence for one in outcome(workshop.room).insights][:3] == ["high", "low", "high"]


def test_what_nobody_disagreed_on_is_decided_for_now_and_not_split(library: Library) -> None:
    people = (PEOPLE[0], "Kim (absent)", *PEOPLE[2:])
    workshop = Workshop(library, [*people, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 0", "", "", "", "Friday"])
    workshop.types(*[""] * 13)
    workshop.goes_to("close")
    view = workshop.types(":skip", ":skip")
    assert view.kind == "sure"
    assert {(row.aside, row.stands_out) for row in view.rows} == {("low, decided for now", False)}
    assert "agree" not in view.status


def test_the_minutes_tell_every_decision_in_the_order_of_the_plan(workshop: Workshop) -> None:
    record = workshop.room.record
    for step in reversed(record.plan):
        if step.flow:
            filled = record.board_of(step.id)
            filled.add(f"About {step.id}")
            filled.decision = Decision((len(filled.notes),), "Ana", "")
    titles = [step.title for step in record.plan if step.flow]
    ours = [titled(title) for title in titles]
    told = re.findall(
        r"^### (.+)$", minutes(workshop.room, outcome(workshop.room), "s.yaml").partition("## Annex")[0], re.MULTILINE
    )
    assert told == ours
    assert [one.arguments["title"] for one in recap(workshop.room, workshop.now)[2:]] == titles


def test_a_latecomer_reads_every_decision_whole(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n", "", "5 4 3 0 0", "", "", "", *[""] * 12, ":park Prices")
    lines = recap(workshop.room, workshop.now)
    assert lines[0] == Message("room_recap.goal", goal="One problem to solve first", decider="Ana")
    assert [line.arguments["words"] for line in lines[2:5]] == [note.partition(": ")[2] for note in NOTES[:3]]
    assert lines[-1] == Message("room_recap.in_car_park", count=1)


def test_in_a_round_remote_people_speak_first_and_senior_ones_last(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3])
    assert workshop.view.status.startswith("Chi speaks.")
    workshop.types(*[""] * 6)
    assert workshop.view.status == "Ben speaks."


def test_with_four_people_there_are_no_fours(library: Library) -> None:
    few = Workshop(library, ["Ana, Ben, Chi, Dara", *PEOPLE[1:], "", ":skip", "", "", ""])
    assert few.view.kind == "collect"
    many = Workshop(library, [*PEOPLE, "", ":skip", "", ""])
    assert many.view.status == "In fours: compare, and keep the best"
    six = Workshop(library, ["Ana, Ben, Chi, Dara, Eli, Fay", *PEOPLE[1:], "", ":skip", "", "", ""])
    assert six.view.kind == "collect"
    assert not [few for few in range(7, 13) if min(map(len, groups(_named(few), 1, 4))) < 3]


SHEET = (
    "Name:{}\n\n## The people you choose <!-- step: users -->\n\n- Ben: Planners in small homes\n- Somebody on a night shift\n"
)


@pytest.mark.parametrize("name", [" Ben", ""])
def test_what_was_written_before_a_round_is_shown_when_everybody_was_heard_and_tells_nobody_who_wrote_it(
    library: Library, name: str
) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3])
    answered = read_answers(SHEET.format(name).replace("- Ben: ", "- Ben: " if name else "- "), workshop.room.record.people)
    assert answered
    event = taken_in(workshop.room, [answered])
    assert event
    workshop.room.apply(event)
    view = workshop.view
    assert not view.rows
    assert view.status.endswith("2 written notes are waiting.")
    asked = []
    for _ in PEOPLE[0].split(", "):
        asked.append(workshop.view.status.partition(" ")[0])
        view = workshop.types("")
    assert "Ben" in asked
    assert [row.text for row in view.rows] == ["Planners in small homes", "Somebody on a night shift"]
    told = minutes(workshop.room, outcome(workshop.room), "s.yaml")
    assert "Passed" not in told
    assert f"questionnaires: {'Ben (2)' if name else 'without a name (2)'}." in told


def test_notes_out_of_a_file_wait_in_a_round_until_everybody_was_heard(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3, ":file wall.csv", "Chi says this"])
    assert [row.text for row in workshop.view.rows] == ["Chi says this"]
    assert len(workshop.types(*[""] * 6).rows) == 3


def test_who_shows_two_fingers_says_what_is_missing(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, *[":skip"] * 9, "", ""])
    workshop.types("Ben 2")
    assert workshop.refusal == "room_vote.what_is_missing_behind"
    view = workshop.types("Ben 2 A number is missing.", "Ana 5\nZoe 4\nChi: 3")
    assert "A number is missing" not in repr(view)
    assert view.status == "3 of 7 have shown"
    assert (view.draft, workshop.refusal) == ("Zoe 4", "room_vote.name_and_fingers")


def test_yes_keeps_the_words_that_were_chosen_and_a_letter_does_not_replace_them(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "Ana: The first thing we saw.", "", "", "1", ""])
    assert workshop.view.draft == "The first thing we saw."
    assert workshop.types("x").draft == "The first thing we saw."
    assert workshop.types("The first thing we saw.yes").question == "How do you know?"
    assert outcome(workshop.room).insights[0].statement == "The first thing we saw."


# ---- other agendas


def test_a_decision_takes_the_place_of_what_the_file_said_and_suggests_the_rest(library: Library) -> None:
    base = loads((EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert base
    assert base.vision
    workshop = Workshop(library, agenda="two-hours")
    workshop.room = Room(library, begin_events(library, library.workshops["two-hours"], 0, base, BEGIN), base=base)
    workshop.desk = Desk(workshop.room, lambda: workshop.now, _files)
    workshop.types(*[line for line in PEOPLE if line != "Trailhead"])
    workshop.goes_to("vision")
    view = workshop.types("", "", "")
    assert view.rows[0].text == base.vision.statement.removesuffix(".")
    view = workshop.types("People in town eat bread that was baked this morning.", "", "", "", "Agreed.")
    assert view.draft == "People in town eat bread that was baked this morning."
    view = workshop.types("")
    assert view.draft == base.vision.user
    workshop.types(*[""] * 8)
    vision = outcome(workshop.room).vision
    assert vision
    assert vision.statement == "People in town eat bread that was baked this morning."
    assert (vision.user, vision.today, vision.rests_on) == (base.vision.user, base.vision.today, base.vision.rests_on)


def test_nothing_of_the_file_vanishes_that_the_room_did_not_take_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    base = loads((EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert base
    assert base.vision
    base = base.replace(vision=base.vision.replace(reviewed="2026-10-01"))
    assert base.vision
    room = Room(library, begin_events(library, library.workshops["two-hours"], 0, base, BEGIN), base=base)
    room.apply(QuestionSkipped(key="vision.horizon", at=BEGIN))
    emptied = base.replace(
        problems=base.problems[:1], assumptions=(), owner="", vision=base.vision.replace(horizon="", reviewed="")
    )
    monkeypatch.setattr(Assembly, "strategy", lambda _self: emptied)
    after = outcome(room)
    assert after.vision
    assert [one.id for one in (*after.problems, *after.assumptions)] == [one.id for one in (*base.problems, *base.assumptions)]
    assert (after.owner, after.vision.horizon, after.vision.reviewed) == (base.owner, "", "2026-10-01")


def test_in_half_a_day_both_futures_are_drawn_and_one_is_voted(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    workshop.goes_to("vision-near")
    workshop.types("Planners close the week on Thursday.", "", "", "", "Agreed.", "Planners", "They phone.", "", "Two years.", "")
    assert workshop.room.record.at == "vision-far"
    workshop.types("No home is ever short of carers.", "", "", "", "Agreed.", "", "Six years.", "")
    view = workshop.view
    assert view.title == "Which future"
    assert [row.text for row in view.rows] == [
        "Close to today: Planners close the week on Thursday. It would ask of you: Two years.",
        "Far from today: No home is ever short of carers. It would ask of you: Six years.",
    ]
    view = workshop.types("", "2 5", "")
    assert view.rows[0].text.startswith("Far from today")
    workshop.types("", "", "It is what people would move for.", "Homes would do it anyway.", "2032", "")
    vision = outcome(workshop.room).vision
    assert vision
    assert (vision.statement, vision.ambition) == ("No home is ever short of carers.", "ambitious")
    assert vision.alternatives[0].statement == "Planners close the week on Thursday."


def test_a_picture_that_nobody_drew_yet_is_asked_for_and_not_referred_to(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""], agenda="half-day")
    assert workshop.goes_to("vision-near").question.startswith("Draw a picture of their future that stays close to today")
    assert workshop.goes_to("vision-far").question.startswith("Draw a picture of their future far from today")


def test_where_nothing_was_drawn_there_is_nothing_to_vote_on_or_to_explain(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    assert workshop.goes_to("vision").kind == "between"


def test_objections_of_the_night_are_each_answered(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="two-days")
    assert "the one line you would cut" in workshop.goes_to("night").question
    view = workshop.types("", "Ben: The second objective.\nAna: The vision's date.")
    assert view.hidden
    view = workshop.types("")
    assert view.rows[0].text == "“The second objective.”"
    assert "Ben" not in repr(view)
    workshop.types("q Chi, 2026-12-01", "d")
    assert outcome(workshop.room).questions[0].question == "The second objective."
    assert workshop.view.kind == "between"


def test_a_premortem_asks_from_a_year_ahead(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    assert workshop.goes_to("assumptions").question == "A year from now it has failed. What turned out not to be true?"


def test_five_more_minutes_are_for_this_part_alone(workshop: Workshop) -> None:
    before = workshop.view.time
    workshop.types("a note", ":more")
    after = workshop.view.time
    assert before
    assert after
    assert after.left_at(workshop.now) - before.left_at(workshop.now) == 300
    workshop.types("")
    assert workshop.view.time
    assert workshop.view.time.left_at(workshop.now) < 300


def test_a_half_typed_note_is_in_the_line_again_until_it_is_given(workshop: Workshop) -> None:
    workshop.room.apply(LineDrafted(key=workshop.view.key, text="half a note", at=workshop.now))
    assert workshop.view.draft == "half a note"
    assert (workshop.types("").status, workshop.view.draft) == ("1 note so far", "")
    assert workshop.types(":undo").draft == "half a note"


def test_what_cannot_be_saved_stands_in_the_line_again(library: Library) -> None:
    from stratcoach.errors import Paused
    from stratcoach.ui.room_loop import run

    shown: list[tuple[RoomView, Text]] = []

    class Prompter:
        attended = True
        exit_status = 130

        def show(self, view: RoomView, message: Text, *_: Any) -> Any:
            shown.append((view, message))
            return _typed("a long thought") if len(shown) == 1 else _typed("")._replace(command="quit")

        def close(self) -> None: ...

    def full(_event: Event) -> None:
        raise OSError(28, "the disk is full")

    with pytest.raises(Paused):
        run(Workshop(library, [*PEOPLE, ""]).room, Prompter(), full, lambda: BEGIN, _files)
    assert shown[1][0].draft == "a long thought"
    assert shown[1][1] == Message("room.not_saved_yet", why="the disk is full")


# ---- laws

LIBRARY = load_library()
LINES = st.sampled_from(
    [
        *PEOPLE,
        *NOTES,
        "",
        "",
        "",
        "y",
        "n",
        "1",
        "1 2",
        "2 5",
        "3+4",
        "drop 2",
        "4 other words",
        "Ana: 1 2",
        "Ben 1",
        "5 4 1 2 2",
        "3 3",
        "both",
        "Chi, 2026-12-15",
        "Care homes even over hospitals",
        "q Ana, 2026-12-01",
        "d",
        "Ana 2 no",
        "Ben 5",
        "+",
        "s",
        ":park Ana: a thought",
        ":undo",
        ":skip",
        ":unknown",
        ":more",
        ":pause 5",
        ":plan skip 4",
        ":plan add users round_robin 5",
        ":recap",
        ":people Ana, Ben, Chi",
        "A whole thought\nBen: and another one of these",
        "p",
        "1 high",
        ":file ben.md",
        "2026-12-15",
    ]
)


def snapshot(value: Any, now: int = 0) -> Any:
    """Everything that a record holds, but for how it came to it and for what is only suggested; time as it is at one moment."""
    if isinstance(value, WorkshopState):
        apart = ("_history", "undone", "interview", "library", "used", "used_in_phase", "since")
        held = {k: snapshot(v) for k, v in vars(value).items() if k not in apart}
        held["used"] = {step: value.used_until(step, now) for step in (*value.entered, "preflight")}
        kept = {k: v for k, v in vars(value.interview.state).items() if not k.startswith("_") and k != "suggested"}
        return held | {"state": repr(sorted(kept.items(), key=lambda one: one[0]))}
    if isinstance(value, dict):
        return {key: snapshot(one) for key, one in value.items()}
    return repr(sorted(vars(value).items())) if type(value).__name__ == "Board" else repr(value)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=60))
def test_the_same_events_always_give_the_same_workshop(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *lines])
    again = Room(LIBRARY, workshop.events)
    assert snapshot(again.record, workshop.now) == snapshot(workshop.room.record, workshop.now)
    assert again.view() == workshop.room.view()


@settings(max_examples=60)
@given(st.lists(LINES, max_size=40), LINES)
def test_to_undo_leads_back_to_what_was_before(lines: list[str], then: str) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *lines])
    before, count = snapshot(workshop.room.record, workshop.now + 1), len(workshop.events)
    workshop.types(then)
    if len(workshop.events) > count and not isinstance(workshop.events[-1], ActUndone):
        workshop.room.apply(ActUndone(at=workshop.now))
        assert snapshot(workshop.room.record, workshop.now) == before


@settings(max_examples=60)
@given(st.lists(LINES | st.just("") | st.just(":skip"), max_size=80))
def test_minutes_tell_decisions_in_the_order_in_which_they_were_taken(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", "Ana: The first thing we saw.", "", "", "1", "", "", ""])
    record = workshop.room.record
    assert [event.step for event in record.events if isinstance(event, Decided)] == ["insights"]
    workshop.types(*lines)
    taken = [titled(record.title_of(event.step)) for event in record.events if isinstance(event, Decided)]
    told = (
        minutes(workshop.room, outcome(workshop.room), "strategy.yaml").partition("## What we decided")[2].partition("\n## ")[0]
    )
    assert re.findall(r"^### (.+)$", told, re.MULTILINE) == taken


@settings(max_examples=80)
@given(st.lists(LINES, max_size=60))
def test_what_must_be_hidden_is_in_no_view(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, PEOPLE)
    for line in ["", *lines]:
        view = workshop.types(line)
        kind, board = workshop.room.kind, workshop.room.board
        if workshop.room.record.is_paused or view.key.startswith("page."):
            continue
        if kind == "collect" and view.hidden:
            assert not [note for note in board.notes.values() if len(note.text) > 12 and note.text in repr(view)]
        if kind == "round" and not view.status.startswith("Everybody"):
            assert not [number for number in board.written if board.notes[number].text in repr(view.rows)]
        if kind == "vote":
            assert not any(row.aside for row in view.rows)
            assert view.hidden
        if kind in ("collect", "reveal", "vote", "decide"):
            assert not [note for note in board.notes.values() if note.author and f"{note.author}:" in repr(view.rows)]


@settings(max_examples=30)
@given(st.lists(st.text(max_size=30) | LINES, max_size=20))
def test_whatever_is_typed_a_workshop_goes_on(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.types(*(line for line in lines if not line.startswith(":q") and "file" not in line))
    assert workshop.view.key
    assert outcome(workshop.room).product is not None
