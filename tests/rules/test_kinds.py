"""Sentences that look alike, of which a rule is to see the one kind and to leave the other alone."""

from __future__ import annotations

import pytest

from stratcoach.rules.file import placeholder_in
from tests.rules.reading import findings

OBJECTIVE = "objectives:\n  - id: a\n    statement: {0!r}\n"
FIGURES = OBJECTIVE + "    metric: {1!r}\n    baseline: {2!r}\n    target: {3!r}\n"
PROMISE = "positioning:\n  - id: a\n    statement: {!r}\n    against: charts on paper\n"
USER = "users:\n  - id: a\n    segment: {!r}\n    today: They phone.\n"
OVER = "trade_offs:\n  - id: a\n    choose: Village harbours\n    over: {!r}\n    reopen_when: The pier is full.\n"


@pytest.mark.parametrize(
    ("statement", "metric", "baseline", "target", "severity"),
    [
        ("Fewer sailors miss the tide.", "Sailors who cast off on time, of 50", "20", "38", None),
        ("Less noise on the ward lets patients sleep.", "Hours of sleep a night", "4", "6", None),
        ("Gardeners lift their bulbs before the frost.", "Bulbs lost to frost, per bed", "12", "5", None),
        ("Reduce, reuse, repair: tools live longer.", "years in use", "4", "8", None),
        ("Fewer complaints", "Complaints answered within a day", "60 %", "80 %", None),
        ("Cut refunds", "Orders without refunds", "80 %", "92 %", None),
        ("Keep fares at the level of today", "fare for a day", "€4", "€4", None),
        ("Guests come back", "visits", "3 a month", "3 a year", None),
        ("Shelves are full", "stock-outs", "7 %", "below 7 %", None),
        ("Reduce wasted seed", "Wasted seed in kg", "40", "90", "warning"),
        ("Lower the share of cold lambs by May 2027", "Share of cold lambs", "20 %", "35 %", "warning"),
        ("Empty berths fall by a third", "empty berths per week", "12", "18", "warning"),
        ("Skippers stay with us", "skippers who stay with us", "70 %", "55 %", "warning"),
        ("Berths are let", "berths let", "31", "31", "error"),
        ("Harvest is quicker", "days", "9 days", "9 days (May 2026)", "error"),
    ],
)
def test_a_direction_is_read_from_what_the_metric_counts(
    statement: str, metric: str, baseline: str, target: str, severity: str | None
) -> None:
    assert findings(FIGURES.format(statement, metric, baseline, target)).get("objective/wrong-direction") == severity


@pytest.mark.parametrize(
    ("statement", "is_near"),
    [
        ("Ferrymen know in March which ice will hold.", False),
        ("On 6 December every child finds a boot.", False),
        ("At the end of a season growers know what they owe.", False),
        ("By October every village hears who needs wood.", True),
        ("Before June 2027 nobody pays cash.", True),
        ("In H2 fishers land their catch alone.", True),
        ("Next year nobody waits at the pier.", True),
    ],
)
def test_a_season_comes_back_and_a_deadline_does_not(statement: str, is_near: bool) -> None:
    assert ("vision/deadline-or-quota" in findings(f"vision:\n  statement: {statement}\n")) is is_near


@pytest.mark.parametrize(
    ("statement", "is_dated"),
    [
        ("Of 80 skippers 60 change their nets twice in five years.", False),
        ("40 of 50 choirs meet three times within a month.", False),
        ("Of 80 skippers 60 change their nets in five years.", True),
        ("30 of 40 hives live within two years.", True),
    ],
)
def test_how_often_is_no_deadline(statement: str, is_dated: bool) -> None:
    assert ("objective/no-deadline" not in findings(OBJECTIVE.format(statement))) is is_dated


@pytest.mark.parametrize(
    ("statement", "is_plan"),
    [
        ("For skippers who roll out their nets in March and migrate north by June, one chart.", False),
        ("For growers launching a stall this year, no rent in the rain.", False),
        ("Pilot in two ports in May, then launch nationwide by June.", True),
    ],
)
def test_what_users_launch_is_no_plan_of_ours(statement: str, is_plan: bool) -> None:
    assert ("choice/execution" in findings(PROMISE.format(statement))) is is_plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Net makers, <https://knots.example/reef>", ""),
        ("the <table> on the wall", ""),
        ("<canvas>", ""),
        ("Milk in [litres] a day", ""),
        ("[Kai, 4 May]", ""),
        ("a TODO board in the wheelhouse", ""),
        ("TODO lists hang on every mast", ""),
        ("They shout XXX across the deck", ""),
        ("Why does nobody wave??? they ask", ""),
        ("TBD: ask the harbour", "TBD"),
        ("Sold to TBD.", "TBD"),
        ("<name of harbour> at low tide", "<name of harbour>"),
        ("<what sailors do today>", "<what sailors do today>"),
        ("[the segment]", "[the segment]"),
        ("tbd", "tbd"),
        ("…", "…"),
        ("- tbd -", "- tbd -"),
        (" -- ??", "-- ??"),
        ("-" * 3_000, "-" * 3_000),
        ("-" * 3_000 + "x", ""),
        ("." * 3_000 + " x", ""),
    ],
)
def test_a_placeholder_holds_a_place(text: str, words: str) -> None:
    assert placeholder_in(text) == words


