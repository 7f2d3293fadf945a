"""A workshop that is typed from a script, with a clock of its own.

A script holds what the scribe types, line by line, as by plain lines. `@ 90` lets 90 seconds pass, `# …` is a comment, and
`! kill` ends the process at once, as a dead laptop does. Each line that is typed takes a second.

    python -m tests.workshops SCRIPT FOLDER [FIRST LINE]
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from stratcoach.commands import workshop as verb
from stratcoach.errors import Paused
from stratcoach.files.flows import load_library
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.room.room import Room
from stratcoach.ui.room_plain import PlainRoom

BEGIN = int(datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp())


class Script:
    """Lines that are typed, and the clock that goes on with them."""

    def __init__(self, lines: list[str], at: int = BEGIN) -> None:
        self.now = at
        self._lines: Iterator[str] = iter(lines)
        self.transcript: list[str] = []
        self.hidden_lines = 0

    def clock(self) -> int:
        return self.now

    def read(self, hidden: bool) -> str:
        for line in self._lines:
            if line.startswith("@ "):
                self.now += int(line[2:])
            elif line.startswith("! kill"):
                os.kill(os.getpid(), signal.SIGKILL)
            elif not line.startswith("#"):
                self.now += 1
                self.hidden_lines += hidden
                self.transcript.append("> (typed unseen)" if hidden and line else f"> {line}")
                return line
        raise EOFError

    def prompter(self) -> PlainRoom:
        return PlainRoom(self.read, self.transcript.append, attended=False)


def begin(folder: Path, minutes: int = 120, agenda: str = "two-hours") -> tuple[Session, Room]:
    library = load_library()
    path = folder / "strategy.yaml"
    session = Session.create(journal_path(path), Header(mode="workshop", file=path.name, began="2026-11-24"))
    return session, verb.begun(session, library, verb.chosen(library, minutes, agenda), minutes, None, BEGIN)


def go_on(folder: Path, at: int) -> tuple[Session, Room]:
    path = folder / "strategy.yaml"
    session = Session.resume(journal_path(path))
    room = verb.reopened(session, path)
    verb.come_back(session, room, at)
    return session, room


def play(lines: list[str], folder: Path, session: Session, room: Room, at: int = BEGIN, page: str = "") -> Script:
    """Type a script to its end, which may come before that of the workshop."""
    script = Script(lines, at)
    with suppress(Paused):
        verb.conduct(session, room, script.prompter(), folder / "strategy.yaml", script.clock, page)
    return script


def passed(lines: list[str]) -> int:
    """The seconds that pass while these lines are typed."""
    return sum(int(line[2:]) if line.startswith("@ ") else not line.startswith(("#", "!")) for line in lines)


def hold(lines: list[str], folder: Path) -> None:
    """Go through a whole script; where it says `! kill`, the workshop is left and gone on with."""
    ends = [at for at, line in enumerate(lines) if line.startswith("! kill")]
    play(lines[: ends[0] if ends else None], folder, *begin(folder))
    for end, until in zip(ends, [*ends[1:], len(lines)], strict=True):
        at = BEGIN + passed(lines[:end])
        play(lines[end + 1 : until], folder, *go_on(folder, at), at=at, page="recap")


if __name__ == "__main__":
    script_file, where = Path(sys.argv[1]), Path(sys.argv[2])
    every = script_file.read_text(encoding="utf-8").splitlines()
    if len(sys.argv) > 3:
        first = int(sys.argv[3])
        begins = BEGIN + passed(every[:first])
        played = play(every[first:], where, *go_on(where, begins), at=begins, page="recap")
    else:
        played = play(every, where, *begin(where))
    sys.stdout.write("\n".join(played.transcript) + "\n")
