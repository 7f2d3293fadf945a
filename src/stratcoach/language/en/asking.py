"""How people ask for something: what of it says no more than that they do, and how it is turned down in a sentence."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, PREPOSITIONS, PRONOUNS, listed
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.clauses import clause_verb

REQUESTS: Final = listed(
    "add allow ask bring build buy create deliver develop do enter export extend give have help import include integrate "
    "introduce launch let make move need offer open paint plan print provide put run sell send serve show start support switch take "
    "tell translate try use want wish write accept charge connect check host let's please"
)
"""Verbs with which people ask for something. Of an idea they say little: what counts is what they ask for."""

LITTLE: Final = (
    REQUESTS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | AUXILIARIES
    | NEGATIONS
    | listed(
        "new own other another different more most better last next also too just only still even much many how like version way thing"
    )
)
"""Words that two texts share whatever they are about."""

_NOT_MEANT: Final = re.compile(r"\s*not (?:meant|for)\b[:\s]*", re.IGNORECASE)
_SOMEBODY_ASKS: Final = re.compile(
    r".{2,80}?\b(?:wants?|asks?|needs?|would like|wish(?:es)?)\s+(?:for )?(?P<do>(?:us )?to )?(?P<what>.+)", re.IGNORECASE
)
_AT_THE_END: Final = re.compile(r",? (?:too|as well|also)$", re.IGNORECASE)
_LONGEST: Final = 160


def left_out(note: str) -> str:
    """Whom a note says isn't meant; empty where it says nothing of the kind."""
    found = _NOT_MEANT.match(note)
    return note[found.end() :] if found else ""


def turned_down(idea: str) -> str:
    """A sentence that says no to an idea, in the words in which it was asked for; empty where they make none, as with a whole sentence
    about somebody who asks for nothing.
    """
    asked = " ".join(idea.split()).strip(" .!?…“”\"'")
    if not asked or len(asked) > _LONGEST or re.search(r"[.!?] ", asked):
        return ""
    found = _SOMEBODY_ASKS.fullmatch(asked)
    asked = _AT_THE_END.sub("", found["what"] if found else asked)
    first, _, rest = asked.partition(" ")
    low = first.lower()
    if found and found["do"]:
        return "" if low == "be" else f"We don't {asked}."
    if rest and low in REQUESTS:
        return f"We don't {low} {rest}."
    if not found and clause_verb(read(asked).tokens, 0) is not None:
        return ""
    return f"We don't offer {low} {rest}." if rest and low in DETERMINERS else f"We don't offer {asked}."


def denies(text: str) -> bool:
    """Whether a text names something by what isn't done, such as “No typing at all”."""
    return text.split(maxsplit=1)[0].lower().strip(",:") in NEGATIONS if text.strip() else False
