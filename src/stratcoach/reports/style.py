"""Colour and width for plain text, without a library: lint has to start quickly.

Nothing depends on colour. `NO_COLOR`, `FORCE_COLOR` and `TERM=dumb` are honoured.
"""

from __future__ import annotations

import os
import shutil
import textwrap
from typing import Final, TextIO

from stratcoach.model.plain_signs import can_write
from stratcoach.model.value import Value

SCANNED: Final = "\x1b[38;5;16;48;5;231m"
RESET: Final = "\x1b[0m"


class Style(Value):
    """How to write for one stream."""

    colour: bool = False
    width: int = 80

    def bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self.colour and text else text

    def warm(self, text: str) -> str:
        return f"\x1b[33m{text}\x1b[0m" if self.colour and text else text

    def scanned(self, text: str) -> str:
        """A line of a code to scan: dark on light, whatever the terminal's colours are."""
        return f"{SCANNED}{text}{RESET}" if self.colour else text

    def marked(self, text: str) -> str:
        """Colour what is between the marks of a diff, `[-removed-]` and `{+added+}`, across line breaks, too."""
        if not self.colour:
            return text
        for sign, colour in (("[-", "31"), ("{+", "32")):
            text = text.replace(sign, f"\x1b[{colour}m{sign}")
        return text.replace("-]", "-]\x1b[0m").replace("+}", "+}\x1b[0m")

    def wrap(self, text: str, indent: str = "", hanging: str | None = None) -> str:
        """Break a text at spaces to the width; words are never cut."""
        return textwrap.fill(
            " ".join(text.split()),
            max(self.width, 24),
            initial_indent=indent,
            subsequent_indent=indent if hanging is None else hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )


_LONGER = 2
"""How many extra columns `…` takes if it is written as three dots."""


def style_for(stream: TextIO) -> Style:
    terminal = stream.isatty()
    width = min(shutil.get_terminal_size().columns, 100) if terminal else 100
    if not can_write(stream.encoding or "utf-8", "…→"):
        width -= _LONGER
    if os.environ.get("NO_COLOR"):
        return Style(colour=False, width=width)
    colour = bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM", "unknown") not in ("", "dumb"))
    return Style(colour=colour, width=width)
