"""The large screen on a terminal, and the code to scan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stratcoach.flow.model import Library
from stratcoach.reports.style import Style
from stratcoach.reports.wall_screen import Way, wall_screen
from stratcoach.services.qr import half_blocks, qr_rows
from stratcoach.ui.join_page import join_page
from stratcoach.ui.room_page import lay_out
from tests.room.serving import NAMES, PEOPLE, Held

PLAIN = Style(colour=False, width=100)


def test_a_drawn_code_has_every_module_and_a_light_frame() -> None:
    rows = qr_rows("HTTP://192.168.1.23:8765/K7P4XQ")
    drawn = half_blocks(rows)
    halves = {" ": "  ", "▀": "# ", "▄": " #", "█": "##"}
    again = [row for line in drawn for row in ("".join(halves[sign][part] for sign in line) for part in (0, 1))]
    assert tuple(again[: len(rows)]) == rows
    assert {len(row) for row in rows} == {len(rows)}
    assert set("".join(rows[:2]) + "".join(row[:2] for row in rows)) == {" "}
    assert len(drawn) <= 15, "it fits on a small terminal"


def test_the_first_screen_shows_the_whole_code_or_only_the_address(room: Held) -> None:
    view = join_page(room.meeting, room.room.view())
    beside = lay_out(view, 80, 17)
    assert sum(bool(line.picture) for line in beside.lines) == len(half_blocks(view.picture))
    text = " ".join(line.text for line in lay_out(view, 50, 17).lines)
    assert not any(line.picture for line in lay_out(view, 50, 17).lines)
    assert room.doors.state.code in text


@pytest.mark.parametrize(("width", "height"), [(100, 30), (80, 24), (50, 14)])
def test_all_notes_are_on_one_page_and_nothing_before_they_are_shown(room: Held, width: int, height: int) -> None:
    words = [f"{name}{at}" for name in NAMES for at in range(4)]
    room.types(*(f"{word[:-1]}: {word} saw somebody do something" for word in words))
    assert not any(word in wall_screen(room.room, room.now, PLAIN, width, height) for word in words)
    room.types("")
    shown = wall_screen(room.room, room.now, PLAIN, width, height)
    lines = shown.splitlines()
    assert len(lines) < height
    assert max(map(len, lines)) <= width
    seen = {int(number) for number in re.findall(r"\b(\d+)\. ", shown)}
    assert seen == set(range(1, 29)) or (width < 80 and seen)


@pytest.mark.parametrize(("width", "height"), [(100, 30), (80, 24), (50, 14)])
def test_notes_of_a_group_are_below_its_title(room: Held, width: int, height: int) -> None:
    room.types(*(f"{name}: {name} saw somebody do something" for name in NAMES))
    room.types("", "group 2 5 = Being late")
    lines = wall_screen(room.room, room.now, PLAIN, width, height).splitlines()
    [title] = [at for at, line in enumerate(lines) if "8. Being late" in line]
    assert lines[title].strip() == "8. Being late"
    below = " ".join(lines[title + 1 :])
    assert sorted(re.findall(r"\b(\d)\. ", below)[:2]) == ["2", "5"]
    assert lines[title + 1].startswith("  ")
    assert sorted(re.findall(r"\b(\d)\. ", "\n".join(lines))) == list("12345678") or width < 80
    phone = room.phone("Ana").state()
    assert [row["part"] for row in phone["rows"] if row["part"]] == ["title", "inside", "inside"]


def test_it_shows_the_way_in_until_people_are_there(tmp_path: Path, library: Library) -> None:
    way = Way("http://192.0.2.1:8765", "K7P4XQ", half_blocks(qr_rows("HTTP://192.0.2.1:8765/K7P4XQ")))
    with_nobody = Held.begins(tmp_path, library)
    try:
        assert "K7P4XQ" in wall_screen(with_nobody.room, with_nobody.now, PLAIN, 100, 30, way)
        with_nobody.types(*PEOPLE, "")
        with_nobody.goes_to("collect")
        assert "K7P4XQ" not in wall_screen(with_nobody.room, with_nobody.now, PLAIN, 100, 30, way)
    finally:
        with_nobody.ends()
