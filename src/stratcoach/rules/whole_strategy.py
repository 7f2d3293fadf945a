"""Rules about the strategy as a whole: its focus, its ambition, who decides, and when somebody looks again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import read
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.sections import SECTIONS
from stratcoach.model.strategy import Objective, Strategy
from stratcoach.rules.base import Context, Match, Rule

_FEWEST_FACTS: Final = 2
_RANKED: Final = tuple(section.name for section in SECTIONS if section.ranked)
_DUE: Final = tuple(section.name for section in SECTIONS if section.many and section.has_day)
_FAR: Final = 36
"""A horizon this many months away fits an ambitious vision; a nearer one fits a low-key vision."""
_LEAP: Final = 3.0
"""A target this many times its baseline, up or down, is a leap."""
_BETS: Final = 2
"""An ambitious vision usually has at least this many assumptions with low confidence, a low-key one at most."""


def _too_many(strategy: Strategy, scene: Context) -> Iterator[Match]:
    for section in _RANKED:
        count, limit = len(getattr(strategy, section)), getattr(scene.limits, section)
        if count > limit:
            yield Match("", Message("finding.too_many_items", count=count, section=section, limit=limit), on=(section, None))


def _no_decider(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    if not strategy.decider.strip():
        yield Match("decider", Message("finding.no_decider"))


def _future_date(strategy: Strategy, scene: Context) -> Iterator[Match]:
    if scene.as_of is None:
        return
    latest = scene.as_of + timedelta(days=1)  # somewhere it is tomorrow already
    dated: list[tuple[str, str, tuple[str, int | None]]] = [("updated", strategy.updated, ("", None))]
    dated += [("reviewed", item.reviewed, place) for _, place, item in scene.links.items if item.reviewed]
    dated += [("date", release.date, ("history", place)) for place, release in enumerate(strategy.history)]
    for field, text, place in dated:
        day = dates.parse(text)
        if day is not None and day.first > latest:
            yield Match(field, Message("finding.date_in_future", date=dates.spoken(text)), text, on=place)


def _no_review(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    if not strategy.review_by:
        yield Match("review_by", Message("finding.no_review_date"))


def _never_says_no(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    """Once the choices are there. Before, other things come first."""
    if strategy.is_draft or not (strategy.problems and strategy.users and strategy.objectives):
        return
    if not strategy.boundaries and all(one.answer != "no" for one in strategy.proposals):
        yield Match("", Message("finding.never_says_no"), on=("boundaries", None))


class _Fact(NamedTuple):
    """How far from today the file aims, by one measure: as part of a sentence, and whether it fits either level of ambition."""

    message: Message
    fits_low_key: bool
    fits_ambitious: bool


def _ambition_mismatch(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    vision = strategy.vision
    if vision is None or vision.ambition not in ("low-key", "ambitious"):
        return
    facts = [fact for fact in (_horizon(strategy), _largest_change(strategy), _bets(strategy)) if fact]
    low_key = vision.ambition == "low-key"
    against = [fact.message for fact in facts if not (fact.fits_low_key if low_key else fact.fits_ambitious)]
    if len(facts) >= _FEWEST_FACTS and len(against) == len(facts):
        message = Message("finding.ambition_mismatch", ambition=vision.ambition, facts=tuple(against))
        yield Match("ambition", message, vision.ambition, on=("vision", None))


def _horizon(strategy: Strategy) -> _Fact | None:
    assert strategy.vision is not None
    now, then = dates.parse(strategy.updated), dates.parse(strategy.vision.horizon)
    if now is None or then is None:
        return None
    middle = dates.months_later(now.last, _FAR)
    message = Message("finding.vision_horizon", date=dates.spoken(strategy.vision.horizon))
    return _Fact(message, then.first <= middle, then.last >= middle)


def _largest_change(strategy: Strategy) -> _Fact | None:
    changes = [change for objective in strategy.objectives if (change := _change(objective)) is not None]
    if not changes:
        return None
    largest = max(changes)
    message = (
        Message("finding.largest_step_from_zero")
        if largest == float("inf")
        else Message("finding.largest_step", factor=f"{largest:.2g}")
    )
    return _Fact(message, largest < _LEAP, largest >= _LEAP)


def _change(objective: Objective) -> float | None:
    """How many times the baseline the target is, or the other way round where it falls; infinite from zero."""
    starts, goals = (figures(read(text).tokens) for text in (objective.baseline, objective.target))
    if len(starts) != 1 or len(goals) != 1 or (starts[0].unit and goals[0].unit and starts[0].unit != goals[0].unit):
        return None
    low, high = sorted((starts[0].value, goals[0].value))
    return high / low if low > 0 else float("inf") if high > 0 else None


def _bets(strategy: Strategy) -> _Fact | None:
    sure = [one.confidence for one in strategy.assumptions if one.confidence]
    if not sure:
        return None
    count = sure.count("low")
    return _Fact(Message("finding.low_confidence_assumptions", count=count), count <= _BETS, count >= _BETS)


def _overdue(strategy: Strategy, scene: Context) -> Iterator[Match]:
    if scene.as_of is None or strategy.status == "archived":
        return
    if _is_past(strategy.review_by, scene.as_of):
        yield Match(
            "review_by",
            Message("finding.review_was_due_by", date=dates.spoken(strategy.review_by)),
            strategy.review_by,
        )
    if strategy.north_star is not None and _is_past(strategy.north_star.by, scene.as_of):
        yield _late(strategy.north_star.by, ("north_star", None))
    for section in _DUE:
        for place, entry in enumerate(getattr(strategy, section)):
            if _is_past(entry.by, scene.as_of):
                yield _late(entry.by, (section, place))


def _is_past(day: str, as_of: date) -> bool:
    period = dates.parse(day)
    return period is not None and period.last < as_of


def _late(day: str, on: tuple[str, int | None]) -> Match:
    return Match("by", Message("finding.overdue", date=dates.spoken(day)), day, on=on)


_LEVEL = (
    "updated: 2026-05-04\nvision:\n  ambition: {}\n  horizon: {}\n"
    "objectives:\n  - id: a\n    statement: Homes share carers.\n    baseline: 40\n    target: {}\n"
)

TOO_MANY = Rule(
    name="strategy/too-many-choices",
    on="strategy",
    severity="warning",
    check=_too_many,
    good=(
        "problems:\n" + "".join(f"  - id: {name}\n    statement: Nurses copy notes.\n" for name in "abc"),
        "objectives:\n  - id: a\n    statement: Fewer empty shifts.",
    ),
    bad=(
        "problems:\n" + "".join(f"  - id: {name}\n    statement: Nurses copy notes.\n" for name in "abcd"),
        "objectives:\n" + "".join(f"  - id: {name}\n    statement: Fewer empty shifts.\n" for name in "abcdef"),
    ),
)
NO_DECIDER = Rule(
    name="strategy/no-decider",
    on="strategy",
    severity="advice",
    check=_no_decider,
    good=("product: Trailhead\ndecider: Managing Director", "product: Rota\ndecider: Ana"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Ada"),
)
NO_REVIEW = Rule(
    name="strategy/no-review",
    on="strategy",
    severity="advice",
    check=_no_review,
    good=("product: Trailhead\nreview_by: 2026-09-01", "product: Rota\nreview_by: 2027-Q1"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Ada"),
)

_CHOSEN = (
    "problems:\n  - id: a\n    statement: People lose the day.\nusers:\n  - id: b\n    segment: City hikers.\n"
    "objectives:\n  - id: c\n    statement: Hikers come back.\n"
)
NEVER_SAYS_NO = Rule(
    name="boundary/none",
    on="strategy",
    severity="advice",
    check=_never_says_no,
    good=(
        _CHOSEN + "boundaries:\n  - id: d\n    statement: We don't build a place to post photos.",
        _CHOSEN + "proposals:\n  - proposal: A mode for trail runners\n    answer: no\n    because: They run alone.",
    ),
    bad=(
        _CHOSEN,
        _CHOSEN + "proposals:\n  - proposal: A mode for trail runners\n    answer: yes\n    because: They hike, too.",
    ),
)

AMBITION_MISMATCH = Rule(
    name="strategy/ambition-mismatch",
    on="strategy",
    severity="warning",
    check=_ambition_mismatch,
    confidence="medium",
    has_fix=True,
    good=(
        _LEVEL.format("ambitious", "2032", "900"),
        _LEVEL.format("low-key", "2027", "60"),
        _LEVEL.format("ambitious", "2027", "900"),
    ),
    bad=(_LEVEL.format("ambitious", "2027", "60"), _LEVEL.format("low-key", "2032", "900")),
)
OVERDUE = Rule(
    name="strategy/overdue",
    on="strategy",
    severity="warning",
    check=_overdue,
    has_fix=True,
    good=(
        "product: Trailhead\nreview_by: 2026-09-01",
        "assumptions:\n  - id: a\n    statement: Wardens share their counts.\n    by: 2026-Q2",
    ),
    bad=(
        "product: Trailhead\nreview_by: 2026-04",
        "assumptions:\n  - id: a\n    statement: Wardens share their counts.\n    by: 2026-05-03",
        "questions:\n  - question: Do counts hold on bank holidays?\n    owner: Ana\n    by: 2026-Q1",
    ),
)

FUTURE_DATE = Rule(
    name="strategy/future-date",
    on="strategy",
    severity="warning",
    check=_future_date,
    has_fix=True,
    good=(
        "product: Trailhead\nupdated: 2026-05",
        "problems:\n  - id: a\n    statement: People lose the day.\n    reviewed: 2026-05-04",
    ),
    bad=(
        "product: Trailhead\nupdated: 2062-05-04",
        "problems:\n  - id: a\n    statement: People lose the day.\n    reviewed: 2027",
    ),
)

RULES = (TOO_MANY, AMBITION_MISMATCH, NO_DECIDER, NO_REVIEW, NEVER_SAYS_NO, OVERDUE, FUTURE_DATE)
