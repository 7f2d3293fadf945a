"""Rules that need more than one sentence: days that pass, two places that contradict each other, a level of ambition."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest

from stratcoach.files.codec import loads
from stratcoach.lint.linter import lint
from stratcoach.model.dates import months_later
from stratcoach.rules import RULES
from stratcoach.rules.base import Limits

TODAY = date(2026, 5, 4)


def found(yaml: str, as_of: date = TODAY, limits: Limits | None = None) -> dict[str, list[str]]:
    """The rules that find something, each with the places and severities: `users.0 warning`."""
    strategy = loads(f"stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: 2026-05-04\n{yaml}").strategy
    assert strategy is not None
    expected: dict[str, list[str]] = {}
    for finding in lint(strategy, as_of, limits=limits).findings:
        place = finding.section if finding.entry is None else f"{finding.section}.{finding.entry}"
        expected.setdefault(finding.rule.name, []).append(f"{place} {finding.severity}")
    return expected


# ---- days


SEEN = "insights:\n  - id: a\n    statement: 7 of 9 skippers row back.\n    observed: {}\n"


@pytest.mark.parametrize(
    ("observed", "as_of", "months", "is_stale"),
    [
        ("2025-05-04", TODAY, 12, False),
        ("2025-05-03", TODAY, 12, True),
        ("2025", date(2026, 12, 31), 12, False),  # a year is seen until its last day
        ("2025", date(2027, 1, 1), 12, True),
        ("2026-03", TODAY, 1, True),
        ("2026-03", TODAY, 2, False),
        ("2010", TODAY, 10_000, False),
        ("yesterday", TODAY, 12, False),
    ],
)
def test_an_insight_gets_stale_after_the_months_that_a_team_settles(
    observed: str, as_of: date, months: int, is_stale: bool
) -> None:
    assert ("insight/stale" in found(SEEN.format(observed), as_of, Limits(insight_months=months))) == is_stale


def test_what_does_not_age_is_never_stale() -> None:
    assert "insight/stale" not in found(SEEN.format("1998") + "    evergreen: Tides are tides.\n")


PROMISED = (
    "review_by: 2026-04\nassumptions:\n  - id: a\n    statement: Piers have power.\n    by: 2026-Q1\n"
    "north_star:\n  metric: Dives without an incident\n  by: 2026-05-03\n"
    "objectives:\n  - id: o\n    statement: Fewer lost ropes.\n    by: 2026-05-04\n  - id: p\n    statement: Fewer knots.\n    by: 2025\n"
    "questions:\n  - question: Who pays?\n    by: 2026-05-03\n"
)


def test_days_that_have_passed_are_told_where_they_stand() -> None:
    assert found(PROMISED)["strategy/overdue"] == [
        " warning",
        "assumptions.0 warning",
        "north_star warning",
        "objectives.1 warning",
        "questions.0 warning",
    ]


def test_nothing_is_overdue_in_what_was_put_away_or_on_an_earlier_day() -> None:
    assert "strategy/overdue" not in found(PROMISED + "status: archived\n")
    assert "strategy/overdue" not in found(PROMISED, date(2025, 12, 31))


@pytest.mark.parametrize(("by", "is_far"), [("2027-11-04", False), ("2027-11-05", True), ("2027", True), ("2027-10", False)])
def test_an_objective_is_far_counted_from_the_last_change(by: str, is_far: bool) -> None:
    yaml = f"objectives:\n  - id: a\n    statement: Fewer lost ropes.\n    by: {by}\n"
    assert ("objective/too-far" in found(yaml, date(2030, 1, 1))) == is_far


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 4), 18, date(2028, 5, 4)),
        (date(2026, 3, 1), -3, date(2025, 12, 1)),
        (date(9999, 12, 31), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


# ---- what is given up and chosen


CHOSEN = (
    "problems:\n  - id: lost-keys\n    statement: Divers lose the key at sea.\n"
    "users:\n  - id: hobby-divers\n    segment: Hobby divers with fewer than twenty dives.\n"
    "objectives:\n  - id: second-dive\n    statement: Guests dive a second time.\n"
)


@pytest.mark.parametrize(
    ("over", "severity"),
    [
        ("hobby-divers", "error"),
        ("lost-keys", "error"),
        ("hobby divers, with fewer than twenty dives", "error"),
        ("Guests dive a second time", "error"),
        ("Hobby divers", "warning"),
        ("Divers", "warning"),
        ("A second dive", "warning"),
        ("Navies", ""),
        ("Keys", ""),  # one word alone counts only for the people who are served
        ("Divers of the navy", ""),
    ],
)
def test_what_is_given_up_must_not_be_chosen(over: str, severity: str) -> None:
    told = found(f"{CHOSEN}trade_offs:\n  - id: t\n    choose: Safe dives\n    over: {over}\n").get("trade-off/contradiction", [])
    assert told == ([f"trade_offs.0 {severity}"] if severity else [])


def test_two_trade_offs_must_not_be_each_others_opposite() -> None:
    pair = "trade_offs:\n  - id: a\n    choose: Depth\n    over: Reach\n  - id: b\n    choose: reach\n    over: Price\n"
    assert found(pair)["trade-off/contradiction"] == ["trade_offs.0 error"]


def test_words_that_stand_on_both_sides_contradict_nothing() -> None:
    told = found(f"{CHOSEN}trade_offs:\n  - id: t\n    choose: Hobby divers in winter\n    over: Hobby divers\n")
    assert "trade-off/contradiction" not in told


def test_in_another_language_only_ids_and_whole_texts_contradict() -> None:
    trade_off = "trade_offs:\n  - id: t\n    choose: Safe dives\n    over: {}\n"
    assert "trade-off/contradiction" in found("language: de\n" + CHOSEN + trade_off.format("hobby-divers"))
    assert "trade-off/contradiction" not in found("language: de\n" + CHOSEN + trade_off.format("Hobby divers"))


# ---- how far from today


def level(ambition: str, horizon: str = "", target: str = "", confidences: str = "") -> str:
    vision = f"vision:\n  ambition: {ambition}\n" + (f"  horizon: {horizon}\n" if horizon else "")
    objective = f"objectives:\n  - id: o\n    statement: Dives.\n    baseline: 10\n    target: {target}\n" if target else ""
    bets = "".join(
        f"  - id: a{place}\n    statement: Piers.\n    confidence: {one}\n" for place, one in enumerate(confidences.split())
    )
    return vision + objective + (f"assumptions:\n{bets}" if bets else "")


@pytest.mark.parametrize(
    ("yaml", "is_mismatch"),
    [
        (level("ambitious", "2027", "12"), True),
        (level("ambitious", "2027", "12", "low low"), False),  # one of three facts speaks for it
        (level("ambitious", "2027", "12", "low high"), True),
        (level("ambitious", "2027"), False),  # one fact is no pattern
        (level("ambitious", "2029", "12"), False),  # its last day lies three years ahead
        (level("ambitious", "", "12", "high"), True),
        (level("low-key", "2032", "40"), True),
        (level("low-key", "2029", "40"), False),  # its first day doesn't
        (level("low-key", "2032", "3"), True),  # down to less than a third is a leap, too
        (level("low-key", "2032", "40", "low low"), False),
        (level("low-key", "2032", "40", "low low low"), True),
        (level("", "2032", "40"), False),
        (level("ambitious", "2027", "12 years"), True),
        (level("ambitious", "2027", "from 3 to 5"), False),  # no single figure can be read
    ],
)
def test_the_level_is_doubted_only_where_all_facts_speak_against_it(yaml: str, is_mismatch: bool) -> None:
    assert ("strategy/ambition-mismatch" in found(yaml)) == is_mismatch


def test_a_baseline_of_zero_is_a_leap() -> None:
    zero = level("low-key", "2032", "12").replace("baseline: 10", "baseline: 0")
    assert "strategy/ambition-mismatch" in found(zero)


# ---- all objectives together


def test_one_objective_on_what_users_do_is_enough() -> None:
    money = "objectives:\n  - id: a\n    statement: Margin.\n    metric: Gross margin\n"
    assert "objective/all-lagging" in found(money)
    assert "objective/all-lagging" not in found(money + "  - id: b\n    statement: Divers.\n    metric: Divers who come back\n")
    assert "objective/all-lagging" not in found(
        "objectives:\n  - id: a\n    statement: Income.\n    metric: Income of the weavers\n"
    )


@pytest.mark.parametrize(
    ("metric", "definition", "is_found"),
    [
        ("Trust", "", True),
        ("Trust", "Divers who come back within a year, per hundred", False),
        ("Trust", "Loyalty", True),
    ],
)
def test_a_definition_makes_a_metric_countable(metric: str, definition: str, is_found: bool) -> None:
    yaml = f"north_star:\n  metric: {metric}\n" + (f"  definition: {definition}\n" if definition else "")
    assert ("north-star/not-a-metric" in found(yaml)) == is_found


def test_an_opposite_beside_a_promise_makes_it_one() -> None:
    promise = "positioning:\n  - id: a\n    statement: A reliable, modern service.\n"
    assert "positioning/unopposable" in found(promise)
    assert "positioning/unopposable" not in found(promise + "    opposite: The cheapest rope, which may break.\n")


# ---- what was judged before

BET = "objectives:\n  - id: a\n    statement: Half of our boats are booked twice a year by 2027.\n    baseline: unknown\n    by: 2027-06\n"
ASKED = BET + "questions:\n  - question: How many are today?\n    on: a\n    owner: Ada\n    by: 2026-06\n"
EMPTY = "vision:\n  statement: Seamless boating.\n"
SAME = (BET, ASKED), (EMPTY, EMPTY), (SEEN.format("2025-05-03"), SEEN.format("2025-05-03"))


@pytest.mark.parametrize("yamls", SAME, ids=["bet", "empty", "seen"])
def test_the_same_entry_is_judged_by_what_stands_beside_it_and_not_by_what_stood_there_before(yamls: tuple[str, str]) -> None:
    head = "stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: {}\n"
    files = [loads(head.format(day) + yaml).strategy for yaml in dict.fromkeys(yamls) for day in ("2026-05-04", "2024-05-04")]
    settled_as = (Limits(), Limits(allowed=frozenset({"seamless"})))
    cases = [
        (strategy, day, limits, lint(strategy, day, [*RULES], limits))
        for strategy, day, limits in product(filter(None, files), (TODAY, date(2025, 6, 1)), settled_as)
    ]
    for (before, then, settled, _), (strategy, day, limits, anew) in permutations(cases, 2):
        lint(before, then, limits=settled)
        assert lint(strategy, day, limits=limits) == anew
    expected = {
        tuple(one.rule.name for one in anew.findings if one.entry is not None or one.section == "vision") for *_, anew in cases
    }
    assert len(expected) > 1  # what stands beside it does make a difference
