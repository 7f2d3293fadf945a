"""An answers file: what a person would have said, so that the interview can run unattended.

It is laid out like a strategy file, with the questions' ids as keys. An answer is a text or a list; links are numbers of
what was said before, or words from it; `{tries: [first, better]}` answers the coach, and
`{unknown: the question, owner: …, by: …}` says “I don't know yet”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import incoming
from stratcoach.files.positions import span_of
from stratcoach.files.shapes import Read, Reading
from stratcoach.files.yaml_text import MappingNode, Node, SequenceNode, read
from stratcoach.flow.model import Flow, Library, Question
from stratcoach.flow.question_key import key_of
from stratcoach.messages import Message
from stratcoach.model import caps

FORMAT: Final = "1"
AGENDA: Final = "agenda"


class Given(NamedTuple):
    """One answer of the file, and where it stands. `tries` are what is said one after the other when the coach asks."""

    tries: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    unknown: str = ""
    details: tuple[tuple[str, str], ...] = ()
    where: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty list, which says no more than no answer."""
        return not (self.tries or self.many or self.unknown)


class Answers(NamedTuple):
    """All answers by the key of their question, and how many entries each list has. `read_as` is the file's encoding where
    that had to be guessed.
    """

    name: str
    given: dict[str, Given]
    entries: dict[str, int]
    read_as: str = ""


def load_answers(path: Path, library: Library) -> Answers:
    """Read an answers file against the questions that there are.

    Raises:
        UserError: with every error in it.
    """
    text, read_as = incoming.lines_of(path)
    reading = Reading(read(text))
    loader = _Loader(reading, str(path), library)
    root = reading.source.root
    if isinstance(root, MappingNode):
        count = sum(len(value.value) for _, value in root.value if isinstance(value, SequenceNode))
        if count > caps.ANSWERS.most:
            raise UserError(caps.ANSWERS.refused(str(path), count), caps.ANSWERS.way_out)
    if root is not None:
        found = reading.mapping(root, loader.readers(), ("answers", AGENDA), Message("answers.the_file"))
        stated = found.get("answers")
        if stated and stated != FORMAT:
            reading.trouble("bad-value", Message("answers.other_format", format=FORMAT), root, "answers")
    if reading.troubles or root is None:
        lines = tuple(trouble.placed(str(path)) for trouble in reading.troubles)
        lines = lines or (Message("answers.file_is_empty", path=str(path)),)
        raise UserError(Message("answers.has_errors"), Message("config.fix_errors"), lines)
    return Answers(str(path), loader.given, loader.entries, read_as)


class _Loader:
    def __init__(self, reading: Reading, name: str, library: Library) -> None:
        self.reading = reading
        self.name = name
        self.library = library
        self.given: dict[str, Given] = {}
        self.entries: dict[str, int] = {}

    def readers(self) -> Mapping[str, Read]:
        """What may stand at the top: the agenda, the questions asked outside sections, and the sections."""
        found: dict[str, Read] = {"answers": Reading.text, AGENDA: self._answer_to("start.agenda")}
        alone = {step.flow for agenda in self.library.agendas.values() for step in agenda.steps}
        for flow in self.library.flows.values():
            if flow.section == "header" and flow.id not in alone:
                continue  # only a group is asked
            if flow.section == "header":
                found.update(self._readers_for(flow, [q for q in flow.questions if q.kind not in ("agenda", "read_back")], 0))
            else:
                found.update(self._readers_for(flow, [*flow.opening, *flow.closing], 0))
                found[flow.id] = self._list_of(flow) if flow.is_list else self._section(flow)
        return found

    def _readers_for(self, flow: Flow, questions: list[Question], entry: int) -> dict[str, Read]:
        return {question.id: self._answer_to(key_of(flow.id, question.id, entry)) for question in questions}

    def _section(self, flow: Flow) -> Read:
        def read(reading: Reading, node: Node, _field: str) -> bool:
            reading.mapping(node, self._readers_for(flow, list(flow.questions), 0), (), Message("file.key", key=flow.id))
            return True

        return read

    def _list_of(self, flow: Flow) -> Read:
        def read(reading: Reading, node: Node, field: str) -> bool:
            for number, inner in reading.sequence(node, field, Message("answers.entries")):
                reading.mapping(
                    inner,
                    self._readers_for(flow, list(flow.questions), number + 1),
                    (),
                    Message("answers.entry_of", flow=flow.id),
                )
                self.entries[flow.id] = number + 1
                if not any(key_of(flow.id, main, number + 1) in self.given for main in flow.mains):
                    keys = tuple(Message("file.key", key=main) for main in sorted(flow.mains))
                    reading.trouble("missing", Message("answers.entry_without", flow=flow.id, keys=keys), inner)
            return True

        return read

    def _answer_to(self, key: str) -> Read:
        def read(reading: Reading, node: Node, field: str) -> bool:
            span = span_of(node, reading.source.text)
            where = f"{self.name}:{span.line}:{span.column}"
            if node.__class__ is SequenceNode:
                self.given[key] = Given(many=tuple(filter(None, (self._line(one, field) for one in node.value))), where=where)
            elif node.__class__ is MappingNode:
                self.given[key] = self._longer(node, where)
            elif text := reading.text(node, field):
                self.given[key] = Given(tries=(text,), where=where)
            return True

        return read

    def _line(self, node: Node, field: str) -> str:
        """One text of a list. One with a colon, such as `- Map apps: the most complete map`, YAML takes for a mapping."""
        if isinstance(node, MappingNode) and node.value:
            pairs = [(self.reading.text(key, field), self.reading.text(value, field)) for key, value in node.value]
            return ": ".join(pairs[0] if len(pairs) == 1 else [value for _, value in pairs])
        return self.reading.text(node, field, Message("file.each_entry", field=field))

    def _longer(self, node: Node, where: str) -> Given:
        found = self.reading.mapping(node, _LONGER, (), Message("answers.an_answer"))
        if "tries" in found:
            return Given(tries=found["tries"], where=where)
        if "unknown" not in found:
            self.reading.trouble("missing", Message("answers.neither_tries_nor_unknown"), node)
        details = tuple((name, found[name]) for name in ("owner", "by", "test", "drop_if") if name in found)
        return Given(unknown=found.get("unknown", ""), details=details, where=where)


_LONGER: Mapping[str, Read] = {
    "tries": Reading.texts,
    "unknown": Reading.text,
    "owner": Reading.text,
    "by": Reading.text,
    "test": Reading.text,
    "drop_if": Reading.text,
}


def unused(answers: Answers, asked: set[str]) -> Iterator[Message]:
    """Yield the answers that no question asked for, so that nothing is dropped in silence."""
    for key, given in answers.given.items():
        if key not in asked:
            yield Message("answers.not_asked_for", place=given.where, key=key)


__all__ = ["Answers", "Given", "load_answers", "unused"]
