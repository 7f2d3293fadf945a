"""Whether two texts say the same in other words, as far as their words show it."""

from __future__ import annotations

from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import NEGATIONS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL

_LIGHT: Final = listed(
    "people person anyone anybody everyone everybody whoever somebody user users customer customers still get gets getting got gotten have has had do does doing come comes take takes again really simply finally anyway now then every each all"
)
_SHARED: Final = 0.7
_MOST_ADDED: Final = 2
_FEWEST: Final = 2


def say_the_same(one: Prose, other: Prose) -> bool:
    """Whether nearly all that one text says is in the other, too: the same words, but for one or two, in any order. A figure or a “not”
    that only one of them has makes a difference.
    """
    left, right = _content(one), _content(other)
    shared = left & right
    if min(len(left), len(right)) < _FEWEST or _denies(one) != _denies(other) or _amounts(one) != _amounts(other):
        return False
    return len(shared) >= _SHARED * len(left | right) or (
        min(len(left), len(right)) == len(shared) and len(left | right) - len(shared) <= _MOST_ADDED
    )


def _content(prose: Prose) -> frozenset[str]:
    """The stems of the words that say something; “get”, “can” and their like don't."""
    return frozenset(token.stem for token in prose.words if token.low not in SMALL and token.low not in _LIGHT)


def _denies(prose: Prose) -> bool:
    return any(token.low in NEGATIONS for token in prose.words)


def _amounts(prose: Prose) -> frozenset[str]:
    return frozenset(prose.tokens[one.place].low for one in figures(prose.tokens)) - {"one"}
