"""Seven phones and a scribe hold the two-hour workshop over HTTP: answers get lost, the command is killed, and what comes of it is the
same as if everything had been typed.
"""

from __future__ import annotations

import json
import random
import uuid
from pathlib import Path
from typing import Any

import pytest

from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from stratcoach.workshop.kept_events import kept_events
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import DoneMarked, PageOpened
from tests.room.serving import Held, Phone
from tests.workshop.test_front_end import _INTENTS, JsonRoom, Seven, _field, seen

pytestmark = pytest.mark.slow

KILLS = (5, 25, 50)
"""After so many things that people did on their pages the command is killed."""


class Front:
    """What `Seven` talks to: what people do goes through their phones, all else through the scribe."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.held = Held.begins(folder, library)
        self._folder = folder
        self._tokens: dict[str, str] = {}
        self._chance = random.Random(7)
        self.done = self.resent = 0

    @property
    def room(self) -> Room:
        return self.held.room

    def view(self, person: str = "") -> str:
        return json.dumps(seen(self.room, person))

    def send(self, line: str) -> str:
        given = json.loads(line)
        intent = given.pop("intent")
        person, what = _on_page(intent, given)
        if person and self.room.kind in ("collect", "vote", "fist"):
            return self._by_phone(person, what)
        with self.held.meeting.lock:
            self.held.now += 1
            taken = self.room.submit(_INTENTS[intent](**{k: _field(k, v) for k, v in given.items()}), self.held.now)
            happened = taken.event if isinstance(taken, Refusal) else taken
            if isinstance(happened, Event):
                event = happened.replace(at=self.held.now)
                self.held.meeting.record(event)
                self.room.apply(event)
        self.held.meeting.changed()
        return json.dumps({"event": type(happened).__name__ if happened else None})

    def _by_phone(self, person: str, what: dict[str, Any]) -> str:
        phone = self._phone(person)
        moment, sent = phone.state()["moment"], str(uuid.UUID(int=self._chance.getrandbits(128)))
        self.held.now += 1
        refused = phone.does(what.pop("do"), sent, moment, **what)
        self.done += 1
        if self.done in KILLS:
            self._is_killed()
        if self._chance.random() < 0.4:  # the answer was lost, so that the page sends it again
            self.resent += 1
            assert self._phone(person).asks("/act", {"id": sent, "moment": moment, "do": "park", "text": "Twice"})[0] == 200
        return json.dumps({"event": None if refused else "taken"})

    def _phone(self, person: str) -> Phone:
        if person not in self._tokens:
            self._tokens[person] = self.held.phone(person).cookie.partition("=")[2]
        return Phone(self.held.port, f"room{self.held.port}={self._tokens[person]}")

    def _is_killed(self) -> None:
        """Nothing of the process is left but what is on the disk."""
        self.held.ends()
        self.held = Held.goes_on(self._folder)


def _on_page(intent: str, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Who does it on a page, and what the page sends; nobody for what only the scribe does."""
    match intent:
        case "AddNotes" if len(given["notes"]) == 1 and "author" in given["notes"][0]:
            return given["notes"][0]["author"], {"do": "note", "text": given["notes"][0]["text"]}
        case "Vote":
            return given["person"], {"do": "vote", "options": given["options"]}
        case "ShowFingers":
            return given["person"], {"do": "fingers", "score": given["score"], "missing": given.get("missing", "")}
    return "", {}


def test_seven_phones_hold_a_whole_workshop(tmp_path: Path, library: Library) -> None:
    typed = JsonRoom(library, "two-hours")
    Seven(typed, lambda _front, _name: None).play()
    front = Front(tmp_path, library)
    try:
        Seven(front, lambda _front, _name: None).play()  # type: ignore[arg-type]
        assert front.done > KILLS[-1]
        assert front.resent > 10
        assert front.room.record.finished
        assert not front.room.record.parked, "what was sent twice was taken once"
        assert outcome(front.room).problems == outcome(typed.room).problems
        assert outcome(front.room).insights == outcome(typed.room).insights
        assert [len(board.notes) for board in front.room.record.boards.values()] == [
            len(board.notes) for board in typed.room.record.boards.values()
        ]
        kept = kept_events(front.room)
        assert not any(event.sent or isinstance(event, PageOpened | DoneMarked) for event in kept)
        assert front._phone("Ana").state()["does"] == "over"
    finally:
        front.held.ends()
