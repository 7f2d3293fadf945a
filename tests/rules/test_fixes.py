"""A finding carries a fix where there is one right answer, and none where there are two."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.files.codec import loads
from stratcoach.lint.linter import lint
from stratcoach.rules.base import Fix, PreviousVersion
from stratcoach.services.lint_run.file_check import check_file

_DAY = date(2026, 11, 22)
_HEAD = "stratcoach: 1\nproduct: Kilns\nversion: 1.2.0\nupdated: 2026-05-04\n"


def fixes(text: str, rule: str) -> list[Fix | None]:
    return [one.finding.fix for one in check_file(loads(_HEAD + text), _DAY).findings if one.finding.rule.name == rule]


@pytest.mark.parametrize(
    ("text", "rule", "fix"),
    [
        ("problems:\n  - {id: Cold-Kiln, statement: x}\n", "file/bad-id", Fix("id", "cold-kiln")),
        ("problems:\n  - {id: Cold Kiln, statement: x}\n", "file/bad-id", None),
        ("problems:\n  - {id: a, statement: x, confidence: High}\n", "file/bad-value", Fix("confidence", "high")),
        ("problems:\n  - {id: a, statement: x, confidence: hihg}\n", "file/bad-value", None),
        ("review_by: 22.11.2027\n", "file/bad-date", Fix("review_by", "2027-11-22")),
        ("review_by: 3/4/2027\n", "file/bad-date", None),
        ("review_by: early 2027\n", "file/bad-date", None),
    ],
)
def test_a_value_that_can_mean_one_thing_only(text: str, rule: str, fix: Fix | None) -> None:
    assert fixes(text, rule) == [fix]


def test_an_id_is_not_fixed_into_that_of_another_item() -> None:
    text = "problems:\n  - {id: cold, statement: x}\n  - {id: Cold, statement: y}\n"
    assert fixes(text, "file/bad-id") == [None]


def test_a_version_that_was_not_raised_is_raised_to_the_one_that_is_due() -> None:
    strategy = loads(_HEAD).strategy
    assert strategy is not None
    earlier = PreviousVersion("1.2.0", "1.2.0", "1.3.0", "CHOICE", 2)
    for version, fix in (("1.2.0", Fix("version", "1.3.0")), ("1.2.1", Fix("version", "1.3.0")), ("1.1.0", None)):
        found = lint(strategy.replace(version=version), _DAY, earlier=(earlier,)).findings
        assert [one.fix for one in found if one.rule.name in ("version/not-raised", "version/raised-too-little")] == [fix]
