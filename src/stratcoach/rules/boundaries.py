"""Rules about boundaries: does anybody ask for it, why is it left, and when would you look again?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.reading.refusals import is_no_event, is_no_reason, names_nothing, nobody_asks_for
from stratcoach.messages import Message
from stratcoach.model.strategy import Boundary
from stratcoach.rules.base import Context, Match, Rule


def _straw_man(boundary: Boundary, _scene: Context) -> Iterator[Match]:
    if nobody_asks_for(boundary.statement):
        yield Match("statement", Message("finding.nobody_asks_for_it"), boundary.statement.strip())
    elif names_nothing(boundary.statement):
        yield Match("statement", Message("finding.boundary_names_nothing"), boundary.statement.strip())


def _no_reason(boundary: Boundary, _scene: Context) -> Iterator[Match]:
    if not boundary.because.strip():
        yield Match("because", Message("finding.boundary_without_reason"))
    elif is_no_reason(boundary.because):
        yield Match("because", Message("finding.boundary_for_lack_of_means"), boundary.because.strip())


def _no_trigger(boundary: Boundary, _scene: Context) -> Iterator[Match]:
    if not boundary.reopen_when.strip():
        yield Match("reopen_when", Message("finding.no_reopen_trigger"))
    elif is_no_event(boundary.reopen_when):
        yield Match("reopen_when", Message("finding.nobody_would_notice"), boundary.reopen_when.strip(), severity="warning")


_PHOTOS = "boundaries:\n  - id: a\n    statement: We don't build a place to post photos.\n"
_COURT = "boundaries:\n  - id: a\n    statement: We advise tenants, but don't speak for them in court.\n"
_LEFT = "boundaries:\n  - id: a\n    statement: {}\n"

STRAW_MAN = Rule(
    name="boundary/straw-man",
    on="boundaries",
    severity="warning",
    prose=True,
    check=_straw_man,
    says_of={"statement": Message("finding.nobody_asks_for_it")},
    fields=("statement",),
    good=(_PHOTOS, _COURT, _LEFT.format("Hospitals with more than 300 beds.")),
    bad=(
        _LEFT.format("No bugs"),
        _LEFT.format("We don't do sloppy work."),
        _LEFT.format("Nothing"),
        _LEFT.format("We do nothing that isn't core."),
    ),
)
NO_REASON = Rule(
    name="boundary/no-reason",
    on="boundaries",
    severity="warning",
    check=_no_reason,
    fields=("because",),
    good=(
        _PHOTOS + "    because: It draws people to the app on days when they aren't outdoors.\n",
        _COURT + "    because: One case in court takes the hours of forty on the phone.\n",
    ),
    bad=(_PHOTOS, _COURT + "    because: We have no capacity for it.\n", _COURT + "    because: It isn't our job.\n"),
)
NO_TRIGGER = Rule(
    name="boundary/no-trigger",
    on="boundaries",
    severity="advice",
    also=("warning",),
    check=_no_trigger,
    says_of={"reopen_when": Message("finding.nobody_would_notice")},
    asks={"finding.nobody_would_notice": Message("ask.what_to_notice")},
    fields=("reopen_when",),
    good=(
        _PHOTOS + "    reopen_when: Groups that share photos go out twice as often.\n",
        _COURT + "    reopen_when: The legal aid office closes its branch in our town.\n",
    ),
    bad=(_PHOTOS, _COURT + "    reopen_when: When we have time.\n"),
)

RULES = (STRAW_MAN, NO_REASON, NO_TRIGGER)
