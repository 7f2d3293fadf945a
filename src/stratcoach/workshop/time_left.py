"""The one time of a workshop: until when the room is booked, when we will end at this rate, how much is left."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from stratcoach.messages import Message

CLOSE_TO: Final = 120
"""Seconds of difference that aren't worth showing; and how long before the close has to begin it is offered."""


class Ending(NamedTuple):
    """When we end. `booked` is the second until which the room is booked, `here` the seconds that this step had left at the
    second `at`, `rest` what the steps to come take, `close` what the last one needs. In a pause nothing is used up, and it is
    over at `back` at the earliest; the booking doesn't move.
    """

    booked: int
    here: int
    rest: int
    close: int
    at: int
    runs: bool = True
    back: int = 0

    def expected(self, now: int) -> int:
        """The second in which we end if every step takes its time from here on."""
        here = max(self.here - max(0, now - self.at), 0) if self.runs else max(self.here, 0)
        return max(now, 0 if self.runs else self.back) + here + self.rest

    def left(self, now: int) -> int:
        """Seconds until the booking ends; negative when it is over."""
        return self.booked - now

    def behind(self, now: int) -> int:
        """Seconds by which we end later than the room is booked; negative when earlier."""
        return self.expected(now) - self.booked

    def must_close(self, now: int) -> bool:
        """Whether it is time to go to the close, so that it has the minutes that it needs."""
        return self.close > 0 and self.left(now) <= self.close + CLOSE_TO

    def ends(self, now: int) -> Message:
        """When we end, and what was planned where that is another time."""
        planned = clock_time(self.booked)
        if abs(self.behind(now)) < CLOSE_TO:
            return Message("room.ends_as_planned", planned=planned)
        return Message("room.ends_otherwise", expected=clock_time(self.expected(now)), planned=planned)

    def time_left(self, now: int) -> Message:
        """What is left until the booking ends."""
        minutes = round(self.left(now) / 60)
        if minutes < 0:
            return Message("room.minutes_over", minutes=-minutes)
        return Message("room.minutes_left", minutes=minutes)


def clock_time(second: int) -> str:
    """A time of day on the local clock."""
    return datetime.fromtimestamp(second).astimezone().strftime("%H:%M")
