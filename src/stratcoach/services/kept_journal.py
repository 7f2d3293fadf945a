"""The journal that is kept of a workshop that is over: beside its minutes, without what the room was not to know."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Final

from stratcoach.errors import UserError
from stratcoach.files.session_lines import Header, text_of
from stratcoach.files.sessions import peek
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.services.session import dated
from stratcoach.services.workshop_session import MODE, day_of, room_of
from stratcoach.workshop.kept_events import kept_events
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.room import Room

KEPT: Final = ".jsonl"
"""How the name of a journal that is kept ends; the rest of it is that of the minutes."""


def last_kept(path: Path) -> Path | None:
    """What was kept of the last workshop on a strategy file: its journal, or the minutes of one that a version before ran; of the
    latest day, and of that day the last.
    """
    stem = path.name.removesuffix(".yaml").removesuffix(".yml")
    found = [one for one in path.parent.glob(f"{glob.escape(stem)}.workshop-*") if one.suffix in (KEPT, ".md")]
    of_day = len(stem) + len(".workshop-2026-11-24")
    return max(found, key=lambda one: (one.stem[:of_day], len(one.stem), one.stem, one.suffix == KEPT), default=None)


def as_minutes_have_it(room: Room) -> Room:
    """A workshop at its close as its minutes tell of it: what is kept of it, and what was never shown, so that no note is lost."""
    return Room(room.library, kept_events(room, for_minutes=True), base=room.record.base)


def kept_text(room: Room, header: Header, file: str) -> str:
    """The journal of a workshop that is over, whose decisions are in `file`. The same workshop always gives the same text."""
    return text_of(header.replace(file=file), kept_events(room), None, room.record.ended).decode("utf-8")


def kept_room(path: Path) -> tuple[Room, str]:
    """The workshop of a journal that was kept, and the name of the file with its decisions.

    Raises:
        UserError: it can't be read, or it isn't one.
    """
    header, events = peek(path)
    if header.mode != MODE:
        raise UserError(Message("session.not_a_session", path=str(path)), Message("session.move_it_away"))
    room = room_of(header, events, path.parent)
    if not room.record.plan:
        raise UserError(Message("room_command.agenda_is_gone"), Message("room_command.restore_agenda"))
    return room, header.file


def closed(room: Room) -> Strategy:
    """The strategy as it was written at the end of a workshop."""
    return dated(outcome(room), "draft", day_of(room.record.ended))
