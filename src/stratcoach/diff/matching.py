"""Which entry of the new list was which one of the old: by id, then by the same text, then by likeness.

Looking for likeness compares an entry only with those that share a rare word with it, so that the work grows with the
number of entries and not with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stratcoach.diff.meaning import plain
from stratcoach.model.entry import Entry
from stratcoach.model.likeness import share
from stratcoach.model.sections import Section

ALIKE: Final = 0.5
"""The share of words that two texts must have in common for one to be a new wording of the other."""

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
MOST_SHARING: Final = 20
"""A word that occurs in more entries than this doesn't tell them apart."""


def matched(section: Section, old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """For each place in the new list the place in the old one. Entries that are new, and those that went, are left out."""
    found: dict[int, int] = {}
    _match_equal(found, *([str(getattr(entry, "id", "")) for entry in side] for side in (old, new)))
    return _matched(found, *([_text(section, entry) for entry in side] for side in (old, new)))


def matched_texts(old: Sequence[str], new: Sequence[str], *, by_likeness: bool = True) -> dict[int, int]:
    """For each place in the new list the place in the old one: the same text, else one that is like it."""
    return _matched({}, old, new, by_likeness=by_likeness)


def matched_parts(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """The same for the parts of an item: first those that are equal, then those about the same thing."""
    found: dict[int, int] = {}
    _match_equal(found, *([str(plain(part)) for part in side] for side in (old, new)))
    return _matched(found, *([about(part) for part in side] for side in (old, new)), by_likeness=_are_prose(old, new))


def about(part: Entry) -> str:
    """What a part of an item is known by: what it can't be without, else its first key."""
    return str(getattr(part, _telling_key(part)))


def _telling_key(part: Entry) -> str:
    return next((name for name, key in part.keys.items() if key.must), next(iter(part.keys)))


def _are_prose(*sides: Sequence[Entry]) -> bool:
    part = next((one for side in sides for one in side), None)
    return part is not None and part.keys[_telling_key(part)].kind != "date"


def _text(section: Section, entry: Entry) -> str:
    text = section.text_of(entry)
    return f"{text} {getattr(entry, section.against)}" if section.against else text


def _matched(found: dict[int, int], old: Sequence[str], new: Sequence[str], *, by_likeness: bool = True) -> dict[int, int]:
    _match_equal(found, *([" ".join(text.casefold().split()) or text for text in side] for side in (old, new)))
    if by_likeness:
        _match_alike(found, old, new)
    return found


def _match_equal(found: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    taken = set(found.values())
    free: dict[str, list[int]] = {}
    for place in range(len(old) - 1, -1, -1):
        if old[place] and place not in taken:
            free.setdefault(old[place], []).append(place)
    for place, key in enumerate(new):
        if key and place not in found and free.get(key):
            found[place] = free[key].pop()


def _match_alike(found: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    taken = set(found.values())
    gone = {place: _bag(text) for place, text in enumerate(old) if place not in taken}
    come = {place: _bag(text) for place, text in enumerate(new) if place not in found} if gone else {}
    pairs = sorted(_alike(gone, come), key=lambda pair: (-pair[0], pair[2], pair[1]))
    for _, before, after in pairs:
        if before not in taken and after not in found:
            found[after] = before
            taken.add(before)


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.casefold()) if len(word) > 2)


def _alike(gone: Mapping[int, Counter[str]], come: Mapping[int, Counter[str]]) -> Iterator[tuple[float, int, int]]:
    """Yield likeness, old and new place of each pair that shares a telling word and enough of all words."""
    holding: dict[str, list[int]] = {}
    for place, bag in gone.items():
        for word in bag:
            holding.setdefault(word, []).append(place)
    for after, bag in come.items():
        candidates = {place for word in bag if len(holding.get(word, ())) <= MOST_SHARING for place in holding.get(word, ())}
        for before in candidates:
            shared = (bag & gone[before]).total()
            likeness = share(shared, bag.total(), gone[before].total())
            if likeness >= ALIKE:
                yield likeness, before, after
