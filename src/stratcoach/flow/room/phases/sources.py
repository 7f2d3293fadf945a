"""Where the observations come from on which nothing is built: they are in the file, too, and one screen asks for all of them."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.flow.room.marks import EXAMPLE, read_marks
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event

_LINE: Final = re.compile(r"#?(\d{1,4})[.:]?\s+(.+)")


def sources(room: Room) -> RoomView:
    notes = room.without_source
    return RoomView(
        key=f"{room.step.id}.sources",
        kind="sources",
        title=room.step.title,
        question="These are in the file too. How do you know, when was it, how many?",
        rows=tuple(Row(str(note.number), note.text) for note in notes),
        status=f"{len(notes)} without a source",
        how=f"{notes[0].number} {EXAMPLE.strip('()')}, one per line   Enter: add them later",
        help="Without a source an observation can't support anything, and a release needs one. If you know it, say it now.",
        lines=True,
    )


def take_sources(room: Room, text: str) -> Taken:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        return room.on()
    known = {str(note.number) for note in room.without_source}
    parts: list[str] = []
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in known:
            return Refusal(f"Start with a number from this screen, such as {min(known, key=int)} {EXAMPLE.strip('()')}.")
        told = match[2].strip().strip("()[]")
        if not read_marks(f"- ({told})", room.record.today).answers:
            return Refusal(f"How do you know, or when was it? {match[1]} {EXAMPLE.strip('()')}.")
        parts += [match[1], told]
    return Event("sources", room.step.id, tuple(parts))
