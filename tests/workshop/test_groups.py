"""Groups of notes: under a title, voted on as one, taken apart again; by whoever types, never by the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.files.event_codec import as_data, from_data
from stratcoach.files.session_lines import Header, read_lines
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.minutes import minutes
from stratcoach.reports.style import Style
from stratcoach.services.kept_journal import closed, kept_text
from stratcoach.workshop.board_events import NotesGrouped
from stratcoach.workshop.groups_in_file import GROUP
from stratcoach.workshop.outcome import judged, outcome
from stratcoach.workshop.recap import decided_lines
from stratcoach.workshop.room import Room
from stratcoach.workshop.similarity import about_the_same
from stratcoach.workshop.workshop_events import ActUndone, WorkshopFinished
from tests.flows import LIBRARY
from tests.printed import sentence
from tests.workshop.playing import PEOPLE, Workshop

SEEN = (
    "Ana: Free slots stay free for four days.",
    "Ben: Patients cancel in the night before.",
    "Chi: Receptionists keep a calendar on paper.",
    "Dara: Free slots on Monday are never filled.",
    "Eli: Somebody books twice and keeps one.",
    "Fay: Physios fill free slots by phone.",
    "Gus: Nobody reads the reminder.",
    "Ana: A waiting list lies at the desk.",
)
"""1, 4 and 6 are about free slots."""


def shown(*more: str) -> Workshop:
    return Workshop(LIBRARY, [*PEOPLE, "", "\n".join(SEEN), "", *more])


def at_problems(*more: str) -> Workshop:
    """The same notes as problems, of which three are chosen and the rest isn't kept."""
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.goes_to("problems")
    workshop.types("\n".join(SEEN), "", *more)
    return workshop


def leads(workshop: Workshop) -> list[tuple[str, str]]:
    return [(row.lead, row.part) for row in workshop.view.rows]


def test_notes_are_grouped_under_a_title_and_shown_below_it() -> None:
    workshop = shown("group 1, 4 and 6 = Filling slots")
    assert workshop.room.board.groups == {9: (1, 4, 6)}
    assert leads(workshop)[:5] == [("9", "title"), ("1", "inside"), ("4", "inside"), ("6", "inside"), ("2", "")]
    workshop.types("group 2 = filling SLOTS", "group 9 7")
    assert workshop.room.board.groups == {9: (1, 4, 6, 2, 7)}
    workshop.types("3+9")
    assert workshop.room.board.groups == {9: (1, 4, 6, 2, 7, 3)}


def test_a_group_is_renamed_and_taken_apart() -> None:
    workshop = shown("group 1 4 = Slots", "group 9 = Filling slots")
    board = workshop.room.board
    assert board.title_of(4) == "Filling slots"
    workshop.types("edit 9 Free slots", "ungroup 4")
    assert (workshop.room.board.title_of(1), workshop.room.board.groups) == ("Free slots", {9: (1,)})
    workshop.types("ungroup")
    assert workshop.room.board.groups == {}
    assert [note.number for note in workshop.room.board.options] == list(range(1, 9))
    workshop.types(":undo", ":undo")
    assert workshop.room.board.groups == {9: (1, 4)}
    workshop.types("add Another note", "group 10 2 = Others")
    assert workshop.room.board.groups == {9: (1, 4), 11: (10, 2)}


