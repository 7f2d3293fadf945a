"""Shows a workshop by plain lines: for screen readers, dumb terminals, pipes and scripts. Nothing is ever repainted."""

from __future__ import annotations

import sys
from collections.abc import Callable

from stratcoach.errors import UserError
from stratcoach.files.catalogues import chosen
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.ui.clean import clean
from stratcoach.ui.keyboard import InputEnded, Keyboard
from stratcoach.ui.lines import PlainLines, Width, Write, width_of
from stratcoach.ui.room_texts import COMMANDS_OF_LINES, TIME_IS_UP, clock_time, in_lines, place, written
from stratcoach.workshop.room_view import Keep, RoomView, Text, Typed

ReadHidden = Callable[[bool], str]
"""Returns the next line without its line break, typed unseen if asked for; raises `EOFError` at the end."""

_SHORT = {"p": "park", "u": "undo", "b": "undo", "back": "undo", "q": "quit", "?": "unknown", "next": "skip", "break": "pause"}


def command_in(line: str) -> Typed | None:
    """A line that begins with a colon and a word, such as `:park a thought`, or a question mark alone; None for any other."""
    if line.strip() == "?":
        return Typed(command="help")
    if not line.startswith(":") or line.startswith("::") or "\n" in line:
        return None
    word, _, rest = line[1:].partition(" ")
    if not word.isalpha() and word != "?":
        return None
    return Typed(rest.strip(), _SHORT.get(word.lower(), word.lower()))


class PlainRoom:
    """Reads lines and writes lines. Enter alone gives what stands in the line at first."""

    exit_status = 130

    def __init__(self, read: ReadHidden, write: Write, width: Width = 78, *, attended: bool = True) -> None:
        self.attended = attended
        self._read = read
        self._left: str | None = None  # what was half typed when the input ended behind whole lines
        self._page = PlainLines(write, width)
        self._shown: RoomView | None = None
        self._showed_commands = False
        self._showed_time_is_up = ""

    def show(self, view: RoomView, message: Text, now: Callable[[], int], keep: Keep | None = None) -> Typed:  # noqa: ARG002  a line
        chosen().keys = in_lines
        if message:
            self._page.line(f"{message}")
        self._tell(view, now())
        if self._left is not None:
            return Typed(command="quit", draft=self._left)
        try:
            line = self._read(view.hidden)
        except InputEnded as half:
            if not half.whole:
                return Typed(command="quit", draft=clean(half.text, lines=True))
            line, self._left = half.whole, clean(half.text.removeprefix(half.whole).lstrip("\n"), lines=True)
        except EOFError:
            return Typed(command="quit")
        typed = clean(line, lines=True)
        command = command_in(typed)
        if command is not None:
            return command
        typed = typed[1:] if typed.startswith("::") else typed
        return Typed(typed or view.draft)

    def watch(self, latest: Callable[[], RoomView | None]) -> Callable[[], None]:  # noqa: ARG002  no line is written while one is typed
        return lambda: None

    def close(self) -> None:
        """Nothing was taken, so that there is nothing to give back."""

    def _tell(self, view: RoomView, now: int) -> None:
        before, self._shown = self._shown, view
        up = view.time is not None and view.time.left_at(now) <= 0
        if before is not None and before.key == view.key and before.question == view.question:
            if view.rows != before.rows:
                self._rows(view)
            if view.status != before.status:
                self._page.line(f"{view.status}")
        else:
            self._page.line()
            self._page.line(place(view, now))
            self._page.lines(f"{view.question}")
            if view.back_at:
                self._page.line(clock_time(view.back_at))
            self._rows(view)
            for line in filter(None, (f"{view.status}", written(view.actions))):
                self._page.line(line)
            if not self._showed_commands and self.attended:
                self._page.lines(f"{COMMANDS_OF_LINES}")
                self._showed_commands = True
        if view.draft:
            kept = Message("room_screen.keep_what_was_typed") if view.hidden else Message("room_screen.keep", draft=view.draft)
            self._page.line(f"{kept}")
        if up and view.may_extend and self._showed_time_is_up != view.key:
            self._page.line(f"{TIME_IS_UP}")
            self._showed_time_is_up = view.key

    def _rows(self, view: RoomView) -> None:
        for row in view.rows:
            if not row.text and not row.lead:
                continue
            name, aside = f"{row.lead}", f"{row.aside}".strip()
            lead = f"{name}. " if name.isdigit() else f"{name}: " if name else ""
            margin = "     " if row.part == "inside" else "  "
            self._page.line(f"{lead}{visible(f'{row.text}')}{f'  [{aside}]' if row.aside else ''}", margin, f"{margin}   ")


def for_standard_input() -> PlainRoom:
    """Ask on the terminal; where the output goes elsewhere, on standard error. What must be hidden isn't echoed."""
    if sys.stdin is None:
        raise UserError(Message("room_screen.no_standard_input"), Message("room_screen.run_in_terminal"))
    stream = sys.stdout if sys.stdout.isatty() else sys.stderr

    def write(line: str) -> None:
        print(line, file=stream, flush=True)

    keyboard = Keyboard(stream, write)
    keyboard.listen()
    return PlainRoom(lambda hidden: keyboard.read(hidden=hidden), write, width_of(stream))
