"""What a kind of large strategy file is, for `tests.benchmarks.hostile_files`: a function from a count to a text.

Counts mean what the kind is about: items, links, keys, characters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stratcoach.model import caps

Make = Callable[[int], str]
BYTES: Final = -1
"""Only the limit on bytes counts."""
KINDS: dict[str, tuple[Make, int]] = {}
"""Each kind with its largest count."""


def kind(most: int) -> Callable[[Make], Make]:
    def kept(make: Make) -> Make:
        KINDS[make.__name__.replace("_", " ")] = (make, most if most != BYTES else fitting(make))
        return make

    return kept


def fitting(make: Make, size: int = caps.STRATEGY.most) -> int:
    """The largest count with which a text has at most so many bytes."""
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _bytes(make, middle) <= size else (low, middle - 1)
    return low


def _bytes(make: Make, count: int) -> float:
    """The length of a text, by two short ones: the texts grow evenly."""
    one, two = (len(make(some).encode()) for some in (2_000, 4_000))
    return len(make(count).encode()) if count < 4_000 else two + (count - 4_000) * (two - one) / 2_000 * 1.12


HEAD = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-05-04\n"
DATES = "    observed: 2026-03\n"
TURNS, BELL, ESCAPED = "\u202e", "\x07", "\\x07"
