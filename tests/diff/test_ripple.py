"""What rests on a change is asked about."""

from __future__ import annotations

import pytest

from stratcoach.diff.comparison import compare
from tests.diff.changing import TEXT, changed, read, told


def test_what_rests_on_a_change_is_asked_about() -> None:
    comparison = changed(("and lose the day.", "and lose half the day."))
    assert [(one.on, one.because_of) for one in comparison.ripple] == [
        ("friday-planners", ("lost-day",)),
        ("second-season", ("lost-day",)),
        ("knowing", ("lost-day",)),
    ]


def test_an_insight_that_speaks_against_something_ripples() -> None:
    against = "source: analytics\n    challenges: [lost-day]"
    comparison = changed(("source: analytics", against))
    assert [one.on for one in comparison.ripple] == ["friday-planners", "second-season", "knowing"]


def test_what_somebody_has_looked_at_since_stands() -> None:
    old = read(TEXT)
    reworded = TEXT.replace("and lose the day.", "and lose the weekend.")
    assert [one.on for one in compare(old, read(reworded)).ripple][:1] == ["friday-planners"]
    looked_at = reworded.replace("  - id: friday-planners\n", "  - id: friday-planners\n    reviewed: 2026-11-22\n")
    assert "friday-planners" not in [one.on for one in compare(old, read(looked_at)).ripple]


BETS = TEXT.replace("vision:\n", "assumptions:\n  - id: bet\n    statement: Parks will share counts.\nvision:\n", 1)


def test_a_ground_that_went_is_asked_about_whatever_took_its_place() -> None:
    old = read(BETS.replace("    rests_on: [lost-day]\n", "    rests_on: [lost-day, bet]\n", 1))
    new = read(BETS.replace("    rests_on: [lost-day]\n", "    rests_on: [lost-day, friday-night]\n", 1))
    assert [(one.on, one.because_of) for one in compare(old, new.replace(assumptions=())).ripple] == [
        ("friday-planners", ("bet",)),
        ("second-season", ("bet",)),
    ]
    dropped = read(BETS).replace(assumptions=())
    assert compare(read(BETS), dropped).ripple == ()


def test_a_new_id_hides_nothing_from_the_ripple() -> None:
    looked_at = TEXT.replace("  - id: friday-planners\n", "  - id: friday-planners\n    reviewed: 2026-01-05\n")
    renamed = looked_at.replace("friday-planners", "planners").replace("and lose the day.", "and lose the weekend.")
    assert [one.on for one in compare(read(looked_at), read(renamed)).ripple] == ["planners", "second-season", "knowing"]


def test_a_bet_that_came_true_asks_nothing_of_what_rests_on_the_insight_now() -> None:
    old = read(BETS.replace("    rests_on: [lost-day]\n", "    rests_on: [lost-day, bet]\n", 1))
    seen = "  - id: parks-share\n    statement: Parks will share counts\n    source: experiment\nvision:\n"
    text = TEXT.replace("vision:\n", seen, 1).replace("    rests_on: [lost-day]\n", "    rests_on: [lost-day, parks-share]\n", 1)
    assert compare(old, read(text)).ripple == ()


def test_what_is_added_ripples_nothing_though_something_rests_on_it() -> None:
    problem = "  - id: no-shop\n    statement: Families find the hut closed on Mondays and go hungry.\nusers:\n"
    comparison = changed(
        ("users:\n", problem), ("    rests_on: [lost-day]\nobjectives", "    rests_on: [lost-day, no-shop]\nobjectives")
    )
    assert told(comparison) == [("added", "no-shop", ""), ("changed", "friday-planners", "rests_on")]
    assert comparison.ripple == ()


@pytest.mark.parametrize(
    ("before", "after", "weaker"),
    [
        ("11 of 14 interviews", "3 of 14 interviews", True),
        ("11 of 14 interviews", "four in ten interviews", True),
        ("11 of 14 interviews", "13 of 17 interviews", False),
        ("11 of 14 interviews", "20 of 80 interviews", True),
        ("11 of 14 interviews", "11 of 14 interviews in May", False),
        ("    evidence: 11 of 14 interviews\n", "", True),
        ("11 of 14 interviews\n", "11 of 14 interviews\n    confidence: low\n", True),
        ("11 of 14 interviews\n", "11 of 14 interviews\n    confidence: high\n", False),
    ],
)
def test_a_ground_that_became_weaker_is_asked_about(before: str, after: str, weaker: bool) -> None:
    found = changed((before, after)).ripple
    assert bool(found) is weaker
    assert all(one.because_of == ("full-lots",) for one in found)
