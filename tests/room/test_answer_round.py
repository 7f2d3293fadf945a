"""The round before a workshop: everybody answers on a page of their own, over days, and what they wrote waits until its step."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest

from stratcoach.files.door_file import read_doors
from stratcoach.files.sessions import Session
from stratcoach.workshop.board_events import AnswerWritten
from tests.browser.axe import serious
from tests.browser.chromium import Browser
from tests.conftest import Run
from tests.person import CTRL_C, ENTER, Person
from tests.printed import question_wording, sentence, shows, wording
from tests.program import Program
from tests.room.chromium import Page
from tests.room.test_browser import fits

NAMES = "Ana, Ben, Chi"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(folder: Path, port: int, *options: str) -> Person:
    return Person(["workshop", *options, "--room", "--address", "127.0.0.1", "--port", str(port)], folder, columns=110, rows=40)


@pytest.fixture
def folder(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Person, "loaded", program)
    return tmp_path


def opens(browser: Browser, folder: Path, port: int, name: str, width: int = 390) -> Page:
    doors = read_doors(folder / "strategy.draft.room.json")
    assert doors
    page = Page(browser, width, 700)
    page.opens(f"http://127.0.0.1:{port}/{doors.code}")
    page.taps(name)
    return page


def writes(page: Page, step: str, text: str) -> None:
    field = f"section[data-key='{step}'] textarea"
    page.until(f'!!document.querySelector("{field}")')
    page.value(f'(field => {{ field.focus(); field.select() }})(document.querySelector("{field}"))')
    page.call("Input.insertText", text=text)


def hands_in(page: Page, step: str) -> None:
    button = f"document.querySelector(\"section[data-key='{step}'] button\")"
    page.until(f"!{button}.disabled")
    page.value(f"{button}.click()")
    page.until(
        f"{button}.disabled && document.querySelector(\"section[data-key='{step}'] [role=status]\").textContent.startsWith('Handed in')"
    )


@pytest.mark.slow
def test_people_answer_over_days_and_the_workshop_begins_with_what_they_wrote(browser: Browser, folder: Path) -> None:
    port = free_port()
    one = command(folder, port, "--prepare", "--names", NAMES)
    for asked in ("Which day", "From when", "Where", wording("room_command.ask_goal"), "Who decides", "By when"):
        one.sees(asked)
        one.types(ENTER)
    one.sees("0 of 3 are done")
    ana, ben = opens(browser, folder, port, "Ana", 320), opens(browser, folder, port, "Ben")
    writes(ana, "insights", "Hikers print maps\nBuses are late")
    hands_in(ana, "insights")
    one.sees("Ana: 1 of")
    fits(ana)
    writes(ben, "problems", "Nobody knows whether")
    one.kill(signal.SIGKILL)
    one.ends()

    two = command(folder, port, "--prepare", "--names", "Zoe")
    two.sees(wording("room_ahead.is_added", names="Zoe", count=1))
    ben.value("window.dispatchEvent(new Event('online'))")
    writes(ben, "problems", "Nobody knows whether the path is open")
    hands_in(ben, "problems")
    assert "Hikers print maps" not in ben.value("document.body.innerText + document.body.innerHTML")
    writes(ana, "insights", "Hikers print maps")
    hands_in(ana, "insights")
    ana.taps(sentence("room_page.that_is_all"))
    two.sees("Ana: 1 of 7 questions, done")
    two.types(f"remind{ENTER}")
    seen = two.sees("To Zoe:")
    assert "To Ana:" not in two.everything()
    assert f"http://127.0.0.1:{port}/" in seen
    zoe = opens(browser, folder, port, "Zoe")
    zoe.until("!!document.querySelector('section textarea')")
    assert serious(zoe.value) == []
    two.types(CTRL_C)
    two.sees("stratcoach workshop --room")
    assert two.ends() == 0

    three = command(folder, port)
    three.sees(wording("room_wall.open_wall"))
    three.types(ENTER)
    three.sees(question_wording("room.decider"))
    three.types(f"Ana{ENTER}")
    three.sees(wording("room_begin.type_goal"))
    three.types(f"One problem{ENTER}")
    three.sees(question_wording("room.week"))
    three.types(ENTER)
    three.sees(question_wording("start.product"))
    three.types(f"Trailhead{ENTER}")
    three.sees("Enter: begin")
    three.types(ENTER, ENTER)
    three.sees(wording("room_notes.notes_so_far", count=1))
    ana.until("!!document.querySelector('.own li')")
    assert ana.value("document.querySelector('.own li .text').textContent") == "Hikers print maps"
    assert "Hikers print maps" not in three.text() + ben.value("document.body.innerHTML")
    three.types(ENTER)
    ben.has("Hikers print maps")
    assert [one for page in (ana, ben, zoe) for one in page.complaints_while_served()] == []
    three.kill(signal.SIGKILL)
    three.ends()
    session = Session.resume(folder / "strategy.draft.jsonl")
    assert {event.person for event in session.events if isinstance(event, AnswerWritten)} == {"Ana", "Ben"}
    session.close()


@pytest.mark.slow
def test_a_round_needs_names_and_a_workshop_that_has_not_begun(folder: Path, stratcoach: Run) -> None:
    assert shows(stratcoach("workshop", "--prepare").err, "room_ahead.folder_or_room")
    assert not list(folder.iterdir())
    assert shows(stratcoach("workshop", "--prepare", "--room", "--port", "0").err, "room_command.no_participants")
