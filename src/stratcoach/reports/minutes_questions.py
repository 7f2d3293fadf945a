"""The questions that a workshop left open, in Markdown: what the next round of research has to find out."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.safe_text import ended
from stratcoach.model.strategy import Strategy
from stratcoach.reports.minutes import day_of
from stratcoach.reports.minutes_text import as_line, owned, product_of
from stratcoach.workshop.room import Room


def questions(room: Room, strategy: Strategy) -> str:
    """What the next round of research has to find out: open questions, and what was assumed."""
    return "\n".join(_open(room, strategy)).rstrip() + "\n"


def _open(room: Room, strategy: Strategy) -> Iterator[str]:
    yield f"# {Message('minutes.to_find_out', product=product_of(strategy))}"
    yield ""
    yield f"{Message('minutes.from_workshop', day=spoken(day_of(room)))}"
    yield ""
    if strategy.questions:
        yield f"## {Message('minutes.open_questions')}"
        yield ""
        for one in strategy.questions:
            yield f"- [ ] {ended(as_line(one.question))}{owned(one.owner, one.by)}"
        yield ""
    if strategy.assumptions:
        yield f"## {Message('minutes.untested_assumptions')}"
        yield ""
        for bet in strategy.assumptions:
            test = f" {Message('minutes.test', test=ended(as_line(bet.test)))}" if bet.test else ""
            yield f"- [ ] {ended(as_line(bet.statement))}{test}{owned(bet.owner, bet.by)}"
        yield ""
    unseen = [one for one in strategy.insights if not one.evidence or not one.source]
    if unseen:
        yield f"## {Message('minutes.unchecked_observations')}"
        yield ""
        for insight in unseen:
            yield f"- [ ] {ended(as_line(insight.statement))} {Message('minutes.missing', has_source=bool(insight.source))}"
        yield ""
    if not (strategy.questions or strategy.assumptions or unseen):
        yield f"{Message('minutes.nothing_left_open')}"
