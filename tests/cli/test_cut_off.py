"""A session on a file that is cut off while it begins: the next one knows all of the file, or it doesn't begin."""

from __future__ import annotations

import io
import os
from functools import partial
from pathlib import Path

import pytest

from stratcoach.commands import learn, revise
from stratcoach.errors import UserError
from stratcoach.files import atomic
from stratcoach.files.codec import loads
from stratcoach.files.sessions import Header, Session, is_torn, journal_path
from stratcoach.flow.events import EntryRemoved, QuestionSkipped
from stratcoach.flow.model import Library
from stratcoach.flow.safety_net import kept
from stratcoach.model.sections import items
from stratcoach.model.strategy import Strategy
from stratcoach.services import workshop_session
from stratcoach.services.session_start import make_whole
from stratcoach.workshop.workshop_events import RoomBooked
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import refused, shows

pytestmark = pytest.mark.slow


@pytest.fixture
def strategy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return first_release("platform", folder)


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def begun(stratcoach: Run, strategy: Path, *verb: str) -> bytes:
    """The journal of a session in which something was half said, as the bytes on the disk."""
    stratcoach(*verb, "--plain", typed=":park Something for later\n")
    journal = journal_path(strategy)
    raw = journal.read_bytes()
    journal.unlink()
    return raw


def as_the_version_before(raw: bytes) -> bytes:
    """The same journal without the number of events that it began with."""
    first, _, rest = raw.partition(b"\n")
    return first[: first.index(b', "begun_with"')] + first[first.index(b', "at"') :] + b"\n" + rest


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize("verb", [("revise", "problems"), ("learn",)])
def test_cut_off_at_any_byte_of_its_beginning_a_session_still_knows_the_whole_file(
    stratcoach: Run, strategy: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...], older: bool
) -> None:
    raw = begun(stratcoach, strategy, *verb)
    raw = as_the_version_before(raw) if older else raw
    journal = journal_path(strategy)
    journal.write_bytes(raw)
    whole = Session.resume(journal)
    whole.close()
    expected = whole.events[:-1]
    ends = [at for at, byte in enumerate(raw) if byte == ord("\n")]
    assert len(expected) == len(ends) - 2 > 100
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    at_ends = (end + shift for end in (*ends[:-3:9], *ends[-3:-1]) for shift in (-1, 0, 1))
    cuts = {*range(0, ends[0], 97), *at_ends, *range(ends[-3], len(raw), 9), len(raw) - 1}
    for cut in sorted(cuts):
        journal.write_bytes(raw[:cut])
        if is_torn(journal):
            assert cut <= ends[0]
            continue
        try:
            session = Session.resume(journal)
        except UserError:
            assert cut <= ends[0] + 1
            continue
        make_whole(session, expected, print)
        assert session.events[: len(expected)] == expected
        assert session.own == (whole.events[-1:] if cut >= len(raw) - 1 else [])
        session.close()
        again = Session.resume(journal)
        assert again.events == session.events
        again.close()


@pytest.mark.parametrize("at", [0, 1, 40, 100])
def test_an_answer_on_half_a_start_is_shown_and_the_file_is_left_alone(stratcoach: Run, strategy: Path, at: int) -> None:
    lines = as_the_version_before(begun(stratcoach, strategy, "revise", "problems")).splitlines(keepends=True)
    answer = b'{"event": "AnswerGiven", "key": "problems#1.statement", "value": "Testers wait for the one machine."}\n'
    journal_path(strategy).write_bytes(b"".join([*lines[: at + 1], answer]))
    before = strategy.read_bytes()
    ran = stratcoach("resume", "--plain", typed=":skip\n" * 40)
    assert ran.status == 2
    assert "Testers wait for the one machine" in ran.err
    assert strategy.read_bytes() == before
    assert stratcoach("revise", "problems", "--plain", "--start-over", typed=":quit\n").status == 130
    assert "Testers wait" in (strategy.parent / "strategy.draft.1.jsonl").read_text()


