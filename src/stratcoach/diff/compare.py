"""Compares two strategies: what was added, removed, changed, renamed, put in another order, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stratcoach.diff.change import (
    Change,
    Level,
    deepest,
    level_of_entry,
    level_of_field,
    level_of_order,
    next_version,
)
from stratcoach.diff.goalposts import is_eased
from stratcoach.diff.matching import matched
from stratcoach.diff.ripple import Ripple, ripple
from stratcoach.diff.words import means_the_same
from stratcoach.model.dates import parse
from stratcoach.model.sections import HEADER_KEYS, SECTIONS, Section, entries
from stratcoach.model.strategy import Entry, Pairs, Strategy
from stratcoach.model.value import Value

_NOT_COMPARED = frozenset(("version", "updated"))
_NOT_SECTIONS = frozenset(("history",))
"""What a release writes by itself."""


class Comparison(Value):
    """All changes in the method's order, how deep they go, the version that they ask for, and what rests on them."""

    changes: tuple[Change, ...]
    level: Level
    proposed: str
    ripple: tuple[Ripple, ...]


def compare(old: Strategy, new: Strategy) -> Comparison:
    """Compare two strategies. The proposed version counts on from the old one's."""
    pairs = {section.name: matched(section, _held(old, section), _held(new, section)) for section in SECTIONS if section.holds}
    renamed = dict(_renamed(old, new, pairs))
    changes = list(_header(old, new))
    for section in SECTIONS:
        if section.name in _NOT_SECTIONS:
            continue
        if section.holds is None:
            changes += _texts(section, getattr(old, section.name), getattr(new, section.name))
        else:
            changes += _entries(section, _held(old, section), _held(new, section), pairs[section.name], renamed)
    found = tuple(changes)
    level = deepest(found)
    return Comparison(changes=found, level=level, proposed=next_version(old.version, level), ripple=ripple(old, new, found))


def _held(strategy: Strategy, section: Section) -> tuple[Entry, ...]:
    return tuple(entries(strategy, section))


def _renamed(old: Strategy, new: Strategy, pairs: Mapping[str, Mapping[int, int]]) -> Iterator[tuple[str, str]]:
    """Old ids with their new ones."""
    for section in SECTIONS:
        if section.has_ids:
            before, after = _held(old, section), _held(new, section)
            for place, was in pairs[section.name].items():
                one, other = getattr(before[was], "id", ""), getattr(after[place], "id", "")
                if one != other:
                    yield one, other


# ---- the top of the file, and lists of bare texts


def _header(old: Strategy, new: Strategy) -> Iterator[Change]:
    for name in HEADER_KEYS:
        before, after = getattr(old, name), getattr(new, name)
        if name not in _NOT_COMPARED and before != after:
            yield Change(
                kind="changed", section="", field=name, level=_level("", name, before, after), before=before, after=after
            )
    if old.extra != new.extra:
        yield Change(kind="changed", section="", field="extra", level="DETAIL", before=told(old.extra), after=told(new.extra))


def _texts(section: Section, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for text in dict.fromkeys(old):
        if text not in new:
            yield Change(kind="removed", section=section.name, level="DETAIL", said=text, before=text)
    for text in dict.fromkeys(new):
        if text not in old:
            yield Change(kind="added", section=section.name, level="DETAIL", said=text, after=text)


# ---- entries


def _entries(
    section: Section, old: Sequence[Entry], new: Sequence[Entry], pairs: Mapping[int, int], renamed: Mapping[str, str]
) -> Iterator[Change]:
    kept = set(pairs.values())
    for place, entry in enumerate(old):
        if place not in kept:
            yield _whole("removed", section, entry)
    if order := _reranked(section, new, pairs):
        yield order
    for place, entry in enumerate(new):
        if place in pairs:
            yield from _changed(section, old[pairs[place]], entry, renamed)
        else:
            yield _whole("added", section, entry)


def _whole(kind: str, section: Section, entry: Entry) -> Change:
    text = _main(section, entry)
    change = Change(
        kind="added", section=section.name, level=level_of_entry(section), on=_id(section, entry), said=text, after=text
    )
    return change if kind == "added" else change.replace(kind="removed", before=text, after="")


def _reranked(section: Section, new: Sequence[Entry], pairs: Mapping[int, int]) -> Change | None:
    """One change for the section, with both orders of what is in both."""
    order = [pairs[place] for place in range(len(new)) if place in pairs]
    level = level_of_order(section)
    if level == "NONE" or order == sorted(order):
        return None
    now = [_id(section, new[place]) for place in range(len(new)) if place in pairs]
    was = [now[at] for at in sorted(range(len(order)), key=order.__getitem__)]
    return Change(kind="reranked", section=section.name, level=level, before=", ".join(was), after=", ".join(now))


def _changed(section: Section, old: Entry, new: Entry, renamed: Mapping[str, str]) -> Iterator[Change]:
    on, said = _id(section, new), _main(section, new)
    if (was := _id(section, old)) != on:
        yield Change(kind="renamed", section=section.name, on=on, field="id", level="DETAIL", said=said, before=was, after=on)
    for field in (*section.written, "extra"):
        before, after = getattr(old, field), getattr(new, field)
        if field == "id" or before == after or _same_links(section, field, before, after, renamed):
            continue
        yield Change(
            kind="moved_goalpost" if is_eased(section.name, field, old, new) else "changed",
            section=section.name,
            on=on,
            field=field,
            level=_level(section.name, field, before, after),
            said=said,
            before=told(before),
            after=told(after),
        )


def _same_links(section: Section, field: str, before: object, after: object, renamed: Mapping[str, str]) -> bool:
    """Whether links only follow ids that were renamed, or stand in another order."""
    key = section.holds.keys.get(field) if section.holds else None
    if key is None or not (key.kind == "ids" or field == "on"):
        return False
    one = before if isinstance(before, tuple) else (before,)
    other = after if isinstance(after, tuple) else (after,)
    return {renamed.get(name, name) for name in one} == set(other)


def _level(section: str, field: str, before: object, after: object) -> Level:
    return "DETAIL" if before and after and _is_reworded(before, after) else level_of_field(section, field)


def _is_reworded(before: object, after: object) -> bool:
    """Whether two values mean the same: a text in another spelling, a date of the same day, a list in another order."""
    if isinstance(before, str) and isinstance(after, str):
        was, now = parse(before), parse(after)
        return means_the_same(before, after) if was is None or now is None else was.last == now.last
    if isinstance(before, tuple) and isinstance(after, tuple) and all(isinstance(one, str) for one in (*before, *after)):
        return len(before) == len(after) and all(map(means_the_same, sorted(before), sorted(after)))
    return False


def _id(section: Section, entry: Entry) -> str:
    return str(getattr(entry, "id", "")) if section.has_ids else ""


def _main(section: Section, entry: Entry) -> str:
    return str(getattr(entry, section.main))


def told(value: object) -> str:
    """A value as one text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Entry):
        said = (f"{name}: {told(getattr(value, name))}" for name in value.keys if getattr(value, name))
        return "; ".join(said)
    if isinstance(value, Pairs):
        return ", ".join(f"{name}: {told(one)}" for name, one in sorted(value, key=lambda pair: pair[0]))
    if isinstance(value, tuple):
        return ", ".join(map(told, value))
    return str(value)
