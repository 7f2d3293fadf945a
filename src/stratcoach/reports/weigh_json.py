"""An idea weighed against the strategy as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from stratcoach.messages import Message
from stratcoach.model.strategy import Proposal
from stratcoach.services.weighing import Bearing, Weighed


def render(weighed: Weighed, file: str) -> str:
    shape = {
        "version": 1,
        "file": file,
        "product": weighed.strategy.product,
        "release": weighed.strategy.version,
        "proposal": weighed.proposal,
        "against": _each(weighed.speaks_against),
        "for": _each(weighed.speaks_for),
        "rests_on": _each(weighed.rests_on),
        "earlier": [proposal_data(one.proposal) for one in weighed.earlier],
        "read_first": [one.id for one in weighed.read_first],
        "anything_decides": weighed.is_decided,
        "message": f"{weighed.verdict}",
        "note": f"{Message('weigh.never_decides')}",
    }
    return json.dumps(shape, ensure_ascii=True, indent=2)


def _each(named: Iterable[Bearing]) -> list[dict[str, Any]]:
    return [
        {"on": one.id, "section": one.section.name, "field": one.field, "text": f"{one.text}", "words": list(one.words)}
        for one in named
    ]


def proposal_data(proposal: Proposal) -> dict[str, Any]:
    """A proposal with all of its keys, be they empty."""
    return {
        "proposal": proposal.proposal,
        "answer": proposal.answer,
        "decided_by": list(proposal.decided_by),
        "because": proposal.because,
        "date": proposal.date,
        "owner": proposal.owner,
        "by": proposal.by,
    }
