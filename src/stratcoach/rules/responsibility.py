"""Rules about who looks after something: one person or one role, whom somebody could ask."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS
from stratcoach.language.en.prose import read
from stratcoach.language.lexicon import words
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.rules.base import Context, Match, Rule


def _nobody(entry: Entry, _scene: Context) -> Iterator[Match]:
    for field in ("owner", "decider"):
        if is_nobody(name := str(getattr(entry, field, ""))):
            yield Match(field, Message("finding.owner_is_nobody"), name.strip())


def is_nobody(name: str) -> bool:
    """Whether a name is nobody whom one could ask: “the team”, “all instructors”, “Ana and the others”; not “Product team”, “Ana”."""
    said = read(name).words
    if (
        any(token.low in _SHARED for token in said)
        or any(token.low in _ANYBODY for token in said[:_FIRST])
        or any(
            token.low in ("and", "or") and (following.low in DETERMINERS or following.low in _OURS)
            for token, following in pairwise(said)
        )
    ):
        return True
    span = words("assumptions/nobody").at(said, 0) if said else None
    if span is None:
        return False
    rest = said[span.last + 1 :]
    of_all = any(token.low in _ALL for token in said[: span.last + 1])
    return not rest or (of_all and (rest[0].low in PREPOSITIONS or rest[-1].low != rest[-1].stem))


_SHARED = ("together", "jointly", "between", "collectively", "everybody's", "everyone's", "whoever")
"""What says that several people own it, or anybody: “management together with the branches”."""
_OURS = ("us", "we")
_ANYBODY = ("somebody", "someone", "anybody", "anyone", "tbd", "tbc")
_FIRST = 4
"""Among the first words, these make nobody of it: “probably someone in the office”."""
_ALL = ("all", "everybody", "everyone", "anybody", "anyone", "somebody", "someone", "people", "staff")
"""Behind these a place or several people make nobody of it: “all instructors”, “the people at the desk”."""


_QUESTION = "questions:\n  - question: Do counts hold?\n    by: 2026-08-01\n    owner: "

NOBODY = Rule(
    name="owner/nobody",
    on="entry",
    severity="warning",
    check=_nobody,
    says_of={field: Message("finding.owner_is_nobody") for field in ("owner", "decider")},
    fields=("owner", "decider"),
    good=(_QUESTION + "Partnerships", "decider: Managing Director\n"),
    bad=(_QUESTION + "The whole team", "decider: everyone\n"),
)

RULES = (NOBODY,)
