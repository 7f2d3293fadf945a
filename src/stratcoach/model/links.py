"""The graph of `rests_on` and `challenges`: who rests on whom, what reaches which section, what is in question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from stratcoach.model import dates
from stratcoach.model.sections import Section, items
from stratcoach.model.strategy import Insight, Item, Strategy

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
        for start, grounds in self._grounds_of.items():
            if self._in_order:
                reached[start] = frozenset([self.placed[ground][0].name for ground in grounds]).union(
                    *[reached[ground] for ground in grounds]
                )
            else:
                self._reach(start, reached)
        return reached

    def _reach(self, start: str, reached: dict[str, frozenset[str]]) -> None:
        """Fill in what `start` reaches, depth first without recursion; a ring adds nothing to what its members reach."""
        stack = [(start, False)]
        open_now: set[str] = set()
        while stack:
            name, leaving = stack.pop()
            if leaving:
                sections: set[str] = set()
                for ground in self._grounds_of[name]:
                    sections.add(self.placed[ground][0].name)
                    sections |= reached.get(ground, frozenset())
                reached[name] = frozenset(sections)
                open_now.discard(name)
            elif name not in reached and name not in open_now:
                open_now.add(name)
                stack.append((name, True))
                stack.extend((ground, False) for ground in self._grounds_of[name])

    def below(self, name: str) -> tuple[str, ...]:
        """The ids that an item rests on, directly or through others: those that it names itself first."""
        found: dict[str, None] = {}
        queue = list(self.placed[name][1].rests_on) if name in self.placed else []
        while queue:
            next_round: list[str] = []
            for ground in queue:
                if ground in self.placed and ground not in found:
                    found[ground] = None
                    next_round.extend(self.placed[ground][1].rests_on)
            queue = next_round
        return tuple(ground for ground in found if ground != name)

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Each ring of links once, as the ids along it, beginning with the one that stands first in the file."""
        if self._in_order:
            return ()
        found: dict[frozenset[str], tuple[str, ...]] = {}
        finished: set[str] = set()
        for start in self.placed:
            path: list[str] = []
            on_path: dict[str, int] = {}
            stack = [(start, 0)]
            while stack:
                name, step = stack.pop()
                if step == 0:
                    if name in on_path:
                        ring = path[on_path[name] :]
                        found.setdefault(frozenset(ring), tuple(ring))
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
        """For each id in question, the ids of the insights that put it there.

        An insight challenges an item, and with it all that rests on it, unless the item was reviewed on a day that is
        not earlier than the insight. A review of the challenged item clears only that item: what rests on it was not
        looked at.
        """
        doubts: dict[str, list[str]] = {}
        for insight in self._insights:
            for name in self._shaken_by(insight):
                doubts.setdefault(name, []).append(insight.id)
        return {name: tuple(doubts[name]) for name in self.placed if name in doubts}

    def _shaken_by(self, insight: Insight) -> list[str]:
        seen = dict.fromkeys(name for name in insight.challenges if name in self.placed)
        queue = list(seen)
        while queue:
            for above in self.resting_on.get(queue.pop(), ()):
                if above not in seen:
                    seen[above] = None
                    queue.append(above)
        return [name for name in seen if name != insight.id and not _stood(self.placed[name][1], insight)]


def _in_their_places(strategy: Strategy) -> Iterator[tuple[Section, Place, Item]]:
    counts: dict[str, int] = {}
    for section, item in items(strategy):
        number = counts.get(section.name, 0)
        counts[section.name] = number + 1
        yield section, (section.name, number if section.many else None), item


def _stood(item: Item, insight: Insight) -> bool:
    reviewed, observed = dates.parse(item.reviewed), dates.parse(insight.observed)
    if reviewed is None:
        return False
    return observed is None or reviewed.last >= observed.first  # seen in November, looked at on a day of November: it stands


def _turned(ring: tuple[str, ...], order: dict[str, int]) -> tuple[str, ...]:
    first = min(range(len(ring)), key=lambda place: order[ring[place]])
    return ring[first:] + ring[:first]
