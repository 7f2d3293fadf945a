"""`stratcoach workshop`: the same flows for a group; one scribe types, everybody sees one question at a time."""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from stratcoach.commands.new import make_folder, target
from stratcoach.commands.printing import tell
from stratcoach.errors import Paused, UserError, remedy
from stratcoach.files import disk
from stratcoach.files.codec import loads
from stratcoach.files.door_file import door_path, remove_doors
from stratcoach.files.edit import edit
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.reports import minutes as minutes_report
from stratcoach.reports.minutes_questions import questions
from stratcoach.reports.style import style_for
from stratcoach.services.deliveries import read_notes
from stratcoach.services.doors import Doors
from stratcoach.services.kept_journal import KEPT, as_minutes_have_it, kept_text
from stratcoach.services.meeting import Meeting
from stratcoach.services.session import free_journal, library_for, seen_from, today, write_new_strategy
from stratcoach.services.strategy_file import read_file, readable
from stratcoach.services.workshop_session import (
    MODE,
    begun,
    chosen,
    come_back,
    day_of,
    is_prepared,
    make_file_known,
    now,
    reopened,
)
from stratcoach.ui.desk import Clock
from stratcoach.ui.prompter_choice import wants_plain
from stratcoach.ui.room_loop import run as run_room
from stratcoach.workshop.outcome import outcome, without_source
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomPrompter
from stratcoach.workshop.workshop_events import WorkshopOpened


class Stopped(Protocol):
    """Something that runs until it is stopped."""

    def stop(self) -> None: ...


Pages = Callable[[Meeting], Stopped]
"""Begins to serve the pages of a workshop."""


def run(
    file: str,
    *,
    minutes: int,
    people: int,
    agenda: str,
    plain: bool,
    flows: str,
    start_over: bool,
    bell: bool = True,
    pages: Pages | None = None,
) -> int:
    path = target(file)
    library = library_for(path.parent, flows)
    workshop = chosen(library, minutes, agenda, people)
    base = read_file(path) if path.exists() else None
    strategy = readable(base, "used") if base else None
    prompter = room_prompter(plain=plain, bell=bell)
    if not start_over and (session := _prepared(path)):
        return _opened(session, path, prompter, pages)
    journal = free_journal(path, start_over=start_over, notify=tell)
    remove_doors(door_path(path))
    make_folder(path)
    header = Header(
        mode=MODE,
        file=path.name,
        flows=seen_from(path, flows),
        began=today().isoformat(),
        base=base.source.text if base else "",
    )
    session, room = begun(journal, header, library, workshop, minutes, strategy, now(), people)
    return conduct(session, room, prompter, path, now, pages=pages)


def _prepared(path: Path) -> Session | None:
    """The session of a workshop that was prepared and hasn't begun yet; None where there is none."""
    journal = journal_path(path)
    if not os.path.lexists(journal):
        return None
    try:
        session = Session.resume(journal)
    except UserError:  # whoever begins a workshop is told why
        return None
    if is_prepared(session.header, session.events):
        return session
    session.close()
    return None


def _opened(session: Session, path: Path, prompter: RoomPrompter, pages: Pages | None) -> int:
    """Begin a workshop that was prepared: its people, its plan and the answers that came in are there."""
    room = reopened(session, path)
    event = WorkshopOpened(at=now())
    session.append_or_refuse(event)
    room.apply(event)
    return conduct(session, room, prompter, path, now, pages=pages, is_known=True)


def resume(session: Session, path: Path, *, plain: bool, bell: bool = True, pages: Pages | None = None) -> int:
    """Continue a workshop that was interrupted: say where we were, and let the time begin anew from here."""
    make_file_known(session, path, tell)
    if is_prepared(session.header, session.events):
        return _opened(session, path, room_prompter(plain=plain, bell=bell), pages)
    room = reopened(session, path)
    prompter = room_prompter(plain=plain, bell=bell)
    come_back(session, room, now())
    return conduct(session, room, prompter, path, now, "recap", pages, is_known=True)


def room_prompter(*, plain: bool, bell: bool = True) -> RoomPrompter:
    """The prompter that shows the workshop.

    Raises:
        UserError: there is no terminal, and plain lines were not asked for.
    """
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    plain = wants_plain(plain=plain)
    if not has_terminal and not plain:
        raise UserError(Message("room_command.needs_terminal"), Message("room_command.run_in_lines"))
    if plain:
        from stratcoach.ui.room_plain import for_standard_input

        return for_standard_input()
    from stratcoach.ui.room_terminal import TerminalRoom

    return TerminalRoom(bell=bell)


