"""What changed in meaning: each change once, at its level, and whatever doesn't change the meaning not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.strategies import strategy

from stratcoach.diff.change import LEVELS, next_version
from stratcoach.diff.comparison import Comparison, compare
from stratcoach.diff.meaning import same_meaning
from stratcoach.diff.text_diff import means_the_same, pieces
from stratcoach.files.codec import loads
from stratcoach.model.strategy import Strategy

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = """\
stratcoach: 1
product: Trailhead
version: 1.4.2
updated: 2026-05-04
owner: Ada
company_goal: Be the companion that retailers recommend.
challenge: A day out fails for reasons that nobody in the app business owns.
insights:
  - id: full-lots
    statement: Weekend hikers give up the route they planned when the car park is full.
    source: interviews
    evidence: 11 of 14 interviews
  - id: friday-night
    statement: Most routes are chosen on Friday evening on a phone.
    source: analytics
    evidence: "48,000 routes"
vision:
  statement: Anyone with a free Saturday sets out knowing that the day will work.
  user: City people with a free Saturday
  ambition: ambitious
  rests_on: [full-lots]
north_star:
  metric: Outings completed as planned, per hiker and month
  baseline: 1.1
  target: 2.5
  by: 2027-12
  rests_on: [vision]
problems:
  - id: lost-day
    statement: People who drive an hour to a trail learn on arrival that it is full, and lose the day.
    rests_on: [full-lots]
  - id: wrong-route
    statement: New hikers choose a route that is too hard for a friend, and turn back halfway.
    rests_on: [friday-night]
users:
  - id: friday-planners
    segment: City people who pick the route for others the night before.
    rests_on: [lost-day]
objectives:
  - id: second-season
    statement: Hikers stay for a second season because their days work.
    metric: Hikers active in a second season
    baseline: 22%
    target: 45%
    by: 2027-06
    rests_on: [lost-day, friday-planners]
trade_offs:
  - id: knowing
    choose: Knowing before you leave
    over: Turn-by-turn navigation on the trail
    rests_on: [lost-day]
