"""Lists and mappings inside an entry, compared entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from stratcoach.diff.matching import about
from stratcoach.diff.meaning import is_same
from stratcoach.diff.value_text import matches, told
from stratcoach.model.entry import Entry, Key, Pairs
from stratcoach.model.safe_text import short

_LONGEST: Final = 40
_NO_NAMES: Final[Mapping[str, str]] = {}


def entries_changed(
    before: Any, after: Any, key: Key | None = None, renamed: Mapping[str, str] = _NO_NAMES
) -> tuple[tuple[str, str], ...]:
    """What came, went or changed in a list or a mapping, before and after; nothing where a value is a plain text.

    Links follow ids that were renamed, old to new.
    """
    if not (isinstance(before or after, tuple) and isinstance(after or before, tuple)):
        return ()
    if key and key.kind == "ids":
        was = tuple(dict.fromkeys(renamed.get(one, one) for one in before))
        gone, come = (tuple(one for one in side if one not in other) for side, other in ((was, after), (after, was)))
        return (*((one, "") for one in gone), *(("", one) for one in come))
    return tuple(_within(before or type(after)(), after or type(before)(), ""))


def _within(before: Any, after: Any, lead: str) -> Iterator[tuple[str, str]]:
    if isinstance(before, Pairs) and isinstance(after, Pairs):
        one, other = dict(before), dict(after)
        for name in sorted({*one, *other}):
            if name not in other:
                yield f"{lead}{name}: {told(one[name])}", ""
            elif name not in one:
                yield "", f"{lead}{name}: {told(other[name])}"
            elif not is_same(one[name], other[name]):
                yield from _within(one[name], other[name], f"{lead}{name}: ")
    elif _is_list(before) and _is_list(after):
        found = matches(before, after)
        kept = set(found.values())
        yield from ((lead + _whole(one), "") for place, one in enumerate(before) if place not in kept)
        for place, one in enumerate(after):
            if place not in found:
                yield "", lead + _whole(one)
            elif not is_same(before[found[place]], one):
                yield from _within(before[found[place]], one, lead)
    elif isinstance(before, Entry) and isinstance(after, Entry):
        name_of = f"{lead}“{short(about(after), _LONGEST)}” "
        for name in (*before.keys, "extra"):
            if not is_same(one := getattr(before, name), other := getattr(after, name)):
                field = "" if name == "extra" else f"{name.replace('_', ' ')}: "
                yield from _within(one, other, f"{name_of}{field}")
    else:
        yield lead + told(before), lead + told(after)


def _whole(value: Any) -> str:
    """An entry that came or went; a part of an item begins with what it is about."""
    if not isinstance(value, Entry):
        return told(value)
    main = about(value)
    rest = (f"{name.replace('_', ' ')}: {told(text)}" for name in value.keys if (text := getattr(value, name)) and text != main)
    return "; ".join([main, *rest])


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and not isinstance(value, Pairs)
