"""When the coach speaks up: at the last answer, with the rules that can judge it already, twice at the most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

from stratcoach.flow.assemble import Assembly, provisional_entry
from stratcoach.flow.model import Flow, Question
from stratcoach.flow.openings import QuestionAt
from stratcoach.flow.state import InterviewState
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import check_entry
from stratcoach.model.sections import SECTION, Section
from stratcoach.model.strategy import Strategy
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Limits, Rule

MOST_CHALLENGES: Final = 2
"""A coach asks twice at the most, then accepts: endless asking is how interviews get abandoned."""

IsAsked = Callable[[QuestionAt], bool]


def first_finding(
    coming: QuestionAt,
    state: InterviewState,
    assembly: Assembly,
    is_asked: IsAsked,
    limits: Limits | None = None,
    today: date | None = None,
) -> Finding | None:
    """The first thing that a coach would ask about an answer, or None where it is good enough, was kept, or was asked
    about often enough.
    """
    key = coming.key
    if key != state.last or key in state.kept or state.improved.get(key, 0) >= MOST_CHALLENGES:
        return None
    if coming.question.kind == "links" or key not in state.answers:
        return None
    section, field = target(coming.flow, coming.question)
    if section is None:
        return None
    rules = [rule for rule in _rules_for(section.name) if _can_judge(rule, coming, field, state, is_asked)]
    entry = provisional_entry(assembly, coming.flow, coming.question, coming.entry)
    found = check_entry(section, entry, Context(Strategy(), limits, today), rules)
    asked = {target(coming.flow, question)[1] for question in coming.flow.questions if coming.step.asks(question)}
    here = (finding for finding in found if finding.field == field or finding.field not in asked)
    return next((finding for finding in here if finding.severity != "advice" or finding.by_reader), None)


@cache
def _rules_for(section: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.looks_at(section) and rule.check)


def _can_judge(rule: Rule, coming: QuestionAt, field: str, state: InterviewState, is_asked: IsAsked) -> bool:
    """A rule waits for the last of the fields that it reads and that will be asked at all."""
    if rule.on == "entry":
        return True
    if field in rule.alike:
        return True
    if field not in rule.fields:
        return False
    for question in coming.flow.questions:
        _, other = target(coming.flow, question)
        if other != field and other in rule.fields and coming.step.asks(question):
            due = QuestionAt(coming.step, coming.flow, question, coming.entry)
            if not state.passed(due.key) and is_asked(due):
                return False
    return True


def target(flow: Flow, question: Question) -> tuple[Section | None, str]:
    """The section and the field that an answer goes to first; None for the header and for what goes nowhere."""
    if flow.section not in SECTION or not question.writes or question.writes[0].section or question.writes[0].value:
        return None, ""
    return SECTION[flow.section], question.writes[0].field
