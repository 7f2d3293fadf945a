"""What somebody can do on a page of their own, always in their own name: write, change and take back notes that nobody has seen,
vote, show fingers, object, park a thought, say that they are done.
"""

from __future__ import annotations

from typing import Final

from stratcoach.messages import Message
from stratcoach.workshop import answers_ahead
from stratcoach.workshop.board import BoardNote
from stratcoach.workshop.board_events import NoteReworded, NotesAdded, NotesDropped
from stratcoach.workshop.intents import AddNotes, Intent, Object, Park, Pass, ShowFingers, Vote
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.own_intents import AnswerAhead, ChangeOwn, MarkDone, OpenPage, TakeBack
from stratcoach.workshop.phase import NOT_NOW, Intents, Phase
from stratcoach.workshop.phases import PHASES, anywhere, under_aside, writing
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.techniques import PhaseKind, technique_of
from stratcoach.workshop.workshop_events import DoneMarked, PageOpened

INTENTS: Final = (OpenPage, ChangeOwn, TakeBack, AnswerAhead, MarkDone)
"""What is only possible on a page of one's own."""

COUNTS_DONE: Final = frozenset(("collect", "alone", "pairs", "fours", "reveal", "read_back"))
"""The phases in which people say that they are done."""

OF_PHASE: Final[dict[PhaseKind, Intents]] = {
    "collect": (AddNotes,),
    "reveal": (AddNotes,),
    "round": (AddNotes, Pass),
    "vote": (Vote,),
    "fist": (ShowFingers,),
    "decide": (Object,),
}
MOST_NOTES: Final = 50
"""Notes of one person in one step, and thoughts in the car park: who hands in without end takes the evening from all others."""

_TOO_LATE: Final = Refusal(Message("room_own.too_late"))


def at_hand(room: RoomFacts) -> Phase:
    """The phase that people are in, whatever the scribe is asked meanwhile."""
    phase = under_aside(room)
    return PHASES[room.kind] if phase.name == "who" and room.kind else phase


def moment_of(room: RoomFacts) -> str:
    """What names the moment in which people are, also during a break."""
    return (PHASES[room.kind] if room.kind else at_hand(room)).shown(room).key


def group_of(room: RoomFacts, person: str) -> tuple[str, ...]:
    """The people with whom somebody talks and writes one note in this step, with themselves; nobody where each writes alone."""
    kinds, kind = technique_of(room.step).kinds, room.kind
    if kind not in ("pairs", "fours", "collect") or "pairs" not in kinds:
        return ()
    size = 4 if kind == "fours" or (kind == "collect" and "fours" in room.record.phases) else 2
    return next((group for group in room.record.groups(size) if person in group), ())


def can_object(room: RoomFacts) -> bool:
    return room.kind == "decide" and Object in PHASES["decide"].accepts(room)


def own_notes(room: RoomFacts, person: str) -> dict[int, BoardNote]:
    """The notes of somebody that nobody else has seen yet, by their numbers."""
    if room.kind != "collect" or not PHASES["collect"].shown(room).hidden:
        return {}
    return {note.number: note for note in (*room.board.open_notes, *room.board.held_notes) if note.author == person}


def submit(room: RoomFacts, intent: Intent) -> Taken:
    """What becomes of an intent that only a page of one's own gives."""
    step, own = room.step.id, own_notes(room, getattr(intent, "person", ""))
    match intent:
        case OpenPage(person=person):
            return PageOpened(person=person)
        case MarkDone(person=person, is_done=is_done) if room.kind in COUNTS_DONE:
            return DoneMarked(step=step, person=person, moment=moment_of(room), is_done=is_done)
        case ChangeOwn(number=number, text=text) if number in own:
            if not any(map(str.isalpha, text)):
                return Refusal(Message("room.note_needs_words"))
            return NoteReworded(step=step, number=number, text=" ".join(text.split()), is_unseen=True)
        case TakeBack(number=number) if number in own:
            return NotesDropped(step=step, numbers=(number,))
        case ChangeOwn() | TakeBack():
            return Refusal(Message("room_own.is_shown_already"))
    return NOT_NOW


def submit_as(room: RoomFacts, person: str, intent: Intent, moment: str, now: int) -> Taken:
    """What becomes of what somebody did on their page while it showed a `moment`."""
    if person not in room.present:
        return Refusal(Message("room_own.not_on_list"))
    intent = _by(room, person, intent)
    if room.record.is_ahead and not isinstance(intent, OpenPage):
        return answers_ahead.submit_as(room, person, intent)
    if _is_too_much(room, person, intent):
        return Refusal(Message("room_own.many_notes", most=MOST_NOTES))
    if isinstance(intent, Park):
        return anywhere.submit(room, intent, now)
    if isinstance(intent, OpenPage):
        return submit(room, intent)
    if not _is_of_now(room, intent, moment):
        return _TOO_LATE
    if isinstance(intent, INTENTS):
        return submit(room, intent)
    kind = room.kind
    if kind is None or not isinstance(intent, OF_PHASE.get(kind, ())):
        return _TOO_LATE
    if kind == "round" and (not (waiting := writing.to_speak(room)) or waiting[0].name != person):
        return Refusal(Message("room_own.not_your_turn"))
    phase = PHASES[kind]
    taken = phase.submit(room, intent) if isinstance(intent, phase.accepts(room)) else _TOO_LATE
    return taken.replace(are_held=True) if isinstance(taken, NotesAdded) and room.record.reads_first else taken


def _is_too_much(room: RoomFacts, person: str, intent: Intent) -> bool:
    match intent:
        case AddNotes(notes=notes):
            there = (*room.board.open_notes, *room.board.held_notes)
            return sum(person in note.authors for note in there) + len(notes) > MOST_NOTES
        case Park(thoughts=thoughts):
            return sum(one.author == person for one in room.record.parked) + len(thoughts) > MOST_NOTES
    return False


def _is_of_now(room: RoomFacts, intent: Intent, moment: str) -> bool:
    """Whether it was done on what is asked now: a note belongs to its step, everything else to its moment."""
    if isinstance(intent, AddNotes | ChangeOwn | TakeBack | ShowFingers):
        return moment.startswith(f"{room.step.id}.")
    return moment == moment_of(room)


def _by(room: RoomFacts, person: str, intent: Intent) -> Intent:
    """The same in the name of this person alone."""
    match intent:
        case AddNotes(notes=notes):
            author = ", ".join(group_of(room, person)) or person
            return AddNotes(notes=tuple(Note(note.text, author) for note in notes))
        case Park(thoughts=thoughts):
            return Park(thoughts=tuple(Note(one.text, person) for one in thoughts))
        case Vote() | ShowFingers() | Object() | ChangeOwn() | TakeBack() | AnswerAhead() | MarkDone() | OpenPage():
            return intent.replace(person=person)
    return intent
