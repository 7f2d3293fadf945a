"""`prompts/*.yaml` to flows and agendas: ours, and a team's own, which replace or extend them.

Everything is checked before the first question, and every error is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.shapes import Read, Reading, one_of
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode, Span, decode, span_of
from stratcoach.flow import conditions
from stratcoach.flow.conditions import Condition
from stratcoach.flow.model import Agenda, AgendaStep, Choice, Draft, Flow, Library, Question, Unknown, Wording, Write
from stratcoach.flow.wording import references
from stratcoach.model.sections import HEADER_KEYS, SECTION
from stratcoach.model.strategy import Alternative

KINDS = ("text", "long", "texts", "date", "choice", "links", "agenda", "read_back")


class _File(NamedTuple):
    """One flow or agenda file that was read: its name for messages, its nodes, and what it says."""

    name: str
    reading: Reading
    says: Flow | Agenda | None


def shipped() -> Path:
    """The folder of our own flows: in the installed package, or beside the sources of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parents[1] / "prompts"


def load_library(own: Path | None = None) -> Library:
    """Read all flows and agendas; those in the folder `own` replace ours of the same id, or come on top.

    Raises:
        UserError: with every error of every file.
    """
    files = [_read(path) for path in _files(shipped())]
    if own is not None:
        if not own.is_dir():
            raise UserError(f"The folder of flows {own} isn't there.", "Check the path, or the line `flows:` in .stratcoach.yaml.")
        files += [_read(path) for path in _files(own)]
    flows = {file.says.id: file.says for file in files if isinstance(file.says, Flow)}
    agendas = {file.says.id: file.says for file in files if isinstance(file.says, Agenda)}
    library = Library(flows=flows, agendas=agendas)
    for file in files:
        _check(file, library)
    told = [f"{file.name}:{t.span.line}:{t.span.column}: {t.message}" for file in files for t in file.reading.troubles]
    if told:
        raise UserError("The question flows can't be used as they are.", "Mend them, or leave them out to use ours.", tuple(told))
    return library


def _files(folder: Path) -> Iterator[Path]:
    for where in (folder, folder / "agendas"):
        if where.is_dir():
            yield from sorted(path for path in where.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())


def _read(path: Path) -> _File:
    reading = Reading(decode(disk.read_bytes(path)))
    root = reading.source.root
    says: Flow | Agenda | None = None
    if root is None:
        if not reading.troubles:
            reading.trouble("missing", "the file is empty", Span(1, 1, 1, 1))
    elif root.__class__ is MappingNode and any(key.value == "agenda" for key, _ in root.value):
        says = _agenda(reading, root)
    else:
        says = _flow(reading, root)
    return _File(str(path), reading, says)


# ---- reading ------------------------------------------------------------------------------------------------------------


def _flow(reading: Reading, node: Node) -> Flow | None:
    found = reading.mapping(node, _FLOW, ("flow", "title"), "a flow")
    if "flow" not in found:
        return None
    found.pop("extra", None)
    return Flow(id=found.pop("flow"), **found)


def _agenda(reading: Reading, node: Node) -> Agenda | None:
    found = reading.mapping(node, _AGENDA, ("agenda", "title", "minutes", "steps"), "an agenda")
    found.pop("extra", None)
    steps: tuple[AgendaStep, ...] = found.get("steps", ())
    return Agenda(id=found.pop("agenda"), **{"minutes": 0, "title": "", **found, "steps": steps}) if "agenda" in found else None


def _number(reading: Reading, node: Node, field: str) -> int:
    text = reading.text(node, field)
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    reading.trouble("wrong-type", f"`{field}` is a whole number", node, field)
    return 0


def _yes(reading: Reading, node: Node, field: str) -> bool:
    text = reading.text(node, field)
    if text not in ("true", "false"):
        reading.trouble("bad-value", f"`{field}` is true or false", node, field)
    return text == "true"


def _wording(reading: Reading, node: Node, field: str) -> Wording:
    return reading.texts(node, field) if node.__class__ is SequenceNode else tuple(filter(None, (reading.text(node, field),)))


def _each(read: Any) -> Read:
    """Read a list whose entries `read` understands."""

    def read_list(reading: Reading, node: Node, field: str) -> tuple[Any, ...]:
        entries = (read(reading, one) for _, one in reading.sequence(node, field, "entries"))
        return tuple(entry for entry in entries if entry is not None)

    return read_list


def _question(reading: Reading, node: Node) -> Question | None:
    found = reading.mapping(node, _QUESTION, ("id", "ask"), "a question")
    found.pop("extra", None)
    return Question(**found) if "id" in found and "ask" in found else None


def _choice(reading: Reading, node: Node) -> Choice | None:
    found = reading.mapping(node, _CHOICE, ("value", "says"), "a choice")
    found.pop("extra", None)
    return Choice(**found) if {"value", "says"} <= found.keys() else None


