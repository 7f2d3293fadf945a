"""Ideas for three example strategies, with what a careful person would name as deciding; and ideas that nothing decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from stratcoach.files.codec import loads
from stratcoach.flow.scales import Scales
from tests.rehearsal import EXAMPLES

CASES: Final[list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("proposals.yaml").read_text(encoding="utf-8"))
FIRST: Final = 3


@pytest.fixture(scope="module")
def scales() -> dict[str, Scales]:
    found = {}
    for case in CASES:
        strategy = loads((EXAMPLES / case["strategy"] / "strategy.yaml").read_text(encoding="utf-8")).strategy
        assert strategy is not None
        found[case["strategy"]] = Scales(strategy)
    return found


def test_the_deciding_choice_is_among_the_first_three(scales: dict[str, Scales]) -> None:
    named = [
        bool(set(scales[case["strategy"]].weigh(one["proposal"]).ranked[:FIRST]) & set(one["by"]))
        for case in CASES
        if case["tuned"]
        for one in case["decided"]
    ]
    assert len(named) == 12
    assert sum(named) >= 10


@pytest.mark.parametrize("case", [case for case in CASES if not case["tuned"]], ids=lambda case: case["strategy"])
def test_for_a_strategy_that_nothing_was_tuned_on_it_is_no_worse_than_at_first(
    scales: dict[str, Scales], case: dict[str, Any]
) -> None:
    weigh = scales[case["strategy"]].weigh
    named = [bool(set(weigh(one["proposal"]).ranked[:FIRST]) & set(one["by"])) for one in case["decided"]]
    assert len(named) == 6
    assert sum(named) >= case["at_least"]


def test_nothing_is_claimed_of_an_idea_that_nothing_decides(scales: dict[str, Scales]) -> None:
    claimed = [idea for case in CASES for idea in case["undecided"] if scales[case["strategy"]].weigh(idea).is_decided]
    assert claimed == []


def test_nothing_is_claimed_of_ideas_for_another_product(scales: dict[str, Scales]) -> None:
    claimed = [
        (other, one["proposal"])
        for case in CASES
        for other in scales.keys() - {case["strategy"]}
        for one in case["decided"]
        if scales[other].weigh(one["proposal"]).is_decided
    ]
    assert claimed == []
