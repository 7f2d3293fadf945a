"""Lines from standard input, with what was half typed when a signal came."""

from __future__ import annotations

import select
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import TextIO

from stratcoach.ui.lines import Write

_PATIENCE = 3
"""After this many signals the program ends even in the middle of something."""


class HalfTyped(EOFError):
    """The input ended, or a signal came, while `text` was in the line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Keyboard:
    """Reads lines from standard input. A signal ends the reading of a line and nothing else, so that no work is cut in two."""

    def __init__(self, stream: TextIO, echo: Write | None) -> None:
        """`echo` shows what was read where no terminal does."""
        self._stream = stream
        self._echo = echo
        self._reading = False
        self._came = 0

    def listen(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._signal)

    def _signal(self, _number: int, _frame: FrameType | None) -> None:
        self._came += 1
        if self._reading or self._came > _PATIENCE:
            self._reading = False
            raise KeyboardInterrupt

    def read(self) -> str:
        """The next line; where several arrived at once from a keyboard, all of them."""
        try:
            line = self._read()
        except KeyboardInterrupt:  # a closed terminal is the end of the input, and then a signal
            raise HalfTyped(_half_typed()) from None
        if self._echo is not None:
            self._echo(line)
            return line
        lines = [line]
        while self._is_more_there():
            lines.append(self._read(prompt=""))
        return "\n".join(lines)

    def _read(self, prompt: str = "> ") -> str:
        if self._came:
            raise HalfTyped("")
        try:
            self._reading = True
            if self._stream is sys.stdout:
                return input(prompt)
            print(prompt, end="", file=self._stream, flush=True)
            return input()
        except (KeyboardInterrupt, EOFError, OSError):  # the last one where the terminal is gone
            self._reading = False
            half = _half_typed() if self._echo is None else ""
            with suppress(OSError):
                print(file=self._stream, flush=True)
            raise HalfTyped(half) from None
        finally:
            self._reading = False

    def _is_more_there(self) -> bool:
        """Whether the next line is there already: nobody types that fast, so it was pasted."""
        try:
            return bool(select.select([sys.stdin], [], [], 0)[0])
        except (OSError, ValueError):
            return False


def _half_typed() -> str:
    """What is in the line, as far as the terminal's own editing of lines knows."""
    with suppress(ImportError):
        import readline

        return readline.get_line_buffer()
    return ""
