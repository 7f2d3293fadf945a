"""Votes, and deciding after them."""

from __future__ import annotations

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.minutes import minutes
from stratcoach.reports.style import Style
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.phases.deciding import THE_ROOM
from tests.printed import sentence, shows, versions
from tests.workshop.playing import NOTES, PEOPLE, Workshop


def voting(library: Library) -> Workshop:
    return Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", ""])


def test_totals_are_hidden_until_all_votes_are_counted(library: Library) -> None:
    workshop = voting(library)
    before = workshop.view
    workshop.types("Ana: 1 2", "Ben: 1 2", "Chi: 1 4")
    view = workshop.view
    assert view.hidden
    assert view.status == sentence("room_vote.how_many_voted", voted=3, people=7, left=(), by_hand=False)
    assert view.rows == before.rows
    assert not {"Ben", "Chi"} & set(repr({**vars(view), "how": "", "actions": ()}).replace("'", " ").split())
    assert workshop.types("").rows == before.rows
    assert workshop.message == Message("room_vote.somebody_has_not_voted", count=4)
    followed = follow(workshop.room, workshop.now, Style(), 24)
    assert shows(followed, "room_vote.how_many_voted", voted=3, people=7)
    assert shows(followed, "room_follow.still_to_vote", people="Dara, Eli, Fay, Gus")
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


def test_the_decider_may_overrule_the_votes_and_must_say_why(library: Library) -> None:
    workshop = voting(library)
    view = workshop.types("5 4 3 1 1", "", "2 4")
    assert view.question == versions("room.why")[1]
    workshop.types("")
    assert workshop.refusal == "room_vote.decision_needs_reason"
    assert workshop.types("Friday is when it goes wrong.").question == sentence("room_vote.who_cannot_live_with_this")
    workshop.types("Ben: It costs us the autumn.", "")
    assert workshop.room.board.against == {"Ben": "It costs us the autumn."}
    decision = workshop.room.board.decision
    assert decision
    assert (decision.who, decision.why, decision.chosen) == ("Ana", "Friday is when it goes wrong.", (2, 4))


def test_fewer_of_what_was_voted_follow_the_vote(library: Library) -> None:
    workshop = voting(library)
    view = workshop.types("5 4 3 1 1", "", "1 2")
    assert shows(view.how, "room_vote.do_no_reason")
    workshop.types("")
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    assert shows(told, "minutes.decided_as_voted", who="Ana", fewer=True, rounds=1)
    assert not any(shows(told, message) for message in ("minutes.against_the_vote", "minutes.against_it"))


def tied(library: Library) -> Workshop:
    """4 and 5 are tied for the third place."""
    return Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 1 2 2", ""])


def test_a_tie_goes_to_a_second_vote_on_what_stands_level(library: Library) -> None:
    workshop = tied(library)
    assert workshop.view.question.startswith(sentence("room_vote.tied_for_places", numbers="4 and 5", places=1))
    view = workshop.types("")
    assert [row.lead for row in view.rows] == ["4", "5"]
    assert view.question.endswith(sentence("room_vote.which_do_we_build_on", dots=1))
    assert workshop.types("3 4", "").how.startswith(sentence("room_vote.do_as_voted", numbers=("1", "2", "5")))


def test_a_tie_that_stays_is_the_deciders_and_never_the_lists(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "")
    workshop.types("")
    assert workshop.message == Message("room_vote.tie_needs_decision", decider="Ana", tied=2)
    assert workshop.types("5").question == versions("room.why")[2]
    workshop.types("It is the harder one.", "")
    decision = workshop.room.board.decision
    assert decision
    assert decision.chosen == (1, 2, 5)


def test_where_the_decider_refuses_both_stay_with_a_question_an_owner_and_a_date(library: Library) -> None:
    workshop = tied(library)
    workshop.types("", "3 3", "", "both", "Chi, 2026-12-15", *[""] * 40)
    strategy = outcome(workshop.room)
    assert any(shows(one.question, "room_close.which_do_we_keep") and one.owner == "Chi" for one in strategy.questions)
    assert len(strategy.insights) == len(NOTES)


def test_likes_among_what_is_tied_are_merged_first(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", ""])
    view = workshop.types("3 4 3 3 1", "")
    assert shows(view.question, "room_vote.tied_and_alike", one=1, other=3)
    workshop.types("y")
    assert workshop.room.standing
    assert workshop.room.standing.totals[1] == 6


def test_without_the_decider_a_decision_is_provisional_until_a_day(library: Library) -> None:
    people = (PEOPLE[0], "Kim (absent)", *PEOPLE[2:])
    workshop = Workshop(library, [*people, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", "", "", ""])
    assert workshop.view.question == sentence("room_vote.provisional_until", decider="Kim")
    workshop.types("15 December 2026")
    decision = workshop.room.board.decision
    assert decision
    assert (decision.who, decision.until) == (THE_ROOM, "2026-12-15")
    assert {one.confidence for one in outcome(workshop.room).insights} <= {"low"}
