"""Older formats of the strategy file: what leads from each to the next. Comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from stratcoach.files.writer import dump
from stratcoach.files.yaml_text import MappingNode, YamlSource, read
from stratcoach.messages import Message
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTION


class Migration(NamedTuple):
    """One step from a format to the next: what it does, in words for a person, and how."""

    says: Message
    change: Callable[[YamlSource], str]


class Migrated(NamedTuple):
    """The text in today's format, the format that it had, and what was done."""

    text: str
    had: int
    done: tuple[Message, ...]


def _named(source: YamlSource) -> str:
    """Say the format above the first key. Files that were written by hand may lack it."""
    from stratcoach.files.codec import loads

    root = source.root
    if not isinstance(root, MappingNode) or root.flow_style:
        found = loads(source.text).strategy
        return dump(found) if found else source.text
    line = root.value[0][0].start_mark.line
    parts = re.split(r"(\r\n|\r|\n)", source.text)  # the lines as YAML counts them, each with its own end behind it
    end = "".join(parts[2 * line + 1 : 2 * line + 2]) or "\n"
    return "".join([*parts[: 2 * line], f"{FORMAT_KEY}: 1{end}", *parts[2 * line :]])


MIGRATIONS: Final[Mapping[int, Migration]] = {
    0: Migration(Message("file.says_the_format", line=f"{FORMAT_KEY}: 1"), _named),
}
"""By the format that they lead on from; 0 is a file that doesn't say its format."""


def format_of(source: YamlSource) -> int | None:
    """The format that a file says it has; 0 where it is a strategy and says none; None where it is none."""
    root = source.root
    if not isinstance(root, MappingNode):
        return None
    values = {key.value: value.value for key, value in root.value if isinstance(key.value, str)}
    stated = values.get(FORMAT_KEY)
    if stated is None:
        return 0 if values.keys() & SECTION.keys() else None
    number = int(stated[:6]) if isinstance(stated, str) and stated.isascii() and stated.isdigit() else 0
    return number or None  # no file ever said that it has format 0


def migrate(text: str, steps: Mapping[int, Migration] = MIGRATIONS, to: int = FORMAT) -> Migrated | None:
    """Bring a text up to a format, step by step. None where it isn't a strategy or its format can't be told."""
    had = format_of(read(text))
    if had is None:
        return None
    done = []
    for number in range(had, to):
        text = steps[number].change(read(text))
        done.append(steps[number].says)
    return Migrated(text, had, tuple(done))
