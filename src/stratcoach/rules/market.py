"""Rules about the market: which field it is, what people use instead, and what that is good at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.refusals import is_own_occasion
from stratcoach.language.en.reading.sides import is_nothing, nobody_wants
from stratcoach.messages import Message
from stratcoach.model.strategy import Market
from stratcoach.rules.base import Context, Match, Rule
from stratcoach.rules.users import leaves_nobody_out

NO_RIVALS: Final = re.compile(
    r"(?:(?:we|they)\s+have\s+|there\s+(?:is|are)\s+)?(?:none|no[- ]one|nobody|n/?a|no\s+(?:direct\s+|real\s+)?(?:competit\w+|rivals?|alternatives?))\b",
    re.IGNORECASE,
)
"""The beginning of an answer that denies that people have anything else."""


def _no_arena(market: Market, _scene: Context) -> Iterator[Match]:
    if not market.arena.strip():
        yield Match("arena", Message("finding.market_no_arena"))


def _everyone(market: Market, _scene: Context) -> Iterator[Match]:
    if leaves_nobody_out(market.arena):
        yield Match("arena", Message("finding.segment_is_everyone"), market.arena.strip())


def _own_occasion(market: Market, _scene: Context) -> Iterator[Match]:
    if is_own_occasion(market.why_now):
        yield Match("why_now", Message("finding.occasion_is_our_own"), market.why_now.strip())


def _no_alternative(market: Market, _scene: Context) -> Iterator[Match]:
    if not market.alternatives:
        yield Match("alternatives", Message("finding.market_no_alternative"))
    elif denied := [one.name for one in market.alternatives if NO_RIVALS.match(one.name.strip())]:
        yield Match("alternatives", Message("finding.always_an_alternative"), denied[0])


def _no_strength(market: Market, _scene: Context) -> Iterator[Match]:
    for one in market.alternatives:
        good_at = read(one.good_at)
        if not good_at.words or is_nothing(good_at) or nobody_wants(good_at, read("")):
            yield Match("alternatives", Message("finding.alternative_without_strength"), one.name.strip())
            return


_ARENA = "market:\n  arena: People in cities who hike without a club.\n"
_USED = "market:\n  alternatives:\n    - name: Map apps\n      good_at: The most complete map.\n"

NO_ARENA = Rule(
    name="market/no-arena",
    on="market",
    severity="warning",
    check=_no_arena,
    fields=("arena",),
    good=(_ARENA, _ARENA + "  why_now: Parks began to count cars.\n"),
    bad=(_USED, "market:\n  why_now: Parks began to count cars.\n"),
)
EVERYONE = Rule(
    name="market/everyone",
    on="market",
    severity="warning",
    prose=True,
    check=_everyone,
    fields=("arena",),
    good=(_ARENA, "market:\n  arena: Tenants in one city, from the day of the notice to the day in court.\n"),
    bad=("market:\n  arena: Small and medium enterprises worldwide.\n", "market:\n  arena: Everybody.\n"),
)
OWN_OCCASION = Rule(
    name="market/own-occasion",
    on="market",
    severity="warning",
    prose=True,
    check=_own_occasion,
    fields=("why_now",),
    good=(
        _ARENA + "  why_now: Parks began to count cars in 2025.\n",
        _ARENA + "  why_now: We have seen three mills stop selling on credit this winter.\n",
    ),
    bad=(_ARENA + "  why_now: We have the budget this year.\n", _ARENA + "  why_now: Our team has time now.\n"),
)
NO_ALTERNATIVE = Rule(
    name="market/no-alternative",
    on="market",
    severity="warning",
    check=_no_alternative,
    fields=("alternatives",),
    good=(
        _ARENA + "  alternatives:\n    - name: Map apps\n      good_at: The most complete map.\n",
        _ARENA + "  alternatives:\n    - name: A friend's tip\n",
    ),
    bad=(
        _ARENA,
        _ARENA + "  why_now: Parks began to count cars.\n",
        _ARENA + "  alternatives:\n    - name: We have no competitors\n",
    ),
)
NO_STRENGTH = Rule(
    name="market/no-strength",
    on="market",
    severity="warning",
    check=_no_strength,
    fields=("alternatives",),
    requires=("market/no-alternative",),
    good=(_USED, _ARENA + "  alternatives:\n    - name: A friend's tip\n      good_at: You trust it, and it is free.\n"),
    bad=(
        _ARENA + "  alternatives:\n    - name: Map apps\n",
        _ARENA + "  alternatives:\n    - name: A friend's tip\n      good_at: Nothing.\n",
        _ARENA + "  alternatives:\n    - name: The old way\n      good_at: Poor quality.\n",
    ),
)

RULES = (NO_ARENA, EVERYONE, OWN_OCCASION, NO_ALTERNATIVE, NO_STRENGTH)
