"""What an observation says of itself in brackets behind it: how somebody knows, when it was, how many it was."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from stratcoach.model import relative_dates

OTHER: Final = "other"
"""The source that none of the names is for; what it was stays with the evidence."""

OBSERVED: Final = "insights"
"""The flow whose notes are observations. All of them are worth keeping, whatever is built on."""

_BRACKETS: Final = re.compile(r"(?:(?<!\s)\s++)?[(\[]([^()\[\]]{3,160})[)\]]\s*+(?:[.]\s*+)?$")
_SOURCES: Final = {
    "interviews": r"interview(?:s|ed)?|talked|talks?",
    "observation": r"observ\w+|watched|shadow\w+|visits?|visited|seen|saw",
    "analytics": r"analytics|logs?|usage|usage data|tracking|telemetry|exports?|data|database",
    "experiment": r"experiments?|a/b|tests?|tested|trials?|prototypes?|pilots?",
    "survey": r"surveys?|questionnaires?|polls?|nps",
    "support": r"support|tickets?|complaints?|hotline",
    "sales": r"sales|demos?|crm",
    "market": r"market|rivals?|competitors?",
    "research": r"research|stud(?:y|ies)|papers?|reports?",
}


class Marked(NamedTuple):
    """A note without its brackets, and what they answer: the name of a question and the answer to it."""

    text: str
    answers: tuple[tuple[str, str], ...] = ()


def read_marks(text: str, today: date) -> Marked:
    """Read “They turn back (interviews, March, 11 of 14).” Brackets in which there is neither a source nor a date are words
    of the note.
    """
    match = _BRACKETS.search(text)
    if match is None or not text[: match.start()].strip():
        return Marked(text)
    source = observed = ""
    rest = []
    for part in filter(None, (" ".join(one.split()) for one in re.split(r",(?!\d{3}\b)|[;·]", match[1]))):
        found = next((name for name, words in _SOURCES.items() if re.search(rf"\b(?:{words})\b", part, re.IGNORECASE)), "")
        day = relative_dates.read(part, today, past=True)
        if day and not observed:
            observed = day
            continue
        source = source or found
        if not found or len(part.split()) > 1:
            rest.append(part)
    if not source and not observed:
        return Marked(text)
    if not source and rest and not any(map(str.isdigit, rest[0])):
        source = OTHER  # such as time sheets: named before its date, and not one of ours
    words = text[: match.start()].strip()
    words += "." if match[0].rstrip().endswith(".") and words[-1].isalnum() else ""
    told = {"source": source, "observed": observed, "evidence": ", ".join(rest)}
    return Marked(words, tuple((name, answer) for name, answer in told.items() if answer))
