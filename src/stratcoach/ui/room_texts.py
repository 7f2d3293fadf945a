"""What a workshop's screens have in common: the keys for what can be done, and the time."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.room_view import COMMANDS, Action, Countdown, RoomView
from stratcoach.workshop.time_left import clock_time

BETWEEN: Final = "   "
"""What is between two things that can be done."""

COMMANDS_OF_LINES: Final = Message("room_screen.commands_of_lines")
TIME_IS_UP: Final = Message("room_screen.time_is_up")
SHORTCUTS: Final = (
    Message("room_screen.do_open_menu"),
    Message("room_screen.do_park"),
    Message("room_screen.do_undo"),
)
UP: Final = Message("room_screen.up")

_OF_TERMINAL: Final = {
    "enter": "Enter",
    "menu": "Tab",
    "park": "Ctrl-P",
    "undo": "Shift-Tab",
    "join": "F2",
    "close": "Esc",
    "quit": "Ctrl-C",
    "empty": "Ctrl-U",
    "pages": "PgUp/PgDn",
}
_OF_LINES: Final = {"enter": "Enter", "empty": "Ctrl-U"}
_PLACES: Final = {name: place for place, (name, _) in enumerate(COMMANDS, 1)}


def on_terminal(name: str) -> str:
    """The key for something on the whole screen: one of its own, or its place in the menu."""
    return _OF_TERMINAL.get(name) or f"{_OF_TERMINAL['menu']}, {_PLACES[name]}"


def in_lines(name: str) -> str:
    """What is typed for something by plain lines."""
    return _OF_LINES.get(name) or f":{name}"


def written(actions: tuple[Action, ...]) -> str:
    """What can be done now, in one line."""
    return BETWEEN.join(f"{action.how}" for action in actions)


def place(view: RoomView, now: int) -> str:
    """Where we are and how much time is left, in one line."""
    left = minutes_left(view.time, now) if view.time else NOTHING
    ends = view.ending.ends(now) if view.ending else NOTHING
    return " · ".join(f"{part}" for part in (view.title, view.place, left, ends) if part)


def minutes_left(time: Countdown, now: int) -> Message:
    left = time.left_at(now)
    return UP if left <= 0 else Message("room_screen.minutes_left", minutes=(left + 59) // 60)


def countdown(time: Countdown | None, now: int) -> str:
    """The corner: minutes and seconds, then that the time is up; in a pause it stands still."""
    if time is None:
        return ""
    left = time.left_at(now)
    if left <= 0:
        return f"{UP}"
    return f"{left // 60}:{left % 60:02}"


__all__ = [
    "BETWEEN",
    "COMMANDS_OF_LINES",
    "SHORTCUTS",
    "TIME_IS_UP",
    "clock_time",
    "countdown",
    "in_lines",
    "minutes_left",
    "on_terminal",
    "place",
    "written",
]
