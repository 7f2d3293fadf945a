"""In a real pseudo-terminal: what only a terminal has. Everything else is tested by replies."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import time
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest

from stratcoach.files.sessions import Header, Session, journal_path, peek
from stratcoach.flow.events import AnswerGiven
from tests.person import CTRL_C, CTRL_D, DOWN, ENTER, PATIENCE, SHIFT_TAB, TAB, Person, is_in
from tests.rehearsal import EXAMPLES, rehearse

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

FIRST = "What did you see a user do?"
HINT = "?: help"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def at_first_question(folder: Path, **options: object) -> Person:
    """Somebody who chose the quick agenda and named the product."""
    person = Person(["new"], folder, **options)  # type: ignore[arg-type]
    person.sees("How much time do you have?")
    person.sees(HINT)
    person.types(ENTER)
    person.sees("What is the product called?")
    person.sees("Shift-Tab: back")
    person.types("Trailhead", ENTER)
    person.sees("What kind of organisation")
    person.sees(HINT)
    person.types(ENTER)
    person.sees(FIRST)
    person.sees("Shift-Tab: back")
    return person


def stops(person: Person) -> None:
    person.types(CTRL_C)
    assert person.ends() == 130


@pytest.mark.parametrize(("columns", "rows", "environment"), [(80, 24, {}), (50, 24, {"NO_COLOR": "1"})])
def test_a_whole_interview_in_a_terminal_writes_the_file_that_answers_write(
    folder: Path, columns: int, rows: int, environment: dict[str, str]
) -> None:
    person = Person(["new"], folder, columns=columns, rows=rows, environment=environment)
    for act in rehearse(EXAMPLES / "discharge" / "answers.yaml"):
        act.at(person)
    assert person.ends() == 0
    other = Person(["new", "other.yaml", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")], folder)
    assert other.ends() == 0
    assert (folder / "strategy.yaml").read_text() == (folder / "other.yaml").read_text()
    if environment:
        codes = re.findall(rb"\x1b\[([0-9;]*)m", person.raw)
        assert not [code for code in codes if re.search(rb"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7])(?:;|$)", code)]


def test_no_line_of_the_interview_is_cut_at_50_columns(folder: Path) -> None:
    person = at_first_question(folder, columns=50)
    person.sees("about something that really happened")
    person.sees("Tab: skip, don't know, more Shift-Tab: back")
    assert "mo\nre" not in person.text()
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
    person.sees("Weak examples:")
    person.sees("Shift-Tab: back")
    person.types("Hikers turn ba", "\x1bOP")
    person.sees("› Hikers turn ba")
    person.types("\x03")
    assert person.ends() == 130


def test_shift_tab_goes_back_and_brings_the_answer_with_it(folder: Path) -> None:
    person = at_first_question(folder)
    person.types(SHIFT_TAB)
    person.sees("What kind of organisation")
    person.sees(HINT)
    person.types(SHIFT_TAB)
    person.sees("What is the product called?")
    person.sees("› Trailhead")
    person.types(SHIFT_TAB)
    person.sees("How much time do you have?")
    person.kill(signal.SIGKILL)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_keeps_everything_even_the_half_typed_line(folder: Path, key: str) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.types(key)
    assert person.ends() == 130
    assert "Saved. Resume where you stopped with: stratcoach resume" in person.everything()
    again = Person(["resume"], folder)
    again.sees("Welcome back. 3 answers so far")
    again.sees("› 11 of 14 hikers tur")
    again.types("ned back.", ENTER)
    again.sees("How do you know?")
    again.types(CTRL_C)
    assert again.ends() == 130


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_calmly_and_keeps_the_half_typed_line(folder: Path, number: signal.Signals) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.kill(number)
    assert person.ends() == 128 + number
    assert "11 of 14 hikers tur" in journal_path(folder / "strategy.yaml").read_text()


def test_an_interrupt_from_outside_ends_a_list_calmly(folder: Path) -> None:
    person = Person(["new"], folder)
    person.sees("How much time")
    person.kill(signal.SIGINT)
    assert person.ends() == 130


def test_a_closed_terminal_loses_nothing(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers turned back.", ENTER)
    person.sees("How do you know?")
    person.child.close(force=False)
    assert "11 of 14 hikers turned back." in journal_path(folder / "strategy.yaml").read_text()
    again = Person(["resume"], folder)
    again.sees("How do you know?")
    again.types(CTRL_C)
    assert again.ends() == 130


def test_a_long_paste_with_line_breaks_is_one_answer(folder: Path) -> None:
    person = at_first_question(folder)
    told = " ".join(f"{number} of 99 hikers turned back." for number in range(400))
    pasted = told.replace(". ", ".\r\n")
    person.types(f"\x1b[200~{pasted}\x1b[201~")
    person.sees("399 of 99 hikers turned back.")
    person.types(ENTER)
    person.sees("How do you know?")
    stops(person)
    assert told in journal_path(folder / "strategy.yaml").read_text()


def test_chinese_and_emoji_arrive_as_they_were_typed(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("周末登山者 turned back 👩‍👩‍👧 in 11 of 14 cases.", ENTER)
    person.sees("How do you know?")
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


def test_an_editor_that_is_not_there_is_told_and_the_text_stays(folder: Path) -> None:
    person = at_first_question(folder, environment={"EDITOR": "no-such-editor"})
    person.types("Yesterday", "\x18\x05")
    person.sees("could not be started")
    person.sees("› Yesterday")
    stops(person)


def test_tab_offers_to_leave_out_to_not_know_and_to_park(folder: Path) -> None:
    person = at_first_question(folder)
    person.types(TAB)
    person.sees("Park a thought for later")
    person.types("4", ENTER)
    person.sees("What do you want to park for later?")
    person.types("Winter sports?", ENTER)
    person.sees("Saved to the parking lot")
    person.sees(HINT)
    person.types(TAB)
    person.sees("Skip this question")
    person.types(ENTER)
    person.sees("No insight so far.")
    person.types(DOWN, CTRL_C)
    assert person.ends() == 130
    assert "Winter sports?" in journal_path(folder / "strategy.yaml").read_text()


def test_a_resized_terminal_goes_on(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers turned")
    person.resize(30, 10)
    person.types(" back.")
    person.resize(100, 30)
    person.types(ENTER)
    person.sees("How do you know?")
    stops(person)


def test_a_simple_terminal_gets_plain_lines(folder: Path) -> None:
    person = Person(["new"], folder, environment={"TERM": "dumb"})
    person.sees("Type a number.")
    person.types("1", ENTER)
    person.sees("What is the product called?")
    assert b"\x1b" not in person.raw.replace(b"\x1b[?2004h", b"").replace(b"\x1b[?2004l", b"")
    person.types(":quit", ENTER)
    assert person.ends() == 130


def test_results_that_go_to_a_file_leave_the_questions_on_the_screen(folder: Path) -> None:
    command = f"'{sys.executable}' -m stratcoach new > out.txt"
    shell = Person([], folder, program=["/bin/sh", "-c", command])
    shell.sees("How much time do you have?")
    shell.sees(HINT)
    shell.types(CTRL_C)
    assert shell.ends() in (130, -signal.SIGINT)
    assert (folder / "out.txt").read_text() == ""


def test_two_terminals_do_not_write_into_one_session(folder: Path) -> None:
    person = at_first_question(folder)
    other = Person(["resume"], folder)
    other.sees("open in another terminal")
    assert other.ends() == 2
    stops(person)


def test_a_disk_that_fills_up_keeps_the_answer_on_the_screen(folder: Path) -> None:
    """The size that files may have stands in for a full disk: the next answer doesn't fit."""
    limited = f"ulimit -f 1; exec '{sys.executable}' -m stratcoach new"
    person = Person([], folder, program=["/bin/bash", "-c", limited])
    person.sees("How much time do you have?")
    person.sees(HINT)
    person.types(ENTER)
    person.sees("What is the product called?")
    person.sees("Shift-Tab: back")
    person.types("Trailhead", ENTER)
    person.sees("What kind of organisation")
    person.sees(HINT)
    person.types(ENTER)
    person.sees(FIRST)
    person.sees("Shift-Tab: back")
    told = "11 of 14 hikers turned back. " * 60
    person.types(f"\x1b[200~{told}\x1b[201~", ENTER)
    person.sees("Not saved:")
    person.sees("11 of 14 hikers turned back.")
    stops(person)
    assert [line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if "Trailhead" in line]
    assert os.path.getsize(journal_path(folder / "strategy.yaml")) <= 1024  # noqa: PTH202


