"""How often the rules on sentences are right on thousands of sentences from many trades, and whom they annoy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from stratcoach.lint.finding import Finding
from stratcoach.model.sections import SECTION
from stratcoach.rules import RULES
from stratcoach.services.statement_check import SLOTS, check_statement

SECTIONS = {**SLOTS, "promise": "positioning", "trade-off": "trade_offs", "assumption": "assumptions"}
THEMES = {"promise": "positioning", "north_star": "north-star"}
"""The first half of a rule's name where it isn't the slot."""


class Statement(NamedTuple):
    slot: str
    weak: frozenset[str]
    given: dict[str, Any]


def statements() -> list[Statement]:
    lines = Path(__file__).with_name("statements.txt").read_text(encoding="utf-8").splitlines()
    return [read_line(line) for line in lines if line and not line.startswith("#")]


def read_line(line: str) -> Statement:
    slot, weak, text, *fields = line.split(" | ")
    given: dict[str, Any] = {"text": text.replace("\\n", "\n"), "slot": slot}
    given |= dict(field.split("=", 1) for field in "; ".join(fields).split("; ") if field)
    theme = THEMES.get(slot, slot)
    names = frozenset(name if "/" in name else f"{theme}/{name}" for name in weak.split() if name != "-")
    return Statement(slot, names, given)


ALL = statements()
LOOKED_FOR = {name for statement in ALL for name in statement.weak}


Judged = list[tuple[Statement, Sequence[Finding]]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    """All statements, each with what is found in it."""
    return [(statement, check_statement(SECTION[SECTIONS[statement.slot]], statement.given)) for statement in ALL]


def names_of(statement: Statement, found: Sequence[Finding]) -> set[str]:
    names = {finding.rule.name for finding in found} & LOOKED_FOR
    if statement.slot == "choice":
        names -= {"positioning/unopposable"}  # a choice is no promise yet
    if statement.slot == "promise" and "choice/fluff" in names and "positioning/unopposable" in statement.weak:
        names = (names - {"choice/fluff"}) | {"positioning/unopposable"}  # either name will do
    return names


def test_every_weakness_that_is_looked_for_is_a_rule() -> None:
    assert {rule.name for rule in RULES} >= LOOKED_FOR


@pytest.mark.slow
def test_good_sentences_are_left_alone(judged: Judged) -> None:
    good = [(statement, found) for statement, found in judged if not statement.weak]
    annoyed = [statement.given["text"] for statement, found in good if names_of(statement, found)]
    assert len(good) > 300
    assert len(annoyed) <= len(good) * 0.027, annoyed


@pytest.mark.slow
def test_findings_are_right_and_few_are_missed(judged: Judged) -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for statement, findings in judged:
        found = names_of(statement, findings)
        right.update(found & statement.weak)
        wrong.update(found - statement.weak)
        missed.update((statement.weak & LOOKED_FOR) - found)
    assert right.total() / (right.total() + wrong.total()) >= 0.94, wrong
    assert right.total() / (right.total() + missed.total()) >= 0.90, missed


@pytest.mark.slow
def test_what_a_finding_quotes_is_in_the_sentence(judged: Judged) -> None:
    wrong = [
        (finding.rule.name, finding.words, statement.given)
        for statement, found in judged
        for finding in found
        if finding.words not in "".join(str(value) for value in statement.given.values())
    ]
    assert not wrong
