"""In a real pseudo-terminal: a whole interview, and what the screen shows of it."""

from __future__ import annotations

import re
import signal
import sys
from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from stratcoach.model.dates import spoken
from tests.conftest import Run
from tests.person import CTRL_C, ENTER, SHIFT_TAB, Person
from tests.printed import question_wording, sentence, wording
from tests.rehearsal import BACK, EXAMPLES, rehearse
from tests.terminal.sitting import HINT, at_first_question, at_question, stops

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.mark.slow
def test_a_whole_interview_in_a_narrow_terminal_without_colour_writes_the_file_that_answers_write(
    folder: Path, stratcoach: Run
) -> None:
    person = Person(["new"], folder, columns=50, environment={"NO_COLOR": "1"})
    for act in rehearse(EXAMPLES / "discharge" / "answers.yaml"):
        act.at(person)
    assert person.ends() == 0
    assert stratcoach("new", "other.yaml", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")).status == 0
    assert (folder / "strategy.yaml").read_text() == (folder / "other.yaml").read_text()
    codes = re.findall(rb"\x1b\[([0-9;]*)m", person.raw)
    assert not [code for code in codes if re.search(rb"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7])(?:;|$)", code)]


def test_no_line_of_the_interview_is_cut_at_50_columns(folder: Path) -> None:
    person = at_first_question(folder, columns=50)
    person.sees(question_wording("insights.statement"))
    person.sees(wording("keys.more", ways="all"))
    person.sees(BACK)
    word = sentence("keys.more", ways="all").split()[-1]
    assert not [at for at in range(1, len(word)) if f"{word[:at]}\n{word[at:]}" in person.text()]
    assert max(len(line) for line in person.everything().splitlines()) <= 50


def test_what_is_typed_is_broken_at_words(folder: Path) -> None:
    person = at_first_question(folder, columns=50)
    person.types("The teacher printed the list of her group every morning because")
    screen = person.sees("every morning because")
    assert " › The teacher printed the list of her group\n   every morning because\n" in screen
    stops(person)


def test_help_comes_on_a_key_and_the_draft_stays(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("?")
    person.sees(wording("screen.weak_examples"))
    person.sees(BACK)
    person.types("Hikers turn ba", "\x1bOP")
    person.sees("› Hikers turn ba")
    person.types("\x03")
    assert person.ends() == 130


def test_shift_tab_goes_back_and_brings_the_answer_with_it(folder: Path) -> None:
    person = at_first_question(folder)
    person.types(SHIFT_TAB)
    person.sees(question_wording("start.organisation"))
    person.sees(HINT)
    person.types(SHIFT_TAB)
    person.sees(question_wording("start.product"))
    person.sees("› Trailhead")
    person.types(SHIFT_TAB)
    person.sees(question_wording("start.agenda"))
    person.kill(signal.SIGKILL)


@pytest.mark.slow
def test_a_long_paste_with_line_breaks_is_one_answer(folder: Path) -> None:
    person = at_first_question(folder)
    told = " ".join(f"{number} of 99 hikers turned back." for number in range(400))
    pasted = told.replace(". ", ".\r\n")
    person.types(f"\x1b[200~{pasted}\x1b[201~")
    person.sees("399 of 99 hikers turned back.")
    person.types(ENTER)
    person.sees(question_wording("insights.source"))
    stops(person)
    assert told in journal_path(folder / "strategy.yaml").read_text()


@pytest.mark.slow
def test_chinese_and_emoji_arrive_as_they_were_typed(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("周末登山者 turned back 👩‍👩‍👧 in 11 of 14 cases.", ENTER)
    person.sees(question_wording("insights.source"))
    stops(person)
    assert "周末登山者 turned back 👩‍👩‍👧 in 11 of 14 cases." in journal_path(folder / "strategy.yaml").read_text()


def test_an_editor_takes_the_answer_and_gives_it_back(folder: Path) -> None:
    script = folder / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "11 of 14 hikers turned back.\\n" >> "$1"\n')
    script.chmod(0o700)
    person = at_first_question(folder, environment={"EDITOR": str(script)})
    person.types("Yesterday", "\x18\x05")
    person.sees("› Yesterday 11 of 14 hikers turned back.")
    stops(person)


@pytest.mark.slow
def test_an_editor_that_is_not_there_is_told_and_the_text_stays(folder: Path) -> None:
    person = at_first_question(folder, environment={"EDITOR": "no-such-editor"})
    person.types("Yesterday", "\x18\x05")
    person.sees(wording("screen.editor_not_started"))
    person.sees("› Yesterday")
    stops(person)


@pytest.mark.slow
def test_a_resized_terminal_goes_on(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers turned")
    person.resize(30, 10)
    person.types(" back.")
    person.resize(100, 30)
    person.types(ENTER)
    person.sees(question_wording("insights.source"))
    stops(person)


def test_a_simple_terminal_gets_plain_lines(folder: Path) -> None:
    person = Person(["new"], folder, environment={"TERM": "dumb"})
    person.sees(wording("screen.type_a_number"))
    person.types("1", ENTER)
    person.sees(question_wording("start.product"))
    assert b"\x1b" not in person.raw.replace(b"\x1b[?2004h", b"").replace(b"\x1b[?2004l", b"")
    person.types(":quit", ENTER)
    assert person.ends() == 130


@pytest.mark.slow
def test_results_that_go_to_a_file_leave_the_questions_on_the_screen(folder: Path) -> None:
    command = f"'{sys.executable}' -m stratcoach new > out.txt"
    shell = Person([], folder, program=["/bin/sh", "-c", command])
    shell.sees(question_wording("start.agenda"))
    shell.sees(HINT)
    shell.types(CTRL_C)
    assert shell.ends() in (130, -signal.SIGINT)
    assert (folder / "out.txt").read_text() == ""


def test_two_terminals_do_not_write_into_one_session(folder: Path) -> None:
    person = at_first_question(folder)
    other = Person(["resume"], folder)
    other.sees(wording("disk.open_elsewhere"))
    assert other.ends() == 2
    stops(person)


def test_a_date_is_read_as_it_is_said_and_said_back(folder: Path) -> None:
    person = at_question(folder, "insights#1.observed")
    person.sees(question_wording("insights.observed"))
    person.sees(BACK)
    person.types("in 2025, in summer", ENTER)
    person.sees(wording("interview.season_is_no_date"))
    person.types("\x01\x0bMarch last year", ENTER)
    person.sees("› March last year")
    last = date.today().year - 1  # noqa: DTZ011  the person's own day is meant
    person.sees(sentence("screen.read_as", date=spoken(f"{last}-03")))
    person.sees(BACK)
    stops(person)
    assert f'"key": "insights#1.observed", "value": "{last}-03"' in journal_path(folder / "strategy.yaml").read_text()
