"""What the projector shows of the time, and what it never hides; what the first letter does to a line that holds something."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from stratcoach.messages import Message
from stratcoach.ui.room_page import lay_out, whole
from stratcoach.ui.room_screen import Bell
from stratcoach.ui.room_terminal import TerminalRoom
from stratcoach.ui.room_texts import TIME_IS_UP, clock_time, on_terminal
from stratcoach.workshop.room_view import Action, Countdown, RoomRow, RoomView
from stratcoach.workshop.time_left import Ending
from tests.printed import sentence

NOW = 1_800_000_000
LATE = Ending(booked=NOW + 3000, here=600, rest=3000, close=540, at=NOW)


def view(**fields: object) -> RoomView:
    return RoomView(**{"key": "a", "kind": "decide", "title": "Which future", "question": "Which one?", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("message", ["", "A short refusal.", "A long refusal " * 12])
@pytest.mark.parametrize("width", [80, 50])
def test_a_message_never_hides_that_the_time_is_up(message: str, width: int) -> None:
    up = view(time=Countdown(0, NOW), may_extend=True)
    shown = whole(up, message, NOW, width)
    assert " ".join(shown.split()).count(" ".join(f"{TIME_IS_UP}".split()[:4])) == 1
    assert message.split(maxsplit=1)[0] in shown if message else True
    assert len(shown.splitlines()) <= 24


def test_the_close_is_offered_before_it_is_too_late_and_once() -> None:
    to_the_close = on_terminal("end")
    assert to_the_close not in whole(view(ending=LATE), "", NOW)
    assert to_the_close in whole(view(ending=LATE), "", NOW + 3000 - 540 - 120)
    assert to_the_close not in whole(view(ending=LATE, actions=(Action("end", Message("room_begin.do_close")),)), "", NOW + 2800)


def test_every_screen_says_when_we_end_and_what_was_planned() -> None:
    expected, planned = clock_time(NOW + 3600), clock_time(NOW + 3000)
    second = whole(view(ending=LATE), "", NOW).splitlines()[1]
    assert second.strip() == sentence("room.ends_otherwise", expected=expected, planned=planned)
    second = whole(view(ending=LATE._replace(rest=2400)), "", NOW).splitlines()[1]
    assert second.strip() == sentence("room.ends_as_planned", planned=planned)


def test_in_a_pause_the_end_moves_and_the_booking_stays() -> None:
    paused = LATE._replace(runs=False)
    assert (paused.expected(NOW + 600), paused.booked) == (LATE.expected(NOW) + 600, LATE.booked)
    assert paused._replace(back=NOW + 900).expected(NOW) == LATE.expected(NOW) + 900


def test_the_bell_rings_once_and_not_for_what_was_over_before() -> None:
    bell = Bell(Countdown(2, NOW), NOW)
    assert [bell.rings(NOW + second) for second in range(5)] == [False, False, True, False, False]
    assert not Bell(Countdown(2, NOW), NOW + 3).rings(NOW + 4)
    assert not Bell(None, NOW).rings(NOW)


@pytest.mark.parametrize(
    ("draft", "how", "keys", "line"),
    [
        ("60%", "anew", "70%\r", "70%"),
        ("60%", "anew", "\r", "60%"),
        ("60%", "anew", " of them\r", "60% of them"),
        ("60%", "anew", "\x1b[F5\r", "60%5"),
        ("They wait.", "spaced", "Every day.\r", "They wait. Every day."),
        ("half a wo", "on", "rd\r", "half a word"),
    ],
)
def test_the_first_letter_takes_the_place_of_a_figure_and_stands_apart_from_a_sentence(
    draft: str, how: str, keys: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = TerminalRoom(bell=False)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        monkeypatch.setattr("stratcoach.ui.room_terminal.create_app_session", lambda **_: nullcontext())
        typed = room.show(view(draft=draft, typing=how), "", lambda: NOW)
    assert typed.text == line


# ---- all notes on one page

LONG = "Somebody books two slots and keeps one, because the first one was only a fallback for the week."
NOTES = tuple(RoomRow(str(number), LONG) for number in range(1, 18))
IN_GROUPS = (
    RoomRow("20", "Filling slots", part="title"),
    *(row._replace(part="inside") for row in NOTES[:8]),
    *NOTES[8:12],
    RoomRow("21", "Forgotten", part="title"),
    *(row._replace(part="inside") for row in NOTES[12:]),
)
DOTS = tuple(row._replace(aside="●●● 3") for row in NOTES[:10])


def numbers_on(shown: str) -> list[str]:
    return re.findall(r"(?<![\d.])(\d+)\. ", shown)


@pytest.mark.parametrize("kind", ["reveal", "vote"])
def test_seventeen_notes_are_on_one_page_of_a_usual_terminal(kind: str) -> None:
    shown = whole(view(kind=kind, rows=NOTES), "", NOW)
    assert sorted(map(int, numbers_on(shown))) == list(range(1, 18))
    assert len(shown.splitlines()) <= 24
    laid = lay_out(view(kind=kind, rows=NOTES), 80, 17)
    assert (laid.is_cut, laid.first, laid.last) == (True, 0, 17)
    in_full = lay_out(view(kind=kind, rows=NOTES), 80, 17, 0)
    assert (in_full.is_cut, in_full.last < 17) == (False, True)
    assert LONG in " ".join(" ".join(line.text for line in in_full.lines).split())


@pytest.mark.parametrize("width", [80, 50])
def test_where_there_is_no_room_for_all_notes_the_groups_are_on_the_page(width: int) -> None:
    shown = whole(view(kind="vote", rows=IN_GROUPS), "", NOW, width)
    assert {"20", "9", "10", "11", "12", "21"} <= set(numbers_on(shown))
    assert len(shown.splitlines()) <= 24
    if width == 50:
        assert "Filling slots (8)" in shown


@pytest.mark.parametrize("width", [80, 50])
def test_what_is_cut_off_a_note_is_never_its_votes(width: int) -> None:
    shown = whole(view(kind="decide", rows=DOTS), "", NOW, width)
    assert shown.count("●●● 3") == len(DOTS)


def test_what_stands_out_is_not_cut() -> None:
    rows = (*NOTES[:7], NOTES[7]._replace(stands_out=True))
    shown = whole(view(kind="reveal", rows=rows), "", NOW)
    assert LONG in " ".join(shown.split())
    assert len(numbers_on(shown)) == len(rows)
