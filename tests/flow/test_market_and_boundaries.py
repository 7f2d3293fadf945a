"""Where you play and what you leave: asked before the two pictures and after the choices; coached as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.files.codec import loads
from stratcoach.flow.events import AnswerGiven, WentBack
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.preload import agenda_again, events_for
from stratcoach.flow.protocol import Ask, Challenge, Reply
from stratcoach.lint.linter import lint
from stratcoach.model.strategy import UsedInstead
from tests.flow.talking import CLOSE, SKIP, talk

MARKET = """\
stratcoach: 1
product: Trailhead
version: 1.0.0
updated: 2026-05-04
market:
  alternatives:
    - name: Map apps
      good_at: The most complete map.
      x-share: 61 %
    - name: A friend's tip
"""

FULL: list[Reply | str] = ["solo", "Trailhead", "company", SKIP, SKIP, CLOSE]


def at_alternatives(library: Library) -> Interview:
    interview, _, _ = talk(library, [*FULL, "Hikers in cities.", "Parks count cars."])
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.kind) == ("market.alternatives", "texts")
    return interview


def test_the_full_way_asks_where_you_play_before_the_vision_and_what_you_leave_behind_the_objectives(library: Library) -> None:
    steps = [step.flow for step in library.agendas["solo"].steps]
    assert steps.index("insights") < steps.index("market") < steps.index("vision")
    assert steps.index("objectives") < steps.index("boundaries") < steps.index("trade_offs")
    assert not {"market", "boundaries"} & {step.flow for step in library.agendas["quick"].steps}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("We have no competitors", "market/no-alternative"),
        ("Map apps", "market/no-strength"),
        ("Map apps: nothing", "market/no-strength"),
    ],
)
def test_what_people_use_is_coached_as_it_is_typed(library: Library, typed: str, rule: str) -> None:
    interview = at_alternatives(library)
    interview.apply(AnswerGiven(key="market.alternatives", value=(typed,)))
    step = interview.step()
    assert isinstance(step, Challenge)
    assert (step.rule, step.answer) == (rule, typed)
    kept = interview.submit(step, Reply("answer", (typed,)))
    assert type(kept).__name__ == "AnswerKept", "the same once more keeps it"
    better = interview.submit(step, Reply("answer", "Map apps: the most complete map\n- A tip: free"))
    assert isinstance(better, AnswerGiven)
    interview.apply(better)
    assert not isinstance(interview.step(), Challenge)
    market = interview.assembly.strategy().market
    assert market
    assert market.alternatives == (
        UsedInstead(name="Map apps", good_at="the most complete map"),
        UsedInstead(name="A tip", good_at="free"),
    )
    interview.apply(WentBack())
    back = interview.step()
    assert isinstance(back, Ask)
    assert back.suggested == ("Map apps: the most complete map", "A tip: free")


@pytest.mark.parametrize(
    ("question", "typed", "rule"),
    [
        ("statement", "No bugs", "boundary/straw-man"),
        ("because", "We have no capacity.", "boundary/no-reason"),
        ("because", "It isn't our job", "boundary/no-reason"),
        ("reopen_when", "Later, when we have time", "boundary/no-trigger"),
        ("reopen_when", "Groups that share photos go out twice as often.", ""),
    ],
)
def test_a_boundary_is_coached_as_it_is_typed(library: Library, question: str, typed: str, rule: str) -> None:
    interview = Interview(library, base=loads(MARKET).strategy, only=("boundaries",))
    if question != "statement":
        interview.apply(AnswerGiven(key="boundaries#1.statement", value="We don't build a place to post photos."))
    interview.apply(AnswerGiven(key=f"boundaries#1.{question}", value=typed))
    step = interview.step()
    assert (step.rule if isinstance(step, Challenge) else "") == rule


def test_a_market_of_alternatives_alone_is_one_and_is_asked_where_it_is(library: Library) -> None:
    strategy = loads(MARKET).strategy
    assert strategy
    found = [finding.rule.name for finding in lint(strategy, date(2026, 5, 4)).findings if finding.section == "market"]
    assert found == ["market/no-arena", "market/no-strength"]
    interview = Interview(
        library, events_for(library, strategy, agenda_again(library, ("market",))), base=strategy, only=("market",)
    )
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("market.arena", "")
    interview.apply(AnswerGiven(key=step.key, value="Hikers in cities."))
    interview.apply(AnswerGiven(key="market.why_now", value="Parks count cars."))
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.suggested == ("Map apps: The most complete map.", "A friend's tip")
    interview.apply(AnswerGiven(key=step.key, value=("Map apps: The most complete map.", "A friend's tip: You trust it.")))
    market = interview.assembly.strategy().market
    assert strategy.market
    assert market
    assert market.alternatives[0] == strategy.market.alternatives[0], "with the team's own key"
    assert market.alternatives[1].good_at == "You trust it."
