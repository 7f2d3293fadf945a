"""Rules look at the fields beside a sentence."""

from __future__ import annotations

import pytest

from stratcoach.model.sections import SECTION
from stratcoach.services.statement_check import check_statement
from tests.rules.reading import findings

VISION = "vision:\n  id: vision\n  statement: {}\n"


def test_a_vision_that_names_nobody_is_an_error_until_the_field_does() -> None:
    bare = VISION.format("A harbour without diesel.")
    assert findings(bare)["vision/no-user"] == "error"
    assert findings("status: draft\n" + bare)["vision/no-user"] == "warning"
    assert "vision/no-user" not in findings(bare + "  user: Dockworkers\n")


def test_a_task_in_a_vision_weighs_less_the_more_of_the_picture_is_told() -> None:
    task = VISION.format("We provide payroll services to small shops.")
    assert findings(task)["vision/no-future"] == "error"
    assert findings(task + "  today: They do it on Sunday.\n")["vision/no-future"] == "warning"
    assert "vision/no-future" not in findings(task + "  today: They do it on Sunday.\n  future: Sundays are free.\n")


def test_a_year_in_a_vision_is_near_or_far_by_the_day_of_the_last_change() -> None:
    assert "vision/deadline-or-quota" in findings(VISION.format("By 2027 patients book without a call."))
    assert "vision/deadline-or-quota" not in findings(VISION.format("By 2040 patients book without a call."))


INSIGHT = "insights:\n  - id: a\n    statement: Caterers order too much bread on Fridays.\n"


@pytest.mark.parametrize(
    ("beside", "is_told"),
    [("", False), ("    source: interviews\n", False), ("    evidence: 7 of 9\n", True), ("    link: folder R-22\n", True)],
)
def test_evidence_stands_in_the_sentence_or_beside_it(beside: str, is_told: bool) -> None:
    assert ("insight/no-evidence" not in findings(INSIGHT + beside)) == is_told


def test_a_source_in_free_words_is_evidence_where_a_sentence_is_checked_alone() -> None:
    given = {"text": "Caterers order too much bread on Fridays.", "source": "diaries of 12 caterers"}
    assert check_statement(SECTION["insights"], given) == []


@pytest.mark.parametrize(
    ("statement", "baseline", "target", "is_wrong"),
    [
        ("Fewer empty trips", "31 %", "20 %", False),
        ("Fewer empty trips", "20 %", "31 %", True),
        ("More repeat guests", "31 %", "20 %", True),
        ("Members renew", "55 %", "55 %", True),
        ("Hold churn", "2 %", "under 2 %", False),
        ("Fewer days in hospital", "7.1 days", "5 days", False),
        ("Less waiting", "9 minutes", "2 hours", False),
        ("Repairs are quicker", "unknown", "4 days", False),
    ],
)
def test_a_target_moves_the_way_the_sentence_says(statement: str, baseline: str, target: str, is_wrong: bool) -> None:
    found = findings(f"objectives:\n  - id: a\n    statement: {statement}\n    baseline: {baseline}\n    target: {target}\n")
    assert ("objective/wrong-direction" in found) == is_wrong
