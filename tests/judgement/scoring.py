"""How often the coach is right on labelled statements, how much it misses, and how many good ones it stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from stratcoach.model.sections import SECTION
from stratcoach.rules.base import Limits, Reader
from stratcoach.services.statement_check import SLOTS, check_statement
from tests.judgement.statements import HERE, Statement

FIGURES: Final = HERE / "figures.json"
"""The figures as they were when somebody last wrote them."""


TYPED: Final = "typed"
"""The part of the figures that is for answers typed into the interview."""
TOGETHER: Final = "scored, with the second reader"
"""The part of the figures that is for the rules and the second reader together."""


class Verdict(NamedTuple):
    """What was found in one statement: rightly, wrongly, and what was missed. A finding over which readers differ is neither."""

    statement: Statement
    right: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]


class Score(NamedTuple):
    """Counts of findings, and of good statements with a wrong one."""

    right: int
    wrong: int
    missed: int
    good: int
    flagged: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def annoyed(self) -> float:
        """The share of good statements that were stopped."""
        return self.flagged / self.good if self.good else 0.0


def judge(statement: Statement, labels: Collection[str], limits: Limits | None = None) -> Verdict:
    """Compare what the coach finds with what readers see. Rules that no reader looked for don't count."""
    findings = check_statement(SECTION[SLOTS[statement.slot]], statement.given, limits)
    found = {finding.rule.name for finding in findings} & set(labels)
    counted = found - statement.arguable
    missed = statement.weak - found if statement.english else frozenset()
    return Verdict(statement, statement.weak & counted, frozenset(counted - statement.weak), frozenset(missed))


def judged(statements: Collection[Statement], reader: Reader | None = None) -> list[Verdict]:
    """The verdicts of the rules, together with the second reader where one is given."""
    labels = {name for statement in statements for name in statement.weak}
    limits = Limits(reader=reader)
    return [judge(statement, labels, limits) for statement in statements]


def score(verdicts: Iterable[Verdict], name: str = "") -> Score:
    """Add verdicts up, of all rules or of one."""
    right, wrong, missed, good, flagged = 0, 0, 0, 0, 0
    for verdict in verdicts:
        parts = [part & {name} if name else part for part in verdict[1:]]
        right, wrong, missed = right + len(parts[0]), wrong + len(parts[1]), missed + len(parts[2])
        if not verdict.statement.weak:
            good += 1
            flagged += bool(parts[1])
    return Score(right, wrong, missed, good, flagged)


def by_rule(verdicts: Iterable[Verdict]) -> dict[str, Score]:
    """The score of each rule that was looked for, found or missed."""
    known = list(verdicts)
    names = Counter(name for verdict in known for part in verdict[1:] for name in part)
    return {name: score(known, name) for name in sorted(names)}


def in_parts(verdicts: list[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts on statements that may be read, and on those that are only scored."""
    return {part: [one for one in verdicts if one.statement.part == part] for part in ("read", "scored")}


def figures(known: Mapping[str, list[Verdict]]) -> dict[str, Any]:
    """For each part, of all slots and of each: how many statements, precision, recall, the share of good ones that were stopped."""
    found: dict[str, Any] = {}
    for name, verdicts in known.items():
        slots = sorted({one.statement.slot for one in verdicts})
        parts = {"all": verdicts, **{slot: [one for one in verdicts if one.statement.slot == slot] for slot in slots}}
        found[name] = {
            slot: {
                "statements": len(several),
                "precision": round(score(several).precision, 3),
                "recall": round(score(several).recall, 3),
                "stopped": round(score(several).annoyed, 3),
            }
            for slot, several in parts.items()
        }
    return found
