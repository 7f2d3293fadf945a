"""A list that is guarded: only a key that was meant for it chooses, numbers find their lines, and what lies out of sight is announced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from questionary.prompts.common import InquirerControl

from stratcoach.ui import interview_texts

_DIGITS: Final = "0123456789"


def numbered(options: Sequence[tuple[str, str]], *, first: int = 1) -> list[tuple[str, str]]:
    """The titles of a list with the numbers by which its lines can be found; with 0 as the `first`, that one has none."""
    wide = len(str(len(options) - 1 + first))
    found = []
    for number, (value, title) in enumerate(options, first):
        mark = f"{number:>{wide}}) " if number else " " * (wide + 2)
        found.append((value, mark + title.replace("\n", "\n" + " " * len(mark))))
    return found


class Guard:
    """Guards a list against a text that was meant for somewhere else. After letters nothing is chosen until the pointer is
    moved on purpose: by an arrow key, or by a number that isn't a part of that text.
    """

    def __init__(
        self, control: InquirerControl, keys: KeyBindings, is_burst: Callable[[], bool], *, finds: bool, first: int = 1
    ) -> None:
        """`is_burst` says whether more text came together with a key. A list that `finds` takes letters and digits for a
        search; it has no numbers. `first` is the number of the first line.
        """
        self._first = first
        self._control = control
        self._is_burst = is_burst
        self._number = ""
        self._typed_at: int | None = None
        self._in_text = False
        keys.add(Keys.BracketedPaste, eager=True)(self._letter)
        if not finds:
            for key in ("a", "i"):  # with these Questionary marks all, or the others
                keys.add(key, eager=True)(self._letter)
            keys.add(Keys.Any)(self._letter)
            for digit in _DIGITS:
                keys.add(digit, eager=True)(self._digit)
        unmeant = Condition(self._is_unmeant)
        keys.add("enter", eager=True, filter=unmeant)(self._enter)
        keys.add(" ", eager=True, filter=unmeant)(self._letter)

    @property
    def is_stray(self) -> bool:
        """Whether something was typed that means nothing here, and the pointer was not moved since."""
        if self._typed_at != self._control.pointed_at:
            self._typed_at, self._in_text = None, False
        return self._typed_at is not None

    def _is_unmeant(self) -> bool:
        """Whether a key was typed before the list could be seen, or belongs to a text."""
        too_early = get_app().render_counter == 0 and not self._number  # Tab, 2, Enter may come in one go
        return self.is_stray or too_early or self._is_burst()

    def _letter(self, _event: KeyPressEvent) -> None:
        self._typed_at, self._in_text, self._number = self._control.pointed_at, True, ""

    def _enter(self, event: KeyPressEvent) -> None:
        """The end of that text, or of one of its lines."""
        more = self._is_burst()
        self._letter(event)
        self._in_text = more

    def _digit(self, event: KeyPressEvent) -> None:
        """Move the pointer to the line with this number; figures that are typed one behind the other make one number."""
        if self.is_stray and self._in_text:
            self._letter(event)
            return
        count = self._control.choice_count - 1 + self._first
        so_far = self._number if self._number and int(self._number) - self._first == self._control.pointed_at else ""
        tenth = "10" if event.data == "0" and count >= 10 else ""  # as on a telephone
        number = next((one for one in (so_far + event.data, tenth, event.data) if one and 0 < int(one) <= count), "")
        if number:
            self._number, self._typed_at = number, None
            self._control.pointed_at = int(number) - self._first


class Below:
    """Counts the lines of a list that are out of sight."""

    def __init__(self, control: InquirerControl, window: Window) -> None:
        self._control = control
        self._window = window
        self._told = ""

    def __call__(self) -> str:
        return self._told

    def look(self, app: Application[Any]) -> None:
        """After each drawing: where something else is out of sight now, draw once more."""
        count = self._count()
        if count != self._told:
            self._told = count
            app.invalidate()

    def _count(self) -> str:
        info = self._window.render_info
        if info is None:
            return ""
        first, last = info.first_visible_line(), info.last_visible_line()
        above = below = line = 0
        for choice in self._control.filtered_choices:
            above += line < first
            below += line > last
            line += str(choice.title).count("\n") + 1
        return interview_texts.out_of_sight(above, below)
