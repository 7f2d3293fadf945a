"""One moment of a workshop laid out for a projector: one question, large and calm, no colour that anything depends on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from prompt_toolkit.utils import get_cwidth

from stratcoach.files.catalogues import chosen
from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.model.large_figures import large
from stratcoach.model.safe_text import visible
from stratcoach.services.qr import half_blocks
from stratcoach.ui.room_texts import BETWEEN, SHORTCUTS, TIME_IS_UP, clock_time, countdown, on_terminal
from stratcoach.workshop.room_view import RoomRow, RoomView, Text

MARGIN: Final = 4
CORNER: Final = 12
"""Columns of the countdown."""

PROMPT: Final = "    › "
WIDEST: Final = 84
MOST_OF_A_ROW: Final = 7
TWO_COLUMNS: Final = 68
"""So many columns have room for two notes side by side."""

_ON_ONE_PAGE: Final = ("reveal", "vote", "decide")
"""The kinds of views whose rows are seen together, on one page, before they are read one by one."""

PLAIN, BOLD, DIM = "", "bold", "dim"


class ScreenLine(NamedTuple):
    """A line on the screen and how it is written, behind a line of a picture where there is one."""

    text: str
    style: str = PLAIN
    picture: str = ""


class Laid(NamedTuple):
    """The middle of the screen: its lines, and which rows of how many are on it where not all of them are. Where it `is_cut`, all
    are, but not in full.
    """

    lines: tuple[ScreenLine, ...]
    first: int
    last: int
    of: int
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        return self.first == 0 and self.last == self.of


def head(view: RoomView, now: int, width: int) -> tuple[str, str]:
    """The first line: where we are, and the time in the corner."""
    step = f"{view.place}"
    title = quote(f"{view.title}", max(width - MARGIN - CORNER - len(step) - 3, 8))
    place = " · ".join(part for part in (title, step) if part)
    gap = max(width - MARGIN - CORNER - get_cwidth(place), 0)
    return f"{'':{MARGIN}}{place}{'':{gap}}", f"{countdown(view.time, now):>{CORNER - 2}}"


def booking(view: RoomView, now: int, width: int) -> str:
    """The line below the first one: when we end, and what was planned where that is another time."""
    ends = f"{view.ending.ends(now)}" if view.ending else ""
    return f"{ends:>{max(width - 2, 0)}}" if ends and len(ends) < width - 2 else ""


def status(view: RoomView, width: int) -> str:
    """How far we are, on one line."""
    widest, line = width - MARGIN - 1, f"{view.status}"
    return f"{'':{MARGIN}}{line if get_cwidth(line) <= widest else quote(line, max(widest, 8))}"


def foot(view: RoomView, message: str, now: int, width: int, laid: Laid) -> tuple[ScreenLine, ...]:
    """The last lines: what happened or is due, how to answer, the keys."""
    inner = width - MARGIN - 1
    lines = [ScreenLine(line, BOLD) for line in due(view, now, inner)]
    lines += [ScreenLine(line, BOLD) for line in (_wrapped(message, inner)[: 2 if lines else 3] if message or not lines else ())]
    lines += [ScreenLine(line) for line in fitted([action.how for action in view.actions], inner)]
    turn = Message("room_screen.do_turn_pages", first=laid.first + 1, last=laid.last, rows=laid.of)
    turn = Message("room_screen.do_read_in_full") if laid.is_cut else turn
    lines += [ScreenLine(line) for line in fitted(SHORTCUTS if laid.is_whole and not laid.is_cut else (*SHORTCUTS, turn), inner)]
    return tuple(ScreenLine(f"{'':{MARGIN}}{line.text}".rstrip(), line.style) for line in lines)


def due(view: RoomView, now: int, width: int) -> list[str]:
    """What the time asks for: the close, so that it has its minutes, or that this part ends."""
    is_offered = any(action.name == "end" for action in view.actions)
    if view.ending and view.kind != "rest" and not is_offered and view.ending.must_close(now):
        return [quote(f"{Message('room_screen.close_now', left=view.ending.time_left(now))}", width)]
    if view.time is not None and view.time.left_at(now) <= 0 and view.may_extend:
        is_up = f"{TIME_IS_UP}"
        return [is_up if len(is_up) <= width else quote(is_up, width)]
    return []


def around(view: RoomView, width: int, message: str = "", now: int = 0) -> int:
    """How many lines aren't the middle, where the line that is typed is one."""
    inner = width - MARGIN - 1
    more = len(due(view, now, inner)) if message else 0
    more += min(len(_wrapped(message, inner)), 2 if more else 3) - 1 if message else 0
    return more + 1 + 2 + 1 + 1 + len(fitted([action.how for action in view.actions], inner)) + len(fitted(SHORTCUTS, inner))


