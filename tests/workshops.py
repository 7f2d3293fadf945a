"""A workshop that is typed from a script, with a clock of its own.

A script holds what the scribe types, line by line, as by plain lines. `@ 90` lets 90 seconds pass, `# …` is a comment, and
`! kill` ends the process at once, as a dead laptop does. Each line that is typed takes a second.

    python -m tests.workshops SCRIPT FOLDER [FIRST LINE]
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from stratcoach.commands import workshop as verb
from stratcoach.errors import Paused
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.messages import Message
from stratcoach.services import workshop_session
from stratcoach.ui.room_page import whole
from stratcoach.ui.room_plain import PlainRoom
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import Keep, RoomView, Text, Typed
from tests.flows import LIBRARY

if hasattr(time, "tzset"):
    os.environ["TZ"] = "UTC"  # minutes tell the hours of the day, which must be the same on every machine
    time.tzset()

BEGIN = int(datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp())


MOMENTS: dict[str, Callable[[RoomView], bool]] = {
    "Silent writing": lambda view: view.kind == "collect" and view.hidden and f"{view.status}".startswith("5"),
    "Reveal": lambda view: view.kind == "reveal",
    "Vote": lambda view: view.kind == "vote" and f"{view.status}".startswith("4"),
    "Decision": lambda view: view.key.endswith("decide.pick"),
    "Tie": lambda view: view.key.endswith("decide.again"),
    "A weak place": lambda view: view.kind == "challenge",
    "Behind the plan": lambda view: view.kind == "between" and any(action.name == "shorten" for action in view.actions),
    "Car park": lambda view: view.kind == "settle",
    "How sure": lambda view: view.kind == "sure",
    "Close": lambda view: view.kind == "finish",
}
"""The moments of which a screen is kept, the first of each."""


class Watched(PlainRoom):
    """Keeps what the projector shows at some moments."""

    def __init__(self, script: Script, screens: dict[str, str]) -> None:
        super().__init__(script.read, script.transcript.append, attended=False)
        self._screens = screens

    def show(self, view: RoomView, message: Text, now: Callable[[], int], keep: Keep | None = None) -> Typed:
        for name, is_it in MOMENTS.items():
            if name not in self._screens and is_it(view):
                self._screens[name] = whole(view, message, now())
        return super().show(view, message, now, keep)


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


def begin(folder: Path, minutes: int = 120, agenda: str = "two-hours") -> tuple[Session, Room]:
    path = folder / "strategy.yaml"
    header = Header(mode="workshop", file=path.name, began="2026-11-24")
    return workshop_session.begun(
        journal_path(path), header, LIBRARY, workshop_session.chosen(LIBRARY, minutes, agenda), minutes, None, BEGIN
    )


def go_on(folder: Path, at: int) -> tuple[Session, Room]:
    path = folder / "strategy.yaml"
    session = Session.resume(journal_path(path))
    room = workshop_session.reopened(session, path)
    workshop_session.come_back(session, room, at)
    return session, room


def play(
    lines: list[str],
    folder: Path,
    session: Session,
    room: Room,
    at: int = BEGIN,
    page: str = "",
    screens: dict[str, str] | None = None,
) -> Script:
    """Type a script to its end, which may come before that of the workshop."""
    script = Script(lines, at)
    with suppress(Paused):
        verb.conduct(
            session, room, Watched(script, {} if screens is None else screens), folder / "strategy.yaml", script.clock, page
        )
    return script


def passed(lines: list[str]) -> int:
    """The seconds that pass while these lines are typed."""
    return sum(int(line[2:]) if line.startswith("@ ") else not line.startswith(("#", "!")) for line in lines)


def _typed_in(lines: list[str]) -> list[str]:
    """The lines without time that passes at the end: a dead laptop doesn't tell how long it was there."""
    return lines[: max((at for at, line in enumerate(lines, 1) if not line.startswith("@ ")), default=0)]


def hold(lines: list[str], folder: Path) -> None:
    """Go through a whole script; where it says `! kill`, the workshop is left and gone on with."""
    screens: dict[str, str] = {}
    ends = [at for at, line in enumerate(lines) if line.startswith("! kill")]
    play(_typed_in(lines[: ends[0] if ends else None]), folder, *begin(folder), screens=screens)
    for end, until in zip(ends, [*ends[1:], len(lines)], strict=True):
        at = BEGIN + passed(lines[:end])
        play(_typed_in(lines[end + 1 : until]), folder, *go_on(folder, at), at=at, page="recap", screens=screens)
    line = "─" * 80
    told = (f"{name}\n{line}\n{screens[name]}\n{line}\n" for name in MOMENTS if name in screens)
    (folder / "screens.txt").write_text("\n".join(told), encoding="utf-8")


def notes_from(count: int, name: str = "") -> str:
    """What is shown of a questionnaire with so many notes, of somebody or of nobody in particular."""
    whose = Message("room_notes.from_name", name=name) if name else Message("room_notes.without_a_name")
    return f"{Message('room_notes.notes_from', count=count, whose=whose)}"


def not_added(why: str) -> str:
    """What is shown of a file that brings no notes, by the id of why."""
    return f"{Message('room_notes.file_not_added', why=Message(why))}"


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
