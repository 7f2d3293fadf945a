"""Prints how far two readers agree, who labelled a tenth of the real shapes without each other's labels.

    python -m tests.judgement.agreement

No rule can be expected to agree with the first reader more than the second one does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from tests.judgement.statements import HERE, second_labels


class Agreement(NamedTuple):
    """How often two readers gave the same labels to a statement; how often both called it good or both weak, and how far that is
    above chance (Cohen's kappa); and the second reader taken as a finder of the first one's labels.
    """

    statements: int
    same_labels: int
    same_verdict: float
    kappa: float
    precision: float
    recall: float


def agreement() -> Agreement:
    """Over all statements that both have labelled."""
    pairs = list(_pairs())
    found = sum(len(first & second) for first, second in pairs)
    same = sum(bool(first) == bool(second) for first, second in pairs) / len(pairs)
    weak = [sum(bool(pair[reader]) for pair in pairs) / len(pairs) for reader in (0, 1)]
    chance = weak[0] * weak[1] + (1 - weak[0]) * (1 - weak[1])
    return Agreement(
        len(pairs),
        sum(first == second for first, second in pairs),
        same,
        (same - chance) / (1 - chance),
        found / sum(len(second) for _, second in pairs),
        found / sum(len(first) for first, _ in pairs),
    )


def _pairs() -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    second = second_labels()
    for path in sorted((HERE / "real").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in second:
                yield frozenset(row["labels"]), second[row["id"]]


if __name__ == "__main__":
    for name, value in agreement()._asdict().items():
        print(f"{name.replace('_', ' '):14} {value:.3f}" if isinstance(value, float) else f"{name.replace('_', ' '):14} {value}")
