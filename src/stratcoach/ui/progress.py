"""How far a long run has come, on a terminal and only there."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

from stratcoach.messages import Message
from stratcoach.model.outgoing import behind

_FROM: Final = 100
_EVERY: Final = 0.1


class FileProgress:
    """One line on standard error that is updated in place, and gone at the end."""

    def __init__(self, files: int) -> None:
        self.files = files
        self._shows = files >= _FROM and sys.stderr.isatty()
        self._last = time.monotonic()
        self._is_there = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.clear()

    def show(self, done: int) -> None:
        if self._shows and time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self._is_there = True
            behind(sys.stderr).write(f"\r{Message('screen.files_done', done=done, files=self.files)}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self._is_there:
            self._is_there = False
            behind(sys.stderr).write("\r\x1b[K")
            sys.stderr.flush()
