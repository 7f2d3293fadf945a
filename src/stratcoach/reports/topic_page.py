"""A topic of the method on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from stratcoach.model.coverage import ItemPlace, places
from stratcoach.model.dates import spoken
from stratcoach.model.safe_text import visible
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cut, in_lines, pad, wrap
from stratcoach.reports.topics import EXAMPLE, TOPICS, Topic

WIDE: Final = 72
"""From this many columns on, the two sides are side by side."""


_NOT_CHOSEN: Final = "not chosen"


def contents(style: Style) -> str:
    """The topics, a line each."""
    width = max(len(topic.name) for topic in TOPICS) + 4
    lines = [style.bold("stratcoach guide TOPIC")]
    for topic in TOPICS:
        told = wrap(f"{topic.title}: {topic.line}", style.width - width)
        lines += [f"  {pad('' if number else topic.name, width - 2)}{line}" for number, line in enumerate(told)]
    return "\n".join(lines)


def page(topic: Topic, own: Strategy | None, name: str, style: Style) -> str:
    """The whole page, with examples from the reader's own strategy, called `name`, if it has the most telling one."""
    table = "\n".join(_table(topic, style) if style.width >= WIDE else _stacked(topic, style))
    shown = list(_shown(own, topic)) if own and _first(own, topic.shows[0]) else []
    lead = f"From {name} ({own.product}):" if own and shown else f"Example ({EXAMPLE.product}):"
    example = [style.bold(visible(lead)), *_lines(shown or list(_shown(EXAMPLE, topic)), style)]
    return "\n\n".join([f"{style.bold(topic.title)}\n{style.wrap(topic.says)}", table, "\n".join(example), _footer(topic, style)])


# ---- two columns


def _table(topic: Topic, style: Style) -> Iterator[str]:
    label = max(len(name) for name, _, _ in topic.rows) + 2
    width = (style.width - label - 2) // 2
    left, right = topic.columns
    yield style.bold(f"{' ' * label}{pad(left, width)}  {right}")
    for name, one, other in topic.rows:
        for number, (a, b) in enumerate(zip_longest(wrap(one, width), wrap(other, width), fillvalue="")):
            yield f"{pad('' if number else name, label)}{pad(a, width)}  {b}".rstrip()


def _stacked(topic: Topic, style: Style) -> Iterator[str]:
    for name, one, other in topic.rows:
        yield style.bold(name)
        for column, cell in zip(topic.columns, (one, other), strict=True):
            yield style.wrap(f"{column}: {cell}", "  ", "    ")


# ---- what a strategy shows


def _shown(strategy: Strategy, topic: Topic) -> Iterator[tuple[str, str]]:
    for path in topic.shows:
        if text := _first(strategy, path):
            name, _, key = path.partition(".")
            section = SECTION[name]
            yield section.noun if key == section.main else _NOT_CHOSEN if key == "alternatives" else key.replace("_", " "), text


def _first(strategy: Strategy, path: str) -> str:
    """The first text at a place of the strategy, or `""`."""
    section, _, key = path.partition(".")
    return next((text for place in places(strategy) if place.section.name == section if (text := _text(place, key))), "")


def _text(place: ItemPlace, key: str) -> str:
    if key == place.section.main:
        return place.said
    value = getattr(place.entry, key)
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else one.statement for one in value)
    return spoken(value) if place.entry.keys[key].kind == "date" else value


def _lines(shown: list[tuple[str, str]], style: Style) -> Iterator[str]:
    """A line each; where it is narrow, as many as a text needs."""
    width = max(len(label) for label, _ in shown) + 4
    for label, text in shown:
        room = max(style.width - width, 12)
        told = [cut(visible(text), room)] if style.width >= WIDE else wrap(visible(text), room)
        yield f"  {pad(label, width - 2)}{told[0]}"
        yield from (" " * width + line for line in told[1:])


def _footer(topic: Topic, style: Style) -> str:
    deeper = f"More: stratcoach explain {topic.deeper}" if topic.deeper else "Compare your own: stratcoach compare A B"
    return style.dim("\n".join(in_lines([deeper, f"Next: stratcoach guide {topic.next}"], style.width)))
