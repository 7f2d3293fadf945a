"""The group of a note in what comes of it: the strategy keeps under which title people had put it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.model.entry import Item, Pairs
from stratcoach.model.sections import with_items
from stratcoach.model.strategy import Strategy
from stratcoach.workshop.room_facts import RoomFacts

GROUP: Final = "x-group"
"""The key for the group of a note in items that have no theme."""


def with_groups(room: RoomFacts, strategy: Strategy) -> Strategy:
    """Keep the group that a note was in: as the theme of an item that has one, else under a key of the team's own."""
    titles = dict(_titles(room))

    def with_title(item: Item) -> Item:
        title = titles[item.id]
        if title == getattr(item, "statement", ""):
            return item
        if "theme" in item.keys:
            return item if getattr(item, "theme", "") else item.replace(theme=title)
        known = GROUP in dict(item.extra)
        return item if known else item.replace(extra=Pairs((*item.extra, (GROUP, title))))

    return with_items(strategy, titles, with_title) if titles else strategy


def _titles(room: RoomFacts) -> Iterator[tuple[str, str]]:
    """The ids of what came of notes in groups, each with the title of its group."""
    ids = room.interview.assembly.ids
    for step in room.record.every_step:
        board = room.record.boards.get(step.id)
        for number, entry in {**board.entries, **board.also}.items() if board else ():
            handle = f"{step.flow}#{entry}" if entry else f"{step.flow}"
            if (title := board.title_of(number) if board else "") and handle in ids:
                yield ids[handle], title
