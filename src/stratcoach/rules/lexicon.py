"""Word lists: data beside the rules, read once when a rule first asks, matched over the words of a text.

A line of `words/*.txt` is an entry, `#` begins a comment. An entry is one or more words as they are spoken, without marks
and hyphens; the text's plural and third person match it too. `first/top choice` means either word, `synerg*` any ending,
`_` any one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from stratcoach.model.prose import Token, bases

_FOLDER = Path(__file__).with_name("words")
_STEM = 3


class Span(NamedTuple):
    """Where an entry stands in a sequence of tokens: the first and the last."""

    first: int
    last: int


class Lexicon:
    """The entries of one list, found by their first word."""

    def __init__(self, entries: Sequence[str], *, verbs: bool = False) -> None:
        self._verbs = verbs
        self._plain: dict[str, list[tuple[str, ...]]] = {}
        self._open: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            parts = tuple(entry.split())
            for head in parts[0].split("/"):
                whole = (head, *parts[1:])
                held = self._open.setdefault(head[:_STEM], []) if head.endswith("*") else self._plain.setdefault(head, [])
                held.append(whole)

    def __contains__(self, token: Token) -> bool:
        return self.at((token,), 0) is not None

    def at(self, tokens: Sequence[Token], place: int) -> Span | None:
        """The longest entry that begins at a place."""
        best: Span | None = None
        for entry in self._candidates(tokens[place]):
            last = place + len(entry) - 1
            if last >= len(tokens) or (best is not None and last <= best.last):
                continue
            if all(self._same(part, tokens[place + step]) for step, part in enumerate(entry)):
                best = Span(place, last)
        return best

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield the entries between two places in their order, none overlapping another."""
        place = start
        stop = len(tokens) if end is None else min(end, len(tokens))
        while place < stop:
            span = self.at(tokens, place)
            if span is None:
                place += 1
            else:
                yield span
                place = span.last + 1

    def first(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Span | None:
        return next(self.find(tokens, start, end), None)

    def _forms(self, token: Token) -> tuple[str, ...]:
        if self._verbs:
            return bases(token.low)
        return (token.low,) if token.low == token.stem else (token.low, token.stem)

    def _candidates(self, token: Token) -> Iterator[tuple[str, ...]]:
        if token.kind == "mark":
            return
        for form in self._forms(token):
            yield from self._plain.get(form, ())
        for entry in self._open.get(token.low[:_STEM], ()):
            if token.low.startswith(entry[0][:-1]):
                yield entry

    def _same(self, part: str, token: Token) -> bool:
        if token.kind == "mark":
            return False
        if part == "_":
            return True
        return any(self._fits(one, token) for one in part.split("/"))

    def _fits(self, part: str, token: Token) -> bool:
        if part.endswith("*"):
            return token.low.startswith(part[:-1])
        return part in self._forms(token)


@cache
def words(name: str) -> Lexicon:
    """Load a list of nouns, names or phrases."""
    return Lexicon(_entries(name))


@cache
def verbs(name: str) -> Lexicon:
    """Load a list of verbs in their plain form; “planned” and “planning” match `plan`."""
    return Lexicon(_entries(name), verbs=True)


def _entries(name: str) -> list[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]
