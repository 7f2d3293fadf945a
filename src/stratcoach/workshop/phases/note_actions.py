"""What can be done with a note by its number, on every screen that shows it: merge, drop, park, change it."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import Message
from stratcoach.workshop.board import Board
from stratcoach.workshop.board_events import (
    NoteReworded,
    NotesDropped,
    NotesKeptApart,
    NotesLetIn,
    NotesMerged,
    NotesParked,
    NotesSentBack,
    OnNotes,
)
from stratcoach.workshop.intents import (
    Drop,
    Intent,
    KeepApart,
    LetIn,
    Merge,
    ParkNotes,
    PutInGroup,
    Reword,
    SendBack,
    TakeFromGroup,
)
from stratcoach.workshop.phase import NOT_NOW
from stratcoach.workshop.phases import note_groups
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomView
from stratcoach.workshop.similarity import similar
from stratcoach.workshop.workshop_events import InStep

KINDS: Final = frozenset(("collect", "round", "reveal", "vote", "decide"))
"""The kinds of views whose numbered rows are notes."""


def shown(room: RoomFacts, view: RoomView) -> tuple[int, ...]:
    """The numbers of the notes on this screen."""
    if view.kind not in KINDS:
        return ()
    there = {note.number for note in room.board.open_notes} | room.board.groups.keys()
    leads = (row.lead for row in view.rows if isinstance(row.lead, str) and row.lead.isdecimal())
    return tuple(number for lead in leads if (number := int(lead)) in there)


INTENTS: Final = (Merge, KeepApart, Drop, ParkNotes, Reword, PutInGroup, TakeFromGroup, LetIn, SendBack)
"""What a room can be asked to do with its notes."""


def submit(room: RoomFacts, view: RoomView, intent: Intent) -> Taken:
    """What becomes of it: all numbers must be on the screen; where notes are unseen, only their numbers are known."""
    step, numbers, board = room.step.id, shown(room, view), room.board
    there = (*(note.number for note in board.open_notes), *board.groups)
    pair = _alike(room)
    event: InStep
    match intent:
        case LetIn() | SendBack():
            return _first_read(room, intent)
        case PutInGroup():
            return note_groups.put(room, view, intent)
        case TakeFromGroup():
            return note_groups.take_out(room, view, intent)
        case Merge(numbers=named) if board.groups.keys() & set(named):
            return note_groups.put(room, view, PutInGroup(numbers=named))
        case Merge(numbers=named) if len(set(named)) > 1:
            missing = _missing(named, (*numbers, *pair))
            event = NotesMerged(step=step, numbers=_once(named))
        case Merge():
            return Refusal(Message("room_notes.two_to_merge"))
        case KeepApart(numbers=named):
            missing = _missing(named, (*numbers, *pair))
            event = NotesKeptApart(step=step, numbers=_once(named))
        case Drop(numbers=named):
            missing = _missing(named, (*(there if view.kind == "collect" else numbers), *board.held))
            event = NotesDropped(step=step, numbers=_with_notes(board, named))
        case ParkNotes(numbers=named):
            missing = _missing(named, numbers)
            event = NotesParked(step=step, numbers=_with_notes(board, named))
        case Reword(number=number, text=text):
            if not any(map(str.isalpha, text)):
                return Refusal(Message("room_notes.add_new_words", number=str(number)))
            missing = _missing((number,), there if view.kind == "reveal" else numbers)
            if number in board.groups:
                return note_groups.put(room, view, PutInGroup(numbers=(number,), title=text))
            event = NoteReworded(step=step, number=number, text=" ".join(text.split()))
        case _:
            return NOT_NOW
    if missing or (isinstance(event, OnNotes) and not event.numbers):
        return Refusal(Message("room_notes.no_note_on_screen", number=missing[0] if missing else 0))
    return event


def _first_read(room: RoomFacts, intent: LetIn | SendBack) -> Taken:
    """What becomes of notes that only the facilitator has read."""
    held = room.board.held
    if not held:
        return Refusal(Message("room_notes.no_note_waits"))
    numbers = _once(intent.numbers) or tuple(held)
    if missing := _missing(numbers, tuple(held)):
        return Refusal(Message("room_notes.note_does_not_wait", number=str(missing[0])))
    if isinstance(intent, LetIn):
        return NotesLetIn(step=room.step.id, numbers=numbers)
    return NotesSentBack(step=room.step.id, numbers=numbers)


def still_held(room: RoomFacts) -> Refusal | None:
    """Why the room can't go on while notes wait for the facilitator; None where none does."""
    count = len(room.board.held)
    return Refusal(Message("room_notes.notes_wait_for_you", count=count)) if count else None


def _alike(room: RoomFacts) -> tuple[int, ...]:
    """The notes that look alike: what is asked about them may be on the screen without their rows."""
    numbers = [(note.number, note.text) for note in room.board.written_notes]
    there = {note.number for note in room.board.open_notes}
    return tuple(number for pair in similar(tuple(numbers)) for number in pair if there.issuperset(pair))


def _missing(named: tuple[int, ...], there: tuple[int, ...]) -> list[int]:
    return [number for number in named if number not in there]


def _with_notes(board: Board, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers, each once; behind the one of a group those of its notes: what happens to it happens to them."""
    return _once(tuple(one for number in numbers for one in (number, *board.groups.get(number, ()))))


def _once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def changing(room: RoomFacts, under: RoomView, number: int) -> RoomView:
    """One note in the line, to be changed."""
    return RoomView(
        key=f"page.note.{number}",
        kind="note",
        title=under.title,
        place=under.place,
        question=Message("room_notes.how_should_note_read", number=number, is_group=number in room.board.groups),
        actions=(Action("enter", Message("room_notes.do_change_note")), Action("close", Message("room_notes.do_go_back"))),
        draft=room.board.notes[number].text,
        time=under.time,
        ending=under.ending,
    )


def actions(number: int) -> tuple[Action, ...]:
    """What can be done with a note by its number."""
    return (
        Action("edit", Message("room_notes.do_change", number=number)),
        Action("drop", Message("room_notes.do_drop", number=number)),
        Action("park", Message("room_notes.do_park", number=number)),
    )
