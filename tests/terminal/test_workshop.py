"""A workshop in a real pseudo-terminal: its screen, followed, with questionnaires."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.workshop_lines import begun
from tests.conftest import Run
from tests.person import CTRL_C, CTRL_D, ENTER, SHIFT_TAB, TAB, Person
from tests.printed import flow_title, question_wording, sentence, wording
from tests.terminal.room import CTRL_P, PAGE_DOWN, at_writing, before

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]


def test_by_plain_lines_nothing_is_wider_than_a_narrow_terminal_and_no_word_is_broken(folder: Path) -> None:
    person = Person(["workshop", "--plain"], folder, columns=50)
    before(person)
    person.sees(wording("screen.step_of", step=1, steps=10))
    person.types("?", ENTER)
    shown = wording("room_begin.does_plan_fit").split(person.sees(wording("room.no_more_help")))[-1]
    assert shown.count("\n") > 8
    assert not [line for line in shown.splitlines() if len(line) > 49]
    person.types(CTRL_D)
    assert person.ends() == 130


def test_a_running_workshop_takes_questionnaires_in_and_says_so_elsewhere(folder: Path, stratcoach: Run) -> None:
    person = at_writing(folder)
    assert stratcoach("workshop", "--questionnaires", "out").status == 0
    path = folder / "out" / "questionnaire-ben.md"
    path.write_text(path.read_text(encoding="utf-8").replace("- \n", "- What Ben saw\n", 1), encoding="utf-8")
    done = stratcoach("workshop", "--collect", "out/questionnaire-ben.md")
    assert done.status == 2
    assert "There, press Tab, 9, then type out/questionnaire-ben.md." in done.err
    person.types(TAB)
    person.sees(f"9. {sentence('room.add_file')}")
    person.types("9", ENTER)
    person.sees(wording("room.which_file"))
    person.types("nothing", ENTER)
    person.sees(wording("disk.unreadable", path="nothing"))
    person.types("\x15out", ENTER)
    person.sees(wording("room_notes.notes_added_from", count=1, names="Ben"))
    person.sees(wording("room_notes.notes_so_far", count=1))
    assert b"What Ben saw" not in person.raw
    person.kill(signal.SIGKILL)


def test_who_turned_to_a_page_stays_there_while_votes_come_in(folder: Path, stratcoach: Run) -> None:
    words = ("saw", "waited", "left", "returned", "called", "asked", "wrote", "paid", "read", "slept", "looked", "drove")
    begun(stratcoach, "", *(" ".join(f"{sign}{word}" for word in words) for sign in "abcdefghijklmno"), "", "")
    person = Person(["resume"], folder)
    person.sees(wording("room_recap.where_we_are", title=flow_title("insights")))
    person.types(ENTER)
    assert "PgDn: in full" in person.sees("0 of 4 have voted"), "all options are on one page, cut"
    person.types(PAGE_DOWN)
    page = person.sees("PgDn: 1–").partition("PgDn: ")[2].split()[0]
    last = int(page.partition("–")[2])
    person.types(PAGE_DOWN)
    person.sees(f"{last + 1}. {'abcdefghijklmno'[last]}saw")
    second = f"{last + 1}–"
    person.sees(f"PgDn: {second}")
    person.types("Ana: 1", ENTER)
    assert f"PgDn: {second}" in person.sees(wording("room_vote.how_many_voted", voted=1, people=4, by_hand=False))
    person.types("Zoe: 1", ENTER)
    assert f"PgDn: {second}" in person.sees(wording("room_vote.who_is_that"))
    person.types(TAB)
    person.sees(f"10. {sentence('room.change_people')}")
    person.types("\x1b")
    assert f"PgDn: {second}" in person.sees(wording("room_vote.how_many_voted", voted=1, people=4, by_hand=False))
    person.kill(signal.SIGKILL)


def test_the_countdown_goes_on_while_somebody_types(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a no")
    for second in ("6:15", "6:14", "6:13"):
        person.sees(second)
    person.types("te", ENTER)
    person.sees(wording("room_notes.notes_so_far", count=1))
    person.types(ENTER)
    person.sees("1. half a note")
    person.kill(signal.SIGKILL)


def test_one_key_parks_a_thought_and_one_takes_the_last_thing_back(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a ", CTRL_P)
    person.sees(wording("room.what_to_park"))
    person.types("Ben: Prices", ENTER)
    person.sees(wording("room.parked", text="Prices", more=0))
    person.types("note", ENTER)
    person.sees(wording("room_notes.notes_so_far", count=1))
    person.types(SHIFT_TAB)
    person.sees(wording("room.undone_note"))
    person.types(TAB)
    person.sees(f"10. {sentence('room.change_people')}")
    person.types("3", ENTER)
    person.sees("We are at: What users did, step 2 of 10")
    person.kill(signal.SIGKILL)


def test_at_50_columns_without_colour_nothing_is_cut(folder: Path) -> None:
    person = at_writing(folder, columns=50, environment={"NO_COLOR": "1"})
    screen = person.sees(question_wording("insights.statement"))
    assert "Enter alone: done" in screen
    codes = re.findall(rb"\x1b\[([0-9;]*)m", person.raw)
    assert not [code for code in codes if re.search(rb"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7])(?:;|$)", code)]
    person.kill(signal.SIGKILL)


def test_a_screen_that_becomes_tiny_and_large_again_keeps_the_line(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a note")
    person.sees("•••••••••••")
    for columns, rows in ((20, 5), (8, 2), (1, 1), (100, 30)):
        person.resize(columns, rows)
    person.sees(question_wording("insights.statement"))
    person.sees("•••••••••••")
    person.types(ENTER)
    person.sees(wording("room_notes.notes_so_far", count=1))
    person.kill(signal.SIGKILL)


def test_the_facilitator_follows_live_on_a_second_terminal(folder: Path) -> None:
    person = at_writing(folder)
    second = Person(["workshop", "--follow"], folder)
    second.sees(wording("room_follow.doing_with_notes", count=0))
    person.types("Ana: One.", ENTER)
    person.sees(wording("room_notes.notes_so_far", count=1))
    second.sees(wording("room_follow.doing_with_notes", count=1))
    second.types(CTRL_C)
    assert second.ends() == 0
    person.kill(signal.SIGKILL)
