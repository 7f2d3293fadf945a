"""Pages, slides and the map in a real browser: nothing is asked for or complained of, keys are enough, paper is enough, nobody is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from stratcoach.commands.export import Target, text_of
from stratcoach.model.strategy import Strategy
from stratcoach.reports.page.story import Audience
from tests.browser.axe import serious
from tests.browser.chromium import Browser, Page
from tests.generate import COMPLETE, DAY
from tests.reports.test_page import example

pytestmark = pytest.mark.slow
SHIFT: Final = 8
LOOKS: Final = (
    ("html", "sponsor", 1280, "light"),
    ("html", "sponsor", 390, "dark"),
    ("html", "board", 1280, "dark"),
    ("html", "team", 1280, "light"),
    ("slides", "sponsor", 1280, "light"),
    ("slides", "sponsor", 1280, "dark"),
)


def with_everything() -> Strategy:
    """A strategy whose page has each kind of card: a draft with something in question, bets, and a future that was not chosen."""
    found = example("platform")
    last = found.insights[-1].replace(challenges=(found.problems[0].id,), observed="2026-11")
    return found.replace(status="draft", insights=(*found.insights[:-1], last), parking_lot=("A report for the board",))


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of a strategy with everything, on a small screen."""
    with opened(browser, tmp_path, with_everything(), width=800) as shown:
        yield shown


def opened(
    browser: Browser,
    folder: Path,
    strategy: Strategy,
    to: Target = "html",
    audience: Audience = "sponsor",
    *,
    width: int = 1280,
    scheme: str = "light",
) -> Page:
    path = folder / f"page.{to}.html"
    path.write_text(text_of(strategy, to, audience, DAY), encoding="utf-8")
    return browser.open(path, width=width, prefers_color_scheme=scheme)


@pytest.mark.parametrize(("to", "audience", "width", "scheme"), LOOKS)
def test_anybody_can_read_it_and_it_asks_for_nothing(
    browser: Browser, tmp_path: Path, to: Target, audience: Audience, width: int, scheme: str
) -> None:
    with opened(browser, tmp_path, with_everything(), to, audience, width=width, scheme=scheme) as shown:
        assert shown.requests() == [(tmp_path / f"page.{to}.html").as_uri()]
        assert shown.complaints() == []
        assert shown.value("document.documentElement.scrollWidth") == width, "nothing sticks out"
        assert serious(shown.value) == []


def test_the_map_works_by_keyboard(page: Page) -> None:
    """Tab leads to each box, in reading order and into sight; what isn't linked to it fades."""
    boxes = page.value("document.querySelectorAll('.box').length")
    assert page.value("getComputedStyle(document.querySelector('.box')).opacity") == "1"
    page.press("Tab")
    assert page.value("document.activeElement.getAttribute('role')") == "region", "the map can be scrolled"
    for number in range(boxes):
        page.press("Tab")
        assert page.value("[...document.querySelectorAll('.box')].indexOf(document.activeElement)") == number
        assert page.value("document.activeElement.getAttribute('aria-label').length") > 20
        middle = page.value("(r => [r.left + r.width / 2, r.top + r.height / 2])(document.activeElement.getBoundingClientRect())")
        assert all(0 < where < 800 for where in middle)
    lit = "[...document.querySelectorAll('.box')].map(box => getComputedStyle(box).opacity == '1')"
    last = page.value(lit)
    assert last[-1]
    assert not all(last)
    page.press("Tab", SHIFT)
    assert page.value(lit)[-2]
    assert page.value(lit) != last
    assert page.value("document.querySelectorAll('.box:focus rect').length") == 1


def test_slides_are_turned_with_keys(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, example("bakery"), "slides") as shown:
        tall = "[...document.querySelectorAll('.slide')].filter(one => one.scrollHeight > innerHeight + 1).length"
        assert shown.value(tall) == 0, "each fits on a screen"
        shown.press(" ")
        shown.value("new Promise(done => addEventListener('scrollend', done, {once: true}))")
        assert shown.value("scrollY / innerHeight") == 1


@pytest.mark.parametrize("name", COMPLETE)
def test_an_example_prints_on_two_sheets(browser: Browser, tmp_path: Path, name: str) -> None:
    with opened(browser, tmp_path, example(name)) as shown:
        printed = shown.printed()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert all(abs(float(wide) - 595) < 2 for wide in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+)", printed))
