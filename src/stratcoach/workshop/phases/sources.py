"""Where the observations come from on which nothing is built: they are in the file, too, and one screen asks for all of them."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.flow.state import Event
from stratcoach.messages import Message
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

_LINE: Final = re.compile(r"#?(\d{1,4})[.:]?\s+(.+)")


def sources(room: RoomFacts) -> RoomView:
    notes = room.without_source
    return RoomView(
        key=f"{room.step.id}.sources",
        kind="sources",
        title=room.step.title,
        question=Message("room_notes.how_do_you_know"),
        rows=tuple(RoomRow(str(note.number), note.text) for note in notes),
        status=Message("room_notes.notes_without_source", count=len(notes)),
        actions=(
            Action("source", Message("room_notes.type_source", number=notes[0].number)),
            Action("enter", Message("room_notes.do_sources_later")),
        ),
        help=Message("room_notes.why_a_source"),
        lines=True,
    )


def take_sources(room: RoomFacts, text: str) -> Taken:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        return room.on()
    known = {str(note.number) for note in room.without_source}
    parts: list[str] = []
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in known:
            return Refusal(Message("room_notes.source_needs_number", number=min(known, key=int)))
        source = match[2].strip().strip("()[]")
        if not read_marks(f"- ({source})", room.record.today).answers:
            return Refusal(Message("room_notes.not_a_source", number=match[1]))
        parts += [match[1], source]
    return Event("sources", room.step.id, tuple(parts))
