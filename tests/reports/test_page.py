"""A page that anybody can read: all that matters is on it, nothing of a text becomes markup, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import load
from stratcoach.messages import Message
from stratcoach.model.sections import entries, items
from stratcoach.model.strategy import NorthStar, Strategy
from stratcoach.reports.page import html, story_markdown
from stratcoach.reports.page.markup import tag
from stratcoach.reports.page.story import Audience
from stratcoach.reports.page.telling import tell
from stratcoach.reports.page.trace_map import draw
from tests import strategies
from tests.benchmarks.page import read, sized
from tests.conftest import Run
from tests.printed import sentence

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("bakery", "platform", "discharge")
DAY = date(2026, 11, 22)
HOSTILE = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;]]>\u202e\x1b[2J"


def example(name: str) -> Strategy:
    strategy = load((EXAMPLES / name / "strategy.yaml").read_bytes(), name).strategy
    assert strategy
    return strategy


def page(strategy: Strategy, audience: Audience = "sponsor") -> str:
    return html.render(tell(strategy, DAY, audience), draw(strategy), "Made by tests")


class Reader(HTMLParser):
    """The text and the tags of a page, as a browser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((name, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("audience", get_args(Audience))
def test_every_choice_is_on_the_page_in_whole_and_no_id(name: str, audience: Audience) -> None:
    strategy = example(name)
    read = Reader(page(strategy, audience)).text
    for section, item in items(strategy):
        if section.name != "okrs" or audience == "team":
            assert " ".join(str(getattr(item, section.main)).rstrip(".").split()) in read
        assert len(item.id) < 12 or item.id not in read
    assert all(" ".join(one.statement.split()) in read for one in strategy.vision.alternatives if strategy.vision)  # type: ignore[union-attr]


def test_a_board_gets_no_evidence_and_a_team_gets_the_notes() -> None:
    strategy = example("bakery")
    evidence, note = strategy.insights[0].evidence, " ".join(strategy.insights[0].note.split())
    seen = {audience: Reader(page(strategy, audience)).text for audience in get_args(Audience)}
    assert {audience: evidence in text for audience, text in seen.items()} == {"sponsor": True, "board": False, "team": True}
    assert {audience: note in text for audience, text in seen.items()} == {"sponsor": False, "board": False, "team": True}


def test_what_an_insight_puts_in_question_says_so_and_because_of_what() -> None:
    strategy = example("bakery")
    last = strategy.insights[-1].replace(challenges=(strategy.problems[0].id,), observed="2026-11")
    doubted = strategy.replace(insights=(*strategy.insights[:-1], last))
    cards = [card for part in tell(doubted, DAY).parts if part.name == "problems" for card in part.cards]
    assert [card.doubts for card in cards] == [(last.statement,), ()]
    assert any(part.name == "in_question" for part in tell(doubted, DAY).parts)
    assert not any(part.name == "in_question" for part in tell(strategy, DAY).parts)


@settings(max_examples=30)
@given(strategies.strategy())
def test_a_page_is_well_formed_whatever_the_strategy_holds(strategy: Strategy) -> None:
    drawn = draw(strategy)
    text = html.render(tell(strategy, DAY, "team"), drawn, "x")
    ET.fromstring(text.removeprefix("<!doctype html>\n"))
    story_markdown.render(tell(strategy, DAY, "team"), "x")
    if drawn:
        ET.fromstring(html.map_alone(drawn, "x"))


def test_a_card_with_nothing_to_read_is_named_by_its_id() -> None:
    strategy = example("bakery").replace(north_star=NorthStar(metric="unknown"))
    assert "- north-star" in story_markdown.render(tell(strategy, DAY), "x").splitlines()


@pytest.mark.parametrize("audience", get_args(Audience))
def test_a_text_is_a_text_wherever_it_stands(audience: Audience) -> None:
    def hostile(value: object) -> object:
        return HOSTILE if isinstance(value, str) and len(value.split()) > 1 else value

    strategy = example("bakery")
    for section, item in items(strategy):
        changed = item.replace(**{name: hostile(getattr(item, name)) for name in item.keys if name not in ("id", "rests_on")})
        own = tuple(changed if one is item else one for one in entries(strategy, section))
        strategy = strategy.replace(**{section.name: own if section.many else changed})
    seen = Reader(page(strategy, audience))
    assert {name for name, _ in seen.tags}.isdisjoint(("script", "img", "iframe", "link", "a", "object"))
    assert not any(key.startswith("on") or key in ("href", "src", "style") for _, keys in seen.tags for key in keys)
    assert "<script>alert(1)</script>" in seen.text
    assert not {"\x1b", "\u202e"} & set(seen.text)


def test_nothing_is_loaded_and_no_other_style_sheet_counts() -> None:
    text = page(example("platform"))
    policy = next(keys["content"] for name, keys in Reader(text).tags if keys.get("http-equiv"))
    sheets = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in sheets]
    assert policy == f"default-src 'none'; style-src 'sha256-{digests[0]}'"
    assert len(sheets) == 1
    assert "url(" not in sheets[0]
    assert "@import" not in sheets[0]


def test_the_map_has_a_box_for_each_item_and_a_line_for_each_link() -> None:
    strategy = example("platform")
    drawn = draw(strategy)
    assert drawn
    assert drawn.boxes == len(list(items(strategy)))
    links = sum(len(set(item.rests_on)) for _, item in items(strategy))
    assert drawn.svg.count('class="edge ') == links


def test_a_map_of_many_can_be_read_and_keeps_the_browser_quick() -> None:
    """Each box shows two lines at most; beyond some hundreds nothing lights up, and nobody has to press Tab so often."""
    maps = {count: draw(read(sized(count))) for count in (30, 300, 450)}
    seen = {count: one for count, one in maps.items() if one}
    assert {count: (one.lights_up, "tabindex" in one.svg) for count, one in seen.items()} == {
        30: (True, True),
        300: (True, True),
        450: (False, False),
    }
    assert max(box.count("<tspan") for box in seen[300].svg.split('class="box')) == 2
    story = tell(read(sized(450)), DAY)
    legend = tuple(Message(f"story.legend_{sign}") for sign in ("doubt", "bet", "loose"))
    told = sentence("story.map_help", legend=legend, lights_up=False)
    assert f">{told}<" in html.render(story, seen[450], "x")


def test_a_strategy_without_links_has_a_page_and_no_map() -> None:
    assert draw(Strategy(product="Ferry", version="1.0.0", updated="2026-01-01")) is None
    assert "Ferry" in page(Strategy(product="Ferry", version="1.0.0", updated="2026-01-01"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_element_says_just_its_text(inside: str, attribute: str) -> None:
    seen = Reader(tag("p", inside, title=attribute))
    assert [name for name, _ in seen.tags] == ["p"]


def test_exporting_again_replaces_the_export_and_nothing_else(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((EXAMPLES / "bakery" / "strategy.yaml").read_bytes())
    for target in ("html", "md", "svg"):
        assert [stratcoach("export", "--to", target).status for _ in range(2)] == [0, 0]
        assert (folder / f"strategy.{target}").stat().st_size > 1000
        (folder / f"strategy.{target}").write_text("by hand")
        assert stratcoach("export", "--to", target).status == 2
        assert (folder / f"strategy.{target}").read_text() == "by hand"
    (folder / "strategy.html").write_text("<!-- stratcoach export -->" + " " * 3_000_000)
    assert stratcoach("export").status == 0, "the page of a large strategy is larger than any strategy"
    assert stratcoach("export", "--out", "strategy.yaml").status == 2
    assert stratcoach("export", "--out", "-").out.startswith("<!doctype html>")


def test_lines_become_sentences_and_the_vision_is_not_said_twice() -> None:
    bakery = example("bakery")
    assert bakery.vision
    other = bakery.vision.alternatives[0].replace(because="It asks too little\nTwo shops left")
    once = bakery.replace(vision=bakery.vision.replace(future=bakery.vision.statement.rstrip("."), alternatives=(other,)))
    text = story_markdown.render(tell(once, DAY), "Made by tests")
    assert "It asks too little. Two shops left" in text
    assert text.count(bakery.vision.statement.rstrip(".")) == 1
