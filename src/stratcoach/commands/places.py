"""Where a report can go besides standard output: a file, a device, a pipe, a stream that is open already."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from stratcoach.errors import UserError
from stratcoach.files import disk

_OPEN_ALREADY: Final = re.compile(r"/(?:dev/fd|proc/self/fd)/(\d{1,9})", re.ASCII)
_STANDARD: Final = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_PATIENCE: Final = 5.0
"""Seconds until somebody has to read from a pipe."""


class Place(NamedTuple):
    """An open place. A file has a temporary one beside it, which gets its name at the end."""

    name: str
    stream: TextIO
    file: Path | None = None
    temporary: Path | None = None

    def write(self, text: str) -> None:
        try:
            write(self.stream, text)
        except OSError as error:
            raise _refusal(self.name, error) from error

    def close(self, *, keep: bool) -> None:
        try:
            self.stream.close()
            if self.temporary is not None and self.file is not None and keep:
                self.temporary.replace(self.file)
        except BrokenPipeError:
            pass
        except OSError as error:
            raise _refusal(self.name, error) from error
        finally:
            if self.temporary is not None:
                self.temporary.unlink(missing_ok=True)


def handle_of(file: str) -> int | None:
    """The number of a stream that is open already and that a path stands for; None for any other path."""
    found = _OPEN_ALREADY.fullmatch(file)
    return int(found[1]) if found else _STANDARD.get(file)


def clear(file: str) -> None:
    """Take away a file that is there; anything else than a file stays."""
    path = _real(file)
    if handle_of(file) is None and path.is_file():
        try:
            path.unlink()
        except OSError as error:
            raise _refusal(file, error) from error


def open_place(file: str, format_: str) -> Place:
    """Open a place for a report.

    Raises:
        UserError: it can't be written to.
    """
    path = _real(file)
    if path.is_dir():
        raise UserError(f"{file} is a folder.", f"Name a file in it: --format {format_}={Path(file) / 'findings'}")
    try:
        handle = handle_of(file)
        if handle is not None:
            return Place(file, _opened(os.dup(handle)))
        if path.exists() and not path.is_file():
            return Place(file, _opened(_without_waiting_for_ever(path)))
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        return Place(file, _opened(temporary), path, temporary)
    except OSError as error:
        raise _refusal(file, error) from error


def write(stream: TextIO, text: str, *, flush: bool = False) -> None:
    """Write. Whoever reads may stop reading; the verdict of the run stands."""
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _opened(place: int | Path) -> TextIO:
    return open(place, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: PTH123  closed by `Place`


def _without_waiting_for_ever(path: Path) -> int:
    """Open a device or a pipe; one that nobody reads from would be waited for without end."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > end or not stat.S_ISFIFO(path.stat().st_mode):
                raise
            time.sleep(0.02)
        else:
            os.set_blocking(handle, True)
            return handle


def _real(file: str) -> Path:
    try:
        return Path(file).resolve()
    except (OSError, RuntimeError) as error:
        raise UserError(f"{file} is a link that leads back to itself.", "Mend the link.") from error


def _refusal(file: str, error: OSError) -> UserError:
    why = "nobody reads from this pipe" if error.errno == errno.ENXIO else disk.why(error)
    return UserError(f"{file} can't be written: {why}.", "Name another place for the report.")
