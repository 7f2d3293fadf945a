"""The message about something that has just happened; most of it shows by itself."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.events import AnswerGiven, Event
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.workshop.board import Board
from stratcoach.workshop.board_events import (
    AnswersBroughtIn,
    AsidePlaced,
    BallotsCast,
    Decided,
    FingersShown,
    HandsCounted,
    LeftBallotJudged,
    MatterSettled,
    NoteReworded,
    NotesAdded,
    NotesBroughtIn,
    NotesChosen,
    NotesDropped,
    NotesGrouped,
    NotesMerged,
    NotesParked,
    NotesUngrouped,
    ObjectionRaised,
    ThoughtsParked,
)
from stratcoach.workshop.phases.planning import not_all_here
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.workshop_events import (
    ActUndone,
    GoalJudged,
    PeopleListed,
    PersonRenamed,
    PhaseEntered,
    PlanChanged,
    StepEntered,
)

_UNDONE: Final[dict[type[Event], Message]] = {
    NotesAdded: Message("room.undone_note"),
    AnswersBroughtIn: Message("room.undone_notes_added"),
    NotesBroughtIn: Message("room.undone_notes_added"),
    BallotsCast: Message("room.undone_ballots"),
    HandsCounted: Message("room.undone_counts"),
    Decided: Message("room.undone_decide"),
    NotesChosen: Message("room.undone_choose"),
    NotesMerged: Message("room.undone_merge"),
    NotesGrouped: Message("room.undone_group"),
    NotesUngrouped: Message("room.undone_ungroup"),
    StepEntered: Message("room.undone_enter"),
    ThoughtsParked: Message("room.undone_park"),
    AsidePlaced: Message("room.undone_place"),
    PlanChanged: Message("room.undone_plan"),
    GoalJudged: Message("room.undone_reached"),
    FingersShown: Message("room.undone_fist"),
    NotesParked: Message("room.undone_park_note"),
    NotesDropped: Message("room.undone_drop"),
    NoteReworded: Message("room.undone_reword"),
    PersonRenamed: Message("room.undone_rename"),
    PeopleListed: Message("room.undone_people"),
    LeftBallotJudged: Message("room.undone_left_ballot"),
    ObjectionRaised: Message("room.undone_against"),
    PhaseEntered: Message("room.undone_phase"),
}


def message_after(event: Event, room: RoomFacts) -> Message:
    """The message about an event, for the next screen."""
    match event:
        case ActUndone() if undone := room.record.undone:
            return _UNDONE.get(type(undone), Message("room.undone"))
        case PeopleListed():
            return not_all_here(room)
        case PersonRenamed(old=old, new=new):
            return Message("room.renamed", name=old, new=new)
        case ThoughtsParked(thoughts=thoughts):
            return Message("room.parked", text=quote(thoughts[0].text, 60), more=len(thoughts) - 1) if thoughts else NOTHING
        case AsidePlaced():
            return _placed(event, room)
        case MatterSettled(owner=owner, by=day) if day:
            return Message("room.settled_by", owner=owner, day=dates.with_weekday(day))
        case Decided() if day := event.by or event.until:
            return Message("room.decided_until", day=dates.with_weekday(day))
        case LeftBallotJudged(person=name, counts=counts):
            return Message("room.ballot_of_gone", name=name, counts="yes" if counts else "no")
        case AnswerGiven(value=day) if isinstance(day, str) and len(day) == len("2026-12-15") and dates.parse(day):
            return Message("room.read_as_day", day=dates.with_weekday(day))
    return _about_notes(event, room)


def _about_notes(event: Event, room: RoomFacts) -> Message:
    match event:
        case NotesAdded() if room.kind == "reveal":
            return Message("room.note_at_end")
        case NotesBroughtIn(notes=notes) if count := sum(not note.doubt for note in notes):
            return Message("room_notes.notes_added", count=count)
        case AnswersBroughtIn(answers=answers):
            names = tuple(filter(None, dict.fromkeys(one.author for one in answers)))
            if not names:
                return Message("room_notes.notes_added", count=len(answers))
            return Message("room_notes.notes_added_from", count=len(answers), names=names)
        case NotesMerged(numbers=(into, *others)):
            return Message("room.merged", numbers=tuple(map(str, others)), count=len(others), into=str(into))
        case NotesGrouped(numbers=(first, *_)):
            return _grouped(room.board, first)
        case NotesUngrouped(numbers=numbers):
            return Message("room.ungrouped", numbers=tuple(map(str, numbers)), count=len(numbers))
        case NotesDropped(numbers=numbers):
            return Message("room.dropped_notes", numbers=tuple(map(str, numbers)), count=len(numbers))
        case NotesParked(numbers=numbers):
            return Message("room.parked_notes", numbers=tuple(map(str, numbers)), count=len(numbers))
        case NoteReworded(number=number, text=text):
            return Message("room.note_reads", number=str(number), text=quote(text, 60))
    return NOTHING


def _grouped(board: Board, note: int) -> Message:
    """The group that a note is in now, and how it is changed."""
    group = board.group_of(note)
    members = tuple(map(str, board.groups.get(group, ())))
    return Message("room.grouped", number=str(group), title=quote(board.title_of(note), 60), numbers=members)


def _placed(event: AsidePlaced, room: RoomFacts) -> Message:
    match event.where:
        case "line":
            return Message("room.placed_in_line")
        case "notes":
            title = next((step.title for step in room.record.every_step if step.id == event.key), event.key)
            return Message("room.placed_in_notes", title=title)
        case "park":
            return Message("room.placed_in_car_park")
    return Message("room.dropped")
