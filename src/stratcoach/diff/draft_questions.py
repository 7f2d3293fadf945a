"""What a coach would ask a team that has to choose between two drafts: few questions, tied to what the two files say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from stratcoach.diff.drafts import DraftPart, unsure, years_apart
from stratcoach.diff.text_diff import means_the_same
from stratcoach.messages import Message
from stratcoach.model.dates import parse, spoken
from stratcoach.model.strategy import Strategy, Vision

MOST: Final = 5


class Side(NamedTuple):
    """One draft and what it is called."""

    name: str
    strategy: Strategy


def questions(one: Side, other: Side, parts: tuple[DraftPart, ...]) -> tuple[Message, ...]:
    """At most five questions. None of them has a right answer that is in the files."""
    ways = (_distance, _users, _bets, _losses, _insights, _decider)
    return tuple(islice((question for ask in ways for question in ask(one, other, parts)), MOST))


def _distance(one: Side, other: Side, _parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    a, b = one.strategy.vision, other.strategy.vision
    if not a or not b:
        return
    if years_apart(one.strategy, other.strategy):
        (_, until, near), (_, later, far) = sorted(
            ((f"{_last_day(v)}", spoken(v.horizon), side.name) for v, side in ((a, one), (b, other))), key=lambda found: found[0]
        )
        yield Message("choosing.how_long_can_you_wait", near=near, near_date=until, far=far, far_date=later)
    elif a.ambition and a.ambition == b.ambition and not (a.alternatives or b.alternatives):
        yield Message("choosing.same_ambition", ambition=a.ambition)


def _users(one: Side, other: Side, _parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    if not one.strategy.users or not other.strategy.users:
        return
    a, b = one.strategy.users[0].segment, other.strategy.users[0].segment
    if not means_the_same(a, b):
        yield Message(
            "choosing.which_users_first", first=one.name, first_users=_short(a), second=other.name, second_users=_short(b)
        )


def _bets(one: Side, other: Side, _parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    a, b = unsure(one.strategy), unsure(other.strategy)
    more, fewer, most, least = (other, one, b, a) if len(b) >= len(a) else (one, other, a, b)
    if most:
        yield Message(
            "choosing.which_bet_to_test",
            more=more.name,
            most=Message("choosing.things", count=len(most)),
            first=_short(most[0].said),
            fewer=fewer.name,
            least=Message("choosing.things", count=len(least)),
        )


def _losses(one: Side, other: Side, _parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    if one.strategy.trade_offs and other.strategy.trade_offs:
        a, b = one.strategy.trade_offs[0].over, other.strategy.trade_offs[0].over
        if not means_the_same(a, b):
            yield Message(
                "choosing.which_loss_to_defend", first=one.name, first_loss=_short(a), second=other.name, second_loss=_short(b)
            )
        return
    silent = [side.name for side in (one, other) if not side.strategy.trade_offs]
    if len(silent) == 1:
        yield Message("choosing.one_gives_up_nothing", draft=silent[0])
    else:
        yield Message("choosing.both_give_up_nothing", first=one.name, second=other.name)


def _insights(_one: Side, _other: Side, parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    seen = next((part for part in parts if part.section == "insights"), None)
    if seen and seen.both and not seen.pairs:
        yield Message("choosing.same_insights")
    elif seen and seen.pairs:
        yield Message("choosing.different_insights")


def _decider(one: Side, other: Side, _parts: tuple[DraftPart, ...]) -> Iterator[Message]:
    if not one.strategy.decider and not other.strategy.decider:
        yield Message("choosing.nobody_decides")


def _last_day(vision: Vision) -> date | None:
    period = parse(vision.horizon)
    return period.last if period else None


def _short(text: str, longest: int = 70) -> str:
    flat = " ".join(text.split()).rstrip(".")
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