@pytest.mark.parametrize("failing", ["write", "fsync", "link"])
def test_a_beginning_that_fails_leaves_nothing(strategy: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def fails(*_anything: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr(atomic, "_renamed_by_the_system", lambda *_: False)
    monkeypatch.setattr(os, failing, fails)
    for begin in (
        partial(revise.run, ["problems"], plain=True, flows="", start_over=False),
        partial(learn.run, "", plain=True, flows="", start_over=False),
    ):
        with pytest.raises(KeyboardInterrupt):
            begin()
        assert {path.name for path in strategy.parent.iterdir()} == {".git", "strategy.yaml"}


def test_what_a_killed_beginning_left_is_tidied_up_by_the_next(stratcoach: Run, strategy: Path) -> None:
    left = strategy.with_name(f".{journal_path(strategy).name}.0123456789abcdef.tmp")
    left.write_text("half")
    assert stratcoach("revise", "vision", "--plain", typed=":quit\n").status == 130
    assert not left.exists()


def test_a_journal_without_a_whole_line_is_in_nobodys_way(stratcoach: Run, strategy: Path) -> None:
    for torn in ("", '{"event": "start", "form'):
        journal_path(strategy).write_text(torn)
        ran = stratcoach("revise", "vision", "--plain", typed=":quit\n")
        assert (ran.status, journal_path(strategy).exists()) == (130, False)


def test_nothing_vanishes_that_nobody_was_asked_about(strategy: Path, library: Library) -> None:
    base = read(strategy)
    emptied = Strategy(product=base.product, problems=base.problems[:1])
    asked = (EntryRemoved(flow="problems", entry=2), QuestionSkipped(key="vision.horizon"))
    mended = kept(base, emptied, asked, library)
    assert [item.id for _, item in items(mended)] == [
        item.id for _, item in items(base) if item not in base.problems[1:2] and item.id != "vision"
    ]
    assert (mended.questions, mended.parking_lot, mended.owner) == (base.questions, base.parking_lot, base.owner)


def test_a_workshop_that_was_cut_off_while_it_began_still_knows_the_whole_file(strategy: Path, library: Library) -> None:
    journal, base = journal_path(strategy), read(strategy)
    header = Header(mode="workshop", file=strategy.name, base=strategy.read_text())
    session, _ = workshop_session.begun(journal, header, library, library.workshops["two-hours"], 120, base, 1764000000)
    session.close()
    raw = journal.read_bytes()
    first, _, rest = raw.partition(b"\n")
    older = [line for line in rest.splitlines(keepends=True) if b'"RoomBooked"' not in line]
    lines = [first[: first.index(b', "begun_with"')] + first[first.index(b', "at"') :] + b"\n", *older]
    for cut in range(2, len(lines) + 1, 9):
        journal.write_bytes(b"".join(lines[:cut]))
        again = Session.resume(journal)
        workshop_session.make_file_known(again, strategy, lambda _message: None)
        assert again.events == [event for event in session.events if not isinstance(event, RoomBooked)]
        again.close()
    journal.write_bytes(lines[0])
    again = Session.resume(journal)
    with refused("room_command.cut_off_at_start"):
        workshop_session.make_file_known(again, strategy, lambda _message: None)
    again.close()


def test_cut_off_behind_the_file_a_revision_is_complete_and_nobody_else_is_blamed(stratcoach: Run, strategy: Path) -> None:
    stratcoach("revise", "problems", "--plain", typed="Testers queue for the one machine on every night shift.\n")
    journal = journal_path(strategy)
    raw = journal.read_bytes()
    done = stratcoach("resume", "--plain", typed="\n" * 60)
    after = strategy.read_bytes()
    assert (done.status, b"night shift" in after) == (0, True)
    journal.write_bytes(raw)  # as if the end had been cut off right before the journal went
    again = stratcoach("resume", "--plain", typed="\n" * 60)
    assert again.status == 0
    assert not shows(again.err, "coach.merged_with_changes")
    assert not shows(again.err, "coach.changed_in_same_places")
    assert strategy.read_bytes() == after
    assert sorted(path.name for path in strategy.parent.iterdir() if path.name != ".git") == [strategy.name]


def test_cut_off_behind_the_file_a_release_still_takes_its_notes_away_and_no_others(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("release", "--keep").status == 0
    strategy.write_text(strategy.read_text().replace("confidence: medium", "confidence: low", 1))
    notes = strategy.with_name("strategy.versions") / "next"
    for summary in ("Less sure of it", "For the version after this"):
        assert stratcoach("release", "--note", "-m", summary, "--because", "Two tests failed").status == 0
    kept = {path: path.read_bytes() for path in notes.iterdir()}
    later = next(path for path in kept if path.name.startswith("for"))
    later.unlink()
    assert stratcoach("release", "--stands", "all").status == 0
    for path, raw in kept.items():  # as if the release had been cut off before it took its notes away
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    released = strategy.read_bytes()
    again = stratcoach("release", "--stands", "all")
    assert again.status == 0
    assert list(notes.iterdir()) == [later]
    assert strategy.read_bytes() == released
