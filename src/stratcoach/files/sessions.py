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
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from stratcoach import __version__
from stratcoach.errors import UserError
from stratcoach.files.disk import why
from stratcoach.flow.model import Answer
from stratcoach.flow.state import Event, makes_sense
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


def journal_path(strategy: Path) -> Path:
    """Where the session of a strategy file is kept: `strategy.draft.jsonl` beside `strategy.yaml`."""
    return strategy.with_name(strategy.name.removesuffix(".yaml").removesuffix(".yml") + _SUFFIX)


def unfinished_in(folder: Path) -> list[Path]:
    """The strategy files for which an unfinished session lies in a folder."""
    return sorted(path.with_name(f"{path.name.removesuffix(_SUFFIX)}.yaml") for path in folder.glob(f"*{_SUFFIX}"))


class Session:
    """An open journal, locked against a second terminal. Use `create` or `resume`."""

    def __init__(self, path: Path, handle: int, header: Header, events: list[Event], saved: str) -> None:
        self.path = path
        self.header = header
        self.events = events
        self.saved = saved
        self._handle = handle
        self._length = os.fstat(handle).st_size

    @classmethod
    def create(cls, path: Path, header: Header) -> Self:
        """Begin a journal.

        Raises:
            UserError: there is one already, or the folder can't be written to.
        """
        try:
            handle = _create(path)
        except FileExistsError:
            raise UserError(f"There is an unfinished session in {path}.", "Go on with it: `stratcoach resume`.") from None
        except OSError as error:
            raise UserError(
                f"Nothing can be saved in {path.parent}: {why(error)}.",
                "Choose another place: `stratcoach new SOME/FOLDER/strategy.yaml`.",
            ) from error
        _lock(handle, path)
        session = cls(path, handle, header, [], "")
        try:
            session._write({"event": "start", "format": JOURNAL_FORMAT, "stratcoach": __version__, **header.__dict__})
        except OSError as error:
            session.discard()
            raise UserError(
                f"Nothing can be saved in {path.parent}: {why(error)}.", "Make some room, or choose another place."
            ) from error
        return session

    @classmethod
    def resume(cls, path: Path) -> Self:
        """Open a journal again, without a line that was only half written.

        Raises:
            UserError: there is none, it is open elsewhere, or it is none of ours.
        """
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise UserError(f"{path} can't be opened: {why(error)}.", "Check who may read and write it.") from error
        try:
            _lock(handle, path)
            raw = _read_all(handle) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
            whole = _whole_lines(raw)
            header, events, saved = _read(whole, path)
            if len(whole) > len(raw):
                _write_at(handle, len(raw), whole[len(raw) :])
            else:
                os.ftruncate(handle, len(whole))
        except UserError:
            os.close(handle)
            raise
        return cls(path, handle, header, events, saved)

    def append(self, event: Event) -> None:
        """Keep an event for good, or raise `OSError` and leave the journal as it was."""
        told: dict[str, Any] = {"event": event.kind}
        if event.key:
            told["key"] = event.key
        if event.value:
            told["value"] = event.value
        if event.at:
            told["at"] = datetime.fromtimestamp(event.at, UTC).isoformat(timespec="seconds")
        self._write(told)
        self.events.append(event)

    def _write(self, told: dict[str, Any]) -> None:
        told.setdefault("at", datetime.now(UTC).isoformat(timespec="seconds"))
        line = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        try:
            self._still_there()
            _write_at(self._handle, self._length, line)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._length)
            raise OSError(error.errno, why(error)) from error
        self._length += len(line)

    def close(self) -> None:
        os.close(self._handle)

    def discard(self) -> None:
        """Remove the journal: everything in it is in the strategy file now, or nothing was in it."""
        if self._is_ours():
            self.path.unlink(missing_ok=True)
        self.close()

    def _is_ours(self) -> bool:
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._handle))
        except OSError:
            return False

    def _still_there(self) -> None:
        """Where something has removed the journal, or its folder, write it anew from what we hold."""
        if self._is_ours():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = _create(self.path)
        except FileExistsError:
            raise OSError(errno.EBUSY, f"another file has taken the place of {self.path}") from None
        try:
            _write_at(handle, 0, _read_all(self._handle)[: self._length])
        except OSError:
            self.path.unlink(missing_ok=True)
            os.close(handle)
            raise
        _lock(handle, self.path)
        os.close(self._handle)
        self._handle = handle


