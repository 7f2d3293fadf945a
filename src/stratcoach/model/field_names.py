"""The keys of the strategy file by the names that people use for them."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import NOTHING, Message, message_of
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTIONS
from stratcoach.model.strategy import Alternative, Strategy

_ENTRIES: Final[tuple[type[Entry], ...]] = (Strategy, Alternative, *(section.holds for section in SECTIONS if section.holds))
KEYS: Final[frozenset[str]] = frozenset(name for entry in _ENTRIES for name in entry.keys)
"""All keys that a strategy file can have below its sections."""


def field_label(field: str) -> Message:
    """What people call a key of the file: `key results`. False for a team's own key."""
    return message_of(f"field.{field}", {}) if field in KEYS else NOTHING
