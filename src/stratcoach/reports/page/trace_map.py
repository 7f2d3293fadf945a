"""The map of the trace: a column for each step of the method, a line from each item to what it rests on.

Needs no script: what belongs together is marked by style sheets that are made with it, on hover, focus or touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value
from stratcoach.reports.page.markup import Markup, join, tag
from stratcoach.reports.text_width import cells, cut, wrap

_COLUMNS: Final = (
    (Message("story.what_we_saw"), ("insights", "assumptions")),
    (Message("story.column_vision"), ("market", "vision", "north_star")),
    (Message("story.column_problems"), ("problems",)),
    (Message("story.column_people"), ("users",)),
    (Message("story.column_promise"), ("positioning",)),
    (Message("story.column_brings"), ("objectives", "okrs")),
    (Message("story.what_we_give_up"), ("trade_offs", "boundaries")),
)
_WIDTH: Final = 176
_GAP: Final = 44
_LINE: Final = 15
_PADDING: Final = 8
_SPACE: Final = 12
_TOP: Final = 34
_CELLS: Final = 23
"""How many narrow characters fit into one line of a box."""
_SIGN: Final = 5
"""So many of them take the room of the sign in the corner."""
_LINES: Final = 4
_LINES_OF_MANY: Final = 2
_MOST_WHOLE: Final = 120
"""Up to how many items a box shows several lines of its text."""
_MOST_LIT: Final = 400
"""Up to how many items a box lights up what it is linked to: it takes a rule for each, and browsers get slow with more."""


class Box(NamedTuple):
    """An item on the map: `mark` is `bet`, `doubt`, `loose` or empty."""

    number: int
    id: str
    noun: Message
    text: str
    lines: tuple[str, ...]
    x: int
    y: int
    height: int
    mark: str


class TraceMap(Value):
    """The map as SVG, and the style sheet that lights up what belongs together."""

    svg: Markup
    style: str
    boxes: int
    is_cut: bool = False
    """Whether there were too many links to light up all that is linked indirectly."""

    @property
    def lights_up(self) -> bool:
        """Whether pointing at a box lights up what it is linked to."""
        return bool(self.style)


def draw(strategy: Strategy) -> TraceMap | None:
    """Draw the map; None where there is nothing to be linked."""
    links = Links(strategy)
    columns = [(title, found) for title, names in _COLUMNS if (found := _of(links, names))]
    if sum(len(found) for _, found in columns) < 2:
        return None
    boxes = {box.id: box for box in _placed(links, columns)}
    edges = [
        (boxes[ground], boxes[name])
        for name in boxes
        for ground in dict.fromkeys(links.placed[name][1].rests_on)
        if ground in boxes
    ]
    related, lit = _related(links, boxes), len(boxes) <= _MOST_LIT
    width = len(columns) * (_WIDTH + _GAP) - _GAP + 2
    height = max(box.y + box.height for box in boxes.values()) + 2
    heads = [
        tag("text", str(title), x=number * (_WIDTH + _GAP), y=16, class_="head") for number, (title, _) in enumerate(columns)
    ]
    svg = tag(
        "svg",
        tag("title", str(Message("story.map"))),
        tag("desc", str(Message("story.map_described"))),
        *heads,
        tag("g", *(_edge(start, end, related if lit else {}) for start, end in edges), class_="edges"),
        tag("g", *(_box(box, len(boxes), related[box.id], lit=lit) for box in boxes.values())),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_=f"map{' lit' if lit else ''}{' many' if len(boxes) > _MOST_WHOLE else ''}",
        role="group",
        aria_label=str(Message("story.map_of")),
    )
    rules = (f".map:has(.n{box.number}:is(:hover,:focus)) .r{box.number}{{opacity:1}}" for box in boxes.values())
    return TraceMap(svg=svg, style="".join(rules) if lit else "", boxes=len(boxes), is_cut=links.is_cut)


def _of(links: Links, names: Sequence[str]) -> list[tuple[Section, Item]]:
    found = [(section, item) for section, _, item in links.items if section.name in names and item.id]
    return [(section, item) for section, item in found if links.placed[item.id][1] is item]


def _placed(links: Links, columns: Sequence[tuple[Message, list[tuple[Section, Item]]]]) -> Iterator[Box]:
    whole = sum(len(found) for _, found in columns) <= _MOST_WHOLE
    numbers = count()
    boxes = [
        [_unplaced(next(numbers), links, section, item, _LINES if whole else _LINES_OF_MANY) for section, item in found]
        for _, found in columns
    ]
    heights = [sum(box.height + _SPACE for box in column) for column in boxes]
    for place, (column, height) in enumerate(zip(boxes, heights, strict=True)):
        y = _TOP + ((max(heights) - height) // 2 if whole else 0)  # a long column that is centred would begin out of sight
        for box in column:
            yield box._replace(x=place * (_WIDTH + _GAP) + 1, y=y)
            y += box.height + _SPACE


def _unplaced(number: int, links: Links, section: Section, item: Item, most: int) -> Box:
    text = " ".join(section.text_of(item).split())
    lines, mark = _lines(text, most), _mark(links, section, item)
    is_in_the_way = mark and cells(lines[-1]) > _CELLS - _SIGN
    height = (len(lines) + (1 if is_in_the_way else 0)) * _LINE + 2 * _PADDING
    return Box(number, item.id, section.noun, text, lines, 0, 0, height, mark)


def _lines(text: str, most: int) -> tuple[str, ...]:
    lines = [cut(line, _CELLS) for line in wrap(text, _CELLS)] or [""]
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    return (*lines[: most - 1], f"{last.rstrip(' .,;')}…" if cells(last) < _CELLS else cut(f"{last}…", _CELLS))


def _mark(links: Links, section: Section, item: Item) -> str:
    if item.id in links.in_question:
        return "doubt"
    if section.name == "assumptions":
        return "bet"
    grounded = not section.may_rest_on or any(name in links.placed for name in item.rests_on)
    return "" if grounded else "loose"


_SIGNS: Final = {"doubt": "?", "bet": Message("story.sign_of_a_bet"), "loose": "!", "": ""}
LEGEND: Final = (Message("story.legend_doubt"), Message("story.legend_bet"), Message("story.legend_loose"))


def _related(links: Links, boxes: Mapping[str, Box]) -> dict[str, set[int]]:
    """For each item the numbers of those that light it up: itself, what rests on it, what it rests on; of many, only what is linked directly."""
    found: dict[str, set[int]] = {name: {box.number} for name, box in boxes.items()}
    for name, box in boxes.items():
        below = links.below(name) if len(boxes) <= _MOST_LIT else links.placed[name][1].rests_on
        for ground in below:
            if ground in boxes:
                found[ground].add(box.number)
                found[name].add(boxes[ground].number)
    return found


def _classes(numbers: set[int]) -> str:
    return " ".join(f"r{number}" for number in sorted(numbers))


def _edge(start: Box, end: Box, related: Mapping[str, set[int]]) -> Markup:
    x1, y1 = start.x + _WIDTH, start.y + start.height // 2
    x2, y2 = end.x, end.y + end.height // 2
    if end.x <= start.x:  # in the same column, or backwards
        x2 = end.x + _WIDTH
        path = f"M{x1} {y1}C{x1 + _GAP} {y1} {x2 + _GAP} {y2} {x2} {y2}"
    else:
        bend = min((x2 - x1) // 2, _GAP * 2)
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return tag("path", d=path, class_=f"edge {_classes(related.get(start.id, set()) & related.get(end.id, set()))}".rstrip())


def _box(box: Box, boxes: int, related: set[int], *, lit: bool) -> Markup:
    meaning = Message("story.box", mark=box.mark, noun=box.noun, text=box.text)
    linked = Message("story.linked", box=meaning, linked=len(related) - 1, others=boxes - 1)
    lines = [
        tag("tspan", line, x=box.x + _PADDING + 2, y=box.y + _PADDING + 11 + number * _LINE)
        for number, line in enumerate(box.lines)
    ]
    sign = str(_SIGNS[box.mark])
    badge = tag("text", sign, x=box.x + _WIDTH - 6, y=box.y + box.height - 5, class_="sign", text_anchor="end") if sign else None
    return tag(
        "g",
        tag("title", str(meaning)),
        tag("rect", x=box.x, y=box.y, width=_WIDTH, height=box.height, rx=6),
        tag("text", join(lines)),
        badge,
        class_=f"box {box.mark or 'plain'}" + (f" n{box.number} {_classes(related)}" if lit else ""),
        tabindex=0 if lit else None,
        role="img",
        aria_label=str(linked),
    )
