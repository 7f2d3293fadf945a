"""Leaving a step that is undecided, and going to the close."""

from __future__ import annotations

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event


def left_behind(room: Room) -> str:
    """What lies undecided on the table of this step: “10 notes and 7 ballots”; empty where nothing is lost by going on."""
    board, record = room.board, room.record
    if not record.place or "decide" not in record.phases or board.decision is not None:
        return ""
    notes = len([note for note in board.open_notes if not note.value])
    ballots = len(board.rounds[-1].ballots) if board.rounds else 0
    counted = [(notes, "note"), (ballots, "ballot")]
    return " and ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counted if count)


def leaving(room: Room, base: RoomView, name: str) -> RoomView:
    """Whether to leave a step in which something lies on the table."""
    left = left_behind(room)
    question = "Leave this step undecided?" if name == "leave" else "Go to the close, and leave this step undecided?"
    stays = "stays" if left.startswith("1 ") and " and " not in left else "stay"
    told = f"{left} {stays} in the minutes, and nothing is decided. Shift-Tab brings you back."
    return base.replace(question=question, rows=(Row("", told),), how="y: leave it   Enter: stay here")


def closing_step(room: Room) -> PlanStep | None:
    """The close, where it is still to come."""
    return next((step for step in room.record.coming if step.technique == "close"), None)


def to_close(room: Room) -> Taken:
    """Go to the close; the steps before it are left out."""
    close = closing_step(room)
    if close is None or not room.record.place:
        return Refusal("The workshop hasn't started yet." if close else "The close has already started.")
    return Event("enter", close.id)
