"""Notes that may say the same. It is only ever suggested: the room says whether they do."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Final, NamedTuple

from stratcoach.model.ids import telling
from stratcoach.model.likeness import ratio, share

ENOUGH: Final = 0.6
"""From this share of common words on, two notes are shown side by side."""

NEAR: Final = 0.25
"""From this share of common words on, two notes may belong into one group."""

MOST_COMMON: Final = 0.3
"""A word that a larger share of the notes has belongs to none of them in particular."""

FEWEST: Final = 3
"""Notes that are suggested as a group."""

_WORDS_OF_TITLE: Final = 3

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
    """Notes that may be about the same, the most first: each has a part of its words in common with one of them, and all but
    one have the words of the title. A word that is almost everywhere says nothing about what belongs together.
    """
    every = {number: _words(text) for number, text in texts}
    counts = Counter(word for held in every.values() for word in held)
    most = max(FEWEST, len(texts) * MOST_COMMON)
    words = {number: frozenset(word for word in held if counts[word] <= most) for number, held in every.items()}
    found: dict[tuple[int, ...], Theme] = {}
    for one, own in words.items():
        near = tuple(other for other, held in words.items() if other == one or _is_near(own, held))
        if len(near) >= FEWEST and (title := _title(dict(texts)[one], [words[number] for number in near])):
            found.setdefault(near, Theme(near, title))
    return tuple(sorted(found.values(), key=lambda theme: (-len(theme.numbers), theme.numbers)))


def _is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return share(len(one & other), len(one), len(other)) >= NEAR


def _title(text: str, words: list[frozenset[str]]) -> str:
    """The words of a text that most of the notes have, as they are written in it."""
    counts = {word: sum(word in held for held in words) for word in words[0].union(*words)}
    least = max(len(words) - 1, 2)
    chosen: dict[str, str] = {}
    for word in _WORD.findall(text):
        stem = word.lower().removesuffix("s")
        if counts.get(stem, 0) >= least:
            chosen.setdefault(stem, word)
    title = " ".join(list(chosen.values())[:_WORDS_OF_TITLE])
    return title[:1].upper() + title[1:]
