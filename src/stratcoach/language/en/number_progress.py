"""A number on its way from its baseline to its target: what was read, how far that is, when it is to be read again.

A share of the way is 0 at the baseline and 1 at the target, whether the number is to rise or to fall.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from stratcoach.language.en.amounts import DAYS, TIME, Amount, amount_of, start_of
from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.prose import read
from stratcoach.language.en.shares import with_percentages
from stratcoach.language.en.unknown import is_unknown
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Measured, MetricReading, Strategy
from stratcoach.model.value import Value

State = Literal["reached", "ahead", "on_the_way", "behind", "turned"]

_NOTICEABLE: Final = 0.1
"""A tenth of the way from baseline to target: less than that is chance, more is something to talk about."""
_SIGNS: Final = frozenset("%€$£¥")
_CURRENCIES: Final = {"eur": "€", "euro": "€", "usd": "$", "dollar": "$", "gbp": "£", "pound": "£", "jpy": "¥", "yen": "¥"}
_MONEY: Final = re.compile(rf"(?i)\b(?:{'|'.join(_CURRENCIES)})s?\b")
_SIGN_APART: Final = re.compile(r"([€$£¥])\s+(?=\d)|(?<![\w.,])(\d[\d.,]*(?:\s?(?:k|m|mn|mln|bn|b))?)\s*([€$£¥])", re.IGNORECASE)
_LARGE: Final = re.compile(r"\d\s?(?:k|m|mn|mln|bn|b)\b|\b(?:thousand|million|billion)s?\b", re.IGNORECASE)
_TIMED: Final = re.compile(rf"\d(\s?)((?:{'|'.join(DAYS)})s?)\b", re.IGNORECASE)
_BARE: Final = re.compile(r"[-\u2212]?\d+(?:[.,]\d+)*")
_RHYTHMS: Final = {"week": 0, "month": 1, "": 3, "quarter": 3, "year": 12}
"""After how many months a number is read again; a week is 7 days."""


class Point(NamedTuple):
    """A reading that is a number: its last day, and the share of the way."""

    day: date
    share: float
    reading: MetricReading


class NumberProgress(Value):
    """How far a number has come. `points` are in order of time, at least one; `begin` and `end` are the days between which it is
    to go from baseline to target, `end` None where no day is set.

    `pace` is the share at which it would be on the day of the last reading, had it moved evenly; `days_left` is below 0
    where the day has passed.
    """

    points: tuple[Point, ...]
    begin: date
    end: date | None
    pace: float
    days_left: int | None
    state: State

    @property
    def share(self) -> float:
        """The share of the way at the last reading."""
        return self.points[-1].share

    @property
    def words(self) -> Message:
        """How it goes, with the days left: `behind, 212 days left`."""
        left = self.days_left
        when = "none" if left is None else "left" if left > 0 else "today" if left == 0 else "passed"
        return Message("number.state", state=Message("number.word", state=self.state), when=when, days=abs(left or 0))


def progress(strategy: Strategy, item: Measured, today: date) -> NumberProgress | None:
    """How far a number has come; None where nothing was read yet, or where baseline and target aren't two numbers of one unit."""
    way = _way(item)
    if way is None:
        return None
    start, goal = way
    points = tuple(
        Point(min(period.last, today), (amount.value - start) / (goal - start), one)
        for one in item.readings
        if (period := dates.parse(one.date)) and period.first <= today and (amount := amount_in(one.value, item))
    )
    if not points:
        return None
    points = tuple(sorted(points, key=lambda one: one.day))
    begin = begins(strategy, points[0].day)
    due = dates.parse(item.by)
    end = due.last if due else None
    pace = _pace(begin, end, points[-1].day)
    left = (end - today).days if end else None
    return NumberProgress(points=points, begin=begin, end=end, pace=pace, days_left=left, state=_state(points, pace, left))


def _way(item: Measured) -> tuple[float, float] | None:
    """From what to what, where both are numbers and differ."""
    start, goal = start_of(item.baseline, item.target), amount_of(item.target)
    if start is None or goal is None or is_unknown(item.target) or (item.baseline.strip() and misread(item.baseline, item)):
        return None
    way = _scaled(start, item).value, _scaled(goal, item).value
    return None if way[0] == way[1] else way


def _pace(begin: date, end: date | None, day: date) -> float:
    """The share of the way on a day, if a number moves evenly; 0 where no day is set for its end."""
    if end is None:
        return 0.0
    return min((day - begin).days / (end - begin).days, 1.0) if end > begin else 1.0


def _state(points: tuple[Point, ...], pace: float, days_left: int | None) -> State:
    """How a number goes, by its last reading. The first that holds:

    - reached: it is at its target, or beyond it.
    - turned: since the reading before (the baseline, where it is the first one) it went back by at least a tenth of the way.
    - behind: its day has passed, or it is more than a tenth of the way behind an even pace.
    - ahead: it is more than a tenth of the way before an even pace.
    - on the way: anything else.

    An even pace goes from the baseline, on the day of the last release before the first reading, to the target on its day.
    """
    now = points[-1].share
    before = points[-2].share if len(points) > 1 else 0.0
    if now >= 1:
        return "reached"
    if before - now >= _NOTICEABLE - 1e-9:
        return "turned"
    if (days_left is not None and days_left < 0) or now < pace - _NOTICEABLE:
        return "behind"
    return "ahead" if days_left is not None and now > pace + _NOTICEABLE else "on_the_way"


