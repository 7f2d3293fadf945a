"""A session survives whatever happens to the program, the disk and the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.state import Event


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return journal_path(tmp_path / "strategy.yaml")


def begun(journal: Path, *events: Event) -> Session:
    session = Session.create(journal, Header(flows="ours"))
    for event in events:
        session.append(event)
    return session


def test_what_was_kept_comes_back(journal: Path) -> None:
    events = [
        Event("answer", "vision.user", "Zoë 👩‍👩‍👧\nzwei"),
        Event("answer", "vision.rests_on", ("insights#1", "insights#2")),
        Event("back"),
    ]
    begun(journal, *events).close()
    resumed = Session.resume(journal)
    assert (resumed.events, resumed.header.flows) == (events, "ours")
    resumed.close()


def test_a_half_written_line_is_cut_off_and_the_session_goes_on(journal: Path) -> None:
    begun(journal, Event("answer", "a.b", "one")).close()
    with journal.open("ab") as file:
        file.write(b'{"event": "answer", "key": "a.c", "val')
    resumed = Session.resume(journal)
    resumed.append(Event("answer", "a.c", "two"))
    resumed.close()
    again = Session.resume(journal)
    assert [event.value for event in again.events] == ["one", "two"]
    again.close()


def test_a_full_disk_keeps_what_was_there_and_says_so(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begun(journal, Event("answer", "a.b", "one"))
    before = journal.read_bytes()
    real = os.write

    def half(handle: int, data: bytes) -> int:
        if len(data) < 10:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data[: len(data) - 5])

    with monkeypatch.context() as full:
        full.setattr(os, "write", half)
        with pytest.raises(OSError, match="the disk is full"):
            session.append(Event("answer", "a.c", "a somewhat longer answer"))
    assert journal.read_bytes() == before
    session.append(Event("answer", "a.c", "now it fits"))
    session.close()
    resumed = Session.resume(journal)
    assert [event.value for event in resumed.events] == ["one", "now it fits"]
    resumed.close()


def test_a_session_that_is_open_elsewhere_is_refused(journal: Path) -> None:
    session = begun(journal)
    with pytest.raises(UserError, match="open in another terminal"):
        Session.resume(journal)
    session.close()
    Session.resume(journal).close()


def test_an_unfinished_session_is_never_overwritten(journal: Path) -> None:
    begun(journal, Event("answer", "a.b", "one")).close()
    with pytest.raises(UserError, match="unfinished session"):
        Session.create(journal, Header())


def test_a_file_of_something_else_is_refused_and_left_alone(journal: Path) -> None:
    journal.write_text("not ours\n")
    with pytest.raises(UserError, match="can't be read"):
        Session.resume(journal)
    assert journal.read_text() == "not ours\n"


def test_a_session_of_a_newer_stratcoach_is_refused(journal: Path) -> None:
    journal.write_text('{"event": "start", "format": 9}\n')
    with pytest.raises(UserError, match="newer stratcoach"):
        Session.resume(journal)


def test_a_folder_that_cannot_be_written_to_is_told_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Nothing can be saved"):
        Session.create(tmp_path / "file" / "strategy.draft.jsonl", Header())
