"""`stratcoach workshop --prepare` and `--questionnaires`: what goes out before a workshop, or during one."""

from __future__ import annotations

import re
from pathlib import Path

from stratcoach.commands import ahead
from stratcoach.commands.new import target
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.sessions import journal_path, peek
from stratcoach.messages import Message
from stratcoach.reports.preparation import preparation
from stratcoach.services.workshop_session import is_prepared, looked_at
from stratcoach.workshop.questionnaire import asked, product_of, questionnaire
from stratcoach.workshop.room import Room


def run(
    file: str, *, prepare: str, questionnaires: str, minutes: int, people: int, agenda: str, flows: str, names: str = ""
) -> int:
    """Write what goes out two days ahead to the folder `prepare`, or questionnaires alone to the other one. Returns 0."""
    path = target(file)
    journal = journal_path(path)
    is_new = not journal.exists()
    room = ahead.prepared(path, minutes, people, agenda, flows, names) if is_new else looked_at(path)
    if questionnaires:
        return _write_questionnaires(room, Path(questionnaires))
    return _prepare(room, Path(prepare), for_each=is_new or is_prepared(*peek(journal)))


def _prepare(room: Room, folder: Path, *, for_each: bool) -> int:
    """Write what goes out two days ahead, with a questionnaire `for_each` person if it is known who comes."""
    _write(folder, "before-the-workshop.md", preparation(room, product_of(room), ahead.facts_of(room)))
    if for_each and room.record.people and asked(room):
        return _write_questionnaires(room, folder)
    _write(folder, "questionnaire.md", questionnaire(room, ""))
    return 0


def _write_questionnaires(room: Room, folder: Path) -> int:
    if not room.record.people:
        raise UserError(Message("room_command.no_participants"), Message("room_command.list_participants"))
    if not asked(room):
        raise UserError(Message("room_command.no_questions_left"), Message("room_command.see_where_you_are"))
    for one in room.record.people:
        name = re.sub(r"[^\w-]+", "-", one.name.lower()).strip("-") or "somebody"
        _write(folder, f"questionnaire-{name}.md", questionnaire(room, one.name))
    return 0


def _write(folder: Path, name: str, text: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        print(Message("disk.written", path=str(disk.write_beside(folder / name, text))))
    except OSError as error:
        cannot = Message("disk.not_written", path=str(folder / name), why=disk.why(error))
        raise UserError(cannot, Message("disk.choose_folder")) from error
