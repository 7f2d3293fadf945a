"""What a strategy has to say about an idea: what speaks for it, what against it, which choice may decide it.

It goes by shared words and by the links between items. It never decides: it finds what somebody should read again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from stratcoach.flow.templates import LONGEST_QUOTE, quote
from stratcoach.language.en.asking import LITTLE, denies, left_out
from stratcoach.language.en.prose import bases
from stratcoach.messages import Message, Text
from stratcoach.model.entry import Entry, Item
from stratcoach.model.ids import telling
from stratcoach.model.likeness import share
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import (
    Assumption,
    Boundary,
    Insight,
    Market,
    NorthStar,
    Objective,
    OpenQuestion,
    Positioning,
    Problem,
    Proposal,
    Strategy,
    TradeOff,
    User,
    Vision,
)

Way = Literal["for", "against", "bet", "seen", ""]
"""How a text of an item bears on an idea that is like it: it speaks for it or against it, is a bet or an observation on which it
would rest, or says nothing by itself.
"""

_WORD: Final = re.compile(r"\w+")
_THROUGH_LINKS: Final = 0.3
"""How much of the likeness of what it rests on counts for an item."""

_OF_A_REASON: Final = 0.5
"""How much likeness counts in a text that says nothing for or against, such as a reason."""

_CLEAR: Final = 0.3
_HALF: Final = 0.45
_NEARLY_ALL: Final = 0.8
"""From which likeness on something is said to bear on an idea; see `_is_clear`."""

_ALIKE: Final = 0.5
_SEVERAL: Final = 2
_RARE: Final = 3
_RARE_SHARE: Final = 0.1
"""A word is rare in so many items, or in such a share of them where there are many."""


class Ground(NamedTuple):
    """An item that bears on an idea, by one of its texts: which `words` they share, how much of both that is and how much of the
    text, from 0 to 1.
    """

    section: str
    id: str
    field: str
    way: Way
    text: str
    words: tuple[str, ...] = ()
    likeness: float = 0.0
    of_text: float = 0.0


class Alike(NamedTuple):
    """An earlier proposal that says much the same, and its place in the file."""

    place: int
    proposal: Proposal


class Weighing(NamedTuple):
    """What a strategy says about an idea.

    `ranked` are the ids of the choices, the likeliest to decide first; `grounds` what clearly bears on it. Where there is no ground
    for or against it, and no earlier proposal was alike, nothing that is written decides it.
    """

    proposal: str
    ranked: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    alike: tuple[Alike, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()

    def that(self, *ways: Way) -> tuple[Ground, ...]:
        return tuple(ground for ground in self.grounds if ground.way in ways)

    @property
    def is_decided(self) -> bool:
        """Whether something that is written may decide it."""
        return bool(self.that("for", "against") or self.alike)


class _Text(NamedTuple):
    section: str
    id: str
    field: str
    way: Way
    text: str
    stems: frozenset[str]


class Scales:
    """A strategy made ready, so that many ideas can be weighed."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._links = Links(strategy)

    @cached_property
    def _texts(self) -> tuple[_Text, ...]:
        return tuple(
            _Text(section.name, item.id, field, way, text, stems(text))
            for section, _, item in self._links.items
            for field, way, text in _texts_of(item)
            if text
        )

    @cached_property
    def _counts(self) -> tuple[Counter[str], int]:
        """In how many items each word is, and how many items there are."""
        by_item: dict[str, set[str]] = {}
        for one in self._texts:
            by_item.setdefault(one.id, set()).update(one.stems)
        return Counter(stem for held in by_item.values() for stem in held), len(by_item)

    @cached_property
    def _weights(self) -> dict[int, float]:
        """The weight of a word that is in so many items."""
        counts, total = self._counts
        return {count: math.log(1 + (total + 1) / (count + 0.5)) for count in {0, *counts.values()}}

    def _weight(self, found: Iterable[str]) -> float:
        counts, weights = self._counts[0], self._weights
        return sum([weights[counts[stem]] for stem in found])

    def weigh(self, proposal: str) -> Weighing:
        asked = stems(proposal)
        weight = self._weight(asked)
        grounds = [self._ground(one, asked, weight) for one in self._texts if not asked.isdisjoint(one.stems)]
        scores = self._scores(grounds)
        deciding = [(section, name) for name, (section, _) in self._links.placed.items() if section.decides]
        ranked = sorted(deciding, key=lambda one: (-round(scores.get(one[1], 0.0), 6), -one[0].decides))
        return Weighing(
            proposal,
            tuple(name for _, name in ranked),
            self._clear(grounds),
            tuple(alike(self._strategy.proposals, proposal)),
        )

    def _ground(self, one: _Text, asked: frozenset[str], weight: float) -> Ground:
        both = asked & one.stems
        shared = self._weight(both)
        of_idea = shared / (weight or 1)
        of_text = shared / (self._weight(one.stems) or 1)
        return Ground(
            one.section, one.id, one.field, one.way, one.text, tuple(sorted(both)), 0.6 * of_idea + 0.4 * of_text, of_text
        )

    def _scores(self, grounds: Iterable[Ground]) -> dict[str, float]:
        own: dict[str, float] = {}
        for ground in grounds:
            worth = ground.likeness * (1 if ground.way else _OF_A_REASON)
            own[ground.id] = max(own.get(ground.id, 0.0), worth)
        found = {}
        for name, (section, item) in self._links.placed.items():
            near = [own[ground] for ground in item.rests_on if ground in own]
            score = own.get(name, 0.0) + _THROUGH_LINKS * max(near, default=0.0)
            if score:
                found[name] = score * section.decides
        return found

    def _is_clear(self, ground: Ground) -> bool:
        """Whether what they share is enough to point at it: several words, one of them rare, or that are nearly all of the text; or
        one rare word that is half of it.
        """
        counts, total = self._counts
        if len(ground.words) >= _SEVERAL and ground.of_text >= _NEARLY_ALL:
            return True
        if not any(counts[stem] <= max(_RARE, total * _RARE_SHARE) for stem in ground.words):
            return False
        return ground.likeness >= _CLEAR if len(ground.words) >= _SEVERAL else ground.of_text >= _HALF

    def _clear(self, grounds: list[Ground]) -> tuple[Ground, ...]:
        best: dict[str, Ground] = {}
        for ground in grounds:
            if ground.way and self._is_clear(ground) and (ground.id not in best or best[ground.id].likeness < ground.likeness):
                best[ground.id] = ground
        return tuple(sorted(best.values(), key=lambda one: (SECTION[one.section].decides <= 1, -one.likeness)))