def _draft(reading: Reading, node: Node) -> Draft | None:
    found = reading.mapping(node, {"title": Reading.text, "lines": Reading.texts}, ("title", "lines"), "a picture")
    return Draft(title=found["title"], lines=found["lines"]) if {"title", "lines"} <= found.keys() else None


def _step(reading: Reading, node: Node) -> AgendaStep | None:
    found = reading.mapping(node, _STEP, ("flow",), "a step")
    found.pop("extra", None)
    return AgendaStep(**found) if "flow" in found else None


def _writes(reading: Reading, node: Node, field: str) -> tuple[Write, ...]:
    if node.__class__ is ScalarNode:
        to = reading.text(node, field)
        return (Write(to=to),) if to else ()
    found = (reading.mapping(one, _WRITE, ("to",), "what is written") for _, one in reading.sequence(node, field, "places"))
    return tuple(Write(**{k: v for k, v in one.items() if k != "extra"}) for one in found if "to" in one)


def _unknown(reading: Reading, node: Node, _field: str) -> Unknown:
    found = reading.mapping(node, _UNKNOWN, (), "`unknown`")
    found.pop("extra", None)
    return Unknown(**found)


def _condition(reading: Reading, node: Node, field: str = "when") -> Condition | None:
    """Read one condition: a mapping with exactly one word of the language."""
    if node.__class__ is not MappingNode or len(node.value) != 1:
        reading.trouble("wrong-type", "a condition is one of answered, equals, count, any, all, not", node, field)
        return None
    key, value = node.value[0]
    match key.value:
        case "answered":
            return conditions.Answered(question=reading.text(value, "answered"))
        case "equals" | "count" if value.__class__ is MappingNode and len(value.value) == 1:
            name, told = value.value[0]
            if key.value == "equals":
                return conditions.Equals(question=name.value, value=reading.text(told, "equals"))
            return conditions.Count(flow=name.value, least=_number(reading, told, "count"))
        case "any" | "all":
            parts = (_condition(reading, one) for _, one in reading.sequence(value, key.value, "conditions"))
            of = tuple(part for part in parts if part is not None)
            return conditions.AnyOf(of=of) if key.value == "any" else conditions.AllOf(of=of)
        case "not":
            inner = _condition(reading, value)
            return conditions.Not(of=inner) if inner else None
    reading.trouble("unknown-key", f"`{key.value}` is not a condition; use answered, equals, count, any, all or not", key)
    return None


_UNKNOWN: Mapping[str, Read] = {
    "becomes": one_of(("question", "assumption")),
    "text": _wording,
    "value": Reading.text,
}
_WRITE: Mapping[str, Read] = {"to": Reading.text, "when": _condition, "value": Reading.text}
_CHOICE: Mapping[str, Read] = {"value": Reading.text, "says": _wording, "when": _condition}
_QUESTION: Mapping[str, Read] = {
    "id": Reading.text,
    "ask": _wording,
    "kind": one_of(KINDS),
    "again": _wording,
    "help": _wording,
    "good": Reading.texts,
    "weak": Reading.texts,
    "choices": _each(_choice),
    "sources": Reading.texts,
    "auto": _yes,
    "supports": _yes,
    "beside": _each(_draft),
    "writes": _writes,
    "when": _condition,
    "default": _wording,
    "default_when": _condition,
    "unknown": _unknown,
}
_FLOW: Mapping[str, Read] = {
    "flow": Reading.text,
    "title": Reading.text,
    "version": _number,
    "section": one_of(("header", *SECTION)),
    "intro": _wording,
    "least": _number,
    "more": Reading.text,
    "opening": _each(_question),
    "questions": _each(_question),
    "closing": _each(_question),
}
_STEP: Mapping[str, Read] = {
    "flow": Reading.text,
    "minutes": _number,
    "ask": Reading.texts,
    "without": Reading.texts,
    "most": _number,
}
_AGENDA: Mapping[str, Read] = {
    "agenda": Reading.text,
    "title": Reading.text,
    "minutes": _number,
    "says": Reading.text,
    "leaves_out": Reading.text,
    "status": one_of(("draft", "active")),
    "steps": _each(_step),
}


# ---- checking -----------------------------------------------------------------------------------------------------------


def _check(file: _File, library: Library) -> None:
    """Check what can only be seen with all files: names that exist, places that can be written to."""
    if isinstance(file.says, Flow):
        _check_flow(file, file.says, library)
    elif isinstance(file.says, Agenda):
        _check_agenda(file, file.says, library)


def _check_flow(file: _File, flow: Flow, library: Library) -> None:
    seen: set[str] = set()
    if not flow.all_questions:
        _tell(file, "the flow asks nothing; add `questions`", flow.id)
    if flow.section == "header" and (flow.opening or flow.closing):
        _tell(file, "only the flow of a section has `opening` and `closing`", flow.id)
    for question in flow.all_questions:
        if question.id in seen:
            _tell(file, f"two questions are called `{question.id}`", question.id, "id", last=True)
        seen.add(question.id)
    if flow.section in SECTION and not any(w.field == SECTION[flow.section].main for q in flow.questions for w in q.writes):
        _tell(file, f"no question writes `{SECTION[flow.section].main}`, without which nothing is kept", flow.id)
    for question in flow.all_questions:
        for message, words in (*_wrong_in_question(flow, question), *_unresolved(flow, question, library)):
            _tell(file, message, words, within=question.id)


