"""A net under a session on a file: nothing that nobody was asked about may vanish from it when it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from stratcoach.flow.events import InterviewEvent, OfAnswer
from stratcoach.flow.model import Flow, Library
from stratcoach.model.entry import Item
from stratcoach.model.sections import SECTION, SECTIONS, entries
from stratcoach.model.strategy import Strategy

_LINKS = ("rests_on", "challenges")


def kept(base: Strategy, revised: Strategy, own: Sequence[InterviewEvent], library: Library) -> Strategy:
    """The revised strategy with everything of `base` that is gone without one of the person's `own` events being about it.

    What a new insight did, such as a bet that it settles, is known from the ids in its answers.
    """
    net = _Net(base, own, library)
    changed: dict[str, Any] = {}
    for section in SECTIONS:
        if section.has_ids and (before := entries(base, section)):
            after = net.entries_kept(section.name, before, entries(revised, section))
            changed[section.name] = after if section.many else next(iter(after), None)
    if not net.settles:
        changed["questions"] = _with_missing(base.questions, revised.questions)
    changed["parking_lot"] = _with_missing(base.parking_lot, revised.parking_lot)
    emptied = {name: value for name, value in base.__dict__.items() if isinstance(value, str) and not getattr(revised, name)}
    changed |= {name: value for name, value in emptied.items() if value and name not in net.header}
    return revised.replace(**changed)


class _Net:
    """What a person was asked about: handles of entries, keys of the header, ids."""

    def __init__(self, base: Strategy, own: Sequence[InterviewEvent], library: Library) -> None:
        keys = [about for event in own if (about := event.about)]
        self.handles = {key.handle if key.entry else key.flow for key in keys}
        learned = [event.value for event in own if isinstance(event, OfAnswer) and event.about.flow == "learn"]
        self.ids = {value for answer in learned for value in answer}
        self.settles = any(key.question == "proves" for key in keys)
        self.flows = {flow.section: flow for flow in library.flows.values() if flow.section in SECTION}
        self.header = set(_header_fields(library, {(key.flow, key.question) for key in keys if not key.entry}))
        self.untouched = {
            entry.id
            for section in SECTIONS
            if section.has_ids
            for number, entry in enumerate(entries(base, section), 1)
            if isinstance(entry, Item) and not self._is_touched(section.name, number, entry)
        }

    def entries_kept(self, section: str, before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...]:
        """The entries of a section, with those that are gone in their old place."""
        there = {item.id: item for item in after}
        names = list(there)
        for number, item in enumerate(before):
            if item.id in there or item.id not in self.untouched:
                continue
            ahead = next((one.id for one in reversed(before[:number]) if one.id in names), None)
            names.insert(names.index(ahead) + 1 if ahead else 0, item.id)
            there[item.id] = item
        old = {item.id: item for item in before}
        flow = self.flows.get(section)
        return tuple(self._filled(old[name], there[name], flow) if name in old else there[name] for name in names)

    def _filled(self, old: Item, new: Item, flow: Flow | None) -> Item:
        """An item with the fields that were emptied though nothing asks for them, or nobody was asked about the item."""
        asked = (
            set() if old.id in self.untouched else {write.field for q in (flow.questions if flow else ()) for write in q.writes}
        )
        asked |= {name.partition(".")[0] for name in asked}
        lost = {
            name: value
            for name, value in old.__dict__.items()
            if value and not getattr(new, name) and name not in asked and name not in _LINKS
        }
        return new.replace(**lost) if lost else new

    def _is_touched(self, section: str, number: int, item: Item) -> bool:
        flow = self.flows.get(section)
        if flow is None:
            return False
        return item.id in self.ids or (f"{flow.id}#{number}" if flow.is_list else flow.id) in self.handles


def _header_fields(library: Library, asked: Iterable[tuple[str, str]]) -> Iterable[str]:
    for flow_id, question_id in asked:
        flow = library.flows.get(flow_id)
        for question in flow.all_questions if flow else ():
            if question.id == question_id:
                yield from (write.field for write in question.writes)


def _with_missing(before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...]:
    return (*after, *(one for one in before if one not in after))
