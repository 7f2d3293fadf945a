"""Merges two strategies that began as one: by items and fields, so that it doesn't matter where the lines are.

The laws: `merge(base, a, a)` is a, `merge(base, base, b)` is b, `merge(base, a, base)` is a.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from stratcoach.diff.joining import ABSENT, Joined, join
from stratcoach.diff.meaning import is_same
from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.text_diff import means_the_same
from stratcoach.diff.threads import Names, Thread, Threads, names, order, threads
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.model.entry import Entry, Item, Key, Pairs
from stratcoach.model.safe_text import short
from stratcoach.model.sections import HEADER_KEYS, SECTION, SECTIONS, Section
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value
from stratcoach.model.version_numbers import parts

Kind = Literal["field", "removed", "order"]
LONGEST: Final = 60
"""More characters of an item that has no id aren't needed to know which one is meant."""


class Conflict(Value):
    """What a person has to decide. The merged strategy has our side's value, or theirs where ours has nothing.

    `place` is the entry's place in the merged section, None for the top of the file and for a section's order; `on` is its
    id or what it says. `field` is the key, for the kind `field`. An entry that one side removed while the other changed it
    or needs it is kept; `ours` and `theirs` then say what the side has: the entry, or None. For an order they are the
    places in the merged section, in the order of each side. `why` says it in a sentence each, where what there is to decide
    is a part of a list or of a mapping; `ours` and `theirs` are then the whole of it, and differ in that part alone.
    """

    kind: Kind
    section: str
    place: int | None
    on: str
    field: str = ""
    base: Any = None
    ours: Any = None
    theirs: Any = None
    why: tuple[Message, ...] = ()

    @property
    def message(self) -> Message:
        """What there is to decide."""
        item = short(self.on, LONGEST) or (SECTION[self.section].nouns if self.section else "")
        field, at_top = short(self.field, LONGEST), not self.section
        if self.why:
            more = len(self.why) - 1
            return Message("conflict.within", first=self.why[0], more=more, field=field, item=item, at_top=at_top)
        if self.kind == "order":
            return Message("conflict.order_changed", items=item)
        if self.kind == "removed":
            left = self.ours if self.theirs is None else self.theirs
            side = "theirs" if self.theirs is None else "ours"
            return Message("conflict.removed", item=item, removed_by=side, is_changed=left != self.base)
        if self.section == "history":
            return Message("conflict.released_twice", version=item, field=field)
        if at_top:
            return Message("conflict.field_at_top_changed", field=field)
        return Message("conflict.field_changed", field=field, item=item)


class Merged(Value):
    """The merged strategy; both sides with the ids that it has; what is left to decide; the items that got a new id because
    another one had it, old and new; and those that each side renamed in its own way: base, ours (which it has now), theirs.
    """

    strategy: Strategy
    ours: Strategy
    theirs: Strategy
    conflicts: tuple[Conflict, ...]
    told_apart: tuple[tuple[str, str], ...]
    renamed_twice: tuple[tuple[str, str, str], ...] = ()


def merge(base: Strategy, ours: Strategy, theirs: Strategy) -> Merged:
    """Merge what two sides made of one strategy."""
    with_entries = [section for section in SECTIONS if section.holds is not None]
    found = {section.name: threads(section, base, ours, theirs) for section in with_entries}
    called = names(found)
    found = {name: _renamed(one, called) for name, one in found.items()}
    known = Vocabulary(base, ours, theirs)
    kept = _kept(found, known)
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in (*HEADER_KEYS, "extra"):
        values[name], clashes_there = _field(
            known, name, Strategy.keys.get(name), *(getattr(side, name) for side in (base, ours, theirs))
        )
        conflicts += (Conflict(kind="field", section="", place=None, on="", **clash) for clash in clashes_there)
    for section in SECTIONS:
        if section.holds is None:
            sides = [getattr(side, section.name) for side in (base, ours, theirs)]
            values[section.name], clashes_there = _field(known, section.name, _TEXTS, *sides)
            conflicts += (Conflict(kind="field", section="", place=None, on="", **clash) for clash in clashes_there)
        else:
            merged, clashes = _section(section, found[section.name], kept[section.name], known)
            values[section.name] = merged if section.many else next(iter(merged), None)
            conflicts += clashes
    return Merged(
        strategy=Strategy(**values),
        ours=_with_new_ids(ours, found, 1),
        theirs=_with_new_ids(theirs, found, 2),
        conflicts=tuple(conflicts),
        told_apart=called.told_apart,
        renamed_twice=called.renamed_twice,
    )


