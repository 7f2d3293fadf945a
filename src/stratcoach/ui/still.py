"""What stays on the screen while somebody types. prompt_toolkit draws the whole screen anew for each key; on a full one that takes
twice as long as everything else that a key does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import Dimension, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Char, Screen, WritePosition

Lines = list[StyleAndTextTuples]
"""Lines from top to bottom, each in pieces with a style."""

_BREAK: Final = ("", "\n")


class Still(Window):
    """Lines over the whole width of the screen. As long as `lines` gives the same at the same place, it is shown as it was drawn."""

    def __init__(self, lines: Callable[[], Lines], *, extends: bool = False) -> None:
        """With `extends` it takes the space that nothing else needs."""
        self._lines = lines
        self._extends = extends
        self._drawn: tuple[Lines, tuple[int, int, int], dict[int, defaultdict[int, Char]]] | None = None
        super().__init__(FormattedTextControl(self._joined), wrap_lines=False)

    def _joined(self) -> StyleAndTextTuples:
        return [piece for line in self._lines() for piece in (*line, _BREAK)][:-1]

    def preferred_height(self, width: int, max_available_height: int) -> Dimension:  # noqa: ARG002  as it is called
        count = len(self._lines())
        return Dimension(preferred=count) if self._extends else Dimension.exact(count)

    def write_to_screen(
        self,
        screen: Screen,
        mouse_handlers: MouseHandlers,
        write_position: WritePosition,
        parent_style: str,
        erase_bg: bool,
        z_index: int | None,
    ) -> None:
        lines, at = self._lines(), write_position
        place = (at.ypos, at.width, at.height)
        if self._drawn is None or self._drawn[0] != lines or self._drawn[1] != place:
            super().write_to_screen(screen, mouse_handlers, write_position, parent_style, erase_bg, z_index)
            rows = {row: screen.data_buffer[row] for row in range(at.ypos, at.ypos + at.height)}
            self._drawn = lines, place, rows
            return
        screen.data_buffer.update(self._drawn[2])
        screen.height = max(screen.height, at.ypos + at.height)
        screen.visible_windows_to_write_positions[self] = write_position
