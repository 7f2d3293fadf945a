"""What hangs on an item that is about to be changed: what rests on it, and what puts it in question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.flow.templates import quote
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy

MOST_NAMED: Final = 3
LONGEST: Final = 60


def standing(strategy: Strategy, name: str) -> str:
    """Say in a sentence or two what rests directly on an item and what puts it in question; empty where nothing does."""
    return " ".join(_sentences(Links(strategy), name))


def _sentences(links: Links, name: str) -> Iterator[str]:
    if doubts := links.in_question.get(name):
        yield f"This is in question because you learned: {_named(links, doubts, with_noun=False)}."
    if above := links.resting_on.get(name):
        yield f"If you change this, check what rests on it: {_named(links, above, with_noun=True)}."


def _named(links: Links, names: tuple[str, ...], *, with_noun: bool) -> str:
    told = []
    for name in names[:MOST_NAMED]:
        section, item = links.placed[name]
        said = f"“{quote(str(getattr(item, section.main)), LONGEST)}”"
        told.append(f"the {section.noun} {said}" if with_noun else said)
    more = len(names) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])