def _with_new_ids(strategy: Strategy, found: Mapping[str, Threads], side: int) -> Strategy:
    places = ("base", "ours", "theirs")[side]
    by_side = {name: [one.all[at][side] for at in getattr(one, places)] for name, one in found.items()}
    return strategy.replace(
        **{name: tuple(one) if SECTION[name].many else next(iter(one), None) for name, one in by_side.items()}
    )


# ---- entries


def _renamed(found: Threads, called: Names) -> Threads:
    """The threads with the ids that are valid after the merge, also in links."""
    sides = (called.base, called.ours, called.theirs)
    every = (Thread(*(entry and _relinked(entry, ids) for entry, ids in zip(one, sides, strict=True))) for one in found.all)
    return found._replace(all=tuple(every)) if any(sides) else found


def _relinked(entry: Entry, ids: Mapping[str, str]) -> Entry:
    changed: dict[str, Any] = {}
    for name, key in entry.keys.items():
        old = getattr(entry, name)
        if key.kind == "ids":
            new: Any = tuple(ids.get(one, one) for one in old)
        elif key.kind == "id" or name == "on":
            new = ids.get(old, old)
        else:
            continue
        if new != old:
            changed[name] = new
    return entry.replace(**changed) if changed else entry


def _links(entry: Entry | None) -> frozenset[str]:
    """All ids that an entry points to."""
    if entry is None:
        return frozenset()
    found = (getattr(entry, name) for name, key in entry.keys.items() if key.kind in ("ids", "id") and name != "id")
    return frozenset(one for value in found for one in ((value,) if isinstance(value, str) else value))


def _kept(found: Mapping[str, Threads], known: Vocabulary) -> dict[str, list[bool]]:
    """Which threads stay: all but those that one side removed and the other left as they were. What a thread that stays
    needs stays with it, unless the side that removed it needs it, too, and has removed it all the same.
    """
    kept = {name: [_is_kept(thread) for thread in one.all] for name, one in found.items()}
    every = [(name, at, thread) for name, one in found.items() for at, thread in enumerate(one.all)]
    gone = {
        _id(thread): (name, at, thread) for name, at, thread in every if not kept[name][at] and (thread.ours or thread.theirs)
    }
    queue = [(name, thread) for name, at, thread in every if kept[name][at]]
    while queue and gone:
        name, thread = queue.pop()
        for link in _links(_entry(SECTION[name], thread, 0, known)[0]) & gone.keys():
            section, at, needed = gone[link]
            remover = thread.theirs if needed.theirs is None else thread.ours
            if link not in _links(remover):
                kept[section][at] = True
                queue.append((section, needed))
                del gone[link]
    return kept


def _id(thread: Thread) -> str:
    return str(getattr(thread.ours or thread.theirs, "id", ""))


def _is_kept(thread: Thread) -> bool:
    if thread.base is None or None not in thread:
        return True
    left = thread.ours or thread.theirs
    return left is not None and left != thread.base


def _section(
    section: Section, found: Threads, kept: Sequence[bool], known: Vocabulary
) -> tuple[tuple[Entry, ...], list[Conflict]]:
    placed, other = order(found, kept)
    if section.name == "history":
        placed = _newest_first(placed, found)
    merged: list[Entry] = []
    conflicts: list[Conflict] = []
    for place, at in enumerate(placed):
        entry, clashes = _entry(section, found.all[at], place, known)
        merged.append(entry)
        conflicts += clashes
    if other and section.ranked:
        there = tuple(placed.index(at) for at in other)
        ours = tuple(range(len(placed)))
        conflicts.append(Conflict(kind="order", section=section.name, place=None, on="", ours=ours, theirs=there))
    return tuple(merged), conflicts


def _entry(section: Section, thread: Thread, place: int, known: Vocabulary) -> tuple[Entry, list[Conflict]]:
    base, ours, theirs = thread
    if ours is None or theirs is None:
        entry = ours or theirs
        assert entry is not None
        if base is None:
            return entry, []
        gone = Conflict(
            kind="removed", section=section.name, place=place, on=_name(section, entry), base=base, ours=ours, theirs=theirs
        )
        return entry, [gone]
    base = base or type(ours)()
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in ours.field_names:
        values[name], clashes = _field(known, name, ours.keys.get(name), *(getattr(side, name) for side in (base, ours, theirs)))
        on = _name(section, ours)
        conflicts += [Conflict(kind="field", section=section.name, place=place, on=on, **clash) for clash in clashes]
    return type(ours)(**values), conflicts


