"""A disk that is full for a while: nothing counts that isn't kept, everybody hears of it, and what was done goes in later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stratcoach.flow.model import Library
from stratcoach.services import doors
from stratcoach.workshop.people import read_people
from stratcoach.workshop.workshop_events import PeopleListed, WorkshopPrepared
from tests.printed import sentence
from tests.room.serving import Held, Phone

DISK = sentence("disk.full")


class Disk:
    """What is kept of a room, as long as there is room for it."""

    def __init__(self, room: Held, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        for owner, name in ((room.meeting, "_record"), (doors, "write_doors")):
            monkeypatch.setattr(owner, name, self._unless_full(getattr(owner, name)))

    def _unless_full(self, write: Callable[..., None]) -> Callable[..., None]:
        def tried(*arguments: object) -> None:
            if self.is_full:
                raise OSError(28, DISK)
            write(*arguments)

        return tried


def test_what_a_page_sends_is_taken_once_there_is_room_for_it(room: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    room.types(":join", "read", "")
    ana, disk = room.phone("Ana"), Disk(room, monkeypatch)
    sent = {"id": "0123456789", "do": "note", "moment": ana.state()["moment"], "text": "Hikers print maps"}
    disk.is_full = True
    status, body = ana.asks("/act", sent)
    assert status == 503
    assert DISK in body["refused"]
    assert not room.room.board.held_notes
    disk.is_full = False
    assert ana.asks("/act", sent)[0] == ana.asks("/act", sent)[0] == 200
    disk.is_full = True
    with pytest.raises(OSError, match=DISK):  # the screen that asks the desk says so
        room.types("in 1")
    assert not room.room.board.open_notes
    disk.is_full = False
    room.types("in 1")
    assert [note.text for note in room.room.board.open_notes] == ["Hikers print maps"]


def test_nobody_is_in_or_out_of_whom_that_is_not_kept(room: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, zoe, disk = room.phone("Ana"), room.phone("Zoe"), Disk(room, monkeypatch)
    disk.is_full = True
    assert Phone(room.port).joins(room.doors.state.code, "Ben")[0] == 409
    assert ana.asks("/leave", {})[0] == 503
    room.types(":join", "out Ana", "lock")
    assert ana.state()["does"] == "write"
    assert not room.doors.state.is_locked
    disk.is_full = False
    assert room.phone("Ben").state()["does"] == "write"
    room.types("a 1", "out Ana")
    assert zoe.state()["does"] == "write"
    assert ana.state()["does"] == "join"


def test_an_answer_before_the_workshop_is_taken_once_there_is_room_for_it(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Held.begins(tmp_path, library)
    try:
        room.meeting.keep(WorkshopPrepared(goal="One problem"))
        room.meeting.keep(PeopleListed(people=read_people("Ana, Ben")))
        ana, disk = room.phone("Ana"), Disk(room, monkeypatch)
        sent = {
            "id": "0123456789",
            "do": "answer",
            "moment": ana.state()["moment"],
            "step": "insights",
            "text": "Hikers print maps",
        }
        disk.is_full = True
        assert ana.asks("/act", sent)[0] == 503
        assert {one["answer"] for one in ana.state()["ahead"]} == {""}
        disk.is_full = False
        assert ana.asks("/act", sent)[0] == 200
        assert ana.state()["ahead"][0]["answer"] == "Hikers print maps"
    finally:
        room.ends()
