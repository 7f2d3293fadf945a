"""The questions that a workshop left open, in Markdown: what the next round of research has to find out."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.room.room import Room
from stratcoach.model.dates import spoken
from stratcoach.model.shown import ended
from stratcoach.model.strategy import Strategy
from stratcoach.reports.minutes import day_of
from stratcoach.reports.minutes_text import as_line, owned


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
            yield f"- [ ] {ended(as_line(one.question))}{owned(one.owner, one.by)}"
        yield ""
    if strategy.assumptions:
        yield "## Assumptions that nobody has tested yet"
        yield ""
        for bet in strategy.assumptions:
            test = f" Test: {ended(as_line(bet.test))}" if bet.test else ""
            yield f"- [ ] {ended(as_line(bet.statement))}{test}{owned(bet.owner, bet.by)}"
        yield ""
    unseen = [one for one in strategy.insights if not one.evidence or not one.source]
    if unseen:
        yield "## Observations that nobody has checked yet"
        yield ""
        for insight in unseen:
            lacks = "how many, and where" if insight.source else "who saw it, and how"
            yield f"- [ ] {ended(as_line(insight.statement))} Missing: {lacks}."
        yield ""
    if not (strategy.questions or strategy.assumptions or unseen):
        yield "Nothing was left open."