def test_two_groups_become_one_and_a_note_changes_its_group() -> None:
    workshop = shown("group 1 4 = Slots", "group 2 5 = Bookings", "group 10 1")
    assert workshop.room.board.groups == {9: (4,), 10: (2, 5, 1)}
    workshop.types("9+10")
    assert workshop.room.board.groups == {9: (4, 2, 5, 1)}


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("group 1 99 = Slots", "room_notes.no_note_on_screen"),
        ("group 1 4", "room_notes.group_needs_title"),
        ("group 1 4 =", "room_notes.group_like_this"),
        ("group = Slots", "room_notes.group_like_this"),
        ("group 1", "room_notes.group_like_this"),
        ("group 1 4 = 12", "room_notes.title_needs_letters"),
        ("group 1 4 = " + "long " * 13, "room_notes.title_is_long"),
        ("group 2 = Calendar", "room_notes.already_in_group"),
        ("group 9 = Desk", "room_notes.title_is_taken"),
        ("ungroup 1", "room_notes.in_no_group"),
        ("ungroup", "room_notes.which_group"),
        ("ungroup 77", "room_notes.no_note_on_screen"),
        ("ungroup 1 = x", "room_notes.group_like_this"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(line: str, refusal: str) -> None:
    workshop = shown("group 2 3 = Calendar", "group 7 8 = Desk")
    before = workshop.room.board.groups
    workshop.types(line)
    assert (workshop.refusal, workshop.room.board.groups) == (refusal, before)


def test_while_notes_are_unseen_nothing_is_grouped() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", "\n".join(SEEN), "group 1 4 = Slots"])
    assert workshop.refusal == "room_notes.numbers_or_note"
    assert len(workshop.room.board.open_notes) == len(SEEN)


def test_likeness_suggests_a_group_that_only_a_key_makes() -> None:
    workshop = shown()
    assert [row.lead for row in workshop.view.rows if row.stands_out] == ["1", "4", "6"]
    assert not workshop.room.board.groups
    assert shown("g").room.board.groups == {9: (1, 4, 6)}
    named = shown("g = Filling slots").room.board
    assert (named.groups, named.title_of(1)) == ({9: (1, 4, 6)}, "Filling slots")
    declined = shown("n")
    assert not declined.room.board.groups
    assert not [row for row in declined.view.rows if row.stands_out]
    declined.types("g")
    assert declined.refusal == "room_notes.not_one_of_the_keys"


def test_a_title_is_made_of_words_that_the_notes_share() -> None:
    texts = tuple(enumerate((line.partition(": ")[2] for line in SEEN), 1))
    assert [(theme.numbers, theme.title) for theme in about_the_same(texts)] == [((1, 4, 6), "Free slots")]


# ---- votes


def test_people_vote_on_groups_and_on_the_notes_that_are_left() -> None:
    workshop = shown("group 1 4 6 = Filling slots", "")
    assert [lead for lead, _ in leads(workshop) if lead] == ["9", "2", "3", "5", "7", "8"]
    workshop.types("Ana: 4")
    assert workshop.refusal == "room_vote.in_a_group"
    workshop.types("group 2 3 = Others")
    assert workshop.refusal == "room_notes.vote_has_begun"
    workshop.types("Ana: 9 2", "Ben: 9 3", "Chi: 9", "done")
    standing = workshop.room.standing
    assert standing
    assert standing.totals == {9: 3, 2: 1, 3: 1, 5: 0, 7: 0, 8: 0}
    workshop.types("ungroup 9")
    assert workshop.refusal == "room_notes.group_was_voted_on"


def test_dots_of_notes_that_are_grouped_after_the_vote_add_up() -> None:
    workshop = shown("n", "", "4 3 2 1 1 0 0 0", "")
    before = workshop.room.standing
    workshop.types("group 2 4 = Together")
    after = workshop.room.standing
    assert before
    assert after
    assert (after.totals[9], sum(after.totals.values())) == (4, sum(before.totals.values()))
    workshop.types("ungroup 9")
    assert workshop.room.standing == before


def test_in_a_step_without_own_notes_a_group_of_several_people_counts() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""], agenda="two-days")
    room = workshop.room
    while not (room.step.only_others and room.kind == "collect"):
        workshop.types(":skip" if room.kind == "collect" or not room.record.place else "")
    workshop.types("\n".join(SEEN), "", "group 1 8 = Mine", "group 2 3 = Ours", "n", "")
    workshop.types("Ana: 9")
    assert workshop.refusal == "room_vote.own_note"
    workshop.types("Ben: 10")
    assert room.board.rounds[-1].ballots == {"Ben": (10,)}