def alike(proposals: Iterable[Proposal], proposal: str) -> Iterator[Alike]:
    """The proposals that say much the same as another one."""
    asked = stems(proposal)
    for place, one in enumerate(proposals):
        other = stems(one.proposal)
        both = len(asked & other)
        if (both >= _SEVERAL or (asked and asked == other)) and share(both, len(asked), len(other)) >= _ALIKE:
            yield Alike(place, one)


def what_is_written(ground: Ground, longest: int = LONGEST_QUOTE) -> Text:
    """What a text of the strategy that bears on an idea says, with what it is where that isn't clear from its words."""
    text = quote(ground.text, longest)
    match ground.section, ground.field:
        case "users", "note":
            return Message("interview.written_not_meant", text=text)
        case "vision", "alternatives":
            return Message("interview.written_not_chosen", text=text)
        case "positioning", "opposite":
            return Message("interview.written_opposite", text=text)
    return text


@lru_cache(maxsize=2_000)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, each in one form."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if telling(word) and word not in LITTLE)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return min(bases(word), key=len).rstrip("e") if len(word) > 3 else word


def _texts_of(item: Item) -> Iterator[tuple[str, Way, str]]:
    """The texts of an item, each with its field and how it bears on an idea that is like it."""
    for field, way in _WAYS.get(type(item), ()):
        text = getattr(item, field)
        texts = text if isinstance(text, tuple) else (text,)
        for one in texts:
            yield field, way, one if isinstance(one, str) else _of_part(one)
    if isinstance(item, TradeOff):
        yield "choose", "against" if denies(item.choose) else "for", item.choose
        yield "over", "for" if denies(item.over) else "against", item.over
    if isinstance(item, User):
        yield "note", "against", left_out(item.note)
    if type(item) in _WAYS:
        yield from (("because", "", item.because), ("note", "", item.note))


def _of_part(part: Entry) -> str:
    return " ".join(str(getattr(part, name)) for name, key in part.keys.items() if key.kind == "prose" and name != "because")


_WAYS: Final[dict[type[Item], tuple[tuple[str, Way], ...]]] = {
    Boundary: (("statement", "against"), ("reopen_when", "")),
    TradeOff: (("reopen_when", ""),),
    User: (("segment", "for"), ("today", "")),
    Problem: (("statement", "for"),),
    Objective: (("statement", "for"), ("metric", "for")),
    Positioning: (("statement", "for"), ("opposite", "against"), ("against", ""), ("lasts_because", "")),
    Market: (("arena", "for"), ("alternatives", "")),
    Vision: (("statement", "for"), ("future", "for"), ("today", ""), ("alternatives", "against")),
    NorthStar: (("metric", "for"), ("definition", ""), ("inputs", "")),
    Assumption: (("statement", "bet"),),
    Insight: (("statement", "seen"), ("evidence", "")),
}
"""The fields of an item that are compared with an idea, beside its reason and its note."""
