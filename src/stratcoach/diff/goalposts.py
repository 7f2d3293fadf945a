"""A moved goalpost: a target made easier, or a date made later, of an objective or the north star metric."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.text_diff import means_the_same
from stratcoach.language.en.amounts import DAYS, Amount, amount_of, start_of, unit_of
from stratcoach.language.en.prose import read
from stratcoach.language.en.shares import with_percentages
from stratcoach.model import dates
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION

_FIGURES: Final = ("baseline", "target")
_PERCENTAGE: Final = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)\s?%")
_BARE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_ROUNDED: Final = 0.7
"""So many points lie between two thirds and 66 %."""


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
    start, was_at, now_at = start_of(getattr(old, "baseline", ""), before), amount_of(before), amount_of(after)
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
            return _fits(unit_of(whole) or whole[len(bare) :].strip(), old, new)
    return False


def _fits(unit: str, old: Entry, new: Entry) -> bool:
    """Whether a bare number may have been meant in this unit: the metric or another figure has it; a share also where the
    metric doesn't begin with a time or a count.
    """
    metrics = [read(str(getattr(side, "metric", ""))).tokens for side in (old, new)]
    if unit == "%":
        whole = [with_percentages(getattr(side, name)) for side in (old, new) for name in _FIGURES]
        first = {token.stem for tokens in metrics for token in tokens[:2] if token.low != "second"}
        return sum("%" in text for text in whole) > 1 or not first & (DAYS.keys() | {"number", "count"})
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
