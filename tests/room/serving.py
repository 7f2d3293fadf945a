"""A workshop that is served over real HTTP on this machine, with a clock of its own, and phones that ask for its pages."""

from __future__ import annotations

import http.client
import json
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from stratcoach.messages import NOTHING, Message
from stratcoach.services import workshop_session
from stratcoach.services.doors import Doors
from stratcoach.services.meeting import Meeting
from stratcoach.ui.desk import Desk
from stratcoach.ui.room_plain import command_in
from stratcoach.web.addresses import Listening
from stratcoach.web.server import RoomServer, Served
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import Typed
from stratcoach.workshop.techniques import technique_of
from tests.workshops import BEGIN

PEOPLE: Final = ("Ana, Ben, Chi, Dara, Eli, Fay, Gus", "Ana", "One problem to solve first", "", "Trailhead", "")
_GO_ON: Final = (None, "agenda", "tell", "alone", "pairs", "fours", "reveal")
"""The phases that Enter alone ends, whatever was done in them."""

NAMES: Final = ("Ana", "Ben", "Chi", "Dara", "Eli", "Fay", "Gus")


def free() -> Listening:
    """A port that the system chooses."""
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    opened.listen(64)
    return Listening(opened, "127.0.0.1", opened.getsockname()[1])


class Held:
    """A workshop with a scribe and a server. What it keeps is in a folder, so that it can be gone on with."""

    def __init__(self, session: Session, room: Room, path: Path, *, is_new: bool) -> None:
        self.now = max(BEGIN, room.record.since)
        self.session = session
        self.room = room
        self.doors = Doors.of(path, is_new=is_new)
        self.meeting = Meeting(room, session.append, lambda: self.now, self.doors)
        self.desk = Desk(room, lambda: self.now, lambda _name, _people: (), "", self.meeting.record, self.meeting)
        self.server = RoomServer(self.meeting, Served(), free())
        self.port = self.server.listening.port
        self.message: Message | str = NOTHING
        self.server.start()

    @classmethod
    def begins(cls, folder: Path, library: Library, agenda: str = "two-hours") -> Self:
        path = folder / "strategy.yaml"
        header = Header(mode="workshop", file=path.name)
        chosen = workshop_session.chosen(library, 0, agenda)
        session, room = workshop_session.begun(journal_path(path), header, library, chosen, 0, None, BEGIN)
        return cls(session, room, path, is_new=True)

    @classmethod
    def goes_on(cls, folder: Path) -> Self:
        """The same after the program was killed: whatever isn't on the disk is gone."""
        path = folder / "strategy.yaml"
        session = Session.resume(journal_path(path))
        room = workshop_session.reopened(session, path)
        workshop_session.come_back(session, room, room.record.since + 60)
        return cls(session, room, path, is_new=False)

    def types(self, *lines: str) -> None:
        for line in lines:
            with self.meeting.lock:
                self.now += 1
                view = self.desk.view()
                taken = self.desk.take(command_in(line) or Typed(line or view.draft))
                self.message = taken.message if isinstance(taken, Refusal) else NOTHING
                happened = taken.event if isinstance(taken, Refusal) else taken
                if isinstance(happened, Event):
                    event = happened.replace(at=self.now)
                    self.meeting.record(event)
                    self.room.apply(event)
            self.meeting.changed()

    def goes_to(self, kind: str) -> None:
        for _ in range(60):
            if self.room.kind == kind:
                return
            if self.room.kind in _GO_ON:
                self.types("")
            elif technique_of(self.room.step).is_close:
                self.types({"fill": ":skip", "settle": "d"}.get(str(self.room.kind), ""))
            else:
                self.types(":leave", *(["y"] if self.desk.view().key == "page.leave" else []))
        raise AssertionError(kind)

    def ends(self) -> None:
        self.server.stop()
        self.session.close()

    def phone(self, name: str = "") -> Phone:
        phone = Phone(self.port)
        if name:
            assert phone.joins(self.doors.state.code, name)[0] == 200
        return phone

    def phones(self) -> dict[str, Phone]:
        return {name: self.phone(name) for name in self.room.present}


class Phone:
    """A browser as the server sees it: what it asks for, and its cookies."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self.cookie = cookie
        self.headers: dict[str, str] = {}

    def asks(self, path: str, data: Any = None, method: str = "", **headers: str) -> tuple[int, dict[str, Any]]:
        status, body = self.raw(path, data, method, **headers)
        return status, json.loads(body) if body.startswith(b"{") else {}

    def raw(self, path: str, data: Any = None, method: str = "", **headers: str) -> tuple[int, bytes]:
        here = f"127.0.0.1:{self.port}"
        sent = {"Cookie": self.cookie} if self.cookie else {}
        if data is not None:
            sent |= {"Content-Type": "application/json", "Origin": f"http://{here}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = data if isinstance(data, bytes | None) else json.dumps(data).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            connection.request(method or ("GET" if data is None else "POST"), path, body, sent)
            with connection.getresponse() as answer:
                self.headers = {name.lower(): value for name, value in answer.getheaders()}
                if cookie := self.headers.get("set-cookie"):
                    self.cookie = cookie.partition(";")[0]
                return answer.status, answer.read()
        finally:
            connection.close()

    def joins(self, code: str, name: str) -> tuple[int, dict[str, Any]]:
        return self.asks("/join", {"code": code, "name": name})

    def state(self, seen: str = "") -> dict[str, Any]:
        status, body = self.asks(f"/state?v={seen}")
        assert status in (200, 204), status
        return body

    def does(self, what: str, sent: str = "", moment: str = "", **more: Any) -> str:
        """Do something; gives why it wasn't taken, or ""."""
        moment = moment or self.state()["moment"]
        status, body = self.asks("/act", {"id": sent or str(uuid.uuid4()), "do": what, "moment": moment, **more})
        assert status == 200, (status, body)
        return str(body["refused"])


@contextmanager
def held(folder: Path, library: Library, *lines: str) -> Iterator[Held]:
    one = Held.begins(folder, library)
    try:
        one.types(*lines)
        yield one
    finally:
        one.ends()
