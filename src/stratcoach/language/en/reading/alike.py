"""Whether two texts say the same in other words, as far as their words show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import NEGATIONS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL

_LIGHT: Final = listed(
    "people person anyone anybody everyone everybody whoever somebody user users customer customers still get gets getting got gotten have has had do does doing come comes take takes again really simply finally anyway now then every each all"
)
_SHARED: Final = 0.7
_PART: Final = 0.4
_FEWEST_SHARED: Final = 3
_FEWEST: Final = 2


def say_the_same(one: Prose, other: Prose) -> bool:
    """Whether most of what one text says is in the other, too, in any order. A figure or a “not” that only one of them has makes a
    difference. The share that is enough lies between pairs that people meant as two pictures (at most 0.33) and as one (0.44 and more).
    """
    left, right = _content(one), _content(other)
    shared = left & right
    if min(len(left), len(right)) < _FEWEST or _denies(one) != _denies(other) or _amounts(one) != _amounts(other):
        return False
    return len(shared) >= _SHARED * len(left | right) or (
        len(shared) >= _FEWEST_SHARED and len(shared) >= _PART * min(len(left), len(right))
    )


def have_a_core(texts: Sequence[Prose]) -> bool:
    """Whether all texts share most of what the shortest one says: “an app for the owner”, “an app for her daughter”."""
    contents = [_content(text) for text in texts]
    shared = frozenset.intersection(*contents)
    return bool(shared) and len(shared) * 2 >= min(map(len, contents))


def _content(prose: Prose) -> frozenset[str]:
    """The stems of the words that say something; “get”, “can” and their like don't."""
    return frozenset(token.stem for token in prose.words if token.low not in SMALL and token.low not in _LIGHT)


def _denies(prose: Prose) -> bool:
    return any(token.low in NEGATIONS for token in prose.words)


def _amounts(prose: Prose) -> frozenset[float]:
    return frozenset(one.value for one in figures(prose.tokens)) - {1}
