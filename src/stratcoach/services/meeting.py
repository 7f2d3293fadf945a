"""A workshop that the facilitator's terminal and people's own pages use at once. One lock guards it: whoever does something has
it while the event is put on the disk and folded, and everybody else sees the workshop before or after it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from stratcoach.flow.events import Event
from stratcoach.messages import Message
from stratcoach.services.doors import Doors, Renamed, now_called, read_name
from stratcoach.workshop.intents import Intent, SetPeople
from stratcoach.workshop.own_intents import OpenPage
from stratcoach.workshop.own_page import OwnPage, own_page, wall_page
from stratcoach.workshop.people import Person, meant
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.workshop_events import PersonRenamed

Record = Callable[[Event], None]
Clock = Callable[[], int]


class Invitation(NamedTuple):
    """How people come in: the address to type, the one in the code to scan, that of the large screen, the rows of the code as signs,
    and other addresses of this machine.
    """

    address: str
    scanned: str
    wall: str
    picture: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Guest(NamedTuple):
    """Who is at a device: a name, and whether they are in."""

    person: str
    is_in: bool


class Meeting:
    """The room with its lock. `record` keeps an event for good, or raises `OSError`. Without `doors` nobody has a page."""

    def __init__(self, room: Room, record: Record, clock: Clock, doors: Doors | None = None) -> None:
        self.room = room
        self.clock = clock
        self.lock = threading.RLock()
        self.doors = doors
        self.invitation: Invitation | None = None
        self._record = record
        self._listeners: list[Callable[[], None]] = []
        self._sent = {event.sent for event in room.record.events if event.sent}
        self.version = 0

    # ---- for both sides

    def record(self, event: Event) -> None:
        with self.lock:
            self._record(event)

    def listen(self, call: Callable[[], None]) -> None:
        """Have something called, in whichever thread, whenever the workshop has changed."""
        self._listeners.append(call)

    def changed(self) -> None:
        """Something happened: who is on the list by now comes in, and everybody looks again."""
        with self.lock:
            self.version += 1
            if self.doors is not None and self.doors.waiting and self.room.record.people:
                try:
                    names = self.doors.let_in_listed(self.room.record.people, self.renamed, self.clock())
                except OSError:  # they wait on
                    names = ()
                for name in names:
                    self._happens(OpenPage(person=name))
        for call in self._listeners:
            call()

    @property
    def renamed(self) -> tuple[Renamed, ...]:
        """Who has another name, in order."""
        return self.room.once("renamed", self._find_renamed)

    def _find_renamed(self) -> tuple[Renamed, ...]:
        events = self.room.record.events
        return tuple(Renamed(one.at, one.old, one.new) for one in events if isinstance(one, PersonRenamed))

    def _happens(self, intent: Intent) -> Refusal | None:
        """Do something that isn't typed. Raises `OSError` where it can't be kept."""
        return self._taken(self.room.submit(intent, self.clock()), "")

    def _taken(self, taken: Event | Refusal, sent: str) -> Refusal | None:
        happened = taken.event if isinstance(taken, Refusal) else taken
        if happened is not None:
            event = happened.replace(at=self.clock(), sent=sent)
            self._record(event)
            self.room.apply(event)
            self._sent |= {sent} if sent else set()
        return taken if isinstance(taken, Refusal) else None

    def keep(self, event: Event) -> None:
        """Record what happens now, and apply it. Raises `OSError`, and then nothing has changed."""
        with self.lock:
            now = event.replace(at=self.clock())
            self._record(now)
            self.room.apply(now)

    # ---- for people's own pages

    def guest(self, token: str) -> Guest | None:
        """Who has this token; None where nobody has it."""
        with self.lock:
            device = self.doors.find(token) if self.doors and token else None
            return Guest(now_called(device, self.renamed), device.is_in) if device else None

    def submit_as(self, person: str, intent: Intent, moment: str, sent: str) -> Refusal | None:
        """Take what somebody did on their page while it showed a `moment`; what comes again, by the number that it was `sent` with, is
        taken once. Returns why it isn't taken, else None.
        """
        with self.lock:
            if sent in self._sent:
                return None
            try:
                refused = self._taken(self.room.submit_as(person, intent, moment, self.clock()), sent)
            except OSError as error:
                return Refusal(Message("room_own.not_saved", why=error.strerror or str(error)))
        self.changed()
        return refused

    def page_of(self, person: str) -> OwnPage | None:
        """The page of somebody; None where they aren't on the list any more."""
        with self.lock:
            is_here = person in self.room.present or self.room.record.finished
            return own_page(self.room, person) if is_here else None

    def wall(self) -> RoomView:
        with self.lock:
            return wall_page(self.room)

    def names(self) -> tuple[tuple[str, bool], ...]:
        """The names on the list, each with whether it has a device already."""
        with self.lock:
            assert self.doors is not None
            taken = {now_called(one, self.renamed) for one in self.doors.state.devices if one.is_in}
            return tuple((name, name in taken) for name in self.room.present)

    def claim(self, typed: str) -> tuple[str, Guest] | Refusal:
        """Let somebody in with a name, or let them wait: a token for their device, and who they are."""
        name = read_name(typed)
        if not name:
            return Refusal(Message("room_own.type_a_name"))
        with self.lock:
            assert self.doors is not None
            try:
                claimed = self.doors.claim(name, self.room.record.people, self.renamed, self.clock())
                if claimed is None:
                    return Refusal(Message("room_own.too_many_wait"))
                if claimed[1].is_in:
                    self._happens(OpenPage(person=claimed[1].person))
            except OSError as error:
                return Refusal(Message("room_own.not_saved", why=error.strerror or str(error)))
        self.changed()
        return claimed[0], Guest(claimed[1].person, claimed[1].is_in)

    def leave(self, token: str) -> None:
        """Somebody takes this device out. Raises `OSError` where that can't be kept."""
        with self.lock:
            device = self.doors.find(token) if self.doors and token else None
            if self.doors is None or device is None:
                return
            self.doors.forget(device)
        self.changed()

    # ---- for the facilitator

    def waiting(self) -> tuple[str, ...]:
        """The names of those who wait to be let in."""
        return tuple(now_called(one, self.renamed) for one in self.doors.waiting) if self.doors else ()

    def let_in(self, number: int) -> Refusal | Message:
        """Let in who waits with this number; somebody who isn't on the list is put there."""
        assert self.doors is not None
        waiting = self.doors.waiting
        if not 0 < number <= len(waiting):
            return Refusal(Message("room_own.nobody_waits_with", number=number))
        device, room = waiting[number - 1], self.room
        if not room.record.people:
            return Refusal(Message("room_own.list_people_first"))
        known = meant(device.person, room.record.people)
        name = known.name if known and known.name.casefold() == device.person.casefold() else device.person
        if name not in room.present:
            refused = self._happens(SetPeople(people=(*room.record.people, Person(name))))
            if refused is not None:
                return refused
        self.doors.admit(device, name, self.clock())
        self._happens(OpenPage(person=name))
        return Message("room_own.let_in", name=name)

    def turn_away(self, number: int) -> Refusal | Message:
        """Don't let in who waits with this number."""
        assert self.doors is not None
        waiting = self.doors.waiting
        if not 0 < number <= len(waiting):
            return Refusal(Message("room_own.nobody_waits_with", number=number))
        self.doors.forget(waiting[number - 1])
        return Message("room_own.turned_away", name=waiting[number - 1].person)

    def put_out(self, typed: str) -> Refusal | Message:
        """Close all pages of somebody. On the list they stay, because they may go on by paper."""
        assert self.doors is not None
        person = meant(typed, self.room.record.people)
        if person is None:
            return Refusal(Message("room_own.who_is_put_out"))
        self.doors.put_out(person.name, self.renamed)
        return Message("room_own.is_put_out", name=person.name)

    def lock_doors(self, *, is_locked: bool) -> Message:
        assert self.doors is not None
        self.doors.lock(is_locked=is_locked)
        return Message("room_own.is_locked") if is_locked else Message("room_own.is_open")
