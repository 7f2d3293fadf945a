"""Which entry of the new list was which one of the old: by id, then by the same text, then by likeness.

Looking for likeness compares an entry only with those that share a rare word with it, so that the work grows with the
number of entries and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stratcoach.model.sections import Section
from stratcoach.model.strategy import Entry

ALIKE: Final = 0.5
"""So much of the words of both texts must be shared for one to be a new wording of the other."""

MOST_SHARING: Final = 20
"""A word that stands in more entries than this says nothing about which one is meant."""


def matched(section: Section, old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """For each place in the new list the place in the old one. Entries that are new, and those that went, are left out."""
    found: dict[int, int] = {}
    for key in (_by_id, _by_text):
        _match_equal(found, [key(section, entry) for entry in old], [key(section, entry) for entry in new])
    _match_alike(found, section, old, new)
    return found


def _by_id(_section: Section, entry: Entry) -> str:
    return str(getattr(entry, "id", ""))


def _by_text(section: Section, entry: Entry) -> str:
    return " ".join(_text(section, entry).casefold().split()) or _text(section, entry)


def _text(section: Section, entry: Entry) -> str:
    text = str(getattr(entry, section.main))
    return f"{text} {getattr(entry, section.against)}" if section.against else text


def _match_equal(found: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    taken = set(found.values())
    free: dict[str, list[int]] = {}
    for place, key in enumerate(old):
        if key and place not in taken:
            free.setdefault(key, []).append(place)
    for place, key in enumerate(new):
        if key and place not in found and free.get(key):
            found[place] = free[key].pop(0)


def _match_alike(found: dict[int, int], section: Section, old: Sequence[Entry], new: Sequence[Entry]) -> None:
    taken = set(found.values())
    gone = {place: _bag(section, entry) for place, entry in enumerate(old) if place not in taken}
    come = {place: _bag(section, entry) for place, entry in enumerate(new) if place not in found}
    pairs = sorted(_alike(gone, come), key=lambda pair: (-pair[0], pair[2], pair[1]))
    for _, before, after in pairs:
        if before not in taken and after not in found:
            found[after] = before
            taken.add(before)


def _bag(section: Section, entry: Entry) -> Counter[str]:
    return Counter(word for word in _text(section, entry).casefold().split() if len(word) > 2)


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
            likeness = 2 * shared / (bag.total() + gone[before].total())
            if likeness >= ALIKE:
                yield likeness, before, after
