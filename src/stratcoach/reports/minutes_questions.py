"""The questions that a workshop left open, in Markdown: what the next round of research has to find out."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.room.room import Room
from stratcoach.flow.wording import quote
from stratcoach.model.dates import spoken
from stratcoach.model.strategy import Strategy
from stratcoach.reports.minutes import as_line, day_of


def questions(room: Room, strategy: Strategy) -> str:
    """What the next round of research has to find out: open questions, and what was assumed."""
    return "\n".join(_open(room, strategy)).rstrip() + "\n"


def _open(room: Room, strategy: Strategy) -> Iterator[str]:
    yield f"# {as_line(strategy.product or 'Strategy')}: what we have to find out"
    yield ""
    yield f"From the workshop of {spoken(day_of(room))}."
    yield ""
    if strategy.questions:
        yield "## Open questions"
        yield ""
        for one in strategy.questions:
            yield f"- [ ] {as_line(one.question)}{_owned(one.owner, one.by)}"
        yield ""
    if strategy.assumptions:
        yield "## What we take to be true and nobody has shown"
        yield ""
        for bet in strategy.assumptions:
            test = f" Test: {as_line(bet.test)}" if bet.test else ""
            yield f"- [ ] {as_line(bet.statement)}{test}{_owned(bet.owner, bet.by)}"
        yield ""
    unseen = [one for one in strategy.insights if not one.evidence or not one.source]
    if unseen:
        yield "## What somebody said and nobody has looked up"
        yield ""
        for insight in unseen:
            lacks = "how many, and where" if insight.source else "who saw it, and how"
            yield f"- [ ] {as_line(quote(insight.statement, 200))} — {lacks}?"
        yield ""
    if not (strategy.questions or strategy.assumptions or unseen):
        yield "Nothing was left open. That is rare; ask somebody who wasn't there."


def _owned(owner: str, by: str) -> str:
    told = ", ".join(part for part in (as_line(owner), f"by {spoken(by)}" if by else "") if part)
    return f" ({told})" if told else ""
