"""What a value says, without its layout: white space inside a text, and the order of what has no order."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from stratcoach.model.entry import Entry, Key, Pairs
from stratcoach.model.sections import SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy


def plain(value: Any) -> Hashable:
    """A value that is equal to another one where the two differ in layout only. Lists have no order, mappings have none,
    and a key with nothing behind it says nothing.
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Pairs):
        return ("mapping", *sorted((name, repr(plain(one))) for name, one in value if plain(one) != ""))
    if isinstance(value, Entry):
        own = tuple((name, plain_field(key, getattr(value, name))) for name, key in value.keys.items() if getattr(value, name))
        return (type(value).__name__, own, plain(value.extra))
    if isinstance(value, tuple):
        return tuple(sorted(repr(plain(one)) for one in value))
    return str(value)


def plain_field(key: Key | None, value: Any) -> Hashable:
    """The same for the value of one key. A link that is written twice is one link."""
    return plain(tuple(dict.fromkeys(value)) if key and key.kind == "ids" else value)


def is_same(one: Any, other: Any, key: Key | None = None) -> bool:
    """Whether two values say the same."""
    alike = type(one) is type(other) or (isinstance(one, str) and isinstance(other, str))
    return bool(one == other) or (alike and plain_field(key, one) == plain_field(key, other))


def same_meaning(one: Strategy, other: Strategy) -> bool:
    """Whether two strategies say the same to the letter, whatever their layout is: also in the version and in the history.

    A diff of them has the level `NONE`; it leaves out what a release writes by itself, this doesn't.
    """
    return one == other or _said(one) == _said(other)


def _said(strategy: Strategy) -> Hashable:
    head = tuple(plain(getattr(strategy, name)) for name in (*Strategy.keys, "extra"))
    return (head, *(_section(strategy, section) for section in SECTIONS))


def _section(strategy: Strategy, section: Section) -> Hashable:
    if section.holds is None:
        return plain(getattr(strategy, section.name))
    plain_entries = [plain(one) for one in entries(strategy, section)]
    return tuple(plain_entries if section.ranked or section.name == "history" else sorted(plain_entries, key=repr))
