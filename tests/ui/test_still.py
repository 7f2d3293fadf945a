"""What stays on the screen while somebody types is shown as if it were drawn anew each time."""

from __future__ import annotations

from itertools import count

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import set_app
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Screen, WritePosition
from prompt_toolkit.output import DummyOutput

from stratcoach.ui.still import Lines, Still

_DRAWN = count(1)


def _shown(part: Still, ypos: int = 0, width: int = 12, height: int = 3) -> list[str]:
    """The rows of a screen on which only this part is drawn."""
    app, screen = Application[None](output=DummyOutput()), Screen()
    app.render_counter = next(_DRAWN)
    place = WritePosition(xpos=0, ypos=ypos, width=width, height=height)
    with set_app(app):
        part.write_to_screen(screen, MouseHandlers(), place, "", erase_bg=False, z_index=None)
    rows = [screen.data_buffer[row] for row in range(screen.height)]
    return ["".join(row[column].char for column in range(width)).rstrip() for row in rows]


def test_lines_are_shown_again_and_anew_when_they_or_their_place_have_changed() -> None:
    lines: Lines = [[("", "One "), ("bold", "two")], [("", "日本語")]]
    part = Still(lambda: lines)
    first = _shown(part)
    assert first == ["One two", "日本語", ""]
    assert _shown(part) == first
    assert _shown(part, ypos=2) == ["", "", *first]
    assert _shown(part, width=4) == ["One", "日本", ""]
    assert _shown(part, height=1) == ["One two"]
    lines = [[("", "Three")]]
    assert _shown(part, height=1) == ["Three"]


def test_a_part_takes_a_row_for_each_of_its_lines() -> None:
    lines: Lines = [[("", "One")], [], [("", "Three")]]
    exact = Still(lambda: lines).preferred_height(80, 24)
    assert (exact.min, exact.preferred, exact.max) == (3, 3, 3)
    first = Still(lambda: lines, extends=True).preferred_height(80, 24)
    assert (first.min, first.preferred) == (0, 3)
    assert first.max > 24
