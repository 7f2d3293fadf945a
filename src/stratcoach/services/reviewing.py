"""What a review does to a strategy: a new day, a bet that was settled, a question that was answered, a waiver that is over."""

from __future__ import annotations

from typing import Any

from stratcoach.flow.learning import noted, proven
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.entry import Entry
from stratcoach.model.ids import make_id
from stratcoach.model.sections import items, with_items
from stratcoach.model.strategy import Assumption, Insight, OpenQuestion, Strategy
from stratcoach.services.matters import Matter


def is_still_there(strategy: Strategy, matter: Matter) -> bool:
    """Whether a matter is in the file as it was when it was found."""
    if matter.place is None:
        return strategy.review_by == matter.written
    value = getattr(strategy, matter.place.section.name)
    return matter.place.entry in (value if matter.place.section.many else (value,))


def with_new_day(strategy: Strategy, matter: Matter, day: str) -> Strategy:
    """The strategy in which a matter has another day, as it is written in the file."""
    if matter.place is None:
        return strategy.replace(review_by=day)
    return _with_entry(strategy, matter, matter.place.entry.replace(**{matter.field: day}))


def without(strategy: Strategy, matter: Matter) -> Strategy:
    """The strategy without a question or a waiver."""
    return _with_entry(strategy, matter, None)


def with_bet_held(strategy: Strategy, bet: Assumption, seen: str, today: str) -> Strategy:
    """A bet that came true becomes an insight, on what was seen; what rested on it rests on that."""
    insight = Insight(
        id=_free_id(strategy, bet.statement), statement=bet.statement, evidence=seen, observed=today, owner=bet.owner
    )
    return proven(strategy.replace(insights=(*strategy.insights, insight)), bet.id, insight.id, today)


def with_bet_lost(strategy: Strategy, bet: Assumption, seen: str, today: str) -> Strategy:
    """What was seen instead becomes an insight that speaks against the bet, and puts in question what rests on it."""
    insight = Insight(id=_free_id(strategy, seen), statement=seen, observed=today, challenges=(bet.id,))
    return strategy.replace(insights=(*strategy.insights, insight))


def with_answer(strategy: Strategy, matter: Matter, question: OpenQuestion, answer: str, today: str) -> Strategy:
    """A question that was answered is gone; the answer is noted on the item that it was on, else among what is kept for later."""
    text = str(Message("review.question_and_answer", question=question.question, answer=answer, date=spoken(today)))
    rest = without(strategy, matter)
    if any(item.id == question.on for _, item in items(rest)):
        return with_items(rest, (question.on,), lambda item: item.replace(note=noted(item, text)))
    return rest.replace(parking_lot=(*rest.parking_lot, text))


def _free_id(strategy: Strategy, text: str) -> str:
    return make_id(text, {item.id for _, item in items(strategy)}, "insight")


def _with_entry(strategy: Strategy, matter: Matter, new: Entry | None) -> Strategy:
    """Another entry in the place of a matter's, or none."""
    assert matter.place is not None
    section, old = matter.place.section, matter.place.entry
    changed: Any = new
    if section.many:
        there = list(getattr(strategy, section.name))
        there[there.index(old) : there.index(old) + 1] = [new] if new else []
        changed = tuple(there)
    return strategy.replace(**{section.name: changed})
