"""The pages in a real browser, where there is one: what people tap, a lost connection, a sleep, a reload, the large screen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from stratcoach.flow.model import Library
from stratcoach.web.app import RoomPages
from tests.browser.axe import serious
from tests.browser.chromium import Browser
from tests.printed import sentence
from tests.room.chromium import Page
from tests.room.serving import NAMES, PEOPLE, Held, held

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def phones(browser: Browser) -> Iterator[None]:
    """All phones are put away afterwards."""
    yield
    browser.close_contexts()


def phone(browser: Browser, room: Held, name: str, width: int = 390, height: int = 844) -> Page:
    """Somebody scans the code and taps their name."""
    page = Page(browser, width, height)
    page.opens(f"http://127.0.0.1:{room.port}/{room.doors.state.code}")
    page.taps(name)
    page.until("!!document.querySelector('footer .me')")
    return page


def fits(page: Page) -> None:
    assert page.value("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the screen"
    small = "[...document.querySelectorAll('button')].filter(b => b.getBoundingClientRect().height < 43).map(b => b.textContent)"
    assert page.value(small) == [], "everything is large enough for a thumb"
    unnamed = "[...document.querySelectorAll('button, textarea, input')].filter(b => !(b.textContent || b.getAttribute('aria-label') || (b.labels || []).length))"
    assert page.value(f"{unnamed}.length") == 0, "everything has a name for a screen reader"
    assert serious(page.value) == []


def says_nothing(*pages: Page) -> None:
    """No page complains on its console or asks for anything elsewhere."""
    for page in pages:
        assert page.complaints() == []
        assert {url.split("/")[2].split(":")[0] for url in page.asked_for()} == {"127.0.0.1"}


def test_people_write_read_vote_and_show_fingers(browser: Browser, room: Held) -> None:
    ana, ben = phone(browser, room, "Ana", width=320, height=568), phone(browser, room, "Ben")
    for at in range(4):
        ana.types(f"Hikers did thing number {at} {'again ' * at}")
        ana.taps("Hand in")
        ana.until(f"document.querySelectorAll('.own li').length === {at + 1}")
    fits(ana)
    ana.taps("Take back: Hikers did thing number 3")
    ana.until("document.querySelectorAll('.own li').length === 3")
    ben.types("<img src=x onerror=\"document.title='ran'\">")
    ben.taps("Hand in")
    ben.until("document.querySelectorAll('.own li').length === 1")
    ben.types("Half a thought")
    room.types("")
    ana.has("onerror")
    assert ana.value("document.title") == "Workshop"
    ben.has(sentence("room_page.left_over"))
    ben.taps(sentence("room_page.put_there"))
    ben.has(sentence("room_page.is_parked"))
    assert [one.text for one in room.room.record.parked] == ["Half a thought"]
    room.goes_to("vote")
    ana.taps("1 ")
    ana.taps("1 ")
    ana.taps("One dot less: 1")
    fits(ana)
    ana.taps("Hand in")
    ana.has(sentence("room_page.vote_in"))
    assert room.room.board.rounds[-1].ballots == {"Ana": (1,)}
    room.goes_to("fist")
    ana.has("with your fingers")
    ana.taps("2")
    ana.types("A date")
    ana.taps("Show")
    ana.has(sentence("room_page.fingers_in"))
    fits(ana)
    assert room.room.board.fists == {"Ana": (2, "A date")}
    says_nothing(ana, ben)


def test_what_is_typed_survives_a_lost_connection_a_reload_and_a_sleep(browser: Browser, room: Held) -> None:
    ana = phone(browser, room, "Ana")
    ana.goes_offline(True)
    ana.types("Written in the lift")
    ana.taps("Hand in")
    ana.has("not sent yet")
    assert serious(ana.value) == []
    ana.types("Half a thought")
    ana.goes_offline(False)
    ana.value("window.isOld = true")
    ana.call("Page.reload")
    ana.until("!window.isOld && document.querySelector('textarea').value === 'Half a thought'")
    ana.until("document.querySelectorAll('.own li:not(.coming)').length === 1")
    assert [note.text for note in room.room.board.open_notes] == ["Written in the lift"]
    ana.goes_offline(True)
    room.types("")
    ana.goes_offline(False)
    ana.value("window.dispatchEvent(new Event('online'))")
    ana.has("I've read it")
    ana.has("Half a thought")


def test_an_answer_that_comes_late_brings_back_nothing_that_is_over(
    browser: Browser, tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_in, may_come, act = threading.Event(), threading.Event(), RoomPages._act

    async def slow(pages: RoomPages, request: Request) -> Response:
        answer = await act(pages, request)
        is_in.set()
        await asyncio.to_thread(may_come.wait)
        return answer

    monkeypatch.setattr(RoomPages, "_act", slow)
    with held(tmp_path, library, *PEOPLE, "") as room:
        room.goes_to("collect")
        ana = phone(browser, room, "Ana")
        ana.types("Written in the lift")
        ana.taps("Hand in")
        assert is_in.wait(40)
        room.types("")
        ana.has("I've read it")
        may_come.set()
        ana.until("JSON.parse(localStorage.room).out.length === 0")
        ana.value("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
        assert "I've read it" in ana.value("document.body.innerText")


def test_whoever_is_put_out_is_at_the_names_again_and_what_they_wrote_is_there(browser: Browser, room: Held) -> None:
    ana = phone(browser, room, "Ana", width=320, height=568)
    ana.types("Half a thought")
    room.types(":join", "out Ana")
    ana.until("!!document.querySelector('#code')")
    fits(ana)
    ana.types(room.doors.state.code, "#code")
    ana.taps("Next")
    ana.has("Ben")
    fits(ana)
    ana.taps("Ana")
    ana.has("almost in")
    fits(ana)
    room.types("a 1")
    ana.until("document.querySelector('textarea').value === 'Half a thought'")


def test_a_field_stays_the_same_while_others_change_the_page(browser: Browser, room: Held) -> None:
    ana, ben = phone(browser, room, "Ana"), room.phone("Ben")
    ana.types("Half a")
    ana.value("document.querySelector('textarea').was = 'here'")
    ben.does("done")
    room.types("+")
    ana.until("document.querySelector('.clock').textContent.length > 0")
    ana.types(" thought")
    assert ana.value("[document.querySelector('textarea').was, document.querySelector('textarea').value]") == [
        "here",
        "Half a thought",
    ]
    assert ana.value("document.activeElement.nodeName") == "TEXTAREA"


def test_the_large_screen_shows_all_notes_on_one_page(browser: Browser, room: Held) -> None:
    wall = Page(browser, 1280, 720)
    wall.opens(f"http://127.0.0.1:{room.port}/wall")
    wall.types(room.doors.state.wall_code, "input")
    assert serious(wall.value) == []
    wall.taps("Open")
    wall.until("!!document.querySelector('.clock')")
    assert serious(wall.value) == []
    for name in NAMES:
        one = room.phone(name)
        for at in range(4):
            one.does(
                "note", text=f"{name} saw somebody do the thing with the number {at} in a rather long sentence that says how"
            )
    assert "rather long" not in wall.value("document.body.innerText"), "nothing is shown before all is"
    room.types("")
    wall.until("document.querySelectorAll('.cards li').length === 28")
    assert wall.value("document.querySelector('main').scrollHeight <= document.querySelector('main').clientHeight + 1")
    assert wall.value("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)") > 10
    assert serious(wall.value) == []
    room.types(":pause 15")
    wall.until("!!document.querySelector('.back')")
    says_nothing(wall)
