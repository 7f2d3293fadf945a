"""Figures as amounts that can be compared: a value with its unit, times in days, shares as percentages."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from stratcoach.language.en.figures import change, figures
from stratcoach.language.en.prose import read
from stratcoach.language.en.shares import with_percentages

DAYS: Final = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.2,
}
"""How many days a unit of time has."""
TIME: Final = "time"


class Amount(NamedTuple):
    """A figure with what it counts; times are all in days."""

    value: float
    unit: str


def start_of(baseline: str, target: str) -> Amount | None:
    """Where a number begins: the baseline, or the first figure of a target that says “from … to …”."""
    target = with_percentages(target)
    tokens = read(target).tokens
    both = change(tokens)
    if not both:
        return amount_of(baseline)
    unit = unit_of(target)
    return Amount(float(both[0].value) * DAYS.get(unit, 1), TIME if unit in DAYS else unit)


def amount_of(text: str) -> Amount | None:
    """The first figure of a text, or the second one of a change; None where there is none."""
    text = with_percentages(text)
    tokens = read(text).tokens
    both = change(tokens)
    found = both[1] if both else next(iter(figures(tokens)), None)
    if found is None:
        return None
    sign = -1 if not both and re.search(r"(?<!\w)[-\u2212]\s?(?=[\d€$£])|\bminus\b", text) else 1
    unit = unit_of(text)
    return Amount(sign * float(found.value) * DAYS.get(unit, 1), TIME if unit in DAYS else unit)


def unit_of(text: str) -> str:
    """What a figure counts: its sign, or a unit of time behind it. Other words say nothing certain."""
    tokens = read(text).tokens
    found = list(figures(tokens))
    if not found:
        return ""
    behind = next((token.stem for token in tokens[found[-1].place + 1 :] if token.is_word), "")
    return found[-1].unit or (behind if behind in DAYS else "")
