"""An idea weighed against a strategy, ready to be shown: what is for it and against it, what it would rest on, who was asked before."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.errors import UserError
from stratcoach.flow.scales import Alike, Ground, Scales, what_is_written
from stratcoach.messages import Message, Text
from stratcoach.model import caps
from stratcoach.model.links import Links
from stratcoach.model.safe_text import without_hidden
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Strategy

MOST_NAMED = 5
MOST_READ = 3


class Bearing(NamedTuple):
    """An item with what of it bears on the idea; `words` are those that both have, as far as it goes by words."""

    section: Section
    id: str
    text: Text
    field: str = ""
    words: tuple[str, ...] = ()


class Weighed(NamedTuple):
    """What a strategy says about an idea. `read_first` are choices that are near to it, where nothing clearly bears on it."""

    strategy: Strategy
    proposal: str
    speaks_for: tuple[Bearing, ...]
    speaks_against: tuple[Bearing, ...]
    rests_on: tuple[Bearing, ...]
    earlier: tuple[Alike, ...]
    read_first: tuple[Bearing, ...]
    is_decided: bool

    @property
    def verdict(self) -> Message:
        """What follows, without deciding it."""
        if not self.is_decided:
            return Message("weigh.nothing_decides")
        return Message("weigh.what_follows", sides=self._sides)

    @property
    def _sides(self) -> str:
        if self.speaks_for and self.speaks_against:
            return "both"
        return "for" if self.speaks_for else "against" if self.speaks_against else "earlier"


def idea_in(text: str) -> str:
    """An idea on one line, without what nobody sees.

    Raises:
        UserError: it is longer than a text may be.
    """
    idea = " ".join(without_hidden(text).split())
    if len(idea) > caps.TEXT.most:
        raise UserError(caps.TEXT.refused(Message("weigh.the_idea"), len(idea)), caps.TEXT.way_out)
    return idea


def weigh(strategy: Strategy, proposal: str) -> Weighed:
    """Find what in a strategy bears on an idea."""
    found = Scales(strategy).weigh(proposal)
    links = Links(strategy)
    below = dict.fromkeys(name for ground in found.that("for") for name in links.below(ground.id))
    bets = [name for name in below if links.placed[name][0].name == "assumptions"]
    near = {ground.id: _of_ground(links, ground) for ground in found.that("bet", "seen")}
    near |= {name: _of_item(links, name) for name in bets if name not in near}
    return Weighed(
        strategy,
        proposal,
        _each(links, found.that("for")),
        _each(links, found.that("against")),
        tuple(near.values())[:MOST_NAMED],
        found.alike[:MOST_NAMED],
        tuple(_of_item(links, name) for name in found.ranked[:MOST_READ]),
        found.is_decided,
    )


def _each(links: Links, grounds: tuple[Ground, ...]) -> tuple[Bearing, ...]:
    return tuple(_of_ground(links, ground) for ground in grounds[:MOST_NAMED])


def _of_ground(links: Links, ground: Ground) -> Bearing:
    section = links.placed[ground.id][0]
    if section.against:
        return _of_item(links, ground.id)._replace(field=ground.field, words=ground.words)
    return Bearing(section, ground.id, what_is_written(ground, caps.TEXT.most), ground.field, ground.words)


def _of_item(links: Links, name: str) -> Bearing:
    """An item by its main text; of a choice between two things with the other one, too."""
    section, item = links.placed[name]
    text: Text = str(getattr(item, section.main))
    if section.against and (over := str(getattr(item, section.against))):
        text = Message("interview.even_over_whole", choose=f"{text}".rstrip("."), over=over)
    return Bearing(section, name, text, section.main)
