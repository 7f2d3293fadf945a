"""Leaving a step that is undecided, and going to the close."""

from __future__ import annotations

from stratcoach.flow.model import PlanStep
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.phases.planning import enter_next
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_events import StepEntered


def left_behind(room: RoomFacts) -> Message:
    """What is on the table of this step and undecided: how many notes and ballots; NOTHING where nothing is lost by leaving."""
    board, record = room.board, room.record
    if not record.place or "decide" not in record.phases or board.decision is not None:
        return NOTHING
    notes = len([note for note in board.open_notes if not note.value])
    ballots = len(board.rounds[-1].ballots) if board.rounds else 0
    return Message("room_close.left_undecided", notes=notes, ballots=ballots) if notes or ballots else NOTHING


def leaving(room: RoomFacts, base: RoomView, name: str) -> RoomView:
    """Whether to leave a step in which something lies on the table."""
    to_leave, to_close = Message("room_close.leave_this_step"), Message("room_close.close_and_leave_this_step")
    actions = (Action("yes", Message("room_close.do_leave")), Action("enter", Message("room_close.do_stay")))
    return base.replace(
        question=to_leave if name == "leave" else to_close, rows=(RoomRow("", left_behind(room)),), actions=actions
    )


def closing_step(room: RoomFacts) -> PlanStep | None:
    """The close, where it is still to come."""
    return next((step for step in room.record.coming if technique_of(step).is_close), None)


def to_close(room: RoomFacts) -> Taken:
    """Go to the close; the steps before it are left out."""
    close = closing_step(room)
    if close is None or not room.record.place:
        return Refusal(Message("room_close.not_started_yet") if close else Message("room_close.close_has_started"))
    return StepEntered(step=close.id)


def leave(room: RoomFacts) -> Taken:
    """Go to the next step, or leave out one of the questions before the first that can be left out."""
    record = room.record
    if not record.place and room.kind is not None:
        return room.on() if room.kind in ("goal", "week") else Refusal(Message("room.needed_to_start"))
    return enter_next(room)
