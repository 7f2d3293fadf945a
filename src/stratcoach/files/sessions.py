"""The journal of a session: one line an event, on disk before the next question is shown.

Whatever kills the program, all that can be lost is the line being typed. A line that was half written when the power
went is cut off; a disk that is full keeps what was there before.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

from stratcoach import __version__
from stratcoach.errors import UserError, remedy
from stratcoach.files.disk import why
from stratcoach.files.journal import create, lock, published, read_all, refuse_too_large, whole_lines, write_at
from stratcoach.flow.model import Answer
from stratcoach.flow.state import Event, makes_sense
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import unsteered
from stratcoach.model.value import Value

JOURNAL_FORMAT: Final = 1


class Header(Value):
    """What a session is about: the name of the `file`, the text of the one that is being revised as `base`, the flows gone
    through as `only`, a folder of the team's own `flows` as seen from the file's.
    """

    mode: str = "new"
    file: str = ""
    only: tuple[str, ...] = ()
    base: str = ""
    flows: str = ""
    began: str = ""


_SUFFIX: Final = ".draft.jsonl"
_FROM_FILE: Final = ("given", "draft", "entry", "left")
"""The events that no person caused at the keyboard: what the file says, and answers that were begun but never given."""


def journal_path(strategy: Path) -> Path:
    """Where the session of a strategy file is kept: `strategy.draft.jsonl` beside `strategy.yaml`."""
    return strategy.with_name(strategy.name.removesuffix(".yaml").removesuffix(".yml") + _SUFFIX)


def unfinished_in(folder: Path) -> list[Path]:
    """The strategy files for which an unfinished session lies in a folder."""
    return sorted(path.with_name(f"{path.name.removesuffix(_SUFFIX)}.yaml") for path in folder.glob(f"*{_SUFFIX}"))


class Session:
    """An open journal, locked against a second terminal. Use `create` or `resume`."""

    def __init__(
        self, path: Path, handle: int, header: Header, events: list[Event], saved: str, *, begun_with: int | None = None
    ) -> None:
        """`begun_with` is how many of the events only repeat what the file says; None in journals that don't say it."""
        self.path = path
        self.header = header
        self.events = events
        self.saved = saved
        self.begun_with = begun_with
        self._handle = handle
        self._length = os.fstat(handle).st_size

    @classmethod
    def create(cls, path: Path, header: Header, events: Iterable[Event] = ()) -> Self:
        """Begin a journal with all the `events` that it starts from: whole or not at all.

        Raises:
            UserError: there is one already, or the folder can't be written to.
        """
        events = list(events)
        try:
            handle = published(path, _text(header, events, len(events)))
        except FileExistsError:
            raise UserError(Message("session.already_begun", path=str(path)), Message("session.resume_it")) from None
        except OSError as error:
            hint = (
                Message("session.free_space_or_move")
                if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
                else Message("session.choose_another_place")
            )
            raise UserError(Message("session.folder_unwritable", folder=str(path.parent), why=why(error)), hint) from error
        return cls(path, handle, header, events, "", begun_with=len(events))

    def begin_again(self, events: Sequence[Event]) -> None:
        """Put another beginning in the place of the whole journal, in one step. Raises `OSError`."""
        self._publish(events, len(events))
        self.events = list(events)
        self.begun_with = len(events)

    def _publish(self, events: Sequence[Event], begun_with: int | None) -> None:
        handle = published(self.path, _text(self.header, events, begun_with), replace=True)
        os.close(self._handle)
        self._handle = handle
        self._length = os.fstat(handle).st_size

    @property
    def own(self) -> list[Event]:
        """The events that came from the person, without what was copied from the file at the beginning."""
        if self.begun_with is not None:
            return self.events[self.begun_with :]
        return [event for event in self.events if event.kind not in _FROM_FILE]

    @classmethod
    def resume(cls, path: Path) -> Self:
        """Open a journal again, without a line that was only half written.

        Raises:
            UserError: there is none, it is open elsewhere, or it is none of ours.
        """
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise UserError(
                Message("session.cannot_open", path=str(path), why=why(error)), Message("session.check_permissions")
            ) from error
        try:
            lock(handle, path)
            refuse_too_large(path, os.fstat(handle).st_size)
            raw = read_all(handle) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
            whole = whole_lines(raw)
            header, events, saved, begun_with = _read(whole, path)
            if len(whole) > len(raw):
                write_at(handle, len(raw), whole[len(raw) :])
            elif len(whole) < len(raw):
                os.ftruncate(handle, len(whole))
        except UserError:
            os.close(handle)
            raise
        except OSError as error:
            os.close(handle)
            raise UserError(
                Message("session.cannot_continue", path=str(path), why=why(error)),
                Message("session.nothing_is_lost", remedy=remedy(error)),
            ) from error
        return cls(path, handle, header, events, saved, begun_with=begun_with)

    def append(self, event: Event) -> None:
        """Keep an event for good, or raise `OSError` and leave the journal as it was."""
        line = _line(_told(event))
        try:
            self._still_there()
            write_at(self._handle, self._length, line)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._length)
            raise OSError(error.errno, str(why(error))) from error
        self._length += len(line)
        self.events.append(event)

    def append_or_refuse(self, event: Event) -> None:
        """Keep an event where nobody can be asked to try again. Raises `UserError`."""
        try:
            self.append(event)
        except OSError as error:
            raise UserError(
                Message("session.nothing_more_saved", path=str(self.path), why=why(error)),
                Message("session.saved_up_to_here", remedy=remedy(error)),
            ) from error

    def close(self) -> None:
        os.close(self._handle)

    def discard(self) -> None:
        """Remove the journal: everything in it is in the strategy file now, or nothing was in it. Raises `UserError`."""
        try:
            if self._is_ours():
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(
                Message("session.file_not_deleted", path=str(self.path), why=why(error)),
                Message("session.then_delete_it", remedy=remedy(error)),
            ) from error
        finally:
            self.close()

    def _is_ours(self) -> bool:
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._handle))
        except OSError:
            return False

    def _still_there(self) -> None:
        """Where something has removed the journal, its folder or its end, write it anew from what we hold."""
        if self._is_ours():
            if os.fstat(self._handle).st_size < self._length:
                self._publish(self.events, self.begun_with)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = create(self.path)
        except FileExistsError:
            raise OSError(errno.EBUSY, f"{self.path} was replaced by another file") from None
        try:
            write_at(handle, 0, read_all(self._handle)[: self._length])
        except OSError:
            self.path.unlink(missing_ok=True)
            os.close(handle)
            raise
        lock(handle, self.path)
        os.close(self._handle)
        self._handle = handle


