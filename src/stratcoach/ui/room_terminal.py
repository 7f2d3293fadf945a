"""Shows a workshop in a terminal that a projector shows: the whole screen, no log, nothing left in the scrollback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.application import create_app_session

from stratcoach.files.catalogues import chosen
from stratcoach.ui.clean import clean
from stratcoach.ui.kept_screen import KeptScreen
from stratcoach.ui.narrow import output_on
from stratcoach.ui.room_page import grows
from stratcoach.ui.room_plain import command_in
from stratcoach.ui.room_screen import Screen
from stratcoach.ui.room_texts import on_terminal
from stratcoach.ui.stop import STOP, LeavePrompt
from stratcoach.workshop.room_view import Keep, RoomRow, RoomView, Text, Typed


class TerminalRoom:
    """Takes the whole screen for as long as the workshop goes on."""

    attended = True

    def __init__(self, *, bell: bool = True) -> None:
        """With `bell` the terminal gives a sound when the time of a part is up."""
        self._bell = bell
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._stream = sys.stdout if sys.stdout.isatty() else sys.stderr
        self._output = KeptScreen(output_on(self._stream))
        self._turned: dict[str, _Turned] = {}
        self._screen: Screen | None = None
        self._latest: Callable[[], RoomView | None] | None = None
        STOP.listen()

    @property
    def exit_status(self) -> int:
        return 128 + STOP.number if STOP.number else 130

    def show(self, view: RoomView, message: Text, now: Callable[[], int], keep: Keep | None = None) -> Typed:
        if STOP.number:
            return Typed(command="quit")
        chosen().keys = on_terminal
        screen = Screen(view, f"{message}", now, self._output, self._first_row(view), bell=self._bell, latest=self._latest)
        self._screen = screen
        try:
            with create_app_session(output=self._output.output):
                self._output.enter()
                with STOP.keeping(keep, beside=True):
                    typed = screen.run()
        except LeavePrompt as leave:
            return Typed(command="quit", draft=str(leave.draft))
        except OSError:  # the terminal is gone
            return Typed(command="quit", draft=screen.draft)
        finally:
            self._screen = None
        self._turned[view.key] = _Turned(screen.first, view.rows)
        if typed.command:
            return typed
        text = clean(typed.text, lines=True)
        return command_in(text) or Typed(text[1:] if text.startswith("::") else text, draft=text)

    def _first_row(self, view: RoomView) -> int | None:
        """Where somebody turned to in this list, unless it shows something new: its end, or what it asks about."""
        first, rows = self._turned.get(view.key, _Turned(None, ()))
        is_new = view.rows != rows and (grows(view) or len(view.rows) > len(rows) or any(row.stands_out for row in view.rows))
        return None if is_new or view.key.startswith("page.") else first

    def watch(self, latest: Callable[[], RoomView | None]) -> Callable[[], None]:
        self._latest = latest

        def wake() -> None:
            if screen := self._screen:
                screen.wake()

        return wake

    def close(self) -> None:
        """Give the screen back."""
        self._output.leave()


class _Turned(NamedTuple):
    """The first row on the screen, where somebody turned pages, and the rows that there were."""

    first: int | None
    rows: tuple[RoomRow, ...]
