"""The car park, private hints, latecomers."""

from __future__ import annotations

import re

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.reports.minutes import minutes
from stratcoach.reports.minutes_text import titled
from stratcoach.workshop.board import Decision
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import groups
from stratcoach.workshop.questionnaire import read_answers, taken_in
from stratcoach.workshop.recap import nudges, recap
from tests.printed import sentence, shows, shows_question
from tests.workshop.playing import NOTES, PEOPLE, Workshop, _named
from tests.workshop.test_votes import tied


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
    lines = [
        "Ana: Six of nine riders turned back at the ford.",
        "Ana: The second matter.",
        "Ana: Another one entirely.",
        "Ben: Quite different.",
    ]
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(lines), "", "", "3 2 1 0", "", "", ""])
    assert Message("room_recap.one_voice", count=3, choices=3, name="Ana") in nudges(workshop.room, workshop.now)
    assert "room_recap.one_voice" not in repr(workshop.view)
    assert not shows(repr(workshop.view), "room_recap.one_voice")


def test_what_two_people_wrote_is_not_one_voice(library: Library) -> None:
    lines = [
        f"{name}: {text}" for text in ("Prices went up.", "They wait at the door.", "Nobody reads it.") for name in ("Ana", "Ben")
    ]
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(lines), "", "y", "y", "y", "", "3 2 1", "", "", ""])
    assert len(workshop.room.record.boards["insights"].decision.chosen) == 3  # type: ignore[union-attr]
    assert not [one for one in nudges(workshop.room, workshop.now) if one.id == "room_recap.one_voice"]


def test_where_nobody_may_vote_for_their_own_it_is_told_and_kept(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join((*NOTES, "Bakers close.")), "", "n", ""], agenda="two-days")
    assert shows(workshop.view.question, "room_vote.not_for_own_notes")
    workshop.types("Ana: 1 2")
    assert workshop.refusal == "room_vote.own_note"
    assert workshop.types("Ana: 1 3").status == sentence("room_vote.how_many_voted", voted=1, people=7, left=(), by_hand=False)


def test_how_sure_we_are_is_shown_once_and_changed(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "", "5", "It is the harder one.", "", *[""] * 12, *[":skip"] * 8)
    assert workshop.goes_to("close").kind == "ask"
    view = workshop.types(":skip", ":skip")
    assert view.question == sentence("room_vote.how_sure")
    split = sentence("room_vote.level_of", state="split", level="low")
    assert [(row.aside, row.stands_out) for row in view.rows] == [("low", False), ("low", False), (split, True)]
    assert workshop.types("1 3 high").rows[2].aside == sentence("room_vote.level_of", state="split", level="high")
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
    assert {(row.aside, row.stands_out) for row in view.rows} == {(f"low, {sentence('room_close.decided_for_now')}", False)}
    assert not shows(view.status, "room_vote.you_did_not_agree")


def test_the_minutes_tell_every_decision_in_the_order_of_the_plan(workshop: Workshop) -> None:
    record = workshop.room.record
    for step in reversed(record.plan):
        if step.flow:
            filled = record.board_of(step.id)
            filled.add(f"About {step.id}")
            filled.decision = Decision((len(filled.notes),), "Ana", "")
    titles = [step.title for step in record.plan if step.flow]
    ours = [titled(title) for title in titles]
    page, annex, _ = minutes(workshop.room, outcome(workshop.room), "s.yaml").partition(f"## {sentence('minutes.annex')}")
    assert annex
    assert re.findall(r"^### (.+)$", page, re.MULTILINE) == ours
    assert [one.arguments["title"] for one in recap(workshop.room, workshop.now)[2:]] == titles


def test_a_latecomer_reads_every_decision_whole(workshop: Workshop) -> None:
    workshop.types("\n".join(NOTES), "", "n", "", "5 4 3 0 0", "", "", "", *[""] * 12, ":park Prices")
    lines = recap(workshop.room, workshop.now)
    assert lines[0] == Message("room_recap.goal", goal="One problem to solve first", decider="Ana")
    assert [line.arguments["words"] for line in lines[2:5]] == [note.partition(": ")[2] for note in NOTES[:3]]
    assert lines[-1] == Message("room_recap.in_car_park", count=1)


def test_in_a_round_remote_people_speak_first_and_senior_ones_last(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", *[":skip"] * 3])
    assert shows(workshop.view.status, "room_notes.who_speaks", name="Chi")
    workshop.types(*[""] * 6)
    assert workshop.view.status == sentence("room_notes.who_speaks", name="Ben", then=())


def test_with_four_people_there_are_no_fours(library: Library) -> None:
    few = Workshop(library, ["Ana, Ben, Chi, Dara", *PEOPLE[1:], "", ":skip", "", "", ""])
    assert few.view.kind == "collect"
    many = Workshop(library, [*PEOPLE, "", ":skip", "", ""])
    assert many.view.status == sentence("room_notes.in_fours")
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
    assert view.status.endswith(sentence("room_notes.notes_waiting", count=2))
    asked = []
    for _ in PEOPLE[0].split(", "):
        asked.append(workshop.view.status.partition(" ")[0])
        view = workshop.types("")
    assert "Ben" in asked
    assert [row.text for row in view.rows] == ["Planners in small homes", "Somebody on a night shift"]
    told = minutes(workshop.room, outcome(workshop.room), "s.yaml")
    assert "Passed" not in told
    people = ("Ben (2)" if name else sentence("minutes.nameless_notes", count=2),)
    assert sentence("minutes.notes_from_questionnaires", people=people) in told


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
    assert view.status == sentence("room_vote.how_many_have_shown", shown=3, people=7)
    assert (view.draft, workshop.refusal) == ("Zoe 4", "room_vote.name_and_fingers")


def test_yes_keeps_the_words_that_were_chosen_and_a_letter_does_not_replace_them(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", "", "", "1", ""])
    assert workshop.view.draft == "Six of nine riders turned back at the ford."
    assert workshop.types("x").draft == "Six of nine riders turned back at the ford."
    assert shows_question(workshop.types("Six of nine riders turned back at the ford.yes").question, "insights.source")
    assert outcome(workshop.room).insights[0].statement == "Six of nine riders turned back at the ford."