def begins(strategy: Strategy, first: date) -> date:
    """The day on which a number sets out that was first read on a day: that of the last release before, else that very day."""
    days = [day for one in strategy.history if (day := _day_of(one.date)) and day <= first]
    return max(days, default=first)


def _day_of(text: str) -> date | None:
    period = dates.parse(text)
    return period.last if period else None


# ---- when it is to be read


def last_read(item: Measured) -> date | None:
    """The last day of the newest reading."""
    return max((day for one in item.readings if (day := _day_of(one.date))), default=None)


def read_next(strategy: Strategy, item: Measured) -> date | None:
    """The day on which a number is to be read next: a rhythm after its last reading, or on its target's day if that is earlier;
    None where it has been read since that day. A number that was never read sets out with the last release.
    """
    if not item.metric.strip() and (not item.target.strip() or is_unknown(item.target)):
        return None
    last = last_read(item)
    end = _day_of(item.by)
    since = last or max((day for one in strategy.history if (day := _day_of(one.date))), default=_day_of(strategy.updated))
    if since is None or (last and end and last >= end):
        return None
    following = after(since, item.read_every)
    return min(following, end) if end and end > since else following


def after(day: date, rhythm: str) -> date:
    """The day one rhythm later."""
    months = _RHYTHMS.get(rhythm, 3)
    return dates.months_later(day, months) if months else day + timedelta(days=min(7, (date.max - day).days))


# ---- numbers of the item's unit


def amount_in(text: str, item: Measured) -> Amount | None:
    """A text as an amount in the unit of a number's target; None where `misread` says why not."""
    return None if misread(text, item) else _amount(text, item)


def misread(text: str, item: Measured) -> Message:
    """Why a text isn't a number in the unit of an item's target and baseline, as a whole sentence; NOTHING where it is one."""
    text = " ".join(text.split())
    found = _numbers(text)
    if not found or is_unknown(text):
        return Message("number.not_a_number", value=short(text))
    if len(found) > 1:
        return Message("number.several_numbers", value=short(text))
    models = [one for one in (item.target, item.baseline) if one.strip() and not is_unknown(one)]
    unit, wanted = found[0], _unit(item)
    if models and wanted != _hard(unit) and (unit or not wanted):
        return Message("number.other_unit", value=short(text), model=short(models[0]))
    if not unit and any(map(_LARGE.search, models)) and not _LARGE.search(text):
        return Message("number.no_size", value=short(text), model=short(models[0]))
    return NOTHING


def with_unit(text: str, item: Measured) -> str:
    """A number as it is written down: one without a unit gets that of the target, as it is written there."""
    text = " ".join(text.split())
    unit = _unit(item)
    if not unit or not _BARE.fullmatch(text):
        return text
    for model in (item.target, item.baseline):
        if unit == TIME:
            if _hard(_first_unit(model)) == TIME and (match := _TIMED.search(model)):
                return f"{text}{match[1]}{match[2]}"
        elif unit != "%" and (match := re.search(rf"{re.escape(unit)}(\s?)\d", model)):
            return f"{unit}{match[1]}{text}"
        elif match := re.search(rf"\d(\s?){re.escape(unit)}", model):
            return f"{text}{match[1]}{unit}"
    return text


def _amount(text: str, item: Measured) -> Amount | None:
    amount = amount_of(_in_signs(text))
    return _scaled(amount, item) if amount else None


def _scaled(amount: Amount, item: Measured) -> Amount:
    """An amount without a unit has that of its item."""
    if amount.unit:
        return amount
    units = [_first_unit(item.target), _first_unit(item.baseline)]
    own = next(filter(_hard, units), "")
    return Amount(amount.value * DAYS.get(own, 1), _hard(own))


@lru_cache(maxsize=1024)
def _numbers(text: str) -> tuple[str, ...]:
    """The units of the numbers in a text. A year is none, unless the text begins with it and has no other number."""
    tokens = read(with_percentages(_in_signs(text))).tokens
    found = figures(tokens)
    counted = [one for one in found if not is_date(tokens, one.place)]
    return tuple(one.unit for one in counted or [one for one in found if len(found) == 1 and not one.place])


def _unit(item: Measured) -> str:
    """The unit that counts: a sign or time; `""` for anything that is just counted."""
    return next(filter(None, (_hard(_first_unit(text)) for text in (item.target, item.baseline))), "")


def _first_unit(text: str) -> str:
    return next(iter(reversed(_numbers(text))), "") if text.strip() else ""


def _hard(unit: str) -> str:
    """A unit that numbers of another one can't be compared with."""
    return TIME if unit in DAYS or unit == TIME else unit if unit in _SIGNS else ""


def _in_signs(text: str) -> str:
    """Money by its sign before the number: `40 EUR` as `€40`."""
    text = _MONEY.sub(lambda match: _CURRENCIES[match[0].lower().removesuffix("s")], " ".join(text.split()))
    return _SIGN_APART.sub(lambda match: match[1] or f"{match[3]}{match[2]}", text)
