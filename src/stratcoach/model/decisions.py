"""What proposals say about the choices that decided them: how often each was used, which boundary was overruled."""

from __future__ import annotations

from typing import Final, NamedTuple

from stratcoach.model import dates
from stratcoach.model.strategy import Boundary, Proposal, Strategy

MOST_OVERRULED: Final = 1
"""A boundary that was overruled more often than this is in question: it is no line any more."""


class Use(NamedTuple):
    """What an item decided: the proposals that rest on it, and those to which the answer was yes although it is a boundary."""

    used: tuple[Proposal, ...] = ()
    overruled: tuple[Proposal, ...] = ()


def uses(strategy: Strategy) -> dict[str, Use]:
    """For each id that decided a proposal, what it decided, in the order of the file. Open proposals decided nothing yet."""
    boundaries = {boundary.id for boundary in strategy.boundaries}
    found: dict[str, Use] = {}
    for proposal in strategy.proposals:
        for name in dict.fromkeys(proposal.decided_by) if proposal.answer != "open" else ():
            known = found.get(name, Use())
            if name in boundaries and proposal.answer == "yes":
                found[name] = known._replace(overruled=(*known.overruled, proposal))
            else:
                found[name] = known._replace(used=(*known.used, proposal))
    return found


def still_overruled(boundary: Boundary, use: Use) -> tuple[Proposal, ...]:
    """The proposals that overruled a boundary since it was last reviewed; one without a day counts."""
    reviewed = dates.parse(boundary.reviewed)
    days = ((one, dates.parse(one.date)) for one in use.overruled)
    return tuple(one for one, day in days if reviewed is None or day is None or day.last > reviewed.last)
