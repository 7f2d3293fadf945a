"""The days of a strategy as a calendar file (RFC 5545): one event for each, on the whole day, with an id that stays when the day moves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.entry import Item
from stratcoach.model.safe_text import visible
from stratcoach.reports.due_list import line_of
from stratcoach.reports.text_width import cut
from stratcoach.services.matters import Matter

_LONGEST: Final = 75
"""Octets in a line; what is longer is folded."""
_SUMMARY: Final = 90
"""So many characters of what it is about are in the title of an event."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def render(matters: Sequence[Matter], product: str, today: date, made_by: str) -> str:
    """The whole file, with lines that end in CR and LF. `made_by` says what made it; `today` is when."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_text(made_by)}//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_text(product)}"]
    lines += [line for one in sorted(matters, key=lambda one: one.on) for line in _event(one, product, today)]
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line))


def _event(matter: Matter, product: str, today: date) -> Iterator[str]:
    summary = cut(str(Message("review.event", product=product, what=line_of(matter))), _SUMMARY)
    following = matter.on + timedelta(days=min(1, (date.max - matter.on).days))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(matter, product)}"
    yield f"DTSTAMP:{_day(today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(matter.on)}"
    yield f"DTEND;VALUE=DATE:{_day(following)}"
    yield f"SUMMARY:{_text(summary)}"
    if matter.place:
        yield f"DESCRIPTION:{_text(matter.said)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid(matter: Matter, product: str) -> str:
    """The id of an event: of what it is about and not of its day, so that a calendar moves it."""
    entry = matter.place.entry if matter.place else None
    about = entry.id if isinstance(entry, Item) else matter.place.said if matter.place else ""
    known = "\n".join((product, matter.kind, matter.place.section.name if matter.place else "", matter.field, about))
    return f"{matter.kind}-{hashlib.sha256(known.encode('utf-8', 'replace')).hexdigest()[:24]}@stratcoach"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """A text as a value: nothing in it ends the line or begins another one."""
    return "\\n".join(visible(line).translate(_ESCAPED) for line in text.splitlines())


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each after the first one beginning with a space; no character is taken apart."""
    piece, room = "", _LONGEST
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            yield piece
            piece, room = " ", _LONGEST - 1
        piece += character
        room -= size
    yield piece
