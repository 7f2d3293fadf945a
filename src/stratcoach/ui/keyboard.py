"""Lines from standard input, shown or not, with what was half typed when a signal came."""

from __future__ import annotations

import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from stratcoach.model.safe_text import visible
from stratcoach.ui.lines import Write

KEEP_EVERY = 1.0
"""Seconds between two looks at what is half typed."""
_PATIENCE = 3
"""After this many signals the program ends even in the middle of something."""


class InputEnded(EOFError):
    """The input ended, or a signal came, while `text` was in the line."""

    def __init__(self, text: str, whole: str = "") -> None:
        """`whole` are the lines at the beginning of `text` that had come to their end."""
        super().__init__()
        self.text = text
        self.whole = whole


class Keyboard:
    """Reads lines from standard input. A signal ends the reading of a line and nothing else, so that no work is cut in two."""

    def __init__(self, stream: TextIO, write: Write) -> None:
        """`write` shows what was read where no terminal does."""
        self._stream = stream
        self._echo = None if sys.stdin.isatty() else write
        self._reading = False
        self._came = 0
        self._half: Callable[[str], None] | None = None
        self._whole: list[str] = []  # lines that came before the one that is typed, and that nobody has got yet

    def listen(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._signal)

    def watch(self, half_typed: Callable[[str], None]) -> None:
        """Every second, while a line is typed on a terminal, hand over what is in it."""
        if self._echo is None and hasattr(signal, "setitimer"):
            self._half = half_typed
            signal.signal(signal.SIGALRM, self._look)

    def _look(self, _number: int, _frame: FrameType | None) -> None:
        if self._reading and self._half is not None:
            self._half("\n".join([*self._whole, _half_typed()]))

    def _signal(self, _number: int, _frame: FrameType | None) -> None:
        self._came += 1
        if self._reading or self._came > _PATIENCE:
            self._reading = False
            raise KeyboardInterrupt

    def read(self, *, hidden: bool = False) -> str:
        """The next line; where several arrived at once from a keyboard, all of them. A `hidden` one isn't shown while it is typed.

        Raises:
            InputEnded: the input has ended, or a signal came.
        """
        try:
            if self._echo is not None:
                line = self._line()
                self._echo("" if hidden else visible(line.removesuffix("\r")))
                return line
            if not hidden:
                return self._all_that_came()
            with self._unseen() as unseen:
                return self._all_that_came() if unseen is None else unseen
        except KeyboardInterrupt:  # a closed terminal is the end of the input, and then a signal
            raise InputEnded(_half_typed()) from None

    @contextmanager
    def _unseen(self) -> Iterator[str | None]:
        """Turn the echo off. Where that isn't possible, the line itself: `getpass` reads no more than one of a paste, and throws
        away what is typed before it asks.
        """
        try:
            import termios
        except ImportError:  # on Windows
            from getpass import getpass

            yield getpass("> ", self._stream)
            return
        handle = sys.stdin.fileno()
        shown = termios.tcgetattr(handle)
        unseen = [*shown[:3], shown[3] & ~termios.ECHO, *shown[4:]]
        termios.tcsetattr(handle, termios.TCSADRAIN, unseen)
        try:
            yield None
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, shown)
            print(file=self._stream, flush=True)

    def _all_that_came(self) -> str:
        """A line, and those that are there already: nobody types that fast, so they were pasted."""
        lines = self._whole = []
        try:
            lines.append(self._line())
            while self._is_more_there():
                lines.append(self._line(prompt=""))
        except InputEnded as half:
            if not lines:
                raise
            raise InputEnded("\n".join([*lines, half.text]).rstrip("\n"), "\n".join(lines)) from None
        finally:
            self._whole = []
        return "\n".join(lines)

    def _line(self, prompt: str = "> ") -> str:
        if self._came:
            raise InputEnded("")
        try:
            self._begin()
            if self._stream is sys.stdout:
                return input(prompt)
            print(prompt, end="", file=self._stream, flush=True)
            return input()
        except (KeyboardInterrupt, EOFError, OSError):  # the last one where the terminal is gone
            self._end()
            half = _half_typed() if self._echo is None else ""
            with suppress(OSError):
                print(file=self._stream, flush=True)
            raise InputEnded(half) from None
        finally:
            self._end()

    def _begin(self) -> None:
        self._reading = True
        if self._half is not None:
            signal.setitimer(signal.ITIMER_REAL, KEEP_EVERY, KEEP_EVERY)

    def _end(self) -> None:
        self._reading = False
        if self._half is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _is_more_there(self) -> bool:
        try:
            return bool(select.select([sys.stdin], [], [], 0)[0])
        except (OSError, ValueError):  # nothing that can be asked whether more is there
            return False


def _half_typed() -> str:
    """What is in the line, as far as the terminal's own editing of lines knows."""
    readline = sys.modules.get("readline")
    return readline.get_line_buffer() if readline else ""