# ---- what comes of it


def not_chosen(workshop: Workshop) -> set[str]:
    board = workshop.room.board
    assert board.decision
    return {f"insights#{entry}" for number, entry in board.also.items() if number not in board.decision.chosen}


def test_of_an_observed_group_every_note_goes_into_the_file_with_its_group() -> None:
    workshop = shown("group 1 4 6 = Filling slots", "", "5 4 3 0 0 0", "", "9 2", "We can fill them.", "")
    assert workshop.room.board.decision
    assert workshop.room.board.decision.chosen == (1, 4, 6, 2)
    assert workshop.room.board.entries.keys() == {2}, "of a whole group nothing is asked one by one"
    assert [line.arguments["words"] for line in decided_lines(workshop.room)] == ["Filling slots.", SEEN[1].partition(": ")[2]]
    assert {note.number for note in workshop.room.without_source} == {1, 3, 4, 5, 6, 7, 8}
    assert {one.handle for one in judged(workshop.room)} == {f"insights#{entry}" for entry in range(1, 9)} - not_chosen(workshop)
    workshop.goes_to("close")
    found = {one.statement: dict(one.extra).get(GROUP, "") for one in outcome(workshop.room).insights}
    assert len(found) == len(SEEN)
    assert [statement for statement, group in found.items() if group == "Filling slots"] == [
        SEEN[number].partition(": ")[2] for number in (0, 3, 5)
    ]


def test_a_group_that_is_chosen_is_one_problem_with_the_title_as_its_theme() -> None:
    workshop = at_problems("group 1 4 6 = Filling slots", "group 2 5 = Desk")
    while workshop.room.kind == "reveal":
        workshop.types("")
    workshop.types("7 3 0 0 0", "", "9 8", "They cost us most.", "")
    assert workshop.room.board.decision
    assert workshop.room.board.decision.chosen == (9, 8)
    assert [row.text for row in workshop.view.rows] == [f"“{SEEN[number].partition(': ')[2]}”" for number in (0, 3, 5)]
    workshop.types("Free slots stay free because nobody hears of them in time.")
    workshop.goes_to("close")
    problems = outcome(workshop.room).problems
    assert [(one.statement[:10], one.theme) for one in problems] == [("Free slots", "Filling slots"), ("A waiting ", "")]


def test_a_note_that_is_parked_keeps_its_group_and_a_dropped_group_is_gone() -> None:
    workshop = shown("group 1 4 = Slots", "group 2 5 = Bookings", "park 1", "drop 10")
    assert workshop.room.board.groups == {9: (4,)}
    assert outcome(workshop.room).parking_lot == ("Slots: Free slots stay free for four days.",)
    assert [note.number for note in workshop.room.board.open_notes] == [3, 4, 6, 7, 8]
    workshop.types("park 9")
    assert (workshop.room.board.groups, len(workshop.room.record.parked)) == ({}, 2)


def test_the_facilitators_own_screen_and_the_minutes_have_the_groups() -> None:
    workshop = shown("group 1 4 6 = Filling slots")
    assert "9. Filling slots: 1, 4 and 6" in follow(workshop.room, workshop.now, Style(), 40)
    workshop.types("", "5 4 3 0 0 0", "", "9", "We can fill them.", "")
    told = minutes(workshop.room, outcome(workshop.room), "s.yaml")
    dots, group = sentence("room_vote.number_of_dots", count=5), sentence("minutes.group", title="Filling slots")
    chosen = sentence("minutes.chosen")
    assert f"- {dots}: {group}\n  - Free slots stay free for four days. ({chosen})\n" in told


