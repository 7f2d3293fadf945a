"""What a sentence already tells of the questions that come after it: from what, to what, by when."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from stratcoach.model import said_dates
from stratcoach.model.figures import figures, is_date
from stratcoach.model.prose import read

_MOST_WORDS: Final = 5
_END: Final = r"(?=,(?!\d)|[;:()–—]|\.(?:\s|$)|$)"
_BY: Final = re.compile(rf"\b(?:by|until|till|before) (?:the )?(?P<by>.+?)\s*{_END}", re.IGNORECASE)
_FROM_TO: Final = re.compile(
    rf"\bfrom (?P<baseline>.+?) to (?P<target>.+?)\s*(?:\b(?:by|until|till|before|within)\b|\bin (?!\d)|{_END})", re.IGNORECASE
)


def told_in(sentence: str, field: str, today: date | None) -> str:
    """What a sentence says of an objective's `baseline`, `target` or `by`, as one would type it; empty where it is not plain."""
    flat = " ".join(sentence.split())
    if field == "by":
        days = [said_dates.read(found["by"], today) for found in _BY.finditer(flat)] if today else []
        return next(filter(None, days), "")
    found = _FROM_TO.search(flat)
    plain = found and _is_amount(found["baseline"]) and _is_amount(found["target"])
    return found[field] if found and plain and field in ("baseline", "target") else ""


def _is_amount(text: str) -> bool:
    tokens = read(text).tokens
    return len(text.split()) <= _MOST_WORDS and any(not is_date(tokens, one.place) for one in figures(tokens))
