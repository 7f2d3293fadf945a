"""Dates as people say them, seen from a day: `next Friday`, `in three months`, `end of next year`, `last March`, `two weeks ago`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from stratcoach.model.dates import LONGEST, WEEKDAYS, in_days, months_later, parse, understand

_FRIDAY: Final = 4
_NEAR: Final = 3
"""So many months from now are meant to the day, more of them to the month."""
_DAYS: Final = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "this morning": 0,
    "now": 0,
    "just now": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_COUNTS: Final = {
    name: number
    for number, names in enumerate(
        ("a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for name in names.split()
}
_BACK: Final = ("last", "past", "previous")
_STEP: Final = {"next": 1, "coming": 1} | dict.fromkeys(_BACK, -1)
_DATED: Final = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_WHICH: Final = "this|the|current|next|coming|last|past|previous"
_TALK: Final = re.compile(
    r"^(?:(?:maybe|probably|i think|by|on|at|until|till|before|since|during|around|about|roughly|sometime|earlier) )+"
    r"|(?: at the latest| latest| or so| i think| maybe| probably)+$"
)
_SHORT: Final = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\be\.?o\.?y\b\.?|\byear[ -]end\b", "end of year"),
        (r"\be\.?o\.?q\b\.?", "end of quarter"),
        (r"\be\.?o\.?m\b\.?", "end of month"),
        (r"\be\.?o\.?w\b\.?", "end of week"),
        (r"\beo (?=\d{4}\b)", "end of "),
        (r"(?<=[\w ])\byrs?\b\.?", "years"),
        (r"(?<=\d)yrs?\b\.?", " years"),
        (r"(?<=[\w ])\b(?:mths?|mos?)\b\.?", "months"),
        (r"(?<=\d)(?:mths?|mos?)\b\.?", " months"),
        (r"(?<=[\w ])\bwks?\b\.?", "weeks"),
        (r"(?<=\d)wks?\b\.?", " weeks"),
        (r"(?<=[\w ])\bqtrs?\b\.?", "quarters"),
        (r"\b(this|the|current|next|coming|last|past|previous|of) (year|month|week|quarter)s\b", r"\1 \2"),
        (r"\bend of (?:the )?(quarter|month|week)$", r"this \1"),
        (r"\bend of (?:this |the )(quarter|month|week)$", r"this \1"),
        (r"\bend of year (?='?\d)", "end of "),
        (r"\b(end of|q[1-4]|h[12]) '?(\d\d)$", r"\1 20\2"),
        (r"\b\w+ ?(?:-|–|to|or) ?(\w+) (?=(?:day|week|month|quarter|year)s\b)", r"\1 "),
        (r"\bthis time next year$", "in a year"),
        (r"\ba fortnight\b", "2 weeks"),
    )
)
"""Abbreviations, and what they mean; of `3 to 5 years` the longer time counts."""
_EDGE: Final = re.compile(r"^(?:the )?(?:end|close|middle|start|beginning) of |^(?:early|late|mid) ")
_HALVES: Final = (
    (re.compile(r"\b(?:half a|half an|a half|half) year\b"), lambda _: "6 months"),
    (re.compile(r"\b(?:a|one) year and a half\b"), lambda _: "18 months"),
    (re.compile(r"\b(\w+) and a half years\b"), lambda m: f"{_count(m[1]) * 12 + 6} months" if _count(m[1]) else m[0]),
)
_COUNTED: Final = r"(?P<count>a couple of|couple of|\w+) (?P<unit>day|week|month|quarter|year)s?"
_AHEAD: Final = re.compile(
    rf"(?P<lead>in |within |(?:in |within |over )?the (?:next|coming) )?(?:about )?{_COUNTED}(?P<tail> from (?:now|today)|'?s?'? time)?"
)
_AGO: Final = re.compile(rf"(?:about )?{_COUNTED} (?:ago|back)")
_SO_FAR: Final = re.compile(r"(?:(?:in|over|within) )?the (?:last|past) (?:(?:couple of|\w+) )?(?:day|week|month|quarter|year)s?")
_YEAR: Final = re.compile(rf"\b(?:({_WHICH}) )?year(?:'?s)?(?: end)?\b")
_SPAN: Final = re.compile(rf"({_WHICH}) (week|month|quarter)")
_IN_WEEK: Final = re.compile(rf"(?P<a>\w+) ({_WHICH}) week|({_WHICH}) week (?:on )?(?P<b>\w+)")
_BETWEEN: Final = re.compile(
    r"(?:from |between )?(.+?) ?(?:\bto\b|\buntil\b|\btill\b|\band\b|–|(?<=\w)[-/](?=(?:\d\d?[. ]+)?[a-z])) ?(.+)"
)
_DAY_OF_MONTH: Final = re.compile(r"\d\d?(?:st|nd|rd|th|\.)?")


def due(text: str, today: date) -> str:
    """A date of the format by which something is due, or `""`. A weekday is the one that comes first, with `next` the one of the
    week after this; a year stands beside a month.
    """
    if len(text) > LONGEST:
        return ""
    words = _plain(text)
    return understand(text) or understand(words) or _seen_from(words, today, past=False)


def read(text: str, today: date, *, past: bool = False) -> str:
    """The same, also for a month, a quarter or a day without its year: the one to come, or of something `past` the last one.

    What went on for a while, such as `March to May`, has the date of its end.
    """
    if len(text) > LONGEST:
        return ""
    words = _plain(text)
    found = understand(text) or understand(words) or _seen_from(words, today, past=past) or _nearest(words, today, past=past)
    if not found and (match := _BETWEEN.fullmatch(words)):
        last = read(match[2], today, past=past)
        is_day = _DAY_OF_MONTH.fullmatch(match[1]) is not None and last.count("-") == 2  # “12 to 29 May 2026”
        return last if is_day or read(match[1], today, past=past) else ""
    return found


def _plain(text: str) -> str:
    words = " ".join(text.lower().replace("’", "'").replace(",", " ").strip(" .!").split())
    for pattern, meant in _SHORT:
        words = pattern.sub(meant, words)
    return _TALK.sub("", words).replace("christmas", "25 december")


def _seen_from(words: str, today: date, *, past: bool) -> str:
    """A date given as a distance from today."""
    for pattern, months in _HALVES:
        words = pattern.sub(months, words)
    if words in _DAYS:
        return in_days(today, _DAYS[words])
    if past and _SO_FAR.fullmatch(words):
        return today.isoformat()
    if (match := _AGO.fullmatch(words)) and (count := _count(match["count"])):
        return _away(-count, match["unit"], today)
    if (match := _AHEAD.fullmatch(words)) and (count := _count(match["count"])):
        return _away(count, match["unit"], today) if match["lead"] or match["tail"] or not past else ""
    if dated := understand(_YEAR.sub(lambda m: str(today.year + _STEP.get(m[1] or "this", 0)), words)):
        return dated
    bare = _EDGE.sub("", words)
    if match := _SPAN.fullmatch(bare):
        return _span(_STEP.get(match[1], 0), match[2], today, past=past)
    if match := _IN_WEEK.fullmatch(bare):
        day, step = _weekday(match["a"] or match["b"]), _STEP.get(match[2] or match[3], 0)
        return "" if day is None else in_days(today, day - today.weekday() + 7 * step)
    return _by_weekday(bare, today, past=past)


def _count(words: str) -> int:
    word = words.removeprefix("a ").removesuffix(" of")
    return int(word[:3]) if word.isascii() and word.isdigit() else _COUNTS.get(word, 0)


def _away(count: int, unit: str, today: date) -> str:
    """So many days, weeks, months from today; the further away, the less exact."""
    if unit in ("day", "week"):
        return in_days(today, count * (7 if unit == "week" else 1))
    there = months_later(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    if unit == "quarter":
        return _quarter_of(there)
    if unit == "year" and abs(count) > 1:
        return there.isoformat()[:4]
    return there.isoformat() if unit == "month" and 0 < count <= _NEAR else there.isoformat()[:7]


def _span(step: int, unit: str, today: date, *, past: bool) -> str:
    """This week, the next month, the last quarter. A week is given by its Friday."""
    if unit == "week":
        friday = _FRIDAY - today.weekday() + 7 * step
        return in_days(today, friday if step else min(friday, 0) if past else max(friday, 0))
    there = months_later(today.replace(day=1), step * (1 if unit == "month" else 3))
    return there.isoformat()[:7] if unit == "month" else _quarter_of(there)


def _quarter_of(day: date) -> str:
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def _weekday(name: str) -> int | None:
    return next((at for at, whole in enumerate(WEEKDAYS) if len(name) > 2 and whole.startswith(name)), None)


def _by_weekday(words: str, today: date, *, past: bool) -> str:
    which, _, name = words.rpartition(" ")
    day = _weekday(name)
    if day is None or which not in ("", "this", *_STEP):
        return ""
    ahead = day - today.weekday()
    if which in _BACK or (past and which != "next"):
        return in_days(today, ahead if ahead < 0 else ahead - 7)
    return in_days(today, ahead + 7 if which == "next" else ahead if ahead > 0 else ahead + 7)


def _nearest(words: str, today: date, *, past: bool) -> str:
    """A date without its year, in the year in which it comes next, or was last."""
    which, _, rest = words.partition(" ")
    if which in ("this", *_STEP):
        words, past = rest, which in _BACK or (past and which == "this")
    for year in (today.year, today.year - 1 if past else today.year + 1):
        period = parse(dated := understand(f"{words} {year}")) if _DATED.search(words) else None
        if period and (period.first <= today if past else period.last >= today):
            return dated
    return ""
