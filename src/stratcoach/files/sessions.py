"""The journal of a session: one line an event, on disk before the next question is shown.

Whatever kills the program, all that can be lost is the line being typed. A line that was half written when the power
went is cut off; a disk that is full keeps what was there before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Self

from stratcoach.errors import UserError, remedy
from stratcoach.files.atomic import RefusedError
from stratcoach.files.disk import why
from stratcoach.files.journal import create, lock, published, read_all, refuse_too_large, whole_lines, write_at
from stratcoach.files.session_lines import JOURNAL_FORMAT, Header, is_torn, line_of, peek, read_lines, text_of
from stratcoach.flow.events import FROM_FILE, Event
from stratcoach.messages import Message
from stratcoach.model import caps

__all__ = ["Header", "Session", "is_open", "is_torn", "journal_path", "peek", "unfinished_in"]

_SUFFIX: Final = ".draft.jsonl"


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
        self._tidied_at = caps.JOURNAL.most // 2
        self._is_old = False

    @classmethod
    def create(cls, path: Path, header: Header, events: Iterable[Event] = ()) -> Self:
        """Begin a journal with all the `events` that it starts from: whole or not at all.

        Raises:
            UserError: there is one already, or the folder can't be written to.
        """
        events = list(events)
        try:
            handle = published(path, text_of(header, events, len(events)))
        except FileExistsError:
            raise UserError(Message("session.already_begun", path=str(path)), Message("session.resume_it")) from None
        except OSError as error:
            hint = (
                Message("disk.free_or_choose")
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
        handle = published(self.path, text_of(self.header, events, begun_with), replace=True)
        os.close(self._handle)
        self._handle = handle
        self._length = os.fstat(handle).st_size
        self._is_old = False

    @property
    def own(self) -> list[Event]:
        """The events that came from the person, without what was copied from the file at the beginning."""
        if self.begun_with is not None:
            return self.events[self.begun_with :]
        return [event for event in self.events if not isinstance(event, FROM_FILE)]

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
            journal = read_lines(whole, path)
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
        session = cls(path, handle, journal.header, journal.events, journal.saved, begun_with=journal.begun_with)
        session._is_old = journal.format != JOURNAL_FORMAT
        return session

    def append(self, event: Event) -> None:
        """Keep an event for good, or raise `OSError` and leave the journal as it was."""
        line = line_of(event)
        try:
            self._still_there()
            if self._is_old:  # the whole of it is of one format
                self._publish(self.events, self.begun_with)
            self._make_room(len(line), caps.JOURNAL.most - (caps.JOURNAL.most // 100 if event.says_something else 0))
            write_at(self._handle, self._length, line)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._length)
            raise OSError(error.errno, str(why(error))) from error
        self._length += len(line)
        self.events.append(event)

    def _make_room(self, size: int, most: int) -> None:
        """Keep a journal from growing beyond what can be resumed: half-typed texts that later ones replaced go first. Raises `OSError`
        where it would have more than `most` bytes. What says something leaves a little for what only ends the session.
        """
        if self._length + size > self._tidied_at:
            whole = without_replaced_drafts(self.events, self.begun_with or 0)
            if len(whole) < len(self.events):
                with contextlib.suppress(OSError, UserError):
                    self._publish(whole, self.begun_with)
                    self.events = whole
            self._tidied_at = self._length + caps.JOURNAL.most // 8
        if self._length + size > most:
            raise RefusedError(errno.EMSGSIZE, Message("disk.session_is_full"), self.path)

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
            raise RefusedError(errno.EBUSY, Message("disk.was_replaced"), self.path) from None
        try:
            write_at(handle, 0, read_all(self._handle)[: self._length])
        except OSError:
            self.path.unlink(missing_ok=True)
            os.close(handle)
            raise
        lock(handle, self.path)
        os.close(self._handle)
        self._handle = handle


def without_replaced_drafts(events: Sequence[Event], first: int) -> list[Event]:
    """Events without the half-typed texts between others of the same line: only the last one counts, and the first one may be what
    the line began with. The `first` events stay as they are.
    """
    kept = list(events[:first])
    since = 0
    for event in events[first:]:
        since = since + 1 if since and _line_of(event) == _line_of(kept[-1]) else int(event.is_half_typed)
        if since > 2:
            kept.pop()
        kept.append(event)
    return kept


def _line_of(event: Event) -> tuple[type[Event], str]:
    """In which line something was half typed."""
    return (type(event), getattr(event, "key", "")) if event.is_half_typed else (type(event), "")


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
