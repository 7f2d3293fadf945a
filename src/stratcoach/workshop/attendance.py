"""Who was there, from when to when, and on which days at which hours: read from the events of a workshop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from stratcoach.flow.events import Event
from stratcoach.model.likeness import ratio
from stratcoach.workshop.board_events import AnswersBroughtIn
from stratcoach.workshop.people import Person
from stratcoach.workshop.workshop_events import (
    PeopleListed,
    PeopleToldApart,
    PersonRenamed,
    StepEntered,
    WorkshopFinished,
    WorkshopResumed,
    WorkshopStopped,
)

_ALIKE: Final = 0.7
"""From this share of common letters on, two names in the same place of the list are one name, typed in two ways."""

SHORTEST: Final = 60
"""A day with fewer seconds than this isn't a day of the workshop."""


class Attended(NamedTuple):
    """Somebody who was there. `came` is the second at which a late comer came, `left` the one at which somebody left who
    didn't come back; 0 otherwise. `before` are the names that the same person was typed with earlier.
    """

    name: str
    remote: bool = False
    came: int = 0
    left: int = 0
    before: tuple[str, ...] = ()


class Sitting(NamedTuple):
    """A stretch of time on one day, in seconds since 1970."""

    began: int
    ended: int

    @property
    def day(self) -> date:
        return moment(self.began).date()


def moment(second: int) -> datetime:
    """A second since 1970 as people here read it off a clock."""
    return datetime.fromtimestamp(second, UTC).astimezone()


# ---- who


def attended(events: Iterable[Event]) -> tuple[Attended, ...]:
    """Everybody who was there, in the order in which they came. Before the first step the list is only being put right."""
    found: list[Attended] = []
    here: tuple[Person, ...] = ()
    has_begun = False
    for event in events:
        match event:
            case StepEntered():
                has_begun = True
            case PersonRenamed(old=old, new=new):
                found = _one_person(found, old, new)
                here = tuple(one._replace(name=new) if one.name == old else one for one in here)
            case PeopleToldApart(old=old, new=new, at=at):
                found = _two_people(found, old, new, at)
            case PeopleListed(people=now, at=at):
                found = _after(found, here, now, at) if has_begun else [Attended(one.name, one.remote) for one in now]
                here = now
    return tuple(found)


def _after(found: list[Attended], before: Sequence[Person], now: Sequence[Person], at: int) -> list[Attended]:
    """The list after a change of the people who are here."""
    renamed = renamings(before, now)
    found = [_renamed(one, renamed[one.name]) if one.name in renamed and not one.left else one for one in found]
    here = {one.name: one for one in now}
    found = [
        one._replace(remote=here[one.name].remote, left=0) if one.name in here else one if one.left else one._replace(left=at)
        for one in found
    ]
    known = {one.name for one in found}
    return found + [Attended(one.name, one.remote, came=at) for one in now if one.name not in known]


def _one_person(found: list[Attended], old: str, new: str) -> list[Attended]:
    """The list after somebody said that two names are one person, whether the new one was on it by itself or not."""
    if old not in {one.name for one in found}:
        return found
    return [_renamed(one, new)._replace(left=0) if one.name == old else one for one in found if one.name != new]


def _two_people(found: list[Attended], old: str, new: str, at: int) -> list[Attended]:
    """The list after somebody said that a new name is somebody else, so that the one with the old name has left."""
    parted: list[Attended] = []
    for one in found:
        if one.name == new and one.before[-1:] == (old,):
            parted += [one._replace(name=old, left=at, before=one.before[:-1]), Attended(new, one.remote, came=at)]
        else:
            parted.append(one)
    return parted


def _renamed(one: Attended, name: str) -> Attended:
    return one._replace(name=name, before=(*one.before, one.name))


def renamings(before: Sequence[Person], now: Sequence[Person]) -> dict[str, str]:
    """Who has another name now and didn't leave: one name is a part of the other, or both are much alike and in one place."""
    old, new = [one.name for one in before], [one.name for one in now]
    gone, came = [name for name in old if name not in new], [name for name in new if name not in old]
    found: dict[str, str] = {}
    for name in gone:
        close = [one for one in came if one not in found.values() and _is_one_name(name, one, old.index(name) == new.index(one))]
        if len(close) == 1:
            found[name] = close[0]
    return found


def _is_one_name(one: str, other: str, same_place: bool) -> bool:
    low, high = sorted((one.casefold(), other.casefold()), key=len)
    return high.startswith(low) or (same_place and ratio(low, high) >= _ALIKE)


# ---- when


def sittings(events: Sequence[Event]) -> tuple[Sitting, ...]:
    """The stretches in which the room sat together, one for each day: from the first step on, until it was stopped or over.
    Whatever came in by questionnaire meanwhile is no sitting.
    """
    found: list[Sitting] = []
    is_open = False
    first = next((event.at for event in events if isinstance(event, StepEntered) and event.at), 0)
    for event in events:
        if event.at < first or not event.at or isinstance(event, AnswersBroughtIn):
            continue
        if isinstance(event, WorkshopResumed) or not is_open:
            found.append(Sitting(event.at, event.at))
        found[-1] = found[-1]._replace(ended=max(event.at, found[-1].ended))
        is_open = not isinstance(event, WorkshopStopped)
        if isinstance(event, WorkshopFinished):
            break
    return _by_day(found)


def _by_day(found: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """One for each day; a day on which somebody only came back to write the file is left out."""
    days: dict[date, Sitting] = {}
    for one in found:
        held = days.get(one.day, one)
        days[one.day] = Sitting(min(held.began, one.began), max(held.ended, one.ended))
    every = tuple(days.values())
    return tuple(one for one in every if one.ended - one.began >= SHORTEST) or every[:1]
