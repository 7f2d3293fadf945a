"""Who is in the room, and who comes later or leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.messages import Message
from stratcoach.workshop.board_events import AnswersBroughtIn, WrittenAnswer
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import groups, maybe_renamed, read_people
from tests.flows import LIBRARY
from tests.printed import flow_title, sentence
from tests.workshop.controls import SEEN, shown
from tests.workshop.playing import PEOPLE, Workshop


def test_what_the_decider_wrote_before_is_not_shown_first() -> None:
    written = tuple(WrittenAnswer("insights", name, f"What {name} saw.") for name in ("Ana", "Ben", "Chi"))
    workshop = Workshop(LIBRARY, [*PEOPLE])
    workshop.room.apply(AnswersBroughtIn(answers=written))
    workshop.types("")
    assert workshop.room.step.id == "insights"
    assert [(one.number, one.author) for one in workshop.room.board.notes.values()] == [(1, "Chi"), (2, "Ana"), (3, "Ben")]
    workshop.types(":undo", "")
    assert workshop.room.board.notes[1].text == "What Chi saw."


def test_a_ballot_of_somebody_who_left_counts_only_when_that_is_said() -> None:
    for answer, total, left in (("y", 2, "Ben"), ("n", 1, ())):
        told = sentence("room_vote.how_many_voted", voted=1, people=6, left=left, by_hand=False)
        workshop = shown("", "Ben: 1 2", "Ana: 1 3")
        view = workshop.types(":people Ana, Chi (remote), Dara, Eli, Fay, Gus")
        assert view.question == sentence("room_close.does_ballot_count", name="Ben")
        view = workshop.types(answer)
        assert (view.kind, view.status) == ("vote", told)
        assert workshop.room.board.rounds[-1].totals()[1] == total
        assert workshop.types(":undo").kind == "who"


def test_more_than_are_here_have_never_voted() -> None:
    workshop = shown("", *(f"{name}: 1" for name in ("Ana", "Ben", "Chi", "Dara", "Eli")))
    workshop.types(":people Ana, Benedikt, Chi, Dara, Fay, Gus", "y", "y")
    assert workshop.view.status == sentence("room_vote.how_many_voted", voted=4, people=6, left="Eli", by_hand=False)
    assert set(workshop.room.board.rounds[-1].ballots) == {"Ana", "Benedikt", "Chi", "Dara", "Eli"}
    workshop.types("Fay: 2", "Gus: 2", "")
    assert workshop.view.kind == "decide"


def test_what_stands_in_the_brackets_behind_an_observation_is_not_asked_for_again() -> None:
    seen = "Ana: Physios lose two hours a week to calls (time sheets, March 2026, 11 practices)"
    workshop = Workshop(LIBRARY, [*PEOPLE, "", seen, "", "", "", ""])
    assert workshop.view.key == "insights#1.statement"
    assert workshop.types("").kind == "between"
    [insight] = outcome(workshop.room).insights
    assert (insight.source, insight.observed, insight.evidence) == ("other", "2026-03", "time sheets, 11 practices")


def test_a_vote_for_a_note_that_is_part_of_another_says_so() -> None:
    workshop = shown("1+3", "", "Ana: 3")
    assert workshop.message == Message("room.merged", numbers=("3",), count=1, into="1")


def test_a_renamed_person_keeps_all_and_has_not_left() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", "Ben: A first thing that was seen.\nAna: Another one entirely here.", ""])
    assert workshop.types(":people Ben = Benedikt").kind == "reveal"
    record = workshop.room.record
    assert [note.author for note in workshop.room.board.notes.values()] == ["Benedikt", "Ana"]
    assert [one.told for one in record.people][1] == "Benedikt (senior)"
    assert (record.gone, record.renamed) == ({}, {"Ben": "Benedikt"})


@pytest.mark.parametrize(
    "pasted",
    [
        "Ben: Nobody looked at the map before noon.",
        "Ben\n10:41 AM\nNobody looked at the map before noon.",
        "Ben Moreau  10:41\nNobody looked at the map before noon.",
    ],
)
def test_a_renamed_person_is_known_by_the_name_that_a_chat_still_has(pasted: str) -> None:
    typed = "Ana, Ben (senior), Chi (remote), Dara, Eli, Fay, Gus"
    workshop = Workshop(LIBRARY, [*PEOPLE, "", f":people {typed}Ben = Benedikt", ":people Benedikt = Bendix", pasted])
    notes = workshop.room.board.notes.values()
    assert [(note.text, note.author) for note in notes] == [("Nobody looked at the map before noon.", "Bendix")]


def test_a_new_name_in_the_list_is_asked_about_and_may_be_somebody_else() -> None:
    workshop = shown("", "Gus: 2")
    view = workshop.types(":people Ana, Ben (senior), Chi (remote), Dara, Eli, Fay, Gustav")
    assert view.question == sentence("room_close.same_person", new="Gustav", name="Gus")
    assert workshop.types("n").question == sentence("room_close.does_ballot_count", name="Gus")
    workshop.types("n")
    assert workshop.room.record.gone == {"Gus": flow_title("insights")}
    assert "Gustav" in workshop.room.present


@given(st.lists(st.sampled_from("ABCDEFG"), unique=True, min_size=1), st.lists(st.sampled_from("ABCDEFGHIJ"), unique=True))
def test_only_a_name_that_is_missing_can_be_one_that_is_new(before: list[str], now: list[str]) -> None:
    found = maybe_renamed(read_people(",".join(before)), read_people(",".join(now)))
    assert all(old in before and old not in now and new in now and new not in before for old, new in found)
    assert len({old for old, _ in found}) == len({new for _, new in found}) == len(found)


def test_an_absent_decider_neither_votes_nor_speaks_and_says_one_day_once() -> None:
    workshop = Workshop(LIBRARY, [PEOPLE[0], "Dara (absent)", *PEOPLE[2:], "", "\n".join(SEEN), "", ""])
    assert "Dara" not in workshop.room.present
    assert workshop.view.status == sentence("room_vote.how_many_voted", voted=0, people=6, left=(), by_hand=False)
    workshop.types("3 2 1 0 0", "", "", "", "11 December 2026", *[""] * 13)
    workshop.goes_to("users")
    workshop.types("Nurses who plan alone", *[""] * 8)
    assert workshop.view.draft == "2026-12-11"


def test_nobody_talks_with_the_same_person_twice_while_there_are_others() -> None:
    people = read_people("Ana, Ben, Chi, Dara, Eli, Fay")
    met: set[frozenset[str]] = set()
    for _ in range(5):
        made = groups(people, 7, 2, frozenset(met))
        pairs = {frozenset(one.name for one in pair) for pair in made}
        assert not pairs & met
        met |= pairs
    mixed = groups(read_people("Ana, Ben (remote), Chi, Dara (remote), Eli"), 7, 2)
    assert ["Ben", "Dara"] in [sorted(one.name for one in pair) for pair in mixed]


@given(st.integers(1, 14), st.integers(0, 6), st.integers(), st.sampled_from([2, 4]))
def test_everybody_is_in_one_group_and_nobody_alone(count: int, remote: int, seed: int, size: int) -> None:
    people = read_people(", ".join(f"P{n}{' (remote)' if n < remote else ''}" for n in range(count)))
    made = groups(people, seed, size)
    assert sorted(one.name for group in made for one in group) == sorted(one.name for one in people)
    assert count == 1 or min(map(len, made)) > 1
