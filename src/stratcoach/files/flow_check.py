"""Checks flows and agendas against one another before the first question: names that exist, places that can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from stratcoach.files.positions import TextSpan, span_of
from stratcoach.files.shapes import Reading
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode
from stratcoach.flow import conditions
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library, PlanStep, Question, Workshop, Write
from stratcoach.flow.nouns import USUAL, WORDS, chooses_words
from stratcoach.flow.proposal_answers import NAMES as OF_PROPOSALS
from stratcoach.flow.proposal_answers import SECTION_NAME as PROPOSALS
from stratcoach.flow.templates import references
from stratcoach.messages import Message
from stratcoach.model.sections import HEADER_KEYS, SECTION
from stratcoach.workshop.room_facts import OF_ROOM, ROOM
from stratcoach.workshop.step_info import question_on
from stratcoach.workshop.techniques import TECHNIQUES, technique_of

MOST_LEAST: Final = 20
_NAME = re.compile(r"[a-z][a-z_]*", re.ASCII)
_OWN_PLACE: Final = {"agenda": "start", "read_back": "review"}


class FlowFile(NamedTuple):
    """One flow or agenda file that was read: its name for messages, its nodes, and its content."""

    name: str
    reading: Reading
    says: Flow | Agenda | Workshop | None


Names = Mapping[str, frozenset[str]]
"""The questions of each flow and the fields that they fill, in any of its versions: a team's flow may leave out a question that
a shipped flow refers to, because such a text has other words for that case."""


def check_all(files: Sequence[FlowFile], library: Library) -> None:
    """Check what only shows with all files at hand: names that exist, places that can be written to."""
    names: dict[str, frozenset[str]] = {}
    for file in files:
        if isinstance(file.says, Flow):
            fields = {write.field for question in file.says.questions for write in question.writes if "." not in write.field}
            ids = {question.id for question in file.says.all_questions}
            names[file.says.id] = names.get(file.says.id, frozenset()) | ids | fields
    chooses = chooses_words(library.flows)
    names[WORDS] = frozenset(USUAL) | frozenset(
        name for choice in (chooses[1].choices if chooses else ()) for name, _ in choice.words
    )
    for file in files:
        if isinstance(file.says, Flow) and file.says.section in (*SECTION, "header"):
            _check_flow(file, file.says, names)
        elif isinstance(file.says, Agenda):
            _check_agenda(file, file.says, library, names)
        elif isinstance(file.says, Workshop):
            _check_workshop(file, file.says, library, names)


def _check_flow(file: FlowFile, flow: Flow, names: Names) -> None:
    seen: set[str] = set()
    for name in (flow.id, *(question.id for question in flow.all_questions)):
        if not _NAME.fullmatch(name):
            _tell(file, Message("flow_file.not_a_name", name=name), name)
    if not flow.all_questions:
        _tell(file, Message("flow_file.no_questions"), flow.id)
    if flow.section == "header" and (flow.opening or flow.closing):
        _tell(file, Message("flow_file.opening_without_section"), flow.id)
    if flow.id == ROOM:
        for name in sorted(OF_ROOM - {question.id for question in flow.all_questions}):
            _tell(file, Message("flow_file.workshop_needs_question", question=name), flow.id)
    for question in flow.all_questions:
        if question.id in seen:
            _tell(file, Message("flow_file.question_twice", question=question.id), question.id)
        seen.add(question.id)
    if flow.section in SECTION and not any(w.field == SECTION[flow.section].main for q in flow.questions for w in q.writes):
        _tell(file, Message("flow_file.main_not_written", field=SECTION[flow.section].main), flow.id)
    for question in flow.all_questions:
        for message, words in (*_wrong_in_question(flow, question), *_unresolved(flow, question, names)):
            _tell(file, message, words, within=question.id)


def _wrong_in_question(flow: Flow, question: Question) -> Iterator[tuple[Message, str]]:
    if question.kind == "choice" and not (question.choices or question.sources):
        yield Message("flow_file.no_choices"), question.id
    values = [choice.value for choice in question.choices]
    for value in {value for value in values if values.count(value) > 1}:
        yield Message("flow_file.value_twice", value=value), value
    if question.kind in _OWN_PLACE and flow.id != _OWN_PLACE[question.kind]:
        yield Message("flow_file.kind_in_other_flow", flow=_OWN_PLACE[question.kind], kind=question.kind), question.id
    if flow.least > MOST_LEAST:
        yield Message("flow_file.least_too_high", most=MOST_LEAST), "least"
    if question.kind == "links":
        allowed = _on_bets() if question.supports else _may_rest_on(flow)
        if not question.sources:
            yield Message("flow_file.no_sources"), question.id
        for source in question.sources:
            if source not in allowed:
                yield Message("flow_file.link_not_allowed", source=source, allowed=allowed), source
    for write in question.writes:
        if not _can_write(flow, write):
            section = "" if write.section or flow.section == "header" else flow.section
            yield Message("flow_file.not_a_key", key=write.to, at_top=not section, section=section), write.to
    for name, wording in (("ask", question.ask), ("again", question.again), ("help", question.help)):
        if wording and any(not name.startswith(f"{WORDS}.") for name in references(wording[-1])):
            yield (
                Message("flow_file.last_version_refers", field=name),
                wording[-1].split("{")[0].strip() or question.id,
            )
    fields = {write.field for write in question.writes} & {"source", "confidence", "ambition", "status"}
    key = SECTION[flow.section].holds if flow.section in SECTION else None
    for field in fields:
        allowed = key.keys[field].values if key and field in key.keys else ()
        for choice in question.choices:
            if allowed and choice.value not in allowed:
                yield (
                    Message("flow_file.choice_not_allowed", value=choice.value, field=field, allowed=tuple(allowed)),
                    choice.value,
                )


def _on_bets() -> tuple[str, ...]:
    """The sections that can rest on an assumption."""
    return tuple(name for name, section in SECTION.items() if "assumptions" in section.may_rest_on)


def _may_rest_on(flow: Flow) -> tuple[str, ...]:
    if flow.section == PROPOSALS:
        return tuple(name for name, section in SECTION.items() if section.has_ids)
    return SECTION[flow.section].may_rest_on if flow.section in SECTION else ()


def _can_write(flow: Flow, write: Write) -> bool:
    if write.section == "header" or flow.section == "header":
        return write.field in HEADER_KEYS
    head, _, inner = write.field.partition(".")
    holds = SECTION[write.section or flow.section].holds
    if holds is None or head not in holds.keys or head == "id":
        return False
    part = holds.keys[head].part
    return not inner or (part is not None and inner in part.keys)


def _unresolved(flow: Flow, question: Question, names: Names) -> Iterator[tuple[Message, str]]:
    """Yield the names in texts and conditions that don't exist."""
    texts: list[str] = [
        *question.ask,
        *question.again,
        *question.help,
        *question.default,
        *(question.unknown.text if question.unknown else ()),
    ]
    texts += [text for choice in question.choices for text in choice.says]
    texts += [line for draft in question.beside for line in draft.lines]
    texts += [write.value for write in question.writes]
    named = [name for text in texts for name in references(text)]
    whens = [
        question.when,
        question.default_when,
        *(write.when for write in question.writes),
        *(choice.when for choice in question.choices),
    ]
    for when in whens:
        named += conditions.questions_in(when)
        for other in conditions.flows_in(when):
            if other not in names:
                yield Message("flow_file.no_such_flow", flow=other), other
    named += [*question.speaks_of, *filter(None, [question.takes_up, question.nearest, question.rewords])]
    for name in named:
        if not _known(name, flow, names):
            yield Message("flow_file.no_such_question", question=name), name


