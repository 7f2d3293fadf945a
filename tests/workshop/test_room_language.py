"""A workshop in a made-up language: what is recorded doesn't depend on any sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import renderer, speak
from stratcoach.ui.room_page import whole
from tests.workshop.playing import NOTES, PEOPLE, Workshop

LINES = (
    *PEOPLE,
    "",
    "\n".join(NOTES),
    "",
    "y",
    "1+2",
    "drop 99",
    "",
    "5 4 3 0",
    "",
    "1 2",
    "We saw it ourselves.",
    "",
    ":park Prices",
    ":menu",
    "",
    "nobody knows",
    ":unknown",
    "Ben",
    "Friday",
    *[""] * 30,
    ":end",
    "y",
    "t Ben, Friday",
    *[""] * 12,
)


@pytest.fixture
def made_up() -> Iterator[None]:
    """A language in which every sentence is its id."""
    before = renderer()
    speak(lambda message: f"⟦{message.id}⟧" if message else "")
    yield
    speak(before)


def test_a_workshop_in_another_language_records_the_same(library: Library, request: pytest.FixtureRequest) -> None:
    english = Workshop(library, LINES)
    request.getfixturevalue("made_up")
    other = Workshop(library, LINES)
    assert other.events == english.events
    assert other.room.record.finished or other.room.record.place > 2


@pytest.mark.usefixtures("made_up")
def test_no_english_is_left_on_a_screen_in_another_language(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.types(":menu")
    shown = whole(workshop.desk.view(), "", workshop.now)
    assert "⟦room.what_to_do⟧" in shown
    assert "⟦room.do_go_back⟧" in shown
    assert "Enter" not in shown
    assert "Park" not in shown
