"""Rules about the market: what people use instead."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.strategy import Market
from stratcoach.rules.base import Context, Match, Rule


def _no_alternative(market: Market, _scene: Context) -> Iterator[Match]:
    if not market.alternatives:
        yield Match("alternatives", Message("finding.market_no_alternative"))


_ARENA = "market:\n  arena: People in cities who hike without a club.\n"

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
    bad=(_ARENA, _ARENA + "  why_now: Parks began to count cars.\n"),
)

RULES = (NO_ALTERNATIVE,)
