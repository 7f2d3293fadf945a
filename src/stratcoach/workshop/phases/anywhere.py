"""What can be done on every screen: park a thought, change the plan or the people, take a break, undo, leave."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import Message
from stratcoach.workshop.board_events import ThoughtsParked
from stratcoach.workshop.intents import (
    EditPlan,
    ExtendTime,
    GoToClose,
    Intent,
    Leave,
    NotKnown,
    Park,
    Pause,
    Rename,
    SetAside,
    SetPeople,
    ShortenPlan,
    Skip,
    Undo,
)
from stratcoach.workshop.people import meant
from stratcoach.workshop.phase import NOT_NOW
from stratcoach.workshop.phases import filling_in, inbox, leaving, planning, setup
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.workshop_events import ActUndone, PauseBegun, PersonRenamed, TimeExtended

INTENTS: Final = (
    Park,
    SetAside,
    SetPeople,
    Rename,
    EditPlan,
    ShortenPlan,
    ExtendTime,
    Pause,
    NotKnown,
    Undo,
    Skip,
    Leave,
    GoToClose,
)

_LONGEST_BREAK: Final = 999


def submit(room: RoomFacts, intent: Intent, now: int) -> Taken:
    match intent:
        case Park(thoughts=thoughts):
            return ThoughtsParked(thoughts=thoughts) if thoughts else Refusal(Message("room.nothing_to_park"))
        case SetAside(notes=notes):
            return inbox.put_aside(room, notes)
        case SetPeople(people=people):
            return setup.set_people(people)
        case Rename(old=old, new=new):
            known = meant(old, room.record.people)
            name = " ".join(new.split())
            return PersonRenamed(old=known.name, new=name) if known and name else Refusal(Message("room.rename_like_this"))
        case _:
            return _of_time(room, intent, now)


def _of_time(room: RoomFacts, intent: Intent, now: int) -> Taken:
    match intent:
        case EditPlan(words=words):
            return planning.edited(room, words, now)
        case ShortenPlan():
            return planning.shorten_now(room, now or room.record.since)
        case ExtendTime(minutes=minutes):
            return _more(room, minutes)
        case Pause(minutes=0):
            return PauseBegun()
        case Pause(minutes=minutes):
            in_time = 0 < minutes <= _LONGEST_BREAK
            return PauseBegun(minutes=minutes) if in_time else Refusal(Message("room.how_many_minutes"))
        case NotKnown():
            return filling_in.not_known(room)
        case Undo():
            return ActUndone() if room.record.last_act else Refusal(Message("room.nothing_to_undo"))
        case Skip():
            return filling_in.left_out(room) or leaving.leave(room)
        case Leave():
            return leaving.leave(room)
        case GoToClose():
            return leaving.to_close(room)
    return NOT_NOW


def _more(room: RoomFacts, minutes: int) -> Taken:
    """Five more minutes, once in each step, or one."""
    if not room.countdown():
        return Refusal(Message("room.no_time_limit"))
    if minutes == 1:
        return TimeExtended(step=room.step.id, minutes=1)
    if room.board.extended:
        return Refusal(Message("room.extended_already"))
    return TimeExtended(step=room.step.id)
