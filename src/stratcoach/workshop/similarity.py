"""Notes that may say the same. It is only ever suggested: the room says whether they do."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Final, NamedTuple

from stratcoach.language.en.grammar import SMALL_NUMBERS
from stratcoach.model.ids import telling
from stratcoach.model.likeness import ratio, share

ENOUGH: Final = 0.6
"""From this share of common words on, two notes are shown side by side."""

MOST_COMMON: Final = 0.4
"""A word that a larger share of the notes has belongs to none of them in particular."""

FEWEST: Final = 3
"""Notes that are suggested as a group."""

_WORDS_OF_TITLE: Final = 3
_SHORTEST_WORD: Final = 4

MOST: Final = 500
"""The most pairs that are shown one by one; a room has had enough long before."""

_WORD: Final = re.compile(r"\w+")


class SimilarNotes(NamedTuple):
    """Two notes, by their numbers; the first was there first."""

    one: int
    other: int


class Theme(NamedTuple):
    """Notes that may belong together, by their numbers, and the words that they share."""

    numbers: tuple[int, ...]
    title: str


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


@functools.lru_cache(maxsize=8)
def about_the_same(texts: tuple[tuple[int, str], ...]) -> tuple[Theme, ...]:
    """Notes that have a word in common, the most first, titled by the words that all of them share. A word that is almost
    everywhere says nothing about what belongs together, and neither does a number.
    """
    words = {number: _words(text) for number, text in texts}
    counts = Counter(word for held in words.values() for word in held)
    most = max(FEWEST, len(texts) * MOST_COMMON)
    found: dict[tuple[int, ...], Theme] = {}
    for word in (word for word, count in counts.items() if FEWEST <= count <= most and _may_be_title(word)):
        numbers = tuple(number for number, held in words.items() if word in held)
        shared = frozenset.intersection(*(words[number] for number in numbers))
        found[numbers] = Theme(numbers, _title(dict(texts)[numbers[0]], shared))
    return tuple(sorted(found.values(), key=lambda theme: (-len(theme.numbers), theme.numbers)))


def _may_be_title(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in SMALL_NUMBERS


def _title(text: str, shared: frozenset[str]) -> str:
    """The words that notes share, as they are written in one of them."""
    words: dict[str, str] = {}
    for word in _WORD.findall(text):
        stem = word.lower().removesuffix("s")
        if stem in shared and _may_be_title(stem):
            words.setdefault(stem, word)
    title = " ".join(list(words.values())[:_WORDS_OF_TITLE])
    return title[:1].upper() + title[1:]
