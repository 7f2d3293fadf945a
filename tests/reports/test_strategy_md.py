"""`STRATEGY.md`: the headings that readers look for, sections of others untouched, and whether it is out of date."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from stratcoach.files.codec import load
from stratcoach.files.documents import document
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports.page.strategy_md import render
from tests import strategies
from tests.conftest import Run
from tests.generate import COMPLETE, ROOT
from tests.hostile.judges import of_markdown
from tests.hostile.texts import TEXTS
from tests.printed import sentence

SECTIONS = (
    "purpose", "vision", "insights", "problems", "users", "positioning", "boundaries", "trade_offs", "metrics", "bets", "tracks",
    "questions",
)  # fmt: skip
"""In reading order."""


def strategy_of(name: str) -> Strategy:
    found = load((ROOT / "examples" / name / "strategy.yaml").read_bytes(), "strategy.yaml").strategy
    assert found is not None
    return found


def heading(name: str) -> str:
    return sentence("strategy_md.heading", name=name)


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("name", COMPLETE)
def test_the_headings_come_in_reading_order(name: str) -> None:
    found = headings(render(strategy_of(name), "x"))
    assert found == [one for one in map(heading, SECTIONS) if one in found]
    assert {heading(name) for name in ("vision", "problems", "users", "positioning", "metrics")} <= set(found)


def test_sections_of_others_stay_where_they_are() -> None:
    strategy = strategy_of("bakery")
    once = render(strategy, "x")
    vision, problems = heading("vision"), heading("problems")
    theirs = f"## How we deploy\n\nOn Fridays.\n\n```\n## {vision}\n```\n"
    edited = once.replace(f"## {problems}", f"{theirs}\n## {problems}").replace(
        f"## {vision}\n", f"## {vision}\n\nSomebody typed here.\n", 1
    )
    assert edited.count("Somebody typed here.") == edited.count(theirs) == 1
    again = render(strategy, "x", edited)
    assert "Somebody typed here." not in again
    assert theirs in again
    assert headings(again).index("How we deploy") == headings(again).index(problems) - 2, "and the line of code before it"
    assert render(strategy, "x", again) == again


@pytest.mark.slow
@settings(max_examples=40)
@given(strategies.strategy())
def test_whatever_a_strategy_says_the_document_has_our_headings_only(found: Strategy) -> None:
    text = render(found, "x")
    assert render(found, "x", text) == text
    assert {one.headings[1] for one in document(text, "a.md").blocks if len(one.headings) > 1} <= set(headings(text))


def test_front_matter_is_a_text_where_it_is_not_known_and_yaml_where_it_is() -> None:
    strategy = strategy_of("bakery")
    for text in (*TEXTS.values(), "www.evil.example for GH-12 and deadbeef1234567 _soon_"):
        front = render(strategy.replace(owner=text), "x").split("---\n")[1]
        assert yaml.safe_load(front)["owner"] == " ".join(visible(text).split())
        assert list(of_markdown(front)) == []


def test_check_says_whether_it_is_out_of_date(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_bytes((ROOT / "examples" / "bakery" / "strategy.yaml").read_bytes())
    asked = ("export", "--to", "strategy-md")
    assert stratcoach(*asked, "--check").status == 1
    assert stratcoach(*asked).status == 0
    assert stratcoach(*asked, "--check").status == 0
    text = (folder / "strategy.yaml").read_text(encoding="utf-8")
    (folder / "strategy.yaml").write_text(text.replace("version: 1", "version: 2", 1), encoding="utf-8")
    was = (folder / "STRATEGY.md").read_bytes()
    assert stratcoach(*asked, "--check").status == 1
    assert (folder / "STRATEGY.md").read_bytes() == was


def test_a_document_that_somebody_wrote_is_not_replaced(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_bytes((ROOT / "examples" / "bakery" / "strategy.yaml").read_bytes())
    (folder / "STRATEGY.md").write_text("# Ours\n", encoding="utf-8")
    assert stratcoach("export", "--to", "strategy-md").status == 2
    assert (folder / "STRATEGY.md").read_text(encoding="utf-8") == "# Ours\n"
