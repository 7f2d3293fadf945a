"""Plain text as Markdown: lines that are headings, lines that each say something, paragraphs that were broken to a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_RULE: Final = re.compile(r"[-=*_~ ]{3,}+(?:(?:slide|page|folie|seite)\s*+\d*+|\d++)?[-=*_~\s]*+", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*(?:[-*•–·+]|->|=>|→|\d{1,2}[.)])\s+")
_BROKEN: Final = 58
"""A line with this many characters was broken to a width, if the next one goes on; shorter lines each say something."""
_MOST: Final = 7
"""A heading has at most so many words."""


def markdown_of(text: str) -> str:
    """The text with `##` before its headings and a blank line between what are lines of their own. The number of lines stays."""
    lines = text.split("\n")
    groups = list(_groups(lines))
    for start, end in groups:
        _mark(lines, start, end, follows_rule=start > 0 and _is_rule(lines[start - 1]))
    return "\n".join("" if _is_rule(line) else line for line in lines)


def _groups(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The runs of lines between blank ones and rules."""
    start = None
    for place, line in enumerate([*lines, ""]):
        blank = not line.strip() or _is_rule(line)
        if blank and start is not None:
            yield start, place
            start = None
        elif not blank and start is None:
            start = place


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line.strip()) is not None


def _mark(lines: list[str], start: int, end: int, *, follows_rule: bool) -> None:
    several = end - start > 1
    is_prose = several and all(len(line) >= _BROKEN for line in lines[start : end - 1])
    if _is_heading(lines[start]) and not is_prose and (several or follows_rule or end - start == 1):
        lines[start] = f"## {lines[start].strip().rstrip(':')}"
        start += 1
        if not several:
            return
    if is_prose:
        return
    for place in range(start, end):
        if not _BULLET.match(lines[place]):
            lines[place] = f"- {lines[place].strip()}" if end - start > 1 else lines[place]


def _is_heading(line: str) -> bool:
    """Few words without the end of a sentence, that are no point of a list."""
    bare = line.strip()
    if _BULLET.match(line) or bare.startswith(('"', "“", "(", "[")) or len(bare.split()) > _MOST:
        return False
    return (
        not bare.rstrip(":").endswith((".", "!", "?", ",", ";"))
        and (bare.endswith(":") or ":" not in bare)
        and bare[:1].isalnum()
    )
