"""Labelled statements: which may be read while rules are written, and which are only ever scored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

HERE: Final = Path(__file__).parent
SHARES: Final = {"companies": 0.7, "public-bodies": 0.7}
"""How much of a file may be read; of all others half."""

_GIVEN: Final[tuple[str, ...]] = ("text", "slot", "lang", "source", "date", "metric", "baseline", "target", "by")

Part = Literal["read", "scored"]


class Statement(NamedTuple):
    """One statement as a person would type it (`given`, with slot and fields), the weaknesses that readers see in it, and those over which
    they differ. `batch` is the file that it is from.
    """

    id: str
    batch: str
    slot: str
    given: dict[str, Any]
    weak: frozenset[str]
    arguable: frozenset[str]
    english: bool
    part: Part


def load(path: Path) -> list[Statement]:
    """The statements of one file, a JSON object a line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [_statement(json.loads(line), path.stem) for line in lines if line.strip()]


def dev() -> list[Statement]:
    """The made-up statements that the rules were built with."""
    return load(HERE / "dev.jsonl")


def real() -> list[Statement]:
    """All statements in the shapes of real documents."""
    return [statement for path in sorted((HERE / "real").glob("*.jsonl")) for statement in load(path)]


def part_of(id_: str, batch: str) -> Part:
    """Whether a statement may be read; a hash of its id decides."""
    number = int.from_bytes(hashlib.sha256(id_.encode()).digest()[:4])
    return "read" if number / 2**32 < SHARES.get(batch, 0.5) else "scored"


@cache
def second_labels() -> Mapping[str, frozenset[str]]:
    """What a second reader saw in a tenth of the real shapes, who didn't know what the first had; labels by the statement's id."""
    rows = map(json.loads, (HERE / "second_labels.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: frozenset(row["labels"]) for row in rows}


def _statement(row: dict[str, Any], batch: str) -> Statement:
    """A statement; over what two readers label differently they differ."""
    slot, first = row["slot"], frozenset(row["labels"])
    differing = first ^ second_labels().get(row["id"], first)
    given = {key: row[key] for key in _GIVEN if key in row}
    weak, arguable = (
        frozenset(rule_of(slot, label) for label in labels)
        for labels in (first - differing, differing.union(row.get("arguable", ())))
    )
    return Statement(
        row["id"], batch, slot, given, weak, arguable - weak, row.get("lang", "en") == "en", part_of(row["id"], batch)
    )


def rule_of(slot: str, label: str) -> str:
    return f"{slot}/{label}".replace("_", "-")
