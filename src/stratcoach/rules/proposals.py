"""Rules about proposals: what no choice decides needs somebody who finds out, and a line that is crossed again and again is none."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.decisions import MOST_OVERRULED, still_overruled, uses
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Proposal, Strategy
from stratcoach.rules.base import Context, Match, Rule


def _undecided(proposal: Proposal, _scene: Context) -> Iterator[Match]:
    is_open = proposal.answer == "open" or not (proposal.decided_by or proposal.because)
    if is_open and not (proposal.owner.strip() and proposal.by):
        yield Match("answer", Message("finding.proposal_undecided", is_open=proposal.answer == "open"))


def _overruled(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    found = uses(strategy)
    for place, boundary in enumerate(strategy.boundaries):
        overruled = still_overruled(boundary, found[boundary.id]) if boundary.id in found else ()
        if len(overruled) > MOST_OVERRULED:
            last = short(overruled[-1].proposal)
            yield Match(
                "statement",
                Message("finding.boundary_overruled", count=len(overruled), last=last),
                on=("boundaries", place),
            )


_IDEA = "proposals:\n  - proposal: A mode for trail runners\n    answer: "
_BOUNDARY = "boundaries:\n  - id: no-feed\n    statement: We don't build a place to post photos.\n"
_YES = "    answer: yes\n    decided_by: [no-feed]\n    date: "
_ONCE = "proposals:\n  - proposal: Photos of the summit\n" + _YES + "2026-03-02\n"
_TWICE = _ONCE + "  - proposal: Likes for photos\n" + _YES + "2026-04-07\n"

UNDECIDED = Rule(
    name="proposal/undecided",
    on="proposals",
    severity="warning",
    check=_undecided,
    fields=("answer", "because", "owner", "by"),
    good=(_IDEA + "no\n    because: They run alone.\n", _IDEA + "open\n    owner: Ana\n    by: 2026-09-01\n"),
    bad=(_IDEA + "open\n", _IDEA + "no\n"),
)
OVERRULED = Rule(
    name="boundary/overruled",
    on="strategy",
    severity="warning",
    check=_overruled,
    fields=("statement",),
    good=(_BOUNDARY + _ONCE, _BOUNDARY + "    reviewed: 2026-05-04\n" + _TWICE),
    bad=(_BOUNDARY + _TWICE, _BOUNDARY + "    reviewed: 2026-01-12\n" + _TWICE),
)

RULES = (UNDECIDED, OVERRULED)
