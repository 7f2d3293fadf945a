"""A moved goalpost: a target made easier, or a date made later, of an objective or the north star metric."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.text_diff import means_the_same
from stratcoach.language.en.figures import change, figures
from stratcoach.language.en.prose import read
from stratcoach.language.en.shares import with_percentages
from stratcoach.model import dates
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION

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


_FIGURES: Final = ("baseline", "target")
_PERCENTAGE: Final = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)\s?%")
_BARE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_ROUNDED: Final = 0.7
"""So many points lie between two thirds and 66 %."""


class Amount(NamedTuple):
    """A figure with what it counts; times are all in days."""

    value: float
    unit: str


def is_eased(section: str, field: str, old: Entry, new: Entry, known: Vocabulary) -> bool:
    """Whether a change makes it easier to arrive. Nobody can say so without a baseline, of another metric or in another unit."""
    if not SECTION[section].has_target:
        return False
    before, after = getattr(old, field), getattr(new, field)
    if field == "by":
        was, now = dates.parse(before), dates.parse(after)
        return was is not None and (now is None or now.last > was.last)
    if field != "target" or not means_the_same(getattr(old, "metric", ""), getattr(new, "metric", ""), known):
        return False
    if is_same_figure(field, old, new, known):
        return False
    start, was_at, now_at = _start(getattr(old, "baseline", ""), before), _amount(before), _amount(after)
    return _is_nearer(start, was_at, now_at, lambda unit: _fits(unit, old, new))


def is_same_figure(field: str, old: Entry, new: Entry, known: Vocabulary) -> bool:
    """Whether a baseline or a target is one value, written in two ways: `21 of 30` and `70 %`, `10` and `10 minutes`."""
    if field not in _FIGURES or field not in old.keys:
        return False
    before, after = (with_percentages(getattr(side, field)) for side in (old, new))
    if not (before and after):
        return False
    if means_the_same(before, after, known):
        return True
    one, other = (_PERCENTAGE.split(text) for text in (before, after))
    if len(one) == len(other) == 3 and means_the_same(one[0] + one[2], other[0] + other[2], known):
        rounded = ("%" in getattr(old, field)) != ("%" in getattr(new, field))
        return rounded and abs(float(one[1]) - float(other[1])) < _ROUNDED
    for bare, whole in ((before.strip(), after.strip()), (after.strip(), before.strip())):
        if _BARE.fullmatch(bare) and whole.startswith(bare) and re.fullmatch(r"\s*(?:%|[^\W\d]+)", whole[len(bare) :]):
            return _fits(_amount_unit(whole) or whole[len(bare) :].strip(), old, new)
    return False


def _fits(unit: str, old: Entry, new: Entry) -> bool:
    """Whether a bare number may have been meant in this unit: the metric or another figure has it; a share also where the
    metric doesn't begin with a time or a count.
    """
    metrics = [read(str(getattr(side, "metric", ""))).tokens for side in (old, new)]
    if unit == "%":
        whole = [with_percentages(getattr(side, name)) for side in (old, new) for name in _FIGURES]
        first = {token.stem for tokens in metrics for token in tokens[:2] if token.low != "second"}
        return sum("%" in text for text in whole) > 1 or not first & (_DAYS.keys() | {"number", "count"})
    stems = {token.stem for tokens in metrics for token in tokens}
    return unit.lower() in stems or unit.lower().removesuffix("s") in stems


def _is_nearer(start: Amount | None, was: Amount | None, now: Amount | None, fits: Callable[[str], bool]) -> bool:
    if start is None or was is None:
        return False
    units = {one.unit for one in (start, was, now) if one and one.unit}
    if len(units) > 1 or any(not one.unit and units and not fits(next(iter(units))) for one in (start, was, now) if one):
        return False
    if now is None:
        return True
    way, left = was.value - start.value, now.value - start.value
    return abs(left) < abs(way) or left * way < 0


def _start(baseline: str, target: str) -> Amount | None:
    """Where it begins: the baseline, or the first figure of a target that says “from … to …”."""
    target = with_percentages(target)
    tokens = read(target).tokens
    both = change(tokens)
    if not both:
        return _amount(baseline)
    unit = _amount_unit(target)
    return Amount(float(both[0].value) * _DAYS.get(unit, 1), "time" if unit in _DAYS else unit)


def _amount(text: str) -> Amount | None:
    text = with_percentages(text)
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
