"""The journal of a session: one line an event, on disk before the next question is shown.

Whatever kills the program, all that can be lost is the line being typed. A line that was half written when the power
went is cut off; a disk that is full keeps what was there before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from stratcoach import __version__
from stratcoach.errors import UserError
from stratcoach.files.disk import why
from stratcoach.flow.model import Answer
from stratcoach.flow.state import Event
from stratcoach.model.value import Value

JOURNAL_FORMAT: Final = 1


class Header(Value):
    """What a session is about: `base` is the text of the file that is being revised, `only` the flows gone through."""

    mode: str = "new"
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
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
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
        except FileNotFoundError:
            raise UserError("There is no unfinished session here.", "`stratcoach new` begins one.") from None
        except OSError as error:
            raise UserError(f"{path} can't be opened: {why(error)}.", "Check who may read and write it.") from error
        _lock(handle, path)
        raw = _read_all(handle)
        whole = raw[: raw.rfind(b"\n") + 1]
        lines = list(_parsed(whole, path))
        if not lines or lines[0].get("event") != "start":
            os.close(handle)
            raise UserError(f"{path} is not a session of stratcoach.", "Move it away, and `stratcoach new` begins a new one.")
        if lines[0].get("format") != JOURNAL_FORMAT:
            os.close(handle)
            raise UserError(f"The session in {path} was begun with a newer stratcoach.", "Update stratcoach to go on with it.")
        os.ftruncate(handle, len(whole))
        told = {name: lines[0][name] for name in Header.field_names if name in lines[0]}
        header = Header(**{**told, "only": tuple(told.get("only", ()))})
        events = [Event(str(line["event"]), str(line.get("key", "")), _value(line.get("value", ""))) for line in lines[1:]]
        return cls(path, handle, header, events, str(lines[-1].get("at", "")))

    def append(self, event: Event) -> None:
        """Keep an event for good, or raise `OSError` and leave the journal as it was."""
        told: dict[str, Any] = {"event": event.kind}
        if event.key:
            told["key"] = event.key
        if event.value:
            told["value"] = event.value
        self._write(told)
        self.events.append(event)

    def _write(self, told: dict[str, Any]) -> None:
        told["at"] = datetime.now(UTC).isoformat(timespec="seconds")
        line = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        try:
            os.lseek(self._handle, self._length, os.SEEK_SET)
            written = 0
            while written < len(line):
                written += os.write(self._handle, line[written:])
            os.fsync(self._handle)
        except OSError as error:
            os.ftruncate(self._handle, self._length)
            raise OSError(error.errno, why(error)) from error
        self._length += len(line)

    def close(self) -> None:
        os.close(self._handle)

    def discard(self) -> None:
        """Remove the journal: everything in it is in the strategy file now, or nothing was in it."""
        self.path.unlink(missing_ok=True)
        self.close()


def _read_all(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _parsed(whole: bytes, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(whole.decode("utf-8", "replace").splitlines(), 1):
        try:
            told = json.loads(line)
            if not isinstance(told, dict) or "event" not in told:
                raise ValueError  # noqa: TRY301  the same answer for both
        except ValueError:
            raise UserError(
                f"Line {number} of {path} can't be read; something else has changed the session.",
                "Mend or delete that line, or move the file away and begin again.",
            ) from None
        yield told


def _value(value: object) -> Answer:
    return tuple(str(one) for one in value) if isinstance(value, list) else str(value)


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
        os.close(handle)
        raise UserError(f"The session in {path} is open in another terminal.", "Go on there, or close it there first.") from None
