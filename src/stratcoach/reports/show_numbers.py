"""The numbers of a strategy on its one screen: a line for each that was read, most important first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stratcoach.messages import Message
from stratcoach.model.dates import spoken, spoken_when
from stratcoach.model.safe_text import visible
from stratcoach.reports import number_bars
from stratcoach.reports.number_bars import BarSigns
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, in_lines, pad, wrap
from stratcoach.reports.trace_chart import ASCII, Signs
from stratcoach.services.numbers import ReadNumber
from stratcoach.services.overview import Shown

_GAP = "  "
_MOST_IN_SHORT = 4
_WORTH_A_LOOK = ("behind", "turned")


def block(shown: Shown, style: Style, signs: Signs, most: int | None, *, whole: bool) -> str:
    """The numbers that were read, `most` of them; `""` where none was. With `whole`, all of them, and since when one is due."""
    numbers = shown.numbers if most is None else shown.numbers[:most]
    if not numbers:
        return ""
    drawn = _bar_signs(signs)
    head = [style.dim(text) for text in in_lines(list(number_bars.legend(numbers, drawn)), style.width)]
    left = len(shown.numbers) - len(numbers)
    more = [f"{_GAP}{Message('number.more', count=left)}"] if left else []
    return "\n".join([*head, *_lines(numbers, shown.day, style, drawn, whole=whole), *more])


def in_short(shown: Shown, style: Style) -> str:
    """How the numbers that were read go, in a sentence, those that need a look first; `""` where none was."""
    ordered = sorted(shown.numbers, key=lambda one: one.progress.state not in _WORTH_A_LOOK)
    named = tuple(
        Message("number.one_in_short", item=one.place.named, state=Message("number.word", state=one.progress.state))
        for one in ordered[:_MOST_IN_SHORT]
    )
    if not named:
        return ""
    text = style.wrap(f"{Message('number.in_short', numbers=named, more=len(ordered) - len(named))}", "", _GAP)
    return _warm(text, style, wanted=ordered[0].progress.state in _WORTH_A_LOOK)


def one_number(number: ReadNumber, day: date, style: Style, signs: Signs) -> str:
    """One number with its way, as `show` draws it."""
    return "\n".join(_lines([number], day, style, _bar_signs(signs), whole=False))


def _bar_signs(signs: Signs) -> BarSigns:
    return number_bars.ASCII if signs == ASCII else BarSigns()


def _lines(numbers: Sequence[ReadNumber], day: date, style: Style, signs: BarSigns, *, whole: bool) -> list[str]:
    """Each number with its way and, behind it or below it, how it goes."""
    labels = max(cells(f"{one.place.named}") for one in numbers)
    room = style.width - labels - len(_GAP)
    words = {id(one): said(one, day, whole=whole) for one in numbers}
    beside = None if whole else number_bars.room_for(numbers, room - len(_GAP) - max(map(cells, words.values())))
    columns = beside or number_bars.room_for(numbers, room)
    lines: list[str] = []
    for one in numbers:
        way = [number_bars.line(one, columns, signs)] if columns else []
        texts = [f"{way[0]}{_GAP}{words[id(one)]}"] if beside else [*way, *wrap(words[id(one)], max(room, 12))]
        label = pad(f"{one.place.named}", labels + len(_GAP))
        heads = [label, *(" " * cells(label) for _ in texts[1:])]
        is_worth_a_look = one.progress.state in _WORTH_A_LOOK
        lines += [_warm(f"{head}{text}".rstrip(), style, wanted=is_worth_a_look) for head, text in zip(heads, texts, strict=True)]
    return lines


def _warm(text: str, style: Style, *, wanted: bool) -> str:
    return style.warm(text) if wanted else text


def said(number: ReadNumber, day: date, *, whole: bool) -> str:
    """`11 %: behind, 212 days left`; on the `whole` page with the day of the reading, and since when a new one is due."""
    last = number.progress.points[-1].reading
    when = spoken_when(last.date) if whole else None
    text = Message("number.now", value=visible(last.value), when=when, words=number.progress.words)
    if number.due and number.due <= day:
        text = Message("number.due_since", number=text, date=spoken(number.due.isoformat()) if whole else None)
    return str(text)
