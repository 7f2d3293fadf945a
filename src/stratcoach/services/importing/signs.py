"""What small signs say: a quarter, the kind of a source, a name before a colon, the number of a key result."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.services.importing.placing import Placed

_KINDS: Final = {
    "interview": "interviews", "observ": "observation", "survey": "survey", "questionnaire": "survey", "analytics": "analytics",
    "log": "analytics", "support": "support", "ticket": "support", "sales": "sales", "experiment": "experiment", "a/b": "experiment",
    "market": "market", "research": "research", "study": "research",
}  # fmt: skip
_QUARTER: Final = re.compile(
    r"\b(?:(?P<first>Q[1-4])[ /-]*(?P<year>20\d\d)|(?P<year2>20\d\d)[ /-]*(?P<second>Q[1-4]))\b", re.IGNORECASE
)


def is_evidence(text: str) -> bool:
    low = text.lower()
    return any(map(str.isdigit, text)) or any(kind in low for kind in _KINDS)


def kind_of(text: str) -> str:
    low = text.lower()
    return next((kind for word, kind in _KINDS.items() if word in low), "")


def named_in(text: str) -> tuple[str, str]:
    """“Map apps: the most complete map” in its two halves; the whole as a name where it is short."""
    name, sign, rest = re.sub(r"\s+[–—-]\s+", ": ", text, count=1).partition(":")
    if sign and len(name.split()) <= 6:
        return name.strip(), rest.strip()
    return (text.rstrip("."), "") if len(text.split()) <= 6 else ("", "")


def alternative_in(piece: Placed) -> tuple[str, str]:
    """What somebody uses instead, and what it is good at; both empty where a sentence names nothing. In a table the first column is
    the name, and the others say what it is like.
    """
    if piece.block.label:
        return piece.block.label, piece.text
    if not piece.block.cells:
        return named_in(piece.text)
    (_, name), *others = piece.block.cells
    like = [text if place == 0 else f"{label}: {text}" for place, (label, text) in enumerate(others) if text.strip()]
    return name, "; ".join(like)


def quarter_in(text: str) -> str:
    found = _QUARTER.search(text)
    return f"{found['year'] or found['year2']}-{(found['first'] or found['second']).upper()}" if found else ""


def is_key_result(piece: Placed) -> bool:
    return re.match(r"(?:KR|key result)\s*\d*", piece.block.label or piece.text, re.IGNORECASE) is not None
