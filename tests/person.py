"""A person at a terminal, for tests: a real pseudo-terminal, its screen, and somebody who types.

Never sleeps: it waits until something can be read on the screen.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pexpect
import pyte
from pexpect.fdpexpect import fdspawn

from tests.program import Program, can_fork

PROGRAM = [sys.executable, "-m", "stratcoach"]
PATIENCE = 60.0
"""Seconds to wait for something to appear before the test fails; never waited in full when all is well."""


class _Screen(pyte.Screen):
    """pyte's screen, without the one sequence that its version trips over, and with what scrolled off it."""

    def __init__(self, columns: int, lines: int) -> None:
        self.above: deque[str] = deque(maxlen=3000)
        super().__init__(columns, lines)

    @property
    def display(self) -> list[str]:
        return [self._text_of(self.buffer[line]) for line in range(self.lines)]

    def _text_of(self, line: Mapping[int, pyte.screens.Char]) -> str:
        return "".join(line[column].data for column in range(self.columns)).rstrip()

    def index(self) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        if self.cursor.y == bottom:
            self.above.append(self._text_of(self.buffer[top]))
        super().index()

    def reset(self) -> None:
        self.above.clear()
        super().reset()

    def erase_in_display(self, how: int = 0, *args: Any, **more: Any) -> None:
        super().erase_in_display(how, *args, **more)
        if how == 3:
            self.above.clear()

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attrs)


class _OnTerminal(fdspawn):  # type: ignore[type-arg]
    """A fork of the loaded program in a pseudo-terminal, with what `pexpect.spawn` has."""

    def __init__(
        self, program: Program, arguments: Sequence[str], folder: Path, env: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, size)
        super().__init__(ours, timeout=PATIENCE)
        self._forked = program.fork(arguments, folder, env, (theirs, theirs, theirs))
        os.close(theirs)
        self.pid: int = self._forked.pid
        self.exitstatus = self.signalstatus = None

    def wait(self) -> None:
        status = self._forked.wait()
        self.exitstatus, self.signalstatus = (status, None) if status >= 0 else (None, -status)

    def close(self, force: bool = False) -> None:  # noqa: ARG002  as `pexpect.spawn` has it
        """Close its window."""
        super().close()

    def __del__(self) -> None:
        if not self.closed:
            self.close()

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def setwinsize(self, rows: int, columns: int) -> None:
        termios.tcsetwinsize(self.child_fd, (rows, columns))


class Person:
    """Runs `stratcoach` in a pseudo-terminal of a given size, types, and reads the screen. Where `loaded` is set, `stratcoach` is a fork of
    it, unless another `program` is given.
    """

    loaded: ClassVar[Program | None] = None

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] | None = None,
    ) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "TMUX", "EDITOR", "VISUAL", "FORCE_COLOR", "COLUMNS", "LINES")
        }
        env = {**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(environment or {})}
        self.child: Any
        self.screen = _Screen(columns, rows)
        self._shown: str | None = None
        self._stream = pyte.ByteStream(self.screen)
        if program is None and self.loaded is not None and can_fork(arguments, environment or {}):
            self.child = _OnTerminal(self.loaded, arguments, folder, env, (rows, columns))
        else:
            command, *more = [*(program or PROGRAM), *arguments]
            self.child = pexpect.spawn(command, more, cwd=str(folder), env=env, dimensions=(rows, columns), timeout=PATIENCE)
        self.child.delaybeforesend = None
        self.raw = b""

    def text(self) -> str:
        """Everything on the screen now."""
        if self._shown is None:
            self._shown = "\n".join(self.screen.display)
        return self._shown

    def everything(self) -> str:
        """The screen with what scrolled off it."""
        return "\n".join([*self.screen.above, self.text()])

    def sees(self, text: str | re.Pattern[str]) -> str:
        """Wait until a text, or what an expression finds, can be read on the screen, over line breaks too; returns the screen."""
        wanted = re.compile(re.escape(text).replace(r"\ ", r"\s+")) if isinstance(text, str) else text
        until = time.monotonic() + PATIENCE
        while not wanted.search(self.text()):
            if time.monotonic() > until:
                message = f"“{wanted.pattern}” didn't appear. On the screen:\n{self.text()}"
                raise AssertionError(message)
            if not self._read():
                if wanted.search(self.text()):
                    break
                message = f"The program ended before “{wanted.pattern}” appeared. On the screen:\n{self.text()}"
                raise AssertionError(message)
        return self.text()

    def types(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def ends(self) -> int:
        """Wait for the program to end; returns its exit status, negative for a signal."""
        until = time.monotonic() + PATIENCE
        while not self.child.closed and self._read():
            if time.monotonic() > until:
                message = f"The program didn't end. On the screen:\n{self.text()}"
                raise AssertionError(message)
        if not self.child.closed:
            self.child.wait()
            self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def kill(self, number: int) -> None:
        """Send a signal; where nothing can be done against it, wait for the end."""
        self.child.kill(number)
        if number == signal.SIGKILL:
            self.ends()

    def resize(self, columns: int, rows: int) -> None:
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)
        self._shown = None

    def _read(self) -> bool:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._shown = None
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
