"""What an existing strategy would have answered: the way back from fields to questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.conditions import AllOf, AnyOf, Condition, Equals
from stratcoach.flow.events import AnswerDrafted, AnswerKnown, EntryFound, InterviewEvent, QuestionLeftOut
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library, Question, Write
from stratcoach.flow.question_key import key_of
from stratcoach.flow.templates import references
from stratcoach.model.entry import Entry
from stratcoach.model.part_lines import line_of
from stratcoach.model.sections import SECTION, entries, items
from stratcoach.model.strategy import Strategy

FULL_AGENDA: Final = "solo"
MOST_AGAIN = 12
"""A list that is longer than this begins with what there is, instead of going through every entry."""


def agenda_again(library: Library, only: Sequence[str], *, reads_back: bool = True) -> Agenda:
    """The agenda of a session that goes through some flows of a strategy again."""
    full = library.agendas.get(FULL_AGENDA)
    known = {step.flow: step for step in full.steps} if full else {}
    steps = tuple(known.get(name, AgendaStep(flow=name)) for name in only)
    end = (AgendaStep(flow="review", ask=("read_back",)),) if reads_back else ()
    return Agenda(id="revise", title="", minutes=0, steps=(*steps, *end))


def events_for(library: Library, strategy: Strategy, agenda: Agenda) -> Iterator[InterviewEvent]:
    """Yield the answers that a strategy contains. What the agenda goes through again becomes a suggestion, so that it is asked
    again: every answer of a section with one item, and what each entry of a list is about. Everything else counts as answered.
    """
    steps = {step.flow: step for step in agenda.steps}
    handles = dict(_handles(library, strategy))
    for flow in library.flows.values():
        step = steps.get(flow.id)
        if flow.section in SECTION:
            held = entries(strategy, SECTION[flow.section])
            for number, entry in enumerate(held, 1):
                yield from _entry_events(flow, step, entry, number if flow.is_list else 0, handles, long=len(held) > MOST_AGAIN)
                yield from _supports(flow, strategy, entry, number, handles)
            yield from _header_events(flow, strategy, (*flow.opening, *flow.closing), asked=step is not None)
        else:
            yield from _header_events(flow, strategy, flow.questions, asked=False)


def _handles(library: Library, strategy: Strategy) -> Iterator[tuple[str, str]]:
    """The handle of every id."""
    for flow in library.flows.values():
        if flow.section in SECTION:
            for number, entry in enumerate(entries(strategy, SECTION[flow.section]), 1):
                yield getattr(entry, "id", ""), f"{flow.id}#{number}" if flow.is_list else flow.id


def _header_events(flow: Flow, strategy: Strategy, questions: tuple[Question, ...], *, asked: bool) -> Iterator[InterviewEvent]:
    for question in questions:
        for write in question.writes:
            in_header = bool(write.section) or flow.section == "header"
            value = getattr(strategy, write.field, "") if in_header and not write.value else ""
            if value:
                yield (AnswerDrafted if asked else AnswerKnown)(key=key_of(flow.id, question.id), value=value)


def _entry_events(
    flow: Flow, step: AgendaStep | None, entry: Entry, number: int, handles: dict[str, str], *, long: bool
) -> Iterator[InterviewEvent]:
    """The answers of one entry. Choices come first, because what the others write may hang on them; a field goes to a
    question that will be asked, if there is one.
    """
    yield EntryFound(flow=flow.id, entry=number)
    known: dict[str, Answer] = {}
    taken: set[str] = set()
    asked_first = sorted(flow.questions, key=lambda q: (q.kind != "choice", step is not None and not step.asks(q)))
    for question in asked_first:
        for write in question.writes:
            value = _value(entry, question, write, handles)
            value = _within(question, write, value) if write.value else value
            if value and write.to not in taken and _surely(write.when, known):
                known[question.id] = value
                taken.add(write.to)
    again = step is not None and (not flow.is_list or not long)
    noted = bool(getattr(entry, "note", ""))
    led_up = {question.id for question in takewhile(lambda one: one.id not in flow.mains, flow.questions)}
    for question in flow.questions:
        if question.id in known:
            asked_again = not flow.is_list or question.id in flow.mains
            suggested = again and step is not None and step.asks(question) and asked_again
            made = AnswerDrafted if suggested else AnswerKnown
            yield made(key=key_of(flow.id, question.id, number), value=known[question.id])
        elif number > 0 and _is_only_noted(question) and (noted or question.id in led_up):
            yield QuestionLeftOut(key=key_of(flow.id, question.id, number))  # what led up to the entry is no news now


def _within(question: Question, write: Write, held: Answer) -> Answer:
    """The answer within a text that is written around it, such as “Not meant: …”; empty where the text is another one."""
    before, found, behind = write.value.partition(f"{{{question.id}}}")
    if not isinstance(held, str) or not found or references(before + behind):
        return ""
    if not held.startswith(before) or not held.endswith(behind):
        return ""
    inner = held.removeprefix(before).removesuffix(behind)
    return tuple(inner.split("; ")) if question.kind == "texts" else inner


def _is_only_noted(question: Question) -> bool:
    return bool(question.writes) and all(write.field == "note" for write in question.writes)


def _supports(flow: Flow, strategy: Strategy, entry: Entry, number: int, handles: dict[str, str]) -> Iterator[InterviewEvent]:
    """What rests on an assumption, as the answer to what would fall with it."""
    for question in flow.questions:
        if question.supports:
            above = tuple(
                handles[item.id]
                for section, item in items(strategy)
                if section.name in question.sources and getattr(entry, "id", "") in item.rests_on and item.id in handles
            )
            if above:
                yield AnswerKnown(key=key_of(flow.id, question.id, number), value=above)


def _value(entry: Entry, question: Question, write: Write, handles: dict[str, str]) -> Answer:
    head, _, inner = write.field.partition(".")
    value = getattr(entry, head, "")
    if inner:
        return next((getattr(part, inner) for part in value if isinstance(part, Entry)), "")
    if question.kind == "links":
        return tuple(handles[name] for name in value if name in handles)
    if isinstance(value, tuple):
        return tuple(line_of(one) if isinstance(one, Entry) else one for one in value)
    return value if isinstance(value, str) else ""


def _surely(condition: Condition | None, known: dict[str, Answer]) -> bool:
    """Whether a condition holds because of something that is known, and not only because something is not."""
    match condition:
        case None:
            return True
        case Equals(question=question, value=value):
            return known.get(question) == value
        case AnyOf(of=of):
            return any(_surely(one, known) for one in of)
        case AllOf(of=of):
            return all(_surely(one, known) for one in of)
    return False