def test_groups_are_in_the_journal_that_is_kept() -> None:
    workshop = shown("group 1 4 = Slots", "group 9 = Filling slots", "ungroup 4", "add A later note", "group 10 9", "")
    workshop.types("Ana: 9 2", "Ben: 9", "done", "", "", "", ":end", "y")
    workshop.room.apply(WorkshopFinished(at=workshop.now + 1))
    text = kept_text(workshop.room, Header(mode="workshop"), "s.yaml")
    kept = Room(LIBRARY, read_lines(text.encode(), Path("kept.jsonl")).events)
    before, after = (room.record.boards["insights"] for room in (workshop.room, kept))
    assert (after.groups, after.title_of(10)) == (before.groups, "Filling slots") == ({9: (1, 10)}, "Filling slots")
    assert outcome(kept) == outcome(workshop.room)
    assert minutes(kept, closed(kept), "s.yaml") == minutes(workshop.room, closed(workshop.room), "s.yaml")


def test_the_event_of_a_group_is_plain_data_and_back() -> None:
    event = NotesGrouped(step="insights", numbers=(1, 4), title="Slots")
    data = json.loads(json.dumps(as_data(event)))
    assert data == {"event": "NotesGrouped", "step": "insights", "numbers": [1, 4], "title": "Slots"}
    assert from_data(NotesGrouped, data) == event


# ---- laws

NUMBERS = st.lists(st.integers(1, 12), min_size=1, max_size=4).map(lambda found: " ".join(map(str, found)))
MOVES = st.one_of(
    st.builds("group {} = {}".format, NUMBERS, st.sampled_from(["Slots", "Bookings", "Desk"])),
    st.builds("group {}".format, NUMBERS),
    st.builds("ungroup {}".format, NUMBERS),
    st.builds("drop {}".format, st.integers(1, 12)),
    st.builds("{}+{}".format, st.integers(1, 12), st.integers(1, 12)),
    st.sampled_from(["g", "n", "ungroup", ":undo"]),
)


def holds(workshop: Workshop) -> None:
    """What is true of all groups at all times."""
    board = workshop.room.board
    there = {note.number for note in board.open_notes}
    grouped = [number for members in board.groups.values() for number in members]
    assert all(board.groups.values())
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= there
    assert sorted(board.expanded(tuple(note.number for note in board.options))) == sorted(there)


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(MOVES, max_size=12))
def test_no_note_is_in_two_groups_and_none_is_lost(lines: list[str]) -> None:
    workshop = shown()
    for line in lines:
        workshop.types(line)
        holds(workshop)
    assert Room(LIBRARY, workshop.events).view() == workshop.room.view()


@settings(max_examples=30)
@given(st.lists(MOVES, max_size=6), NUMBERS)
def test_taking_apart_undoes_grouping_and_so_does_undo(lines: list[str], numbers: str) -> None:
    workshop = shown(*lines)
    before, count = workshop.room.board.groups, len(workshop.events)
    loose = {note.number for note in workshop.room.board.options} - before.keys()
    workshop.types(f"group {numbers} = Quite another title")
    if len(workshop.events) == count or not isinstance(event := workshop.events[-1], NotesGrouped):
        return
    if loose.issuperset(event.numbers):
        workshop.types(f"ungroup {' '.join(map(str, event.numbers))}")
        assert workshop.room.board.groups == before
        workshop.room.apply(ActUndone())
    workshop.room.apply(ActUndone())
    assert workshop.room.board.groups == before


@settings(max_examples=25)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.lists(MOVES.filter(lambda line: "drop" not in line), max_size=6))
def test_grouping_after_the_count_leaves_the_number_of_dots_as_it_was(hands: list[int], lines: list[str]) -> None:
    workshop = shown("n", "", " ".join(map(str, hands)), "")
    before = workshop.room.standing
    if before is None:
        return
    for line in lines:
        if line != ":undo":
            workshop.types(line)
    after = workshop.room.board.standing(workshop.room.wanted)
    assert after
    assert sum(after.totals.values()) == sum(before.totals.values())
