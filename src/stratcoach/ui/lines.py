"""Plain lines, wrapped at words and never repainted."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from stratcoach.flow.model import Answer
from stratcoach.flow.port import Option
from stratcoach.model.shown import visible

Write = Callable[[str], None]


class Lines:
    """Writes the texts of the interview."""

    def __init__(self, write: Write, width: int) -> None:
        self._write = write
        self._width = max(width, 20)

    def line(self, text: str = "", indent: str = "", hanging: str | None = None) -> None:
        if not text.strip():
            self._write("")
            return
        wrapped = textwrap.wrap(
            visible(text),
            self._width,
            initial_indent=indent,
            subsequent_indent=indent if hanging is None else hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in wrapped:
            self._write(line)

    def lines(self, text: str, indent: str = "") -> None:
        for line in text.splitlines():
            self.line(line, indent)

    def numbered(self, options: tuple[Option, ...], chosen: Answer) -> None:
        for number, option in enumerate(options, 1):
            mark = ", chosen" if option.value == chosen or (isinstance(chosen, tuple) and option.value in chosen) else ""
            self.line(f"{number}. {option.label}{mark}", "  ", "     ")
            if option.more and option.more != option.label:
                self.line(option.more, "     ")
