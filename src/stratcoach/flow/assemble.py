"""From answers to a strategy: which fields they fill, what each item rests on and is called, what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from stratcoach.flow.dependents import standing
from stratcoach.flow.model import Agenda, Flow, Library, Question, Write
from stratcoach.flow.nouns import chooses_words, extra_with
from stratcoach.flow.proposal_answers import ProposalAnswers
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.flow.templates import fill, references
from stratcoach.messages import NOTHING, Message
from stratcoach.model import caps
from stratcoach.model.entry import Entry, Item, Pairs
from stratcoach.model.ids import make_id
from stratcoach.model.part_lines import parts_of
from stratcoach.model.sections import SECTION, SECTIONS, Section, entries, items
from stratcoach.model.strategy import Assumption, OpenQuestion, Proposal, Strategy


class Assembly(ProposalAnswers):
    """Builds the strategy that follows from a state; `base` is the one that is being revised."""

    def __init__(self, library: Library, state: InterviewState, agenda: Agenda, base: Strategy | None = None) -> None:
        super().__init__(library, state, agenda)
        self._base = base or Strategy(language=library.language)

    @property
    def language(self) -> str:
        """The code of the language in which the strategy is written; none for English."""
        return self._base.language

    def strategy(self) -> Strategy:
        """The strategy that follows from the answers, without version, date and history: the caller knows those."""
        return self._choices.replace(proposals=self.proposals(self._base))

    @cached_property
    def _choices(self) -> Strategy:
        """The same without what was said about proposals."""
        built: dict[str, Any] = {}
        base = self._base
        for section in SECTIONS:
            made = tuple(self._linked(handle, section) for handle in self.ids if self._section_of(handle) is section)
            if section.has_ids and any(flow.section == section.name for flow in self._library.flows.values()):
                built[section.name] = made if section.many else (made[0] if made else None)
            elif made:
                built[section.name] = (*entries(base, section), *made)
        return base.replace(
            **self._header(),
            **built,
            extra=self._extra(base),
            questions=(*base.questions, *self._open_questions()),
            parking_lot=tuple(dict.fromkeys((*base.parking_lot, *self._state.parked, *self._unfinished()))),
        )

    def _extra(self, base: Strategy) -> Pairs:
        found = chooses_words(self._library.flows)
        return extra_with(base, str(self._state.answers.get(found[0], "")), self._library.flows) if found else base.extra

    def _section_of(self, handle: str) -> Section:
        if "+" in handle:
            return SECTION[handle.partition("+")[2]]
        return SECTION["assumptions"] if handle.endswith("?") else SECTION[self._library.flows[handle.partition("#")[0]].section]

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id of every item that is complete enough to be one, in the order of the file."""
        found: dict[str, str] = {}
        taken = {section.own_id for section in SECTIONS if section.own_id}
        tried: dict[str, int] = {}
        known = {handle: entry.id for handle, entry in self._known.items()}
        taken.update(known.values(), (item.id for _, item in items(self._base)))
        for section in SECTIONS:
            for number, handle in enumerate(self._handles(section) if section.has_ids else (), 1):
                text = self._main_text(handle)
                if not text:
                    continue
                fallback = f"{section.singular.replace(' ', '-')}-{number}"
                made = section.own_id or known.get(handle) or make_id(text, taken, fallback, tried)
                taken.add(made)
                found[handle] = made
        return found

    @cached_property
    def _known(self) -> dict[str, Item]:
        return dict(self._base_items())

    def standing(self, handle: str) -> Message:
        """What rests on an item of the strategy that is being revised, and what puts it in question."""
        item = self._known.get(handle)
        return standing(self._base, item.id) if item else NOTHING

    def _base_items(self) -> Iterator[tuple[str, Item]]:
        """The items of the strategy that is being revised: the n-th of a section has the handle with number n."""
        for flow in self._library.flows.values():
            if flow.section in SECTION and SECTION[flow.section].has_ids:
                for number, entry in enumerate(entries(self._base, SECTION[flow.section]), 1):
                    assert isinstance(entry, Item)
                    yield (f"{flow.id}#{number}" if SECTION[flow.section].many else flow.id), entry

    def _base_proposal(self, flow: Flow, number: int) -> Proposal:
        known = self._base.proposals if f"{flow.id}#{number}" in self._state.found else ()
        return known[number - 1] if number <= len(known) else Proposal()

    def _linked(self, handle: str, section: Section) -> Item:
        """One item with its links: those chosen for it, and those from assumptions that were chosen for it."""
        item = self._item(handle, section)
        grounds = [self.ids[ground] for ground in self._chosen(handle) if ground in self.ids]
        if not self._links_asked(handle):
            grounds = [*item.rests_on, *grounds]
        if "assumptions" in section.may_rest_on:
            for bet, held in self._bets.items():
                if self._said_since(handle, supports=False) and not self._said_since(bet, supports=True):
                    continue  # what somebody just said of the item itself holds against what the file says of the bet
                if handle in held:
                    grounds.append(self.ids[bet])
                elif section.name in self._bet_sources:
                    grounds = [ground for ground in grounds if ground != self.ids[bet]]
        own_id = {} if section.own_id else {"id": self.ids[handle]}
        return item.replace(rests_on=tuple(dict.fromkeys(grounds)), **own_id)

    def _item(self, handle: str, section: Section) -> Item:
        if handle.endswith("?"):
            told = {part: self._text(f"{handle}{part}") for part in ("text", "test", "drop_if", "owner", "by")}
            bet = Assumption(statement=told["text"], test=told["test"], drop_if=told["drop_if"], confidence="low")
            return bet.replace(owner=told["owner"], by=told["by"])
        assert section.holds is not None
        if "+" in handle:
            return cast("Item", section.holds().replace(**self.written(handle)))
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows[flow_id]
        known = self._known.get(handle)
        blank = known or section.holds()
        fields = self._fields(flow, int(number or 0), blank)
        entry = blank.replace(**fields)
        assert isinstance(entry, Item)
        return entry

    def _fields(self, flow: Flow, number: int, blank: Entry) -> dict[str, Any]:
        """The fields of one entry that its questions write. A question that was left out empties its field."""
        found: dict[str, Any] = {}
        parts: dict[str, dict[str, str]] = {}
        for question in flow.questions:
            key = key_of(flow.id, question.id, number)
            for write in question.writes:
                if write.section or not self.meets(write.when, key):
                    continue
                value = self._written(question, write, key)
                head, _, inner = write.field.partition(".")
                if inner:
                    parts.setdefault(head, {}).update({inner: value} if value else {})
                elif question.kind == "links":
                    continue
                elif value or (not write.value and key in self._state.skipped and write.field not in found):
                    found[write.field] = in_parts(value, blank, head) if value else blank.keys[head].default
        for head, inner_fields in parts.items():
            part = blank.keys[head].part
            if part and inner_fields and all(inner_fields.get(name) for name, key in part.keys.items() if key.must):
                found[head] = (part().replace(**inner_fields), *getattr(blank, head)[1:])
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
        if handle.endswith("?") or "+" in handle:
            return
        flow_id, _, number = handle.partition("#")
        for question in self._library.flows[flow_id].questions:
            if question.kind == "links" and not question.supports:
                key = key_of(flow_id, question.id, int(number or 0))
                yield from self.answer(key) or ()
                if key in self._state.unknown:
                    yield f"{key}?"

    def _links_asked(self, handle: str) -> bool:
        return any(map(self._state.passed, self._link_keys(handle)))

    def _said_since(self, handle: str, *, supports: bool) -> bool:
        """Whether somebody answered the question on an entry's links, and the answer doesn't only come from the file."""
        return any(key in self._state.improved for key in self._link_keys(handle, supports=supports))

    def _link_keys(self, handle: str, *, supports: bool = False) -> list[str]:
        """The questions on what an entry rests on, or, with `supports`, on what would fall with it."""
        flow_id, _, number = handle.partition("#")
        flow = self._library.flows.get(flow_id) if not handle.endswith("?") and "+" not in handle else None
        asked = [question for question in flow.questions if question.kind == "links"] if flow else []
        return [key_of(flow_id, question.id, int(number or 0)) for question in asked if question.supports == supports]

    @cached_property
    def _bets(self) -> dict[str, tuple[str, ...]]:
        """What would fall with each assumption for which that was asked."""
        found: dict[str, tuple[str, ...]] = {}
        for handle in self.ids:
            flow_id, _, number = handle.partition("#")
            flow = self._library.flows.get(flow_id) if "+" not in handle else None
            for question in flow.questions if flow else ():
                answer = self.answer(key_of(flow_id, question.id, int(number or 0))) if question.supports else None
                if isinstance(answer, tuple):
                    found[handle] = answer
        return found

    @cached_property
    def _bet_sources(self) -> frozenset[str]:
        return frozenset(
            source for flow in self._library.flows.values() for q in flow.questions if q.supports for source in q.sources
        )

    def _header(self) -> dict[str, str]:
        found = {}
        for flow in self._library.flows.values():
            for question in flow.all_questions:
                key = key_of(flow.id, question.id)
                for write in question.writes:
                    if (write.section == "header" or flow.section == "header") and self.meets(write.when, key):
                        value = self._written(question, write, key)
                        if value or key in self._state.skipped:
                            found[write.field] = value
        return found

    def _open_questions(self) -> Iterator[OpenQuestion]:
        for key in sorted(self._state.unknown):
            text = self._text(f"{key}?text")
            if self._becomes(key) == "question" and text:
                parsed = parse_key(key)
                on = self.ids.get(parsed.handle if parsed.entry else parsed.flow, "")
                yield OpenQuestion(question=text, on=on, owner=self._text(f"{key}?owner"), by=self._text(f"{key}?by"))

    def _unfinished(self) -> Iterator[str]:
        """What was answered about an entry that has no main text, so that nothing is lost."""
        for flow in self._library.flows.values():
            if flow.section not in SECTION:
                continue
            section = SECTION[flow.section]
            for handle in self._handles(section):
                is_whole = handle in self.ids or (not section.has_ids and self._main_text(handle))
                if handle.endswith("?") or "+" in handle or is_whole or not handle.startswith(flow.id):
                    continue
                said = [text for key, text in self._state.answers.items() if key.startswith(f"{handle}.") and "?" not in key]
                texts = [text for text in said if isinstance(text, str) and " " in text]
                if texts:
                    together = f"{Message('interview.unfinished', noun=section.noun, texts=tuple(texts))}"
                    yield from (together,) if len(together) <= caps.TEXT.most else texts


