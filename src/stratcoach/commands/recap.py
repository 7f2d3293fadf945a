"""`stratcoach recap`: where a workshop is and what it has decided; when it is over, the first page of its minutes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from stratcoach.commands.new import target
from stratcoach.files import disk
from stratcoach.files.sessions import journal_path
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import visible
from stratcoach.reports.minutes import page, page_of
from stratcoach.reports.style import style_for
from stratcoach.services.kept_journal import KEPT, closed, kept_room, last_kept
from stratcoach.services.strategy_file import working_file
from stratcoach.services.workshop_session import looked_at
from stratcoach.workshop import recap as recaps


def run(file: str) -> int:
    """Where the workshop is and what it has decided; when it is over, the first page of its minutes."""
    style = style_for(sys.stdout)
    path = working_file(file) if not file or Path(file).exists() else target(file)
    if not journal_path(path).exists() and (last := last_kept(path)):
        over = Message("room_command.last_is_over", minutes=str(_minutes_of(last)))
        lines: Sequence[str] = [f"{over}", "", *_page(last).splitlines()]
    else:
        room = looked_at(path)
        lines = [visible(f"{line}") for line in recaps.recap(room, room.record.since)]
    for line in lines:
        print(style.wrap(line, "", "  " if line.startswith("- ") else "") if line else "")
    return 0


def _minutes_of(last: Path) -> Path:
    """The minutes beside a journal, where they are there."""
    beside = last.with_suffix(".md")
    return beside if beside.exists() else last


def _page(last: Path) -> str:
    if last.suffix == KEPT:
        room, file = kept_room(last)
        return page(room, closed(room), file)
    return page_of(disk.read_bytes(last, caps.MINUTES).decode("utf-8", "replace"))
