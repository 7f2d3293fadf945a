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
from stratcoach.files.atomic import replace as replace  # noqa: PLC0414
from stratcoach.files.atomic import write_new as write_new  # noqa: PLC0414
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
        raise UserError(f"This folder can't be searched: {why(error)}.", "Change to another one.") from error
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
            raise UserError(f"{path} can't be read: it is a link that leads back to itself.", "Fix the link.") from error
        raise UserError(f"{path} can't be read: {why_unread(path, error)}.", "Check the path and its permissions.") from error


def read_head(path: Path) -> bytes:
    """The beginning of a file of which only some lines are looked for; no limit is told."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return file.read(caps.STRATEGY.most)
    except OSError as error:
        raise UserError(f"{path} can't be read: {why_unread(path, error)}.", "Check the path and its permissions.") from error


class TooLarge(UserError):
    """A file is over its limit."""


def too_large(path: Path, cap: caps.Cap, size: int | None = None) -> TooLarge:
    """What to say of a file over its limit; a pipe or a device has no size."""
    return TooLarge(f"{path} {cap.told(size if size and size > cap.most else None)}.", cap.way_out)


def _without_waiting(name: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes into would be waited for without end, so it is given a few seconds."""
    handle = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISFIFO(os.fstat(handle).st_mode):
        import select

        if not select.select([handle], [], [], _PATIENCE)[0]:
            os.close(handle)
            raise OSError(errno.EAGAIN, "nothing writes to this pipe")
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
        raise UserError("There is no standard input to read.", "Name a file instead of `-`.")
    raw = sys.stdin.buffer.read(cap.most + 1)
    if len(raw) > cap.most:
        raise UserError(f"Standard input {cap.told()}.", cap.way_out)
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


_LOOSE: Final = "it is a link, and its target doesn't exist"
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file can't grow any larger",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENOENT: "it doesn't exist",
    errno.EEXIST: "a file with that name already exists",
    errno.ENOTDIR: "part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports an error",
}


def why_unread(path: Path, error: OSError) -> str:
    """Say in plain words why a file couldn't be read."""
    return _LOOSE if error.errno == errno.ENOENT and path.is_symlink() else why(error)


def why_unwritten(path: Path, error: OSError) -> str:
    """Say in plain words why a file couldn't be written."""
    if error.errno == errno.ENOENT and not path.parent.exists():
        return f"the folder {path.parent} doesn't exist"
    if error.errno == errno.EEXIST and path.is_symlink():
        return _LOOSE
    return why(error)


def why(error: OSError) -> str:
    """Say in plain words why the system refused."""
    return _WHY.get(error.errno or 0, (error.strerror or str(error)).lower())


def way_out(error: OSError) -> str:
    """What a person can do where something couldn't be written: freeing space helps only where the disk is full."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return "Free some space, or choose another place." if is_full else "Choose another place, or check its permissions."


def write_beside(path: Path, text: str) -> Path:
    """Write a new file under its name, or under the first free name like it; never over anything. Where a file of such a name
    already holds this very text, as after an end that was cut off, it is left as it is. Returns where.
    """
    number, where = 1, path
    while True:
        try:
            write_new(where, text)
        except FileExistsError:
            if where.is_file() and read_bytes(where) == text.encode("utf-8", "surrogateescape"):
                return where
            number += 1
            where = path.with_name(f"{path.stem}-{number}{path.suffix}")
        else:
            return where
