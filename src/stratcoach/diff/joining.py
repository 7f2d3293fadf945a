"""Merges the value of one key: texts, lists and mappings, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from stratcoach.diff.matching import about
from stratcoach.diff.meaning import is_same
from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.threads import Thread, Threads, order
from stratcoach.diff.value_text import is_reworded, matches, told
from stratcoach.messages import Message
from stratcoach.model.entry import Entry, Pairs
from stratcoach.model.safe_text import short

LONGEST: Final = 50
ABSENT: Final = None
"""What a side has that doesn't have a value."""


class Joined(NamedTuple):
    """The merge of a value that both sides may have changed. `why` says what a person has to decide, a sentence each;
    `ours` and `theirs` then differ in nothing else. Without a `why` they are equal.
    """

    ours: Any
    theirs: Any
    why: tuple[Message, ...] = ()


def join(known: Vocabulary, base: Any, ours: Any, theirs: Any) -> Joined:
    """Merge one value. What one side left as it was, or only spelt otherwise, gives way; ABSENT is one that isn't there."""
    if (settled := _settled(base, ours, theirs, known)) is not None:
        return settled
    kinds = {type(ours), type(theirs)}
    if kinds == {Pairs}:
        return _mappings(base if isinstance(base, Pairs) else Pairs(), ours, theirs, known)
    if len(kinds) == 1 and isinstance(ours, Entry):
        return _parts(base if type(base) in kinds else type(ours)(), ours, theirs, known)
    if kinds == {tuple}:
        return _lists(base if type(base) is tuple else (), ours, theirs, known)
    return Joined(ours, theirs, (_why(base, ours, theirs),))


def _settled(base: Any, ours: Any, theirs: Any, known: Vocabulary) -> Joined | None:
    """What needs no look inside, or None."""
    for value in (ours, theirs):
        other = theirs if value is ours else ours
        if is_same(other, base) or is_same(other, value):
            return Joined(value, value)
    for value, other in ((ours, theirs), (theirs, ours)):
        if other is not ABSENT and base is not ABSENT and not isinstance(other, tuple) and is_reworded(base, other, known):
            return Joined(value, value)
    same = ABSENT not in (ours, theirs) and isinstance(ours, str | Entry) and is_reworded(ours, theirs, known)
    return Joined(ours, ours) if same else None


def _why(base: Any, ours: Any, theirs: Any) -> Message:
    entry = quoted(ours if base is ABSENT else base)
    if ours is ABSENT or theirs is ABSENT:
        return Message("conflict.removed", item=entry, removed_by="ours" if ours is ABSENT else "theirs", is_changed=True)
    return Message("conflict.entry_changed", item=entry)


def quoted(value: Any) -> Message:
    return Message("conflict.in_quotes", text=short(about(value) if isinstance(value, Entry) else told(value), LONGEST))


def _parts(base: Entry, ours: Entry, theirs: Entry, known: Vocabulary) -> Joined:
    values: dict[str, Joined] = {}
    for name in ours.field_names:
        values[name] = join(known, *(getattr(side, name) for side in (base, ours, theirs)))
    item = quoted(base if any(getattr(base, name) for name in base.keys) else ours)
    why = tuple(Message("conflict.field_changed", field=name, item=item) for name, one in values.items() if one.why)
    mine, other = (ours.replace(**{name: one[side] for name, one in values.items()}) for side in (0, 1))
    return Joined(mine, other, why)


def _mappings(base: Pairs, ours: Pairs, theirs: Pairs, known: Vocabulary) -> Joined:
    sides = [dict(side) for side in (base, ours, theirs)]
    values = {name: join(known, *(side.get(name, ABSENT) for side in sides)) for name in dict.fromkeys([*sides[1], *sides[2]])}
    why = tuple(
        Message("conflict.under_key", conflict=one, key=short(name, LONGEST))
        for name, joined in values.items()
        for one in joined.why
    )
    mine, other = (Pairs((name, one[side]) for name, one in values.items() if one[side] is not ABSENT) for side in (0, 1))
    return Joined(mine, other, why)


def _lists(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], known: Vocabulary) -> Joined:
    """Entries that match each other are merged, those of one side alone stay; in our order, theirs put in where they were."""
    found = _threads(tuple(base), tuple(ours), tuple(theirs), known)
    joined = [join(known, *thread) for thread in found.all]
    kept = [one.ours is not ABSENT or one.theirs is not ABSENT for one in joined]
    placed = [joined[at] for at in order(found, kept)[0]]
    mine, other = (tuple(one[side] for one in placed if one[side] is not ABSENT) for side in (0, 1))
    return Joined(mine, other, tuple(why for one in placed for why in one.why))


def _threads(base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...], known: Vocabulary) -> Threads:
    found: list[list[Any]] = [[one, ABSENT, ABSENT] for one in base]
    places: list[list[int]] = [list(range(len(base))), [], []]
    for side, values in ((1, ours), (2, theirs)):
        pairs = matches(base, values)
        pairs |= _added_by_both(found, {at: one for at, one in enumerate(values) if at not in pairs}, known)
        for place, value in enumerate(values):
            at = pairs.get(place, len(found))
            if at == len(found):
                found.append([ABSENT, ABSENT, ABSENT])
            found[at][side] = value
            places[side].append(at)
    return Threads(tuple(Thread(*one) for one in found), *map(tuple, places))


def _added_by_both(found: Sequence[Sequence[Any]], added: Mapping[int, Any], known: Vocabulary) -> dict[int, int]:
    """For the places of what theirs added the threads of what ours had added, where that is the same."""
    mine = {at: ours for at, (base, ours, _) in enumerate(found) if base is ABSENT and ours is not ABSENT}
    pairs = matches(tuple(mine.values()), tuple(added.values())) if mine else {}
    threads, places = [*mine], [*added]
    twins = ((places[now], threads[was]) for now, was in pairs.items())
    return {place: at for place, at in twins if _is_one(mine[at], added[place], known)}


def _is_one(one: Any, other: Any, known: Vocabulary) -> bool:
    if isinstance(one, Entry) and isinstance(other, Entry):
        return is_reworded(about(one), about(other), known)
    return is_same(one, other) or is_reworded(one, other, known)
