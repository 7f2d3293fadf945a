"""Drives that can't do what a disk does, and clocks that are wrong; put between the program and the system in one process."""

from __future__ import annotations

import errno
import functools
import os
import stat
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, Final

from stratcoach.files import atomic

FAT: Final = ("no-links", "no-modes", "no-owners", "no-symlinks", "no-rename-new", "no-folder-sync", "few-characters")
NETWORK: Final = ("no-locks", "no-links", "no-rename-new", "no-folder-sync")
_NO_CHARACTERS: Final = frozenset('<>:"|?*\\')


def mount(what: Sequence[str], now: float | None) -> None:
    """Take away what this drive can't do, and set the clock."""
    for name in what:
        _CHANGES[name]()
    if now is not None:
        _set_clock(now)


def _refusing(number: int) -> Callable[..., Any]:
    def refuse(*_arguments: Any, **_named: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return refuse


def _no(name: str, number: int) -> Callable[[], None]:
    return lambda: setattr(os, name, _refusing(number))


def _no_locks() -> None:
    import fcntl

    setattr(fcntl, "flock", _refusing(errno.ENOLCK))  # noqa: B010  typed as what can't be assigned


def _no_rename_new() -> None:
    atomic._renamed_by_the_system = lambda *_: False


def _no_folder_sync() -> None:
    real = os.fsync

    def fsync(fd: Any) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(fd)

    os.fsync = fsync


def _few_characters() -> None:
    real = os.open

    def opened(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        name = os.path.basename(os.fsdecode(path))  # noqa: PTH119
        if flags & os.O_CREAT and (set(name) & _NO_CHARACTERS or name.endswith((" ", "."))):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        return real(path, flags, *arguments, **named)

    os.open = opened


_CHANGES: Final[dict[str, Callable[[], None]]] = {
    "no-links": _no("link", errno.EPERM),
    "no-modes": _no("chmod", errno.EPERM),
    "no-owners": _no("chown", errno.EPERM),
    "no-symlinks": _no("symlink", errno.EPERM),
    "no-locks": _no_locks,
    "no-rename-new": _no_rename_new,
    "no-folder-sync": _no_folder_sync,
    "few-characters": _few_characters,
}


def _set_clock(now: float) -> None:
    """Let it be another time everywhere in the program, and stay so."""
    import datetime as dt
    import time

    def stopped() -> float:
        return now

    found = clocks()
    time.time = stopped

    class _SameKind(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, cls.__mro__[1])

    class Date(dt.date, metaclass=_SameKind):
        @classmethod
        def today(cls) -> Any:
            return dt.date.fromtimestamp(stopped())  # noqa: DTZ012  what the program asks for

    class Datetime(dt.datetime, metaclass=_SameKind):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:
            return dt.datetime.fromtimestamp(stopped(), tz)

    changed = {"date": Date, "datetime": Datetime, "time": stopped}
    for module, own, what in found:
        setattr(module, own, changed[what])


@functools.cache
def clocks() -> Sequence[tuple[ModuleType, str, str]]:
    """Where the program has a clock: module, name, and which. To look for them takes longer than many a run: it's done once."""
    import datetime as dt
    import sys
    import time

    known: dict[int, str] = {id(dt.date): "date", id(dt.datetime): "datetime", id(time.time): "time"}
    return [
        (module, own, known[id(value)])
        for name, module in list(sys.modules.items())
        if name.startswith("stratcoach")
        for own, value in list(vars(module).items())
        if id(value) in known
    ]
