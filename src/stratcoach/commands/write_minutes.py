"""`stratcoach minutes`: the minutes of a workshop that is over, at any time later: to send, to print, or as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, cast

from stratcoach.commands.export_file import STDOUT, write_export
from stratcoach.commands.new import target
from stratcoach.commands.printing import put_file
from stratcoach.errors import UserError
from stratcoach.files.sessions import journal_path
from stratcoach.messages import Message
from stratcoach.model import csv_text
from stratcoach.reports import minutes as minutes_report
from stratcoach.reports import workshop_tables
from stratcoach.services.kept_journal import KEPT, closed, kept_room, last_kept
from stratcoach.services.strategy_file import working_file
from stratcoach.workshop.room import Room

Target = Literal["html", "md", "json", "notes-csv", "votes-csv", "decisions-csv"]
MARK: Final = "stratcoach minutes"
"""What marks a page or data as made here, so that making it again may replace it."""
_CSV: Final = "-csv"


def run(file: str, *, to: Target, out: str) -> int:
    journal = _journal(file)
    room, name = kept_room(journal)
    text = _made(room, name, to)
    if out == STDOUT:
        put_file(text.rstrip("\n"))
        return 0
    beside = journal.with_suffix(f".{to.removesuffix(_CSV)}.csv" if to.endswith(_CSV) else f".{to}")
    where = Path(out) if out else beside
    where = where / beside.name if where.is_dir() else where
    if to.endswith(_CSV):
        head = csv_text.MARK + text.partition("\n")[0]
        write_export(where, csv_text.MARK + text, lambda was: was.startswith(head))
    else:
        write_export(where, text, lambda was: MARK in was or was == text)
    return 0


def _journal(file: str) -> Path:
    """The journal that was kept: the one that is named, or that of the last workshop on a strategy.

    Raises:
        UserError: none was kept, because no workshop is over yet or a version before held it.
    """
    if file.endswith(KEPT):
        return Path(file)
    path = working_file(file) if not file or Path(file).exists() else target(file)
    last = last_kept(path)
    if last is None or last.suffix != KEPT:
        if journal_path(path).exists():
            raise UserError(Message("room_command.not_over_yet"), Message("room_command.recap_for_now"))
        if last is not None:
            raise UserError(
                Message("room_command.only_minutes_are_kept", path=str(last)), Message("room_command.no_journal_no_tables")
            )
        raise UserError(Message("room_command.no_workshop_kept", path=str(path)), Message("room_command.start_workshop"))
    return last


def _made(room: Room, file: str, to: Target) -> str:
    if to.endswith(_CSV):
        return workshop_tables.as_csv(room, cast("workshop_tables.Kind", to.removesuffix(_CSV)))
    made_by = f"{Message('story.made', command=MARK)}"
    if to == "json":
        return workshop_tables.as_json(room, file, made_by)
    text = minutes_report.minutes(room, closed(room), file)
    if to == "md":
        return text
    from stratcoach.reports.page.minutes_page import render

    return render(text, made_by)
