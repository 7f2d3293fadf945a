"""The trace as a drawing: a line runs down from each ground, and every choice picks up the lines that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.model.coverage import ItemPlace
from stratcoach.model.evidence_trace import TraceRow
from stratcoach.model.plain_signs import can_write
from stratcoach.model.value import Value
from stratcoach.reports.text_width import cells, cut, pad, wrap

_MOST_IN_WORDS: Final = 8


class Signs(NamedTuple):
    """What the drawing is made of."""

    direct: str = "●"
    through: str = "○"
    doubt: str = "?"
    loose: str = "!"
    line: str = "│"
    start: str = "─"


ASCII: Final = Signs(direct="*", through="o", line="|", start="-")


def signs_for(encoding: str | None) -> Signs:
    """The signs that an output can write."""
    return Signs() if can_write(encoding, "".join(Signs())) else ASCII


class Drawn(Value):
    """One line of the drawing: one item, or several told as one; then `text` is of the first, and so many `more` there are."""

    label: str
    text: str
    more: int = 0
    starts: tuple[str, ...] = ()
    direct: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    is_loose: bool = False


def drawn(rows: Sequence[TraceRow], label: str, text: str, loose: Collection[ItemPlace]) -> Drawn:
    """One line for one item or for several of one section; not connected is what holds for all of them."""
    direct = frozenset(name for row in rows for name in row.direct)
    return Drawn(
        label=label,
        text=text,
        more=len(rows) - 1,
        starts=tuple(row.id for row in rows if row.is_ground and row.id),
        direct=direct,
        through=frozenset(name for row in rows for name in row.through) - direct,
        doubted=frozenset(name for row in rows for name in row.doubted),
        is_loose=all(row.place in loose for row in rows),
    )


def draw(lines: Sequence[Drawn], width: int, signs: Signs, *, whole: bool) -> list[tuple[Drawn, str]]:
    """Each line of the screen with what it tells of. With `whole` the texts are wrapped, else cut to one line."""
    lanes = _lanes(lines)
    heads = [line.label + (f" {signs.loose}" if line.is_loose else "") for line in lines]
    labels = max(map(cells, heads), default=0) + 2
    pitch = 2 if 2 * len(lanes) + labels <= width * 0.45 else 1
    fits = pitch * len(lanes) + labels <= width * 0.6
    left = labels + (pitch * len(lanes) + 1 if fits and lanes else 0)
    room = max(width - left, 12)
    grounds = {name: (at, one.label) for at, one in enumerate(lines) for name in one.starts}
    drawn = []
    for at, line in enumerate(lines):
        for number, text in enumerate(wrap(line.text, room) if whole else [_in_one(line, room)]):
            picture = _picture(lines, at, lanes, pitch, signs, first=not number) if fits else ""
            drawn.append((line, pad(pad("" if number else heads[at], labels) + picture, left) + text))
        if not fits and (words := _in_words(line, grounds)):
            drawn += [(line, pad("", left) + text) for text in wrap(words, room)]
    return drawn


def _in_one(line: Drawn, room: int) -> str:
    tail = f" (+{line.more})" if line.more else ""
    return cut(line.text, room - len(tail)) + tail


def _lanes(lines: Sequence[Drawn]) -> dict[int, int]:
    """For each line with a ground that something picks up, where its lane begins, the line at which it ends."""
    picked = {name: at for at, line in enumerate(lines) for name in (*line.direct, *line.through, *line.doubted)}
    used = {at: [picked[name] for name in line.starts if name in picked] for at, line in enumerate(lines)}
    return {at: max(ends) for at, ends in used.items() if ends}


def _picture(lines: Sequence[Drawn], at: int, lanes: Mapping[int, int], pitch: int, signs: Signs, *, first: bool) -> str:
    """The lanes beside one line of text; `first` where the line of text is the first one of its item."""
    picture, rest = "", " "
    for begin, end in lanes.items():
        if first and begin == at:
            rest = signs.start
        sign = _sign(lines[at], lines[begin].starts, signs) if first else ""
        passing = signs.line if begin + first <= at < end else rest
        picture += (sign or (signs.direct if first and begin == at else passing)) + rest * (pitch - 1)
    return picture


def _sign(line: Drawn, grounds: Collection[str], signs: Signs) -> str:
    for sign, picked in ((signs.doubt, line.doubted), (signs.direct, line.direct), (signs.through, line.through)):
        if not picked.isdisjoint(grounds):
            return sign
    return ""


def _in_words(line: Drawn, grounds: Mapping[str, tuple[int, str]]) -> str:
    """What the drawing would say, where there are too many lanes to be drawn."""
    parts = []
    if names := _named(line.direct | line.through, grounds):
        parts.append(Message("show.rests_on", names=names))
    if names := _named(line.doubted, grounds):
        parts.append(Message("show.in_question_because_of", names=names))
    return "; ".join(map(str, parts))


def _named(picked: Collection[str], grounds: Mapping[str, tuple[int, str]]) -> tuple[str, ...] | Message:
    """The labels of grounds, in their order; as many as a person reads."""
    labels = tuple(dict(sorted(grounds[name] for name in picked if name in grounds)).values())
    if len(labels) <= _MOST_IN_WORDS:
        return labels
    return Message("show.names_and_more", names=labels[:_MOST_IN_WORDS], count=len(labels) - _MOST_IN_WORDS)
