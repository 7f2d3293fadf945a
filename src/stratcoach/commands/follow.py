"""`stratcoach workshop --follow`: the facilitator's own screen, in step with the journal."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TextIO

from stratcoach.commands.new import target
from stratcoach.files.catalogues import english
from stratcoach.files.sessions import is_open, journal_path
from stratcoach.messages import Message
from stratcoach.model.outgoing import behind
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import style_for
from stratcoach.services.workshop_session import looked_at, now
from stratcoach.ui.room_texts import on_terminal
from stratcoach.workshop.room import Room

POLL = 0.5
"""Seconds between two looks at the journal."""


def run(file: str) -> int:
    """Show the workshop and look again whenever its journal has grown; before it begins, wait for it. Nothing is ever written."""
    english().keys = on_terminal
    path = target(file)
    journal = journal_path(path)
    if sys.stdout.isatty() and not journal.exists():
        print(Message("room_command.waiting", path=str(path)))
        try:
            while _size(journal) <= 0:
                time.sleep(POLL)
        except KeyboardInterrupt:
            return 0
    room = looked_at(path)
    if not sys.stdout.isatty():
        print(follow(room, now(), style_for(sys.stdout), 200))
        return 0
    try:
        _watch(path, room)
    except KeyboardInterrupt:
        return 0
    print(Message("room_command.workshop_is_over"))
    return 0


def _watch(path: Path, room: Room) -> None:
    """Fill the screen, again whenever the journal has grown or the time has moved on, until the journal is gone."""
    journal = journal_path(path)
    seen, screen = _size(journal), behind(sys.stdout)
    screen.write("\x1b[?1049h")
    try:
        shown = ""
        while seen >= 0:
            running, height = is_open(journal), shutil.get_terminal_size().lines
            text = follow(room, now() if running else room.record.since, style_for(sys.stdout), height, is_open=running)
            if text != shown:
                _draw(text, screen)
                shown = text
            time.sleep(POLL)
            if (size := _size(journal)) != seen and size >= 0:
                room = looked_at(path)
            seen = size
    finally:
        screen.write("\x1b[?1049l")
        screen.flush()


def _draw(text: str, screen: TextIO) -> None:
    screen.write("\x1b[H")
    for line in text.splitlines():
        sys.stdout.write(line)
        screen.write("\x1b[K\r\n")
    screen.write("\x1b[J")
    screen.flush()


def _size(journal: Path) -> int:
    try:
        return journal.stat().st_size
    except OSError:
        return -1
