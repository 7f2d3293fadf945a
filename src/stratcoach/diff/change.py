"""One change between two strategies, and how deep it goes."""

from __future__ import annotations

from typing import Final, Literal

from stratcoach.model.entry import Item
from stratcoach.model.sections import SECTION, Section
from stratcoach.model.value import Value
from stratcoach.model.version_numbers import parts

Level = Literal["NONE", "DETAIL", "CHOICE", "VISION"]
LEVELS: Final[tuple[Level, ...]] = ("NONE", "DETAIL", "CHOICE", "VISION")
"""Shallowest first."""

Kind = Literal["added", "removed", "changed", "renamed", "reranked", "moved_goalpost"]

_VISION_FIELDS: Final = frozenset(("statement", "user", "today", "future", "ambition", "horizon"))
_CHOICES_AT_THE_TOP: Final = frozenset(("company_goal", "challenge"))
_DETAILS: Final = frozenset(("readings", "read_every", "counter_worse", "theme"))
"""What an item that is a choice has beside its own texts and figures: what was seen since, and how things are grouped."""


class Change(Value):
    """One change. `on` is the item's id, or `""` for the section or the top of the file; `said` what the item is about.

    `before` and `after` are the texts on both sides: of the field, or of the item's main text where it was added or
    removed; a list is one text, and `entries` are those of its entries that changed, before and after. `same_meaning`
    says that only the wording changed.
    """

    kind: Kind
    section: str
    level: Level
    on: str = ""
    field: str = ""
    said: str = ""
    before: str = ""
    after: str = ""
    entries: tuple[tuple[str, str], ...] = ()
    same_meaning: bool = False


def level_of_field(section: str, field: str) -> Level:
    """How deep a change of one field goes, if it changes the meaning; `section` is `""` for the top of the file."""
    if not section:
        return "CHOICE" if field in _CHOICES_AT_THE_TOP else "DETAIL"
    level = SECTION[section].level
    if level == "VISION":
        return "VISION" if field in _VISION_FIELDS else "DETAIL"
    return "DETAIL" if field in Item.keys or field in _DETAILS or field.startswith("x-") else level


def level_of_entry(section: Section) -> Level:
    """How deep it goes when a whole item comes or goes."""
    return level_of_field(section.name, section.main)


def level_of_order(section: Section) -> Level:
    return "CHOICE" if section.ranked and section.level == "CHOICE" else "NONE"


def deepest(changes: tuple[Change, ...]) -> Level:
    return max((change.level for change in changes), key=LEVELS.index, default="NONE")


def next_version(version: str, level: Level) -> str:
    """The version that a change asks for: `VISION.CHOICE.DETAIL`, the first one for a strategy that has none."""
    numbers = parts(version)
    if not numbers:
        return "1.0.0"
    vision, choice, detail = numbers
    bumped = {"VISION": (vision + 1, 0, 0), "CHOICE": (vision, choice + 1, 0), "DETAIL": (vision, choice, detail + 1)}
    return ".".join(map(str, bumped.get(level, (vision, choice, detail))))
