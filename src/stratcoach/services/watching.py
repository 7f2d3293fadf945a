"""Noticing that a file was saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk


class _Look(NamedTuple):
    """What shows without reading a file that it may have been saved: also by an editor that puts a new file in its place."""

    file: int
    size: int
    changed: int


def saves(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Yield each time a file's content has changed since this call, is gone, or is there again; endless.

    Between two looks it calls `wait`. A file is read only when two looks in a row are the same: an editor may still be writing it.
    """
    return _saves(path, wait, _look(path), _content(path))


def _saves(path: Path, wait: Callable[[], None], seen: _Look | None, was: bytes | None) -> Iterator[None]:
    before = seen
    while True:
        wait()
        now = _look(path)
        if now == before and now != seen:
            seen = now
            if (content := _content(path)) != was:
                was = content
                yield
        before = now


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_ino, found.st_size, found.st_mtime_ns)


def _content(path: Path) -> bytes | None:
    try:
        return disk.read_bytes(path)
    except UserError:
        return None
