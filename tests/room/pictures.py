"""Takes the pictures of a workshop that `docs/` shows: five moments, each on a phone, on the large screen and on the scribe's terminal.

    python -m tests.room.pictures

The real command serves it, and Chromium is needed.
"""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from typing import Final

from tests.browser.chromium import chromium
from tests.picture import whole_screen
from tests.printed import sentence, wording
from tests.room.chromium import Page
from tests.room.hall import Hall

F2: Final = "\x1bOQ"
PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
NOTES: Final = {
    "Ana": ("The car park was full at 7:40, and they drove home.", "She asked a friend which route is dry, not the app."),
    "Ben": ("He printed the route, because his phone dies in the cold.",),
    "Chi": ("Two of five turned round where the path was closed since March.", "They plan on Friday after eight, on the sofa."),
    "Dara": ("A beginner chose by the photo, and it took nine hours.",),
    "Eli": ("He walks the same three routes, so that nothing can go wrong.",),
    "Fay": ("She phones the hut to hear whether there is snow.",),
}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name) / "workshop"
        folder.mkdir()
        hall = Hall(folder, browser)
        try:
            _take(hall)
        finally:
            hall.scribe.kill(signal.SIGKILL)


def _shot(hall: Hall, moment: str, ana: Page, wall: Page) -> None:
    ana.picture(PICTURES / f"room-{moment}-phone.png")
    wall.picture(PICTURES / f"room-{moment}-wall.png")
    svg = whole_screen(hall.scribe, "stratcoach workshop --room")
    (PICTURES / f"room-{moment}-terminal.svg").write_text(svg, encoding="utf-8")


def _take(hall: Hall) -> None:
    hall.scribe.sees(wording("room_wall.open_wall"))
    hall.types("", "Who is here?")
    hall.types(", ".join(NOTES), "Who decides")
    hall.scribe.types(F2)
    hall.scribe.sees(wording("room_wall.open_wall"))
    ana, wall = hall.comes("Ana"), hall.opens_wall()
    ana.has("Fay")
    wall.until("!!document.querySelector('.way img')")
    _shot(hall, "join", ana, wall)
    ana.taps("Ana")
    hall.types("", "Who decides")
    hall.types("Ana", "One line.")
    hall.types("One problem to solve first", "in the way")
    hall.types("", "called?")
    hall.types("Trailhead", "Enter: begin")
    hall.types("", wording("screen.step_of", step=1, steps=10))
    hall.types("", wording("room_notes.notes_so_far", count=0))
    for name in NOTES:
        if name != "Ana":
            hall.comes(name).taps(name)
    for name, notes in NOTES.items():
        for note in notes if name != "Ana" else notes[:1]:
            hall.sends_note(name, note)
    hall.pages["Ben"].taps("I'm done")
    ana.types(NOTES["Ana"][1])
    hall.scribe.sees(wording("room_own.how_many_done", done=1, people=6))
    wall.until("!document.querySelector('.way img')")
    _shot(hall, "write", ana, wall)
    ana.taps("Hand in")
    ana.until("document.querySelectorAll('.own li:not(.coming)').length === 2")
    hall.types("", "The car park was full")
    hall.types("group 1 3 = Turning back", "Turning back")
    for page in (ana, wall):
        page.has("Turning back")
    _shot(hall, "shown", ana, wall)
    hall.types("", "have voted")
    hall.gives("Ben", 2)
    ana.taps("2 ")
    hall.scribe.sees(wording("room_vote.how_many_voted", voted=1, people=6, by_hand=False))
    wall.has(sentence("room_vote.how_many_voted", voted=1, people=6, left=(), by_hand=False))
    _shot(hall, "vote", ana, wall)
    hall.types(":pause 15", "Enter alone")
    for page in (ana, wall):
        page.until("!!document.querySelector('.back')")
    _shot(hall, "pause", ana, wall)


if __name__ == "__main__":
    main()
