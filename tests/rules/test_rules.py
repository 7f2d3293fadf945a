"""Every rule keeps its word: what it calls bad brings it up, what it calls good doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.diff.comparison import compare
from stratcoach.files.codec import loads
from stratcoach.lint.linter import check_entry, lint
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules import BY_NAME, RULES
from stratcoach.rules.base import Context, PreviousVersion, Rule
from stratcoach.rules.file import MISNAMED, RULE_CRASHED
from stratcoach.rules.versions import COPIES, WAS
from stratcoach.services.lint_run.previous_version import facts
from stratcoach.services.statement_check import check_statement


def names_found(rule: Rule, example: str) -> set[str]:
    """Run one example as it would meet the rule: an answer as in the interview, a sentence through `check`, a piece of a file through the
    reader and lint.
    """
    if rule.answers:
        section = SECTION[rule.on]
        assert section.holds
        scene = Context(Strategy(), answers={rule.answers: example})
        return {finding.rule.name for finding in check_entry(section, section.holds(), scene, [rule])}
    if "\n" not in example:
        return {finding.rule.name for finding in check_statement(SECTION[rule.on], {"text": example})}
    now, _, before = example.partition(WAS)
    document = loads(now if now.startswith(("stratcoach:", "name:", "- ")) else f"stratcoach: 1\n{now}")
    found = {f"file/{trouble.kind}" for trouble in document.troubles}
    if document.strategy is not None:
        earlier = was(before, document.strategy)
        found |= {finding.rule.name for finding in lint(document.strategy, date(2026, 5, 4), earlier=earlier).findings}
    return found


def was(before: str, now: Strategy) -> tuple[PreviousVersion, ...]:
    """What changed since a release, as lint finds it beside the file."""
    if before in COPIES.values():
        state = next(name for name, text in COPIES.items() if text == before)
        return (PreviousVersion("1.0.0", "1.0.0", "1.0.0", "NONE", 0, lost=Message("copy.missing", version="1.0.0"), copy=state),)
    old = loads(before).strategy if before else None
    return (facts(old.version, old, compare(old, now)),) if old else ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_its_examples_do_what_they_say(rule: Rule) -> None:
    assert [example for example in rule.bad if rule.name not in names_found(rule, example)] == []
    assert [example for example in rule.good if rule.name in names_found(rule, example)] == []


def test_names_are_unique_and_each_rule_is_complete() -> None:
    assert len(BY_NAME) == len(RULES)
    for rule in RULES:
        assert f"{rule.why}".endswith("."), rule.name
        assert "?" in f"{rule.question}", rule.name
        assert "`" not in f"{rule.question_aloud}" or rule.section == "file", rule.name
        assert bool(f"{rule.fix}") == rule.has_fix, rule.name
        if rule not in (RULE_CRASHED, MISNAMED):  # neither is about what a file says
            assert len(rule.good) >= 2, rule.name
            assert len(rule.bad) >= 2, rule.name


def test_a_rule_comes_behind_those_it_requires() -> None:
    seen: set[str] = set()
    for rule in RULES:
        assert set(rule.requires) <= seen, rule.name
        seen.add(rule.name)


def test_a_rule_that_reads_prose_is_never_an_error() -> None:
    assert [rule.name for rule in RULES if rule.prose and rule.severity == "error"] == []
