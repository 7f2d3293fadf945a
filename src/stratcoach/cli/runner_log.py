"""What is printed inside GitHub Actions: a text from a file must not become a command to the runner, and what ended a run is shown
beside it.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

_COMMAND = re.compile(r"^([^\S\n]*:):|(##)\[", re.MULTILINE)


def is_watched() -> bool:
    """Whether a runner looks for commands in what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotate(*lines: str) -> None:
    """Inside GitHub Actions, show on the page of the run why nothing was done: a red job without a reason helps nobody."""
    if is_watched() and sys.__stderr__ is not None:
        text = "\n".join(filter(None, lines)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        text = text.replace("##[", "##\\u005b")
        with contextlib.suppress(OSError, ValueError):
            print(f"::error title=stratcoach::{text}", file=sys.__stderr__, flush=True)


def guard(stream: TextIO) -> TextIO:
    """A stream that writes to another one, with every `::` at the beginning of a line and every `##[` made harmless."""
    return cast("TextIO", _Guarded(stream))


class _Guarded:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._line = ""  # what was written of the current line: a command may come in pieces

    def write(self, text: str) -> int:
        safe = _COMMAND.sub(_harmless, self._line + text)
        self._stream.write(safe[len(self._line) :])
        line = safe.rpartition("\n")[2]
        self._line = line if line.isspace() or len(line) <= _KEPT else "x" + line[-_KEPT:]
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


_KEPT = 200
"""More of a line isn't needed to see whether a command goes on, unless all of it is white space."""


def _harmless(found: re.Match[str]) -> str:
    return f"{found[1]}\\u003a" if found[1] else f"{found[2]}\\u005b"