def _create(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _write_at(handle: int, place: int, data: bytes) -> None:
    """Write all of it at a place, and wait until it is on the disk."""
    os.lseek(handle, place, os.SEEK_SET)
    written = 0
    while written < len(data):
        written += os.write(handle, data[written:])
    os.fsync(handle)


def _read_all(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _whole_lines(raw: bytes) -> bytes:
    """The journal without a line that was only half written."""
    end = raw.rfind(b"\n") + 1
    try:
        json.loads(raw[end:])
    except ValueError:
        return raw[:end]
    return raw + b"\n"  # whole, only the line break is missing


def _read(whole: bytes, path: Path) -> tuple[Header, list[Event], str]:
    """The header, the events, and when the last one was kept."""
    lines = list(_parsed(whole, path))
    first = lines[0] if lines else {}
    if first.get("event") != "start":
        raise UserError(f"{path} is not a session of stratcoach.", "Move it away, and `stratcoach new` begins a new one.")
    if first.get("format") != JOURNAL_FORMAT:
        raise UserError(f"The session in {path} was begun with a newer stratcoach.", "Update stratcoach to go on with it.")
    told: dict[str, Any] = {name: _value(first[name]) for name in Header.field_names if name in first}
    right = all(isinstance(value, tuple) == (name == "only") for name, value in told.items())
    if not right:
        raise _changed(1, path)
    events = []
    of_room = told.get("mode") == "workshop"
    is_one = makes_sense
    if of_room:
        from stratcoach.flow.room.folds import makes_sense as is_one
    for number, line in enumerate(lines[1:], 2):
        at = _second(line.get("at")) if of_room else 0
        event = Event(str(line["event"]), str(line.get("key", "")), _value(line.get("value", "")), at)
        if not is_one(event):
            raise _changed(number, path)
        events.append(event)
    return Header(**told), events, str(lines[-1].get("at", ""))


def _second(at: object) -> int:
    """The second since 1970 of a time as it is kept; 0 for what is none."""
    try:
        return int(datetime.fromisoformat(str(at)).timestamp())
    except ValueError:
        return 0


def peek(path: Path) -> tuple[Header, list[Event]]:
    """Read a journal that somebody else has open, as far as it is whole.

    Raises:
        UserError: it can't be read, or it is none of ours.
    """
    try:
        whole = _whole_lines(path.read_bytes())
    except OSError as error:
        raise UserError(f"{path} can't be read: {why(error)}.", "Begin a workshop first: `stratcoach workshop`.") from error
    header, events, _ = _read(whole, path)
    return header, events


def _parsed(whole: bytes, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(whole.decode("utf-8", "replace").split("\n")[:-1], 1):
        try:
            told = json.loads(line)
        except ValueError:
            raise _changed(number, path) from None
        if not isinstance(told, dict) or "event" not in told:
            raise _changed(number, path)
        yield told


def _changed(number: int, path: Path) -> UserError:
    return UserError(
        f"Line {number} of {path} can't be read; something else has changed the session.",
        "Mend or delete that line, or move the file away and begin again.",
    )


def _value(value: object) -> Answer:
    return tuple(str(one) for one in value) if isinstance(value, list) else str(value)


def is_held(path: Path) -> bool:
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


def _lock(handle: int, path: Path) -> None:
    """Hold the journal for this process alone; the lock goes with the process, however it ends."""
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UserError(f"The session in {path} is open in another terminal.", "Go on there, or close it there first.") from None
