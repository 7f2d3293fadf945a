"""The topics of the guide, and the strategy that it takes its examples from: `language/LANGUAGE/guide/`, read when one is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import codec, disk
from stratcoach.files.catalogues import folders
from stratcoach.files.shapes import Read, Reading
from stratcoach.files.yaml_text import Node, decode
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value
from stratcoach.rules import BY_NAME as RULES

GROUPS: Final = frozenset(name.partition("/")[0] for name in RULES)
"""The first halves of the names of rules."""


class Topic(Value):
    """One page. `also` are other names for it. `rows` have a name and a cell for each of the two columns.

    `shows` are places in a strategy that show what is meant, as `section` or `section.key`, the best one first. `about` are
    the rules for which it gives the idea: sections of rules, or single ones; `deeper` is the one that the page names.
    """

    name: str
    title: str
    line: str
    says: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    shows: tuple[str, ...]
    deeper: str = ""
    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    next: str = ""


@cache
def topics() -> tuple[Topic, ...]:
    """The topics that come with the program, in the order in which they are listed."""
    return load_topics(_page("topics.yaml"))


@cache
def example() -> Strategy:
    """What a page shows where the reader has no strategy yet, or an empty one."""
    path = _page("example.yaml")
    return codec.load(disk.read_bytes(path), path.name).strategy or Strategy()


def _page(name: str) -> Path:
    """A file of the guide in the language that is chosen, or in English."""
    return next(path for folder in folders() if (path := folder / "guide" / name).is_file())


def load_topics(path: Path) -> tuple[Topic, ...]:
    """Read a file of topics.

    Raises:
        UserError: with every error in it: unknown keys, places, rules and topics among them.
    """
    reading = Reading(decode(disk.read_bytes(path)))
    root = reading.source.root
    found = reading.mapping(root, {"topics": _list_of(_topic)}, ("topics",), Message("guide.a_file_of_topics")) if root else {}
    read: tuple[Topic, ...] = found.get("topics", ())
    names = [topic.name for topic in read]
    for topic in read:
        if root and (topic.next not in names or topic.next == topic.name):
            reading.trouble("bad-value", Message("guide.unknown_next", topic=topic.name, next=topic.next), root)
    if reading.troubles:
        lines = (trouble.placed(path.name) for trouble in sorted(reading.troubles, key=lambda trouble: trouble.span))
        raise UserError(Message("guide.has_errors"), more=tuple(lines))
    return read


def _is_place(path: str) -> bool:
    """Whether a strategy has such a `section.key`."""
    name, _, key = path.partition(".")
    holds = SECTION[name].holds if name in SECTION else None
    return holds is not None and key in holds.keys


def _places(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
    found = reading.texts(node, field)
    for place in found:
        if not _is_place(place):
            reading.trouble("bad-value", Message("guide.unknown_place", place=place), node, field)
    return found


def _rules(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
    """Read names of rules or of groups of them."""
    found = reading.texts(node, field)
    for name in found:
        if name not in RULES and name not in GROUPS:
            reading.trouble("bad-value", Message("guide.unknown_rule", rule=name), node, field)
    return found


def _rule(reading: Reading, node: Node, field: str) -> str:
    found = reading.text(node, field)
    if found and found not in RULES:
        reading.trouble("bad-value", Message("guide.unknown_rule", rule=found), node, field)
    return found


def _columns(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
    found = reading.texts(node, field)
    if len(found) != 2:
        reading.trouble("bad-value", Message("guide.two_columns"), node, field)
    return found


def _list_of(read: Any) -> Read:
    def read_list(reading: Reading, node: Node, field: str) -> tuple[Any, ...]:
        entries = (read(reading, one) for _, one in reading.sequence(node, field, Message("guide.entries")))
        return tuple(entry for entry in entries if entry is not None)

    return read_list


def _topic(reading: Reading, node: Node) -> Topic | None:
    found = reading.mapping(node, _TOPIC, _NEEDED, Message("guide.a_topic"))
    if not set(_NEEDED) <= found.keys():
        return None
    return Topic(**{name: value for name, value in found.items() if name != "extra"})


def _row(reading: Reading, node: Node) -> tuple[str, str, str] | None:
    found = reading.mapping(node, dict.fromkeys(_CELLS, Reading.text), _CELLS, Message("guide.a_row"))
    return (found["name"], found["left"], found["right"]) if set(_CELLS) <= found.keys() else None


_CELLS: Final = ("name", "left", "right")
_NEEDED: Final = ("name", "title", "line", "says", "columns", "rows", "shows", "about", "next")
_TOPIC: Final[Mapping[str, Read]] = {
    **dict.fromkeys(("name", "title", "line", "says", "next"), Reading.text),
    "columns": _columns,
    "shows": _places,
    "about": _rules,
    "deeper": _rule,
    "also": Reading.texts,
    "rows": _list_of(_row),
}
