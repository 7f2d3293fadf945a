"""The answers so far, seen from a question: answers by name, items to link to, texts to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from stratcoach.flow.answer import Answer
from stratcoach.flow.conditions import Condition, holds
from stratcoach.flow.events import entry_of
from stratcoach.flow.model import Agenda, Library, Question
from stratcoach.flow.protocol import Option
from stratcoach.flow.question_key import QuestionKey, key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.flow.templates import fill, quote
from stratcoach.messages import Message, Text
from stratcoach.model.sections import SECTION, Section


class View:
    """A view of one state.

    A *handle* names something that can be linked to before it has an id: `insights#2`, `vision`,
    `problems#1.rests_on?` for the assumption that came of an unknown, or `proposals#2+boundaries` for the item of another section
    that was written there.
    """

    def __init__(self, library: Library, state: InterviewState, agenda: Agenda) -> None:
        self._library = library
        self._state = state
        self._agenda = agenda

    # ---- answers by name

    def answer(self, key: str) -> Answer | None:
        """The answer to a question; a question with a single possible answer answers itself."""
        found = self._state.answers.get(key)
        if found is not None or self._state.passed(key):
            return found
        question = self._question(parse_key(key))
        if question is not None and question.auto and self._asked(parse_key(key).flow, question):
            return self.answers_itself(question, key)
        return None

    def answers_itself(self, question: Question, key: str) -> Answer | None:
        """The answer of a question that leaves nothing to choose: one choice, or one item in each section to link to. Where
        it was left out before, in an entry that is gone through again, it is no answer.
        """
        if parse_key(key).handle in self._state.found:
            return None
        if question.kind == "links":
            offered = [list(self._linkable(source)) for source in question.sources]
            if any(offered) and all(len(options) <= 1 for options in offered):
                return tuple(option.value for options in offered for option in options)
            return None
        options = self.options(question, key)
        return options[0].value if len(options) == 1 else None

    def answer_near(self, name: str, key: str) -> Answer | None:
        """Resolve a name as it is used within a question: `user`, `vision.user`, `problems.first.statement`."""
        resolved = self._resolve(name, key)
        return self.answer(resolved) if resolved else None

    def said(self, name: str, key: str) -> str:
        """The value of a reference within a question: shortened, or the entries of a list on lines of their own."""
        if name in self._state.lists or (name in self._library.flows and "." not in name):
            return "\n".join(f"– {self.label(f'{name}#{number}')}" for number in self._state.lists.get(name, ()))
        return quote(self.full_text(name, key))

    def full_text(self, name: str, key: str) -> str:
        """The whole value of a reference: a question's answer, or the answer that fills a field of a section."""
        resolved = self._written_to(name, key) or self._resolve(name, key)
        answer = self.answer(resolved) if resolved else None
        if answer is None:
            return ""
        question = self._question(parse_key(resolved)) if resolved else None
        if question and question.sources and isinstance(answer, str):
            return self._main_text(answer)
        return answer if isinstance(answer, str) else "; ".join(answer)

    def main_key(self, handle: str) -> str:
        """The key of the question whose answer says what an item is about; empty where nothing does."""
        flow_id, number = entry_of(handle)
        flow = self._library.flows.get(flow_id)
        keys = ((key_of(flow_id, question.id, number), write.when) for question, write in (flow.main_writes if flow else ()))
        return next((key for key, when in keys if self.meets(when, key) and self._text(key)), "")

    def _written_to(self, name: str, key: str) -> str:
        """The answered question that fills the field of this name: of two drafts, the one that was chosen."""
        resolved = self._resolve(name, key)
        at = parse_key(resolved) if resolved else None
        flow = self._library.flows.get(at.flow) if at else None
        if at is None or flow is None:
            return ""
        for question in flow.questions:
            here = key_of(flow.id, question.id, at.entry)
            for write in question.writes:
                if write.field == at.question and not write.value and self.answer(here) and self.meets(write.when, here):
                    return here
        return ""

    def _resolve(self, name: str, key: str) -> str:
        parts = name.split(".")
        at = parse_key(key)
        if len(parts) == 1:
            flow = self._library.flows[at.flow]
            in_list = any(question.id == name for question in flow.questions)
            return key_of(at.flow, name, at.entry if in_list else 0)
        if len(parts) == 2:
            return key_of(parts[0], parts[1])
        numbers = self._state.lists.get(parts[0], [])
        if not numbers:
            return ""
        return key_of(parts[0], parts[2], numbers[-1] if parts[1] == "last" else numbers[0])

    def _question(self, key: QuestionKey) -> Question | None:
        flow = self._library.flows.get(key.flow)
        return next((question for question in flow.all_questions if question.id == key.question), None) if flow else None

    def _asked(self, flow: str, question: Question) -> bool:
        return any(step.flow == flow and step.asks(question) for step in self._agenda.steps)

    def shown(self, key: str) -> Text:
        """An answer as a person reads it in an overview."""
        if key in self._state.unknown:
            return Message("interview.dont_know_yet")
        answer = self.answer(key)
        question = self._question(parse_key(key))
        if answer is None or question is None:
            return Message("interview.skipped")
        if question.kind == "links":
            return Message("interview.several", texts=tuple(self.label(handle) for handle in answer))
        if question.kind == "agenda":
            agenda = self._library.agendas.get(str(answer))
            return agenda.title if agenda else ""
        if question.kind == "choice":
            return next((option.label for option in self.options(question, key) if option.value == answer), str(answer))
        return answer if isinstance(answer, str) else "; ".join(answer)

    # ---- what can be chosen

    def options(self, question: Question, key: str) -> tuple[Option, ...]:
        """The answers that are offered now: the choices whose condition holds, or the items said before."""
        if question.kind == "links":
            return tuple(option for source in question.sources for option in self._linkable(source))
        choices = (
            Option(choice.value, fill(choice.says, lambda name: self.said(name, key)))
            for choice in question.choices
            if self.meets(choice.when, key)
        )
        return (*choices, *(option for source in question.sources for option in self._linkable(source)))

    def meets(self, condition: Condition | None, key: str) -> bool:
        """Whether a condition holds, seen from one question."""
        return holds(condition, lambda name: self.answer_near(name, key), self.count)

    def count(self, flow: str) -> int:
        return len(self._state.lists.get(flow, ()))

    def _linkable(self, section: str) -> Iterator[Option]:
        for handle in self._handles(SECTION[section]):
            text = self._main_text(handle)
            if text:
                yield Option(handle, quote(text), text)

    def _handles(self, section: Section) -> Iterator[str]:
        """Everything that was answered for a section, in its order."""
        for flow in self._library.flows.values():
            if flow.section == section.name:
                if section.many:
                    yield from (f"{flow.id}#{number}" for number in self._state.lists.get(flow.id, ()))
                else:
                    yield flow.id
        yield from self._written_elsewhere(section)
        if section.name == "assumptions":
            yield from (f"{key}?" for key in sorted(self._state.unknown) if self._becomes(key) == "assumption")

    def _written_elsewhere(self, section: Section) -> Iterator[str]:
        """The items of a section that questions of other flows have made."""
        for flow in self._library.flows.values():
            if section.name in flow.makes:
                made = (f"{flow.id}#{number}+{section.name}" for number in self._state.lists.get(flow.id, ()))
                yield from (handle for handle in made if self._main_text(handle))

    def written(self, handle: str) -> dict[str, str]:
        """The fields of an item that questions of another flow have made."""
        entry, _, section = handle.partition("+")
        flow_id, number = entry_of(entry)
        return {
            write.field: str(self._state.answers[key])
            for question in self._library.flows[flow_id].questions
            if (key := key_of(flow_id, question.id, number)) in self._state.answers
            for write in question.writes
            if write.section == section and self.meets(write.when, key)
        }

    def _becomes(self, key: str) -> str:
        question = self._question(parse_key(key))
        return self.becomes(question) if question else ""

    def becomes(self, question: Question) -> Literal["question", "assumption"]:
        """What “I don't know yet” turns into: for a ground that is missing an assumption, else an open question."""
        if question.unknown:
            return question.unknown.becomes
        return "assumption" if question.kind == "links" and "assumptions" in question.sources else "question"

    def _main_text(self, handle: str) -> str:
        if handle.endswith("?"):
            return self._text(f"{handle}text")
        if "+" in handle:
            return self.written(handle).get(SECTION[handle.partition("+")[2]].main, "")
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows[flow_id]
        for question, write in flow.main_writes:
            key = key_of(flow_id, question.id, int(number or 0))
            if self.meets(write.when, key) and (text := self._text(key)):
                return text
        return ""

    def _against(self, handle: str) -> str:
        """The other side of a choice between two things."""
        if "+" in handle:
            return self.written(handle).get(SECTION[handle.partition("+")[2]].against, "")
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows[flow_id]
        against = SECTION[flow.section].against if flow.section in SECTION else ""
        keys = (key_of(flow_id, q.id, int(number or 0)) for q in flow.questions for write in q.writes if write.field == against)
        return next((text for key in keys if (text := self._text(key))), "") if against else ""

    def words(self, handle: str) -> Text:
        """What the file says of an item, whole: its main text, and of a choice between two things the other one, too."""
        text, against = self._main_text(handle), self._against(handle)
        return Message("interview.even_over_whole", choose=text.rstrip("."), over=against) if text and against else text

    def name(self, handle: str) -> str:
        """What an item is called in short: its main text, or the first thing that was said about it; empty where that is nothing."""
        if text := self._main_text(handle):
            return quote(text)
        said = (self._text(key) for key in (*self._state.answers, *self._state.suggested) if key.startswith(f"{handle}."))
        return quote(next(said, ""))

    def label(self, handle: str) -> Text:
        """What an item is called in a menu: its name, and of a choice between two things the other one, too."""
        name = self.name(handle)
        if self._main_text(handle) and (against := self._against(handle)):
            return Message("place.even_over", choose=name, over=quote(against))
        return name or Message("interview.nothing_yet")

    def _text(self, key: str) -> str:
        answer = self._state.answers.get(key)
        answer = self._state.suggested.get(key, "") if answer is None else answer
        return answer if isinstance(answer, str) else "; ".join(answer)
