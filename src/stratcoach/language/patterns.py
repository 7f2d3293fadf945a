"""The patterns of a language by topic: which rule they speak for, what must hold besides, and what they found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.language.en.annotate import English
from stratcoach.language.en.predicates import Predicate, predicate
from stratcoach.language.en.prose import Prose
from stratcoach.language.matcher import LookedAt, WordPattern, looked_at, words_needed
from stratcoach.language.tokens import Span, once

COMPILED: Final = "patterns.tsv"
OR: Final = " ;; "
NOT: Final = "not "
"""In front of a rule's name: patterns with which the rule keeps quiet."""

ENGLISH: Final = English()


class PatternHit(NamedTuple):
    """What a pattern found: its id, which of its lines matched, and where."""

    id: str
    line: str
    span: Span


class Condition:
    """One line of `when`, of `unless` or of the table of weights: a pattern that is anywhere in the text, or `$predicate`. It is
    compiled when it is first asked for, and whether it holds for a text is worked out once.
    """

    def __init__(self, line: str) -> None:
        self.line = line

    def holds(self, prose: Prose) -> bool:
        known: dict[object, bool] = prose.tokens.known
        found = known.get(self)
        if found is None:
            found = known[self] = self._asks(prose)
        return found

    @cached_property
    def _asks(self) -> Predicate:
        line = self.line
        if line.startswith("$"):
            return predicate(line[1:])
        if line[0] == "<" and line[-1] == ">" and line.count("<") == 1:
            return _has_entry(line[1:-1])
        pattern = WordPattern(line)
        return lambda prose: pattern.first(_ready(prose)) is not None


def _has_entry(name: str) -> Predicate:
    """Whether any entry of a word list is in a text; quicker than a pattern, which looks at each place."""
    entries = ENGLISH.entries(name)
    return lambda prose: entries.is_in(prose.tokens)


class PatternRow(NamedTuple):
    """A pattern as it is written: `match` are lines of which any will do; all of `when` must hold and none of `unless`."""

    topic: str
    id: str
    match: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Patterns:
    """Patterns by topic, each compiled when its topic is first asked for.

    Raises:
        PatternError: from `first` and `all`, for a line that can't be read; `check_line` says so beforehand.
    """

    def __init__(self, rows: Iterable[PatternRow]) -> None:
        self._rows: dict[str, list[PatternRow]] = {}
        for row in rows:
            self._rows.setdefault(row.topic, []).append(row)
        self._ready: dict[str, list[_Ready]] = {}

    def __contains__(self, topic: str) -> bool:
        return topic in self._rows

    @property
    def topics(self) -> Mapping[str, Sequence[PatternRow]]:
        return self._rows

    def first(self, topic: str, prose: Prose) -> PatternHit | None:
        """What the first pattern of a topic that fits found, or None."""
        return next(self.all(topic, prose), None)

    def all(self, topic: str, prose: Prose) -> Iterator[PatternHit]:
        """What each pattern of a topic that fits found first."""
        if topic not in self._rows:
            return
        if topic not in self._ready:
            self._ready[topic] = [_Ready(row) for row in self._rows[topic]]
        for ready in self._ready[topic]:
            hit = ready.find(prose)
            if hit:
                yield hit


class _Ready:
    """A row. Its conditions are compiled when one of its lines matches."""

    def __init__(self, row: PatternRow) -> None:
        self._row = row
        self._lines = [_Line(line) for line in row.match]

    @cached_property
    def _when(self) -> list[Condition]:
        return [Condition(line) for line in self._row.when]

    @cached_property
    def _unless(self) -> list[Condition]:
        return [Condition(line) for line in self._row.unless]

    def find(self, prose: Prose) -> PatternHit | None:
        text = _ready(prose)
        for line in self._lines:
            span = line.first(text)
            if span is not None:
                if all(one.holds(prose) for one in self._when) and not any(one.holds(prose) for one in self._unless):
                    return PatternHit(self._row.id, line.text, span)
                return None
        return None


class _Line:
    """A line that is compiled when a text has one of the words that it can't do without; most texts have none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._needs = next((found for part in text.split(" ") if (found := words_needed(part))), frozenset())

    @cached_property
    def _pattern(self) -> WordPattern:
        return WordPattern(self.text)

    def first(self, text: LookedAt) -> Span | None:
        return None if self._needs and self._needs.isdisjoint(text.keys) else self._pattern.first(text)


def check_line(line: str, *, condition: bool = False) -> None:
    """Look at one line of `match`, or of `when` and `unless`, before it is used.

    Raises:
        PatternError: if it can't be read, or asks for a list, a kind or a predicate that there isn't.
    """
    if condition and line.startswith("$"):
        predicate(line[1:])
        return
    for name in WordPattern(line).asks_for:
        ENGLISH.check(name)


@once
def _ready(prose: Prose) -> LookedAt:
    return looked_at(prose.tokens, ENGLISH)


@cache
def shipped() -> Patterns:
    """The patterns that come with the program."""
    path = Path(__file__).with_name("en") / COMPILED
    return Patterns(map(row_of, path.read_text(encoding="utf-8").splitlines()))


def line_of(row: PatternRow) -> str:
    """A row as one line of the compiled file."""
    return "\t".join((row.topic, row.id, OR.join(row.match), OR.join(row.when), OR.join(row.unless)))


def row_of(line: str) -> PatternRow:
    topic, id_, *parts = line.split("\t")
    match, when, unless = (tuple(filter(None, part.split(OR))) for part in parts)
    return PatternRow(topic, id_, match, when, unless)
