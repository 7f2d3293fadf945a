"""Where a report can go besides standard output: a file, a device, a pipe, a stream that is open already."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from pathlib import Path
from typing import Final, Literal, NamedTuple, TextIO

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.atomic import tidy_up
from stratcoach.messages import Message
from stratcoach.model.outgoing import door, is_watched
from stratcoach.reports.formats import HEAD, TAIL, is_ours

_OPEN_ALREADY: Final = re.compile(r"/(?:dev/fd|proc/self/fd)/(\d{1,9})", re.ASCII)
_STANDARD: Final = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_PATIENCE: Final = 5.0
"""Seconds until somebody has to read from a pipe."""


class Sink(NamedTuple):
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
        is_named = False
        try:
            self.stream.close()
            if self.temporary is not None and self.file is not None and keep:
                self.temporary.replace(self.file)
                is_named = True
        except BrokenPipeError:
            pass
        except OSError as error:
            raise _refusal(self.name, error) from error
        finally:
            if self.temporary is not None and not is_named:
                with contextlib.suppress(OSError):
                    self.temporary.unlink()


def handle_of(file: str) -> int | None:
    """The number of a stream that is open already and that a path stands for; None for any other path."""
    found = _OPEN_ALREADY.fullmatch(file)
    return int(found[1]) if found else _STANDARD.get(file)


def clear(file: str) -> None:
    """Take away a report that an earlier run left; anything else stays, and so does what a link leads to."""
    if handle_of(file) is not None:
        return
    path = _place_of(file)
    try:
        if path.is_file() and _is_report(path):
            path.unlink()
    except OSError as error:
        raise _refusal(file, error) from error


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read(TAIL)
    return is_ours(head.decode("utf-8", "replace"), tail.decode("utf-8", "replace"))


def open_place(file: str, format_: str, *, has_commands: bool = False) -> Sink:
    """Open a place for a report. The folder of a file is made where there is none, as in `reports/findings.sarif`.

    Raises:
        UserError: it can't be written to.
    """
    path = Path(file)
    if path.is_dir():
        raise UserError(
            Message("report.is_a_folder", path=file),
            Message("report.choose_file_in_it", format=format_, path=str(path / "findings")),
        )
    try:
        handle = handle_of(file)
        if handle is not None:
            stream = door(_opened(os.dup(handle)), watched=is_watched(), commands=has_commands)
            return Sink(file, stream)
        if path.exists() and not path.is_file():
            return Sink(file, _opened(_without_waiting_for_ever(path)))
        path = _place_of(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        tidy_up(path)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.unlink(missing_ok=True)
        return Sink(file, _opened(temporary, "x"), path, temporary)
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


def _opened(place: int | Path, mode: Literal["w", "x"] = "w") -> TextIO:
    return open(place, mode, encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: PTH123  closed by `Place`


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


def _place_of(file: str) -> Path:
    """Where a file gets its name: in its real folder. A link of that name is replaced, so what it leads to stays as it is.

    Raises:
        UserError: a link leads out of the repository, or of the folder that we are in, on the way there.
    """
    named = Path(file)
    here = Path.cwd()
    home = os.path.realpath(next((one for one in (here, *here.parents) if (one / ".git").exists()), here))
    at = named.anchor or os.path.realpath(here)
    for part in named.parent.parts[1 if named.anchor else 0 :]:
        step = os.path.realpath(os.path.join(at, part))  # noqa: PTH118  `..` is meant as the system reads it
        if part != ".." and Path(at).is_relative_to(home) and not Path(step).is_relative_to(home):
            message = Message("report.link_leads_out", file=file, link=part, folder=home)
            raise UserError(message, Message("report.choose_real_folder"))
        at = step
    return Path(at, named.name)


def _refusal(file: str, error: OSError) -> UserError:
    message = Message("report.cannot_write", file=file, why=disk.why_unwritten(Path(file), error))
    if error.errno == errno.ENXIO:
        message = Message("report.nobody_reads", file=file)
    return UserError(message, Message("report.choose_another_place"))
