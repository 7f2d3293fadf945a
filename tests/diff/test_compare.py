"""What changed in meaning between two strategies, and how deep it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from stratcoach.diff.change import LEVELS, next_version
from stratcoach.diff.comparison import Comparison, compare
from stratcoach.diff.meaning import same_meaning
from stratcoach.diff.text_diff import pieces
from stratcoach.model.strategy import Strategy
from stratcoach.reports.diff_phrases import by_item, by_section, what
from stratcoach.reports.diff_text import render as as_text
from stratcoach.reports.style import Style
from tests.diff.changing import TEXT, changed, read, told
from tests.strategies import strategy

EXAMPLES = Path(__file__).parents[2] / "examples"


PAIRS = [
    # what was edited, the level that a careful person would give, the change
    ("the day will work", "the weekend will work", "VISION", ("changed", "vision", "statement")),
    ("City people with a free", "Families with a free", "VISION", ("changed", "vision", "user")),
    ("ambition: ambitious", "ambition: low-key", "VISION", ("changed", "vision", "ambition")),
    ("knowing that the day will work.", "knowing that the day will work", "DETAIL", ("changed", "vision", "statement")),
    ("Anyone with a free Saturday sets", "anyone with a free saturday sets", "DETAIL", ("changed", "vision", "statement")),
    ("target: 2.5", "target: 2.0", "CHOICE", ("moved_goalpost", "north-star", "target")),
    ("target: 2.5", "target: 3.0", "CHOICE", ("changed", "north-star", "target")),
    ("by: 2027-12", "by: 2028-12", "CHOICE", ("moved_goalpost", "north-star", "by")),
    ("by: 2027-12", "by: 2027-10", "CHOICE", ("changed", "north-star", "by")),
    ("target: 45%", "target: 40%", "CHOICE", ("moved_goalpost", "second-season", "target")),
    ("baseline: 22%", "baseline: 20%", "CHOICE", ("changed", "second-season", "baseline")),
    ("and lose the day.", "and lose half the day.", "CHOICE", ("changed", "lost-day", "statement")),
    ("pick the route for others", "pick the rout for others", "DETAIL", ("changed", "friday-planners", "segment")),
    ("too hard for a friend", "too hard for a freind", "DETAIL", ("changed", "wrong-route", "statement")),
    ("over: Turn-by-turn", "over: Offline turn-by-turn", "CHOICE", ("changed", "knowing", "over")),
    ("Be the companion", "Become the only companion", "CHOICE", ("changed", "", "company_goal")),
    ("nobody in the app business owns", "no app owns", "CHOICE", ("changed", "", "challenge")),
    ("owner: Ada", "owner: Ben", "DETAIL", ("changed", "", "owner")),
    ("11 of 14 interviews", "12 of 15 interviews", "DETAIL", ("changed", "full-lots", "evidence")),
    ("on Friday evening on a phone", "on Thursday evening on a phone", "DETAIL", ("changed", "friday-night", "statement")),
    ("source: analytics", "source: survey", "DETAIL", ("changed", "friday-night", "source")),
    ("    rests_on: [friday-night]", "    rests_on: [full-lots]", "DETAIL", ("changed", "wrong-route", "rests_on")),
    ("source: interviews", "source: interviews\n    note: seen twice", "DETAIL", ("changed", "full-lots", "note")),
    ("product: Trailhead", "product: Trailhead\nx-team: alps", "DETAIL", ("changed", "", "x-team")),
    ("ambition: ambitious", "ambition: ambitious\n  horizon: 2030", "VISION", ("changed", "vision", "horizon")),
    (
        "ambition: ambitious",
        "ambition: ambitious\n  because: One failure less changes little.",
        "DETAIL",
        ("changed", "vision", "because"),
    ),
    ("metric: Hikers active in", "metric: Hikers who pay in", "CHOICE", ("changed", "second-season", "metric")),
    ("metric: Outings completed as planned", "metric: Outings begun as planned", "CHOICE", ("changed", "north-star", "metric")),
    ("source: interviews", "source: interviews\n    confidence: high", "DETAIL", ("changed", "full-lots", "confidence")),
    ("source: analytics", "source: analytics\n    reviewed: 2026-06-01", "DETAIL", ("changed", "friday-night", "reviewed")),
    ("product: Trailhead", "product: Trailhead\nreview_by: 2026-12", "DETAIL", ("changed", "", "review_by")),
    (
        "    by: 2027-06",
        "    by: 2027-06\n    readings: [{date: 2026-10, value: 24%}]",
        "DETAIL",
        ("changed", "second-season", "readings"),
    ),
    ("  by: 2027-12", "  by: 2027-12\n  read_every: month", "DETAIL", ("changed", "north-star", "read_every")),
    ("    by: 2027-06", "    by: 2027-06\n    theme: Reach", "DETAIL", ("changed", "second-season", "theme")),
]


@pytest.mark.parametrize(("before", "after", "level", "change"), PAIRS)
def test_one_edit_is_one_change_at_its_level(before: str, after: str, level: str, change: tuple[str, str, str]) -> None:
    comparison = changed((before, after))
    assert told(comparison) == [change]
    assert comparison.level == level


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("product: Trailhead\n", "# our product\nproduct: 'Trailhead'\n"),
        ("[lost-day, friday-planners]", "[friday-planners, lost-day]"),
        ("version: 1.4.2", "version: 1.5.0"),
        ("updated: 2026-05-04", "updated: 2026-06-04"),
        (
            "statement: Most routes are chosen on Friday evening on a phone.",
            "statement: >-\n      Most routes are chosen\n      on Friday evening on a phone.",
        ),
        ("the car park is full.\n", "the  car park is full.\n"),
        (
            "  statement: Anyone with a free Saturday sets out knowing that the day will work.\n",
            "  statement: >\n    Anyone with a free Saturday sets out knowing that the day will work.\n",
        ),
        ("evidence: 11 of 14 interviews", 'evidence: "11 of  14 interviews "'),
    ],
)
def test_layout_and_order_without_meaning_are_no_change(before: str, after: str) -> None:
    assert changed((before, after)).level == "NONE"


LISTS = """\
x-plan: {later: [homes, huts], now: wards}
parking_lot:
  - Winter tours
  - Maps on paper
