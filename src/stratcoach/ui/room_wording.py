"""The fixed sentences of a workshop's screen."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.room.ending import clock_time
from stratcoach.flow.room.view import Countdown, RoomView

PLAIN_COMMANDS: Final = """\
You can also type these at any time:
  :park TEXT   park a thought
  :undo        undo the last thing
  :recap       what was decided so far
  :plan        the plan; :skip skips a question, :leave a step
  :end         go to the close now
  :more        five more minutes, once; :pause 15 for a break
  :unknown     nobody knows yet
  :file NAME   add notes from a file
  :help        help and examples
  :quit        stop here and continue later"""

TIME_IS_UP: Final = "Time is up: decide, park it, or type + for five more minutes, once."
TO_THE_CLOSE: Final = "Go to the close now? Tab, 13"
KEYS: Final = "Tab: more   Ctrl-P: car park   Shift-Tab: undo"
UP: Final = "time is up"


def place(view: RoomView, now: int) -> str:
    """Where we are and how much time is left, in one line."""
    left = minutes_left(view.time, now) if view.time else ""
    ends = view.ending.told(now) if view.ending else ""
    return " · ".join(part for part in (view.title, view.place, left, ends) if part)


def minutes_left(time: Countdown, now: int) -> str:
    left = time.left_at(now)
    if left <= 0:
        return UP
    minutes = (left + 59) // 60
    return "a minute left" if minutes == 1 else f"{minutes} minutes left"


def countdown(time: Countdown | None, now: int) -> str:
    """The corner: minutes and seconds, then that the time is up; in a pause it stands still."""
    if time is None:
        return ""
    left = time.left_at(now)
    if left <= 0:
        return UP
    return f"{left // 60}:{left % 60:02}"


__all__ = ["KEYS", "PLAIN_COMMANDS", "TIME_IS_UP", "TO_THE_CLOSE", "clock_time", "countdown", "minutes_left", "place"]
