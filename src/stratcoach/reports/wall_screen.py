"""The large screen on a terminal: the question, a large clock, all notes as cards on one page, the decisions. Everybody may see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.model.large_figures import large
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, wrap
from stratcoach.workshop.own_page import wall_page
from stratcoach.workshop.recap import decided_lines
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomRow, RoomView
from stratcoach.workshop.time_left import clock_time

_NARROWEST: Final = 22
"""Columns of a card."""
_GAP: Final = 3
_MOST_DECIDED: Final = 3
_ON_CARDS: Final = ("collect", "round", "reveal", "vote", "decide")


class Way(NamedTuple):
    """How people come in: the address, the code, and a drawing of both to scan."""

    address: str
    code: str
    picture: tuple[str, ...] = ()


def wall_screen(room: Room, now: int, style: Style, width: int, height: int, way: Way | None = None) -> str:
    """The large screen in so many columns and lines."""
    view = wall_page(room)
    height = max(height - 1, 8)
    head = list(_head(view, now, style, width))
    tail = list(_tail(room, view, style, width))
    room_left = max(height - len(head) - len(tail), 3)
    is_coming = room.record.place < 2 and (not room.present or bool(set(room.present) - room.record.on_pages))
    middle = _coming(way, width, room_left, style) if way and is_coming else _middle(view, style, width, room_left)
    lines = [*head, *middle, *[""] * max(room_left - len(middle), 0), *tail]
    return "\n".join(lines[:height])


def _head(view: RoomView, now: int, style: Style, width: int) -> Iterator[str]:
    """Where we are and the question, beside the clock."""
    clock: list[str] = []
    if view.time is not None:
        left = max(view.time.left_at(now), 0)
        clock = large(f"{left // 60}:{left % 60:02}")
    wide = max(map(len, clock), default=0)
    space = max(width - wide - 4, 20)
    place = " · ".join(visible(f"{one}") for one in (view.title, view.place) if one)
    asked = [line for text in f"{view.question}".splitlines() for line in wrap(text, space)]
    told = [cut(place, space), "", *asked]
    bold = range(2, len(told))
    for at, (text, figure) in enumerate(zip_longest(told, clock, fillvalue="")):
        shown = style.bold(text) if at in bold and text else text
        gap = " " * max(width - cells(text) - wide, 1)
        yield f"{shown}{gap}{figure}".rstrip() if figure else shown
    yield ""
    if view.back_at:
        yield from large(clock_time(view.back_at))
        yield ""


def _tail(room: Room, view: RoomView, style: Style, width: int) -> Iterator[str]:
    if view.status:
        yield cut(visible(f"{view.status}"), width - 1)
    decided = [f"{line}" for line in decided_lines(room)][-_MOST_DECIDED:]
    if decided:
        yield style.bold(f"{Message('room_follow.decided_so_far')}")
    yield from (cut(visible(line), width - 1) for line in decided)


def _coming(way: Way, width: int, height: int, style: Style) -> list[str]:
    told = [
        f"{Message('room_follow.on_your_phone', address=way.address)}",
        "",
        f"{Message('room_follow.type_code', code=way.code)}",
    ]
    if not way.picture or len(way.picture) > height or len(way.picture[0]) + 30 > width:
        return told[:height]
    beside = zip_longest(way.picture, ["", *told], fillvalue="")
    return [f"{style.scanned(code)}   {text}" if code else text for code, text in beside]


def _middle(view: RoomView, style: Style, width: int, height: int) -> list[str]:
    rows = [row for row in view.rows if f"{row.text}" or f"{row.lead}"]
    if view.kind not in _ON_CARDS or (view.kind == "collect" and view.hidden):
        lines = [line for row in rows for line in _card(row, width - 1, 99)]
        return lines[:height]
    most = max(width // (_NARROWEST + _GAP), 1)
    for columns in range(1, most + 1):
        if len(lines := _cards(rows, columns, width, 99, style)) <= height:
            return lines
    for lines_each in (4, 3, 2, 1):
        for gap in (1, 0):
            if len(lines := _cards(rows, most, width, lines_each, style, gap)) <= height:
                return lines
    hidden = sum(row.part != "title" for row in rows[_rows_in(rows, most, height - 1) :])
    return [*lines[: height - 1], f"{Message('room_follow.and_more_notes', count=hidden)}"]


def _rows_in(rows: Sequence[RoomRow], columns: int, height: int) -> int:
    """How many rows are in so many lines, where each takes one."""
    shown = 0
    for some in list(_side_by_side(rows, columns))[:height]:
        shown += len(some)
    return shown


def _side_by_side(rows: Sequence[RoomRow], columns: int) -> Iterator[Sequence[RoomRow]]:
    """What is side by side: the title of a group alone, then its notes; a note in no group isn't beside one that is in one."""
    for part, together in groupby(rows, key=lambda row: row.part):
        some = tuple(together)
        each = 1 if part == "title" else columns
        yield from (some[first : first + each] for first in range(0, len(some), each))


def _cards(rows: Sequence[RoomRow], columns: int, width: int, most: int, style: Style, gap: int = 1) -> list[str]:
    """Cards side by side, row by row, with so many blank lines between; those of a group below its title."""
    lines: list[str] = []
    for some in _side_by_side(rows, columns):
        if some[0].part == "title":
            lines += [style.bold(line) for line in _card(some[0], width, most)]
            continue
        margin = "  " if some[0].part == "inside" else ""
        wide = (width - len(margin) - _GAP * (columns - 1)) // columns
        cards = [_card(row, wide, most) for row in some]
        for parts in zip_longest(*cards, fillvalue=""):
            padded = [f"{_shown(part, row, style)}{' ' * (wide - cells(part))}" for part, row in zip(parts, some, strict=True)]
            lines.append(f"{margin}{(' ' * _GAP).join(padded)}".rstrip())
        lines += [""] * gap
    return lines[: len(lines) - gap]


def _shown(part: str, row: RoomRow, style: Style) -> str:
    return style.bold(part) if row.stands_out and part else part


def _card(row: RoomRow, width: int, most: int) -> list[str]:
    name = visible(f"{row.lead}")
    lead = f"{name}. " if name.isdigit() else f"{name}: " if name else ""
    aside = f"  {visible(f'{row.aside}')}" if row.aside else ""
    lines = wrap(f"{lead}{visible(f'{row.text}')}{aside}", width)
    return lines if len(lines) <= most else [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)]
