"""Takes the pictures of a workshop on phones and on the large screen that `docs/` shows.

    python -m tests.room.pictures

It holds the beginning of a workshop as the tests do, with a real server, and needs Chromium.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from tests.browser.chromium import Browser, chromium
from tests.flows import LIBRARY
from tests.room.chromium import Page
from tests.room.serving import PEOPLE, Held, held

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
NOTES: Final = {
    "Ana": ("The car park was full at 7:40, and they drove home.", "She asked a friend which route is dry, not the app."),
    "Ben": ("He printed the route, because his phone dies in the cold.",),
    "Chi": ("Two of five turned round where the path was closed since March.", "They plan on Friday after eight, on the sofa."),
    "Dara": ("A beginner chose by the photo, and it took nine hours.",),
    "Eli": ("He walks the same three routes, so that nothing can go wrong.",),
    "Fay": ("She phones the hut to hear whether there is snow.", "The group waited for the one who had the map."),
    "Gus": ("He left at five, only because of the car park.",),
}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        held(Path(folder), LIBRARY, *PEOPLE, "") as room,
    ):
        _take(browser, room)


def _take(browser: Browser, room: Held) -> None:
    """Joining, writing and voting on a phone; all notes and a break on the large screen."""
    ana = Page(browser, 390, 700)
    ana.opens(f"http://127.0.0.1:{room.port}/{room.doors.state.code}")
    ana.taps("Ana")
    room.goes_to("collect")
    ana.until("!!document.querySelector('textarea')")
    first, second = NOTES["Ana"]
    ana.types(first)
    ana.taps("Hand in")
    ana.until("document.querySelectorAll('.own li').length === 1")
    ana.types(second)
    ana.picture(PICTURES / "room-write.png")
    ana.taps("Hand in")
    ana.until("document.querySelectorAll('.own li').length === 2")
    for name, notes in NOTES.items():
        if name == "Ana":
            continue
        phone = room.phone(name)
        for note in notes:
            assert phone.does("note", text=note) == ""
    wall = Page(browser, 1280, 720)
    wall.opens(f"http://127.0.0.1:{room.port}/wall")
    wall.types(room.doors.state.wall_code, "input")
    wall.taps("Open")
    wall.until("!!document.querySelector('.clock')")
    room.types("")
    wall.until("document.querySelectorAll('.cards li').length === 10")
    wall.picture(PICTURES / "room-wall.png")
    room.goes_to("vote")
    ana.until("!!document.querySelector('.dots, button[aria-label]')")
    ana.has("dots")
    ana.picture(PICTURES / "room-vote.png")
    room.types(":pause 15")
    wall.until("!!document.querySelector('.back')")
    wall.picture(PICTURES / "room-pause.png")


if __name__ == "__main__":
    main()
