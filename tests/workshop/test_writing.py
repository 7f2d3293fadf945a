"""Silent writing and its reveal; nothing that is typed is lost."""

from __future__ import annotations

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.ui.room_page import whole
from stratcoach.workshop.board import Parked
from stratcoach.workshop.feedback import message_after
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.questionnaire import read_answers, taken_in
from tests.printed import sentence, shows, shows_question
from tests.workshop.playing import ANSWERED, NOTES, PEOPLE, Workshop, _typed
from tests.workshop.test_votes import voting


def test_what_is_written_in_silence_is_seen_by_nobody_until_it_is_shown(workshop: Workshop) -> None:
    view = workshop.types("\n".join(NOTES))
    assert view.hidden
    assert view.status == sentence("room_notes.notes_so_far", count=5)
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
    assert view.status == sentence("room_notes.do_they_say_the_same", one=1, other=3)
    assert len(view.rows) == 5
    assert len(workshop.types("y").rows) == 4
    assert workshop.types(":undo").status == view.status
    kept = workshop.types("n")
    assert len(kept.rows) == 5
    assert not kept.status


def test_two_that_look_alike_are_on_the_page_where_it_is_asked(workshop: Workshop) -> None:
    others = [f"Thing{number} happened while somebody{number} waited at place{number}." for number in range(30)]
    view = workshop.types("\n".join([NOTES[0], *others, NOTES[2]]), "")
    assert view.status == sentence("room_notes.do_they_say_the_same", one=1, other=32)
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
    assert workshop.room.record.parked == [Parked("Ben's own problem", "", step.title)]
    assert taken_in(workshop.room, [answered]) is None
    assert "Ben's own problem" in outcome(workshop.room).parking_lot


@pytest.mark.parametrize("slip", ["x", "?x", "done", "OK"])
def test_a_single_word_or_letter_is_no_note(workshop: Workshop, slip: str) -> None:
    assert workshop.types(slip).status == sentence("room_notes.notes_so_far", count=0)
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
    assert workshop.types(told).status == sentence("room_notes.notes_so_far", count=0)
    assert workshop.refusal.endswith(("_or_note", "_or_is_note", "slip_or_done"))
    marked = "\n".join(f"- {line}" for line in told.splitlines())
    view = workshop.types(marked, "Skip 6 questions and people leave", "add dark mode")
    assert shows(view.status, "room_notes.notes_so_far", count=len(told.splitlines()) + 2)


@pytest.mark.parametrize("told", COMMANDS)
def test_in_a_round_a_command_is_nobodys_line(library: Library, told: str) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3])
    assert workshop.view.kind == "round"
    assert workshop.types(told).rows == ()
    assert workshop.types(f"- {told}").rows[0].text == told


def test_a_command_is_no_answer_either(library: Library) -> None:
    workshop = Workshop(
        library,
        [*PEOPLE, "", *[":skip"] * 3, "Ana: Planners in small homes who fill shifts alone at weekends", *[""] * 7, "1", ""],
    )
    asked = workshop.types("").question
    assert shows_question(asked, "users.outside")
    assert workshop.types("minutes 4 10").question == asked
    assert workshop.refusal == "room_close.changes_plan_or_answers"
    assert workshop.types("minutes 4 10.").question != asked


def test_a_command_that_there_is_not_stays_in_the_line_and_a_smile_is_no_command(workshop: Workshop) -> None:
    assert workshop.types(":prak Ben: Prices").draft == ":prak Ben: Prices"
    assert workshop.refusal == "room.no_such_command"
    assert workshop.types(":) they laughed about it").status == sentence("room_notes.notes_so_far", count=1)


def test_several_steps_are_left_out_at_once_and_what_is_not_understood_is_said(workshop: Workshop) -> None:
    before = [step.id for step in workshop.room.record.plan]
    workshop.types(":plan skip 4 5")
    assert [step.id for step in workshop.room.record.plan] == [*before[:3], *before[5:]]
    workshop.types(":plan skip 4 skip 5")
    assert workshop.refusal == "room_begin.plan_forms"
    assert len(workshop.room.record.plan) == len(before) - 2


def test_a_word_that_is_marked_as_a_note_is_one(workshop: Workshop) -> None:
    assert workshop.types("- Prices", "Ana: Weather").status == sentence("room_notes.notes_so_far", count=2)


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
    assert voting(library).types("14:02:11 From Fay to Everyone:\n1 3\n[14:03] Ben: 2").status == sentence(
        "room_vote.how_many_voted", voted=2, people=7, left=(), by_hand=False
    )


def test_a_chat_that_is_pasted_where_one_line_is_written_down_is_kept_unseen(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", "", "", ""])
    view = workshop.view
    assert view.kind == "ask"
    assert workshop.types(PASTED).status == sentence("room_notes.thoughts_saved", count=2)


PASTED = "Chi: Eleven of fourteen turned back.\nAna: Friday after eight is when they choose."


TAKES_A_LINE = {
    "decider": [PEOPLE[0]],
    "goal": [*PEOPLE[:2]],
    "week": [*PEOPLE[:3]],
    "decide": [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", "", "", "1"],
    "ask": [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", "", "", "1", "", ""],
    "sure": [
        *PEOPLE,
        "",
        "Ana: Six of nine riders turned back at the ford.",
        "",
        "",
        "1",
        "",
        *[""] * 5,
        *[":skip"] * 8,
        ":skip",
        ":skip",
    ],
}


@pytest.mark.parametrize("kind", TAKES_A_LINE)
def test_several_lines_where_one_is_asked_for_are_joined_only_when_somebody_says_so(library: Library, kind: str) -> None:
    workshop = Workshop(library, TAKES_A_LINE[kind])
    before = workshop.view
    assert before.kind == kind
    view = workshop.types("short\nlines")
    assert view.status == sentence("room_notes.thoughts_saved", count=2)
    assert shows(view.how, "room_notes.do_as_answer")
    after = workshop.types("o")
    assert (after.key, after.draft) == (before.key, "short lines")
    assert message_after(workshop.events[-1], workshop.room).id == "room.placed_in_line"
    assert workshop.types(":undo").status == sentence("room_notes.thoughts_saved", count=2)
    assert workshop.types("d").key == before.key


@pytest.mark.parametrize("page", ["menu", "plan", "pause", "file", "recap", "help"])
def test_what_is_pasted_on_a_page_that_cannot_take_it_is_kept(workshop: Workshop, page: str) -> None:
    workshop.types(f":{page}")
    assert workshop.types(PASTED).status == sentence("room_notes.thoughts_saved", count=2)


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
        assert view.status == sentence("room_notes.thoughts_saved", count=2)
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
        assert workshop.view.status == sentence("room_notes.thoughts_saved", count=2)


def test_votes_that_come_too_early_are_neither_notes_nor_thoughts(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n")
    view = workshop.types("Ana: 1 2\nBen 3\nAnna Maria Smith: 1, 4")
    assert (view.kind, len(view.rows)) == ("reveal", 5)
    assert workshop.refusal == "room_notes.votes_later"
    assert workshop.types("It rose to 40 in the year 2026").kind == "aside"


def test_what_is_pasted_line_by_line_comes_on_top_and_can_be_dropped(workshop: Workshop) -> None:
    view = workshop.types(":skip", "The first line of a paste", "Ana: the second line of it", "x")
    assert view.status == sentence("room_notes.thoughts_saved", count=2)
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
    assert view.status == sentence("room_vote.how_many_voted", voted=2, people=7, left=(), by_hand=False)
