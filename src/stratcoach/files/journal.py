"""The bytes of a journal on the disk: made whole or not at all, locked, synced; nothing here knows what they say."""

from __future__ import annotations

import contextlib
import errno
import glob
import json
import os
import secrets
from pathlib import Path
from typing import Final

from stratcoach.errors import UserError
from stratcoach.files.atomic import name_new, sync_folder
from stratcoach.messages import Message
from stratcoach.model import caps

_LOCKED: Final = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What a lock says that somebody else has; all else is a drive that has no locks."""


class OpenElsewhere(UserError):
    """Another process has the session open."""


def published(path: Path, data: bytes, *, replace: bool = False) -> int:
    """Write a journal under a name that nobody looks at, wait until it is on the disk, and only then give it its own name.

    Returns the open and locked file. Raises `FileExistsError` where there is a journal already and it isn't to `replace`.
    """
    _tidy(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    handle = create(temporary)
    try:
        lock(handle, path)
        write_at(handle, 0, data)
        if replace:
            temporary.replace(path)
        else:
            name_new(temporary, path)
    except BaseException:
        os.close(handle)
        raise
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return handle


def _tidy(path: Path) -> None:
    """Remove what a beginning that was cut off has left, unless somebody is writing it just now."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
            with contextlib.suppress(OSError, UserError):
                handle = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    lock(handle, left)
                    left.unlink()
                finally:
                    os.close(handle)


def create(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o600)


def write_at(handle: int, place: int, data: bytes) -> None:
    """Write all of it at a place, and wait until it is on the disk."""
    os.lseek(handle, place, os.SEEK_SET)
    written = 0
    while written < len(data):
        written += os.write(handle, data[written:])
    os.fsync(handle)


def read_all(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def refuse_too_large(path: Path, size: int) -> None:
    """Raise `UserError` for a journal that is larger than any session makes it. It stays as it is."""
    if size > caps.JOURNAL.most:
        has, most = caps.JOURNAL.amount(size), caps.JOURNAL.amount(caps.JOURNAL.most)
        raise UserError(Message("disk.session_too_large", path=str(path), has=has, most=most), caps.JOURNAL.way_out)


def whole_lines(raw: bytes) -> bytes:
    """The journal without a line that was only half written."""
    end = raw.rfind(b"\n") + 1
    try:
        json.loads(raw[end:])
    except (ValueError, RecursionError):
        return raw[:end]
    return raw + b"\n"  # whole, only the line break is missing


def lock(handle: int, path: Path) -> None:
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
    except OSError as error:
        if error.errno in _LOCKED:
            raise OpenElsewhere(Message("disk.open_elsewhere", path=str(path)), Message("disk.continue_there")) from None
