"""Three versions of one strategy side by side: which entry was which, on all three sides, and what it is called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stratcoach.diff.matching import matched
from stratcoach.diff.text_diff import means_the_same
from stratcoach.model.entry import Entry
from stratcoach.model.ids import free_id
from stratcoach.model.sections import SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy


class Thread(NamedTuple):
    """One entry on three sides; None where a side doesn't have it."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


class Threads(NamedTuple):
    """The threads of one section, and for each side the place of each of its entries among them, in that side's order."""

    all: tuple[Thread, ...]
    base: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def threads(section: Section, base: Strategy, ours: Strategy, theirs: Strategy) -> Threads:
    """Follow each entry of a section from the base to both sides; an entry that both sides added is one thread."""
    sides = [tuple(entries(side, section)) for side in (base, ours, theirs)]
    found: list[list[Entry | None]] = [[entry, None, None] for entry in sides[0]]
    places: list[list[int]] = [list(range(len(found))), [], []]
    for side in (1, 2):
        pairs = matched(section, sides[0], sides[side])
        added = {_key(section, one[1]): at for at, one in enumerate(found) if one[0] is None and one[1] is not None}
        for place, entry in enumerate(sides[side]):
            at = pairs[place] if place in pairs else added.pop(_key(section, entry), -1)
            if at < 0 or not (place in pairs or _twins(section, found[at][1], entry)):
                at = len(found)
                found.append([None, None, None])
            found[at][side] = entry
            places[side].append(at)
    return Threads(tuple(Thread(*one) for one in found), *map(tuple, places))


def _key(section: Section, entry: Entry) -> object:
    """Under what an entry that both sides added is found: its id or its version, else all that it says."""
    if section.has_ids:
        return getattr(entry, "id", "")
    return getattr(entry, "version", entry)


def _twins(section: Section, one: Entry | None, other: Entry) -> bool:
    """Whether both sides added the same thing: under the same id, it says the same."""
    if one is None or one == other or not section.many or not section.has_ids:
        return one is not None
    return means_the_same(section.text_of(one), section.text_of(other))


class Names(NamedTuple):
    """What the items are called after the merge: the ids of each side that change; those that were given anew because two
    items would have one id, old and new; and those that both sides renamed, each in its own way: base, ours, theirs.
    """

    base: Mapping[str, str]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    told_apart: tuple[tuple[str, str], ...]
    renamed_twice: tuple[tuple[str, str, str], ...]


def names(found: Mapping[str, Threads]) -> Names:
    """Settle the ids: a side that renamed an item has its way, the links of the other side follow."""
    sides: tuple[dict[str, str], ...] = ({}, {}, {})
    taken: set[str] = set()
    apart: list[tuple[str, str]] = []
    twice: list[tuple[str, str, str]] = []
    for thread in _by_age(found):
        ids = [str(getattr(entry, "id", "")) if entry else None for entry in thread]
        name = _settled(*ids)
        before, mine, other = ids
        if before and mine and other and len({before, mine, other}) == 3:
            twice.append((before, mine, other))
        if not _is_gone(thread):
            if name in taken:
                apart.append((name, free_id(name, taken)))
                name = apart[-1][1]
            taken.add(name)
        for side, old in zip(sides, ids, strict=True):
            if old and old != name:
                side.setdefault(old, name)
    base, ours, theirs = sides
    return Names(base, ours, theirs, tuple(apart), tuple(twice))


def _by_age(found: Mapping[str, Threads]) -> Iterator[Thread]:
    """What was there before, then what ours added, then what theirs added."""
    every = [thread for section in SECTIONS if section.has_ids for thread in found[section.name].all]
    yield from sorted(every, key=lambda thread: 0 if thread.base else 1 if thread.ours else 2)


def _settled(base: str | None, ours: str | None, theirs: str | None) -> str:
    if ours is None or theirs is None:
        return ours or theirs or base or ""
    return theirs if ours == base else ours


def _is_gone(thread: Thread) -> bool:
    """Whether nothing of it stays: removed on one side, untouched on the other."""
    if thread.base is None or (thread.ours is not None and thread.theirs is not None):
        return False
    return (thread.ours or thread.base) == thread.base == (thread.theirs or thread.base)


def order(found: Threads, kept: Sequence[bool]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The order of the threads that are kept; and theirs, where both sides had put them in another order, each its own.

    A side that changed the order has its way; what a side added comes after what it came after there.
    """
    shared = {at for at, thread in enumerate(found.all) if kept[at] and None not in thread}
    base, ours, theirs = ([at for at in side if at in shared] for side in (found.base, found.ours, found.theirs))
    if ours == base:
        return _joined(found, kept, found.theirs, found.ours), ()
    placed = _joined(found, kept, found.ours, found.theirs)
    both = theirs not in (base, ours)
    return placed, _joined(found, kept, found.theirs, found.ours) if both else ()


def _joined(found: Threads, kept: Sequence[bool], first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    """The order of one side, with what only the other has, inserted where it was there."""
    placed = [at for at in first if kept[at]]
    there = set(placed)
    for number, at in enumerate(second):
        if kept[at] and at not in there:
            before = next((one for one in reversed(second[:number]) if one in there), None)
            behind = 0 if before is None else placed.index(before) + 1
            while first is found.ours and behind < len(placed) and _is_only_ours(found.all[placed[behind]]):
                behind += 1  # of two that were added at one place, ours stands first
            placed.insert(behind, at)
            there.add(at)
    return tuple(placed)


def _is_only_ours(thread: Thread) -> bool:
    return thread.base is None and thread.theirs is None
