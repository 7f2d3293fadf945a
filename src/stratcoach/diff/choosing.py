"""What a coach would ask a team that has to choose between two drafts: few questions, tied to what the two files say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from stratcoach.diff.drafts import Part, unsure, years_apart
from stratcoach.diff.words import means_the_same
from stratcoach.model.dates import parse, spoken
from stratcoach.model.strategy import Strategy, Vision

MOST: Final = 5


class Side(NamedTuple):
    """One draft and what it is called."""

    name: str
    strategy: Strategy


def questions(one: Side, other: Side, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """At most five questions. None of them has a right answer that is in the files."""
    asked = (_distance, _users, _bets, _losses, _insights, _decider)
    return tuple(islice((text for ask in asked for text in ask(one, other, parts)), MOST))


def _distance(one: Side, other: Side, _parts: tuple[Part, ...]) -> Iterator[str]:
    a, b = one.strategy.vision, other.strategy.vision
    if not a or not b:
        return
    if years_apart(one.strategy, other.strategy):
        (_, until, near), (_, later, far) = sorted(
            (f"{_last_day(v)}", spoken(v.horizon), side.name) for v, side in ((a, one), (b, other))
        )
        yield (
            f"“{near}” gets there by {until}, “{far}” by {later}. How long can your company wait, and could “{near}” be the first step "
            f"towards “{far}”? What would you have to keep open for that?"
        )
    elif a.ambition and a.ambition == b.ambition and not (a.alternatives or b.alternatives):
        yield f"Both say that they are {a.ambition}. What would the picture at the other distance from today look like?"


def _users(one: Side, other: Side, _parts: tuple[Part, ...]) -> Iterator[str]:
    if not one.strategy.users or not other.strategy.users:
        return
    a, b = one.strategy.users[0].segment, other.strategy.users[0].segment
    if not means_the_same(a, b):
        yield (
            f"“{one.name}” begins with “{_short(a)}”, “{other.name}” with “{_short(b)}”. Which of them can you meet next week, and "
            "which would you tell to wait?"
        )


def _bets(one: Side, other: Side, _parts: tuple[Part, ...]) -> Iterator[str]:
    a, b = unsure(one.strategy), unsure(other.strategy)
    more, fewer, most, least = (other, one, b, a) if len(b) >= len(a) else (one, other, a, b)
    if most:
        held = f"“{fewer.name}” has {_count(len(least))}" if least else f"“{fewer.name}” has none"
        yield (
            f"“{more.name}” has {_count(len(most))} with low confidence, the first being “{_short(most[0].said)}”; {held}. What could you find out about "
            "it before you choose, and what would make you give it up?"
        )


def _losses(one: Side, other: Side, _parts: tuple[Part, ...]) -> Iterator[str]:
    if one.strategy.trade_offs and other.strategy.trade_offs:
        a, b = one.strategy.trade_offs[0].over, other.strategy.trade_offs[0].over
        if not means_the_same(a, b):
            yield (
                f"“{one.name}” gives up “{_short(a)}”, “{other.name}” gives up “{_short(b)}”. Which of the two would you defend "
                "to the people who lose by it?"
            )
        return
    silent = [f"“{side.name}”" for side in (one, other) if not side.strategy.trade_offs]
    yield f"{' and '.join(silent)} {'say' if len(silent) == 2 else 'says'} nothing about what you give up. Which good thing is it?"


def _insights(_one: Side, _other: Side, parts: tuple[Part, ...]) -> Iterator[str]:
    seen = next((part for part in parts if part.section == "insights"), None)
    if seen and seen.both and not seen.pairs:
        yield (
            "Both start from the same insights, so those don't decide it. What will: your company, your market, or how much "
            "you can risk?"
        )
    elif seen and seen.pairs:
        yield "They rest on different insights. What does each leave out?"


def _decider(one: Side, other: Side, _parts: tuple[Part, ...]) -> Iterator[str]:
    if not one.strategy.decider and not other.strategy.decider:
        yield "Neither says who decides when you don't agree. Who does?"


def _last_day(vision: Vision) -> date | None:
    period = parse(vision.horizon)
    return period.last if period else None


def _count(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"


def _short(text: str, longest: int = 70) -> str:
    flat = " ".join(text.split()).rstrip(".")
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
