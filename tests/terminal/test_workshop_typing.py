"""A workshop in a real pseudo-terminal: what is typed or pasted is kept, and is on no screen."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from tests.cli.workshop_lines import BEFORE
from tests.conftest import Run
from tests.person import CTRL_C, CTRL_D, ENTER, TAB, Person, is_in
from tests.printed import flow_title, question_wording, sentence, shows, wording
from tests.terminal.room import ASKED, at_writing, before

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_lines_that_are_pasted_unannounced_answer_no_further_question(folder: Path, plain: list[str]) -> None:
    person = Person(["workshop", *plain], folder)
    person.sees(question_wording("room.people"))
    person.types("Ana, Ben", ENTER)
    person.sees(question_wording("room.decider"))
    person.types("Ana likes keys\rBen said so\r1\r")
    person.sees(wording("room_notes.thoughts_saved", count=3))
    person.types("d", ENTER)
    person.sees(question_wording("room.decider"))
    person.types(CTRL_D)
    assert person.ends() == 130


def test_the_screen_shows_neither_what_is_pasted_nor_who_wrote_it(folder: Path) -> None:
    person = at_writing(folder)
    person.types("\x1b[200~Chi: Eleven turned back.\nAna: Friday after eight.\n\x1b[201~")
    person.sees("•••")
    person.types(ENTER)
    person.sees(wording("room_notes.notes_so_far", count=2))
    assert b"Eleven" not in person.raw
    person.types(ENTER)
    shown = person.sees("2. Friday after eight.")
    assert "Chi" not in shown
    assert "Ana" not in shown
    assert b"\x1b[?1049l" not in person.raw, "the shell's screen flashes up between two moments"
    person.kill(signal.SIGKILL)


def test_what_is_pasted_where_only_enter_is_asked_for_is_never_on_the_screen_and_not_lost(folder: Path) -> None:
    person = Person(["workshop"], folder)
    for told, seen in zip(BEFORE, (*ASKED, wording("room_begin.does_plan_fit")), strict=True):
        person.sees(seen)
        person.types(told, ENTER)
    person.sees(wording("screen.step_of", step=1, steps=10))
    person.types("\x1b[200~Chi: Eleven people turned back.\nAna: Friday after eight at night.\n\x1b[201~")
    person.sees(wording("room_notes.thoughts_saved", count=2))
    assert b"Eleven" not in person.raw
    person.kill(signal.SIGKILL)
    person.ends()
    again = Person(["resume"], folder)
    again.sees(wording("room_recap.where_we_are", title="What we are here for"))
    again.types(ENTER)
    again.sees(wording("room_notes.do_as_notes", title=flow_title("insights")))
    again.types("n", ENTER)
    again.sees(wording("room.placed_in_notes", title=flow_title("insights")))
    again.types(ENTER)
    again.sees(wording("room_notes.notes_so_far", count=2))
    assert b"Eleven" not in again.raw
    again.kill(signal.SIGKILL)


def test_what_is_half_typed_is_on_the_disk_and_in_the_line_again(folder: Path) -> None:
    journal = journal_path(folder / "strategy.yaml")
    person = Person(["workshop"], folder)
    person.sees(question_wording("room.people"))
    person.types("Ana, Be")
    assert is_in(journal, '"text": "Ana, Be"')
    person.kill(signal.SIGKILL)
    again = Person(["resume"], folder)
    again.sees(wording("room.do_go_back"))
    again.types(ENTER)
    again.sees("› Ana, Be")
    again.types("n", ENTER)
    again.sees(question_wording("room.decider"))
    again.types("Be")
    assert is_in(journal, '"text": "Be"')
    again.types("\x7f\x7f")
    assert is_in(journal, 'decider", "text": ""')
    again.kill(signal.SIGKILL)
    last = Person(["resume"], folder)
    last.sees(wording("room.do_go_back"))
    last.types(ENTER)
    last.sees(question_wording("room.decider"))
    assert "› Be" not in last.sees("Ben")
    last.kill(signal.SIGKILL)


def test_what_is_half_typed_unseen_is_kept_and_on_no_screen(folder: Path, stratcoach: Run) -> None:
    journal = journal_path(folder / "strategy.yaml")
    person = at_writing(folder)
    person.types("Chi: Eleven turned back")
    assert is_in(journal, "Chi: Eleven turned back")
    for told in (stratcoach("workshop", "--follow"), stratcoach("recap")):
        assert "Eleven" not in told.out + told.err
    person.types(TAB)
    person.sees(wording("room.what_to_do"))
    person.kill(signal.SIGKILL)
    again = Person(["resume"], folder)
    again.sees(wording("room.do_go_back"))
    again.types(ENTER)
    again.sees("•••")
    again.types(" at the gate", ENTER)
    again.sees(wording("room_notes.notes_so_far", count=1))
    assert b"Eleven" not in again.raw
    again.types(ENTER)
    again.sees("1. Eleven turned back at the gate")
    again.kill(signal.SIGKILL)


@pytest.mark.parametrize("before", ["", "half a thought"])
def test_what_is_pasted_into_one_line_is_kept_unseen_with_what_stood_there(folder: Path, before: str) -> None:
    person = Person(["workshop"], folder)
    for told, seen in zip(BEFORE[:2], ASKED[:2], strict=True):
        person.sees(seen)
        person.types(told, ENTER)
    person.sees(wording("room_begin.type_goal"))
    person.types(before, "\x1b[200~Chi: Eleven\nAna: Friday\n\x1b[201~")
    person.sees(wording("room_notes.thoughts_saved", count=3 if before else 2))
    assert b"Eleven" not in person.raw
    person.types("o", ENTER)
    person.sees(f"› {before} Eleven Friday" if before else "› Eleven Friday")
    person.kill(signal.SIGKILL)


def test_names_are_typed_behind_those_who_are_here_and_a_pasted_list_takes_their_place(folder: Path) -> None:
    person = at_writing(folder)
    person.types(TAB)
    person.sees(f"10. {sentence('room.change_people')}")
    person.types("10", ENTER)
    person.sees(wording("room.type_renaming"))
    person.types("Ben = Benedikt", ENTER)
    person.sees(wording("room.renamed", name="Ben", new="Benedikt"))
    person.types(TAB)
    person.sees(f"10. {sentence('room.change_people')}")
    person.types("10", ENTER)
    person.sees(wording("room.type_renaming"))
    person.types("\x1b[200~Ana\nBenedikt\nHal\n\x1b[201~")
    person.sees("Hal")
    person.types(ENTER, TAB)
    person.sees(f"10. {sentence('room.change_people')}")
    person.types("10", ENTER)
    person.sees("› Ana, Benedikt, Hal")
    person.kill(signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, None])
def test_when_it_is_stopped_the_half_typed_line_stays(folder: Path, number: signal.Signals | None) -> None:
    person = at_writing(folder)
    person.types("half a note")
    person.sees("•••••••••••")
    if number is None:
        person.types(CTRL_C)
    else:
        person.kill(number)
    assert person.ends() == (128 + number if number else 130)
    plain = Person(["resume", "--plain"], folder)
    plain.sees(wording("room_recap.where_we_are", title=flow_title("insights")))
    plain.types("\n")
    plain.sees(wording("room_screen.keep_what_was_typed"))
    assert "half a note" not in plain.everything()
    plain.types(CTRL_D)
    assert plain.ends() == 130
    again = Person(["resume"], folder)
    again.sees(wording("room_recap.where_we_are", title=flow_title("insights")))
    again.types(ENTER)
    again.sees(wording("room_notes.notes_so_far", count=0))
    again.types(ENTER)
    again.sees(wording("room_notes.notes_so_far", count=1))
    again.kill(signal.SIGKILL)


def test_by_plain_lines_nothing_that_is_typed_unseen_is_lost(folder: Path) -> None:
    person = Person(["workshop", "--plain"], folder)
    before(person)
    person.sees(wording("screen.step_of", step=1, steps=10))
    person.types("\n")
    person.sees(wording("room_notes.notes_so_far", count=0))
    person.types("Chi: Eleven turned back.\nAna: Friday after eight.\nBen: Nobody rang.\n", CTRL_D)
    assert person.ends() == 130
    assert shows(person.everything(), "room_notes.notes_so_far", count=3)
    journal = journal_path(folder / "strategy.yaml").read_text()
    assert all(told in journal for told in ("Eleven turned back.", "Friday after eight.", "Nobody rang."))