def _text(header: Header, events: Sequence[Event], begun_with: int | None) -> bytes:
    """A whole journal: what it is about, and its events, of which the first `begun_with` repeat what the file says."""
    start = {"event": "start", "format": JOURNAL_FORMAT, "stratcoach": __version__, **header.__dict__}
    if begun_with is not None:
        start["begun_with"] = begun_with
    return b"".join([_line(start), *(_line(_told(event)) for event in events)])


def _told(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = {"event": event.kind}
    if event.key:
        told["key"] = event.key
    if event.value:
        told["value"] = event.value
    if event.at:
        told["at"] = datetime.fromtimestamp(event.at, UTC).isoformat(timespec="seconds")
    return told


def _line(told: dict[str, Any]) -> bytes:
    told.setdefault("at", datetime.now(UTC).isoformat(timespec="seconds"))
    return (unsteered(json.dumps(told, ensure_ascii=False)) + "\n").encode("utf-8", "replace")


def _read(whole: bytes, path: Path) -> tuple[Header, list[Event], str, int | None]:
    """The header, the events, when the last one was kept, and how many it began with, if it says so."""
    lines = list(_parsed(whole, path))
    if not lines and is_torn(path):
        raise UserError(Message("session.cut_off", path=str(path)), Message("session.begin_again"))
    first = lines[0] if lines else {}
    if first.get("event") != "start":
        raise UserError(Message("session.not_a_session", path=str(path)), Message("session.move_it_away"))
    if first.get("format") != JOURNAL_FORMAT:
        raise UserError(Message("session.from_newer_program", path=str(path)), Message("session.update_program"))
    told: dict[str, Any] = {name: _value(first[name]) for name in Header.field_names if name in first}
    right = all(isinstance(value, tuple) == (name == "only") for name, value in told.items())
    if not right or Path(told.get("file", "")).name != told.get("file", ""):  # a name: the file is always next to its journal
        raise _changed(1, path)
    events = []
    of_room = told.get("mode") == "workshop"
    is_one = makes_sense
    if of_room:
        from stratcoach.workshop.reducers import makes_sense as is_one
    for number, line in enumerate(lines[1:], 2):
        at = _second(line.get("at")) if of_room else 0
        event = Event(str(line["event"]), str(line.get("key", "")), _value(line.get("value", "")), at)
        if not is_one(event):
            raise _changed(number, path)
        events.append(event)
    begun_with = first.get("begun_with")
    if begun_with is not None and type(begun_with) is not int:
        raise _changed(1, path)
    return Header(**told), events, str(lines[-1].get("at", "")), begun_with


_LAST: Final = 1 << 33
"""A second in the year 2242."""


def _second(at: object) -> int:
    """The second since 1970 of a time as it is kept; 0 for what is none."""
    try:
        second = int(datetime.fromisoformat(str(at)).timestamp())
    except (ValueError, OverflowError, OSError):
        return 0
    return second if 0 <= second < _LAST else 0


def is_torn(path: Path) -> bool:
    """Whether a journal holds no whole line, such as one that was cut off while it was made."""
    try:
        with path.open("rb") as file:
            first = file.read(caps.JOURNAL.most)
    except OSError:
        return False
    return (
        path.is_file()
        and not path.is_symlink()
        and (not first or (first.startswith(b'{"event": "start"') and b"\n" not in first))
    )


def peek(path: Path) -> tuple[Header, list[Event]]:
    """Read a journal that somebody else has open, as far as it is whole.

    Raises:
        UserError: it can't be read, or it is none of ours.
    """
    try:
        refuse_too_large(path, path.stat().st_size)
        whole = whole_lines(path.read_bytes())
    except OSError as error:
        raise UserError(
            Message("session.cannot_read", path=str(path), why=why(error)), Message("session.start_workshop_first")
        ) from error
    header, events, *_ = _read(whole, path)
    return header, events


def _parsed(whole: bytes, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(BytesIO(whole), 1):  # a line at a time: decoding all of it would take four times its size
        try:
            told = json.loads(line.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise _changed(number, path) from None
        if not isinstance(told, dict) or "event" not in told:
            raise _changed(number, path)
        yield told


def _changed(number: int, path: Path) -> UserError:
    return UserError(
        Message("session.line_unreadable", number=number, path=str(path)),
        Message("session.fix_or_move"),
    )


def _value(value: object) -> Answer:
    return tuple(str(one) for one in value) if isinstance(value, list) else str(value)


def is_open(path: Path) -> bool:
    """Whether a process has this journal open now. Where that can't be found out, it is taken to be."""
    try:
        import fcntl
    except ImportError:  # on Windows a lock can't be looked at without taking it
        return True
    with contextlib.suppress(OSError):  # on Linux, without touching the lock
        return f":{path.stat().st_ino} " in Path("/proc/locks").read_text(encoding="ascii")
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)