@pytest.mark.parametrize("field", ["metric", "baseline", "target"])
def test_a_figure_to_be_found_needs_somebody_who_finds_it(field: str) -> None:
    kept = {"metric": "calls a night", "baseline": "9", "target": "2"} | {field: "To be agreed with the harbour"}
    file = FIGURES.format("Fewer calls at night", *kept.values())
    asked = file + "questions:\n  - {question: Which?, on: a, owner: Kai, by: 2026-09}\n"
    # a sentence such as this one names what is counted, so that only the figures are missed
    assert (f"objective/no-{field}" in findings(file)) is (field != "metric")
    assert f"objective/no-{field}" not in findings(asked)


@pytest.mark.parametrize(
    ("metric", "definition", "is_one"),
    [
        ("Loyalty", "Skippers would never leave us.", False),
        ("Being the harbour's heart", "People feel at home with us.", False),
        ("Loyalty", "Share of skippers who moor again", True),
        ("Joy", "A trip counts when nobody was seasick, of 10", True),
        ("Trust", "Skippers who hand over their keys", True),
    ],
)
def test_a_definition_counts_something(metric: str, definition: str, is_one: bool) -> None:
    found = findings(f"north_star:\n  metric: {metric}\n  definition: {definition}\n")
    assert ("north-star/not-a-metric" not in found) is is_one


@pytest.mark.parametrize(
    "metric", ["Gross booking value", "Total transaction volume", "Monthly run rate", "Customer acquisition cost"]
)
def test_money_is_known_by_its_long_name(metric: str) -> None:
    assert "north-star/lagging-business" in findings(f"north_star:\n  metric: {metric}\n")


@pytest.mark.parametrize(
    ("segment", "rule"),
    [
        ("Our head of procurement, who negotiates the price.", "user/internal-stakeholder"),
        ("The chief operating officer, who signs the contract", "user/internal-stakeholder"),
        ("Our human resources director", "user/internal-stakeholder"),
        ("Whoever releases the funds", "user/internal-stakeholder"),
        ("The sales team", "user/internal-stakeholder"),
        ("Women", "user/demographic-only"),
        ("Women and men", "user/everyone"),
        ("Anybody, anywhere in the valley, young or old", "user/everyone"),
        ("Anybody who finds a swarm in the street and has no box", ""),
        ("Name: Ruth. Age: 52. Job: harbour pilot. Income: 61k", "user/demographic-only"),
        ("Name: Ruth. Age: 52. Pain points: the tide table is out of date by noon", ""),
        ("64% women, 22% under 30, 40% from the islands", "user/demographic-only"),
        ("Glaziers who carry panes up stairs without a lift", ""),
        (
            "**Growers** – short of hands · **Grocers** – after the same box each day · **Cooks** – glad of either",
            "user/multiple",
        ),
        ("Fires the kiln at night · Hates forms · Has the wheel to herself on Mondays only", ""),
        ("The diocese's finance committee, to whom we report each quarter", "user/internal-stakeholder"),
        ("Dealers who recommend us to farms and never open it themselves", "user/internal-stakeholder"),
        ("The parish council that types the minutes itself every month", ""),
        ("Purchasing managers of small shipyards who phone nine mills", ""),
        ("Skippers who pay the bill in cash because the card reader drowns", ""),
        ("Harbour masters who sign forty forms a night by torchlight", ""),
    ],
)
def test_who_decides_who_is_everybody_and_who_uses(segment: str, rule: str) -> None:
    found = {name for name in findings(USER.format(segment)) if name.startswith("user/")}
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("over", "is_straw"),
    [
        ("Mouldy ropes and stale bread", True),
        ("Scams", True),
        ("Broken labels", True),
        ("Careless repairs", True),
        ("Late departures", False),
        ("Poor fishermen", False),
        ("Broken boats", False),
        ("Dangerous passages", False),
    ],
)
def test_what_is_given_up_is_good_for_somebody(over: str, is_straw: bool) -> None:
    assert ("trade-off/straw-man" in findings(OVER.format(over))) is is_straw


@pytest.mark.parametrize(
    ("statement", "is_empty"),
    [
        ("Honest, warm and reliable.", True),
        ("A team that cares about skippers", True),
        ("Quality that inspires trust", True),
        ("A partner who moors your boat at night.", False),
        ("Ropes, nets and anchors.", False),
        ("Skippers before guests.", False),
    ],
)
def test_an_empty_promise_is_reported_once(statement: str, is_empty: bool) -> None:
    found = {name for name in findings(PROMISE.format(statement)) if name in ("positioning/unopposable", "choice/fluff")}
    assert found == ({"positioning/unopposable"} if is_empty else set())


def test_a_bare_date_is_no_place_to_look() -> None:
    insight = "insights:\n  - id: a\n    statement: 7 of 9 skippers phone at six.\n    evidence: {}\n"
    assert "insight/no-evidence" in findings(insight.format("March 2026"))
    assert "insight/no-evidence" not in findings(insight.format("Log of the pier, March 2026"))
