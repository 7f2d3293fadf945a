"""An output that stays on the other screen of a terminal for as long as a workshop is shown."""

from __future__ import annotations

from prompt_toolkit.output import Output


class KeptScreen:
    """An output that stays on the other screen between two moments, so that nothing of what was there shines through."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self._real_enter, self._real_leave = output.enter_alternate_screen, output.quit_alternate_screen
        self._is_in = False
        setattr(output, "enter_alternate_screen", lambda: output.write_raw("\x1b[H"))  # noqa: B010  a method of one object
        setattr(output, "quit_alternate_screen", lambda: None)  # noqa: B010

    def enter(self) -> None:
        if not self._is_in:
            self._real_enter()
            self._is_in = True

    def leave(self) -> None:
        if self._is_in:
            self._real_leave()
            self.output.flush()
            self._is_in = False
