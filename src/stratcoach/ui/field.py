"""The line that is typed: broken at words, because it is read back, alone or from the back of a room; unseen where it must be."""

from __future__ import annotations

from functools import lru_cache

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout.controls import BufferControl, GetLinePrefixCallable, UIContent
from prompt_toolkit.utils import get_cwidth

UNSEEN = "•"


class Field(BufferControl):
    """Shows a buffer in lines that end at spaces. prompt_toolkit itself breaks in the middle of words."""

    def __init__(self, buffer: Buffer, *, before: int, hidden: bool = False) -> None:
        """`before` are the columns before each line of it."""
        super().__init__(buffer)
        self._before = before
        self._hidden = hidden

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:  # noqa: ARG002  as it is called
        text = "".join("\n" if sign == "\n" else UNSEEN for sign in self.buffer.text) if self._hidden else self.buffer.text
        lines = broken(text, width - self._before - 1)
        at = self.buffer.cursor_position
        row = next((row for row, (start, _) in reversed(list(enumerate(lines))) if start <= at), 0)
        start, shown = lines[row]
        return UIContent(
            get_line=lambda number: [("", lines[number][1])],
            line_count=len(lines),
            cursor_position=Point(x=min(at - start, len(shown)), y=row),
        )

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,  # noqa: ARG002  as it is called
        get_line_prefix: GetLinePrefixCallable | None,  # noqa: ARG002
    ) -> int | None:
        return self.create_content(width, max_available_height).line_count


@lru_cache(maxsize=4)
def broken(text: str, width: int) -> list[tuple[int, str]]:
    """The lines of a text with the place where each begins; what is too wide is broken behind the last space before."""
    width = max(width, 4)
    found: list[tuple[int, str]] = []
    begin = used = 0
    space = -1
    for at, sign in enumerate(text):
        if sign == "\n":
            found.append((begin, text[begin:at].rstrip(" ")))
            begin, used, space = at + 1, 0, -1
            continue
        wide = get_cwidth(sign)
        while used + wide > width and sign != " ":  # a space may hang over the edge
            end = space + 1 if space >= begin else at
            found.append((begin, text[begin:end].rstrip(" ") if end > begin else ""))
            begin, space = end, -1
            used = get_cwidth(text[begin:at])
        used += wide
        space = at if sign == " " else space
    last = text[begin:]
    return [*found, (begin, last.rstrip(" ") if get_cwidth(last) > width else last)]
