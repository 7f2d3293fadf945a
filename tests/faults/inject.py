"""Run `stratcoach` with one fault in it: a write that fails, or the end of the process right there.

    python -m tests.faults.inject POINT FAULT -- VERB ARGUMENT…

Everything that changes the disk is a point, counted from 1: making, writing, syncing, naming, removing a file, changing its mode,
making a folder. At the point with the number POINT the fault happens:

- the name of an error, such as `ENOSPC`: this call fails; with `+` behind it all later ones fail, too, that need room (the disk
  stays full)
- `SHORT`: half of what was to be written is written, then the disk is full, and stays so
- `KILL`, `KILLAFTER`: the process is killed before the call, or right after it
- `SIGINT`, `SIGTERM`, `SIGHUP`: the signal comes before the call
- `COUNT`: nothing fails; the number of points is written to the file that the environment calls `POINTS`
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import pathlib
import signal
import sys
from collections.abc import Callable
from typing import Any

from stratcoach.files import atomic

NEED_NO_ROOM = ("unlink", "remove", "rmdir", "chmod", "chown", "ftruncate")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Fault:
    """Counts the points and makes the fault happen at one of them."""

    def __init__(self, point: int, kind: str) -> None:
        self.point, self.kind = point, kind
        self.count = 0
        self.has_happened = False
        self.process = os.getpid()

    def call(
        self, do: Callable[[], Any], half: Callable[[], Any] | None = None, path: Any = None, *, needs_room: bool = True
    ) -> Any:
        """Do it, or let the fault happen. Errors name the `path`, as those of the system do."""
        if os.getpid() != self.process:  # a worker of lint, or git
            return do()
        self.count += 1
        if self.count < self.point or not self.point:
            return do()
        if self.count > self.point:
            return self._later(do, path) if needs_room else do()
        self.has_happened = True
        if self.kind.startswith("KILL"):
            if self.kind == "KILLAFTER":
                do()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.kind.startswith("SIG"):
            signal.raise_signal(getattr(signal, self.kind))
            return do()
        if self.kind == "SHORT" and half is not None:
            half()
        raise self._error(path)

    def _later(self, do: Callable[[], Any], path: Any) -> Any:
        if self.kind.endswith("+") or self.kind == "SHORT":
            raise self._error(path)
        return do()

    def _error(self, path: Any) -> OSError:
        number = errno.ENOSPC if self.kind == "SHORT" else getattr(errno, self.kind.removesuffix("+"))
        named = (os.fspath(path),) if isinstance(path, str | bytes | os.PathLike) else ()
        return OSError(number, os.strerror(number), *named)


def install(fault: Fault) -> None:
    """Put the fault between the program and the disk. What goes to a terminal or a pipe is no point."""
    real = {name: getattr(os, name) for name in ("open", "write")}
    for name in ("fsync", "link", "rename", "replace", "unlink", "remove", "mkdir", "rmdir", "chmod", "chown", "ftruncate"):
        setattr(os, name, _wrapped(fault, getattr(os, name), needs_room=name not in NEED_NO_ROOM))

    def write(handle: int, data: Any) -> int:
        if not _is_file(handle):
            return int(real["write"](handle, data))
        return int(fault.call(lambda: real["write"](handle, data), lambda: real["write"](handle, data[: len(data) // 2])))

    def opened(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        if flags & WRITES and str(path) != os.devnull:
            return int(fault.call(lambda: real["open"](path, flags, *arguments, **named), path=path))
        return int(real["open"](path, flags, *arguments, **named))

    os.open, os.write = opened, write
    _replace_open(fault)
    _stop_typing(fault)
    if fault.kind.startswith("KILL"):  # where the system can't rename so, other ways are tried: no error to be seen
        atomic._renamed_by_the_system = _wrapped(fault, atomic._renamed_by_the_system)


def _stop_typing(fault: Fault) -> None:
    """Whoever types stops when something fails, and comes back later."""
    from stratcoach.ui.keyboard import InputEnded, Keyboard

    real = Keyboard.read

    def read(keyboard: Keyboard, *, hidden: bool = False) -> str:
        if fault.has_happened:
            raise InputEnded("")
        return real(keyboard, hidden=hidden)

    setattr(Keyboard, "read", read)  # noqa: B010


def _wrapped(fault: Fault, function: Callable[..., Any], *, needs_room: bool = True) -> Callable[..., Any]:
    return lambda *arguments, **named: fault.call(
        lambda: function(*arguments, **named), path=next(iter(arguments), None), needs_room=needs_room
    )


def _is_file(handle: int) -> bool:
    import stat

    return stat.S_ISREG(os.fstat(handle).st_mode)


class _FaultyFile(io.FileIO):
    """A file whose every write is a point."""

    fault: Fault

    def write(self, data: Any) -> int:
        raw = bytes(data)
        whole = super().write
        return int(self.fault.call(lambda: whole(raw), lambda: whole(raw[: len(raw) // 2])))


def _replace_open(fault: Fault) -> None:
    real = io.open

    class File(_FaultyFile):
        pass

    File.fault = fault

    def opened(file: Any, mode: str = "r", buffering: int = -1, *arguments: Any, **named: Any) -> Any:
        if not set(mode) & set("wax+") or (isinstance(file, int) and not _is_file(file)) or str(file).startswith("/dev/"):
            return real(file, mode, buffering, *arguments, **named)
        plain = mode.replace("b", "").replace("t", "")
        raw = File(file, plain) if isinstance(file, int) else fault.call(lambda: File(file, plain), path=file)
        buffered: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        names = ("encoding", "errors", "newline")
        given = dict(zip(names, arguments, strict=False)) | {name: named[name] for name in names if name in named}
        return io.TextIOWrapper(buffered, **given)

    builtins.open = opened
    io.open = opened
    pathlib.io.open = opened  # type: ignore[attr-defined]


def main() -> None:
    point, kind, _, *arguments = sys.argv[1:]
    from stratcoach.cli import main as stratcoach

    fault = Fault(int(point), kind)
    sys.argv = ["stratcoach", *arguments]
    install(fault)
    try:
        stratcoach()
    finally:
        if kind == "COUNT":
            fault.point = 0
            sys.stdout.flush()
            pathlib.Path(os.environ["POINTS"]).write_text(str(fault.count), encoding="utf-8")


if __name__ == "__main__":
    main()
