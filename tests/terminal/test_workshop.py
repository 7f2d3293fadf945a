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
from tests.terminal.room import CTRL_P, PAGE_DOWN, at_writing, before

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]


def test_by_plain_lines_nothing_is_wider_than_a_narrow_terminal_and_no_word_is_broken(folder: Path) -> None:
    person = Person(["workshop", "--plain"], folder, columns=50)
    before(person)
    person.sees("Anything off topic goes in the car park.")
    person.types("?", ENTER)
    shown = person.sees("help for this screen").split("does this fit?")[-1]
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
    person.sees("9. Add notes from a file")
    person.types("9", ENTER)
    person.sees("Which file?")
    person.types("nothing", ENTER)
    person.sees("nothing can't be read")
    person.types("\x15out", ENTER)
    person.sees("1 note from Ben added.")
    person.sees("1 note so far")
    assert b"What Ben saw" not in person.raw
    person.kill(signal.SIGKILL)


def test_who_turned_to_a_page_stays_there_while_votes_come_in(folder: Path, stratcoach: Run) -> None:
    words = ("saw", "waited", "left", "returned", "called", "asked", "wrote", "paid", "read", "slept", "looked", "drove")
    begun(stratcoach, "", *(" ".join(f"{sign}{word}" for word in words) for sign in "abcdefghijklmno"), "", "")
    person = Person(["resume"], folder)
    person.sees("We are at: What users did")
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
    assert f"PgDn: {second}" in person.sees("1 of 4 have voted")
    person.types("Zoe: 1", ENTER)
    assert f"PgDn: {second}" in person.sees("Who is that?")
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("\x1b")
    assert f"PgDn: {second}" in person.sees("1 of 4 have voted")
    person.kill(signal.SIGKILL)


def test_the_countdown_goes_on_while_somebody_types(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a no")
    for second in ("6:15", "6:14", "6:13"):
        person.sees(second)
    person.types("te", ENTER)
    person.sees("1 note so far")
    person.types(ENTER)
    person.sees("1. half a note")
    person.kill(signal.SIGKILL)


def test_one_key_parks_a_thought_and_one_takes_the_last_thing_back(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a ", CTRL_P)
    person.sees("What goes in the car park?")
    person.types("Ben: Prices", ENTER)
    person.sees("In the car park: “Prices”")
    person.types("note", ENTER)
    person.sees("1 note so far")
    person.types(SHIFT_TAB)
    person.sees("Undone: the last notes.")
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("3", ENTER)
    person.sees("We are at: What users did, step 2 of 10")
    person.kill(signal.SIGKILL)


def test_at_50_columns_without_colour_nothing_is_cut(folder: Path) -> None:
    person = at_writing(folder, columns=50, environment={"NO_COLOR": "1"})
    screen = person.sees("Something that really")
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
    person.sees("Something that really")
    person.sees("•••••••••••")
    person.types(ENTER)
    person.sees("1 note so far")
    person.kill(signal.SIGKILL)


def test_the_facilitator_follows_live_on_a_second_terminal(folder: Path) -> None:
    person = at_writing(folder)
    second = Person(["workshop", "--follow"], folder)
    second.sees("writing, 0 notes")
    person.types("Ana: One.", ENTER)
    person.sees("1 note so far")
    second.sees("writing, 1 note")
    second.types(CTRL_C)
    assert second.ends() == 0
    person.kill(signal.SIGKILL)
