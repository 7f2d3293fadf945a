"""Texts by the columns that they take on a screen: cut, padded, wrapped. Wide characters take two columns, marks none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def cells(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """A text on one line, at most `width` columns, cut at a word where that doesn't lose too much."""
    flat = " ".join(text.split())
    if cells(flat) <= width:
        return flat
    kept = _begin(flat, max(width - 1, 0))
    space = kept.rfind(" ")
    if space > len(kept) * 2 // 3:
        kept = kept[:space]
    return kept.rstrip(" ,;:.") + "…"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a word that is longer is broken. At least one line."""
    lines, line, width = [], "", max(width, 2)
    for word in text.split():
        if line and cells(line) + 1 + cells(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        rest = word
        while (head := _begin(rest, width)) != rest:
            head = head or rest[0]
            lines.append(head)
            rest = rest[len(head) :]
        line = rest
    return [*lines, line] if line or not lines else lines


def in_lines(pieces: Sequence[str], width: int, gap: str = "   ") -> list[str]:
    """Pieces beside each other, on as few lines as they need; a piece is broken only where it is longer than a line."""
    lines: list[str] = []
    for piece in pieces:
        if lines and cells(lines[-1] + gap + piece) <= width:
            lines[-1] += gap + piece
        elif cells(piece) <= width:
            lines.append(piece)
        else:
            first, *rest = wrap(piece, width - 2)
            lines += [first, *(f"  {line}" for line in rest)]
    return lines


def _begin(text: str, width: int) -> str:
    """As much of the beginning as fits."""
    taken = 0
    for place, character in enumerate(text):
        taken += _cell(character)
        if taken > width:
            return text[:place]
    return text
