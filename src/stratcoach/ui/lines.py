"""Plain lines, wrapped at words and never repainted."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable
from typing import Final, TextIO

from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Option
from stratcoach.messages import Message, Text
from stratcoach.model.safe_text import visible

Write = Callable[[str], None]
Width = int | Callable[[], int]
"""Columns of a line, or what says how many there are now."""

WIDEST: Final = 78


def width_of(stream: TextIO) -> Width:
    """As wide as the terminal is at each line, and never too wide to be read; a fixed width where it isn't a terminal."""
    return (lambda: min(shutil.get_terminal_size().columns - 1, WIDEST)) if stream.isatty() else WIDEST


class PlainLines:
    """Writes the texts of the interview."""

    def __init__(self, write: Write, width: Width) -> None:
        self._write = write
        self._width = width

    def line(self, text: Text = "", indent: str = "", hanging: str | None = None) -> None:
        text = f"{text}"
        if not text.strip():
            self._write("")
            return
        width = self._width if isinstance(self._width, int) else self._width()
        text = visible(text)
        if len(indent) + len(text) <= width and text.isprintable():  # which most are; wrapping takes long
            self._write(f"{indent}{text.rstrip()}")
            return
        wrapped = textwrap.wrap(
            text,
            max(width, 20),
            initial_indent=indent,
            subsequent_indent=indent if hanging is None else hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in wrapped:
            self._write(line)

    def lines(self, text: Text, indent: str = "") -> None:
        for line in f"{text}".splitlines():
            inner = len(line) - len(line.lstrip())
            self.line(line.strip(), indent + " " * inner, indent + " " * (inner * 2))

    def numbered(self, options: tuple[Option, ...], chosen: Answer) -> None:
        for number, option in enumerate(options, 1):
            label, more = f"{option.label}", f"{option.more}"
            is_chosen = option.value == chosen or (isinstance(chosen, tuple) and option.value in chosen)
            whole = _whole(label, more)
            shown = Message("screen.chosen", label=whole or label) if is_chosen else whole or label
            self.line(f"{number}. {shown}", "  ", "     ")
            if more and not whole and more.rstrip(".") != label:
                self.line(more, "     ")


def _whole(label: str, more: str) -> str:
    """A label that was cut, with the whole text in its place, be there a word such as `problem:` before it; `""` if it wasn't cut."""
    starts = (0, label.find(": ") + 2) if ": " in label else (0,)
    cut = (label[:at] for at in starts if label.endswith("…") and more.startswith(label[at:-1]))
    return next((f"{lead}{more.rstrip('.')}" for lead in cut), "")
