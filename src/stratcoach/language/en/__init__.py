"""English."""

from __future__ import annotations

from typing import Final

JOINS: Final = {"and": "and", "or": "or"}


def plural(number: float) -> str:
    """The plural form of a number."""
    return "one" if number == 1 else "other"