def _known(name: str, flow: Flow, names: Names) -> bool:
    parts = name.split(".")
    if len(parts) == 1:
        if flow.section == PROPOSALS and name in OF_PROPOSALS:
            return True
        return name in names or name in names[flow.id]
    middle_fits = len(parts) == 2 or parts[1] in ("first", "last")
    return middle_fits and parts[-1] in names.get(parts[0], ())


def check_twice(files: Sequence[FlowFile]) -> None:
    """Report a flow or an agenda that is in two files of one folder: it would be chance which one counts."""
    seen: dict[tuple[type, str], str] = {}
    for file in files:
        if file.says is not None:
            first = seen.setdefault((type(file.says), file.says.id), file.name)
            if first != file.name:
                _tell(file, Message("flow_file.also_in_another_file", name=file.says.id, file=first), file.says.id)


def _check_agenda(file: FlowFile, agenda: Agenda, library: Library, names: Names) -> None:
    if not agenda.steps:
        _tell(file, Message("flow_file.no_steps"), agenda.id)
    for step in agenda.steps:
        flow = library.flows.get(step.flow)
        if flow is None:
            _tell(file, Message("flow_file.no_such_flow", flow=step.flow), step.flow)
            continue
        for name in (*step.ask, *step.without, *step.if_told):
            if name not in names[flow.id]:
                _tell(file, Message("flow_file.flow_without_question", flow=flow.id, question=name), name)
    if agenda.steps and not _asks_kind(agenda.steps[-1], "read_back", library):
        _tell(file, Message("flow_file.no_read_back_at_the_end"), agenda.id)
    if agenda.steps and not _asks_kind(agenda.steps[0], "agenda", library):
        _tell(file, Message("flow_file.no_start"), agenda.id)


