"""Finding and reading files, and why the system refused."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Final, NoReturn

from stratcoach.errors import UserError
from stratcoach.files.atomic import replace as replace  # noqa: PLC0414
from stratcoach.files.atomic import write_new as write_new  # noqa: PLC0414
from stratcoach.files.yaml_text import MAX_BYTES

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
        raise UserError(f"This folder can't be looked through: {why(error)}.", "Go to another one.") from error
    return None


def near(folder: Path) -> Iterator[Path]:
    """Yield the strategy files of a folder and of two folders below it, no deeper: it may be somebody's home."""
    for depth in ("", "*/", "*/*/"):
        yield from sorted(path for path in folder.glob(f"{depth}*.yaml") if is_strategy(path) and path.is_file())


def find_strategies(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the strategy files below the paths, sorted, each once however it is linked; a file named outright always counts."""
    seen: set[str] = set()
    for path in paths:
        try:
            path.stat()
            for found in _below(path) if path.is_dir() else (path,):
                real = os.path.realpath(found)
                if real not in seen:
                    seen.add(real)
                    yield found
        except OSError as error:
            what = Path(error.filename) if isinstance(error.filename, str) else path
            hint = "Check the path; a folder is searched for strategy.yaml and *.strategy.yaml."
            raise UserError(f"{what} can't be looked at: {why_unread(what, error)}.", hint) from error


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not _is_skipped(name))
        for name in sorted(names):
            if _is_called_so(name):
                yield Path(root, name)


def is_strategy(path: PurePath) -> bool:
    """Whether a search would find a file of this path."""
    return _is_called_so(path.name) and not any(map(_is_skipped, path.parent.parts))


def _is_called_so(name: str) -> bool:
    return name == STRATEGY_FILE or name.endswith(".strategy.yaml")


def _is_skipped(folder: str) -> bool:
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


def _raise(error: OSError) -> NoReturn:
    raise error


def read_bytes(path: Path) -> bytes:
    """Read a file, at most one byte more than is allowed, so that a device or a huge file can't fill the memory."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:
        if not isinstance(error, OSError):
            raise UserError(f"{path} can't be read: it is a link that leads back to itself.", "Mend the link.") from error
        raise UserError(f"{path} can't be read: {why_unread(path, error)}.", "Check the path and who may read it.") from error


def _without_waiting(name: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes into would be waited for without end, so it is given a few seconds."""
    handle = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISFIFO(os.fstat(handle).st_mode):
        import select

        if not select.select([handle], [], [], _PATIENCE)[0]:
            os.close(handle)
            raise OSError(errno.EAGAIN, "nobody writes into this pipe")
        os.set_blocking(handle, True)
    return handle


def read_text(path: Path) -> str | None:
    """The text of a file as it stands now, None where there is none."""
    return read_bytes(path).decode("utf-8", "replace") if path.exists() else None


def read_stdin() -> bytes:
    """Read standard input, like a file."""
    if sys.stdin is None:
        raise UserError("There is no standard input to read.", "Name a file instead of `-`.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


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


_LOOSE: Final = "it is a link, and what it leads to isn't there"
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may not grow any further",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENOENT: "it isn't there",
    errno.EEXIST: "a file of that name is in the way",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
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
        return f"there is no folder {path.parent}"
    if error.errno == errno.EEXIST and path.is_symlink():
        return _LOOSE
    return why(error)


def why(error: OSError) -> str:
    """Say in plain words why the system refused."""
    return _WHY.get(error.errno or 0, (error.strerror or str(error)).lower())


def write_beside(path: Path, text: str) -> Path:
    """Write a new file under its name, or under the first free name like it; never over anything. Returns where."""
    number, where = 1, path
    while True:
        try:
            write_new(where, text)
        except FileExistsError:
            number += 1
            where = path.with_name(f"{path.stem}-{number}{path.suffix}")
        else:
            return where
