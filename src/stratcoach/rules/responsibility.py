"""Rules about who looks after something: one person or one role, whom somebody could ask."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.prose import read
from stratcoach.language.lexicon import words
from stratcoach.messages import Message
from stratcoach.model.sections import SECTIONS, entries
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Context, Match, Rule


def _nobody(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    for section in SECTIONS:
        for place, entry in enumerate(entries(strategy, section)):
            owner = str(getattr(entry, "owner", ""))
            if is_nobody(owner):
                yield Match(
                    "owner", Message("finding.owner_is_nobody"), owner.strip(), on=(section.name, place if section.many else None)
                )
    for field in ("owner", "decider"):
        if is_nobody(name := str(getattr(strategy, field))):
            yield Match(field, Message("finding.owner_is_nobody"), name.strip(), on=("", None))


def is_nobody(name: str) -> bool:
    """Whether a name is nobody whom one could ask: “the team”, “everyone”, “tbd”; not “Product team”, “Ana”."""
    said = read(name).words
    span = words("assumptions/nobody").at(said, 0) if said else None
    return span is not None and span.last == len(said) - 1


_QUESTION = "questions:\n  - question: Do counts hold?\n    by: 2026-08-01\n    owner: "

NOBODY = Rule(
    name="owner/nobody",
    on="strategy",
    severity="warning",
    check=_nobody,
    fields=("owner", "decider"),
    good=(_QUESTION + "Partnerships", "decider: Managing Director\n"),
    bad=(_QUESTION + "The whole team", "decider: everyone\n"),
)

RULES = (NOBODY,)
