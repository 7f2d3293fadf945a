"""Numbers on their way, drawn: on a terminal and on a page, by more than colour, with the same in words."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from stratcoach.files.codec import loads
from stratcoach.messages import Message
from stratcoach.model.dates import spoken, spoken_when
from stratcoach.model.strategy import Strategy
from stratcoach.reports.number_bars import BarSigns, bars, in_bars
from stratcoach.reports.page.html import render as as_page
from stratcoach.reports.page.story_markdown import render as as_markdown
from stratcoach.reports.page.telling import tell
from stratcoach.reports.show_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells
from stratcoach.reports.trace_chart import ASCII, Signs
from stratcoach.services.numbers import read_numbers
from stratcoach.services.overview import look
from tests.printed import sentence, wording

DAY = date(2026, 11, 30)
READ = """\
stratcoach: 1
product: Crumb
version: 1.0.0
updated: 2026-06-01
vision: {statement: Nobody throws bread away.}
north_star:
  metric: Days without waste
  baseline: 1
  target: 5
  by: 2027-05-31
  readings: [{date: 2026-11-30, value: 3}]
objectives:
  - {id: a, statement: A., metric: Share left over, baseline: 10 %, target: 5 %, by: 2027-05-31, readings: [{date: 2026-11, value: 12 %}]}
  - {id: b, statement: B., metric: Bakeries, baseline: 10, target: 20, readings: [{date: 2026-09-30, value: 12}, {date: 2026-10-31, value: 25}]}
history:
  - {version: 1.0.0, date: 2026-06-01}
"""


def strategy() -> Strategy:
    found = loads(READ).strategy
    assert found is not None
    return found


def lines(width: int, signs: Signs | None = None, height: int | None = None) -> list[str]:
    page = render(look(strategy(), DAY), Style(width=width), signs or Signs(), height=height)
    return [line for line in page.splitlines() if re.search(r"[├●┤]|\|[-o:]|o-", line)]


def heads() -> tuple[str, str, str]:
    """What the lines of the three numbers begin with, as wide as the widest."""
    places = (("north_star", 0), ("objectives", 1), ("objectives", 2))
    names = [sentence("place.entry", noun=Message(f"section.{name}", form="noun"), number=number) for name, number in places]
    star, first, second = (f"{name}{' ' * (max(map(cells, names)) - cells(name))}" for name in names)
    return star, first, second


def words(state: str, days: int | None = None) -> Message:
    return Message("number.state", state=Message("number.word", state=state), when="left" if days else "none", days=days or 0)


def now(value: str, state: str, days: int | None = None, when: Message | None = None) -> str:
    return sentence("number.now", value=value, when=when, words=words(state, days))


def test_each_number_has_a_line_from_its_baseline_to_its_target() -> None:
    star, first, second = heads()
    assert lines(100)[1:] == [
        f"{star}     1 ├───────────────────●───────────────────┤ 5    {now('3', 'on_the_way', 182)}",
        f"{first}  10 % ●───────────────────┊───────────────────┤ 5 %  {now('12 %', 'turned', 182)}",
        f"{second}    10 ├───────────────────────────────────────● 20   {now('25', 'reached')}",
    ]


def test_a_narrow_screen_has_the_words_below_and_one_in_ascii_the_same_line() -> None:
    narrow = lines(44)
    assert [cells(line) <= 44 for line in narrow] == [True] * len(narrow)
    assert narrow[-1] == f"{heads()[-1]}    10 ├──────────────● 20"
    assert lines(100, ASCII)[-1].removeprefix(heads()[-1]).split()[:2] == ["10", "|---------------------------------------o"]


def test_a_low_screen_says_in_a_sentence_how_the_numbers_go_those_to_look_at_first() -> None:
    shown = look(strategy(), DAY)
    page = render(shown, Style(width=80), Signs(), height=12)
    assert "├" not in page
    named = [f"{one.place.named}" for one in shown.numbers]
    (line,) = [line for line in page.splitlines() if all(name in line for name in named)]
    worst = next(f"{one.place.named}" for one in shown.numbers if one.progress.state in ("turned", "behind"))
    assert min(named, key=line.index) == worst


def test_a_reading_is_a_bar_as_long_as_its_share_of_the_way() -> None:
    star, worse, beyond = read_numbers(strategy(), DAY)
    labels = [sentence("number.baseline"), f"{spoken('2026-11-30')}", f"{spoken('2027-05-31')}"]
    start, read, end = (f"{label}{' ' * (max(map(cells, labels)) - cells(label))}" for label in labels)
    assert list(bars(star, 60, BarSigns())) == [f"{start}  1", f"{read}  3  {'█' * 20}", f"{end}  5  {'█' * 39}"]
    assert [row[-1] for row in bars(worse, 60, BarSigns())] == ["%", "◄", "█"]
    assert [row.count("█") for row in bars(beyond, 60, BarSigns())] == [0, 5, 37, 25]
    assert [text.splitlines()[-1] for text in in_bars((star,), Style(width=60), "utf-8")] == [f"  {words('on_the_way', 182)}"]


def test_the_page_has_a_chart_of_each_with_the_same_in_words() -> None:
    page = as_page(tell(strategy(), DAY), None, "made")
    charts = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert [one.get("role") for one in charts] == ["img"] * 3
    described = charts[1].findtext("desc") or ""
    assert described == charts[1].get("aria-label")
    assert described == sentence(
        "number.chart_in_words",
        baseline="10 %",
        target="5 %",
        by=spoken("2027-05-31"),
        readings=(Message("number.reading", date=spoken("2026-11"), value="12 %"),),
        words=words("turned", 182),
    )
    points = [(float(one.get("cx", "0")), float(one.get("cy", "0"))) for one in charts[2].iter("circle")]
    assert points[0][0] < points[1][0]
    assert points[0][1] > points[1][1]
    assert all(0 <= x <= 380 and 0 <= y <= 132 for one in charts for x, y in _places(one))


def _places(chart: ET.Element) -> list[tuple[float, float]]:
    return [(float(one.get("x", "0")), float(one.get("y", "0"))) for one in chart.iter("text")]


@pytest.mark.parametrize("audience", ["sponsor", "board", "team"])
def test_every_audience_reads_how_it_goes(audience: str) -> None:
    document = as_markdown(tell(strategy(), DAY, audience), "made")  # type: ignore[arg-type]
    assert document.count(now("3", "on_the_way", 182, spoken_when("2026-11-30"))) == 1
    assert document.count(now("12 %", "turned", 182, spoken_when("2026-11"))) == 1
    assert len(wording("number.state", when="left", days=182).findall(document)) == 2
