"""Values as texts, and whether two values mean the same in other words."""

from __future__ import annotations

from typing import Any

from stratcoach.diff.matching import matched_parts, matched_texts
from stratcoach.diff.meaning import is_same
from stratcoach.diff.spelling import Vocabulary
from stratcoach.diff.text_diff import means_the_same
from stratcoach.messages import Message
from stratcoach.model.dates import parse
from stratcoach.model.entry import Entry, Pairs
from stratcoach.model.sections import Section


def told(value: object) -> str:
    """A value as one text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Entry):
        pairs = (f"{name}: {told(getattr(value, name))}" for name in (*value.keys, "extra") if getattr(value, name))
        return "; ".join(pairs)
    if isinstance(value, Pairs):
        return ", ".join(f"{name}: {told(one)}" for name, one in sorted(value, key=lambda pair: pair[0]))
    if isinstance(value, tuple):
        return ", ".join(map(told, value))
    return str(value)


def headline(section: Section, entry: Entry) -> str:
    """What an entry is about, with both sides where it has two: `Wards, even over Operating theatres`."""
    text = section.text_of(entry)
    over = str(getattr(entry, section.against)) if section.against else ""
    return str(Message("interview.even_over_whole", choose=text.rstrip().rstrip("."), over=over.strip())) if over else text


def is_reworded(before: Any, after: Any, known: Vocabulary) -> bool:
    """Whether two values mean the same: a text in another spelling, a date of the same day, a list of such texts."""
    if isinstance(before, str) and isinstance(after, str):
        was, now = parse(before), parse(after)
        return means_the_same(before, after, known) if was is None or now is None else was.last == now.last
    if isinstance(before, Pairs) and isinstance(after, Pairs):
        one, other = dict(before), dict(after)
        return one.keys() == other.keys() and all(is_reworded(one[name], other[name], known) for name in one)
    if isinstance(before, Entry) and isinstance(after, Entry):
        return all(
            is_same(getattr(before, name), getattr(after, name))
            or is_reworded(getattr(before, name), getattr(after, name), known)
            for name in (*before.keys, "extra")
        )
    if isinstance(before, tuple) and isinstance(after, tuple):
        pairs = paired(before, after)
        return all(pair is not None and is_reworded(*pair, known) for pair in pairs)
    return False


def paired(before: tuple[Any, ...], after: tuple[Any, ...]) -> list[tuple[Any, Any] | None]:
    """The entries of two lists in pairs; None for one that is on one side only."""
    found = matches(before, after)
    alone: list[tuple[Any, Any] | None] = [None] * (len(before) + len(after) - 2 * len(found))
    return [*((before[was], after[now]) for now, was in found.items()), *alone]


def matches(before: tuple[Any, ...], after: tuple[Any, ...]) -> dict[int, int]:
    """For each place in the new list the place in the old one, whatever the lists contain."""
    if all(isinstance(one, Entry) for one in (*before, *after)):
        return matched_parts(before, after)
    return matched_texts([*map(told, before)], [*map(told, after)])
