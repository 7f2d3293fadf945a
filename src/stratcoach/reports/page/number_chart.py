"""A number on its way as a small chart: time runs to the right, the share of the way upwards, whichever way the number is to go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from stratcoach.language.en.number_progress import NumberProgress
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.reports.page.markup import Markup, tag
from stratcoach.reports.page.story import StoryFigure
from stratcoach.reports.text_width import cells, cut

_WIDTH: Final = 380
_HEIGHT: Final = 132
_LEFT: Final = 66
_RIGHT: Final = 370
_TOP: Final = 16
_BOTTOM: Final = 108
_LONGEST: Final = 9
"""So many narrow characters of a figure fit beside the chart."""
_LETTER: Final = 6


def draw(figure: StoryFigure, way: NumberProgress) -> Markup:
    """The chart as SVG, with the readings in words for whoever doesn't see it."""
    shares = [point.share for point in way.points]
    low, high = min(0.0, *shares), max(1.0, *shares)
    until = max(filter(None, (way.end, way.points[-1].day, way.begin + timedelta(days=1))))

    def x(day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * max((day - way.begin).days, 0) / (until - way.begin).days, 1)

    def y(share: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (share - low) / (high - low), 1)

    places = [(x(point.day), y(point.share)) for point in way.points]
    line = "M" + "L".join(f"{left} {top}" for left, top in [(x(way.begin), y(0)), *places])
    last = cut(way.points[-1].reading.value, _LONGEST)
    return tag(
        "svg",
        tag("title", str(Message("number.chart"))),
        tag("desc", str(_in_words(figure, way))),
        _across("floor", y(0)),
        _across("goal", y(1)),
        tag("path", d=f"M{x(way.begin)} {y(0)}L{x(way.end)} {y(1)}", class_="even", fill="none") if way.end else None,
        tag("path", d=line, class_="read"),
        *(tag("circle", cx=left, cy=top, r=3.4) for left, top in places),
        tag("text", cut(figure.baseline, _LONGEST), x=_LEFT - 6, y=y(0) + 4, text_anchor="end"),
        tag("text", cut(figure.target, _LONGEST), x=_LEFT - 6, y=y(1) + 4, text_anchor="end"),
        tag("text", last, class_="last", **_beside(places[-1], last)),
        tag("text", str(spoken(way.begin.isoformat())), x=_LEFT, y=_HEIGHT - 6),
        tag("text", figure.by or str(spoken(until.isoformat())), x=_RIGHT, y=_HEIGHT - 6, text_anchor="end"),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        class_="chart",
        role="img",
        aria_label=str(_in_words(figure, way)),
    )


def _across(name: str, height: float) -> Markup:
    return tag("path", d=f"M{_LEFT} {height}L{_RIGHT} {height}", class_=name, fill="none")


def _beside(place: tuple[float, float], text: str) -> dict[str, str | float]:
    """Where the last value is written: above its point, within the chart."""
    left, top = place
    is_at_the_edge = left + cells(text) * _LETTER > _RIGHT
    return {"x": left, "y": top - 7 if top > _TOP + 8 else top + 15, "text_anchor": "end" if is_at_the_edge else "start"}


def _in_words(figure: StoryFigure, way: NumberProgress) -> Message:
    readings = tuple(
        Message("number.reading", value=point.reading.value, date=spoken(point.reading.date)) for point in way.points
    )
    return Message(
        "number.chart_in_words",
        baseline=figure.baseline,
        target=figure.target,
        by=figure.by or None,
        readings=readings,
        words=way.words,
    )
