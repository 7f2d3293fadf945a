"""Find a rule by its name: what `explain` and `api` share."""

from __future__ import annotations

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.likeness import closest
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Rule


def rule_named(name: str) -> Rule:
    """The rule of a name, in capital letters or not.

    Raises:
        UserError: there is none; the hint names the one that was probably meant.
    """
    low = name.strip().lower()
    if low not in BY_NAME:
        likely = closest(low, BY_NAME, 0.5)
        hint = Message("verb.did_you_mean", name=likely) if likely else Message("verb.list_rules")
        raise UserError(Message("verb.no_such_rule", name=name), hint)
    return BY_NAME[low]
