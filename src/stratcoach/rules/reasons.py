"""Rules about reasons: does a reason say anything that wouldn't be said of every other choice?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.bare import could_be_said_of_anything
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.rules.base import Context, Match, Rule, patterns_alone

_FIELDS: Final = ("because", "lasts_because")
_SAYS: Final = {"because": Message("finding.reason_fits_anything"), "lasts_because": Message("finding.any_rival_could_say_it")}
_LONGEST: Final = 80
"""A reason that says nothing is short: a longer one, in characters, isn't read."""


def _empty(entry: Entry, _scene: Context) -> Iterator[Match]:
    for field, reason in _reasons(entry):
        if 0 < len(reason) <= _LONGEST and could_be_said_of_anything(read(reason)):
            yield Match(field, _SAYS.get(field, _SAYS["because"]), reason.strip())


def _reasons(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in _FIELDS:
        if reason := getattr(entry, field, ""):
            yield field, reason
    for other in getattr(entry, "alternatives", ()):
        if reason := getattr(other, "because", ""):
            yield "alternatives.because", reason


_SWAP: Final = "trade_offs:\n  - id: a\n    choose: Care homes\n    over: Hospitals\n    because: {}\n"
_VISION: Final = "vision:\n  statement: Tenants know before the first frost who comes.\n  because: {}\n"

EMPTY = Rule(
    name="reason/empty",
    on="entry",
    severity="warning",
    prose=True,
    check=_empty,
    says_of=_SAYS,
    asks={"lasts_because": Message("ask.why_not_copied")},
    fields=_FIELDS,
    good=(
        _SWAP.format("Homes decide within a month, hospitals within a year."),
        _VISION.format("We have money for two winters, and a fitter is trained in one."),
    ),
    bad=(
        _SWAP.format("It is more important."),
        _VISION.format("It just sounds better."),
        _VISION.format("We all liked it more."),
    ),
)


NO_OBSTACLE = Rule(
    name="reason/no-obstacle",
    on="entry",
    severity="warning",
    prose=True,
    check=patterns_alone,
    says_of={"challenge": Message("finding.challenge_is_means")},
    fields=("challenge",),
    good=(
        "challenge: The landlord pays for the boiler, and the tenant for the gas.\n",
        "challenge: Parts for boilers of eight makers have no common numbers.\n",
    ),
    bad=("challenge: Lack of resources.\n", "challenge: There was never enough time and money.\n"),
)

RULES = (EMPTY, NO_OBSTACLE)
