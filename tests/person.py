"""A person at a terminal, for tests: a real pseudo-terminal, its screen, and somebody who types.

Never sleeps: it waits until something can be read on the screen.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PROGRAM = [sys.executable, "-m", "stratcoach"]
PATIENCE = 20.0
"""Seconds to wait for something to appear before the test fails; never waited in full when all is well."""


class _Screen(pyte.HistoryScreen):
    """pyte's screen, without the one sequence that its version trips over."""

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attrs)


class Person:
    """Runs `stratcoach` in a pseudo-terminal of a given size, types, and reads the screen."""

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "TMUX", "EDITOR", "VISUAL", "FORCE_COLOR", "COLUMNS", "LINES")
        }
        env = {**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(environment or {})}
        self.screen = _Screen(columns, rows, history=3000, ratio=0.01)
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            program[0], [*program[1:], *arguments], cwd=str(folder), env=env, dimensions=(rows, columns), timeout=PATIENCE
        )
        self.child.delaybeforesend = None
        self.raw = b""

    def text(self) -> str:
        """Everything on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def everything(self) -> str:
        """The screen with what scrolled off it."""
        above = ["".join(line[column].data for column in range(self.screen.columns)).rstrip() for line in self.screen.history.top]
        return "\n".join([*above, self.text()])

    def sees(self, pattern: str) -> str:
        """Wait until a pattern can be read on the screen, over line breaks too; returns the screen."""
        wanted = re.compile(re.escape(pattern).replace(r"\ ", r"\s+"))
        until = time.monotonic() + PATIENCE
        while not wanted.search(self.text()):
            if time.monotonic() > until:
                message = f"“{pattern}” didn't appear. On the screen:\n{self.text()}"
                raise AssertionError(message)
            if not self._read():
                if wanted.search(self.text()):
                    break
                message = f"The program ended before “{pattern}” appeared. On the screen:\n{self.text()}"
                raise AssertionError(message)
        return self.text()

    def types(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def ends(self) -> int:
        """Wait for the program to end; returns its exit status, negative for a signal."""
        until = time.monotonic() + PATIENCE
        while self._read():
            if time.monotonic() > until:
                message = f"The program didn't end. On the screen:\n{self.text()}"
                raise AssertionError(message)
        self.child.wait()
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def kill(self, number: int) -> None:
        self.child.kill(number)

    def resize(self, columns: int, rows: int) -> None:
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def _read(self) -> bool:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=0.2)  # type: ignore[assignment]
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True


def is_in(journal: Path, text: str) -> bool:
    """Wait until a text is in a journal; whether it came."""
    until = time.monotonic() + PATIENCE
    while text not in journal.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.05)
    return text in journal.read_text(encoding="utf-8")


ENTER, TAB, SHIFT_TAB, DOWN, UP, SPACE = "\r", "\t", "\x1b[Z", "\x1b[B", "\x1b[A", " "
CTRL_C, CTRL_D = "\x03", "\x04"
