"""The examples beside the questions: the coach agrees with what is called good, and stops at what is called weak."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stratcoach.flow.model import Flow, Question
from stratcoach.model.sections import SECTION
from stratcoach.services.statement_check import check_statement
from tests.flows import LIBRARY

LOOKED_AT = {"insights", "market", "vision", "problems", "users", "boundaries", "objectives"}
"""The sections whose main sentence has rules that read it."""

UNSEEN = {"Women between 25 and 34"}
"""What is weak for a reason that no rule sees yet."""


def sentences() -> Iterator[tuple[Flow, Question]]:
    for flow in LIBRARY.flows.values():
        if flow.id in LOOKED_AT:
            for question in flow.questions:
                if any(write.to == SECTION[flow.section].main for write in question.writes):
                    yield flow, question


def found(flow: Flow, text: str, *, alone: bool) -> list[str]:
    """The rules that stop at a sentence; with `alone`, only those that look at nothing beside it."""
    section = SECTION[flow.section]
    findings = check_statement(section, {"text": text})
    return [finding.rule.name for finding in findings if not alone or set(finding.rule.fields) == {section.main}]


@pytest.mark.parametrize(("flow", "question"), list(sentences()))
def test_good_examples_are_not_stopped_and_weak_ones_are(flow: Flow, question: Question) -> None:
    assert question.good or question.weak
    assert {text: found(flow, text, alone=True) for text in question.good} == {text: [] for text in question.good}
    assert [text for text in question.weak if not found(flow, text, alone=False) and text not in UNSEEN] == []
