"""Finding and reading files, and why the system refused."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Final

from stratcoach.errors import UserError
from stratcoach.files.atomic import RefusedError
from stratcoach.files.atomic import replace as replace  # noqa: PLC0414
from stratcoach.files.atomic import write_new as write_new  # noqa: PLC0414
from stratcoach.messages import NOTHING, Message
from stratcoach.model import caps

STRATEGY_FILE: Final = "strategy.yaml"
_PATIENCE: Final = 5.0
"""Seconds until a pipe has to have something to read."""
_SKIPPED = frozenset((".git", ".venv", "node_modules", "__pycache__"))


def nearest(start: Path) -> Path | None:
    """Find the strategy file of a folder: in it, or in one above, up to the repository's root."""
    try:
        folder = start.resolve(strict=True)
        for candidate in (folder, *folder.parents):
            if os.path.lexists(candidate / STRATEGY_FILE) and not (candidate / STRATEGY_FILE).is_dir():
                return start / STRATEGY_FILE if candidate == folder else candidate / STRATEGY_FILE
            if (candidate / ".git").exists():
                return None
    except OSError as error:
        raise UserError(Message("disk.not_searched", why=why(error)), Message("disk.change_folder")) from error
    return None


def near(folder: Path) -> Iterator[Path]:
    """Yield the strategy files of a folder and of two folders below it, no deeper: it may be somebody's home."""
    for depth in ("", "*/", "*/*/"):
        yield from sorted(path for path in folder.glob(f"{depth}*.yaml") if is_strategy(path) and path.is_file())


def is_strategy(path: PurePath) -> bool:
    """Whether a search would find a file of this path."""
    return is_called_so(path.name) and not any(map(is_skipped, path.parent.parts))


def is_called_so(name: str) -> bool:
    """Whether a file's name is that of a strategy."""
    return name == STRATEGY_FILE or name.endswith(".strategy.yaml")


def is_skipped(folder: str) -> bool:
    """Whether a search never goes into a folder of this name."""
    return folder in _SKIPPED or folder.endswith(".versions")


@cache
def root_above(folder: str) -> str:
    """The repository's root that a folder is in, or is itself; `""` outside of one."""
    if os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118  texts are quicker for a thousand files
        return folder
    parent = os.path.dirname(folder)  # noqa: PTH120  see above
    return "" if parent == folder else root_above(parent)


def led_away_from(path: Path, real: str) -> str:
    """The repository's root that a link on the way to a file leads out of: to no other one, or to one that is neither within nor
    around; `""` where none does.
    """
    here = os.path.abspath(path)  # noqa: PTH100  as it was named, links and all
    if here == real:
        return ""
    other = root_above(os.path.dirname(real))  # noqa: PTH120  see above
    links = (str(step) for step in (Path(here), *Path(here).parents) if step.is_symlink())
    own = (os.path.realpath(root) for link in links if (root := root_above(os.path.dirname(link))))  # noqa: PTH120  see above
    return next((root for root in own if not other or os.path.commonpath((root, other)) not in (root, other)), "")


def as_seen_from_here(path: str) -> str:
    """What reports call a file: as seen from here where it lies below, however it was named, so that CI finds it again."""
    if os.path.isabs(path):  # noqa: PTH117  texts are quicker for a thousand files
        with contextlib.suppress(ValueError):
            return Path(path).relative_to(Path.cwd()).as_posix()
    return Path(path).as_posix()


def read_bytes(path: Path, cap: caps.Cap = caps.STRATEGY) -> bytes:
    """Read a file, at most one byte more than is allowed, so that a device or a huge file can't fill the memory.

    Raises:
        UserError: it can't be read, or is larger than the limit.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            raw = file.read(cap.most + 1)
            if len(raw) > cap.most:
                raise too_large(path, cap, os.fstat(file.fileno()).st_size)
            return raw
    except (OSError, RuntimeError) as error:
        if not isinstance(error, OSError):
            raise Unreadable(path, Message("disk.link_in_circle"), Message("disk.fix_link")) from error
        raise Unreadable(path, why_unread(path, error)) from error


def read_head(path: Path) -> bytes:
    """The beginning of a file of which only some lines are looked for; no limit is told."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return file.read(caps.STRATEGY.most)
    except OSError as error:
        raise Unreadable(path, why_unread(path, error)) from error


class Unreadable(UserError):
    """A file can't be read. `why` is the end of a sentence."""

    def __init__(self, path: Path, why: Message, hint: Message = NOTHING) -> None:
        super().__init__(Message("disk.unreadable", path=str(path), why=why), hint or Message("disk.check_path"))
        self.why = why


