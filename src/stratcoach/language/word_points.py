"""Where the words of an answer say together what no single one does: whether a coach would ask back.

`en/word_points.tsv` has a line for each sign, with the questions for which it counts and how much: `gut feeling`, then `because=14`. A sign is a
word without its ending, two words that follow each other, a word with `^` where it begins the answer or `$` where it ends it, `¶` for
the end of a line, `0` for any number, `<list/name>` for any single word of a word list, `>9` for more than nine words. What counts for `*` counts for all questions. The
points of all signs in an answer are added up; the line `(base)` has what a question begins with, `(asks)` over how many points a coach
asks back, `(asks of documents)` over how many about a statement that nobody typed as an answer, and `(fine)` with how few a rule keeps quiet about what it would have asked. Ten points make it 2.7 times as likely that a
careful coach would ask back. A question may also be what an entry mainly says, by its slot, such as `insight`; then there are columns for the
rules of that slot, too: of those, the one with most points is what is wrong. `python -m tests.judgement.weigh_words` finds them on labelled answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.language.en.prose import Prose, bases
from stratcoach.language.lexicon import lists_of
from stratcoach.language.tokens import Token, once

TABLE: Final = "word_points.tsv"
ALL: Final = "*"
BASE: Final = "(base)"
ASKS: Final = "(asks)"
ASKS_OF_DOCUMENTS: Final = "(asks of documents)"
FINE: Final = "(fine)"
LENGTHS: Final = (1, 2, 3, 4, 5, 7, 9, 12, 15, 20, 27, 35)
"""How many words an answer may have more than, for that to be a sign."""

_SHARED: Final = frozenset(("because", "lasts_because", "owner", "reopen_when"))
"""Questions that are the same in every section."""
_ALIKE: Final = {"vision.low_asks": "vision.big_asks"}
"""A question that is the same as another one."""


class _Table(NamedTuple):
    """The points of each sign by question, for each question the three limits, and the rules that it tells from others."""

    points: dict[str, dict[str, int]]
    asks: dict[str, int]
    documents: dict[str, int]
    fine: dict[str, int]
    named: frozenset[str]


def question_of(section: str, field: str) -> str:
    """The question in the table for what is asked about a field of a section, or at a question of its flow."""
    name = field if field in _SHARED else f"{section}.{field}"
    return _ALIKE.get(name, name)


def is_named(rule: str) -> bool:
    """Whether the table tells a rule from others of the same section."""
    return rule in _table().named


def limit_of(question: str, *, of_document: bool = False) -> int | None:
    """Over how many points a coach asks back, or asks about a statement that may come from a document, whose writer wasn't asked anything;
    None for a question whose answers aren't weighed.
    """
    table = _table()
    return (table.documents if of_document else table.asks).get(question)


def asks_back(question: str, prose: Prose, *, of_document: bool = False) -> bool:
    """Whether the words of an answer are enough for a coach to ask back."""
    limit = limit_of(question, of_document=of_document)
    return limit is not None and bool(prose.words) and points(question, prose) > limit


def is_fine(question: str, prose: Prose) -> bool:
    """Whether an answer has so few points that asking back would hardly be right."""
    limit = _table().fine.get(question)
    return limit is not None and points(question, prose) < limit


def points(question: str, prose: Prose) -> int:
    """How many points an answer has."""
    return sum(number for _, number in weighed(question, prose))


def weighed(question: str, prose: Prose) -> Iterator[tuple[str, int]]:
    """Every sign of an answer that counts for a question, with its points."""
    known = _table().points
    for sign in (BASE, *signs(prose)):
        row = known.get(sign)
        if row and (number := row.get(ALL, 0) + row.get(question, 0)):
            yield sign, number


@once
def signs(prose: Prose) -> frozenset[str]:
    """All signs of a text, whether or not they count for anything."""
    spelt = ["^", *map(_spelt, prose.tokens), "$"]
    found = {*spelt, *map(" ".join, pairwise(spelt))}
    count = 0
    for token in prose.tokens:
        if token.kind != "mark":
            count += 1
            found.update(_lists(token))
    found.update(f">{least}" for least in LENGTHS if count > least)
    return frozenset(found)


def _spelt(token: Token) -> str:
    return "0" if token.kind == "number" else _LINE_END if token.low == "\n" else token.stem


_LINE_END: Final = "¶"


def _lists(token: Token) -> Iterator[str]:
    if token.kind == "word":
        for form in {token.stem, *bases(token.low)}:
            yield from lists_of(form)


@cache
def _table() -> _Table:
    points: dict[str, dict[str, int]] = {}
    for line in Path(__file__).with_name("en").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        sign, *cells = line.split("\t")
        points[sign] = {question: int(number) for question, _, number in (cell.partition("=") for cell in cells)}
    asks, documents, fine = (points.pop(name, {}) for name in (ASKS, ASKS_OF_DOCUMENTS, FINE))
    return _Table(points, asks, documents, fine, frozenset(name for name in points[BASE] if "/" in name))
