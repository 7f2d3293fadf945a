"""In a real pseudo-terminal: whatever ends a sitting, what was typed is kept."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path, peek
from stratcoach.flow.events import AnswerGiven
from tests.person import CTRL_C, CTRL_D, ENTER, Person, is_in
from tests.printed import question_wording, shows, wording
from tests.terminal.sitting import at_first_question, begin, stops

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.mark.parametrize("key", [CTRL_C, pytest.param(CTRL_D, marks=pytest.mark.slow)])
def test_stopping_keeps_everything_even_the_half_typed_line(folder: Path, key: str) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.types(key)
    assert person.ends() == 130
    assert shows(person.everything(), "coach.saved", command="stratcoach resume")
    again = Person(["resume"], folder)
    again.sees(wording("coach.welcome_back", count=3, is_dated=False))
    again.sees("› 11 of 14 hikers tur")
    again.types("ned back.", ENTER)
    again.sees(question_wording("insights.source"))
    again.types(CTRL_C)
    assert again.ends() == 130


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_calmly_and_keeps_the_half_typed_line(folder: Path, number: signal.Signals) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.kill(number)
    assert person.ends() == 128 + number
    assert "11 of 14 hikers tur" in journal_path(folder / "strategy.yaml").read_text()


@pytest.mark.slow
def test_an_interrupt_from_outside_ends_a_list_calmly(folder: Path) -> None:
    person = Person(["new"], folder)
    person.sees(question_wording("start.agenda"))
    person.kill(signal.SIGINT)
    assert person.ends() == 130


@pytest.mark.slow
def test_a_closed_terminal_loses_nothing(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers turned back.", ENTER)
    person.sees(question_wording("insights.source"))
    person.child.close(force=False)
    assert "11 of 14 hikers turned back." in journal_path(folder / "strategy.yaml").read_text()
    again = Person(["resume"], folder)
    again.sees(question_wording("insights.source"))
    again.types(CTRL_C)
    assert again.ends() == 130


@pytest.mark.slow
def test_a_disk_that_fills_up_keeps_the_answer_on_the_screen(folder: Path) -> None:
    """The size that files may have stands in for a full disk: the next answer doesn't fit."""
    limited = f"ulimit -f 1; exec '{sys.executable}' -m stratcoach new"
    person = Person([], folder, program=["/bin/bash", "-c", limited])
    begin(person)
    told = "11 of 14 hikers turned back. " * 60
    person.types(f"\x1b[200~{told}\x1b[201~", ENTER)
    person.sees(wording("interview.not_saved_try_again"))
    person.sees("11 of 14 hikers turned back.")
    stops(person)
    assert [line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if "Trailhead" in line]
    assert os.path.getsize(journal_path(folder / "strategy.yaml")) <= 1024  # noqa: PTH202


@pytest.mark.slow
def test_a_closed_window_keeps_half_a_sentence_and_the_marks(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur")
    person.sees("hikers tur")
    person.child.close(force=False)
    assert is_in(journal_path(folder / "strategy.yaml"), "11 of 14 hikers tur")


@pytest.mark.slow
def test_a_closed_window_keeps_every_line_that_was_entered_by_plain_lines(folder: Path) -> None:
    person = Person(["new", "--plain"], folder)
    for shown, typed in (
        (wording("screen.type_a_number"), "2"),
        (question_wording("start.product"), "Trailhead"),
        (question_wording("start.organisation"), "1"),
        (wording("screen.several_lines"), "They stood in the rain."),
        ("> They stood in the rain.", "Then they drove home."),
    ):
        person.sees(shown)
        person.sees(">")
        person.types(typed, ENTER)
    person.sees("> Then they drove home.")
    person.child.close(force=False)
    assert is_in(journal_path(folder / "strategy.yaml"), '"value": "They stood in the rain.\\nThen they drove home."')


@pytest.mark.slow
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
    assert "threw" not in last.sees(wording("keys.type_then_enter", twice=False))
    stops(last)


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [False, True])
def test_by_plain_lines_half_a_line_and_those_before_it_are_on_the_disk(folder: Path, at_once: bool) -> None:
    """Also when the next line begins before the program has asked for it."""
    pytest.importorskip("readline")
    person = Person(["new", "--plain"], folder)
    for shown, typed in (
        (wording("screen.type_a_number"), "2"),
        (question_wording("start.product"), "Ovenlight"),
        (question_wording("start.organisation"), "1"),
    ):
        person.sees(shown)
        person.sees(">")
        person.types(typed, ENTER)
    person.sees(wording("screen.several_lines"))
    person.sees(">")
    if at_once:
        person.types(f"The oven was cold.{ENTER}She rang the")
    else:
        person.types("The oven was cold.", ENTER)
        person.sees("> The oven was cold.")
        person.types("She rang the")
    assert is_in(journal_path(folder / "strategy.yaml"), '"value": "The oven was cold.\\nShe rang the"')
    person.types(" landlord", ENTER)
    assert is_in(journal_path(folder / "strategy.yaml"), "She rang the landlord")
    person.types(".", ENTER)
    person.sees(question_wording("insights.statement"))
    person.kill(signal.SIGKILL)
    last = peek(journal_path(folder / "strategy.yaml"))[1][-1]
    assert last == AnswerGiven(key="insights#1.occasion", value="The oven was cold.\nShe rang the landlord")
