"""What happens alongside a workshop: the facilitator's own screen, a recap, what is sent ahead, questionnaires out and in."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from stratcoach.commands import ahead
from stratcoach.commands.new import target
from stratcoach.commands.workshop import is_prepared, now, reopened
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.catalogues import english
from stratcoach.files.codec import loads
from stratcoach.files.journal import OpenElsewhere
from stratcoach.files.sessions import Session, is_open, journal_path, peek
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.outgoing import behind
from stratcoach.model.safe_text import visible
from stratcoach.reports.follow import follow as told_follow
from stratcoach.reports.minutes import page_of
from stratcoach.reports.preparation import preparation
from stratcoach.reports.style import style_for
from stratcoach.services.deliveries import delivered
from stratcoach.services.session import library_for
from stratcoach.services.strategy_file import working_file
from stratcoach.ui.room_texts import on_terminal
from stratcoach.workshop.file_collection import collected
from stratcoach.workshop.questionnaire import asked, product_of, questionnaire
from stratcoach.workshop.recap import recap as told_recap
from stratcoach.workshop.room import Room

POLL = 0.5
"""Seconds between two looks at the journal."""


def run(
    file: str,
    *,
    follow: bool,
    prepare: str,
    questionnaires: str,
    collect: list[str],
    minutes: int,
    people: int,
    agenda: str,
    flows: str,
    names: str = "",
) -> int:
    path = target(file)
    if follow:
        return _follow(path)
    if collect:
        return _collect(path, [Path(one) for one in collect])
    journal = journal_path(path)
    is_new = not journal.exists()
    room = ahead.prepared(path, minutes, people, agenda, flows, names) if is_new else _looked_at(path)
    if questionnaires:
        return _write_questionnaires(room, Path(questionnaires))
    return _prepare(room, Path(prepare), for_each=is_new or is_prepared(*peek(journal)))


def recap(file: str) -> int:
    """Where the workshop is and what it has decided; when it is over, the first page of its minutes."""
    style = style_for(sys.stdout)
    path = working_file(file) if not file or Path(file).exists() else target(file)
    if not journal_path(path).exists() and (last := _last_minutes(path)):
        print(f"{Message('room_command.last_is_over', minutes=str(last))}\n")
        lines: Sequence[str] = page_of(disk.read_bytes(last, caps.MINUTES).decode("utf-8", "replace")).splitlines()
    else:
        room = _looked_at(path)
        lines = [visible(f"{line}") for line in told_recap(room, room.record.since)]
    for line in lines:
        print(style.wrap(line, "", "  " if line.startswith("- ") else "") if line else "")
    return 0


def _last_minutes(path: Path) -> Path | None:
    """The minutes of the last workshop on a file: the latest day, and of that day the last."""
    stem = path.name.removesuffix(".yaml").removesuffix(".yml")
    found = path.parent.glob(f"{stem}.workshop-*.md")
    return max(
        found, key=lambda one: (one.name[: len(stem) + len(".workshop-2026-11-24")], len(one.name), one.name), default=None
    )


def _looked_at(path: Path) -> Room:
    """The workshop as it is in the journal, which another process may be writing."""
    journal = journal_path(path)
    if not journal.exists():
        raise UserError(Message("room_command.no_workshop", path=str(path)), Message("room_command.start_workshop"))
    header, events = peek(journal)
    if header.mode != "workshop":
        raise UserError(Message("room_command.not_a_workshop", path=str(path)), Message("room_command.resume_it"))
    library = library_for(path.parent, str(path.parent / header.flows) if header.flows else "")
    return Room(library, events, base=loads(header.base).strategy if header.base else None)


# ---- the facilitator's screen


def _follow(path: Path) -> int:
    """Show the workshop and look again whenever its journal has grown; before it begins, wait for it. Nothing is ever written."""
    english().keys = on_terminal
    journal = journal_path(path)
    if sys.stdout.isatty() and not journal.exists():
        print(Message("room_command.waiting", path=str(path)))
        try:
            while _size(journal) <= 0:
                time.sleep(POLL)
        except KeyboardInterrupt:
            return 0
    room = _looked_at(path)
    if not sys.stdout.isatty():
        print(told_follow(room, now(), style_for(sys.stdout), 200))
        return 0
    seen, screen = _size(journal), behind(sys.stdout)
    screen.write("\x1b[?1049h")
    try:
        shown = ""
        while seen >= 0:
            size = shutil.get_terminal_size()
            running = is_open(journal)
            told = told_follow(room, now() if running else room.record.since, style_for(sys.stdout), size.lines, is_open=running)
            if told != shown:
                screen.write("\x1b[H")
                for line in told.splitlines():
                    sys.stdout.write(line)
                    screen.write("\x1b[K\r\n")
                screen.write("\x1b[J")
                screen.flush()
                shown = told
            time.sleep(POLL)
            if (size_now := _size(journal)) != seen and size_now >= 0:
                room = _looked_at(path)
            seen = size_now
    except KeyboardInterrupt:
        return 0
    finally:
        screen.write("\x1b[?1049l")
        screen.flush()
    print(Message("room_command.workshop_is_over"))
    return 0


def _size(journal: Path) -> int:
    try:
        return journal.stat().st_size
    except OSError:
        return -1


# ---- out and in


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


def _collect(path: Path, files: list[Path]) -> int:
    """Read questionnaires that came back. What is already in the workshop isn't added twice."""
    english().keys = on_terminal
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
        for folder, file in [(one, file) for one in files for file in delivered(one)]:
            [one] = collected(room, [file])
            if one.event:
                session.append_or_refuse(one.event._replace(at=now()))
                room.apply(session.events[-1])
            name = str(folder / file.name if folder.is_dir() else folder)
            if one.answered is None and not folder.is_dir():
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
    heard = {name for board in boards for number in board.written for name in board.authors(number)}
    return [visible(one.name) for one in room.record.people if one.name not in heard] if heard else []
