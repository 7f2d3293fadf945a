"""Rules about the two pictures of the future and the day that they change: are there two, does the far one cost anything, what happens today?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.alike import say_the_same
from stratcoach.language.en.reading.bare import asks_nothing, tells_no_day
from stratcoach.messages import Message
from stratcoach.model.strategy import Vision
from stratcoach.rules.base import Context, Match, Rule, patterns_alone

_DRAWN: Final = (("statement", "low_statement", "big_statement"), ("future", "low_future", "big_future"))
"""A field, and the questions of the interview that draw both pictures for it."""
_PRICE: Final = "big_asks"


def _same_picture(vision: Vision, scene: Context) -> Iterator[Match]:
    for other in vision.alternatives:
        if say_the_same(read(vision.statement), read(other.statement)):
            yield Match("statement", Message("finding.same_picture_twice"), vision.statement.strip())
            return
    for field, near, far in _DRAWN:
        low, big = str(scene.answers.get(near, "")), str(scene.answers.get(far, ""))
        if low and big and say_the_same(read(low), read(big)):
            yield Match(field, Message("finding.same_picture_twice"), big.strip())
    price = str(scene.answers.get(_PRICE, ""))
    if asks_nothing(read(price)):
        yield Match(_PRICE, Message("finding.picture_asks_nothing"), price.strip())


def _bare_day(vision: Vision, _scene: Context) -> Iterator[Match]:
    if tells_no_day(read(vision.today)):
        yield Match("today", Message("finding.day_in_a_word"), vision.today.strip())


_HALFWAY: Final = "horizons.statement"
_ON_THE_WAY = (
    "vision:\n  statement: Nobody in the valley keeps a boiler of their own.\n  horizon: 2034\n"
    "  horizons:\n    - statement: {}\n      by: 2030\n"
)
_PICTURED = (
    "vision:\n  statement: Tenants know before the first frost who comes.\n  ambition: low-key\n"
    "  alternatives:\n    - statement: {}\n      ambition: ambitious\n"
)
_DAY = "vision:\n  statement: Tenants know before the first frost who comes.\n  today: {}\n"

SAME_PICTURE = Rule(
    name="vision/same-picture",
    on="vision",
    severity="warning",
    prose=True,
    check=_same_picture,
    says_of={
        "low_asks": Message("finding.near_picture_asks_nothing"),
        "big_asks": Message("finding.picture_asks_nothing"),
        "big_statement": Message("finding.picture_stays_near"),
    },
    asks={"low_asks": Message("ask.near_price"), "big_asks": Message("ask.far_price")},
    fields=("statement", "alternatives", "low_asks", "big_asks"),
    alike=("statement", "future", "low_asks", "big_asks"),
    good=(
        _PICTURED.format("Nobody in the valley keeps a boiler of their own."),
        _PICTURED.format("Tenants know before the first frost who comes, and never pay twice."),
    ),
    bad=(
        _PICTURED.format("Before the first frost, tenants know who is coming."),
        _PICTURED.format("Tenants really know who comes before the first frost."),
    ),
)
BARE_DAY = Rule(
    name="vision/bare-day",
    on="vision",
    severity="warning",
    prose=True,
    check=_bare_day,
    says_of={"today": Message("finding.day_in_a_word")},
    fields=("today",),
    good=(
        _DAY.format("She rings four fitters from the bus stop."),
        _DAY.format("The boiler is cold at six, and the fitter comes on Thursday."),
    ),
    bad=(_DAY.format("stressful"), _DAY.format("It is slow and frustrating for everybody.")),
)

NOTHING_TO_SEE = Rule(
    name="vision/nothing-to-see",
    on="vision",
    severity="warning",
    prose=True,
    check=patterns_alone,
    says_of={_HALFWAY: Message("finding.halfway_nothing_to_see")},
    fields=(_HALFWAY,),
    good=(
        _ON_THE_WAY.format("In one street nobody has a boiler of their own any more."),
        _ON_THE_WAY.format("Tenants of two blocks have the fitter's number on the fridge."),
    ),
    bad=(_ON_THE_WAY.format("The first version is live."), _ON_THE_WAY.format("Step by step it gets better.")),
)

RULES = (SAME_PICTURE, BARE_DAY, NOTHING_TO_SEE)
