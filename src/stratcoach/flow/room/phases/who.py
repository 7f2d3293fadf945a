"""When the list of people has changed: whether a new name is somebody new, and whether the ballot of somebody who left counts."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView
from stratcoach.flow.state import Event


class Unclear(NamedTuple):
    """What has to be said about somebody: whether the name `new` is the same person, or whether a ballot counts."""

    what: Literal["same", "ballot"]
    name: str
    new: str = ""


def unclear(room: Room) -> Unclear | None:
    """The first thing to ask about the people who left or came."""
    record, board = room.record, room.board
    if record.maybe_same:
        return Unclear("same", *record.maybe_same[0])
    if room.kind == "vote" and board.rounds and (gone := board.rounds[-1].absent(room.present)):
        return Unclear("ballot", gone[0])
    return None


def who(room: Room) -> RoomView:
    asked = unclear(room)
    assert asked is not None
    if asked.what == "same":
        question = f"Is {asked.new} the same person as {asked.name}?"
        how = f"y: yes, another name   n: no, {asked.name} left and {asked.new} came"
    else:
        question = f"{asked.name} has voted and left. Does the ballot count?"
        how = "y: count it   n: leave it out"
    return RoomView(
        key=f"room.who.{asked.what}.{asked.name}",
        kind="who",
        title=room.step.title,
        question=question,
        how=how,
        help="The minutes record your choice. You can undo it.",
    )


def take_who(room: Room, text: str) -> Taken:
    asked = unclear(room)
    assert asked is not None
    told = text.strip().lower()
    if told not in ("y", "yes", "n", "no"):
        return Refusal("y or n.")
    is_yes = told[0] == "y"
    if asked.what == "same":
        return Event("rename" if is_yes else "other", asked.name, asked.new)
    return Event("left_ballot", room.step.id, (asked.name, "yes" if is_yes else "no"))
