"""Where the observations come from on which nothing is built: they are in the file, too, and one screen asks for all of them."""

from __future__ import annotations

from stratcoach.messages import Message
from stratcoach.workshop.board_events import SourcesNamed
from stratcoach.workshop.intents import AddSources, Intent, Source
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView


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


def add_sources(room: RoomFacts, intent: Intent) -> Taken:
    if not isinstance(intent, AddSources) or not intent.sources:
        return room.on()
    known = {note.number for note in room.without_source}
    named: list[Source] = []
    for number, text in intent.sources:
        source = " ".join(text.split()).strip("()[]")
        if number not in known:
            return Refusal(needs_number(room))
        if not read_marks(f"- ({source})", room.record.today).answers:
            return Refusal(Message("room_notes.not_a_source", number=str(number)))
        named.append(Source(number, source))
    return SourcesNamed(step=room.step.id, sources=tuple(named))


def needs_number(room: RoomFacts) -> Message:
    return Message("room_notes.source_needs_number", number=str(min(note.number for note in room.without_source)))
