"""`stratcoach workshop --collect`: answers that came back before a workshop, or while it is closed."""

from __future__ import annotations

from pathlib import Path

from stratcoach.commands.new import target
from stratcoach.errors import UserError
from stratcoach.files.catalogues import chosen
from stratcoach.files.journal import OpenElsewhere
from stratcoach.files.sessions import Session, journal_path
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.services.deliveries import delivered
from stratcoach.services.workshop_session import now, reopened
from stratcoach.ui.room_texts import on_terminal
from stratcoach.workshop.file_collection import collected
from stratcoach.workshop.room import Room


def run(file: str, names: list[str]) -> int:
    """Read questionnaires that came back. What is already in the workshop isn't added twice."""
    chosen().keys = on_terminal
    path, files = target(file), [Path(name) for name in names]
    if not journal_path(path).exists():
        raise UserError(Message("room_command.not_prepared", path=str(path)), Message("room_command.prepare_first"))
    try:
        session = Session.resume(journal_path(path))
    except OpenElsewhere:
        raise UserError(
            Message("room_command.open_elsewhere"),
            Message("room_command.add_there", file=str(files[0]) if len(files) == 1 else ""),
        ) from None
    try:
        room = reopened(session, path)
        for place, came in [(named, came) for named in files for came in delivered(named)]:
            [one] = collected(room, [came])
            if one.event:
                session.append_or_refuse(one.event.replace(at=now()))
                room.apply(session.events[-1])
            name = str(place / came.name if place.is_dir() else place)
            if one.answered is None and not place.is_dir():
                raise UserError(
                    Message("room_command.no_questionnaire", file=name, line=one.line), Message("room_command.keep_titles")
                )
            print(visible(f"{Message('room_command.file_collected', file=name, line=one.line)}"))
        if waiting := _not_answered(room):
            print(Message("room_command.no_answers_yet", people=tuple(waiting)))
    finally:
        session.close()
    return 0


def _not_answered(room: Room) -> list[str]:
    """The people of whom no note has come in before it was asked for."""
    boards = room.record.boards.values()
    answered = {name for board in boards for number in board.written for name in board.authors(number)}
    return [visible(one.name) for one in room.record.people if one.name not in answered] if answered else []
