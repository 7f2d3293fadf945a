"""Notes that may say the same. It is only ever suggested: the room says whether they do."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from itertools import combinations
from typing import Final, NamedTuple

from stratcoach.model.ids import telling
from stratcoach.model.likeness import ratio, share

ENOUGH: Final = 0.6
"""From this share of common words on, two notes are shown side by side."""

MOST: Final = 500
"""The most pairs that are shown one by one; a room has had enough long before."""

_WORD: Final = re.compile(r"\w+")


class SimilarNotes(NamedTuple):
    """Two notes, by their numbers; the first was there first."""

    one: int
    other: int


def alike(texts: Mapping[int, str]) -> tuple[SimilarNotes, ...]:
    """The pairs of notes that may say the same, the likest first."""
    known: dict[str, int] = {}
    sets = {number: _words(text) for number, text in texts.items()}
    # A bit for each word: 200 notes are 19,900 pairs, and numbers are compared more quickly than sets.
    words = {number: sum(1 << known.setdefault(word, len(known)) for word in held) for number, held in sets.items()}
    count = {number: len(held) for number, held in sets.items()}
    flat = {number: " ".join(text.lower().split()) for number, text in texts.items()}
    found = []
    for one, other in combinations(texts, 2):
        shared = (words[one] & words[other]).bit_count()
        shorter = min(count[one], count[other])
        if shared < 2 and flat[one] != flat[other]:
            continue
        likeness = share(shared, count[one], count[other])
        if shared == shorter and shorter >= 3:
            likeness = max(likeness, ENOUGH)
        if likeness < ENOUGH and likeness > ENOUGH / 2:
            likeness = max(likeness, ratio(flat[one], flat[other]) - 0.2)
        if likeness >= ENOUGH or flat[one] == flat[other]:
            found.append((-likeness, one, other))
    return tuple(SimilarNotes(one, other) for _, one, other in sorted(found)[:MOST])


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower()) if telling(word))


@functools.lru_cache(maxsize=8)
def similar(texts: tuple[tuple[int, str], ...]) -> tuple[SimilarNotes, ...]:
    """The same for numbered texts, kept for a while."""
    return alike(dict(texts))
