"""From answers to a strategy: who said what where, how it can be linked to, and what it is called in the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from stratcoach.flow.conditions import Condition, holds
from stratcoach.flow.model import Agenda, Answer, Flow, Library, Question, Write
from stratcoach.flow.port import Option
from stratcoach.flow.state import Key, State, key_of, parse_key
from stratcoach.flow.wording import fill, quote, references
from stratcoach.model.ids import make_id
from stratcoach.model.sections import SECTION, SECTIONS, Section, entries
from stratcoach.model.strategy import Alternative, Assumption, Entry, Item, Strategy
from stratcoach.model.strategy import Question as OpenQuestion


class Assembly:
    """A view of one state: answers by name, items to link to, and the strategy that follows from them.

    A *handle* names something that can be linked to before it has an id: `insights#2`, `vision`, or
    `problems#1.rests_on?` for the assumption that came of an unknown.
    """

    def __init__(self, library: Library, state: State, agenda: Agenda, base: Strategy | None = None) -> None:
        self._library = library
        self._state = state
        self._agenda = agenda
        self._base = base

    # ---- answers by name

    def answer(self, key: str) -> Answer | None:
        """What was said to a question; a question with a single possible answer answers itself."""
        found = self._state.answers.get(key)
        if found is not None or self._state.passed(key):
            return found
        question = self._question(parse_key(key))
        if question is not None and question.auto and self._asked(parse_key(key).flow, question):
            return self.answers_itself(question, key)
        return None

    def answers_itself(self, question: Question, key: str) -> Answer | None:
        """The answer of a question that leaves nothing to choose: one choice, or one item in each section to link to."""
        if question.kind == "links":
            offered = [list(self._linkable(source)) for source in question.sources]
            if any(offered) and all(len(options) <= 1 for options in offered):
                return tuple(option.value for options in offered for option in options)
            return None
        options = self.options(question, key)
        return options[0].value if len(options) == 1 else None

    def answer_near(self, name: str, key: str) -> Answer | None:
        """Resolve a name as it is used beside a question: `user`, `vision.user`, `problems.first.statement`."""
        resolved = self._resolve(name, key)
        return self.answer(resolved) if resolved else None

    def said(self, name: str, key: str) -> str:
        """What a reference stands for within a question: shortened, or the entries of a list on lines of their own."""
        if name in self._state.lists or (name in self._library.flows and "." not in name):
            return "\n".join(f"– {self.label(f'{name}#{number}')}" for number in self._state.lists.get(name, ()))
        return quote(self.full_text(name, key))

    def full_text(self, name: str, key: str) -> str:
        answer = self.answer_near(name, key)
        if answer is None:
            return ""
        return answer if isinstance(answer, str) else "; ".join(answer)

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

    def _question(self, key: Key) -> Question | None:
        flow = self._library.flows.get(key.flow)
        return next((question for question in flow.all_questions if question.id == key.question), None) if flow else None

    def _asked(self, flow: str, question: Question) -> bool:
        return any(step.flow == flow and step.asks(question) for step in self._agenda.steps)

    def shown(self, key: str) -> str:
        """An answer as a person reads it in an overview."""
        if key in self._state.unknown:
            return "don't know yet"
        answer = self.answer(key)
        question = self._question(parse_key(key))
        if answer is None or question is None:
            return "left out"
        if question.kind == "links":
            return "; ".join(self.label(handle) for handle in answer)
        if question.kind == "choice":
            return next((option.label for option in self.options(question, key) if option.value == answer), str(answer))
        return answer if isinstance(answer, str) else "; ".join(answer)

    # ---- what can be chosen

    def options(self, question: Question, key: str) -> tuple[Option, ...]:
        """The answers that are offered now: the choices whose condition holds, or the items said before."""
        if question.kind == "links":
            return tuple(option for source in question.sources for option in self._linkable(source))
        return tuple(
            Option(choice.value, fill(choice.says, lambda name: self.said(name, key)))
            for choice in question.choices
            if self.meets(choice.when, key)
        )

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
        """Everything that was said for a section, in its order."""
        for flow in self._library.flows.values():
            if flow.section == section.name:
                if section.many:
                    yield from (f"{flow.id}#{number}" for number in self._state.lists.get(flow.id, ()))
                else:
                    yield flow.id
        if section.name == "assumptions":
            yield from (f"{key}?" for key in sorted(self._state.unknown) if self._becomes(key) == "assumption")

    def _becomes(self, key: str) -> str:
        question = self._question(parse_key(key))
        return self.becomes(question) if question else ""

    def becomes(self, question: Question) -> Literal["question", "assumption"]:
        """What “I don't know yet” turns into: for a ground that is missing an assumption, else an open question."""
        if question.unknown:
            return question.unknown.becomes
        return "assumption" if question.kind == "links" else "question"

    def _main_text(self, handle: str) -> str:
        if handle.endswith("?"):
            return self._text(f"{handle}text")
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows[flow_id]
        main = SECTION[flow.section].main
        for question in flow.questions:
            for write in question.writes:
                key = key_of(flow_id, question.id, int(number or 0))
                if write.field == main and self.meets(write.when, key) and (text := self._text(key)):
                    return text
        return ""

    def label(self, handle: str) -> str:
        """What an item is called in a menu: its main text, or whatever was said of it first."""
        if text := self._main_text(handle):
            return quote(text)
        said = (self._text(key) for key in (*self._state.answers, *self._state.suggested) if key.startswith(f"{handle}."))
        return quote(next(said, "")) or "(nothing yet)"

    def _text(self, key: str) -> str:
        answer = self._state.answers.get(key)
        answer = self._state.suggested.get(key, "") if answer is None else answer
        return answer if isinstance(answer, str) else "; ".join(answer)

    # ---- the strategy

    def strategy(self) -> Strategy:
        """The strategy that follows from the answers, without version, date and history: the caller knows those."""
        built: dict[str, Any] = {}
        for section in SECTIONS:
            if section.has_ids and any(flow.section == section.name for flow in self._library.flows.values()):
                held = tuple(self._linked(handle, section) for handle in self._ids if self._section_of(handle) is section)
                built[section.name] = held if section.many else (held[0] if held else None)
        base = self._base or Strategy()
        return base.replace(
            **self._header(),
            **built,
            questions=(*base.questions, *self._open_questions()),
            parking_lot=tuple(dict.fromkeys((*base.parking_lot, *self._state.parked, *self._unfinished()))),
        )

    def _section_of(self, handle: str) -> Section:
        return SECTION["assumptions"] if handle.endswith("?") else SECTION[self._library.flows[handle.partition("#")[0]].section]

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The id of every item that is complete enough to be one, in the order of the file."""
        found: dict[str, str] = {}
        taken = {section.own_id for section in SECTIONS if section.own_id}
        known = {handle: entry.id for handle, entry in self._known.items()}
        taken.update(known.values())
        for section in SECTIONS:
            for number, handle in enumerate(self._handles(section) if section.has_ids else (), 1):
                text = self._main_text(handle)
                if not text:
                    continue
                made = section.own_id or known.get(handle) or make_id(text, taken, f"{section.noun.replace(' ', '-')}-{number}")
                taken.add(made)
                found[handle] = made
        return found

    @cached_property
    def _known(self) -> dict[str, Item]:
        return dict(self._base_items())

    def _base_items(self) -> Iterator[tuple[str, Item]]:
        """The items of the strategy that is being revised: the n-th of a section has the handle with number n."""
        if self._base is None:
            return
        for flow in self._library.flows.values():
            if flow.section in SECTION:
                for number, entry in enumerate(entries(self._base, SECTION[flow.section]), 1):
                    assert isinstance(entry, Item)
                    yield (f"{flow.id}#{number}" if SECTION[flow.section].many else flow.id), entry

    def _linked(self, handle: str, section: Section) -> Item:
        """One item with its links: those chosen for it, and those from assumptions on which it was said to rest."""
        item = self._item(handle, section)
        grounds = [self._ids[ground] for ground in self._chosen(handle) if ground in self._ids]
        if not self._links_asked(handle):
            grounds = [*item.rests_on, *grounds]
        if "assumptions" in section.may_rest_on:
            for bet, held in self._bets.items():
                if handle in held:
                    grounds.append(self._ids[bet])
                elif section.name in self._bet_sources:
                    grounds = [ground for ground in grounds if ground != self._ids[bet]]
        own_id = {} if section.own_id else {"id": self._ids[handle]}
        return item.replace(rests_on=tuple(dict.fromkeys(grounds)), **own_id)

    def _item(self, handle: str, section: Section) -> Item:
        if handle.endswith("?"):
            parts = {field: self._text(f"{handle}{field}") for field in ("test", "owner", "by")}
            return Assumption(statement=self._text(f"{handle}text"), confidence="low", **parts)
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows[flow_id]
        known = self._known.get(handle)
        assert section.holds is not None
        blank = known or section.holds()
        fields = self._fields(flow, int(number or 0), blank)
        entry = blank.replace(**fields)
        assert isinstance(entry, Item)
        return entry

    def _fields(self, flow: Flow, number: int, blank: Entry) -> dict[str, Any]:
        """The fields of one entry that its questions write. A question that was left out empties its field."""
        found: dict[str, Any] = {}
        parts: dict[str, str] = {}
        for question in flow.questions:
            key = key_of(flow.id, question.id, number)
            for write in question.writes:
                if write.section or not self.meets(write.when, key):
                    continue
                value = self._written(question, write, key)
                head, _, inner = write.field.partition(".")
                if inner:
                    parts.update({inner: value} if value else {})
                elif question.kind == "links":
                    continue
                elif value or (not write.value and key in self._state.skipped and write.field not in found):
                    found[write.field] = value or blank.keys[head].default
        if parts.get("statement"):
            found["alternatives"] = (Alternative(**parts),)
        return found

    def _written(self, question: Question, write: Write, key: str) -> Any:
        if key in self._state.unknown and question.unknown:
            return question.unknown.value
        answer = self.answer(key)
        if answer is None:
            return ""
        if write.value:
            told = fill((write.value,), lambda name: self.full_text(name, key))
            return "" if any(not self.full_text(name, key) for name in references(write.value)) else told
        return answer

    def _chosen(self, handle: str) -> Iterator[str]:
        """The handles that were chosen for an item to rest on."""
        if handle.endswith("?"):
            return
        flow_id, _, number = handle.partition("#")
        for question in self._library.flows[flow_id].questions:
            if question.kind == "links" and not question.supports:
                key = key_of(flow_id, question.id, int(number or 0))
                yield from self.answer(key) or ()
                if key in self._state.unknown:
                    yield f"{key}?"

    def _links_asked(self, handle: str) -> bool:
        if handle.endswith("?"):
            return False
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows.get(flow_id)
        links = [q for q in flow.questions if q.kind == "links" and not q.supports] if flow else []
        return any(self._state.passed(key_of(flow_id, question.id, int(number or 0))) for question in links)

    @cached_property
    def _bets(self) -> dict[str, tuple[str, ...]]:
        """What was said to fall with each assumption for which that was asked."""
        found: dict[str, tuple[str, ...]] = {}
        for handle in self._ids:
            flow_id, _, number = handle.partition("#")
            flow = self._library.flows.get(flow_id)
            for question in flow.questions if flow else ():
                answer = self.answer(key_of(flow_id, question.id, int(number or 0))) if question.supports else None
                if isinstance(answer, tuple):
                    found[handle] = answer
        return found

    @cached_property
    def _bet_sources(self) -> frozenset[str]:
        return frozenset(source for flow in self._library.flows.values() for q in flow.questions if q.supports for source in q.sources)

    def _header(self) -> dict[str, str]:
        found = {}
        for flow in self._library.flows.values():
            for question in flow.all_questions:
                key = key_of(flow.id, question.id)
                for write in question.writes:
                    if (write.section or flow.section == "header") and self.meets(write.when, key):
                        value = self._written(question, write, key)
                        if value or key in self._state.skipped:
                            found[write.field] = value
        return found

    def _open_questions(self) -> Iterator[OpenQuestion]:
        for key in sorted(self._state.unknown):
            text = self._text(f"{key}?text")
            if self._becomes(key) == "question" and text:
                parsed = parse_key(key)
                on = self._ids.get(parsed.handle if parsed.entry else parsed.flow, "")
                yield OpenQuestion(question=text, on=on, owner=self._text(f"{key}?owner"), by=self._text(f"{key}?by"))

    def _unfinished(self) -> Iterator[str]:
        """What was said of an entry that has no main text, so that nothing said is lost."""
        for flow in self._library.flows.values():
            if flow.section not in SECTION:
                continue
            section = SECTION[flow.section]
            for handle in self._handles(section):
                if handle.endswith("?") or handle in self._ids or not handle.startswith(flow.id):
                    continue
                said = [text for key, text in self._state.answers.items() if key.startswith(f"{handle}.") and "?" not in key]
                texts = [text for text in said if isinstance(text, str) and " " in text]
                if texts:
                    yield f"{section.noun}, unfinished: {'; '.join(texts)}"


def provisional_entry(assembly: Assembly, flow: Flow, upto: Question, number: int) -> Entry:
    """The entry as it stands at one question: each field from the last question up to it that could write the field."""
    section = SECTION[flow.section]
    assert section.holds is not None
    found: dict[str, Any] = {}
    for question in flow.questions:
        here = key_of(flow.id, question.id, number)
        answer = assembly.answer(here)
        for write in question.writes[:1]:
            plain = not write.section and "." not in write.field and not write.value and question.kind != "links"
            if plain and answer is not None:
                found[write.field] = answer
        if question.id == upto.id:
            break
    return section.holds(**found)