def _wrong_in_question(flow: Flow, question: Question) -> Iterator[tuple[str, str]]:
    if question.kind == "choice" and not question.choices:
        yield "a question of kind `choice` needs `choices`", question.id
    if question.kind == "links":
        allowed = ("vision", "problems", "users", "objectives", "trade_offs") if question.supports else _may_rest_on(flow)
        if not question.sources:
            yield "a question of kind `links` needs `sources`", question.id
        for source in question.sources:
            if source not in allowed:
                yield f"`{source}` can't be linked to from here; choose from {', '.join(allowed) or 'nothing'}", source
    for write in question.writes:
        if not _can_write(flow, write):
            where = "the top of the file" if write.section or flow.section == "header" else f"`{flow.section}`"
            yield f"`{write.to}` is not a key of {where}", write.to
    for name, wording in (("ask", question.ask), ("again", question.again), ("help", question.help)):
        if wording and references(wording[-1]):
            yield f"the last version of `{name}` must do without earlier answers", wording[-1].split("{")[0].strip() or question.id
    values = {write.field for write in question.writes} & {"source", "confidence", "ambition", "status"}
    key = SECTION[flow.section].holds if flow.section in SECTION else None
    for field in values:
        allowed = key.keys[field].values if key and field in key.keys else ()
        for choice in question.choices:
            if allowed and choice.value not in allowed:
                yield f"`{choice.value}` is not a {field} of the file; use one of {', '.join(allowed)}", choice.value


def _may_rest_on(flow: Flow) -> tuple[str, ...]:
    return SECTION[flow.section].may_rest_on if flow.section in SECTION else ()


def _can_write(flow: Flow, write: Write) -> bool:
    if write.section or flow.section == "header":
        return write.field in HEADER_KEYS
    head, _, inner = write.field.partition(".")
    holds = SECTION[flow.section].holds
    if holds is None or head not in holds.keys or head == "id":
        return False
    return not inner or (head == "alternatives" and inner in Alternative.keys)


def _unresolved(flow: Flow, question: Question, library: Library) -> Iterator[tuple[str, str]]:
    """Yield the names in texts and conditions that nothing answers to."""
    texts: list[str] = [*question.ask, *question.again, *question.help, *question.default, *(question.unknown.text if question.unknown else ())]
    texts += [text for choice in question.choices for text in choice.says]
    texts += [line for draft in question.beside for line in draft.lines]
    texts += [write.value for write in question.writes]
    named = [name for text in texts for name in references(text)]
    whens = [question.when, question.default_when, *(write.when for write in question.writes), *(choice.when for choice in question.choices)]
    for when in whens:
        named += conditions.questions_in(when)
        for other in conditions.flows_in(when):
            if other not in library.flows:
                yield f"there is no flow `{other}`", other
    for name in named:
        if not _known(name, flow, library):
            yield f"no question is called `{name}`", name


def _known(name: str, flow: Flow, library: Library) -> bool:
    parts = name.split(".")
    if len(parts) == 1:
        return name in library.flows or any(question.id == name for question in flow.all_questions)
    other = library.flows.get(parts[0])
    middle_fits = len(parts) == 2 or parts[1] in ("first", "last")
    return other is not None and middle_fits and any(question.id == parts[-1] for question in other.all_questions)


def _check_agenda(file: _File, agenda: Agenda, library: Library) -> None:
    for step in agenda.steps:
        flow = library.flows.get(step.flow)
        if flow is None:
            _tell(file, f"there is no flow `{step.flow}`", step.flow)
            continue
        ids = {question.id for question in flow.all_questions}
        for name in (*step.ask, *step.without):
            if name not in ids:
                _tell(file, f"the flow `{flow.id}` has no question `{name}`", name)
    if agenda.steps and not _asks_kind(agenda.steps[-1], "read_back", library):
        _tell(file, "the last step must end with the read-back, or the interview never ends", agenda.id)
    if agenda.steps and not _asks_kind(agenda.steps[0], "agenda", library):
        _tell(file, "the first step must ask how much time there is (`flow: start`)", agenda.id)


def _asks_kind(step: AgendaStep, kind: str, library: Library) -> bool:
    flow = library.flows.get(step.flow)
    return flow is not None and any(question.kind == kind and step.asks(question) for question in flow.all_questions)


def _tell(file: _File, message: str, words: str, within: str = "", *, last: bool = False) -> None:
    """Report at the scalar that holds the words, looking first inside the question in which they stand."""
    del last
    file.reading.trouble("bad-value", message, _find(file.reading, words, within))


def _find(reading: Reading, words: str, within: str) -> Span:
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
