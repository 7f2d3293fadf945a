"""What came up before and may be what somebody will ask for: proposals that are still open, parked thoughts, open questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from stratcoach.model.strategy import Strategy

MOST_OFFERED: Final = 7
"""A screen has to hold the question, too."""


def offered_ideas(strategy: Strategy, taken: Collection[str] = ()) -> tuple[str, ...]:
    """At most `MOST_OFFERED` ideas of a strategy that nobody has decided yet, without those that were `taken` meanwhile."""
    gone = {one.proposal for one in strategy.proposals if one.answer != "open"} | set(taken)
    found = (
        *(one.proposal for one in strategy.proposals if one.answer == "open"),
        *strategy.parking_lot,
        *(one.question for one in strategy.questions),
    )
    ideas = dict.fromkeys(" ".join(one.split()) for one in found)
    return tuple(one for one in ideas if one and one not in gone)[:MOST_OFFERED]
