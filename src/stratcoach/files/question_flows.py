"""`prompts/*.yaml` to flows and agendas: ours, and a team's own, which replace or extend them.

Everything is checked before the first question, and every error is told with its line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.catalogues import folders, written
from stratcoach.files.flow_check import FlowFile, check_all, check_twice
from stratcoach.files.positions import TextSpan
from stratcoach.files.shapes import Read, Reading, one_of
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode, decode
from stratcoach.flow import conditions
from stratcoach.flow.conditions import Condition
from stratcoach.flow.model import (
    Agenda,
    AgendaStep,
    Choice,
    Draft,
    Flow,
    Library,
    PlanStep,
    Question,
    Unknown,
    Wording,
    Workshop,
    Write,
)
from stratcoach.flow.nouns import in_words_for
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.sections import SECTION
from stratcoach.workshop.techniques import TECHNIQUES

KINDS = ("text", "long", "texts", "date", "choice", "links", "agenda", "read_back")


def shipped() -> Path:
    """The folder of our own flows: in the installed package, or beside the sources of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parents[1] / "prompts"


def load_library(own: Path | None = None) -> Library:
    """Read all flows and agendas; those in the language that is chosen replace the English ones of the same id, and those in the folder
    `own` replace ours, or come on top.

    Raises:
        UserError: with every error of every file.
    """
    places = [shipped(), *(folder / "prompts" for folder in folders()[:-1])]
    files = [_read(path) for place in places for path in _files(place)]
    if own is not None:
        if not os.path.isdir(own):  # noqa: PTH112  a name that no folder can have is no folder
            raise UserError(Message("flow_file.no_folder", folder=str(own)), Message("flow_file.check_folder"))
        owned = [_read(path) for path in _files(own)]
        check_twice(owned)
        files += owned
    flows = {file.says.id: file.says for file in files if isinstance(file.says, Flow)}
    agendas = {file.says.id: file.says for file in files if isinstance(file.says, Agenda)}
    workshops = {file.says.id: file.says for file in files if isinstance(file.says, Workshop)}
    library = Library(flows=_in_order(flows, agendas), agendas=agendas, workshops=workshops, language=written())
    check_all(files, library)
    errors = dict.fromkeys(line for file in files for line in _errors_of(file))
    if errors:
        raise UserError(Message("flow_file.has_errors"), Message("flow_file.fix_or_leave_out"), tuple(errors))
    return in_words_for(library)


def _errors_of(file: FlowFile) -> Iterator[Message]:
    for trouble in sorted(file.reading.troubles, key=lambda one: one.span):
        yield trouble.placed(file.name)


def _in_order(flows: dict[str, Flow], agendas: dict[str, Agenda]) -> dict[str, Flow]:
    """The flows in the order of the method, as the longest agenda goes through them; others come last."""
    longest = max(agendas.values(), key=lambda agenda: len(agenda.steps), default=None)
    order = [step.flow for step in longest.steps if step.flow in flows] if longest else []
    return {name: flows[name] for name in (*dict.fromkeys(order), *(name for name in flows if name not in order))}


def _files(folder: Path) -> Iterator[Path]:
    for where in (folder, folder / "agendas"):
        if where.is_dir():
            yield from sorted(path for path in where.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())


def _read(path: Path) -> FlowFile:
    reading = Reading(decode(disk.read_bytes(path, caps.FLOW)))
    root = reading.source.root
    says: Flow | Agenda | Workshop | None = None
    if root is None:
        if not reading.troubles:
            reading.trouble("missing", Message("flow_file.empty"), TextSpan(1, 1, 1, 1))
    elif root.__class__ is MappingNode and any(key.value == "agenda" for key, _ in root.value):
        says = _agenda(reading, root)
    elif root.__class__ is MappingNode and any(key.value == "workshop" for key, _ in root.value):
        says = _workshop(reading, root)
    else:
        says = _flow(reading, root)
    return FlowFile(str(path), reading, says)


# ---- reading ------------------------------------------------------------------------------------------------------------


def _flow(reading: Reading, node: Node) -> Flow | None:
    found = reading.mapping(node, _FLOW, ("flow", "title"), Message("flow_file.a_flow"))
    if "flow" not in found:
        return None
    found.pop("extra", None)
    return Flow(id=found.pop("flow"), **found)


def _agenda(reading: Reading, node: Node) -> Agenda | None:
    found = reading.mapping(node, _AGENDA, ("agenda", "title", "minutes", "steps"), Message("flow_file.an_agenda"))
    found.pop("extra", None)
    steps: tuple[AgendaStep, ...] = found.get("steps", ())
    return Agenda(id=found.pop("agenda"), **{"minutes": 0, "title": "", **found, "steps": steps}) if "agenda" in found else None


def _workshop(reading: Reading, node: Node) -> Workshop | None:
    found = reading.mapping(
        node, _WORKSHOP, ("workshop", "title", "minutes", "steps"), Message("flow_file.an_agenda_for_a_group")
    )
    found.pop("extra", None)
    return Workshop(id=found.pop("workshop"), **{"minutes": 0, "title": "", **found}) if "workshop" in found else None


def _number(reading: Reading, node: Node, field: str) -> int:
    text = reading.text(node, field)
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    reading.trouble("wrong-type", Message("flow_file.not_a_number", field=field), node, field)
    return 0


def _yes(reading: Reading, node: Node, field: str) -> bool:
    text = reading.text(node, field)
    if text not in ("true", "false"):
        reading.trouble("bad-value", Message("flow_file.not_true_or_false", field=field), node, field)
    return text == "true"


def _wording(reading: Reading, node: Node, field: str) -> Wording:
    return reading.texts(node, field) if node.__class__ is SequenceNode else tuple(filter(None, (reading.text(node, field),)))


