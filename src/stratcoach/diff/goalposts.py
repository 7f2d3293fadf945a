"""A moved goalpost: a target made easier, or a date made later, of an objective or the north star metric."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from stratcoach.diff.words import means_the_same
from stratcoach.model import dates
from stratcoach.model.figures import change, figures
from stratcoach.model.prose import read
from stratcoach.model.strategy import Entry

_HAVE_TARGETS: Final = ("objectives", "north_star")
_DAYS: Final = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.2,
}


class Amount(NamedTuple):
    """A figure with what it counts; times are all in days."""

    value: float
    unit: str


def is_eased(section: str, field: str, old: Entry, new: Entry) -> bool:
    """Whether a change makes it easier to arrive. Nobody can say so without a baseline, of another metric or in another unit."""
    if section not in _HAVE_TARGETS:
        return False
    before, after = getattr(old, field), getattr(new, field)
    if field == "by":
        was, now = dates.parse(before), dates.parse(after)
        return was is not None and (now is None or now.last > was.last)
    if field != "target" or not means_the_same(getattr(old, "metric", ""), getattr(new, "metric", "")):
        return False
    return _is_nearer(_start(getattr(old, "baseline", ""), before), _amount(before), _amount(after))


def _is_nearer(start: Amount | None, was: Amount | None, now: Amount | None) -> bool:
    if start is None or was is None or was.unit != start.unit:
        return False
    if now is None:
        return True
    if now.unit != was.unit:
        return False
    way, left = was.value - start.value, now.value - start.value
    return abs(left) < abs(way) or left * way < 0


def _start(baseline: str, target: str) -> Amount | None:
    """Where it begins: the baseline, or the first figure of a target that says “from … to …”."""
    tokens = read(target).tokens
    both = change(tokens)
    if not both:
        return _amount(baseline)
    unit = _amount_unit(target)
    return Amount(float(both[0].value) * _DAYS.get(unit, 1), "time" if unit in _DAYS else unit)


def _amount(text: str) -> Amount | None:
    tokens = read(text).tokens
    both = change(tokens)
    found = both[1] if both else next(iter(figures(tokens)), None)
    if found is None:
        return None
    sign = -1 if not both and re.search(r"(?<!\w)[-\u2212]\s?(?=[\d€$£])|\bminus\b", text) else 1
    unit = _amount_unit(text)
    return Amount(sign * float(found.value) * _DAYS.get(unit, 1), "time" if unit in _DAYS else unit)


def _amount_unit(text: str) -> str:
    """What a figure counts: its sign, or a unit of time behind it. Other words say nothing certain."""
    tokens = read(text).tokens
    found = list(figures(tokens))
    if not found:
        return ""
    behind = next((token.stem for token in tokens[found[-1].place + 1 :] if token.is_word), "")
    return found[-1].unit or (behind if behind in _DAYS else "")
