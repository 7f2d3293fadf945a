"""From a key to what appears for it, in pseudo-terminals: of a program, and of two that do as little as can be, as the floor."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, quantiles
from typing import Final, NamedTuple

import pexpect

_AT_ONCE: Final = 40
"""Keys that are typed until the line is emptied."""
_BETWEEN: Final = 0.05
"""Seconds from an echo to the next key."""
_EMPTIED: Final = 0.3
_LONGEST: Final = 3.0
_CAT: Final = ("sh", "-c", "stty raw -echo; echo ready; exec cat")
_PROMPT: Final = (sys.executable, "-c", "from prompt_toolkit import prompt; prompt('ready ')")


class Key(NamedTuple):
    """Seconds from a key to its echo, in which the thread that shows it computed, and in which it waited for a core."""

    whole: float
    computed: float
    waited: float


class Pane:
    """A program in a pseudo-terminal that shows `echo` for each x."""

    def __init__(self, name: str, child: pexpect.spawn[str], echo: bytes) -> None:
        self.name = name
        self.keys: list[Key] = []
        self.missed = 0
        self._typed = 0
        assert child.pid
        self.pid: int = child.pid
        self._child = child
        self._echo = echo

    @classmethod
    def runs(cls, name: str, command: Sequence[str]) -> Pane:
        environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm-256color"}
        child = pexpect.spawn(command[0], list(command[1:]), env=environment, encoding="utf-8", dimensions=(30, 100))
        child.expect("ready")
        return cls(name, child, b"x")

    def types(self) -> None:
        """Type one key, and wait until it can be seen."""
        handle, seen = self._child.child_fd, b""
        if self._typed == _AT_ONCE:
            os.write(handle, b"\x15")
            time.sleep(_EMPTIED)
            self._typed = 0
        self._typed += 1
        while select.select([handle], [], [], 0)[0]:
            os.read(handle, 65536)
        computed, waited = thread_times(self.pid, self.pid)
        began = time.perf_counter()
        os.write(handle, b"x")
        while self._echo not in seen:
            if (
                time.perf_counter() - began > _LONGEST
            ):  # the line was emptied later than this key came, and its dot was there before
                self.missed += 1
                return
            if select.select([handle], [], [], _LONGEST)[0]:
                seen += os.read(handle, 65536)
        whole = time.perf_counter() - began
        after = thread_times(self.pid, self.pid)
        self.keys.append(Key(whole, after[0] - computed, after[1] - waited))

    def figures(self, floor: Sequence[Key]) -> str:
        """What the keys since the last time took, with the ratio to a floor."""
        whole, least = [1000 * key.whole for key in self.keys], [1000 * key.whole for key in floor]
        half, most = percentile(whole, 50), percentile(whole, 99)
        alone = percentile([1000 * max(key.whole - key.waited, 0) for key in self.keys], 99)
        return (
            f"  {self.name:22} {half:6.1f} ms, 99 % {most:6.1f} ms ({half / percentile(least, 50):4.1f} and {most / percentile(least, 99):4.1f} "
            f"of the floor); computed {1000 * mean(key.computed for key in self.keys):4.1f} ms, waited for a core "
            f"{1000 * mean(key.waited for key in self.keys):4.1f} ms, 99 % without that {alone:.1f} ms; {self.missed} not seen"
        )

    def ends(self) -> None:
        self._child.close(force=True)


def floors() -> list[Pane]:
    """The same key in `cat`, and in an empty prompt of prompt_toolkit, which is what everything is measured by."""
    return [Pane.runs("cat", _CAT), Pane.runs("an empty prompt", _PROMPT)]


def compare(panes: Sequence[Pane], goes_on: Callable[[], bool]) -> None:
    """Type keys in turn as long as something goes on."""
    for pane in panes:
        pane.keys.clear()
    while goes_on():
        for pane in panes:
            pane.types()
            time.sleep(_BETWEEN / len(panes))


def percentile(values: Sequence[float], share: int) -> float:
    return quantiles(values, n=100)[share - 1]


def thread_times(process: int, thread: int) -> tuple[float, float]:
    """Seconds that a thread has computed, and that it has waited for a core, since it began."""
    computed, waited, _ = Path(f"/proc/{process}/task/{thread}/schedstat").read_text(encoding="ascii").split()
    return int(computed) / 1e9, int(waited) / 1e9


def other_threads(process: int) -> float:
    """Seconds that all threads but the first have computed."""
    threads = (int(one.name) for one in Path(f"/proc/{process}/task").iterdir())
    return sum(thread_times(process, one)[0] for one in threads if one != process)
