"""The words that all reports of a diff share."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from stratcoach.diff.change import Change, Level
from stratcoach.diff.comparison import Comparison
from stratcoach.model.safe_text import short
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy

MEANS: Final[dict[Level, str]] = {
    "NONE": "Nothing changed in meaning.",
    "DETAIL": "Only details changed. The vision and the choices are the same.",
    "CHOICE": "A choice changed. The vision is the same.",
    "VISION": "The vision changed.",
}
LONGEST: Final = 90
_FIELDS: Final = {"by": "date", "on": "about", "rests_on": "what it rests on"}
LONGEST_NAME: Final = 50
MOST_NAMES: Final = 6
NOTHING: Final = "(nothing)"
STILL_TRUE: Final = "Are these still true? Something they rest on has changed."
_UNSAID: Final = {"status": "active", "language": "en"}
_KINDS: Final = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "renamed": "renamed",
    "reranked": "new order",
    "moved_goalpost": "goalpost moved",
}


def headline(comparison: Comparison) -> str:
    """How deep it goes, and the version that follows."""
    if comparison.level == "NONE":
        return MEANS["NONE"]
    return f"{comparison.level}: {MEANS[comparison.level]} The next version is {comparison.proposed}."


def by_section(comparison: Comparison) -> Iterator[tuple[str, list[Change]]]:
    """The changes under the title of their section, in the method's order."""
    for name, changes in groupby(comparison.changes, key=lambda change: change.section):
        yield title(name), list(changes)


def by_item(changes: Sequence[Change]) -> Iterator[tuple[str, str, list[Change]]]:
    """The changes of one section item by item: its id, what it says where the changes don't, and the changes."""
    for on, found in groupby(changes, key=lambda change: change.on):
        held = list(found)
        main = SECTION[held[0].section].main if held[0].section else ""
        says_so = any(change.field == main or change.kind in ("added", "removed") for change in held)
        said = " ".join(held[0].said.split())
        yield on, "" if says_so or not on else textwrap.shorten(said, LONGEST, placeholder="…"), held


def title(section: str) -> str:
    return section.replace("trade_offs", "trade-offs").replace("_", " ").capitalize() if section else "Top of the file"


def what(change: Change) -> str:
    """What was done to what: `changed: target`."""
    kind = _KINDS[change.kind]
    if change.kind in ("added", "removed", "reranked"):
        return kind
    if change.kind == "renamed":
        return "renamed" if change.before else "named"
    if not change.field:
        return kind
    field = named(change.field) if change.field.startswith("x-") else change.field.replace("_", " ")
    return f"{kind}: {_FIELDS.get(change.field, field)}"


def named(text: str) -> str:
    """An id, a date, a link or a key on one line, as much of it as a person needs to know which one it is."""
    return short(text, LONGEST_NAME)


def names(several: Sequence[str]) -> list[str]:
    """Ids to be listed: all, or the first ones and how many there are besides."""
    if len(several) <= MOST_NAMES:
        return [named(one) for one in several]
    return [*(named(one) for one in several[: MOST_NAMES - 1]), f"{len(several) - MOST_NAMES + 1} more"]


def sides(change: Change) -> Change:
    """The change with values that no person reads to the end cut short; where both begin alike, to where they differ."""
    before, after = _readable(change, change.before), _readable(change, change.after)
    if before == after and change.before != change.after:
        same = next(
            (at for at, (a, b) in enumerate(zip(change.before, change.after, strict=False)) if a != b),
            min(len(change.before), len(change.after)),
        )
        before, after = (f"…{named(text[max(0, same - 10) :])}" for text in (change.before, change.after))
    entries = tuple((_readable(change, one), _readable(change, other)) for one, other in change.entries)
    return change.replace(before=before, after=after, entries=entries)


def _readable(change: Change, text: str) -> str:
    """A date, a link or a choice as a name; elsewhere only a run of signs that isn't a word."""
    holds = SECTION[change.section].holds if change.section else Strategy
    key = holds.keys.get(change.field) if holds else None
    if key and (key.kind in ("date", "id", "choice", "language", "version") or change.field == "link"):
        return named(text) if text.strip() else text
    return _RUN.sub(lambda match: named(match[0]), text) if len(text) > LONGEST_NAME else text


_RUN: Final = re.compile(rf"\S{{{LONGEST_NAME + 1},}}")


def unsaid(change: Change) -> str:
    """The value that applies where nothing is written."""
    return _UNSAID.get(change.field, NOTHING) if not change.section else NOTHING


def is_long(change: Change) -> bool:
    """Whether both sides are texts in which single words are worth showing."""
    return bool(change.before and change.after) and " " in f"{change.before.strip()}{change.after.strip()}"


def item(section: str, on: str) -> tuple[str, str]:
    """What kind of item it is, and its id where there can be several."""
    return SECTION[section].noun, named(on) if SECTION[section].many else ""


def counted(comparison: Comparison) -> str:
    count = len(comparison.changes)
    return f"{count} change{'' if count == 1 else 's'}"
