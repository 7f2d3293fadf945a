"""A session survives whatever happens to the program, the disk and the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import AnswerGiven, Event, OfAnswer, WentBack
from tests.printed import refused, wording


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return journal_path(tmp_path / "strategy.yaml")


def begun(journal: Path, *events: Event) -> Session:
    session = Session.create(journal, Header(flows="ours"))
    for event in events:
        session.append(event)
    return session


def answers(session: Session) -> list[Answer]:
    return [event.value for event in session.events if isinstance(event, OfAnswer)]


def test_what_was_kept_comes_back(journal: Path) -> None:
    events = [
        AnswerGiven(key="vision.user", value="Zoë 👩‍👩‍👧\nzwei"),
        AnswerGiven(key="vision.rests_on", value=("insights#1", "insights#2")),
        WentBack(),
    ]
    begun(journal, *events).close()
    resumed = Session.resume(journal)
    assert (resumed.events, resumed.header.flows) == (events, "ours")
    resumed.close()


def test_a_half_written_line_is_cut_off_and_the_session_goes_on(journal: Path) -> None:
    begun(journal, AnswerGiven(key="a.b", value="one")).close()
    with journal.open("ab") as file:
        file.write(b'{"event": "AnswerGiven", "key": "a.c", "val')
    resumed = Session.resume(journal)
    resumed.append(AnswerGiven(key="a.c", value="two"))
    resumed.close()
    again = Session.resume(journal)
    assert answers(again) == ["one", "two"]
    again.close()


def test_a_full_disk_keeps_what_was_there_and_says_so(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begun(journal, AnswerGiven(key="a.b", value="one"))
    before = journal.read_bytes()
    real = os.write

    def half(handle: int, data: bytes) -> int:
        if len(data) < 10:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data[: len(data) - 5])

    with monkeypatch.context() as full:
        full.setattr(os, "write", half)
        with pytest.raises(OSError, match=wording("disk.full")):
            session.append(AnswerGiven(key="a.c", value="a somewhat longer answer"))
    assert journal.read_bytes() == before
    session.append(AnswerGiven(key="a.c", value="now it fits"))
    session.close()
    resumed = Session.resume(journal)
    assert answers(resumed) == ["one", "now it fits"]
    resumed.close()


def test_a_session_that_is_open_elsewhere_is_refused(journal: Path) -> None:
    session = begun(journal)
    with refused("disk.open_elsewhere"):
        Session.resume(journal)
    session.close()
    Session.resume(journal).close()


def test_an_unfinished_session_is_never_overwritten(journal: Path) -> None:
    begun(journal, AnswerGiven(key="a.b", value="one")).close()
    with refused("session.already_begun"):
        Session.create(journal, Header())


def test_a_file_of_something_else_is_refused_and_left_alone(journal: Path) -> None:
    journal.write_text("not ours\n")
    with refused("session.line_unreadable"):
        Session.resume(journal)
    assert journal.read_text() == "not ours\n"


def test_a_session_of_a_newer_stratcoach_is_refused(journal: Path) -> None:
    journal.write_text('{"event": "start", "format": 9}\n')
    with refused("session.from_newer_program"):
        Session.resume(journal)


def test_a_folder_that_cannot_be_written_to_is_told_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with refused("session.folder_unwritable"):
        Session.create(tmp_path / "file" / "strategy.draft.jsonl", Header())


# ---- what happens to a journal from outside


def test_a_journal_that_was_removed_is_written_anew(journal: Path) -> None:
    session = begun(journal, AnswerGiven(key="a.b", value="one"))
    journal.unlink()
    session.append(AnswerGiven(key="a.c", value="two"))
    session.close()
    resumed = Session.resume(journal)
    assert answers(resumed) == ["one", "two"]
    resumed.close()


@pytest.mark.parametrize("left", [0, 40, -1])
def test_a_journal_that_was_cut_in_place_is_written_anew(journal: Path, left: int) -> None:
    session = begun(journal, AnswerGiven(key="a.b", value="one"))
    os.truncate(journal, left if left >= 0 else journal.stat().st_size - 3)
    session.append(AnswerGiven(key="a.c", value="two"))
    session.append(AnswerGiven(key="a.d", value="three"))
    session.close()
    resumed = Session.resume(journal)
    assert (answers(resumed), resumed.header.flows) == (["one", "two", "three"], "ours")
    assert (resumed.begun_with, len(resumed.own)) == (0, 3)
    resumed.close()


def test_a_folder_that_was_removed_comes_back_with_the_journal(tmp_path: Path) -> None:
    journal = tmp_path / "folder" / "strategy.draft.jsonl"
    journal.parent.mkdir()
    session = begun(journal, AnswerGiven(key="a.b", value="one"))
    journal.unlink()
    journal.parent.rmdir()
    session.append(AnswerGiven(key="a.c", value="two"))
    session.close()
    assert "one" in journal.read_text()


def test_a_file_that_took_the_place_of_the_journal_stays(journal: Path) -> None:
    session = begun(journal, AnswerGiven(key="a.b", value="one"))
    journal.unlink()
    journal.write_text("somebody else's\n")
    with pytest.raises(OSError, match=wording("disk.was_replaced")):
        session.append(AnswerGiven(key="a.c", value="two"))
    session.discard()
    assert journal.read_text() == "somebody else's\n"


@pytest.mark.parametrize("text", ["a\u2028b", "a\x85b", "\x1b[2J", "a\nb"])
def test_every_character_comes_back(journal: Path, text: str) -> None:
    begun(journal, AnswerGiven(key="a.b", value=text)).close()
    resumed = Session.resume(journal)
    assert resumed.events == [AnswerGiven(key="a.b", value=text)]
    resumed.close()


def test_a_last_line_without_its_end_is_kept_if_it_is_whole(journal: Path) -> None:
    begun(journal, AnswerGiven(key="a.b", value="one")).close()
    journal.write_bytes(journal.read_bytes().removesuffix(b"\n"))
    resumed = Session.resume(journal)
    resumed.append(AnswerGiven(key="a.c", value="two"))
    resumed.close()
    again = Session.resume(journal)
    assert answers(again) == ["one", "two"]
    again.close()


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "Exploded"}',
        '{"event": "OfAnswer", "key": "a.b", "value": "one"}',
        '{"event": "AnswerGiven", "key": "a.b"}',
        '{"event": "AnswerGiven", "key": "a.b", "value": 5}',
        '{"event": "AnswerGiven", "key": "a.b", "value": ["one", 2]}',
        '{"event": "AnswerGiven", "key": "a.b", "value": "one", "more": ""}',
        '{"event": "EntryMoved", "flow": "insights", "entry": 1, "place": "x"}',
        '{"event": "EntryMoved", "flow": "insights", "entry": 1, "place": true}',
        '{"event": "EntryRemoved", "flow": "insights", "entry": -1}',
        '{"event": "EntryFound", "flow": "insights", "entry": 9999999999}',
        '{"event": ["EntryFound"]}',
        '{"event": "WorkshopFinished"}',
    ],
)
def test_an_event_that_makes_no_sense_is_told_with_its_line(journal: Path, line: str) -> None:
    begun(journal).close()
    journal.write_text(f"{journal.read_text()}{line}\n")
    with refused("session.line_unreadable", number=2):
        Session.resume(journal)


@pytest.mark.parametrize("wrong", ['"only": 5', '"base": [1]', '"flows": ["x"]', '"file": "../x.yaml"', '"file": "/x.yaml"'])
def test_a_header_with_values_of_another_kind_is_told(journal: Path, wrong: str) -> None:
    journal.write_text(f'{{"event": "start", "format": 1, {wrong}}}\n')
    with refused("session.line_unreadable", number=1):
        Session.resume(journal)
