"""A topic of the method on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from stratcoach.files.guide_topics import Topic, example, topics
from stratcoach.messages import Message
from stratcoach.model.coverage import ItemPlace, places
from stratcoach.model.dates import spoken
from stratcoach.model.field_names import field_label
from stratcoach.model.safe_text import visible
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cut, in_lines, pad, wrap

WIDE: Final = 72
"""From this many columns on, the two sides are side by side."""


def contents(style: Style) -> str:
    """The topics, a line each."""
    width = max(len(topic.name) for topic in topics()) + 4
    lines = [style.bold(str(Message("guide.list_of_topics")))]
    for topic in topics():
        entry = wrap(str(Message("guide.topic_in_list", title=topic.title, line=topic.line)), style.width - width)
        lines += [f"  {pad('' if number else topic.name, width - 2)}{line}" for number, line in enumerate(entry)]
    return "\n".join(lines)


def page(topic: Topic, own: Strategy | None, name: str, style: Style) -> str:
    """The whole page, with examples from the reader's own strategy, called `name`, if it has the most telling one."""
    table = "\n".join(_table(topic, style) if style.width >= WIDE else _stacked(topic, style))
    shown = list(_shown(own, topic)) if own and _first(own, topic.shows[0]) else []
    lead = Message("guide.from_example", product=example().product)
    if own and shown:
        lead = Message("guide.from_own_file", file=name, product=own.product)
    seen = [style.bold(visible(str(lead))), *_lines(shown or list(_shown(example(), topic)), style)]
    return "\n\n".join([f"{style.bold(topic.title)}\n{style.wrap(topic.says)}", table, "\n".join(seen), _footer(topic, style)])


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
            yield style.wrap(str(Message("guide.cell", column=column, text=cell)), "  ", "    ")


# ---- what a strategy shows


def _shown(strategy: Strategy, topic: Topic) -> Iterator[tuple[str, str]]:
    for path in topic.shows:
        if text := _first(strategy, path):
            section_name, _, key = path.partition(".")
            section = SECTION[section_name]
            name = Message("guide.not_chosen") if key == "alternatives" else field_label(key)
            yield str(section.noun if key == section.main else name), text


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
    return str(spoken(value)) if place.entry.keys[key].kind == "date" else value


def _lines(shown: list[tuple[str, str]], style: Style) -> Iterator[str]:
    """A line each; where it is narrow, as many as a text needs."""
    width = max(len(label) for label, _ in shown) + 4
    for label, text in shown:
        room = max(style.width - width, 12)
        lines = [cut(visible(text), room)] if style.width >= WIDE else wrap(visible(text), room)
        yield f"  {pad(label, width - 2)}{lines[0]}"
        yield from (" " * width + line for line in lines[1:])


def _footer(topic: Topic, style: Style) -> str:
    deeper = Message("guide.more", rule=topic.deeper) if topic.deeper else Message("guide.compare_own")
    following = Message("guide.next", topic=topic.next)
    return style.dim("\n".join(in_lines([str(deeper), str(following)], style.width)))
