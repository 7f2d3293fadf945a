"""What is asked about ideas that somebody will ask for, and what is written of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

import pytest

from stratcoach.errors import Paused
from stratcoach.files.codec import loads
from stratcoach.flow.events import InterviewEvent
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.preload import agenda_again, events_for
from stratcoach.flow.proposal_answers import dated_proposals
from stratcoach.flow.protocol import Ask, Menu, Reply
from stratcoach.language.en.asking import turned_down
from stratcoach.model.strategy import Proposal, Strategy
from stratcoach.ui.scripted import Scripted, from_list
from tests.flow.talking import BACK, SKIP, asks
from tests.flows import LIBRARY
from tests.rehearsal import EXAMPLES

FLOW: Final = "proposals"
TRAINING: Final = "A day of training for everyone who joins"
CHAT: Final = "Move the office chat to another tool"
NONE: Final = Reply("answer", ())


@pytest.fixture(scope="module")
def base() -> Strategy:
    found = loads((EXAMPLES / "platform" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert found is not None
    return found.replace(proposals=())


def talked(base: Strategy, *replies: Reply | str) -> tuple[Interview, list[InterviewEvent]]:
    """A revision of the proposals with these replies."""
    before = events_for(LIBRARY, base, agenda_again(LIBRARY, (FLOW,)))
    interview = Interview(LIBRARY, before, base=base, only=(FLOW,), today=date(2026, 11, 30))
    events: list[InterviewEvent] = []
    with suppress(Paused):
        run(interview, Scripted(from_list(replies), shows=False), events.append)
    return interview, events


def ask(interview: Interview) -> Ask:
    step = interview.step()
    assert isinstance(step, Ask)
    return step


def last(interview: Interview) -> Proposal:
    return interview.assembly.strategy().proposals[-1]


def test_the_choice_that_is_nearest_comes_first(base: Strategy) -> None:
    interview, _ = talked(base, TRAINING, "no")
    step = ask(interview)
    assert (step.key, step.enter_skips) == ("proposals#1.decided_by", True)
    assert step.options[0].value == "trade_offs#2"


def test_a_choice_decides_and_nothing_is_missing(base: Strategy) -> None:
    interview, _ = talked(base, TRAINING, "no", Reply("answer", ("trade_offs#2",)), "They learn by doing.")
    assert last(interview) == Proposal(
        proposal=TRAINING, answer="no", decided_by=("team-learns-doing-once",), because="They learn by doing."
    )
    assert asks(interview.step()) == "proposals#2.proposal"


def test_a_yes_against_what_is_written_is_asked_about(base: Strategy) -> None:
    interview, _ = talked(base, TRAINING, "yes", NONE)
    step = ask(interview)
    assert step.key == "proposals#1.holds"
    assert "Training and guides" in f"{step.ask}"
    assert [option.value for option in step.options] == ["written_no", "this_yes"]


@pytest.mark.parametrize(
    ("holds", "answer", "decided_by"), [("written_no", "no", ("team-learns-doing-once",)), ("this_yes", "yes", ())]
)
def test_which_of_the_two_holds_decides_the_answer(base: Strategy, holds: str, answer: str, decided_by: tuple[str, ...]) -> None:
    interview, _ = talked(base, TRAINING, "yes", NONE, holds)
    assert (last(interview).answer, last(interview).decided_by) == (answer, decided_by)
    assert ask(interview).key == "proposals#1.because"


def test_nothing_decides_so_a_boundary_is_drafted_from_the_persons_words(base: Strategy) -> None:
    interview, _ = talked(base, CHAT, "no", NONE, "boundary")
    assert ask(interview).suggested == "We don't move the office chat to another tool."
    interview, _ = talked(
        base,
        CHAT,
        "no",
        NONE,
        "boundary",
        "We don't run tools for the office.",
        "The office has a help desk of its own.",
        "The help desk of the office closes.",
    )
    strategy = interview.assembly.strategy()
    boundary = strategy.boundaries[-1]
    assert (boundary.statement, boundary.because, boundary.reopen_when) == (
        "We don't run tools for the office.",
        "The office has a help desk of its own.",
        "The help desk of the office closes.",
    )
    assert strategy.proposals[-1].decided_by == (boundary.id,)


@pytest.mark.parametrize(
    "idea",
    ["The mill offers to order the flour for us.", "Our largest customer moves to the cloud.", "A chain would take us in May."],
)
def test_of_a_sentence_that_asks_for_nothing_no_boundary_is_drafted(idea: str) -> None:
    assert turned_down(idea) == ""


def test_an_even_over_is_written_there_and_then(base: Strategy) -> None:
    interview, _ = talked(
        base, CHAT, "open", NONE, "trade_off", "Night releases", "Tools for the office", "no", "We are few.", SKIP
    )
    strategy = interview.assembly.strategy()
    assert (strategy.trade_offs[-1].choose, strategy.trade_offs[-1].over) == ("Night releases", "Tools for the office")
    assert (last(interview).answer, last(interview).decided_by) == ("no", (strategy.trade_offs[-1].id,))


def test_a_problem_is_said_more_sharply_and_stays_the_same_item(base: Strategy) -> None:
    sharper = "Engineers wait five hours for the one shared test environment, so they release on Mondays."
    interview, _ = talked(base, CHAT, "no", NONE, "problem", "problems#1", sharper, "It isn't about waiting.")
    strategy = interview.assembly.strategy()
    assert (strategy.problems[0].id, strategy.problems[0].statement) == (base.problems[0].id, sharper)
    assert last(interview).decided_by == (base.problems[0].id,)


def test_going_back_gives_the_old_words_of_a_problem_back(base: Strategy) -> None:
    interview, _ = talked(base, CHAT, "no", NONE, "problem", "problems#1", "Something else.", BACK)
    assert interview.assembly.strategy().problems == base.problems
    assert (ask(interview).key, ask(interview).suggested) == ("proposals#1.sharper_problem", "Something else.")


def test_what_nobody_can_say_ends_in_a_person_and_a_day(base: Strategy) -> None:
    interview, _ = talked(base, CHAT, "yes", NONE, "nothing", "Ilse", "2027-01")
    assert last(interview) == Proposal(proposal=CHAT, answer="open", owner="Ilse", by="2027-01")


def test_a_boundary_that_is_overruled_is_named_by_the_proposal(base: Strategy) -> None:
    boundary = "We don't run tools for the office."
    _, events = talked(
        base,
        CHAT,
        "no",
        NONE,
        "boundary",
        boundary,
        "The office has a help desk of its own.",
        "The help desk of the office closes.",
    )
    again = "A desk for guests"
    replies: list[Reply | str] = [again, "yes", Reply("answer", ("proposals#1+boundaries",)), "this_yes", "They pay for it."]
    interview = Interview(LIBRARY, (*events_for(LIBRARY, base, agenda_again(LIBRARY, (FLOW,))), *events), base=base, only=(FLOW,))
    with suppress(Paused):
        run(interview, Scripted(from_list(replies), shows=False), lambda _: None)
    strategy = interview.assembly.strategy()
    assert (last(interview).answer, last(interview).decided_by) == ("yes", (strategy.boundaries[-1].id,))


def test_an_idea_much_like_one_that_was_turned_down_is_asked_about(base: Strategy) -> None:
    earlier = base.replace(
        proposals=(Proposal(proposal=CHAT, answer="no", because="The office has a help desk of its own.", date="2026-05-04"),)
    )
    interview, _ = talked(earlier, "Move the chat of the office", "yes", NONE)
    assert ask(interview).key == "proposals#2.holds"
    assert CHAT in f"{ask(interview).ask}"


def test_a_resumed_session_goes_on_at_the_very_question(base: Strategy) -> None:
    interview, events = talked(base, TRAINING, "yes", NONE, "written_no")
    again = Interview(LIBRARY, (*events_for(LIBRARY, base, agenda_again(LIBRARY, (FLOW,))), *events), base=base, only=(FLOW,))
    assert ask(again) == ask(interview).replace(today=None)


def test_three_are_asked_for_and_whoever_has_none_comes_to_the_list(base: Strategy) -> None:
    interview, _ = talked(base, SKIP)
    assert isinstance(interview.step(), Menu)


def test_what_came_up_before_can_be_taken(base: Strategy) -> None:
    earlier = Proposal(proposal=CHAT, answer="open", owner="Ilse", by="2027-01", date="2026-05-04")
    old = base.replace(parking_lot=("Winter\nsports?",), proposals=(earlier, Proposal(proposal=TRAINING, answer="no")))
    interview, _ = talked(old)
    assert ask(interview).offers[:2] == (CHAT, "Winter sports?")
    assert ask(interview).offers[2:] == tuple(one.question for one in base.questions)
    interview, _ = talked(old, "Winter sports?", "no", NONE, "nothing", "Ana", "2027-02", Reply("add"))
    assert "Winter sports?" not in ask(interview).offers
    assert CHAT in ask(interview).offers


def test_an_open_idea_that_is_taken_up_again_is_answered_once(base: Strategy) -> None:
    earlier = Proposal(proposal=CHAT, answer="open", owner="Ilse", by="2027-01", date="2026-05-04")
    old = base.replace(proposals=(earlier,))
    interview, _ = talked(old, CHAT, "no", Reply("answer", ("trade_offs#2",)), "They learn by doing.")
    found = dated_proposals(interview.assembly.strategy(), old.proposals, "2026-11-30").proposals
    assert [(one.proposal, one.answer, one.date) for one in found] == [(CHAT, "no", "2026-11-30")]
    interview, _ = talked(old, CHAT, "open", NONE, "nothing", "Ana", "2027-02")
    found = dated_proposals(interview.assembly.strategy(), old.proposals, "2026-11-30").proposals
    assert [(one.answer, one.owner, one.date) for one in found] == [("open", "Ana", "2026-05-04")]


def test_a_proposal_gets_the_day_of_its_answer_and_keeps_it() -> None:
    old = Proposal(proposal="Old", answer="no", date="2026-01-02")
    undated = Proposal(proposal="Undated", answer="no")
    new = Proposal(proposal="New", answer="yes")
    turned = old.replace(answer="yes")
    found = dated_proposals(Strategy(proposals=(old, undated, new)), (old, undated), "2026-11-30").proposals
    assert [one.date for one in found] == ["2026-01-02", "", "2026-11-30"]
    assert dated_proposals(Strategy(proposals=(turned,)), (old,), "2026-11-30").proposals[0].date == "2026-11-30"


@pytest.mark.parametrize(
    ("idea", "sentence"),
    [
        ("A mode for trail runners", "We don't offer a mode for trail runners."),
        ("Sell parts to workshops", "We don't sell parts to workshops."),
        ("Landlords ask us to check their tenants, too.", "We don't check their tenants."),
        ("Customers ask for a dark mode", "We don't offer a dark mode."),
        ("Day centres want to be on the list", ""),
        ("It is dark. They can't read it.", ""),
    ],
)
def test_an_idea_is_turned_down_in_its_own_words(idea: str, sentence: str) -> None:
    assert turned_down(idea) == sentence
