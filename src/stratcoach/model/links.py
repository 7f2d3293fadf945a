"""The graph of `rests_on` and `challenges`: who rests on whom, what reaches which section, what is in question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate
from operator import or_
from typing import Final

from stratcoach.model import caps, dates
from stratcoach.model.entry import Item
from stratcoach.model.sections import Section, items
from stratcoach.model.strategy import Insight, Strategy

_MOST_IN_RINGS: Final = 10_000
"""Beyond this many ids in rings, no more rings are looked for."""

FEW: Final = 20

Place = tuple[str, int | None]
"""A section and the place of an item in it, or None where the section holds one."""


class Links:
    """The links of one strategy, as they are written. Of two items with one id, the first counts.

    `items` are all items with their sections and places, in the order of the method; `placed` finds them by their ids.
    """

    def __init__(self, strategy: Strategy) -> None:
        self.items = tuple(_in_their_places(strategy))
        self.placed: dict[str, tuple[Section, Item]] = {}
        for section, _, item in self.items:
            if item.id:
                self.placed.setdefault(item.id, (section, item))
        self._insights = strategy.insights
        self._steps = 0

    @cached_property
    def _grounds_of(self) -> dict[str, list[str]]:
        """For each id, what it says it rests on, as far as it is there."""
        return {name: [ground for ground in item.rests_on if ground in self.placed] for name, (_, item) in self.placed.items()}

    @cached_property
    def resting_on(self) -> dict[str, tuple[str, ...]]:
        """For each id, the ids of the items that say they rest on it."""
        found: dict[str, list[str]] = {}
        for name, (_, item) in self.placed.items():
            for ground in item.rests_on:
                found.setdefault(ground, []).append(name)
        return {name: tuple(dict.fromkeys(above)) for name, above in found.items()}

    @cached_property
    def _in_order(self) -> bool:
        """Whether everything rests on what comes before it, as it should: then there is no ring, and one walk is enough."""
        passed: set[str] = set()
        for name, grounds in self._grounds_of.items():
            if not passed.issuperset(grounds):
                return False
            passed.add(name)
        return True

    @cached_property
    def grounds(self) -> dict[str, frozenset[str]]:
        """For each id, the sections that following `rests_on` reaches, directly or through what it rests on."""
        reached: dict[str, frozenset[str]] = {}
        for knot in self._knots:
            below = [ground for name in knot for ground in self._grounds_of[name]]
            sections = frozenset([self.placed[ground][0].name for ground in below])
            reached |= dict.fromkeys(knot, sections.union(*[reached.get(ground, ()) for ground in below]))
        return reached

    def reached(self, item: Item) -> frozenset[str]:
        """The sections that an item reaches by what it says it rests on, be it placed by its id or not."""
        grounds = [name for name in item.rests_on if name in self.placed]
        sections = frozenset([self.placed[name][0].name for name in grounds])
        return sections.union(*[self.grounds[name] for name in grounds])

    @cached_property
    def used_by(self) -> dict[str, frozenset[str]]:
        """For each id, the sections in which something says that it rests on it. What has no id itself counts too."""
        found: dict[str, set[str]] = {}
        for section, _, item in self.items:
            for ground in item.rests_on:
                found.setdefault(ground, set()).add(section.name)
        return {name: frozenset(sections) for name, sections in found.items()}

    @cached_property
    def _knots(self) -> tuple[tuple[str, ...], ...]:
        """The ids, each behind those that it rests on; those that rest on each other in rings are next to each other."""
        if self._in_order:
            return tuple((name,) for name in self.placed)
        met: set[str] = set()
        order = [name for start in self.placed for name in _in_depth(start, self._grounds_of, met)]
        met = set()
        found = [tuple(_in_depth(name, self.resting_on, met)) for name in reversed(order)]
        return tuple(knot for knot in reversed(found) if knot)

    def below(self, name: str) -> tuple[str, ...]:
        """The ids that an item rests on, directly or through others: those that it names itself first."""
        return self.below_item(self.placed[name][1]) if name in self.placed else ()

    def below_item(self, item: Item) -> tuple[str, ...]:
        """The same for an item that may lack an id, or have one that another item has already."""
        found: dict[str, None] = {}
        queue = list(item.rests_on)
        only_direct = self.is_cut
        while queue and not (found and only_direct):
            self._steps += len(queue)
            next_round: list[str] = []
            for ground in queue:
                if ground in self.placed and ground not in found:
                    found[ground] = None
                    next_round.extend(self.placed[ground][1].rests_on)
            queue = next_round
        return tuple(ground for ground in found if ground != item.id)

    @property
    def is_cut(self) -> bool:
        """Whether so many links were followed that only those that an item names itself are from now on."""
        return self._steps > caps.FOLLOWED.most

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Each ring of links once, as the ids along it, beginning with the one that stands first in the file. Where rings are
        without end, those that are found first.
        """
        if self._in_order:
            return ()
        found: dict[frozenset[str], tuple[str, ...]] = {}
        reported = 0
        finished: set[str] = set()
        for start in self.placed:
            path: list[str] = []
            on_path: dict[str, int] = {}
            stack = [(start, 0)]
            while stack and reported < _MOST_IN_RINGS:
                name, step = stack.pop()
                if step == 0:
                    if name in on_path:
                        ring = path[on_path[name] :]
                        found.setdefault(frozenset(ring), tuple(ring))
                        reported += len(ring)
                        continue
                    if name in finished:
                        continue
                    on_path[name] = len(path)
                    path.append(name)
                grounds = self._grounds_of[name]
                if step < len(grounds):
                    stack.append((name, step + 1))
                    stack.append((grounds[step], 0))
                else:
                    finished.add(name)
                    path.pop()
                    del on_path[name]
        order = {name: place for place, name in enumerate(self.placed)}
        return tuple(_turned(ring, order) for ring in found.values())

    @cached_property
    def in_question(self) -> dict[str, tuple[str, ...]]:
        """For each id in question, the ids of the insights that put it there; the first few where there would be too many in all.

        An insight challenges an item, and with it all that rests on it, unless the item was reviewed on a day that is
        not earlier than the insight. A review of the challenged item clears only that item: what rests on it was not
        looked at.
        """
        most = FEW if self.has_many_doubts else None
        return {name: self._named(doubts, most) for name, doubts in self._doubts.items()}

    @cached_property
    def has_many_doubts(self) -> bool:
        """Whether so many insights put items in question that only the first few of each item are named."""
        return sum(doubts.bit_count() for doubts in self._doubts.values()) > caps.FOLLOWED.most

    def doubts(self, name: str, most: int) -> tuple[tuple[str, ...], int, bool]:
        """The first few of the insights that put an item in question, how many there are, and whether one of them challenges
        the item itself.
        """
        bits = self._doubts.get(name, 0)
        return self._named(bits, most), bits.bit_count(), bool(bits & self._challenged.get(name, 0))

    # Which insights put an item in question is kept as the bits of one number: sets of ids would grow with the square of a chain.

    @cached_property
    def _challenged(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, insight in enumerate(self._insights):
            for name in insight.challenges:
                found[name] = found.get(name, 0) | 1 << place
        return found

    @cached_property
    def _doubts(self) -> dict[str, int]:
        if not self._challenged:
            return {}
        shaken: dict[str, int] = {}
        for knot in self._knots:
            doubts = 0
            for name in knot:
                doubts |= self._challenged.get(name, 0)
                for ground in self._grounds_of[name]:
                    doubts |= shaken.get(ground, 0)
            shaken |= dict.fromkeys(knot, doubts)
        found = {name: shaken[name] & ~self._settled(item) for name, (_, item) in self.placed.items() if shaken[name]}
        return {name: doubts for name, doubts in found.items() if doubts}

    def _settled(self, item: Item) -> int:
        """The insights that no longer put an item in question: its own, and those that begin no later than its review."""
        own = sum(1 << place for place in self._places_of_insights.get(item.id, ()))
        reviewed = dates.parse(item.reviewed)
        return own | self._seen_until[bisect_right(self._days_seen, reviewed.last)] if reviewed else own

    @cached_property
    def _places_of_insights(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, insight in enumerate(self._insights):
            found.setdefault(insight.id, []).append(place)
        return found

    @cached_property
    def _days_seen(self) -> list[date]:
        return sorted(map(_first_day, self._insights))

    @cached_property
    def _seen_until(self) -> list[int]:
        """At n, the insights with the n earliest first days, as bits."""
        places = sorted(range(len(self._insights)), key=lambda place: _first_day(self._insights[place]))
        return [*accumulate((1 << place for place in places), or_, initial=0)]

    def _named(self, doubts: int, most: int | None = None) -> tuple[str, ...]:
        found: list[str] = []
        while doubts and (most is None or len(found) < most):
            last = doubts & -doubts
            found.append(self._insights[last.bit_length() - 1].id)
            doubts ^= last
        return tuple(found)


def _first_day(insight: Insight) -> date:
    observed = dates.parse(insight.observed)
    return observed.first if observed else date.min


def _in_depth(start: str, leads_to: Mapping[str, Iterable[str]], met: set[str]) -> Iterator[str]:
    """What can be reached from an id and wasn't met before, each behind what it leads to."""
    stack = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            yield name
        elif name not in met:
            met.add(name)
            stack.append((name, True))
            stack.extend((other, False) for other in leads_to.get(name, ()))


def _in_their_places(strategy: Strategy) -> Iterator[tuple[Section, Place, Item]]:
    counts: dict[str, int] = {}
    for section, item in items(strategy):
        number = counts.get(section.name, 0)
        counts[section.name] = number + 1
        yield section, (section.name, number if section.many else None), item


def _turned(ring: tuple[str, ...], order: dict[str, int]) -> tuple[str, ...]:
    first = min(range(len(ring)), key=lambda place: order[ring[place]])
    return ring[first:] + ring[:first]
