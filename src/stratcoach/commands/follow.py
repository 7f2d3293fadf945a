"""`stratcoach workshop --follow`: the facilitator's own screen, in step with the journal."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, TextIO

from stratcoach.commands.new import target
from stratcoach.files.catalogues import chosen
from stratcoach.files.door_file import DoorState, door_path, read_doors
from stratcoach.files.sessions import is_open, journal_path
from stratcoach.messages import Message
from stratcoach.model.outgoing import behind
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import RESET, SCANNED, style_for
from stratcoach.reports.wall_screen import Way, wall_screen
from stratcoach.services.workshop_session import looked_at, now
from stratcoach.ui.room_texts import on_terminal
from stratcoach.workshop.room import Room

POLL = 0.5
"""Seconds between two looks at the journal."""


_CODE: Final = frozenset(" ▀▄█")
"""What a code to scan is drawn with."""

Drawn = Callable[[Room, int, int, bool], str]
"""The screen of a workshop at a second, in so many lines, while it is open or not."""


def run(file: str, *, wall: bool = False) -> int:
    """Show the workshop and look again whenever its journal has grown; before it begins, wait for it. Nothing is ever written. A
    `wall` is for everybody, any other screen for the facilitator alone.
    """
    chosen().keys = on_terminal
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
    draw = _wall(path) if wall else _own
    if not sys.stdout.isatty():
        print(draw(room, now(), 200, True))
        return 0
    try:
        _watch(path, room, draw)
    except KeyboardInterrupt:
        return 0
    print(Message("room_command.workshop_is_over"))
    return 0


def _own(room: Room, at: int, height: int, is_open: bool) -> str:
    return follow(room, at, style_for(sys.stdout), height, is_open=is_open)


def _wall(path: Path) -> Drawn:
    """The large screen, with the way to people's own pages where they are served."""

    def draw(room: Room, at: int, height: int, is_open: bool) -> str:
        doors = read_doors(door_path(path)) if is_open else None
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
        return wall_screen(room, at, style_for(sys.stdout), width, height, _way(doors) if doors and doors.address else None)

    return draw


@cache
def _way(doors: DoorState) -> Way:
    try:
        from stratcoach.services.qr import half_blocks, qr_rows

        code = half_blocks(qr_rows(f"{doors.address.upper()}/{doors.code}"))
    except ModuleNotFoundError:  # the library that draws it
        code = ()
    return Way(doors.address, doors.code, code)


def _watch(path: Path, room: Room, draw: Drawn) -> None:
    """Fill the screen, again whenever the journal has grown or the time has moved on, until the journal is gone."""
    journal = journal_path(path)
    seen, screen = _size(journal), behind(sys.stdout)
    screen.write("\x1b[?1049h")
    try:
        shown = ""
        while seen >= 0:
            running, height = is_open(journal), shutil.get_terminal_size().lines
            text = draw(room, now() if running else room.record.since, height, running)
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
        code, end, beside = line.partition(RESET) if line.startswith(SCANNED) else ("", "", line)
        if _CODE.issuperset(code.removeprefix(SCANNED)):  # swaps the colours, which nothing else may
            screen.write(f"{code}{end}")
        sys.stdout.write(beside)
        screen.write("\x1b[K\r\n")
    screen.write("\x1b[J")
    screen.flush()


def _size(journal: Path) -> int:
    try:
        return journal.stat().st_size
    except OSError:
        return -1
