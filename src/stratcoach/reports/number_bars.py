"""Numbers on their way, drawn with characters: a line from baseline to target, or a bar for each reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.language.en.number_progress import NumberProgress
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.plain_signs import can_write
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, pad
from stratcoach.services.numbers import ReadNumber

_LONGEST: Final = 12
"""A figure takes no more columns."""
_LEAST: Final = 11
_WIDEST: Final = 41


class BarSigns(NamedTuple):
    """What the drawing is made of."""

    now: str = "●"
    pace: str = "┊"
    line: str = "─"
    start: str = "├"
    end: str = "┤"
    full: str = "█"
    back: str = "◄"


ASCII: Final = BarSigns(now="o", pace=":", line="-", start="|", end="|", full="#", back="<")


class LineColumns(NamedTuple):
    """How many columns the parts of a line take: the baseline, the way, the target."""

    start: int
    way: int
    end: int


def bar_signs_for(encoding: str | None) -> BarSigns:
    """The signs that an output can write."""
    return BarSigns() if can_write(encoding, "".join(BarSigns())) else ASCII


def figure(text: str) -> str:
    """A figure in few columns."""
    return cut(visible(text), _LONGEST)


def room_for(numbers: Sequence[ReadNumber], width: int) -> LineColumns | None:
    """How wide the parts of a line are, so that several lines are below each other; None where there is no room for a way."""
    start, end = (max(cells(figure(text)) for text in texts) for texts in zip(*map(_ends, numbers), strict=True))
    way = min(width - start - end - 2, _WIDEST)
    return LineColumns(start, way, end) if way >= _LEAST else None


def line(number: ReadNumber, columns: LineColumns, signs: BarSigns) -> str:
    """The way of a number in one line: `8 % ├──●───┊────────┤ 40 %`."""
    start, end = map(figure, _ends(number))
    return f"{pad('', columns.start - cells(start))}{start} {_way(number.progress, columns.way, signs)} {pad(end, columns.end)}"


def _ends(number: ReadNumber) -> tuple[str, str]:
    return number.item.baseline, number.item.target


def _way(progress: NumberProgress, room: int, signs: BarSigns) -> str:
    """The line alone. What lies before the baseline or behind the target is at its end."""
    drawn = [signs.start, *(signs.line for _ in range(room - 2)), signs.end]
    if progress.end:
        drawn[_at(progress.pace, room)] = signs.pace
    drawn[_at(progress.share, room)] = signs.now
    return "".join(drawn)


def _at(share: float, room: int) -> int:
    return round(min(max(share, 0.0), 1.0) * (room - 1))


def bars(number: ReadNumber, width: int, signs: BarSigns) -> Iterator[str]:
    """A bar for each reading, as long as its share of the way, between those for the baseline and the target."""
    item, found = number.item, number.progress
    rows: list[tuple[str, str, float | None]] = [(str(Message("number.baseline")), item.baseline, None)]
    rows += [(str(spoken(point.reading.date)), point.reading.value, point.share) for point in found.points]
    rows += [(str(spoken(item.by)) if item.by else str(Message("number.target")), item.target, 1.0)]
    labels = max(cells(label) for label, _, _ in rows)
    figures = max(cells(figure(text)) for _, text, _ in rows)
    room = max(min(width - labels - figures - 4, _WIDEST), 1)
    whole = max(1.0, *(point.share for point in found.points))
    for label, text, share in rows:
        value = pad("", figures - cells(figure(text))) + figure(text)
        yield f"{pad(label, labels)}  {value}  {_bar(share, whole, room, signs)}".rstrip()


def _bar(share: float | None, whole: float, room: int, signs: BarSigns) -> str:
    if share is None:
        return ""
    return signs.back if share < 0 else signs.full * round(share / whole * room)


def in_bars(numbers: Sequence[ReadNumber], style: Style, encoding: str | None) -> Iterator[str]:
    """A paragraph for each number: what it is, a bar for each reading, how it goes."""
    signs = bar_signs_for(encoding)
    for one in numbers:
        title = style.wrap(visible(str(Message("number.title", item=one.place.named, metric=one.item.metric or one.place.said))))
        drawn = (f"  {row}" for row in bars(one, style.width - 2, signs))
        yield "\n".join([style.bold(title), *drawn, f"  {one.progress.words}"])


def legend(numbers: Sequence[ReadNumber], signs: BarSigns) -> tuple[str, ...]:
    """What the signs of the lines mean, as far as they are there."""
    now = Message("number.sign_now", sign=signs.now)
    pace = [Message("number.sign_pace", sign=signs.pace)] if any(one.progress.end for one in numbers) else []
    return tuple(map(str, (now, *pace)))
