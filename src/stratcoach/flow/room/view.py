"""What passes between a workshop and the screen that shows it. Anything hidden isn't in here at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from stratcoach.flow.room.ending import Ending
from stratcoach.model.value import Value


class Row(NamedTuple):
    """One row on the screen: a number or a name before it, the text, what stands beside it. `stands_out` marks a tie, a gap,
    or what a coach asks about.
    """

    lead: str
    text: str
    aside: str = ""
    stands_out: bool = False


class Countdown(NamedTuple):
    """The time of a phase: seconds that were left at the second `at`. It stops while nothing runs."""

    left: int
    at: int
    runs: bool = True

    def left_at(self, now: int) -> int:
        """Seconds left now; negative when the time is over."""
        return self.left - max(0, now - self.at) if self.runs else self.left


class RoomView(Value):
    """One moment as the room sees it: one question, what belongs to it, how it is answered. `key` names the moment. With
    `hidden`, what is typed is not to be seen either. `draft` is in the line at first. What is `typing` then writes on behind it, or `anew`: the first
    letter takes its place; or `spaced`: a space comes between, because it is a whole sentence; or `listed`: a comma.
    """

    key: str
    kind: str
    title: str
    question: str
    place: str = ""
    rows: tuple[Row, ...] = ()
    status: str = ""
    how: str = ""
    help: str = ""
    draft: str = ""
    hidden: bool = False
    lines: bool = False
    time: Countdown | None = None
    back_at: int = 0
    may_extend: bool = False
    ending: Ending | None = None
    typing: Literal["on", "anew", "spaced", "listed"] = "on"


class Typed(NamedTuple):
    """What the scribe did: typed a text, or gave a command. `draft` is what stood in the line."""

    text: str = ""
    command: str = ""
    draft: str = ""


COMMANDS = (
    ("park", "Park a thought"),
    ("undo", "Undo the last thing"),
    ("recap", "What was decided so far"),
    ("plan", "The plan: move, skip, add, shorten steps"),
    ("skip", "Skip this question"),
    ("unknown", "Nobody knows yet"),
    ("more", "Five more minutes"),
    ("pause", "Pause, or a break"),
    ("file", "Add notes from a file"),
    ("people", "Change who is here"),
    ("help", "Help and examples"),
    ("leave", "Leave this step undecided"),
    ("end", "Go to the close now"),
    ("quit", "Stop here and continue later"),
)
"""The commands that work on every screen, in the order of the menu."""


Keep = Callable[[str], None]
"""Keeps what is in the line until it is given."""


class RoomPrompter(Protocol):
    """Shows a workshop to the room and takes what the scribe types."""

    attended: bool

    @property
    def exit_status(self) -> int: ...

    def show(self, view: RoomView, message: str, now: Callable[[], int], keep: Keep | None = None) -> Typed:
        """Show a moment, and a message if there is one; return what the scribe did. What is in the line goes to `keep` every
        second, where the line can be looked at while it is typed.
        """

    def close(self) -> None:
        """Give the screen back."""