def conduct(
    session: Session,
    room: Room,
    prompter: RoomPrompter,
    path: Path,
    clock: Clock,
    page: str = "",
    pages: Pages | None = None,
    *,
    is_known: bool = False,
) -> int:
    """Go on until the workshop is over, then write what came of it; when the scribe stops, say how to go on. With `pages` people
    have pages of their own for as long as it runs; where it `is_known` already, whoever was in is in.
    """
    gc.enable()
    served = None
    try:
        meeting = Meeting(room, session.append, clock, Doors.of(path, is_new=not is_known) if pages else None)
        served = pages(meeting) if pages else None
        run_room(room, prompter, session.append, clock, read_notes, "join" if pages and not page else page, meeting)
    except Paused:
        prompter.close()
        if room.record.last_act is None and not room.record.ahead and not room.record.drafts:
            session.discard()
            remove_doors(door_path(path))
            tell(Message("room_command.nothing_typed"))
            raise
        session.close()
        named = "" if path == Path(disk.STRATEGY_FILE) else f" {shlex.quote(str(path))}"
        options = "".join(f" {option}" for option in ("--plain", "--room") if option in sys.argv)
        command = f"stratcoach resume{named}{options}"
        tell(Message("coach.saved", command=command))
        raise
    finally:
        prompter.close()
        if served:
            served.stop()
    return finish(session, room, path, day_of(room.record.ended))


def finish(session: Session, room: Room, path: Path, on: date) -> int:
    """Write the strategy, the minutes and the open questions, then let go of the session."""
    strategy = outcome(room)
    where, written = _written(session, strategy, path, on)
    day = minutes_report.day_of(room)
    stem = path.name.removesuffix(".yaml").removesuffix(".yml")
    files = [str(where)]
    kept, over = kept_text(room, session.header, where.name), as_minutes_have_it(room)
    try:
        for name, text in (
            (f"{stem}.workshop-{day}.md", minutes_report.minutes(over, written, where.name)),
            (f"{stem}.questions-{day}.md", questions(over, written)),
        ):
            files.append(str(disk.write_beside(path.with_name(name), text)))
        journal = disk.write_beside(Path(files[1]).with_suffix(KEPT), kept, is_private=True)
    except OSError as error:
        raise UserError(
            Message("room_command.minutes_not_written", why=disk.why(error)),
            Message("room_command.strategy_is_written", remedy=remedy(error)),
        ) from error
    session.discard()
    remove_doors(door_path(path))
    _report(files, journal, len(without_source(written)), is_new=not session.header.base)
    return 0


def _report(files: Sequence[str], journal: Path, missing: int, *, is_new: bool) -> None:
    """Print what was written, and what to do now; `missing` observations have no source."""
    style = style_for(sys.stdout)
    print(style.bold(f"{Message('disk.written', path=files[0])}") + f" {Message('room_command.a_draft')}")
    print(f"{Message('room_command.minutes', path=files[1])}\n{Message('room_command.for_research', path=files[2])}")
    print(f"{Message('room_command.journal_is_kept', path=str(journal))}\n")
    print(Message("next.what_now"))
    lines: list[Message | str] = [Message("room_command.send_minutes")]
    if missing:
        lines.append(Message("room_command.sources_missing", count=missing))
    lines.append(f"git add {' '.join(shlex.quote(os.path.relpath(one)) for one in files)} && git commit")
    lines.append(Message("room_command.then_lint") if is_new else Message("room_command.then_diff"))
    for line in lines:
        print(style.wrap(f"{line}", "  ", "      "))


def _written(session: Session, strategy: Strategy, path: Path, on: date) -> tuple[Path, Strategy]:
    """Write a new file, or work what was decided into the one that was there before; never over what was changed since."""
    if not session.header.base:
        return write_new_strategy(strategy, path, "draft", beside=True, on=on)
    base = loads(session.header.base, str(path))
    strategy = strategy.replace(updated=on.isoformat(), status="draft")
    text = edit(base, strategy)
    try:
        current = disk.read_text(path)
        if current is not None and disk.is_same_text(current, session.header.base):
            is_same = current.removeprefix("\ufeff") == session.header.base
            disk.replace(path, text if is_same else disk.with_ends_of(current, text), current)
            return path, strategy
        if current == text:
            return path, strategy
        where = disk.write_beside(path, text)
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(path), why=disk.why(error)),
            Message("room_command.nothing_is_lost", remedy=remedy(error)),
        ) from error
    tell(Message("room_command.changed_since", path=str(path), result=str(where)))
    return where, strategy
