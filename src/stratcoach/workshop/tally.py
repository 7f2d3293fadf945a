"""Votes counted: how many dots there are, what they add up to, where the line falls, and what is tied on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from stratcoach.messages import Message

LOW = 3
"""Who shows fewer fingers than this says in one sentence what is missing."""


class Round(NamedTuple):
    """One round of voting on some notes, by their numbers. Ballots by name, or one count of hands for each option. `gone`
    has the people who voted and left, and whether their ballot counts. Of a workshop that is over it is known how many
    `nameless` ballots there were and how they add up, in `counted`, but not who voted for what.
    """

    options: tuple[int, ...]
    dots: int
    ballots: Mapping[str, tuple[int, ...]]
    counts: tuple[int, ...] = ()
    gone: Mapping[str, bool] = MappingProxyType({})
    nameless: int = 0
    counted: tuple[int, ...] = ()

    def voted(self, present: Sequence[str]) -> int:
        """How many of the people who are here have voted."""
        return sum(name in self.ballots for name in present)

    def absent(self, present: Sequence[str]) -> tuple[str, ...]:
        """Who voted and isn't here any more, and nobody has said yet whether the ballot counts."""
        return tuple(name for name in self.ballots if name not in present and name not in self.gone)

    def voters(self, present: Sequence[str]) -> int:
        """How many people may have dots in this round: those who are here, and those who left and whose ballot counts."""
        return len(present) + sum(name not in present for name in self.ballots)

    @property
    def is_empty(self) -> bool:
        return not self.ballots and not self.counts and not self.nameless

    @property
    def is_counted(self) -> bool:
        """Whether it is known how the votes add up; of those that were never counted it isn't."""
        return not self.nameless or bool(self.counted)

    @property
    def ballot_count(self) -> int:
        """How many ballots there are."""
        return len(self.ballots) + self.nameless

    def totals(self) -> dict[int, int]:
        """The dots of each option; hands and ballots add up, because some vote by hand and some in the chat."""
        none = (0,) * len(self.options)
        both = zip(self.counts or none, self.counted or none, strict=True)
        found = dict(zip(self.options, map(sum, both), strict=True))
        for dots in self.ballots.values():
            for number in dots:
                if number in found:
                    found[number] += 1
        return found


class Standing(NamedTuple):
    """The result of a vote: the totals, the notes above the line, and those tied for the places that are left."""

    totals: dict[int, int]
    winners: tuple[int, ...]
    tied: tuple[int, ...]
    places: int


def dots_for(options: int, places: int = 1) -> int:
    """Dots for each person: a quarter of the number of options, rounded up (Nielsen Norman Group, “Dot Voting”), and two at least
    where there are several places: one dot says nothing about the second.
    """
    return max(math.ceil(options / 4), 2 if places > 1 and options > 2 else 1)


def stand(totals: Mapping[int, int], wanted: int) -> Standing:
    """Say which notes are above the line and which are tied on it. Nothing without a vote is ever above it, and what stands level
    is never parted here, neither by its place in the list nor by chance.
    """
    voted = {number: dots for number, dots in totals.items() if dots > 0}
    if len(voted) <= wanted:
        return Standing(dict(totals), tuple(_ranked(voted)), (), 0)
    line = sorted(voted.values(), reverse=True)[wanted - 1]
    above = {number: dots for number, dots in voted.items() if dots > line}
    level = tuple(number for number, dots in voted.items() if dots == line)
    places = wanted - len(above)
    if len(level) == places:
        return Standing(dict(totals), tuple(_ranked({**above, **dict.fromkeys(level, line)})), (), 0)
    return Standing(dict(totals), tuple(_ranked(above)), level, places)


def standing(rounds: Sequence[Round], same: Mapping[int, int], wanted: int, dropped: frozenset[int] = frozenset()) -> Standing:
    """Where all rounds together lead. `same` says which note was merged into which; what was dropped doesn't count. The first round draws the line, each
    further one is only about those who stood level.
    """
    first = stand(_open(rounds[0], same, dropped), wanted)
    now = first
    for again in rounds[1:]:
        if not now.tied:
            break
        level = {number: dots for number, dots in _open(again, same, dropped).items() if number in now.tied}
        if not any(level.values()):
            break
        then = stand(level, now.places)
        now = Standing(first.totals, (*now.winners, *then.winners), then.tied, then.places)
    return now


def dots(count: int) -> Message:
    """A number of dots in words."""
    return Message("room_vote.number_of_dots", count=count)


def _open(now: Round, same: Mapping[int, int], dropped: frozenset[int]) -> dict[int, int]:
    """The totals of what is still open, with merged notes added up."""
    return {number: dots for number, dots in with_merged(now.totals(), same).items() if number not in dropped}


def with_merged(totals: Mapping[int, int], same: Mapping[int, int]) -> dict[int, int]:
    """The totals with the dots of each merged note given to the one that it was merged into."""
    found: dict[int, int] = {}
    for number, dots in totals.items():
        into = same.get(number, number)
        found[into] = found.get(into, 0) + dots
    return found


def _ranked(totals: Mapping[int, int]) -> list[int]:
    return sorted(totals, key=lambda number: -totals[number])
