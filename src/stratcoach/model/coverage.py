"""What is filled, linked, dated, measured, tested: counted from the tables of sections and keys, never graded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.model.entry import Entry, Item
from stratcoach.model.links import Links
from stratcoach.model.sections import GROUNDS, SECTION, SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value

ASPECTS: Final = ("linked", "dated", "measured", "evidenced", "tested")


class ItemPlace(NamedTuple):
    """One entry of the strategy. `number` counts from 1 within its section, and is 0 where a section holds one item."""

    section: Section
    number: int
    entry: Entry

    @property
    def named(self) -> Message:
        """What a person calls it: `problem 2`, `vision`."""
        return Message("place.entry", noun=self.section.noun, number=self.number)

    @property
    def said(self) -> str:
        """What it is about: its main text, with both sides where it has two."""
        text = self.section.text_of(self.entry)
        over = str(getattr(self.entry, self.section.against)) if self.section.against else ""
        return str(Message("place.even_over", choose=text.rstrip(". "), over=over.rstrip(". "))) if over else text


class Covered(Value):
    """One aspect: the entries that it can be asked of, apart into those that have it and those that lack it."""

    aspect: str
    have: tuple[ItemPlace, ...]
    lack: tuple[ItemPlace, ...]


class Due(NamedTuple):
    """Something with a date ahead or passed. `place` is None for the strategy as a whole."""

    on: date
    written: str
    place: ItemPlace | None
    field: str
    owner: str


def named_together(several: Iterable[ItemPlace]) -> Message:
    """Several entries as one names them: `insight 3, problems 2–4 and 6, vision`."""
    numbers: dict[str, list[int]] = {}
    for place in several:
        if place.number not in numbers.setdefault(place.section.name, []):
            numbers[place.section.name].append(place.number)
    named = tuple(_numbered(SECTION[name], sorted(there)) for name, there in numbers.items())
    return named[0] if len(named) == 1 else Message("place.several", places=named) if named else NOTHING


def _numbered(section: Section, numbers: list[int]) -> Message:
    if len(numbers) == 1:
        return Message("place.entry", noun=section.noun, number=numbers[0])
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = tuple(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return Message("place.entries", nouns=section.nouns, numbers=written)


def places(strategy: Strategy) -> Iterator[ItemPlace]:
    """Every entry that isn't a bare text, in the order of the method."""
    for section in SECTIONS:
        for number, entry in enumerate(entries(strategy, section), 1):
            yield ItemPlace(section, number if section.many else 0, entry)


def filled(strategy: Strategy) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections of the method that have entries, and those that are still empty."""
    with_ids = [section for section in SECTIONS if section.has_ids]
    having = tuple(section for section in with_ids if entries(strategy, section))
    return having, tuple(section for section in with_ids if section not in having)


IsGiven = Callable[[Entry, str], bool]
"""Whether an entry has what a key is for, in the key or in its sentence."""


def coverage(strategy: Strategy, links: Links, is_given: IsGiven) -> tuple[Covered, ...]:
    """Each aspect that can be asked of anything in this strategy."""
    found: dict[str, tuple[list[ItemPlace], list[ItemPlace]]] = {aspect: ([], []) for aspect in ASPECTS}
    for place in places(strategy):
        for aspect, keys in _asked(place.section):
            has = all(_has(place.entry, key, links, is_given) for key in keys)
            found[aspect][0 if has else 1].append(place)
    return tuple(
        Covered(aspect=aspect, have=tuple(have), lack=tuple(lack)) for aspect, (have, lack) in found.items() if have or lack
    )


def _asked(section: Section) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The aspects that a section can have, each with the keys that all have to be there."""
    keys = section.holds.keys if section.holds else {}
    if section.may_rest_on and section.name not in GROUNDS:
        yield "linked", ("rests_on",)
    own_dates = [name for name, key in keys.items() if key.kind == "date" and name not in Item.keys and not key.must]
    if own_dates:
        yield "dated", (own_dates[0],)
    for aspect, needed in (("measured", ("baseline", "target")), ("evidenced", ("evidence",)), ("tested", ("test",))):
        if all(name in keys for name in needed):
            yield aspect, needed


def _has(entry: Entry, key: str, links: Links, is_given: IsGiven) -> bool:
    if key == "rests_on":
        return any(name in links.placed for name in getattr(entry, key))
    return is_given(entry, key)


_LOOKS_BACK: Final = ("observed", "reviewed", "updated", "date")


def due(strategy: Strategy) -> tuple[Due, ...]:
    """All dates that somebody set for something to come, the earliest first; a period counts by its last day."""
    found = (
        [Due(day.last, strategy.review_by, None, "review_by", strategy.owner)] if (day := dates.parse(strategy.review_by)) else []
    )
    for place in places(strategy):
        for name, key in place.entry.keys.items():
            if key.kind != "date" or name in _LOOKS_BACK:
                continue
            written = getattr(place.entry, name)
            if day := dates.parse(written):
                found.append(Due(day.last, written, place, name, getattr(place.entry, "owner", "")))
    return tuple(sorted(found, key=lambda one: one.on))
