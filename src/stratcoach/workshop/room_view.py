"""What passes between a workshop and the screen that shows it. Anything hidden isn't in here at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from stratcoach.messages import NOTHING, Message
from stratcoach.model.value import Value
from stratcoach.workshop.time_left import Ending

Text = Message | str
"""A message, or words of the people in the room or of a question flow."""


class RoomRow(NamedTuple):
    """One row on the screen: a number or a name before it, the text, and what is next to it. `stands_out` marks a tie, a gap,
    or what a coach asks about. The `title` of a group is followed by what is `inside` it.
    """

    lead: Text
    text: Text
    aside: Text = ""
    stands_out: bool = False
    part: Literal["", "title", "inside"] = ""


class Action(NamedTuple):
    """Something that can be done now: its name, and how it is done with the room's own names and numbers as examples."""

    name: str
    how: Message


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
    letter takes its place; or `spaced`: a space comes between, because it is a whole sentence; or `listed`: a comma. `actions`
    is what can be done, apart from `COMMANDS`. A `picture` is a code to scan, in rows of `#` and spaces.
    """

    key: str
    kind: str
    title: Text
    question: Text
    place: Text = NOTHING
    rows: tuple[RoomRow, ...] = ()
    status: Text = NOTHING
    actions: tuple[Action, ...] = ()
    help: Text = NOTHING
    draft: str = ""
    hidden: bool = False
    lines: bool = False
    time: Countdown | None = None
    back_at: int = 0
    may_extend: bool = False
    ending: Ending | None = None
    typing: Literal["on", "anew", "spaced", "listed"] = "on"
    picture: tuple[str, ...] = ()


class Typed(NamedTuple):
    """What the scribe did: typed a text, or gave a command. `draft` is what stood in the line."""

    text: str = ""
    command: str = ""
    draft: str = ""


COMMANDS = (
    ("park", Message("room.park_a_thought")),
    ("undo", Message("room.undo_last_thing")),
    ("recap", Message("room.decided_so_far")),
    ("plan", Message("room.change_plan")),
    ("skip", Message("screen.skip_question")),
    ("unknown", Message("room.nobody_knows_yet")),
    ("more", Message("room.five_more_minutes")),
    ("pause", Message("room.pause_or_break")),
    ("file", Message("room.add_file")),
    ("people", Message("room.change_people")),
    ("help", Message("screen.help_and_examples")),
    ("leave", Message("room.leave_undecided")),
    ("end", Message("room.close_now")),
    ("quit", Message("room.stop_here")),
    ("join", Message("room.pages_of_people")),
)
"""The commands that work on every screen, in the order of the menu."""


Keep = Callable[[str], None]
"""Keeps what is in the line until it is given."""


class RoomPrompter(Protocol):
    """Shows a workshop to the room and takes what the scribe types."""

    attended: bool

    @property
    def exit_status(self) -> int: ...

    def show(self, view: RoomView, message: Text, now: Callable[[], int], keep: Keep | None = None) -> Typed:
        """Show a moment, and a message if there is one; return what the scribe did. What is in the line goes to `keep` every
        second, where the line can be looked at while it is typed.
        """

    def watch(self, latest: Callable[[], RoomView | None]) -> Callable[[], None]:
        """What to call, from any thread, when others may have changed what is shown; `latest` gives the moment of now, or None while
        something is being recorded.
        """

    def close(self) -> None:
        """Give the screen back."""
