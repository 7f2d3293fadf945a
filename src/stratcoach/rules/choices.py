"""Rules about what deepens a strategy: is it there? North star, users, positioning, trade-offs, assumptions, the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratcoach.model.strategy import Assumption, NorthStar, Positioning, Strategy, TradeOff, User
from stratcoach.rules.base import Hit, Rule, Scene


def _inputs(star: NorthStar, _scene: Scene) -> Iterator[Hit]:
    """Two to six inputs and a counter-metric (North Star Playbook: three to six inputs)."""
    if not 2 <= len(star.inputs) <= 6:
        told = {0: "no inputs", 1: "one input"}.get(len(star.inputs), f"{len(star.inputs)} inputs")
        yield Hit("inputs", f"this number has {told}; two to six can be steered")
    elif not star.counter_metric.strip():
        yield Hit("counter_metric", "nothing says what must not get worse while this number rises")


def _no_today(user: User, _scene: Scene) -> Iterator[Hit]:
    if not user.today.strip():
        yield Hit("today", "nothing says what they do today")


def _no_alternative(promise: Positioning, _scene: Scene) -> Iterator[Hit]:
    if not promise.against.strip():
        yield Hit("against", "nothing says what they would pick otherwise")
    elif re.match(
        r"(?:none|no[- ]one|nobody|n/?a|no competit\w+|no direct competit\w+)\b", promise.against.strip(), re.IGNORECASE
    ):
        yield Hit("against", "there is always something they do today, if only nothing or a spreadsheet", promise.against)


def _no_trade_off(strategy: Strategy, _scene: Scene) -> Iterator[Hit]:
    if not strategy.trade_offs:
        yield Hit("", "nothing says what you give up", on=("trade_offs", None))


def _no_trigger(trade_off: TradeOff, _scene: Scene) -> Iterator[Hit]:
    if not trade_off.reopen_when.strip():
        yield Hit("reopen_when", "nothing says what would make you look at this again")


def _untested(assumption: Assumption, scene: Scene) -> Iterator[Hit]:
    if any(one.on == assumption.id and one.owner and one.by for one in scene.strategy.questions if one.on):
        return  # somebody finds out by a day
    lacks = [
        told
        for value, told in ((assumption.test, "test"), (assumption.owner, "owner"), (assumption.by, "date"))
        if not value.strip()
    ]
    if lacks:
        field = {"test": "test", "owner": "owner", "date": "by"}[lacks[0]]
        yield Hit(field, f"this assumption has no {' and no '.join(lacks)}")


def _too_many(strategy: Strategy, scene: Scene) -> Iterator[Hit]:
    for section in ("problems", "users", "objectives"):
        count, limit = len(getattr(strategy, section)), getattr(scene.limits, section)
        if count > limit:
            yield Hit("", f"{count} {section} are more than the {limit} that a team can hold in mind", on=(section, None))


def _no_decider(strategy: Strategy, _scene: Scene) -> Iterator[Hit]:
    if not strategy.decider.strip():
        yield Hit("decider", "nothing says who decides when you don't agree")


def _no_review(strategy: Strategy, _scene: Scene) -> Iterator[Hit]:
    if not strategy.review_by:
        yield Hit("review_by", "nothing says when you look at this again")


_INPUTS = "north_star:\n  metric: Outings completed as planned, per hiker and month\n"
_PLANNERS = "users:\n  - id: a\n    segment: People who pick the route for their group on Friday night.\n"
_NURSES = "users:\n  - id: a\n    segment: Night nurses who hand over alone.\n"
_PROMISE = "positioning:\n  - id: a\n    statement: The day works, not only the map.\n"
_SWAP = "trade_offs:\n  - id: a\n    choose: Care homes\n    over: Hospitals\n"
_BET = "assumptions:\n  - id: a\n    statement: Wardens share their counts.\n"

INPUTS = Rule(
    name="north-star/inputs",
    on="north_star",
    severity="advice",
    check=_inputs,
    fields=("inputs", "counter_metric"),
    why="Teams move inputs; the number itself only follows. And every number can be pushed up in a way that hurts.",
    question="Which three or four things can teams move within weeks, and what must not get worse meanwhile?",
    good=(
        _INPUTS + "  inputs: [plans with a second route, plans checked in the morning]\n  counter_metric: Outings cut short",
        (
            "north_star:\n  metric: Shifts filled a day ahead, per home and week\n"
            "  inputs: [swaps agreed in the plan, sick calls before 18:00, carers who answer]\n  counter_metric: Overtime hours"
        ),
    ),
    bad=(_INPUTS, _INPUTS + "  inputs: [plans with a second route, plans checked in the morning]"),
)
NO_TODAY = Rule(
    name="user/no-today",
    on="users",
    severity="warning",
    check=_no_today,
    fields=("today",),
    why="They already get by somehow; that is what you have to be better than.",
    question="What do they use or do today? “Nothing” is an answer too.",
    good=(_PLANNERS + "    today: Last year's route.", _NURSES + "    today: A sheet of paper in the pocket."),
    bad=(_PLANNERS, _NURSES),
)
NO_ALTERNATIVE = Rule(
    name="positioning/no-alternative",
    on="positioning",
    severity="warning",
    check=_no_alternative,
    fields=("against",),
    why="People choose between you and something else; most often that is what they do already.",
    question="What would they do if you didn't exist?",
    good=(_PROMISE + "    against: map apps", _PROMISE + "    against: doing nothing and hoping"),
    bad=(_PROMISE, _PROMISE + "    against: No competitors"),
)
NO_TRADE_OFF = Rule(
    name="trade-off/none",
    on="strategy",
    severity="warning",
    check=_no_trade_off,
    why="A strategy that gives nothing up leaves every hard decision for later.",
    question="Which good thing do you give up, so that another can come first?",
    good=(_SWAP, "trade_offs:\n  - id: a\n    choose: Old machines of any brand\n    over: New ones with sensors"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Bo"),
)
NO_TRIGGER = Rule(
    name="trade-off/no-trigger",
    on="trade_offs",
    severity="advice",
    check=_no_trigger,
    fields=("reopen_when",),
    why="A “no” that nobody may question turns into a habit.",
    question="What would have to happen for you to look at this again?",
    good=(
        _SWAP + "    reopen_when: Forty per cent of the plans change on the ward.",
        _SWAP + "    reopen_when: A hospital pays for a year.",
    ),
    bad=(_SWAP, "trade_offs:\n  - id: a\n    choose: Depth in one trade\n    over: Many trades"),
)
UNTESTED = Rule(
    name="assumption/untested",
    on="assumptions",
    severity="warning",
    check=_untested,
    fields=("test", "owner", "by"),
    why="An assumption that nobody tests turns into a fact by being repeated.",
    question="What is the cheapest way to be proved wrong, by when, and who does it?",
    good=(
        _BET + "    test: Ask five parks for a two-week trial.\n    owner: Partnerships\n    by: 2026-07",
        (
            "assumptions:\n  - id: a\n    statement: Planners trust a plan they didn't retype.\n"
            "    test: Five homes, one month.\n    owner: Ana\n    by: 2027-02-15"
        ),
    ),
    bad=(_BET, _BET + "    test: Ask five parks for a two-week trial."),
)
TOO_MANY = Rule(
    name="strategy/too-many-choices",
    on="strategy",
    severity="warning",
    check=_too_many,
    why="What everybody can't keep in mind steers nobody.",
    question="Which ones would you drop if the team shrank by a third?",
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
    why="When a group splits four to four, somebody has to call it.",
    question="Who decides when you don't agree?",
    good=("product: Trailhead\ndecider: Managing Director", "product: Rota\ndecider: Ana"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Ada"),
)
NO_REVIEW = Rule(
    name="strategy/no-review",
    on="strategy",
    severity="advice",
    check=_no_review,
    why="A strategy that nobody looks at again goes stale without a sign.",
    question="When do you look at it again? A quarter from now is a good start.",
    good=("product: Trailhead\nreview_by: 2026-09-01", "product: Rota\nreview_by: 2027-Q1"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Ada"),
)

RULES = (INPUTS, NO_TODAY, NO_ALTERNATIVE, NO_TRADE_OFF, NO_TRIGGER, UNTESTED, TOO_MANY, NO_DECIDER, NO_REVIEW)
