"""What has a day on which somebody wanted to look again: bets, numbers, questions, proposals, waivers, the strategy itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from stratcoach.language.en.number_progress import read_next
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.coverage import Due, ItemPlace
from stratcoach.model.coverage import due as dated
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.strategy import Assumption, OpenQuestion, Proposal, Strategy, Waiver
from stratcoach.services.numbers import measured

MatterKind = Literal["bet", "reading", "question", "proposal", "day", "waiver", "review"]
_ORDER: Final[tuple[MatterKind, ...]] = ("bet", "reading", "question", "proposal", "day", "waiver", "review")
"""Most important first: what the strategy rests on, how it goes, what is open; the whole of it last, when all else is settled."""
_MINUTES: Final[dict[MatterKind, int]] = {
    "bet": 4,
    "reading": 2,
    "question": 3,
    "proposal": 1,
    "day": 2,
    "waiver": 1,
    "review": 1,
}
"""How long people talk about one of them."""


class Matter(NamedTuple):
    """Something to look at on a day. `written` is that day as the file has it, or `""` for a reading; `place` is None for the strategy
    as a whole; so many items are `resting` on it.
    """

    kind: MatterKind
    on: date
    written: str
    place: ItemPlace | None
    field: str
    owner: str
    resting: int = 0

    @property
    def said(self) -> str:
        """What it is about, in the words of the file; for a waiver, what was accepted and why."""
        if self.place is None:
            return ""
        if isinstance(waiver := self.place.entry, Waiver):
            return str(Message("review.accepted", rule=waiver.rule, on=waiver.on, because=waiver.because))
        return self.place.said

    @property
    def minutes(self) -> int:
        return _MINUTES[self.kind]


def matters(strategy: Strategy) -> tuple[Matter, ...]:
    """Everything with a day to come or passed, the most important first: by its kind, by how much rests on it, by its day."""
    links = Links(strategy)
    found = [*_with_days(strategy, links), *_to_be_read(strategy, links)]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.kind), -one.resting, one.on)))


def due_matters(strategy: Strategy, today: date) -> tuple[Matter, ...]:
    """Those whose day has come."""
    return tuple(one for one in matters(strategy) if one.on <= today)


def _with_days(strategy: Strategy, links: Links) -> Iterator[Matter]:
    for one in dated(strategy):
        if kind := _kind(one, links):
            name = _name_of(one)
            yield Matter(kind, one.on, one.written, one.place, one.field, one.owner, len(links.resting_on.get(name, ())))


def _name_of(one: Due) -> str:
    """The id of the item that it is about: itself, or what a question is on."""
    if one.place is None:
        return ""
    entry = one.place.entry
    return entry.id if isinstance(entry, Item) else str(getattr(entry, "on", ""))


def _kind(one: Due, links: Links) -> MatterKind | None:
    """What kind of matter a day is; None for one that somebody has settled: a bet that was lost, an idea that was decided."""
    if one.place is None:
        return "review"
    match one.place.entry:
        case Assumption() as bet:
            return None if bet.id in links.in_question or _was_reviewed(bet, one.on) else "bet"
        case OpenQuestion():
            return "question"
        case Proposal() as proposal:
            return "proposal" if proposal.answer == "open" else None
        case Waiver():
            return "waiver"
    return "day"


def _was_reviewed(item: Item, day: date) -> bool:
    period = dates.parse(item.reviewed)
    return period is not None and period.last >= day


def _to_be_read(strategy: Strategy, links: Links) -> Iterator[Matter]:
    for place, item in measured(strategy):
        if item.id and (day := read_next(strategy, item)):
            yield Matter("reading", day, "", place, "readings", item.owner, len(links.resting_on.get(item.id, ())))
