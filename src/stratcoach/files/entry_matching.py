"""Which entry of a list before an edit is which one after it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from stratcoach.model.entry import Entry


def matched(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[int | None]:
    """For each new entry the place of the old one that it was: by id, else by all but its id and its grounds, else the next
    one without an id that nothing else was.
    """
    found: dict[int, int] = {}
    for key in (_id, _said, _nameless):
        free: dict[object, deque[int]] = {}
        taken = set(found.values())
        for place, entry in enumerate(old):
            if place not in taken and (name := key(entry)):
                free.setdefault(name, deque()).append(place)
        for number, entry in enumerate(new):
            places = free.get(True if key is _nameless else key(entry)) if number not in found else None
            if places:
                found[number] = places.popleft()
    yield from (found.get(number) for number in range(len(new)))


def _id(entry: Entry) -> object:
    return getattr(entry, "id", "")


def _said(entry: Entry) -> object:
    return entry.replace(id="", rests_on=()) if "id" in entry.keys else entry


def _nameless(entry: Entry) -> object:
    return "id" in entry.keys and not getattr(entry, "id", "")
