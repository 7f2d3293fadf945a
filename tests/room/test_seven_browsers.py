"""Seven browsers and a scribe at a real terminal hold the two-hour workshop by a clock that the test sets: notes, a group, a tie, an
overrule, somebody who leaves after voting, somebody who comes late, a phone that sleeps, and a command that is killed in a vote.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.browser.axe import serious
from tests.browser.chromium import Browser
from tests.person import ENTER
from tests.printed import question_wording, sentence, wording
from tests.room.hall import Hall

pytestmark = pytest.mark.slow

MINUTES: Final = Path(__file__).with_name("seven_browsers.md")
"""The minutes that come of it."""

LEAVE, TO_THE_CLOSE = 12, 13
"""In the menu."""

SEEN: Final = {
    "Ana": "The car park was full at 7:40, and they drove home",
    "Ben": "He printed the route, because his phone dies in the cold",
    "Chi": "Two of five turned round where the path was closed",
    "Dara": "A beginner chose by the photo, and it took nine hours",
    "Eli": "He walks the same three routes, so that nothing can go wrong",
    "Fay": "She phones the hut to hear whether there is snow",
}
PROBLEMS: Final = {
    "Ana": "Hikers who plan the evening before can't see whether the car park will be full",
    "Ben": "Beginners who pick a route by its photos find it too hard and turn back halfway",
    "Chi": "Nobody who stands at a fork learns that the path ahead is closed",
    "Dara": "Families with small children can't tell where to turn back in time",
}
PEOPLE: Final = (*SEEN, "Gus")


def before_the_first_step(hall: Hall) -> None:
    hall.scribe.sees(wording("room_wall.open_wall"))
    hall.types("", "Who is here?")
    wall = hall.opens_wall()
    wall.until("!!document.querySelector('.way img')")
    assert serious(wall.value) == []
    hall.types(", ".join(SEEN), "Who decides")
    for name in SEEN:
        hall.comes(name, (320, 568) if name == "Ana" else (390, 700)).taps(name)
        hall.pages[name].until("!!document.querySelector('footer .me')")
    hall.types("Ana", "One line.")
    hall.types("One problem to solve first", "in the way")
    hall.types("", "called?")
    hall.types("Trailhead", "Enter: begin")
    hall.types("", wording("screen.step_of", step=1, steps=10))


def what_was_seen(hall: Hall) -> None:
    """Notes, while one phone goes to sleep before they are shown; a group; a tie, and a second vote."""
    hall.types("", wording("room_notes.notes_so_far", count=0))
    for name, text in SEEN.items():
        hall.sends_note(name, text)
    hall.all_are_well()
    for name in ("Ana", "Ben", "Chi", "Dara", "Eli"):
        hall.pages[name].taps("I'm done")
    hall.scribe.sees(wording("room_own.how_many_done", done=5, people=6))
    chi = hall.pages["Chi"]
    chi.goes_offline(True)
    hall.types("", "The car park was full")
    hall.pages["Ben"].has("The car park was full")
    hall.types("group 1 3 = Turning back", "7. Turning back")
    hall.types("", wording("room_vote.how_many_voted", voted=0, people=6, by_hand=False))
    chi.goes_offline(False)
    chi.value("window.dispatchEvent(new Event('online'))")
    chi.until("document.querySelector('.inside-group').textContent.includes('The car park was full')")
    hall.all_are_well()
    for name, option in {"Ana": 7, "Ben": 2, "Chi": 7, "Dara": 2, "Eli": 4, "Fay": 5}.items():
        hall.gives(name, option, option)
    hall.scribe.sees(wording("room_vote.how_many_voted", voted=6, people=6, by_hand=False))
    hall.types("", "4 and 5 are tied")
    hall.pages["Wall"].has("4 and 5 are tied")
    hall.types("", wording("room_vote.how_many_voted", voted=0, people=6, by_hand=False))
    for name, option in {"Ana": 4, "Ben": 5, "Chi": 4, "Dara": 4, "Eli": 4, "Fay": 5}.items():
        hall.pages[name].has(sentence("room_vote.again_for_these", vote="").strip())
        hall.gives(name, option)
    hall.types("", "7, 2 and 4")
    hall.types("", "Why this?")
    hall.types("Three people saw each of them", "Does it say what you mean?")


def what_is_chosen(hall: Hall) -> None:
    """Somebody comes late, the command is killed in the middle of the vote, somebody leaves after voting, and the decider overrules."""
    hall.leaves(LEAVE, "Alone, in silence")
    dara = hall.pages["Dara"]
    dara.until("document.querySelector('h1').textContent.startsWith('Whose life')")
    dara.types("Half a thought")
    hall.types(":leave", wording("room_notes.notes_so_far", count=0))
    dara.has(sentence("room_page.left_over"))
    dara.taps("Throw it away")
    for name, text in PROBLEMS.items():
        hall.sends_note(name, text, "Which problem")
    gus = hall.comes("Gus")
    gus.types("Gus", "#name")
    gus.taps(sentence("room_page.come_in_late"))
    hall.scribe.sees(wording("room_own.people_wait", count=1))
    hall.types(":join", "Gus isn't on the list")
    hall.types("a 1", "Gus is in.")
    hall.types("", wording("room_notes.notes_so_far", count=4))
    hall.sends_note("Gus", "Wardens don't hear that somebody is missing before it is dark", "Which problem")
    hall.types("", "Wardens don't hear")
    hall.types("", wording("room_vote.how_many_voted", voted=0, people=7, by_hand=False))
    hall.gives("Ben", 1, 2)
    hall.gives("Dara", 1, 3)
    hall.gives("Gus", 1, 5)
    hall.scribe.kill(signal.SIGKILL)
    hall.scribe.ends()
    hall.pages["Ana"].taps("2 ")
    hall.scribe = hall.runs("resume")
    hall.scribe.sees(wording("room.do_go_back"))
    hall.types("", wording("room_vote.how_many_voted", voted=3, people=7, by_hand=False))
    for page in hall.pages.values():
        page.value("window.dispatchEvent(new Event('online'))")
    hall.gives("Ana", 4)  # and 2, which she tapped while nothing was served
    hall.gives("Chi", 1, 2)
    hall.gives("Eli", 4, 1)
    hall.types(":people Ana, Chi, Dara, Eli, Fay, Gus", wording("room_close.does_ballot_count", name="Ben"))
    hall.pages["Ben"].has(sentence("room_own.not_on_list"))
    hall.types("n", wording("room_vote.how_many_voted", voted=5, people=6, by_hand=False))
    hall.gives("Fay", 1, 4)
    hall.types("", "as voted")
    hall.types("5", "The votes said something else")
    hall.types("Somebody may die, and nobody else looks after it", "can't live with")
    fay = hall.pages["Fay"]
    fay.types("Hikers don't pay for it")
    fay.taps("Say so")
    fay.has("You said:")
    hall.types("", "Does it say what you mean?")


def to_the_end(hall: Hall) -> None:
    hall.leaves(TO_THE_CLOSE, question_wording("review.owner"))
    hall.types("Ana", "When will you look at it again?")
    hall.types("2027-03-01", wording("room_vote.how_sure"))
    hall.types("", wording("room_vote.how_many_have_shown", shown=0, people=6))
    for name in ("Ana", "Chi", "Dara", "Eli", "Fay", "Gus"):
        page = hall.pages[name]
        page.taps("2" if name == "Fay" else "4")
        if name == "Fay":
            page.types("A reason to pay")
        page.taps("Show")
        page.has(sentence("room_page.fingers_in") if name != "Gus" else "a 3?")
    hall.all_are_well()
    hall.scribe.sees("A reason to pay")
    hall.types("q Fay, 2027-01-15: Who would pay for it?", wording("room_vote.how_many_have_shown", shown=6, people=6))
    hall.types("", wording("room_close.did_we_get_there"))
    hall.types("y", wording("room_close.thank_you"))
    hall.scribe.types(ENTER)
    hall.pages["Gus"].has(sentence("room_wall.over"))
    assert hall.scribe.ends() == 0


def nothing_went_elsewhere(hall: Hall) -> None:
    """No page complains, apart from what it must while nothing is served, and none asks for anything but our pages."""
    for page in hall.pages.values():
        assert page.complaints_while_served() == []
        assert {url.split("/")[2] for url in page.asked_for()} == {f"127.0.0.1:{hall.port}"}


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_seven_browsers_and_a_scribe_hold_the_workshop(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "workshop"
    folder.mkdir()
    hall = Hall(folder, browser)
    try:
        before_the_first_step(hall)
        what_was_seen(hall)
        what_is_chosen(hall)
        to_the_end(hall)
    finally:
        if hall.scribe.child.exitstatus is None:
            hall.scribe.kill(signal.SIGKILL)
    nothing_went_elsewhere(hall)
    [path] = folder.glob("strategy.workshop-*.md")
    minutes = path.read_text(encoding="utf-8")
    assert minutes == MINUTES.read_text(encoding="utf-8")
