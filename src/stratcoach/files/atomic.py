"""Writing files: whole or not at all, never over something that was not read, never through a link that waits for us.

The text goes into a temporary file beside the target first: made exclusively under a name that can't be guessed, readable for
its owner alone, synced. Then it gets the mode and the owner of what it replaces, and its name in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stratcoach.messages import Message

_NO_LINKS: Final = frozenset((errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL))
"""What file systems without hard links answer."""
_PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes in the same folder."""
_RENAME_NOREPLACE: Final = 1
_AT_FDCWD: Final = -100


class RefusedError(OSError):
    """Something that the system would do and this program doesn't. `why` is the end of a sentence."""

    def __init__(self, number: int, why: Message, path: Path) -> None:
        super().__init__(number, why.id, str(path))
        self.why = why


class ChangedMeanwhileError(RefusedError):
    """The file was changed after it was last read; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, Message("disk.changed_just_now"), path)


def write_new(path: Path, text: str, like: Path | None = None, *, is_private: bool = False) -> None:
    """Write a file that must not be there yet: whole or not at all.

    It gets the mode and the owner of `like`, or what the system gives new files, or stays readable for its owner alone. Raises `FileExistsError` or `OSError`.
    """
    temporary = _write_temporary(path, text)
    try:
        if not is_private:
            _adopt(temporary, like or path)
        name_new(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    sync_folder(path.parent)


def replace(path: Path, text: str, was: str | bytes | None = None) -> None:
    """Write a file that we have read before: whole or not at all. Its mode and its owner stay.

    With `was`, its text or its bytes when it was read, the file is compared once more right before: raises `ChangedMeanwhileError` where
    somebody saved it in between. Raises `OSError` where it can't be written.
    """
    real = path.resolve()
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    temporary = _write_temporary(real, text)
    try:
        _adopt(temporary, real)
        if was is not None and not _is_still(real, was):
            raise ChangedMeanwhileError(path)
        temporary.replace(real)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    sync_folder(real.parent)


def _is_still(path: Path, was: str | bytes) -> bool:
    now = path.read_bytes()
    return now == was if isinstance(was, bytes) else now.decode("utf-8", "replace") == was


def _write_temporary(path: Path, text: str) -> Path:
    """Write a text to a new file beside a path, and sync it. Raises `OSError` that names the path, not the temporary file."""
    tidy_up(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        error.filename = str(path)
        raise
    return temporary


def tidy_up(path: Path) -> None:
    """Take away what runs that were killed left in a folder: temporary files of processes that are gone. Those beside `path` go at
    once, those of other files when they are a minute old: on a shared drive the process may be running on another computer.
    """
    beside = re.compile(rf"\.{re.escape(path.name)}\.(\d+)(?:-[0-9a-f]{{16}})?\.tmp")
    with contextlib.suppress(OSError):
        for entry in os.scandir(path.parent):
            found = beside.fullmatch(entry.name)
            of_another = None if found else _MADE_BY_US.fullmatch(entry.name)
            process = found or of_another
            if process is None or not entry.is_file(follow_symlinks=False) or _is_running(int(process[1])):
                continue
            if of_another is None or time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                os.unlink(entry.path)  # noqa: PTH108  scandir gives texts


_MADE_BY_US: Final = re.compile(r"\..+\.(\d+)-[0-9a-f]{16}\.tmp", re.DOTALL)
_OLD: Final = 60.0
"""Seconds; no file takes that long to write."""


def _is_running(process: int) -> bool:
    if os.name == "nt":  # signal 0 would end the process there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _adopt(temporary: Path, model: Path) -> None:
    """Give a temporary file the mode and, where we may, the owner of a file; those of a new file where there is none."""
    try:
        found = model.stat()
    except OSError:
        mask = os.umask(0o077)
        os.umask(mask)
        with contextlib.suppress(OSError):  # some drives have no modes
            temporary.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        own = temporary.stat()
        if (own.st_uid, own.st_gid) != (found.st_uid, found.st_gid):
            with contextlib.suppress(OSError):
                os.chown(temporary, found.st_uid, found.st_gid)
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IMODE(found.st_mode))


def name_new(temporary: Path, path: Path) -> None:
    """Give a temporary file its name, never over another file. Raises `FileExistsError` or `OSError`."""
    if os.name == "nt":
        temporary.rename(path)
        return
    if _renamed_by_the_system(temporary, path):
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            error.filename, error.filename2 = str(path), None
            raise
        _take_the_name(temporary, path)


def _take_the_name(temporary: Path, path: Path) -> None:
    """Rename where the system knows neither hard links nor renaming without replacing: an empty file keeps the name meanwhile."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _renamed_by_the_system(temporary: Path, path: Path) -> bool:
    """Whether the system could rename without replacing, which leaves nothing behind. Raises `FileExistsError`."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if call(_AT_FDCWD, os.fsencode(temporary), _AT_FDCWD, os.fsencode(path), _RENAME_NOREPLACE) == 0:
        return True
    if ctypes.get_errno() == errno.EEXIST:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return False


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep other processes from writing several files that belong together in a folder while this one does. Where the drive has no
    locks, or somebody keeps one for long, go on without: each file by itself is safe.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = -1
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + _PATIENCE
        while handle >= 0:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    break
                time.sleep(0.01)
            except OSError:
                break
            else:
                break
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
