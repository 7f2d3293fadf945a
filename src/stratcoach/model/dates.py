"""Dates as people plan with them: a day, a month, a quarter or a year, each meaning its whole period."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from stratcoach.messages import Message, Text
from stratcoach.model.safe_text import short

_FORMAT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


class Period(NamedTuple):
    """A span of days, both ends included."""

    first: date
    last: date


@lru_cache(maxsize=1024)
def parse(text: str) -> Period | None:
    """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-Qn`; None for anything else, such as 30 February."""
    match = _FORMAT.fullmatch(text)
    if not match:
        return None
    year = int(match[1])
    if match[2]:
        end = 3 * int(match[2])
        return _months(year, end - 2, end)
    if match[3] is None:
        return _months(year, 1, 12)
    if match[4] is None:
        return _months(year, int(match[3]), int(match[3]))
    try:
        day = date(year, int(match[3]), int(match[4]))
    except ValueError:
        return None
    return Period(day, day)


def _months(year: int, first: int, last: int) -> Period | None:
    if year < 1 or not 1 <= first <= last <= 12:
        return None
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - timedelta(days=1)
    return Period(date(year, first, 1), end)


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def spoken(text: str) -> Text:
    """A date of the format as people say it: `June 2028`, `30 June 2028`, `Q2 2028`. Any other text stays as it is."""
    match = _FORMAT.fullmatch(text)
    if not match or not parse(text):
        return short(text)
    year, quarter, month, day = match.groups()
    if not (month or quarter):
        return year
    form = "day" if day else "month" if month else "quarter"
    return Message("date.spoken", form=form, day=int(day or 0), month=_month(month), quarter=quarter, year=year)


def _month(number: str | None) -> Message | None:
    return Message("date.month", month=int(number)) if number else None


def spoken_when(text: str) -> Message:
    """The same with its preposition: `on 30 June 2028`, `in June 2028`, `in Q2 2028`."""
    return Message("date.spoken_when", is_day=text.count("-") == 2, date=spoken(text))


_PARTS = {
    "start": "Q1",
    "beginning": "Q1",
    "early": "Q1",
    "middle": "06",
    "mid": "06",
    "h1": "06",
    "h2": "12",
    "first half": "06",
    "second half": "12",
}
"""What of a year is meant: the start has passed with its first quarter, the middle and the first half with June."""


LONGEST: Final = 200
"""A text with more characters isn't a date."""


def understand(text: str) -> str:
    """Turn what a person types (`March 2027`, `Q3 2027`, `30.6.2027`, `end of 2027`) into a date of the format, or `""`."""
    if len(text) > LONGEST:
        return ""
    flat = " ".join(text.strip().rstrip(".").split())
    if parse(flat.upper()):
        return flat.upper()
    low = re.sub(r"['’](?=\d\d$)", "20", flat.lower()).replace(",", " ").replace("mid-", "mid ").replace(" of ", " ")
    low = re.sub(r"^(by|in|on|at|until|till|before|since|during|around|about|roughly|sometime) ", "", " ".join(low.split()))
    low = re.sub(r"^(the )?(end|close|late) |^(?:mon|tues|wednes|thurs|fri|satur|sun)day ", "", low)
    rest = re.sub(r"^(the )?(start|beginning|early|middle|mid) ", "", low)
    found = (_part_of_year(low), _quarter(rest), _numbers(rest), _named_month(rest))
    return next((one for one in found if one and parse(one)), "")


_VAGUE: Final = re.compile(
    r"\b(?:about|around|roughly|sometime|by|until|till|before|since|during|start|beginning|early|mid|middle|late|end|close)\b",
    re.IGNORECASE,
)


def only_reading(text: str) -> str:
    """The date of the format that a text can only mean; `""` for one that leaves something open, such as `early 2027`."""
    return "" if _VAGUE.search(text) else understand(text)


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def in_days(today: date, days: int) -> str:
    """The day that many days later, within the calendar."""
    return date.fromordinal(min(max(today.toordinal() + days, 1), date.max.toordinal())).isoformat()


def with_weekday(text: str) -> Text:
    """A date of the format as it is read back: `Friday, 4 December 2026`; what is longer than a day stays as it is spoken."""
    period = parse(text)
    if period is None or period.first != period.last:
        return spoken(text)
    return Message("date.with_weekday", weekday=Message("date.weekday", weekday=period.first.isoweekday()), date=spoken(text))


def _part_of_year(low: str) -> str:
    match = re.fullmatch(r"(?:the )?(start|beginning|early|middle|mid|h1|h2|first half|second half) (\d{4})", low)
    return f"{match[2]}-{_PARTS[match[1]]}" if match else ""


def _quarter(low: str) -> str:
    match = re.fullmatch(r"q([1-4])[ /-]?(\d{4})", low) or re.fullmatch(r"(\d{4})[ /-]?q([1-4])", low)
    if not match:
        return low if re.fullmatch(r"\d{4}", low) else ""
    a, b = match[1], match[2]
    return f"{b}-Q{a}" if len(a) == 1 else f"{a}-Q{b}"


def _numbers(low: str) -> str:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", low):
        return f"{match[1]}-{int(match[2]):02d}" + (f"-{int(match[3]):02d}" if match[3] else "")
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})[. ]\s?(\d{4})", low):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", low):
        return f"{match[2]}-{int(match[1]):02d}"
    return ""


def _named_month(low: str) -> str:
    words = low.replace(".", " ").split()
    months = [number for number, name in enumerate(_MONTHS, 1) for word in words if word in (name, name[:3], name[:4])]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    days = [int(match[1]) for word in words if (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word))]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return ""
    return f"{years[0]}-{months[0]:02d}" + (f"-{days[0]:02d}" if days else "")


def months_later(day: date, months: int) -> date:
    """The same day that many months later, or the last of that month where it has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    period = _months(year, month + 1, month + 1)
    return period.first.replace(day=min(day.day, period.last.day)) if period else date.min