def whole(view: RoomView, message: Text, now: int, width: int = 80, height: int = 24) -> str:
    """The screen as a text, with nothing typed yet but what is in the line at first."""
    chosen().keys = on_terminal
    message = f"{message}"
    laid = lay_out(view, width, max(height - around(view, width, message, now), 3))
    top = ["".join(head(view, now, width)), booking(view, now, width), *(f"{'':{MARGIN}}{line.text}" for line in laid.lines[1:])]
    field = "•" * len(view.draft) if view.hidden else view.draft
    low = [status(view, width), "", f"{PROMPT}{field}", *(line.text for line in foot(view, message, now, width, laid))]
    middle = [""] * max(height - len(top) - len(low), 0)
    return "\n".join(line.rstrip() for line in (*top, *middle, *low))


def lay_out(view: RoomView, width: int, height: int, first: int | None = None) -> Laid:
    """The question and the rows that fit below it, from the row `first` on; a list that grows shows its end unless told."""
    if view.picture:
        return _beside_picture(view, width, height)
    inner = max(min(width - 2 * MARGIN, WIDEST), 16)
    head = [ScreenLine(line, BOLD) for text in f"{view.question}".splitlines() for line in _wrapped(text, inner)]
    if view.back_at:
        head += [ScreenLine(""), *(ScreenLine(line) for line in large(clock_time(view.back_at)))]
    blocks = [_row(row, inner, view) for row in view.rows]
    room = max(height - len(head) - 2, 1)
    if first is None and view.kind in _ON_ONE_PAGE and sum(map(len, blocks)) > room and (page := _overview(view, inner, room)):
        return Laid((ScreenLine(""), *head, ScreenLine(""), *page), 0, len(blocks), len(blocks), is_cut=True)
    if sum(map(len, blocks)) > room and _asks_about_two(view):
        rows = sorted(view.rows, key=lambda row: not row.stands_out)
        blocks = [_row(row, inner, view) for row in rows]
    gap = sum(map(len, blocks)) + len(blocks) <= room
    start = _start(blocks, room, grows=grows(view)) if first is None else max(0, min(first, len(blocks) - 1))
    lines = [ScreenLine(""), *head, ScreenLine("")]
    at = start
    while at < len(blocks) and (at == start or sum(1 for _ in lines) + len(blocks[at]) <= height):
        lines += blocks[at]
        if gap:
            lines.append(ScreenLine(""))
        at += 1
    return Laid(tuple(lines[:height]), start, at, len(blocks))