def _name(section: Section, entry: Entry | None) -> str:
    if entry is None:
        return ""
    return str(entry.id) if isinstance(entry, Item) else str(getattr(entry, section.main))


def _newest_first(placed: tuple[int, ...], found: Threads) -> tuple[int, ...]:
    """Releases of both sides in the order of their numbers; those of one side stay as they are."""
    alone = {tuple(side is not None for side in thread) for thread in found.all}
    both = {(False, True, False), (False, False, True)} <= alone
    return tuple(sorted(placed, key=lambda at: _numbers(_version(found.all[at])), reverse=True)) if both else placed


def _version(thread: Thread) -> str:
    return str(getattr(thread.ours or thread.theirs, "version", ""))


# ---- fields


_Clash = dict[str, Any]
_TEXTS: Final = Key(says=NOTHING, kind="texts")


def _field(known: Vocabulary, name: str, key: Key | None, base: Any, ours: Any, theirs: Any) -> tuple[Any, list[_Clash]]:
    """The merged value; and, where a person has to decide, what the sides have."""
    if theirs in (ours, base):
        return ours, []
    if ours == base or is_same(ours, base, key):
        return theirs, []
    if is_same(theirs, base, key) or is_same(ours, theirs, key):
        return ours, []
    if isinstance(ours, Pairs) and isinstance(theirs, Pairs):
        return _pairs(base, ours, theirs, known)
    if key and key.kind == "ids":
        joined = _links_of_both(base, ours, theirs)
        return joined or ours or theirs, [] if joined or not (ours and theirs) else [_clash(name, base, ours, theirs)]
    if key and key.kind in ("texts", "parts"):
        return _decided(name, base, join(known, base, ours, theirs))
    if key and name in ("updated", "reviewed", "version"):
        return max(ours, theirs, key=_numbers if name == "version" else _day), []
    if key and key.kind == "prose":
        for one, other in ((ours, theirs), (theirs, ours)):
            if one and other and (means_the_same(one, other, known) or (base and means_the_same(one, base, known))):
                return other, []
    return ours or theirs, [_clash(name, base, ours, theirs)]


def _decided(name: str, base: Any, joined: Joined) -> tuple[Any, list[_Clash]]:
    clash = {**_clash(name, base, joined.ours, joined.theirs), "why": joined.why}
    return joined.ours or joined.theirs, [clash] if joined.why else []


def _clash(name: str, base: Any, ours: Any, theirs: Any) -> _Clash:
    return {"field": name, "base": base, "ours": ours, "theirs": theirs}


def _day(text: str) -> Any:
    day = dates.parse(text)
    return (0, "", text) if day is None else (1, day.last.isoformat(), text)


def _numbers(text: str) -> tuple[Any, ...]:
    return (1, *numbers) if (numbers := parts(text)) else (0, text)


def _links_of_both(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """What both sides kept and what either added. What theirs added comes behind what it came behind there."""
    merged = [one for one in ours if one in theirs or one not in base]
    for number, one in enumerate(theirs):
        if one not in merged and one not in base:
            before = next((other for other in reversed(theirs[:number]) if other in merged), None)
            merged.insert(0 if before is None else merged.index(before) + 1, one)
    return tuple(merged)


def _pairs(base: Pairs, ours: Pairs, theirs: Pairs, known: Vocabulary) -> tuple[Pairs, list[_Clash]]:
    """A team's own keys, each for itself."""
    sides = [dict(side) for side in (base, ours, theirs)]
    merged: dict[str, Any] = {}
    clashes: list[_Clash] = []
    for name in dict.fromkeys([*sides[1], *sides[2]]):
        before, mine, other = (side.get(name, ABSENT) for side in sides)
        joined = join(known, before, mine, other)
        value = joined.theirs if joined.ours is ABSENT else joined.ours
        if joined.why:
            inside = isinstance(mine, tuple) and isinstance(other, tuple)
            clashes.append({**_clash(name, before, joined.ours, joined.theirs), "why": joined.why if inside else ()})
        if value is not ABSENT:
            merged[name] = value
    return Pairs(merged.items()), clashes
