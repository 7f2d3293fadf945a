"""What people type into `new`, the full way, and whether the coach asks back at once: weak answers of many kinds, strong ones let through."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.person import CTRL_C, Person
from tests.terminal.coached import SETS, Coached, Walk

pytestmark = pytest.mark.slow

TRADES = {
    "driving school": "driving school",
    "country vets": "driving school",
    "pharmacy": "driving school",
    "theatre": "theatre",
    "allotments": "theatre",
    "campsite": "theatre",
    "farriers": "theatre",
    "lifts": "lifts",
    "pool": "pool",
    "ferry": "pool",
    "laundromats": "pool",
    "huts": "lifts",
    "ticket exchange": "lifts",
}
"""Sets of weak answers, each with the strong ones that follow them."""
_FEWEST = {
    "driving school": 20,
    "country vets": 9,
    "theatre": 17,
    "allotments": 11,
    "pharmacy": 16,
    "campsite": 9,
    "farriers": 10,
    "lifts": 13,
    "pool": 18,
    "ferry": 14,
    "laundromats": 16,
    "huts": 18,
    "ticket exchange": 16,
}


def _strong(trade: str) -> dict[str, Sequence[str]]:
    """The strong answers for a set, with those that a weak answer is to be compared with."""
    known: Mapping[str, Sequence[str]] = SETS[f"strong {TRADES[trade]}"]
    after = [one["after"] for one in SETS[trade] if "after" in one]
    return {**known, "vision.low_statement": after or known["vision.low_statement"]}


def _right(trade: str, coached: Sequence[Coached]) -> list[str]:
    expected = {(one["at"], one["says"]): one["asks"] for one in SETS[trade]}
    assert expected.keys() <= {(one.at, one.says) for one in coached}, "each weak answer has its turn"
    return [one.says for one in coached if one.next in expected.get((one.at, one.says), ())]


@pytest.mark.parametrize("trade", TRADES)
def test_weak_answers_are_asked_about_at_once_and_what_is_typed_then_is_taken(trade: str) -> None:
    coached = list(Walk(SETS[trade], _strong(trade)).run())
    assert len(_right(trade, coached)) >= _FEWEST[trade]
    weak = {one["says"] for one in SETS[trade]}
    assert [one for one in coached if one.says not in weak and one.is_stopped] == []


@pytest.mark.parametrize("trade", sorted(set(TRADES.values())))
def test_strong_answers_are_never_stopped(trade: str) -> None:
    coached = list(Walk((), _strong(trade)).run())
    assert len(coached) >= 30
    assert [one for one in coached if one.is_stopped] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_same_is_shown_in_a_terminal(folder: Path) -> None:
    person = Person(["new"], folder)
    coached = list(Walk(SETS["driving school"], _strong("driving school"), person).run())
    assert len(_right("driving school", coached)) >= _FEWEST["driving school"]
    person.types(CTRL_C)
    assert person.ends() == 130
