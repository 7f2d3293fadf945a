"""When the coach speaks up: at the last answer, with the rules that can judge it already, twice at the most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.assemble import Assembly, provisional_entry
from stratcoach.flow.follow_ups import FOLLOW_UPS
from stratcoach.flow.model import Flow, Question
from stratcoach.flow.openings import QuestionAt
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import check_entry, check_header
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
    if coming.question.writes and (coming.flow.section == "header" or coming.question.writes[0].section == "header"):
        scene = Context(Strategy(language=assembly.language), limits, today)
        return next(iter(check_header(coming.question.writes[0].field, state.answers[key], scene)), None)
    section, field = target(coming.flow, coming.question)
    if section is None:
        return None
    ahead = frozenset(_fields_ahead(coming, state, is_asked))
    rules = [rule for rule in _rules_for(section.name) if _can_judge(rule, field, ahead)]
    entry = provisional_entry(assembly, coming.flow, coming.question, coming.entry)
    scene = Context(
        Strategy(language=assembly.language),
        limits,
        today,
        answers=_answers(coming, assembly),
        ahead=ahead,
        asked=frozenset((coming.question.id, field)),
    )
    found = check_entry(section, entry, scene, rules)
    asked = {target(coming.flow, question)[1] for question in coming.flow.questions if coming.step.asks(question)}
    here = (finding for finding in found if finding.field == field or finding.field not in asked)
    return next((finding for finding in here if finding.severity != "advice" or finding.by_reader), None)


def finding_behind_unknown(
    coming: QuestionAt,
    state: InterviewState,
    assembly: Assembly,
    limits: Limits | None = None,
    today: date | None = None,
) -> Finding | None:
    """The same for what is asked about something that nobody knows yet: who finds out, how, which result ends it."""
    key, part, becomes = state.last, parse_key(state.last).part, assembly.becomes(coming.question)
    fields = {name: _FIELDS[becomes].get(name, name) for name, _ in FOLLOW_UPS[becomes]}
    if key in state.kept or state.improved.get(key, 0) >= MOST_CHALLENGES or part not in fields or key not in state.answers:
        return None
    section = SECTION[_BECOMES[becomes]]
    assert section.holds is not None
    answers = {name: state.answers.get(key_of(coming.flow.id, coming.question.id, coming.entry, name), "") for name in fields}
    given: dict[str, Any] = {fields[name]: answer for name, answer in answers.items() if answer}
    entry = section.holds(**given)
    names = list(fields)
    ahead = frozenset(fields[name] for name in names[names.index(part) + 1 :])
    rules = [rule for rule in _rules_for(section.name) if _can_judge(rule, fields[part], ahead)]
    found = check_entry(section, entry, Context(Strategy(language=assembly.language), limits, today, ahead=ahead), rules)
    return next((one for one in found if one.field == fields[part] and one.severity != "advice"), None)


_BECOMES: Final = {"question": "questions", "assumption": "assumptions"}
_FIELDS: Final[dict[str, dict[str, str]]] = {"question": {"text": "question"}, "assumption": {"text": "statement"}}
"""What an answer about something unknown becomes, and the fields that are called otherwise there."""


@cache
def _rules_for(section: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.looks_at(section) and rule.check)


def _can_judge(rule: Rule, field: str, ahead: frozenset[str]) -> bool:
    """A rule waits for the last of the fields that it reads and that will be asked at all."""
    if rule.on == "entry" or field in rule.alike:
        return True
    return field in rule.fields and ahead.isdisjoint(other for other in rule.fields if other != field)


def _fields_ahead(coming: QuestionAt, state: InterviewState, is_asked: IsAsked) -> Iterator[str]:
    """The fields of the entry that will still be asked for."""
    for question in coming.flow.questions:
        _, field = target(coming.flow, question)
        if field and question.kind != "links" and coming.step.asks(question):
            due = QuestionAt(coming.step, coming.flow, question, coming.entry)
            if not state.passed(due.key) and is_asked(due):
                yield field


def _answers(coming: QuestionAt, assembly: Assembly) -> dict[str, Answer]:
    """What was answered about the entry, by the question's id."""
    keys = ((question.id, key_of(coming.flow.id, question.id, coming.entry)) for question in coming.flow.questions)
    return {name: answer for name, key in keys if (answer := assembly.answer(key)) is not None}


def target(flow: Flow, question: Question) -> tuple[Section | None, str]:
    """The section and the field that an answer goes to first, or the question's id where it goes to none of its own; None for the
    header and for what goes nowhere.
    """
    if flow.section not in SECTION or not question.writes or question.writes[0].section:
        return None, ""
    return SECTION[flow.section], question.id if question.writes[0].value else question.writes[0].field
