"""Rules about proposals: what no choice decides needs somebody who finds out."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.strategy import Proposal
from stratcoach.rules.base import Context, Match, Rule


def _undecided(proposal: Proposal, _scene: Context) -> Iterator[Match]:
    is_open = proposal.answer == "open" or not (proposal.decided_by or proposal.because)
    if is_open and not (proposal.owner.strip() and proposal.by):
        yield Match("answer", Message("finding.proposal_undecided", is_open=proposal.answer == "open"))


_IDEA = "proposals:\n  - proposal: A mode for trail runners\n    answer: "

UNDECIDED = Rule(
    name="proposal/undecided",
    on="proposals",
    severity="warning",
    check=_undecided,
    fields=("answer", "because", "owner", "by"),
    good=(_IDEA + "no\n    because: They run alone.\n", _IDEA + "open\n    owner: Ana\n    by: 2026-09-01\n"),
    bad=(_IDEA + "open\n", _IDEA + "no\n"),
)

RULES = (UNDECIDED,)
