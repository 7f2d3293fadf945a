"""What goes round ahead of a workshop."""

from __future__ import annotations

import re

import pytest

from stratcoach.files.codec import loads
from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.reports.preparation import NOTHING_KNOWN, Facts, preparation
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop.room import Room
from tests.printed import sentence, shows
from tests.rehearsal import EXAMPLES
from tests.workshops import BEGIN

KNOWN = Facts("2027-03-09", "9:00 to 12:00", "The old dairy", "2027-03-05", "What we stop doing", "Ines")


def page(library: Library, facts: Facts) -> str:
    base = loads((EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert base
    room = Room(library, begin_events(library, library.workshops["two-hours"], 0, base, BEGIN), base=base)
    return preparation(room, base.product, facts)


def in_march(day: int, *, weekday: int) -> str:
    """A day of March 2027, with its weekday, of which 1 is Monday."""
    date = Message("date.spoken", form="day", day=day, month=Message("date.month", month=3), year="2027")
    return sentence("date.with_weekday", weekday=Message("date.weekday", weekday=weekday), date=date)


def test_it_says_when_where_what_for_and_who_decides_as_far_as_that_is_known(library: Library) -> None:
    head = page(library, KNOWN).partition("\n## ")[0].splitlines()[2:]
    assert head == [
        f"- {sentence('minutes.when', when=f'{in_march(9, weekday=2)}, 9:00 to 12:00')}",
        f"- {sentence('minutes.where', place='The old dairy')}",
        f"- {sentence('minutes.we_want_to_leave_with', goal='What we stop doing.')}",
        f"- {sentence('minutes.who_decides', decider='Ines')}",
        f"- {sentence('minutes.send_answers_by', day=in_march(5, weekday=5))}",
    ]
    assert page(library, NOTHING_KNOWN).partition("\n## ")[0].count("\n- ") == 0


@pytest.mark.parametrize("facts", [KNOWN, NOTHING_KNOWN])
def test_its_dates_are_as_people_write_them_and_nothing_is_of_another_trade(library: Library, facts: Facts) -> None:
    shown = page(library, facts)
    assert not re.search(r"\d{4}-(?:\d\d|Q\d)", shown)
    assert not shows(shown, "room_notes.another_team_wrote")


def test_nothing_in_it_steers_a_terminal_or_becomes_a_link_but_the_place(library: Library) -> None:
    hostile = "https://evil.example/\x1b]0;x\x07 [a](https://evil.example) \x1b[2J"
    written = page(library, Facts(hostile, hostile, "https://call.example/1\x1b[2J", hostile, hostile, hostile))
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", written)
    assert "[a](" not in written
    assert [link[:24] for link in re.findall(r"(?<!\\)<http[^>]*>", written)] == ["<https://call.example/1\\"]
