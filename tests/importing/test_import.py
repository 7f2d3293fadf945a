"""An import: each sentence goes where a reader would put it, none is lost, none is made up, and twice is once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import load
from stratcoach.files.documents import document
from stratcoach.files.sessions import journal_path
from stratcoach.files.writer import dump
from stratcoach.model.strategy import Market, Strategy, UsedInstead
from stratcoach.services.importing.entries import Imported, import_into
from stratcoach.services.importing.placing import placed
from stratcoach.services.importing.sentences import sentences_of, sides_of
from tests import strategies
from tests.conftest import Run
from tests.generate import ROOT

DAY = date(2026, 6, 1)
BEGUN = Strategy(product="Slip", version="0.1.0", updated="2026-06-01", status="draft")


def imported(text: str, into: Strategy = BEGUN) -> Imported:
    return import_into(into, list(placed(document(text, "a.md"))), DAY)


def strategy_of(text: str) -> Strategy:
    return imported(text).strategy


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What we learned from users", "insights"),
        ("Who we build for", "users"),
        ("Target customers", "users"),
        ("Pain points", "problems"),
        ("Non-goals", "boundaries"),
        ("What we won't do", "boundaries"),
        ("Our bets", "assumptions"),
        ("Success metrics", "objectives"),
        ("Value proposition", "positioning"),
    ],
)
def test_a_heading_says_where_its_items_go(heading: str, section: str) -> None:
    found = strategy_of(f"## {heading}\n\n- Owners of wooden boats over thirty years old.\n")
    assert [getattr(one, "statement", getattr(one, "segment", "")) for one in getattr(found, section)] == [
        "Owners of wooden boats over thirty years old."
    ], found


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("In interviews with 19 owners, 14 had put off a repair.", "insights"),
        ("Owners can't find a yard that names a price, and sell the boat.", "problems"),
        ("We won't sell engines.", "boundaries"),
        ("We believe that yards will share their calendars.", "assumptions"),
        ("Do insurers pay for a survey?", "questions"),
        ("We prefer a fast answer over a complete one.", "trade_offs"),
    ],
)
def test_without_a_heading_the_sentence_says_where_it_goes(sentence: str, section: str) -> None:
    assert len(getattr(strategy_of(sentence), section)) == 1


def test_an_observation_under_a_problem_is_an_insight_all_the_same() -> None:
    found = strategy_of("## Problem\n\nOwners sell their boats. In a survey of 212 owners, 61 % had postponed a repair.\n")
    assert [one.statement for one in found.problems] == ["Owners sell their boats."]
    assert [one.statement for one in found.insights] == ["In a survey of 212 owners, 61 % had postponed a repair."]


def test_fields_come_from_labels_columns_brackets_and_the_sentence() -> None:
    found = strategy_of(
        "## Insights\n\n- Yards answer only on rainy days (observation at 6 yards, February 2026).\n\n"
        "## Goals\n\n| Goal | Metric | Today | Target | By | Owner |\n|--|--|--|--|--|--|\n"
        "| Owners book early | Bookings before November | 12 % | 40 % | 2027-11 | Ana |\n\n"
        "## OKRs Q3 2026\n\n- Owners trust our prices\n  - 70 % of estimates within 15 % of the bill\n\n"
        "## Bets\n\n- Yards share calendars.\n  - **Test:** Ask five yards.\n  - **Drop it if:** Fewer than two do.\n"
    )
    insight, objective, okr, bet = found.insights[0], found.objectives[0], found.okrs[0], found.assumptions[0]
    assert (insight.statement, insight.source, insight.observed) == ("Yards answer only on rainy days.", "observation", "2026-02")
    assert insight.evidence == "observation at 6 yards, February 2026"
    assert (objective.statement, objective.metric, objective.baseline) == (
        "Owners book early",
        "Bookings before November",
        "12 %",
    )
    assert (objective.target, objective.by, objective.owner) == ("40 %", "2027-11", "Ana")
    assert (okr.objective, okr.key_results, okr.quarter) == (
        "Owners trust our prices",
        ("70 % of estimates within 15 % of the bill",),
        "2026-Q3",
    )
    assert (bet.statement, bet.test, bet.drop_if) == ("Yards share calendars.", "Ask five yards.", "Fewer than two do.")


def test_plans_are_left_out_and_listed_and_the_rest_is_parked_with_its_heading() -> None:
    found = imported("## Roadmap\n\n- Q3: build the tool\n\n## Catering\n\nSandwiches are fine.\n")
    assert [piece.text for piece in found.left_out] == ["Q3: build the tool"]
    assert found.strategy.parking_lot == ("Catering: Sandwiches are fine.",)


def test_importing_again_takes_only_what_is_new() -> None:
    text = (ROOT / "tests" / "importing" / "slipway.md").read_text(encoding="utf-8")
    once = imported(text)
    again = imported(text, once.strategy)
    assert again.strategy == once.strategy
    assert (again.entries, again.parked) == ((), ())
    more = imported(f"{text}\n## Non-goals\n\n- We don't rent boats.\n", once.strategy)
    assert [one.section for one in more.entries] == ["boundaries"]


def test_what_was_exported_is_known_again() -> None:
    from stratcoach.reports.page.strategy_md import render

    text = (ROOT / "tests" / "importing" / "slipway.md").read_text(encoding="utf-8")
    once = imported(text).strategy
    again = imported(render(once, "Made by a test"), once)
    assert again.strategy == once
    assert (again.entries, again.parked) == ((), ())


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    return [text for one in value.__dict__.values() for text in texts(one)] if hasattr(value, "keys") else []


def nothing_lost_nothing_made_up(text: str) -> None:
    found = imported(text)
    written = [words(one) for one in texts(found.strategy)] + [words(one.text) for one in (*found.left_out, *found.known)]
    have = {word for one in written for word in one}
    said = {
        word for block in document(text, "a.md").blocks if block.kind != "meta" for word in words(f"{block.label} {block.text}")
    }
    assert {word for word in said - have if not word.isdigit()} <= _READ_AS_FIELDS
    made = {
        word
        for name in ("insights", "problems", "users", "positioning", "boundaries")
        for one in getattr(found.strategy, name)
        for field in ("statement", "segment", "evidence", "note", "because")
        for word in words(getattr(one, field, ""))
    }
    assert made <= set(words(text))


_READ_AS_FIELDS = {
    *("primary", "secondary", "today", "target", "by", "test", "drop", "it", "if", "owner", "because", "goal", "metric", "for", "then"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "even", "over", "o", "kr"),
}  # fmt: skip
"""Labels and dates that are read as what they say."""


def test_nothing_is_lost_and_nothing_is_made_up() -> None:
    nothing_lost_nothing_made_up((ROOT / "tests" / "importing" / "slipway.md").read_text(encoding="utf-8"))


PIECES = st.sampled_from(
    ["## Problem\n", "## Users\n", "## Goals\n", "## Vision\n", "## Roadmap\n", "## Cats\n", "- Owners wait.\n", "  - Yards wait, too.\n",
     "**Today:** They phone.\n", "Nobody names a price (11 of 14 interviews).\n", "Speed, even over depth.\n", "Who pays?\n", "\n", "1. One day\n"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_is_lost_in_whatever_order(text: str) -> None:
    nothing_lost_nothing_made_up(text)
    once = imported(text).strategy
    assert load(dump(once).encode(), "strategy.yaml").strategy == once


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_sentences_are_the_text_again(text: str) -> None:
    assert " ".join(sentences_of(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Speed, even over completeness", ("Speed", "completeness")),
        ("We choose depth over breadth.", ("depth", "breadth")),
        ("Prices rose by 4 % over last year.", None),
        ("The bridge is over the river.", None),
    ],
)
def test_only_what_says_so_is_a_trade_off(text: str, sides: tuple[str, str] | None) -> None:
    assert sides_of(text) == sides


@settings(max_examples=20)
@given(strategies.strategy())
def test_any_strategy_exported_as_json_is_the_same_when_imported(found: Strategy) -> None:
    from stratcoach.files.exported_json import read_exported
    from stratcoach.reports.strategy_json import render

    assert dump(read_exported(render(found, "x").encode(), "x.json")) == dump(found)


def test_a_document_becomes_a_draft_and_then_only_more(stratcoach: Run, folder: Path) -> None:
    (folder / "plan.md").write_text("# Slipway strategy\n\n## Problem\n\nOwners can't find a price.\n", encoding="utf-8")
    assert stratcoach("import", "plan.md", "--yes").status == 0
    first = (folder / "strategy.yaml").read_bytes()
    strategy = load(first, "strategy.yaml").strategy
    assert strategy is not None
    assert (strategy.product, strategy.status, len(strategy.problems)) == ("Slipway", "draft", 1)
    assert stratcoach("import", "plan.md", "--yes").status == 1
    assert (folder / "strategy.yaml").read_bytes() == first


def test_a_person_moves_splits_and_drops(stratcoach: Run, folder: Path) -> None:
    (folder / "plan.md").write_text(
        "# Slipway\n\n## Problem\n\n- Owners wait.\n- Yards are full. Nobody phones.\n- Lunch is late.\n", encoding="utf-8"
    )
    ran = stratcoach("import", "plan.md", "--plain", typed="1 users\n1 split\n3 drop\n\n\n\n\n")
    strategy = load((folder / "strategy.yaml").read_bytes(), "strategy.yaml").strategy
    assert strategy is not None, ran.err
    assert [one.segment for one in strategy.users] == ["Owners wait."]
    assert [one.statement for one in strategy.problems] == ["Yards are full.", "Nobody phones."]
    assert "Lunch is late." in ran.out


def test_what_people_use_instead_is_a_market_though_nothing_says_where_the_product_plays() -> None:
    found = imported("## Alternatives\n\n- **Excel**: forgives anything\n- The paper sheet is quick, and costs nothing at all.\n")
    assert found.strategy.market == Market(alternatives=(UsedInstead(name="Excel", good_at="forgives anything"),))
    assert len(found.parked) == 1, "what has no name is sorted by a person"
    more = imported("## Arena\n\nWeavers with two looms in the north.\n", found.strategy).strategy.market
    assert more == found.strategy.market.replace(arena="Weavers with two looms in the north.")


def test_an_import_goes_on_with_the_gaps_and_can_be_resumed(stratcoach: Run, folder: Path) -> None:
    (folder / "plan.md").write_text(GAPPY, encoding="utf-8")
    ran = stratcoach("import", "plan.md", "--plain", typed="\n\n\nWeavers keep what they promise on Monday.\n2\n:quit\n")
    assert (ran.status, journal_path(folder / "strategy.yaml").exists()) == (130, True), ran.out + ran.err
    again = stratcoach("resume", "--plain", typed="May 2026\n" + ":skip\n\n" * 40)
    strategy = load((folder / "strategy.yaml").read_bytes(), "strategy.yaml").strategy
    assert strategy is not None, again.out + again.err
    assert strategy.vision
    assert strategy.vision.statement == "Weavers keep what they promise on Monday."
    assert [(one.source, one.observed) for one in strategy.insights][:1] == [("observation", "2026-05")]
    assert strategy.market
    assert strategy.market.why_now == "Wool is dear.", "what nobody was asked about stays"


GAPPY = """\
# Loom

## What we learned

- 11 of 14 weavers we visited promised a day on the phone and missed it.

## Market

**Arena:** Weavers with two looms in the north.
**Why now:** Wool is dear.

## Vision

Become the number one platform for weavers.
"""


@pytest.mark.parametrize("named", ["missing.md", "strategy.yaml", "empty"])
def test_what_cannot_be_imported_is_refused_in_a_line(stratcoach: Run, folder: Path, named: str) -> None:
    (folder / "strategy.yaml").write_text("stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: 2026-01-01\n", encoding="utf-8")
    (folder / "empty").mkdir()
    ran = stratcoach("import", named, "--yes")
    assert (ran.status, "Traceback" in ran.err) == (2, False)
