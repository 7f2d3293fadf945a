"""A workshop that a real command serves, with a scribe at a real terminal, browsers, and a clock that is set by hand."""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path

from stratcoach.files.door_file import read_doors
from tests.browser.axe import serious
from tests.browser.chromium import Browser
from tests.person import ENTER, TAB, Person
from tests.printed import sentence
from tests.room.chromium import Page
from tests.workshops import BEGIN


class Hall:
    """The folder of the workshop, its clock, the scribe and everybody's browser."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self.browser = folder, browser
        self._clock, self._now = folder.parent / "clock", BEGIN
        self.passes(0)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.scribe = self.runs("workshop")
        self.pages: dict[str, Page] = {}

    def passes(self, seconds: int) -> None:
        self._now += seconds
        late = self._clock.with_suffix(".new")
        late.write_text(str(self._now), encoding="ascii")
        late.replace(self._clock)

    def runs(self, verb: str) -> Person:
        program = [sys.executable, "-m", "tests.room.at_a_time", str(self._clock)]
        served = ["--room", "--address", "127.0.0.1", "--port", str(self.port)]
        root = str(Path(__file__).parents[2])
        return Person(
            [verb, *served], self.folder, program=program, environment={"PYTHONPATH": root, "TZ": "UTC"}, columns=100, rows=30
        )

    def types(self, line: str, sees: str | re.Pattern[str]) -> None:
        self.passes(20)
        self.scribe.types(f"{line}{ENTER}")
        self.scribe.sees(sees)

    def leaves(self, number: int, sees: str | re.Pattern[str]) -> None:
        """Choose something from the menu, where the line has a text already."""
        self.scribe.types(TAB)
        self.scribe.sees(sentence("room.close_now"))
        self.types(str(number), sees)

    def comes(self, name: str, size: tuple[int, int] = (390, 700)) -> Page:
        doors = read_doors(self.folder / "strategy.draft.room.json")
        assert doors
        page = self.pages[name] = Page(self.browser, *size)
        page.opens(f"http://127.0.0.1:{self.port}/{doors.code}")
        return page

    def sends_note(self, name: str, text: str, question: str = "What did you see") -> None:
        page = self.pages[name]
        page.until(f"document.querySelector('h1').textContent.startsWith('{question}')")
        self.passes(10)
        page.types(text)
        page.taps("Hand in")
        page.until("document.querySelectorAll('.own li:not(.coming)').length > 0")

    def gives(self, name: str, *options: int) -> None:
        page = self.pages[name]
        self.passes(5)
        for option in options:
            page.taps(f"{option} ")
        page.taps("Hand in")
        page.has(sentence("room_page.vote_in"))

    def all_are_well(self) -> None:
        """No screen that people have now says anything that a screen reader can't read."""
        for page in self.pages.values():
            assert serious(page.value) == []

    def opens_wall(self) -> Page:
        doors = read_doors(self.folder / "strategy.draft.room.json")
        assert doors
        wall = self.pages["Wall"] = Page(self.browser, 1280, 720)
        wall.opens(f"http://127.0.0.1:{self.port}/wall")
        wall.types(doors.wall_code, "input")
        wall.taps("Open")
        return wall