def _each(read: Any) -> Read:
    """Read a list whose entries `read` understands."""

    def read_list(reading: Reading, node: Node, field: str) -> tuple[Any, ...]:
        entries = (read(reading, one) for _, one in reading.sequence(node, field, Message("flow_file.entries")))
        return tuple(entry for entry in entries if entry is not None)

    return read_list


def _question(reading: Reading, node: Node) -> Question | None:
    found = reading.mapping(node, _QUESTION, ("id", "ask"), Message("flow_file.a_question"))
    found.pop("extra", None)
    return Question(**found) if "id" in found and "ask" in found else None


def _choice(reading: Reading, node: Node) -> Choice | None:
    found = reading.mapping(node, _CHOICE, ("value", "says"), Message("flow_file.a_choice"))
    found.pop("extra", None)
    return Choice(**found) if {"value", "says"} <= found.keys() else None


def _words(reading: Reading, node: Node, _field: str) -> tuple[tuple[str, str], ...]:
    """Words by their names."""
    if node.__class__ is not MappingNode:
        reading.trouble("wrong-type", Message("flow_file.words_without_names"), node, "words")
        return ()
    return tuple((key.value, reading.text(value, key.value)) for key, value in node.value)


def _draft(reading: Reading, node: Node) -> Draft | None:
    found = reading.mapping(
        node, {"title": Reading.text, "lines": Reading.texts}, ("title", "lines"), Message("flow_file.a_picture")
    )
    return Draft(title=found["title"], lines=found["lines"]) if {"title", "lines"} <= found.keys() else None


def _step(reading: Reading, node: Node) -> AgendaStep | None:
    found = reading.mapping(node, _STEP, ("flow",), Message("flow_file.a_step"))
    found.pop("extra", None)
    return AgendaStep(**found) if "flow" in found else None


def _plan_step(reading: Reading, node: Node) -> PlanStep | None:
    found = reading.mapping(node, _PLAN_STEP, ("id", "technique"), Message("flow_file.a_step"))
    found.pop("extra", None)
    return PlanStep(**found) if {"id", "technique"} <= found.keys() else None


def _writes(reading: Reading, node: Node, field: str) -> tuple[Write, ...]:
    if node.__class__ is ScalarNode:
        to = reading.text(node, field)
        return (Write(to=to),) if to else ()
    found = (
        reading.mapping(one, _WRITE, ("to",), Message("flow_file.what_is_written"))
        for _, one in reading.sequence(node, field, Message("flow_file.places"))
    )
    return tuple(Write(**{k: v for k, v in one.items() if k != "extra"}) for one in found if "to" in one)


def _unknown(reading: Reading, node: Node, _field: str) -> Unknown:
    found = reading.mapping(node, _UNKNOWN, (), Message("file.key", key="unknown"))
    found.pop("extra", None)
    return Unknown(**found)


def _condition(reading: Reading, node: Node, field: str = "when") -> Condition | None:
    """Read one condition: a mapping with exactly one word of the language."""
    if node.__class__ is not MappingNode or len(node.value) != 1:
        reading.trouble("wrong-type", Message("flow_file.not_a_condition"), node, field)
        return None
    key, value = node.value[0]
    match key.value:
        case "answered":
            return conditions.Answered(question=reading.text(value, "answered"))
        case "equals" | "count" if value.__class__ is MappingNode and len(value.value) == 1:
            name, content = value.value[0]
            if key.value == "equals":
                return conditions.Equals(question=name.value, value=reading.text(content, "equals"))
            return conditions.Count(flow=name.value, least=_number(reading, content, "count"))
        case "any" | "all":
            parts = (_condition(reading, one) for _, one in reading.sequence(value, key.value, Message("flow_file.conditions")))
            of = tuple(part for part in parts if part is not None)
            return conditions.AnyOf(of=of) if key.value == "any" else conditions.AllOf(of=of)
        case "not":
            inner = _condition(reading, value)
            return conditions.Not(of=inner) if inner else None
    reading.trouble("unknown-key", Message("flow_file.unknown_condition", name=str(key.value)), key)
    return None


_UNKNOWN: Mapping[str, Read] = {
    "becomes": one_of(("question", "assumption")),
    "text": _wording,
    "value": Reading.text,
}
_WRITE: Mapping[str, Read] = {"to": Reading.text, "when": _condition, "value": Reading.text}
_CHOICE: Mapping[str, Read] = {"value": Reading.text, "says": _wording, "when": _condition, "words": _words}
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
    "speaks_of": Reading.texts,
    "takes_up": Reading.text,
    "nearest": Reading.text,
    "or_none": _yes,
    "rewords": Reading.text,
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
    "noun": Reading.text,
    "opening": _each(_question),
    "questions": _each(_question),
    "closing": _each(_question),
}
_STEP: Mapping[str, Read] = {
    "flow": Reading.text,
    "minutes": _number,
    "ask": Reading.texts,
    "without": Reading.texts,
    "if_told": Reading.texts,
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
_PLAN_STEP: Mapping[str, Read] = {
    "id": Reading.text,
    "technique": one_of(tuple(TECHNIQUES)),
    "minutes": _number,
    "flow": Reading.text,
    "title": Reading.text,
    "says": Reading.text,
    "on": Reading.text,
    "ask": Reading.texts,
    "without": Reading.texts,
    "choose": _number,
    "gate": Reading.text,
    "needs": Reading.texts,
    "spare": _yes,
    "only_others": _yes,
}
_WORKSHOP: Mapping[str, Read] = {
    "workshop": Reading.text,
    "title": Reading.text,
    "minutes": _number,
    "says": Reading.text,
    "leaves_out": Reading.text,
    "free": _number,
    "least": _number,
    "most": _number,
    "steps": _each(_plan_step),
}