class TooLarge(UserError):
    """A file is over its limit: it `has` so much, where that is known, and `most` is allowed."""

    def __init__(self, path: Path, cap: caps.Cap, size: int | None = None) -> None:
        self.has = cap.amount(size) if size is not None else None
        self.most = cap.amount(cap.most)
        super().__init__(Message("disk.too_large", path=str(path), has=self.has, most=self.most), cap.way_out)


def too_large(path: Path, cap: caps.Cap, size: int | None = None) -> TooLarge:
    """What to say of a file over its limit; a pipe or a device has no size."""
    return TooLarge(path, cap, size if size and size > cap.most else None)


def _without_waiting(name: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes into would be waited for without end, so it is given a few seconds."""
    handle = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISFIFO(os.fstat(handle).st_mode):
        import select

        if not select.select([handle], [], [], _PATIENCE)[0]:
            os.close(handle)
            raise RefusedError(errno.EAGAIN, Message("disk.pipe_is_silent"), Path(name))
        os.set_blocking(handle, True)
    return handle


def read_text(path: Path) -> str | None:
    """The text of a file as it stands now, None where there is none."""
    return read_bytes(path).decode("utf-8", "replace") if path.exists() else None


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for a byte order mark and for line ends, which git may change."""
    return one == other or _with_lf(one) == _with_lf(other)


def with_ends_of(model: str, text: str) -> str:
    """A text with the line ends of another one."""
    return _with_lf(text).replace("\n", "\r\n") if "\r\n" in model else _with_lf(text)


def _with_lf(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def read_stdin(cap: caps.Cap = caps.STRATEGY) -> bytes:
    """Read standard input, like a file."""
    if sys.stdin is None:
        raise UserError(Message("disk.no_standard_input"), Message("disk.name_a_file"))
    raw = sys.stdin.buffer.read(cap.most + 1)
    if len(raw) > cap.most:
        raise UserError(Message("disk.standard_input_too_large", most=cap.amount(cap.most)), cap.way_out)
    return raw


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Hold signals back while files that belong together are written; they come as soon as that is done."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda one, _frame: came.append(one))
        for number in (getattr(signal, name) for name in names if hasattr(signal, name))
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


_LOOSE: Final = Message("disk.loose_link")
_WHY = {
    errno.ENOSPC: Message("disk.full"),
    errno.EDQUOT: Message("disk.quota_used_up"),
    errno.EFBIG: Message("disk.cannot_grow"),
    errno.EROFS: Message("disk.read_only"),
    errno.EACCES: Message("disk.permission_denied"),
    errno.EPERM: Message("disk.permission_denied"),
    errno.ELOOP: Message("disk.link_in_circle"),
    errno.ENOENT: Message("disk.not_there"),
    errno.EEXIST: Message("disk.name_is_taken"),
    errno.ENOTDIR: Message("disk.no_folder_in_path"),
    errno.EISDIR: Message("disk.is_a_folder"),
    errno.ENAMETOOLONG: Message("disk.name_too_long"),
    errno.EIO: Message("disk.reports_error"),
}


def why_unread(path: Path, error: OSError) -> Message:
    """Say in plain words why a file couldn't be read."""
    return _LOOSE if error.errno == errno.ENOENT and path.is_symlink() else why(error)


def why_unwritten(path: Path, error: OSError) -> Message:
    """Say in plain words why a file couldn't be written."""
    if error.errno == errno.ENOENT and not path.parent.exists():
        return Message("disk.no_such_folder", folder=str(path.parent))
    if error.errno == errno.EEXIST and path.is_symlink():
        return _LOOSE
    return why(error)


def why(error: OSError) -> Message:
    """Say in plain words why something couldn't be read or written."""
    return (
        error.why
        if isinstance(error, RefusedError)
        else _WHY.get(error.errno or 0) or Message("disk.other_reason", reason=(error.strerror or str(error)).lower())
    )


def way_out(error: OSError) -> Message:
    """What a person can do where something couldn't be written: freeing space helps only where the disk is full."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return Message("disk.free_or_choose") if is_full else Message("disk.choose_or_permit")


def write_beside(path: Path, text: str, *, is_private: bool = False) -> Path:
    """Write a new file under its name, or under the first free name like it; never over anything. Where a file of such a name
    already holds this very text, as after an end that was cut off, it is left as it is. One that `is_private` only its owner can
    read. Returns where.
    """
    number, where = 1, path
    while True:
        try:
            write_new(where, text, is_private=is_private)
        except FileExistsError:
            if where.is_file() and read_bytes(where) == text.encode("utf-8", "surrogateescape"):
                return where
            number += 1
            where = path.with_name(f"{path.stem}-{number}{path.suffix}")
        else:
            return where
