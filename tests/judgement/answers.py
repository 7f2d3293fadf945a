"""Labelled answers to the questions of the interview: which may be read and learned from, and which are only ever scored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from tests.judgement.statements import Statement, rule_of

HERE: Final = Path(__file__).parent / "answers"
SCORED: Final = frozenset(("writer-e", "writer-k", "writer-s", "writer-w", "writer-y", "writer-z"))
"""Writers whose answers nobody reads and nothing is learned from."""

Part = Literal["read", "scored"]
PARTS: Final[tuple[Part, ...]] = ("read", "scored")


class TypedAnswer(NamedTuple):
    """What somebody typed at a question (`at`, flow and question), whether a careful coach would ask back, and what it would ask; what was
    answered before at questions of the same flow, where that matters; and for statements the weaknesses by the labelling guide.
    """

    writer: str
    trade: str
    at: str
    says: str
    is_weak: bool
    asks: str
    beside: Mapping[str, str]
    labels: frozenset[str] | None

    @property
    def part(self) -> Part:
        return "scored" if self.writer in SCORED else "read"


@cache
def typed() -> tuple[TypedAnswer, ...]:
    """All answers, writer by writer. A line of a file is a JSON object."""
    return tuple(
        _answer(path.stem, json.loads(line))
        for path in sorted(HERE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    )


SLOTS: Final = {
    "insights.statement": "insight",
    "problems.statement": "problem",
    "users.segment": "user",
    "vision.statement": "vision",
    "vision.low_statement": "vision",
    "vision.big_statement": "vision",
    "objectives.statement": "objective",
    "north_star.metric": "north_star",
    "positioning.statement": "choice",
    "trade_offs.choose": "choice",
}
"""The questions whose answers are statements of a slot."""


def labelled() -> list[Statement]:
    """The answers that are statements, may be read and have labels."""
    return [
        Statement(
            f"{one.trade} {one.says}",
            one.writer,
            SLOTS[one.at],
            {"text": one.says, "slot": SLOTS[one.at]},
            frozenset(rule_of(SLOTS[one.at], label) for label in one.labels),
            frozenset(),
            english=True,
            part="read",
        )
        for one in typed()
        if one.part == "read" and one.labels is not None
    ]


def _answer(writer: str, row: Mapping[str, object]) -> TypedAnswer:
    beside, labels = row.get("beside", {}), row.get("labels")
    assert isinstance(beside, dict)
    assert labels is None or isinstance(labels, list)
    return TypedAnswer(
        writer,
        str(row["trade"]),
        str(row["at"]),
        str(row["says"]),
        bool(row["weak"]),
        str(row.get("asks", "")),
        beside,
        None if labels is None else frozenset(labels),
    )
