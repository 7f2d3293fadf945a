"""The words that all reports of a diff share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from stratcoach.diff.change import Change, Level
from stratcoach.diff.compare import Comparison
from stratcoach.model.sections import SECTION

MEANS: Final[dict[Level, str]] = {
    "NONE": "Nothing changed in meaning.",
    "DETAIL": "Details changed; the vision and the choices stand.",
    "CHOICE": "A choice changed; the vision stands.",
    "VISION": "The vision changed.",
}
LONGEST: Final = 90
_FIELDS: Final = {"by": "date", "on": "about", "extra": "keys of your own", "rests_on": "what it rests on"}
NOTHING: Final = "(nothing)"
_UNSAID: Final = {"status": "active", "language": "en"}
_KINDS: Final = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "renamed": "renamed",
    "reranked": "in another order",
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
    return section.replace("_", " ").capitalize() if section else "At the top"


def what(change: Change) -> str:
    """What was done to what: `changed: the target of “…”`."""
    kind = _KINDS[change.kind]
    if change.kind in ("added", "removed", "reranked"):
        return kind
    if change.kind == "renamed":
        return "renamed" if change.before else "named"
    return f"{kind}: {_FIELDS.get(change.field, change.field.replace('_', ' '))}"


def unsaid(change: Change) -> str:
    """What counts where nothing is written."""
    return _UNSAID.get(change.field, NOTHING) if not change.section else NOTHING


def is_long(change: Change) -> bool:
    """Whether both sides are texts in which single words are worth showing."""
    return bool(change.before and change.after) and " " in f"{change.before.strip()}{change.after.strip()}"


def named(section: str, on: str) -> tuple[str, str]:
    """What kind of item it is, and its id where there can be several."""
    return SECTION[section].noun, on if SECTION[section].many else ""


def counted(comparison: Comparison) -> str:
    count = len(comparison.changes)
    return f"{count} change{'' if count == 1 else 's'}"
