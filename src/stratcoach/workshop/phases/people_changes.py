"""When the list of people has changed: whether a new name is somebody new, and whether the ballot of somebody who left counts."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stratcoach.messages import Message
from stratcoach.workshop.board_events import LeftBallotJudged
from stratcoach.workshop.intents import CountBallot, Intent, SamePerson
from stratcoach.workshop.phase import NOT_NOW, Intents
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomView
from stratcoach.workshop.workshop_events import PeopleToldApart, PersonRenamed


class Unclear(NamedTuple):
    """What has to be said about somebody: whether the name `new` is the same person, or whether a ballot counts."""

    what: Literal["same", "ballot"]
    name: str
    new: str = ""


def unclear(room: RoomFacts) -> Unclear | None:
    """The first thing to ask about the people who left or came."""
    record, board = room.record, room.board
    if record.maybe_same:
        return Unclear("same", *record.maybe_same[0])
    if room.kind == "vote" and board.rounds and (gone := board.rounds[-1].absent(room.present)):
        return Unclear("ballot", gone[0])
    return None


def who(room: RoomFacts) -> RoomView:
    asked = unclear(room)
    assert asked is not None
    if asked.what == "same":
        question = Message("room_close.same_person", new=asked.new, name=asked.name)
        yes, no = Message("room_close.do_same_person"), Message("room_close.do_two_people", name=asked.name, new=asked.new)
    else:
        question = Message("room_close.does_ballot_count", name=asked.name)
        yes, no = Message("room_close.do_count_ballot"), Message("room_close.do_leave_ballot_out")
    return RoomView(
        key=f"room.who.{asked.what}.{asked.name}",
        kind="who",
        title=room.step.title,
        question=question,
        actions=(Action("yes", yes), Action("no", no)),
        help=Message("room_close.choice_in_minutes"),
    )


def accepts(room: RoomFacts) -> Intents:
    asked = unclear(room)
    return (SamePerson,) if asked and asked.what == "same" else (CountBallot,)


def said_who(room: RoomFacts, intent: Intent) -> Taken:
    asked = unclear(room)
    match intent:
        case SamePerson(old=old, new=new, is_same=is_same) if asked == ("same", old, new):
            return (PersonRenamed if is_same else PeopleToldApart)(old=old, new=new)
        case CountBallot(person=name, counts=counts) if asked == ("ballot", name, ""):
            return LeftBallotJudged(step=room.step.id, person=name, counts=counts)
    return NOT_NOW
