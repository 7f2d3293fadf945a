"""What a strategy already says, so that importing again takes only what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stratcoach.language.en.prose import read
from stratcoach.model.entry import Entry
from stratcoach.model.strategy import Strategy
from stratcoach.services.importing.placing import Placed
from stratcoach.services.importing.sentences import IN_BRACKETS, sentences_of, sides_of, without_number


class Known:
    """What a strategy already says, to be asked about pieces of a document."""

    def __init__(self, strategy: Strategy, day: Callable[[str], str]) -> None:
        self._all = "\n".join(f" {flat(text)} " for text in _texts(strategy))
        self._day = day

    def has(self, piece: Placed) -> bool:
        """Whether the file has every part of a piece, wherever it went: sentences, cells, what is in brackets, the sides of a choice."""
        parts = [part for part in _fragments(piece) if flat(part)]
        return bool(parts) and all(f" {flat(part)} " in self._all or self._has_day(part) for part in parts)

    def _has_day(self, part: str) -> bool:
        day = self._day(part)
        return bool(day) and f" {flat(day)} " in self._all


def _fragments(piece: Placed) -> Iterator[str]:
    if piece.block.kind == "row":
        yield from (cell for _, cell in piece.block.cells)
        return
    for sentence in sentences_of(piece.text):
        if sides := sides_of(sentence, surely=piece.place == "trade_offs"):
            yield from sides
        elif bracketed := IN_BRACKETS.search(sentence):
            yield from (sentence[: bracketed.start()], *bracketed["inner"].split("; "))
        else:
            yield without_number(sentence)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Entry):
        for one in value.__dict__.values():
            yield from _texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def flat(text: str) -> str:
    return " ".join(token.low for token in read(text.replace('"', "").replace("“", "").replace("”", "")).words)