"""


def read(text: str) -> Strategy:
    found = loads(text)
    assert found.strategy is not None
    return found.strategy


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(change.kind, change.on or change.section, change.field) for change in comparison.changes]


def changed(*edits: tuple[str, str]) -> Comparison:
    text = TEXT
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    return compare(read(TEXT), read(text))


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


@pytest.mark.parametrize("name", ["bakery", "discharge", "platform"])
def test_nothing_changed_between_a_strategy_and_itself(name: str) -> None:
    same = read((EXAMPLES / name / "strategy.yaml").read_text(encoding="utf-8"))
    assert compare(same, same) == Comparison(changes=(), level="NONE", proposed=same.version, ripple=())


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(strategy())
def test_any_strategy_is_like_itself(one: Strategy) -> None:
    assert compare(one, one).changes == ()


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We organise the colour centre.", "We organize the color center", True),
        ("They recieve it", "They receive it", True),
        ("from 5% to 10%", "from 5% to 12%", False),
        ("a margin of -5 points", "a margin of 5 points", False),
        ("more than 20 beds", "fewer than 20 beds", False),
        ("They can pay", "They can't pay", False),
        ("a typical case", "an atypical case", False),
        ("40 € a month", "40 % a month", False),
        ("> 5 days", "< 5 days", False),
        ("−5 points", "5 points", False),
        ("5 %", "5%", True),
        ("5–10 days", "5-10 days", True),
        ("They analyse the catalogue", "They analyze the catalog", True),
        ("a trial by jury", "a trail by jury", False),
        ("the latter half", "the later half", False),
        ("people who chose the hut", "people who choose the hut", False),
        ("carers who wait", "careers who wait", False),
        ("They cancelled it", "They canceled it", True),
        ("a favourite harbour", "a favorite harbor", True),
        ("paediatric wards, fulfilment", "pediatric wards, fulfillment", True),
        ("a" * 30_000 + "our", "a" * 30_000 + "ourll", False),
        ("They dont wait", "They don't wait", True),
        ("Seven in ten hikers wait", "70 % of hikers wait", True),
        ("for seven days", "for 7 days", True),
        ("48,000 routes", "48000 routes", True),
        ("48,000 routes", "48.000 routes", False),
        ("Two thirds of them wait", "Half of them wait", False),
        ("3 of 4 huts are full", "3 of 5 huts are full", False),
        ("8 % of the huts", "8 € of the huts", False),
        ("They were late", "They're late", False),
        ("They can not wait", "They cannot wait", True),
        ("a drop-in centre", "a dropin centre", True),
        ("whcih they see", "which they see", True),
    ],
)
def test_spelling_is_told_from_meaning(one: str, other: str, same: bool) -> None:
    assert means_the_same(one, other) is same
    assert means_the_same(other, one) is same


SLIPS = [
    # both in a strategy that uses the right word elsewhere, and the wrong one nowhere
    ("hikers", "hikres"), ("hikers", "hikeers"), ("planned", "planed"), ("evening", "evning"), ("evening", "evebing"),
    ("interviews", "intreviews"), ("weekend", "weekned"), ("season", "seasson"), ("routes", "ruotes"), ("because", "becuase"),
    ("Saturday", "Satuday"), ("weekend trips", "weekendtrips"), ("together", "to gether"),
]  # fmt: skip
UNLIKE = [
    # one edit apart, and another meaning, though the strategy uses one of them elsewhere and the other nowhere
    ("trail", "trial"), ("route", "rode"), ("hikers", "hiker"), ("hikers", "bikers"), ("plan", "plane"), ("month", "mouth"),
    ("now", "not"), ("no", "on"), ("can", "can't"), ("fewer", "never"), ("fewer", "fever"), ("least", "last"), ("more", "mere"),
    ("unable", "enable"), ("able", "unable"), ("without", "with out"), ("active", "inactive"), ("in active use", "inactive use"),
    ("typical", "atypical"), ("charge", "change"), ("adopt", "adapt"), ("county", "country"), ("woman", "women"), ("fifty", "fifth"),
    ("Marta", "Maria"), ("Andersen", "Anderson"), ("15 days", "51 days"), ("sixty", "sixth"), ("apart", "a part"), ("there", "three"),
    ("every", "very"), ("quiet", "quite"), ("lost", "last"), ("lower", "slower"), ("notable", "not able"), ("paid", "pad"),
    ("costs", "casts"), ("protect", "project"), ("morning", "mourning"), ("forth", "fourth"), ("forgive", "forgave"), ("glass", "grass"),
    ("angel", "angle"), ("space", "spice"), ("basis", "bases"), ("policeman", "policemen"), ("overcame", "overcome"), ("where", "were"), ("form", "from"), ("daily", "dally"), ("planned", "planner"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_a_slip_of_the_pen_is_a_detail_and_ripples_nothing(right: str, wrong: str) -> None:
    for one, other in ((right, wrong), (wrong, right)):
        comparison = with_words(right, one, other)
        assert (comparison.level, comparison.ripple) == ("DETAIL", ())


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_two_words_that_both_exist_are_no_slip(one: str, other: str) -> None:
    for elsewhere in (one, other):
        for before, after in ((one, other), (other, one)):
            comparison = with_words(elsewhere, before, after)
            assert comparison.level == "CHOICE"
            assert comparison.ripple


def with_words(elsewhere: str, before: str, after: str) -> Comparison:
    """A problem in which one word became another, in a strategy that uses a word elsewhere, too."""
    old, new = (
        read(
            TEXT.replace("and lose the day.", f"and say {word} of it.").replace(
                "source: analytics", f"source: analytics\n    note: They say {elsewhere} of it, too."
            )
        )
        for word in (before, after)
    )
    return compare(old, new)


def test_a_word_that_is_new_in_two_places_is_no_slip() -> None:
    old = TEXT.replace("and lose the day.", "and lose the stent.").replace("owner: Ada", "owner: Ada\nmission: A stent a day.")
    new = old.replace("stent", "stant")
    assert compare(read(old), read(new)).level == "CHOICE"


def test_names_and_other_languages_are_left_alone() -> None:
    german = TEXT.replace("product:", "language: de\nproduct:")
    old, new = german.replace("lose the day.", "loben den Tag."), german.replace("lose the day.", "leben den Tag.")
    assert compare(read(old), read(new)).level == "CHOICE"


@settings(max_examples=100)
@given(strategy(), strategy())
def test_the_pieces_give_back_both_texts(one: Strategy, other: Strategy) -> None:
    before, after = one.challenge or one.product, other.challenge or other.product
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "after") == before
    assert "".join(piece.text for piece in found if piece.kind != "before") == after


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
