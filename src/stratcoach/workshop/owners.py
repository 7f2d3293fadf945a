"""Who settles something, and by when, as a scribe types it: `Ana, next Friday`."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates, relative_dates
from stratcoach.workshop.people import Person, meant


class Owner(NamedTuple):
    """A name, a day of the format or nothing, and what was typed for a day and can't be read as one."""

    name: str
    by: str = ""
    unread: str = ""


def read_owner(text: str, people: tuple[Person, ...], today: date) -> Owner:
    """Read a name with a date behind it, with a comma between them or without."""
    name, comma, day = text.partition(",")
    if not comma:
        words = text.split()
        at = next((at for at in range(1, len(words)) if _day(" ".join(words[at:]), today)), len(words))
        name, day = " ".join(words[:at]), " ".join(words[at:])
    day = day.strip()
    by = relative_dates.read(day, today) if comma else _day(day, today)
    known = meant(name, people)
    return Owner(known.name if known else " ".join(name.split()), by, "" if by else day)


def _day(text: str, today: date) -> str:
    """A day behind a name without a comma: `May` alone may be a part of the name, `4 May` isn't."""
    return relative_dates.read(text, today) if any(map(str.isdigit, text)) else relative_dates.due(text, today)


def example_day(today: date) -> str:
    """A day for an example, some weeks ahead."""
    return dates.in_days(today, 21)


def not_a_name(text: str, people: tuple[Person, ...], today: date) -> Message:
    """Why a text can't be the name of somebody: a day, a figure, or a name typed behind something else. NOTHING where it can."""
    typed = " ".join(text.split())
    names = tuple(one.name for one in people)
    if relative_dates.read(typed, today) or any(map(str.isdigit, typed)):
        return Message("room_close.number_for_name", typed=typed, people=names)
    known = next((one.name for one in people if one.name.lower() in typed.lower()), "")
    if known and meant(typed, people) is None and not re.search(rf"\b{re.escape(known)}\b", typed, re.IGNORECASE):
        return Message("room_close.only_the_name", name=known, people=names)
    return NOTHING
