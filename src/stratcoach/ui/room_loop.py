"""The loop of a workshop: show a moment, take what was typed, record it with its second, go on."""

from __future__ import annotations

from functools import partial
from typing import NoReturn

from stratcoach.errors import Paused, UserError
from stratcoach.flow.events import Event
from stratcoach.messages import NOTHING, Message
from stratcoach.services.meeting import Meeting
from stratcoach.ui.desk import Clock, Desk, ReadNotes, Record
from stratcoach.workshop.feedback import message_after
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomPrompter, RoomView, Text, Typed
from stratcoach.workshop.workshop_events import LineDrafted, WorkshopStopped


def run(
    room: Room,
    prompter: RoomPrompter,
    record: Record,
    clock: Clock,
    read_notes: ReadNotes,
    page: str = "",
    meeting: Meeting | None = None,
) -> None:
    """Run until the workshop is over. It begins with a `page`, such as the recap after an interruption. In a `meeting` others may
    change the room at any time, while nobody has its lock.

    Raises:
        Paused: the scribe stopped; whatever was said is recorded.
        UserError: nobody is there to ask, and something can't be kept.
    """
    meeting = meeting or Meeting(room, record, clock)
    desk = Desk(room, clock, read_notes, page, meeting.record, meeting)

    def latest() -> RoomView | None:
        if not meeting.lock.acquire(blocking=False):
            return None  # somebody's note is on its way to the disk, and no key waits for that
        try:
            return desk.view()
        finally:
            meeting.lock.release()

    def keep(key: str, typed: str) -> None:
        with meeting.lock:
            desk.lines.keep(key, typed)

    if meeting.doors:
        meeting.listen(prompter.watch(latest))
    message: Text = NOTHING
    while not room.record.finished:
        with meeting.lock:
            view = desk.view()
            desk.lines.keep(view.key, view.draft)
        typed = prompter.show(view, message, clock, partial(keep, view.key))
        with meeting.lock:
            if typed.command == "quit":
                _stop(desk, view, typed, meeting, prompter)
            if desk.moved_on(typed, view.key):
                message = message if typed.command else Message("room_own.moved_on")
                continue
            message = _take(desk, view, typed, meeting, prompter)
        meeting.changed()


def _stop(desk: Desk, view: RoomView, typed: Typed, meeting: Meeting, prompter: RoomPrompter) -> NoReturn:
    """Keep what is half typed, and that the workshop stops here."""
    desk.lines.leave(view.key, typed.draft)
    if typed.draft.strip() and typed.draft != view.draft:
        _keep(LineDrafted(key=view.key, text=typed.draft, at=meeting.clock()), meeting, prompter)
    if meeting.room.record.last_act:
        _keep(WorkshopStopped(at=meeting.clock()), meeting, prompter)
    raise Paused(prompter.exit_status)


def _take(desk: Desk, view: RoomView, typed: Typed, meeting: Meeting, prompter: RoomPrompter) -> Text:
    """Take what was typed, and record what happened; returns what to say about it."""
    if typed.command:
        desk.lines.leave(view.key, typed.draft)
    taken = desk.take(typed)
    message = taken.message if isinstance(taken, Refusal) else NOTHING
    happened = taken.event if isinstance(taken, Refusal) else taken
    if not isinstance(happened, Event):
        return message
    event = happened.replace(at=meeting.clock())
    if trouble := _keep(event, meeting, prompter):
        desk.lines.hold(view.key, typed.text)
        return trouble
    desk.lines.forget()
    return message or message_after(event, meeting.room)


def _keep(event: Event, meeting: Meeting, prompter: RoomPrompter) -> Message:
    """Record an event and apply it; returns why it could not be kept, or NOTHING."""
    try:
        meeting.record(event)
    except OSError as error:
        why = error.strerror or str(error)
        if not prompter.attended:
            raise UserError(Message("room.not_saved", why=why), Message("room.saved_before")) from error
        return Message("room.not_saved_yet", why=why)
    meeting.room.apply(event)
    return NOTHING
