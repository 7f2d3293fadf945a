"""`stratcoach workshop --prepare --room`: the round before a workshop, in which everybody answers on a page of their own."""

from __future__ import annotations

import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from stratcoach.commands import ahead
from stratcoach.commands.new import target
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.door_file import door_path, remove_doors
from stratcoach.files.sessions import Session, journal_path
from stratcoach.messages import Message
from stratcoach.model.outgoing import behind
from stratcoach.reports.reminders import WayIn, invitation, reminder
from stratcoach.reports.style import style_for
from stratcoach.services.deliveries import read_notes
from stratcoach.services.doors import Doors
from stratcoach.services.meeting import Meeting
from stratcoach.services.workshop_session import is_prepared, now, reopened
from stratcoach.ui.answer_round import AnswerRound
from stratcoach.ui.lines import width_of
from stratcoach.workshop.answers_ahead import HowFar, answered
from stratcoach.workshop.questionnaire import asked, named_product

if TYPE_CHECKING:
    from stratcoach.commands.workshop import Pages

_PROMPT: Final = "› "


def run(file: str, pages: Pages, *, names: str, minutes: int, people: int, agenda: str, flows: str) -> int:
    """Serve the round until the command is stopped; the first time, prepare the workshop. Returns 0."""
    path = target(file)
    is_new = not journal_path(path).exists()
    if is_new:
        remove_doors(door_path(path))
        if not ahead.prepared(path, minutes, people, agenda, flows, names).record.people:
            raise UserError(Message("room_command.no_participants"), Message("room_command.list_participants"))
    session = Session.resume(journal_path(path))
    try:
        if not is_prepared(session.header, session.events):
            raise UserError(Message("room_ahead.has_begun", path=str(path)), Message("room_ahead.serve_with_resume"))
        room = reopened(session, path)
        if not asked(room):
            raise UserError(Message("room_command.no_questions_left"), Message("room_command.see_where_you_are"))
        meeting = Meeting(room, session.append, now, Doors.of(path, is_new=False))
        served = pages(meeting)
        try:
            _serve(meeting, "" if is_new else names)
        except KeyboardInterrupt:
            print(file=sys.stderr)
        finally:
            served.stop()
        _say_how_to_go_on(meeting, path)
    finally:
        session.close()
    return 0


def _serve(meeting: Meeting, names: str) -> None:
    """Take what is typed until the input ends; where nobody can type, serve on."""
    lines = _Lines()
    one = AnswerRound(meeting, lines.write, width_of(sys.stdout), lines.paint, lambda some: texts_of(meeting, some), read_notes)
    if names:
        one.take(f"add {names}")
    one.show()
    one.explain()
    while line := lines.read():
        one.take(line)
    if not lines.is_watched:
        print(Message("room_ahead.serves_on"), file=sys.stderr, flush=True)
        lines.wait()


class _Lines:
    """Lines in and out: what comes while somebody types is written above what they type."""

    def __init__(self) -> None:
        self.is_watched = sys.stdin is not None and sys.stdin.isatty()
        self._is_asking = self._waits = self._is_over = False
        self._lock = threading.Lock()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._came)

    def _came(self, _number: int, _frame: FrameType | None) -> None:
        """A signal ends the waiting for a line and nothing else, so that no work is cut in two."""
        self._is_over = True
        if self._waits:
            self._waits = False
            raise KeyboardInterrupt

    def read(self) -> str:
        """The next line, or "" at the end of the input. Raises `KeyboardInterrupt` when a signal came."""
        with self._lock:
            self._is_asking = self.is_watched
            self._ask()
        try:
            return self._waited(lambda: sys.stdin.readline() if sys.stdin is not None else "")
        finally:
            with self._lock:
                self._is_asking = False

    def wait(self) -> None:
        """Wait for a signal, and raise `KeyboardInterrupt`."""
        self._waited(lambda: f"{threading.Event().wait()}")

    def _waited(self, act: Callable[[], str]) -> str:
        self._waits = True
        try:
            if self._is_over:
                raise KeyboardInterrupt
            return act()
        finally:
            self._waits = False

    def _ask(self) -> None:
        if self._is_asking:
            print(_PROMPT, end="", flush=True)

    def write(self, line: str) -> None:
        with self._lock:
            if self._is_asking:
                behind(sys.stdout).write("\r")
            print(line, flush=True)
            self._ask()

    def paint(self, line: str) -> None:
        """A line of a drawing whose colours are swapped."""
        sys.stdout.flush()
        behind(sys.stdout).write(f"{style_for(sys.stdout).scanned(line)}\n")
        behind(sys.stdout).flush()


def texts_of(meeting: Meeting, some: Iterable[HowFar] | None) -> str:
    """What can be pasted: for everybody, or for each who isn't done."""
    assert meeting.invitation is not None
    assert meeting.doors is not None
    room, code = meeting.room, meeting.doors.state.code
    product, facts, way = named_product(room), ahead.facts_of(room), WayIn(f"{meeting.invitation.address}/{code}", code)
    if some is None:
        return f"{Message('room_ahead.to_everybody')}\n\n{invitation(product, facts, way, len(asked(room)))}"
    each = (f"{Message('room_ahead.to_person', name=one.person)}\n\n{reminder(product, facts, way, one)}" for one in some)
    return "\n\n\n".join(each)


def _say_how_to_go_on(meeting: Meeting, path: Path) -> None:
    people = answered(meeting.room)
    named = "" if path == Path(disk.STRATEGY_FILE) else f" {shlex.quote(str(path))}"
    print(Message("room_ahead.stopped", count=sum(one.is_done for one in people), people=len(people)))
    print(Message("room_ahead.go_on", command=f"stratcoach workshop{named} --prepare --room"))
    print(Message("room_ahead.begin", command=f"stratcoach workshop{named} --room"))