okrs:
  - id: q3
    objective: Two parks join.
    key_results: [two parks share counts, 40 hikers plan by them]
    x-teams: [blue, green]
"""


SHUFFLED = """\
x-plan:
  now: wards
  later: [huts, homes]
parking_lot:
  - Maps on paper
  - >
    Winter tours
okrs:
  - id: q3
    objective: >
      Two parks join.
    key_results:
      - 40 hikers plan   by them
      - two parks share counts
    x-teams: [green, blue]
"""


def test_lists_whose_order_means_nothing_have_none() -> None:
    one, other = read(TEXT + LISTS), read(TEXT + SHUFFLED)
    assert compare(one, other).level == "NONE"
    assert same_meaning(one, other)
    assert not same_meaning(one, other.replace(version="1.4.3"))
    assert not same_meaning(one, read(TEXT + SHUFFLED.replace("huts", "hotels")))


@pytest.mark.parametrize(
    ("before", "after", "field", "entries"),
    [
        ("[homes, huts]", "[homes, huts, camps]", "x-plan", (("", "later: camps"),)),
        ("now: wards", "now: theatres", "x-plan", (("now: wards", "now: theatres"),)),
        ("[blue, green]", "[green]", "x-teams", (("blue", ""),)),
        (
            "40 hikers plan by them]",
            "60 hikers plan by them, no complaints]",
            "key_results",
            (("40 hikers plan by them", "60 hikers plan by them"), ("", "no complaints")),
        ),
    ],
)
def test_a_list_is_compared_entry_by_entry(before: str, after: str, field: str, entries: tuple[tuple[str, str], ...]) -> None:
    old, new = read(TEXT + LISTS), read(TEXT + LISTS.replace(before, after))
    (change,) = compare(old, new).changes
    assert (change.field, change.entries, change.level) == (field, entries, "DETAIL")


def test_both_sides_of_a_trade_off_are_named() -> None:
    old = read(TEXT)
    (change,) = compare(old, old.replace(trade_offs=())).changes
    assert "Knowing before you leave" in change.before
    assert "Turn-by-turn navigation on the trail" in change.before


@pytest.mark.parametrize(
    ("baseline", "before", "after", "eased"),
    [
        ("4 weeks", "2 weeks", "3 weeks", True),
        ("4 weeks", "2 weeks", "10 days", False),
        ("4 hours", "1 hour", "45 minutes", False),
        ("9 days", "from 5 to 3 days", "from 5 to 4 days", True),
        ("20", "-10", "-3", True),
        ("22%", "45%", "40%", True),
        ("22%", "45%", "50%", False),
        ("22%", "45%", "4 points", False),
        ("unknown", "45%", "40%", False),
        ("€1.2m", "€2m", "€1.5m", True),
        ("6 of 24", "18 of 24", "18 of 40", True),
        ("6 of 24", "18 of 24", "27 of 36", False),
        ("6 of 24", "18 of 24", "23 in 24", False),
        ("one in ten", "three quarters", "two thirds", True),
        ("a tenth", "every third", "every second", False),
        ("10 %", "9 out of 10", "80 %", True),
        ("20", "70", "60%", True),
    ],
)
def test_a_goalpost_is_moved_where_the_target_comes_nearer(baseline: str, before: str, after: str, eased: bool) -> None:
    old = read(TEXT.replace("baseline: 22%", f"baseline: {baseline}").replace("target: 45%", f"target: '{before}'"))
    new = read(TEXT.replace("baseline: 22%", f"baseline: {baseline}").replace("target: 45%", f"target: '{after}'"))
    (change,) = compare(old, new).changes
    assert (change.kind == "moved_goalpost") is eased


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("18 of 24", "three quarters", True),
        ("18 of 24 hikers", "75 % of hikers", True),
        ("two thirds", "67 %", True),
        ("two thirds", "70 %", False),
        ("1/4", "25 percent", True),
        ("45", "45%", True),
        ("45%", "45.4%", False),
        ("45", "45 weeks", False),
        ("18 of 24 hikers", "18 of 24 families", False),
        ("half an hour", "50 %", False),
    ],
)
def test_a_figure_is_one_value_however_it_is_written(before: str, after: str, same: bool) -> None:
    for field, was in (("target", "45%"), ("baseline", "22%")):
        old, new = (read(TEXT.replace(f"{field}: {was}", f"{field}: '{value}'")) for value in (before, after))
        (change,) = compare(old, new).changes
        assert (change.field, change.level == "DETAIL") == (field, same)


def test_a_slip_in_the_metric_hides_no_moved_goalpost() -> None:
    comparison = changed(("metric: Hikers active in a second season", "metric: Hikers active in a secnod saeson"), ("45%", "40%"))
    assert [(change.kind, change.level) for change in comparison.changes][-1] == ("moved_goalpost", "CHOICE")


def test_a_target_of_another_metric_is_no_moved_goalpost() -> None:
    comparison = changed(("metric: Hikers active in a second season", "metric: Outings a month"), ("target: 45%", "target: 30%"))
    assert [change.kind for change in comparison.changes] == ["changed", "changed"]


def test_an_item_that_comes_and_one_that_goes() -> None:
    head, _, tail = TEXT.partition("  - id: wrong-route")
    rest = tail.partition("users:")[2]
    with_new = f"{head}  - id: no-shop\n    statement: Families find the hut closed on Mondays and go hungry.\nusers:{rest}"
    comparison = compare(read(TEXT), read(with_new))
    assert told(comparison) == [("removed", "wrong-route", ""), ("added", "no-shop", "")]
    assert (comparison.level, comparison.proposed) == ("CHOICE", "1.5.0")


def test_a_renamed_id_is_a_rename_and_its_links_go_with_it() -> None:
    comparison = changed(("lost-day", "ruined-day"))
    assert told(comparison) == [("renamed", "ruined-day", "id")]
    assert (comparison.level, comparison.ripple) == ("DETAIL", ())


def test_a_renamed_and_reworded_item_is_no_removal_and_addition() -> None:
    comparison = changed(("lost-day", "ruined-day"), ("and lose the day.", "and lose the whole day."))
    assert told(comparison) == [("renamed", "ruined-day", "id"), ("changed", "ruined-day", "statement")]


def test_another_order_of_a_ranked_section_is_one_change_with_both_orders() -> None:
    old = read(TEXT)
    comparison = compare(old, old.replace(problems=old.problems[::-1]))
    (change,) = comparison.changes
    assert (change.kind, change.level, change.before, change.after) == (
        "reranked",
        "CHOICE",
        "lost-day, wrong-route",
        "wrong-route, lost-day",
    )
    assert comparison.ripple == ()
    assert compare(old, old.replace(insights=old.insights[::-1])).level == "NONE"


def test_eight_real_changes_are_reported_as_those_eight() -> None:
    old = read(TEXT)
    edited = read(
        TEXT.replace("and lose the day.", "and lose the whole day.")
        .replace("the day will work", "the weekend will work")
        .replace("too hard for a friend", "too hard for a child")
        .replace("target: 45%", "target: 60%")
        .replace("11 of 14", "15 of 19")
        .replace(
            "  - id: friday-night\n    statement: Most routes are chosen on Friday evening on a phone.\n",
            "  - id: hut-closed\n    statement: Two of three huts are closed on Mondays.\n",
        )
        .replace("48,000 routes", "wardens' list")
        .replace("source: analytics", "source: market")
        .replace("rests_on: [friday-night]", "rests_on: [hut-closed]")
    )
    edited = edited.replace(problems=edited.problems[::-1])
    assert sorted(told(compare(old, edited))) == sorted(
        [
            ("removed", "friday-night", ""),
            ("added", "hut-closed", ""),
            ("changed", "full-lots", "evidence"),
            ("changed", "vision", "statement"),
            ("reranked", "problems", ""),
            ("changed", "lost-day", "statement"),
            ("changed", "wrong-route", "statement"),
            ("changed", "wrong-route", "rests_on"),
            ("changed", "second-season", "target"),
        ]
    )


@pytest.mark.parametrize("name", ["bakery", "discharge", "platform"])
def test_nothing_changed_between_a_strategy_and_itself(name: str) -> None:
    same = read((EXAMPLES / name / "strategy.yaml").read_text(encoding="utf-8"))
    assert compare(same, same) == Comparison(changes=(), level="NONE", proposed=same.version, ripple=())


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(strategy())
def test_any_strategy_is_like_itself(one: Strategy) -> None:
    assert compare(one, one).changes == ()


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(strategy(), strategy())
def test_any_two_strategies_can_be_compared_and_differ_both_ways(one: Strategy, other: Strategy) -> None:
    there, back = compare(one, other), compare(other, one)
    assert bool(there.changes) == bool(back.changes)
    assert there.level == back.level
    assert there.level in LEVELS


@pytest.mark.parametrize(
    ("version", "level", "proposed"),
    [
        ("1.4.2", "VISION", "2.0.0"),
        ("1.4.2", "CHOICE", "1.5.0"),
        ("1.4.2", "DETAIL", "1.4.3"),
        ("1.4.2", "NONE", "1.4.2"),
        ("", "DETAIL", "1.0.0"),
    ],
)
def test_the_level_asks_for_a_version(version: str, level: str, proposed: str) -> None:
    assert next_version(version, level) == proposed  # type: ignore[arg-type]


@settings(max_examples=50)
@given(strategy(), strategy())
def test_the_pieces_give_back_both_texts(one: Strategy, other: Strategy) -> None:
    before, after = one.challenge or one.product, other.challenge or other.product
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "after") == before
    assert "".join(piece.text for piece in found if piece.kind != "before") == after


ASKED = """questions:
  - {question: Who pays for the scales?, owner: Mara}
