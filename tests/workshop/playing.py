"""A workshop that a script plays, for tests: what is typed goes in, what the room sees comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from stratcoach.errors import UserError
from stratcoach.files.catalogues import chosen
from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from stratcoach.messages import NOTHING, Message
from stratcoach.services.workshop_session import begin_events
from stratcoach.ui.desk import Desk
from stratcoach.ui.room_plain import command_in
from stratcoach.ui.room_texts import on_terminal, written
from stratcoach.workshop.file_collection import Delivered
from stratcoach.workshop.people import Person, read_people
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomView
from tests.workshops import BEGIN

PEOPLE = ("Ana, Ben (senior), Chi (remote), Dara, Eli, Fay, Gus", "Ana", "One problem to solve first", "", "Trailhead", "")


NOTES = (
    "Chi: 11 of 14 hikers turned back when the car park was full.",
    "Ana: 61% of routes were chosen on Friday after 8 pm.",
    "Dara: Hikers turned back because the car park was full.",
    "Eli: Parents check the weather on four sites.",
    "Fay: Groups wait for a friend who is late.",
)


class Workshop:
    """A room with a scribe, in which a second passes with every line."""

    def __init__(
        self, library: Library, lines: Iterable[str] = (), *, agenda: str = "two-hours", minutes: int = 0, people: int = 0
    ) -> None:
        self.now = BEGIN
        events = begin_events(library, library.workshops[agenda], minutes, None, BEGIN, people)
        self.room = Room(library, events)
        self.events = list(events)
        self.desk = Desk(self.room, lambda: self.now, _files)
        self.message = NOTHING
        self.types(*lines)

    def types(self, *lines: str) -> Any:
        for line in lines:
            self.now += 1
            taken = self.desk.take(command_in(line) or _typed(line or self.desk.view().draft))
            answer = taken.message if isinstance(taken, Refusal) else NOTHING
            self.message = answer if isinstance(answer, Message) else NOTHING
            if isinstance(taken, Event):
                self.events.append(taken.replace(at=self.now))
                self.room.apply(self.events[-1])
            elif isinstance(taken, Refusal) and taken.event:
                self.events.append(taken.event.replace(at=self.now))
                self.room.apply(self.events[-1])
        return self.view

    def passes(self, seconds: int) -> None:
        self.now += seconds

    def goes_to(self, step: str) -> Any:
        """Leave out everything before a step."""
        for _ in range(80):
            if self.room.record.at == step:
                break
            self.types(":skip")
        assert self.room.record.at == step
        return self.view

    @property
    def refusal(self) -> str:
        """Which message came last; of one that is still in the line, why."""
        why = self.message.arguments.get("why") if self.message.id == "room.still_in_line" else self.message
        return why.id if isinstance(why, Message) else ""

    @property
    def view(self) -> Any:
        """The moment of now as it is read, with how it is answered in one line."""
        return as_read(self.desk.view())


def as_read(view: RoomView) -> Any:
    """A view with its messages written out, as on a terminal."""
    chosen().keys = on_terminal
    texts = {name: f"{getattr(view, name)}" for name in ("title", "question", "place", "status", "help")}
    rows = tuple(row._replace(lead=f"{row.lead}", text=f"{row.text}", aside=f"{row.aside}") for row in view.rows)
    return SimpleNamespace(**{**vars(view), **texts, "rows": rows, "how": written(view.actions)})


def _named(count: int) -> tuple[Person, ...]:
    return read_people(", ".join(f"P{number}" for number in range(count)))


def _typed(line: str) -> Any:
    from stratcoach.workshop.room_view import Typed

    return Typed(line)


TABLE = 'Author,Text\nAna,"First, with a comma"\n,Second\n'


ANSWERED = "Name: Ben\n\n## Problems <!-- step: problems -->\n\n> Ask\n\n- Ben's own problem\n"


def _files(name: str, people: Sequence[Person]) -> tuple[Delivered, ...]:
    from stratcoach.workshop.note_import import read_file

    texts = {"wall.csv": TABLE, "ben.md": ANSWERED}
    if name not in texts:
        raise UserError(f"{name} isn't there.", "")
    return (Delivered(name, texts[name], read_file(texts[name], name, people)),)
