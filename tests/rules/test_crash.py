"""A bug in one rule is reported as such, and hides nothing that other rules find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stratcoach.lint.linter import check_entry
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Problem, Strategy
from stratcoach.rules import BY_NAME, RULES
from stratcoach.rules import wording as read_wording
from stratcoach.rules.base import Context, Match
from stratcoach.rules.file import RULE_CRASHED

TWO = Problem(statement="Our revenue falls. Widows lose a day and heirs lose the house.")


def found() -> list[str]:
    return [finding.rule.name for finding in check_entry(SECTION["problems"], TWO, Context(Strategy()), RULES)]


def test_a_rule_that_crashes() -> None:
    def broken(_entry: Entry, _scene: Context) -> Iterator[Match]:
        raise KeyError("statement")

    before = found()
    rules = [rule.replace(check=broken) if rule.name == "problem/vague" else rule for rule in RULES]
    findings = check_entry(SECTION["problems"], TWO, Context(Strategy()), rules)
    assert [finding.rule.name for finding in findings if finding.rule is not RULE_CRASHED] == [
        name for name in before if name != "problem/vague"
    ]
    assert [finding.message.arguments["rule"] for finding in findings if finding.rule is RULE_CRASHED] == ["problem/vague"]


def test_a_rule_that_crashes_while_signs_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(rule: str, _prose: object) -> bool:
        return rule == "problem/vague" and bool(1 // 0)

    assert "problem/vague" in BY_NAME
    by_checks = [name for name in found() if name != "problem/vague"]
    monkeypatch.setattr(read_wording, "speaks_for", broken)
    assert set(by_checks) <= {*found(), "problem/vague"}
    assert RULE_CRASHED.name in found()