def test_a_sentence_typed_into_a_list_chooses_nothing(folder: Path) -> None:
    person = Person(["new"], folder)
    person.sees("How much time do you have?")
    person.sees(HINT)
    person.types("Hikers turn back", ENTER, "Hikers turn back")
    person.sees("This is a list: choose with the arrow keys or a number")
    person.types(DOWN, ENTER)
    person.sees("What is the product called?")
    stops(person)
    assert '"solo"' in journal_path(folder / "strategy.yaml").read_text()


def test_what_stood_in_the_line_stays_while_a_thought_is_put_aside(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees("Park a thought for later")
    person.types("4", ENTER)
    person.sees("What do you want to park for later?")
    person.types("Winter sports?", ENTER)
    person.sees("Saved to the parking lot")
    person.sees("› 11 of 14 hikers tur")
    person.types("ned back.", ENTER)
    person.sees("How do you know?")
    person.sees(HINT)
    person.types(SHIFT_TAB)
    person.sees("‹ back")
    person.sees("› 11 of 14 hikers turned back.")
    stops(person)


def test_escape_leaves_the_list_of_other_things_and_the_draft_stays(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees("Esc: cancel")
    person.types("\x1b")
    person.sees("› 11 of 14 hikers tur")
    stops(person)


def test_a_key_right_behind_escape_breaks_nothing(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees("Esc: cancel")
    person.types("\x1b" + TAB)
    person.types("\x1b")
    person.sees("› 11 of 14 hikers tur")
    stops(person)
    assert "Exception" not in person.everything()


def test_a_choice_that_was_never_made_is_not_made_by_enter_alone(folder: Path) -> None:
    (folder / "strategy.yaml").write_text(
        "stratcoach: 1\nproduct: Rota\nversion: 1.0.0\nupdated: 2026-05-04\nstatus: draft\n"
        "insights:\n  - id: cards\n    statement: 7 of 9 nurses copy their notes onto a card.\n"
        "    evidence: 7 of 9 nurses\n    observed: 2026-03\n"
        + "".join(
            f"  - id: {name}\n    statement: On {name} 3 of 4 planners phone carers at home.\n"
            "    source: interviews\n    evidence: 3 of 4 planners\n    observed: 2026-03\n"
            for name in ("sundays", "mondays")
        )
    )
    before = (folder / "strategy.yaml").read_text()
    person = Person(["revise", "insights"], folder)
    person.sees("What did you see a user do?")
    person.sees("F1: help")
    person.types(ENTER)
    person.sees("How do you know?")
    person.sees("› Skip this question 1) We talked with users")
    person.types(ENTER)
    for day in ("sundays", "mondays"):
        person.sees(f"On {day} 3 of 4 planners")
        person.sees("F1: help")
        person.types(ENTER)
    person.sees("so far.")
    person.sees("Change one")
    person.types(ENTER)
    person.sees("Read it aloud")
    person.sees("Enter: continue")
    person.types(ENTER)
    person.sees("Write the file")
    person.types(ENTER)
    assert person.ends() == 0
    assert "Nothing changed" in person.text()
    assert (folder / "strategy.yaml").read_text() == before


def at_question(folder: Path, key: str, columns: int = 80) -> Person:
    """Somebody who has answered as in the example of the bakery, up to a question."""
    session = Session.create(journal_path(folder / "strategy.yaml"), Header(file="strategy.yaml"))
    for act in takewhile(lambda one: one.step.key != key, rehearse(EXAMPLES / "bakery" / "answers.yaml")):
        session.append(act.event)
    session.close()
    return Person(["resume"], folder, columns=columns)


@pytest.mark.parametrize("columns", [80, 50])
def test_all_can_be_marked_with_a_key_that_is_told_and_with_no_other(folder: Path, columns: int) -> None:
    person = at_question(folder, "vision.rests_on", columns)
    person.sees("Which of the things you saw")
    person.sees("Space: mark Ctrl-A: all")
    person.types("aia")
    person.sees("This is a list: go to a line with the arrow keys or its number, mark it with Space, then press Enter.")
    assert "●" not in person.text()
    person.types("\x01")
    person.sees("● 4) Bakers stop using a planning")  # the last one is drawn last
    assert "○" not in person.text()
    person.types("\x01")
    person.sees("○ 4) Bakers stop using a planning")
    person.types(DOWN, "\x01", ENTER)
    person.sees("Shift-Tab: back")
    stops(person)
    marked = next(line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if '"vision.rests_on"' in line)
    assert [f"insights#{number}" in marked for number in range(1, 5)] == [True] * 4


def test_a_date_is_read_as_it_is_said_and_said_back(folder: Path) -> None:
    person = at_question(folder, "insights#1.observed")
    person.sees("When was that?")
    person.sees("Shift-Tab: back")
    person.types("in 2025, in summer", ENTER)
    person.sees("Write a month or a quarter, such as August 2026")
    person.types("\x01\x0bMarch last year", ENTER)
    person.sees("› March last year")
    last = date.today().year - 1  # noqa: DTZ011  the person's own day is meant
    person.sees(f"Read as March {last}.")
    person.sees("Shift-Tab: back")
    stops(person)
    assert f'"key": "insights#1.observed", "value": "{last}-03"' in journal_path(folder / "strategy.yaml").read_text()


@pytest.fixture
def edited(folder: Path) -> Path:
    """A strategy with a released version, and a lower target since."""
    made = Person(["new", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")], folder)
    assert made.ends() == 0
    path = folder / "strategy.yaml"
    path.write_text(path.read_text().replace("target: 4,000", "target: 3,000"))
    return path


def test_before_a_release_is_written_it_is_asked_once_more(edited: Path) -> None:
    person = Person(["release"], edited.parent)
    person.sees("What changed, in one sentence?")
    person.sees(HINT)
    lines = [line.strip() for line in person.screen.display]
    assert lines[lines.index("What changed, in one sentence?") - 1].startswith("── Release")
    person.types("A lower aim", ENTER)
    person.sees("Why? What did you learn")
    person.sees(HINT)
    person.types("Two services left.", ENTER)
    person.sees("› Dr Adler Enter: continue")
    person.types(ENTER)
    person.sees("strategy.yaml becomes version 1.1.0; its copy is strategy.versions/1.1.0.yaml.")
    person.sees("What changed: A lower aim Why: Two services left. Decided by: Dr Adler")
    person.sees("3) Not now")
    assert "version: 1.0.0" in edited.read_text()
    person.types(DOWN, ENTER)
    person.sees("› A lower aim Enter: continue")
    person.types(" for now.", ENTER)
    person.sees("› Two services left. Enter: continue")
    person.types(ENTER)
    person.sees("› Dr Adler Enter: continue")
    person.types(ENTER)
    person.sees("What changed: A lower aim for now.")
    person.sees("3) Not now")
    person.types(ENTER)
    assert person.ends() == 0
    assert "Released: strategy.yaml is now version 1.1.0." in person.everything()
    assert "summary: A lower aim for now." in edited.read_text()


@pytest.mark.parametrize(("keys", "status"), [((DOWN, DOWN, ENTER), 0), ((CTRL_C,), 130)])
def test_a_release_that_is_not_meant_writes_nothing_and_says_how_to_do_it_later(
    edited: Path, keys: tuple[str, ...], status: int
) -> None:
    before = edited.read_bytes()
    person = Person(["release", "-m", "A lower aim.", "--because", "It's less"], edited.parent, columns=120)
    person.sees("3) Not now")
    person.types(*keys)
    assert person.ends() == status
    told = shlex.join(["-m", "A lower aim.", "--because", "It's less", "--decided-by", "Dr Adler"])
    assert f"stratcoach release {told}" in person.everything()
    assert edited.read_bytes() == before
    assert not (edited.parent / "strategy.versions" / "1.1.0.yaml").exists()


def test_with_yes_a_release_is_not_asked_about_again(edited: Path) -> None:
    person = Person(["release", "-m", "A lower aim.", "--because", "Two services left.", "--yes"], edited.parent)
    assert person.ends() == 0
    assert "Write the release?" not in person.everything()
    assert "version: 1.1.0" in edited.read_text()


@pytest.mark.parametrize(
    ("keys", "kept"), [(("3",), "analytics"), (("0",), "other"), (("1", "0"), "other"), (("4", "2"), "observation")]
)
def test_a_number_chooses_in_a_list_of_ten(folder: Path, keys: tuple[str, ...], kept: str) -> None:
    person = at_question(folder, "insights#1.source")
    person.sees("10) Some other way")
    person.sees(HINT)
    person.types(*keys, ENTER)
    person.sees("Where could a colleague look it up?")
    person.sees("Shift-Tab: back")
    stops(person)
    assert f'"insights#1.source", "value": "{kept}"' in journal_path(folder / "strategy.yaml").read_text()


def test_no_enter_records_a_choice_after_a_text_that_was_meant_for_elsewhere(folder: Path) -> None:
    person = at_question(folder, "insights#1.source")
    person.sees("10) Some other way")
    person.sees(HINT)
    person.types("5 of 9 told us", ENTER)
    person.sees("This is a list: choose with the arrow keys or a number")
    person.types(ENTER, ENTER)
    stops(person)
    assert "insights#1.source" not in journal_path(folder / "strategy.yaml").read_text()


def test_lines_that_are_pasted_without_a_mark_answer_one_question_at_most(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("7 of 9 bakers stop at six.\r2\rThey sell out on Saturdays.\r")
    person.sees("› 7 of 9 bakers stop at six. 2 They sell out on Saturdays.")
    stops(person)
    kept = [line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if "insights" in line]
    assert all('"insights#1.statement"' in line for line in kept)
    assert '"value": "7 of 9 bakers stop at six. 2 They sell out on Saturdays.' in kept[-1]


@pytest.mark.parametrize("columns", [80, 50])
def test_the_question_stays_above_a_long_list_and_what_lies_below_is_announced(folder: Path, columns: int) -> None:
    (folder / "strategy.yaml").write_text((EXAMPLES / "discharge" / "strategy.yaml").read_text())
    person = Person(["learn"], folder, columns=columns)
    person.sees("What happened, step by step?")
    person.sees("Shift-Tab: back")
    person.types(TAB)
    person.sees("Esc: cancel")
    person.types("2", ENTER)
    person.sees("about something that really happened")
    person.sees("Shift-Tab: back")
    person.types("9 of 11 services said no to the ward on Friday at four.", ENTER)
    person.sees("How do you know?")
    person.sees(HINT)
    person.types("2", ENTER)
    for question in ("look it up?", "When was that?"):
        person.sees(question)
        person.sees("Shift-Tab: back")
        person.types(TAB)
        person.sees("Esc: cancel")
        person.types("2", ENTER)
    person.sees("so far.")
    person.sees("Change the order")
    person.types(ENTER)
    person.sees("confirm one of your bets?")
    person.sees("Shift-Tab: back")
    person.types(ENTER)
    for question in ("What does this speak for?", "what does it speak against?"):
        person.sees(question)
        person.sees("more below")
        person.sees("Shift-Tab: back")
        assert re.search(re.escape(question).replace(r"\ ", r"\s+"), person.text())
        person.types(ENTER)
    stops(person)


def test_a_closed_window_keeps_half_a_sentence_and_the_marks(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.child.close(force=False)
    journal = journal_path(folder / "strategy.yaml")
    until = time.monotonic() + PATIENCE
    while "hikers tur" not in journal.read_text() and time.monotonic() < until:
        pass
    assert "11 of 14 hikers tur" in journal.read_text()


def test_a_closed_window_keeps_every_line_that_was_entered_by_plain_lines(folder: Path) -> None:
    person = Person(["new", "--plain"], folder)
    for shown, typed in (
        ("Type a number.", "2"),
        ("What is the product called?", "Trailhead"),
        ("What kind of organisation", "1"),
        ("contains only a full stop", "They stood in the rain."),
        ("> They stood in the rain.", "Then they drove home."),
    ):
        person.sees(shown)
        person.sees(">")
        person.types(typed, ENTER)
    person.sees("> Then they drove home.")
    person.child.close(force=False)
    journal = journal_path(folder / "strategy.yaml")
    until = time.monotonic() + PATIENCE
    while "drove home" not in journal.read_text() and time.monotonic() < until:
        pass
    assert '"value": "They stood in the rain.\\nThen they drove home."' in journal.read_text()


def test_what_is_half_typed_is_on_the_disk_before_anybody_stops(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("6 of 8 bakers threw")
    assert is_in(journal_path(folder / "strategy.yaml"), "6 of 8 bakers threw")
    person.kill(signal.SIGKILL)
    again = Person(["resume"], folder)
    again.sees("› 6 of 8 bakers threw")
    again.types(*("\x7f" * 19))
    assert is_in(journal_path(folder / "strategy.yaml"), '"event": "AnswerDrafted", "key": "insights#1.statement", "value": ""')
    again.kill(signal.SIGKILL)
    last = Person(["resume"], folder)
    assert "threw" not in last.sees("Type, then Enter")
    stops(last)


def test_by_plain_lines_half_a_line_and_those_before_it_are_on_the_disk(folder: Path) -> None:
    pytest.importorskip("readline")
    person = Person(["new", "--plain"], folder)
    for shown, typed in (
        ("Type a number.", "2"),
        ("What is the product called?", "Ovenlight"),
        ("What kind of organisation", "1"),
        ("contains only a full stop", "The oven was cold."),
    ):
        person.sees(shown)
        person.sees(">")
        person.types(typed, ENTER)
    person.sees("> The oven was cold.")
    person.types("She rang the")
    assert is_in(journal_path(folder / "strategy.yaml"), '"value": "The oven was cold.\\nShe rang the"')
    person.types(" landlord", ENTER)
    assert is_in(journal_path(folder / "strategy.yaml"), "She rang the landlord")
    person.types(".", ENTER)
    person.sees("What does that show?")
    person.kill(signal.SIGKILL)
    last = peek(journal_path(folder / "strategy.yaml"))[1][-1]
    assert last == AnswerGiven(key="insights#1.statement", value="The oven was cold.\nShe rang the landlord")
