"""Words, numbers and marks with their places, and sequences of them that remember what was found out about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Literal, NamedTuple, TypeVar

_S = TypeVar("_S")
_T = TypeVar("_T")

Kind = Literal["word", "number", "mark"]


class Token(NamedTuple):
    """A word, a number or a mark, with its place in the text. `low` is lower-case, `stem` without plural or possessive ending.

    `glued` words are joined to a neighbour by a hyphen: the `no` in “no-shows” denies nothing.
    """

    low: str
    stem: str
    start: int
    end: int
    kind: Kind
    capital: bool = False
    glued: bool = False

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


class Span(NamedTuple):
    """A part of a sequence of tokens: the places of its first and its last."""

    first: int
    last: int


class Passage(tuple[Token, ...]):  # noqa: SLOT001  it remembers
    """All tokens of a text or of a sentence. A slice of it is a plain tuple, about which nothing is remembered.

    Most rules look for words that a text doesn't contain. `lows` answers that for all of them at once: what stands here, in
    lower case; `spelt` is the same without numbers, of which there is no end; `order` has it in its order. `said` are the
    words and the numbers. `known` is what `once` remembers.
    """

    def __init__(self, _tokens: Iterable[Token]) -> None:
        self.order = [token[0] for token in self]
        self.lows = self.spelt = frozenset(self.order)
        if numbers := [token[0] for token in self if token[4] == "number"]:
            self.spelt = self.lows.difference(numbers)
        self.known: dict[object, Any] = {}
        self._said: tuple[Token, ...] | None = None

    @property
    def said(self) -> tuple[Token, ...]:
        if self._said is None:
            self._said = tuple([token for token in self if token[4] != "mark"])  # never itself: a ring
        return self._said


def once(find: Callable[[_S], _T]) -> Callable[[_S], _T]:
    """Find something out about a passage or a text only once, however many rules ask; about a part of one, each time.

    What is found is shared, so nobody may change it.
    """

    @wraps(find)
    def found(subject: _S) -> _T:
        known: dict[object, _T] | None = getattr(subject, "known", None)
        if known is None:
            return find(subject)
        if find not in known:
            known[find] = find(subject)
        return known[find]

    return found