def _check_workshop(file: FlowFile, workshop: Workshop, library: Library, names: Names) -> None:
    seen: set[str] = set()
    if not workshop.steps:
        _tell(file, Message("flow_file.no_steps"), workshop.id)
    for step in workshop.steps:
        if step.id in seen or not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", step.id):
            _tell(file, Message("flow_file.not_a_step_name", name=step.id), step.id)
        seen.add(step.id)
        for message, words in _wrong_in_plan_step(step, library, names):
            _tell(file, message, words, within=step.id)
    planned = sum(step.minutes for step in workshop.steps) + workshop.free
    if workshop.steps and planned != workshop.minutes:
        message = Message("flow_file.minutes_differ", planned=planned, free=workshop.free, said=workshop.minutes)
        _tell(file, message, workshop.id)
    last = TECHNIQUES.get(workshop.steps[-1].technique) if workshop.steps else None
    if workshop.steps and not (last and last.is_close):
        _tell(file, Message("flow_file.no_close_at_the_end"), workshop.id)


def _wrong_in_plan_step(step: PlanStep, library: Library, names: Names) -> Iterator[tuple[Message, str]]:
    if step.technique not in TECHNIQUES:  # reported already
        return
    if step.flow and step.flow not in library.flows:
        yield Message("flow_file.no_such_flow", flow=step.flow), step.flow
        return
    if not step.flow:
        if technique_of(step).asks:
            yield Message("flow_file.technique_needs_flow", technique=step.technique), step.id
        return
    for name in (*step.ask, *step.without, *step.needs, *((step.on,) if step.on else ())):
        if name not in names[step.flow]:
            yield Message("flow_file.flow_without_question", flow=step.flow, question=name), name
    collects = any(phase.kind in ("collect", "round", "vote") for phase in technique_of(step).phases)
    if collects and question_on(library, step) is None:
        yield Message("flow_file.no_question_for_all"), step.id


def _asks_kind(step: AgendaStep, kind: str, library: Library) -> bool:
    flow = library.flows.get(step.flow)
    return flow is not None and any(question.kind == kind and step.asks(question) for question in flow.all_questions)


def _tell(file: FlowFile, message: Message, words: str, within: str = "") -> None:
    """Report at the scalar that contains the words, looking first inside the question that they are in."""
    file.reading.trouble("bad-value", message, _find(file.reading, words, within))


def _find(reading: Reading, words: str, within: str) -> TextSpan:
    root = reading.source.root
    assert root is not None
    scope: Iterable[Node] = [node for node in _mappings(root) if within and _id_of(node) == within] or [root]
    for node in scope:
        for scalar in _scalars(node):
            if words and words in scalar.value:
                return span_of(scalar, reading.source.text)
    return span_of(root, reading.source.text)


def _id_of(node: Node) -> str:
    return next((value.value for key, value in node.value if key.value == "id" and value.__class__ is ScalarNode), "")


def _mappings(node: Node) -> Iterator[Node]:
    if node.__class__ is MappingNode:
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif node.__class__ is SequenceNode:
        for one in node.value:
            yield from _mappings(one)


def _scalars(node: Node) -> Iterator[Node]:
    if node.__class__ is ScalarNode:
        yield node
    elif node.__class__ is SequenceNode:
        for one in node.value:
            yield from _scalars(one)
    else:
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
