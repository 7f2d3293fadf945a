"""Compares two strategies: what was added, removed, changed, renamed, put in another order, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from stratcoach.diff.change import (
    Change,
    Level,
    deepest,
    level_of_entry,
    level_of_field,
    level_of_order,
    next_version,
)
from stratcoach.diff.entry_lists import entries_changed
from stratcoach.diff.goalposts import is_eased, is_same_figure
from stratcoach.diff.matching import matched, matched_texts
from stratcoach.diff.meaning import is_same
from stratcoach.diff.ripple import Ripple, ripple
from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.value_text import headline, in_one, is_reworded, told
from stratcoach.model.entry import Entry, Key
from stratcoach.model.sections import HEADER_KEYS, SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value

_TOP: Final = Change(kind="changed", section="", level="DETAIL")
_NOT_COMPARED = frozenset(("version", "updated"))
_NOT_SECTIONS = frozenset(("history",))
"""What a release writes by itself."""


class Comparison(Value):
    """All changes in the method's order, how deep they go, the version that they ask for, and what rests on them."""

    changes: tuple[Change, ...]
    level: Level
    proposed: str
    ripple: tuple[Ripple, ...]


class _Around(NamedTuple):
    """What every part of a comparison needs: the old ids with their new ones, and the words of both strategies."""

    renamed: Mapping[str, str]
    known: Vocabulary


def compare(old: Strategy, new: Strategy) -> Comparison:
    """Compare two strategies. The proposed version counts on from the old one's."""
    pairs = {section.name: matched(section, _held(old, section), _held(new, section)) for section in SECTIONS if section.holds}
    around = _Around(dict(_renamed(old, new, pairs)), Vocabulary(old, new))
    changes = list(_header(old, new, around))
    for section in SECTIONS:
        if section.name in _NOT_SECTIONS:
            continue
        if section.holds is None:
            changes += _texts(section, getattr(old, section.name), getattr(new, section.name), around)
        else:
            changes += _entries(section, _held(old, section), _held(new, section), pairs[section.name], around)
    found = tuple(changes)
    level = deepest(found)
    rest = ripple(old, new, found, around.renamed)
    return Comparison(changes=found, level=level, proposed=next_version(old.version, level), ripple=rest)


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


def _header(old: Strategy, new: Strategy, around: _Around) -> Iterator[Change]:
    for name in HEADER_KEYS:
        if name not in _NOT_COMPARED:
            yield from _field(_TOP, name, getattr(old, name), getattr(new, name), around)
    yield from _own(_TOP, old, new, around)


def _texts(section: Section, old: Sequence[str], new: Sequence[str], around: _Around) -> Iterator[Change]:
    """Texts without ids. One that occurs twice counts once."""
    before, after = (list(dict.fromkeys(" ".join(text.split()) or text for text in side)) for side in (old, new))
    pairs = matched_texts(before, after)
    kept = set(pairs.values())
    for place, text in enumerate(before):
        if place not in kept:
            yield Change(kind="removed", section=section.name, level="DETAIL", said=text, before=text)
    for place, text in enumerate(after):
        if place not in pairs:
            yield Change(kind="added", section=section.name, level="DETAIL", said=text, after=text)
        else:
            yield from _field(
                Change(kind="changed", section=section.name, level="DETAIL"), "", before[pairs[place]], text, around
            )


# ---- entries


def _entries(
    section: Section, old: Sequence[Entry], new: Sequence[Entry], pairs: Mapping[int, int], around: _Around
) -> Iterator[Change]:
    kept = set(pairs.values())
    for place, entry in enumerate(old):
        if place not in kept:
            yield _whole("removed", section, entry)
    if order := _reranked(section, new, pairs):
        yield order
    for place, entry in enumerate(new):
        if place not in pairs:
            yield _whole("added", section, entry)
        elif entry != old[pairs[place]]:
            yield from _changed(section, old[pairs[place]], entry, around)


def _whole(kind: str, section: Section, entry: Entry) -> Change:
    text = in_one(section, entry)
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


def _changed(section: Section, old: Entry, new: Entry, around: _Around) -> Iterator[Change]:
    like = Change(kind="changed", section=section.name, level="DETAIL", on=_id(section, new), said=headline(section, new))
    if (was := _id(section, old)) != like.on:
        yield like.replace(kind="renamed", field="id", before=was, after=like.on)
    for name in section.written:
        if name == "id" or _same_links(section, name, getattr(old, name), getattr(new, name), around.renamed):
            continue
        for change in _field(like, name, getattr(old, name), getattr(new, name), around, new.keys[name]):
            if is_eased(section.name, name, old, new, around.known):
                yield change.replace(kind="moved_goalpost")
            elif is_same_figure(name, old, new, around.known):
                yield change.replace(level="DETAIL", same_meaning=True)
            else:
                yield change
    yield from _own(like, old, new, around)


def _own(like: Change, old: Entry, new: Entry, around: _Around) -> Iterator[Change]:
    """A team's own keys, each for itself. One with nothing behind it says nothing."""
    was, now = dict(old.extra), dict(new.extra)
    for name in sorted({*was, *now}):
        yield from _field(like, name, was.get(name, ""), now.get(name, ""), around)


def _field(like: Change, name: str, before: Any, after: Any, around: _Around, key: Key | None = None) -> Iterator[Change]:
    """A change `like` the others of its entry, where the two values say something different."""
    if is_same(before, after, key) or not (before or after):
        return
    same = bool(before and after) and is_reworded(before, after, around.known)
    yield like.replace(
        field=name,
        level="DETAIL" if same else level_of_field(like.section, name),
        said=like.said or (told(after) if like.section else ""),
        before=told(before),
        after=told(after),
        entries=entries_changed(before, after, key, around.renamed),
        same_meaning=same,
    )


def _same_links(section: Section, field: str, before: object, after: object, renamed: Mapping[str, str]) -> bool:
    """Whether links only follow ids that were renamed, or are in another order."""
    key = section.holds.keys.get(field) if section.holds else None
    if key is None or not (key.kind == "ids" or field == "on"):
        return False
    one = before if isinstance(before, tuple) else (before,)
    other = after if isinstance(after, tuple) else (after,)
    return {renamed.get(name, name) for name in one} == set(other)


def _id(section: Section, entry: Entry) -> str:
    return str(getattr(entry, "id", "")) if section.has_ids else ""
