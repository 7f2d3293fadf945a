"""Going through a section again: today's answers are there, and what wasn't touched comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.flow.events import AnswerGiven, AnswerReopened, QuestionSkipped
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.preload import events_for
from stratcoach.flow.protocol import Ask, Menu
from stratcoach.model.strategy import Strategy

EXAMPLES = Path(__file__).parents[2] / "examples"
SECTIONS = (
    "insights",
    "vision",
    "north_star",
    "problems",
    "users",
    "positioning",
    "objectives",
    "trade_offs",
    "assumptions",
    "okrs",
)


def example(name: str) -> Strategy:
    strategy = loads((EXAMPLES / name / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert strategy is not None
    return strategy


def revising(library: Library, strategy: Strategy, section: str) -> Interview:
    interview = Interview(library, base=strategy, only=(section,))
    for event in events_for(library, strategy, interview.agenda):
        interview.apply(event)
    return interview


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("name", ["bakery", "discharge", "platform", "tenants", "newborns"])
def test_a_revision_that_changes_nothing_changes_nothing(library: Library, name: str, section: str) -> None:
    strategy = example(name)
    assert revising(library, strategy, section).assembly.strategy() == strategy


def test_a_section_of_one_is_gone_through_with_todays_answers(library: Library) -> None:
    step = revising(library, example("bakery"), "vision").step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("vision.user", "Bakers who run a village bakery with their family")


def test_a_list_is_gone_through_entry_by_entry_and_ends_with_all_of_them(library: Library) -> None:
    strategy = example("bakery")
    interview = revising(library, strategy, "problems")
    for number, problem in enumerate(strategy.problems, start=1):
        step = interview.step()
        assert isinstance(step, Ask)
        assert (step.key, step.suggested) == (f"problems#{number}.statement", problem.statement)
        interview.apply(AnswerGiven(key=step.key, value=step.suggested))
    menu = interview.step()
    assert isinstance(menu, Menu)
    assert len(menu.entries) == len(strategy.problems)
    assert interview.assembly.strategy() == strategy


def test_a_quick_strategy_is_deepened_by_asking_what_was_left_out(library: Library) -> None:
    quick = loads(
        "stratcoach: 1\nproduct: p\nversion: 1.0.0\nupdated: 2026-01-01\nstatus: draft\n"
        "insights:\n  - {id: a, statement: 7 of 9 nurses copy notes., source: interviews}\n"
        "vision:\n  statement: Nurses go home on time.\n  rests_on: [a]\n"
    ).strategy
    assert quick is not None
    insights = revising(library, quick, "insights")
    step = insights.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("insights#1.statement", "7 of 9 nurses copy notes.")
    insights.apply(AnswerGiven(key=step.key, value=step.suggested))
    evidence = insights.step()
    assert isinstance(evidence, Ask)
    assert evidence.key == "insights#1.evidence"
    vision = revising(library, quick, "vision")
    for key in ("user", "today"):
        vision.apply(QuestionSkipped(key=f"vision.{key}"))
    distance = vision.step()
    assert isinstance(distance, Ask)
    assert distance.key == "vision.distance"
    vision.apply(AnswerGiven(key="vision.distance", value="low-key"))
    vision.apply(QuestionSkipped(key="vision.low_future"))
    low = vision.step()
    assert isinstance(low, Ask)
    assert (low.key, low.suggested) == ("vision.low_statement", "Nurses go home on time.")


def test_a_change_reaches_only_what_was_changed(library: Library) -> None:
    strategy = example("discharge")
    interview = revising(library, strategy, "objectives")
    interview.apply(AnswerReopened(key="objectives#1.target"))
    interview.apply(AnswerGiven(key="objectives#1.target", value="5,000"))
    changed = interview.assembly.strategy()
    first = strategy.objectives[0].replace(target="5,000")
    assert changed == strategy.replace(objectives=(first, *strategy.objectives[1:]))
