"""A moved goalpost: a target made easier, or a date made later."""

from __future__ import annotations

from stratcoach.model import dates
from stratcoach.model.figures import figures
from stratcoach.model.prose import read
from stratcoach.model.strategy import Entry

_HAVE_TARGETS = ("objectives", "north_star")


def is_eased(section: str, field: str, old: Entry, new: Entry) -> bool:
    """Whether a change makes it easier to arrive. Without a baseline nobody can say which way a target is easier."""
    if section not in _HAVE_TARGETS:
        return False
    before, after = getattr(old, field), getattr(new, field)
    if field == "by":
        was, now = dates.parse(before), dates.parse(after)
        return was is not None and (now is None or now.last > was.last)
    if field != "target":
        return False
    start, was_target, now_target = _figure(getattr(old, "baseline", "")), _figure(before), _figure(after)
    if start is None or was_target is None:
        return False
    if now_target is None:
        return True
    return abs(now_target - start) < abs(was_target - start) or (now_target - start) * (was_target - start) < 0


def _figure(text: str) -> float | None:
    found = figures(read(text).tokens)
    return next((float(one.value) for one in found), None)