def _overview(view: RoomView, width: int, room: int) -> list[ScreenLine]:
    """All rows on one page, each cut to as many lines as there is room for; what stands out is whole. Empty where not even the
    first words of each fit.
    """
    rows = view.rows
    if lines := _cut(rows, view, width, room):
        return lines
    if width >= TWO_COLUMNS and not any(row.aside for row in rows):
        cells = [_row(row, width // 2 - 1, view, 1)[0] for row in rows]
        half = (len(cells) + 1) // 2
        if half <= room:
            return [_beside(cells[at], cells[at + half] if at + half < len(cells) else None, width // 2) for at in range(half)]
    return _cut(_folded(rows), view, width, room) if any(row.part for row in rows) else []


def _cut(rows: Sequence[RoomRow], view: RoomView, width: int, room: int) -> list[ScreenLine]:
    """Rows in as many lines as there is room for; empty where there isn't."""
    for most in (3, 2, 1):
        blocks = [_row(row, width, view, MOST_OF_A_ROW if row.stands_out else most) for row in rows]
        if sum(map(len, blocks)) <= room:
            return [line for block in blocks for line in block]
    return []


def _folded(rows: Sequence[RoomRow]) -> list[RoomRow]:
    """The rows without what is inside groups; behind a title is how many notes that is."""
    found: list[RoomRow] = []
    inside = 0
    for row in reversed(rows):
        if row.part == "inside":
            inside += 1
            continue
        found.append(row._replace(text=f"{row.text} ({inside})") if row.part == "title" else row)
        inside = 0
    return found[::-1]


def _beside(one: ScreenLine, other: ScreenLine | None, column: int) -> ScreenLine:
    """Two rows in one line."""
    if other is None:
        return one
    gap = " " * max(column - get_cwidth(one.text), 1)
    return ScreenLine(f"{one.text}{gap}{other.text}", BOLD if BOLD in (one.style, other.style) else PLAIN)


_LEAST_BESIDE: Final = 24


def _beside_picture(view: RoomView, width: int, height: int) -> Laid:
    """A code to scan with the rows beside it, or the rows alone where not all of it fits: half of a code is of no use."""
    drawn = half_blocks(view.picture)
    wide = width - 2 * MARGIN - len(drawn[0]) - 2
    blocks = [_row(row, min(max(wide, _LEAST_BESIDE), WIDEST), view) for row in view.rows]
    space = [ScreenLine("")] if sum(map(len, blocks)) + len(blocks) < height else []
    rows = [line for block in blocks for line in (*block, *space)]
    if wide < _LEAST_BESIDE or height < len(drawn) + 1 or height < len(rows) + 1:
        return lay_out(view.replace(picture=()), width, height)
    below = [ScreenLine(f"{'':{len(drawn[0])}}{row.text}", row.style) for row in rows[len(drawn) :]]
    beside = zip_longest(drawn, rows[: len(drawn)])
    lines = [(row or ScreenLine(""))._replace(picture=code) for code, row in beside]
    return Laid((ScreenLine(""), *lines, *below), 0, len(view.rows), len(view.rows))


def fitted(texts: Sequence[Message], width: int) -> list[str]:
    """What can be done, three spaces apart, in as many lines as it takes."""
    lines = [""]
    for part in map(str, texts):
        longer = f"{lines[-1]}{BETWEEN}{part}" if lines[-1] else part
        if len(longer) > width and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def grows(view: RoomView) -> bool:
    """Whether it is a list to which rows come while it is shown, so that its end matters most."""
    return view.kind in ("collect", "round")


def _asks_about_two(view: RoomView) -> bool:
    """Whether it is asked if two of the rows say the same: both come first then, where not all fit on one page."""
    return view.kind == "reveal" or view.key.endswith(".decide.same")


def _start(blocks: Sequence[list[ScreenLine]], room: int, *, grows: bool) -> int:
    if not grows or sum(map(len, blocks)) <= room:
        return 0
    at, used = len(blocks), 0
    while at > 0 and used + len(blocks[at - 1]) <= room:
        at -= 1
        used += len(blocks[at])
    return min(at, max(len(blocks) - 1, 0))


def _row(row: RoomRow, width: int, view: RoomView, most: int = MOST_OF_A_ROW) -> list[ScreenLine]:
    """A row with its number or name before it, of at most so many lines; votes are in a column of their own, and what is inside a
    group is further in.
    """
    if row.part == "inside":
        inside = _row(row._replace(part="", lead=row.lead or "–"), width - 3, view, most)
        return [ScreenLine(f"   {line.text}", line.style) for line in inside]
    style = BOLD if row.stands_out or row.part == "title" else PLAIN
    if not row.text and not row.lead:
        return [ScreenLine("")]
    name, text, aside = f"{row.lead}", f"{row.text}", f"{row.aside}".strip()
    lead = f"{name}. " if name.isdigit() else f"{name} " if name == "–" else f"{name}: " if name else ""
    if view.kind == "read_back" and name:
        return [ScreenLine(name, DIM), *(ScreenLine(f"  {line}", style) for line in _wrapped(text, width - 2))]
    mark = "› " if row.stands_out else "  "
    column = max(len(f"{one.aside}".strip()) for one in view.rows)
    if aside and width > 50:
        body = _short(_wrapped(f"{lead}{text}", width - column - 6), most, width - column - 6)
        gap = " " * max(width - column - 4 - get_cwidth(body[0]), 1)
        first = f"{mark}{body[0]}{gap}  {aside}".rstrip()
        return [ScreenLine(first, style), *(ScreenLine(f"     {line}", style) for line in body[1:])]
    lines = _wrapped(f"{lead}{text}   {row.aside}" if row.aside else f"{lead}{text}", width - 5)
    body = lines if view.kind == "recap" else _short(lines, most, width - 5)
    if aside and len(lines) > most:  # what is cut off is never the votes
        body = _short(_wrapped(f"{lead}{text}", width - 8 - len(aside)), most, width - 8 - len(aside))
        body[-1] += f"   {aside}"
    return [ScreenLine(f"{mark}{body[0]}", style), *(ScreenLine(f"     {line}", style) for line in body[1:])]


def _short(lines: list[str], most: int, width: int) -> list[str]:
    """The first lines of a row that would fill the screen."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    if most < MOST_OF_A_ROW and get_cwidth(last) > width - 2:
        last = last.rpartition(" ")[0] or last[: width - 2]
    return [*lines[: most - 1], f"{last} …"]


def _wrapped(text: str, width: int) -> list[str]:
    """A text broken at spaces to so many columns; a word that is wider, or a script without spaces, is broken anywhere."""
    width = max(width, 8)
    lines = [""]
    for word in visible(text).split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if get_cwidth(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if get_cwidth(lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
    return lines