proposals:
  - {proposal: Plan the cakes, answer: open, owner: Jonas, by: 2027-03, date: 2026-10-01}
  - {proposal: A second screen, answer: open}
"""


def test_what_has_no_id_is_named_by_its_words_once_with_its_changes() -> None:
    after = ASKED.replace("answer: open, owner: Jonas, by: 2027-03, date: 2026-10-01", 'answer: "no", date: 2026-11-30')
    after = after.replace("owner: Mara", "owner: Jonas").replace("answer: open}", 'answer: "yes"}')
    comparison = compare(read(ASKED), read(after))
    named = {
        text: [change.field for change in of_item]
        for _, of_section in by_section(comparison)
        for _, text, of_item in by_item(of_section)
    }
    assert named == {
        "Who pays for the scales?": ["owner"],
        "Plan the cakes": ["answer", "date", "owner", "by"],
        "A second screen": ["answer"],
    }
    lines = as_text(comparison, "1.0.0", "strategy.yaml", Style(width=80)).splitlines()
    assert [line for line in lines if "Plan the cakes" in line] == ["  “Plan the cakes”"]
    titles = [what(change) for change in comparison.changes if change.section == "proposals"]
    assert len(set(titles)) == 4, "the day of the answer isn't called like the day on which somebody finds out"
