"""How often the rules on sentences are right on thousands of sentences from many trades, and whom they annoy."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

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


def found_in(statement: Statement) -> set[str]:
    found = check_statement(SECTION[SECTIONS[statement.slot]], statement.given)
    names = {finding.rule.name for finding in found} & LOOKED_FOR
    if statement.slot == "choice":
        names -= {"positioning/unopposable"}  # a choice is no promise yet
    if statement.slot == "promise" and "choice/fluff" in names and "positioning/unopposable" in statement.weak:
        names = (names - {"choice/fluff"}) | {"positioning/unopposable"}  # either name will do
    return names


def test_every_weakness_that_is_looked_for_is_a_rule() -> None:
    assert {rule.name for rule in RULES} >= LOOKED_FOR


def test_good_sentences_are_left_alone() -> None:
    good = [statement for statement in ALL if not statement.weak]
    annoyed = [statement.given["text"] for statement in good if found_in(statement)]
    assert len(good) > 300
    assert len(annoyed) <= len(good) // 50, annoyed


def test_findings_are_right_and_few_are_missed() -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for statement in ALL:
        found = found_in(statement)
        right.update(found & statement.weak)
        wrong.update(found - statement.weak)
        missed.update((statement.weak & LOOKED_FOR) - found)
    assert right.total() / (right.total() + wrong.total()) >= 0.95, wrong
    assert right.total() / (right.total() + missed.total()) >= 0.90, missed


@pytest.mark.parametrize("statement", ALL[::10], ids=lambda statement: statement.given["text"][:40])
def test_what_a_finding_quotes_stands_in_the_sentence(statement: Statement) -> None:
    for finding in check_statement(SECTION[SECTIONS[statement.slot]], statement.given):
        read = "".join(str(value) for value in statement.given.values())
        assert finding.words in read, finding.rule.name
