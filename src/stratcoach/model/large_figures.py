"""Figures that are read from the other end of a room."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("  █", "  █", "  █", "  █", "  █"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
}


def large(text: str) -> list[str]:
    """A time in figures five lines high."""
    wide = ["  ".join("".join(dot * 2 for dot in _DIGITS.get(sign, ("",) * 5)[line]) for sign in text) for line in range(5)]
    return [line.rstrip() for line in wide]
