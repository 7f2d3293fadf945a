"""What is shown on a terminal: wrapped at words, at most as wide as a book's page, with nothing cut at the edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stratcoach.flow.model import Draft
from stratcoach.flow.protocol import Chain, Option
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.ui import interview_texts

WIDEST: Final = 88
NARROW: Final = 60
MOST_LINES: Final = 3
_MARKS: Final = 12
"""Columns for the pointer, the mark and the number before a line of a list."""


class Page:
    """Prints texts of the interview."""

    lines = 0
    """How many lines were printed so far."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)

    @property
    def width(self) -> int:
        return min(self._console.width, WIDEST)

    def tell(self, text: str | Message | Text = "", style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Print a text wrapped at words; lines after the first hang in a little further."""
        shown = text if isinstance(text, Text) else Text(visible(f"{text}"), style=style)
        for number, line in enumerate(shown.wrap(self._console, max(self.width - indent - hang, 10), tab_size=4)):
            line.rstrip()
            self._print(Text(" " * (indent + (hang if number else 0))) + line)

    def rule(self, title: str | Message) -> None:
        """Print the title of a step with a line behind it."""
        self.tell(f"── {title} " + "─" * max(0, self.width - len(f"{title}") - 4), "bold")

    def options(self, options: tuple[Option, ...]) -> None:
        """Print options with their explanations."""
        for option in options:
            self.tell()
            self.tell(option.label, indent=2)
            self.tell(option.more, "dim", 2)
        self.tell()

    def side_by_side(self, drafts: tuple[Draft, ...]) -> None:
        """Print drafts side by side, or one below the other where there is no room."""
        self.tell()
        if self.width < NARROW or len(drafts) < 2:
            for draft in drafts:
                self.tell(draft.title, "bold", 2)
                for line in draft.lines:
                    self.tell(line, indent=4)
            self.tell()
            return
        table = Table(box=None, padding=(0, 3, 0, 2), show_header=True, width=self.width)
        for draft in drafts:
            table.add_column(Text(draft.title, style="bold"), ratio=1)
        for number in range(max(len(draft.lines) for draft in drafts)):
            table.add_row(*(Text(visible(d.lines[number]) + "\n" if number < len(d.lines) else "") for d in drafts))
        self.lines += len(self._console.render_lines(table, pad=False))
        self._console.print(table)

    def chain(self, chain: Chain) -> None:
        """Print a chain of the read-back: what each line is to the left of its text, or above it where there is no room."""
        margin = max(len(f"{line.lead}") for line in chain.lines) + 2
        self.tell()
        for line in chain.lines:
            self._chain_line(f"{line.lead}", f"{line.text}", margin)
        self.tell()

    def _chain_line(self, lead: str, text: str, margin: int) -> None:
        shown, style = (text, "") if text else (f"{interview_texts.READ_BACK_GAP}", "yellow")
        if self.width < NARROW:
            self.tell(lead, "dim")
            self.tell(shown, style, 2)
            return
        body = Text(visible(shown), style=style).wrap(self._console, self.width - margin - 2)
        for number, line in enumerate(body):
            line.rstrip()
            self._print(Text(f"{lead if number == 0 else '':>{margin}}  ", style="dim") + line)

    def titles(self, options: Sequence[tuple[str, str | Message]]) -> list[tuple[str, str]]:
        """The lines of a list."""
        return [(value, self._title(label)) for value, label in options]

    def _title(self, label: str | Message) -> str:
        """A line of a list, wrapped at words after its marks."""
        lines = Text(visible(f"{label}")).wrap(self._console, max(self.width - _MARKS, 12))
        shown = [line.plain.rstrip() for line in lines[:MOST_LINES]]
        return "\n      ".join([*shown[:-1], shown[-1] + ("…" if len(lines) > MOST_LINES else "")])

    def _print(self, line: Text) -> None:
        self.lines += 1
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False)


def marked(text: str, words: str) -> Text:
    """A text with some of its words underlined, as far as they are in it and not all of it."""
    before, there, after = text.partition(words) if words and words != text else (text, "", "")
    return Text.assemble(visible(before), (visible(there), "bold underline"), visible(after))