def in_parts(answer: Any, entry: Entry, field: str) -> Any:
    """An answer as its field holds it: the lines of a field with parts as those parts."""
    part = entry.keys[field].part
    return parts_of(answer, part, getattr(entry, field)) if part and isinstance(answer, tuple) else answer


def provisional_entry(assembly: Assembly, flow: Flow, upto: Question, number: int) -> Entry:
    """The entry as it is at one question: each field from the last question up to it that could write the field. What was
    answered ahead of its question, such as in brackets behind a note, is in it, too.
    """
    section = SECTION[flow.section]
    assert section.holds is not None
    found: dict[str, Any] = {}
    is_ahead = False
    for question in flow.questions:
        here = key_of(flow.id, question.id, number)
        answer = assembly.answer(here)
        for write in question.writes[:1]:
            plain = not write.section and not write.value and question.kind != "links"
            if plain and answer is not None and not (is_ahead and write.field in found):
                found[write.field] = answer if "." in write.field else in_parts(answer, section.holds(), write.field)
        is_ahead = is_ahead or question.id == upto.id
    own = {name: value for name, value in found.items() if "." not in name}
    return section.holds(**own).replace(**_parts(section.holds, found))


def _parts(holds: type[Entry], found: dict[str, Any]) -> dict[str, tuple[Entry, ...]]:
    """The parts that an entry has by answers such as `alternatives.because`: one of each kind."""
    inner: dict[str, dict[str, Any]] = {}
    for name, value in found.items():
        head, dot, field = name.partition(".")
        if dot:
            inner.setdefault(head, {})[field] = value
    kinds = {head: holds.keys[head].part for head in inner}
    return {head: (kind(**inner[head]),) for head, kind in kinds.items() if kind}
