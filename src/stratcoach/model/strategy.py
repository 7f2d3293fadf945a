"""The strategy as frozen values. Every text is text: `61`, `2026-03` and `No` stay what the person wrote.

An absent text is `""`, an absent list is `()`, an absent section is `None` or `()`. What a key means, whether its item can
be written without it and which values it takes is in its `Key`; the file's reader and writer, its JSON Schema and the
interview all read it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from stratcoach.messages import Message
from stratcoach.model.value import Value

Kind = Literal["text", "prose", "language", "date", "version", "choice", "id", "ids", "texts", "parts"]

SOURCES = ("interviews", "observation", "survey", "analytics", "support", "sales", "experiment", "market", "research", "other")
CONFIDENCES = ("high", "medium", "low")
AMBITIONS = ("low-key", "ambitious")
STATUSES = ("draft", "active", "archived")

Plain = str | tuple["Plain", ...]
"""The value of a team's own `x-` key: a text, a list as a tuple, or a mapping as `Pairs`."""


class Bare(str):
    """A text that is written without quotes in the file, where YAML may take it for a number, yes or no, or nothing."""

    __slots__ = ()


class Pairs(tuple[tuple[str, Any], ...]):
    """A mapping under an `x-` key, in the order in which it was written; the order says nothing."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pairs) and len(self) == len(other) and dict(self) == dict(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(frozenset(self))


class Key(Value):
    """One key of the file: `says` what it contains, in words for a person."""

    says: Message
    kind: Kind = "text"
    must: bool = False
    values: tuple[str, ...] = ()
    example: str = ""

    @property
    def default(self) -> Any:
        return () if self.kind in ("ids", "texts", "parts") else ""


def key(says: Message, kind: Kind = "text", *, must: bool = False, values: tuple[str, ...] = (), example: str = "") -> Any:
    """Declare a field of an `Entry`; the field's default follows from the kind."""
    return Key(says=says, kind=kind, must=must, values=values, example=example)


class Entry(Value):
    """A mapping in the file. `extra` holds the team's own `x-` keys."""

    keys: ClassVar[Mapping[str, Key]] = {}
    extra: Pairs = Pairs()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: value for name, value in cls.field_defaults.items() if isinstance(value, Key)}
        cls.keys = {**cls.keys, **own}
        cls.field_defaults = {**cls.field_defaults, **{name: value.default for name, value in own.items()}}


class Item(Entry):
    """An entry with an id, on which other items may rest."""

    id: str = key(Message("key.item_id"), "id", must=True, example="full-car-parks")
    rests_on: tuple[str, ...] = key(Message("key.item_rests_on"), "ids")
    because: str = key(Message("key.item_because"), "prose")
    confidence: str = key(Message("key.item_confidence"), "choice", values=CONFIDENCES)
    owner: str = key(Message("key.item_owner"), example="Head of Research")
    link: str = key(Message("key.item_link"))
    note: str = key(Message("key.item_note"), "prose")
    reviewed: str = key(Message("key.item_reviewed"), "date", example="2026-05-04")


class Insight(Item):
    """What somebody saw users do."""

    statement: str = key(
        Message("key.insight_statement"),
        "prose",
        must=True,
        example="Weekend hikers give up the planned route when the car park at the trailhead is full.",
    )
    source: str = key(Message("key.insight_source"), "choice", values=SOURCES)
    evidence: str = key(Message("key.insight_evidence"), example="11 of 14 interviews at three trailheads")
    observed: str = key(Message("key.insight_observed"), "date", example="2026-03")
    challenges: tuple[str, ...] = key(Message("key.insight_challenges"), "ids")
    evergreen: str = key(Message("key.insight_evergreen"), "prose")


class Assumption(Item):
    """Something taken to be true that nobody has shown yet."""

    statement: str = key(
        Message("key.assumption_statement"),
        "prose",
        must=True,
        example="Park wardens will share live counts if it costs them no work.",
    )
    test: str = key(Message("key.assumption_test"), "prose", example="Ask five parks for a two-week trial.")
    by: str = key(Message("key.assumption_by"), "date", example="2026-07-01")


class Alternative(Entry):
    """A vision that was considered and not chosen."""

    statement: str = key(Message("key.alternative_statement"), "prose", must=True)
    ambition: str = key(Message("key.alternative_ambition"), "choice", values=AMBITIONS)
    because: str = key(Message("key.alternative_because"), "prose")


class Vision(Item):
    """The future state for the users."""

    id: str = "vision"
    statement: str = key(
        Message("key.vision_statement"),
        "prose",
        must=True,
        example="Anyone with a free Saturday sets out knowing the day will work.",
    )
    user: str = key(Message("key.vision_user"), example="People in cities who hike at weekends")
    today: str = key(Message("key.vision_today"), "prose")
    future: str = key(Message("key.vision_future"), "prose")
    horizon: str = key(Message("key.vision_horizon"), "date", example="2029")
    ambition: str = key(Message("key.vision_ambition"), "choice", values=AMBITIONS)
    alternatives: tuple[Alternative, ...] = key(Message("key.vision_alternatives"), "parts")


class NorthStar(Item):
    """The vision's quantified sibling."""

    id: str = "north-star"
    metric: str = key(
        Message("key.north_star_metric"),
        "prose",
        must=True,
        example="Outings completed as planned, per active hiker and month",
    )
    definition: str = key(Message("key.north_star_definition"), "prose")
    baseline: str = key(Message("key.north_star_baseline"), example="1.1")
    target: str = key(Message("key.north_star_target"), example="2.5")
    by: str = key(Message("key.north_star_by"), "date", example="2027-12")
    inputs: tuple[str, ...] = key(Message("key.north_star_inputs"), "texts")
    counter_metric: str = key(Message("key.north_star_counter_metric"), "prose")


class Problem(Item):
    """A problem that was chosen to be solved."""

    statement: str = key(
        Message("key.problem_statement"),
        "prose",
        must=True,
        example="People who drive an hour to a trail learn only on arrival that it is full, and lose the day.",
    )


class User(Item):
    """A group of people who were chosen to be served."""

    segment: str = key(
        Message("key.user_segment"),
        "prose",
        must=True,
        example="City people who hike two to four Saturdays a month and pick the route for others.",
    )
    today: str = key(Message("key.user_today"), "prose")


class Positioning(Item):
    """A promise: why the chosen users pick this over what they do today."""

    statement: str = key(Message("key.positioning_statement"), "prose", must=True)
    against: str = key(Message("key.positioning_against"), example="map and navigation apps")
    opposite: str = key(Message("key.positioning_opposite"), "prose")
    lasts_because: str = key(Message("key.positioning_lasts_because"), "prose")


class Objective(Item):
    """What the business gets, seen in a number."""

    statement: str = key(
        Message("key.objective_statement"),
        "prose",
        must=True,
        example="Outdoor retailers become the main way in which new hikers find us.",
    )
    metric: str = key(Message("key.objective_metric"), "prose", example="Share of new hikers who arrive through a retailer")
    baseline: str = key(Message("key.objective_baseline"), example="8%")
    target: str = key(Message("key.objective_target"), example="40%")
    by: str = key(Message("key.objective_by"), "date", example="2027-06")


class TradeOff(Item):
    """Two good things, of which one comes first."""

    choose: str = key(Message("key.trade_off_choose"), "prose", must=True, example="Knowing before you leave")
    over: str = key(Message("key.trade_off_over"), "prose", must=True, example="Turn-by-turn navigation on the trail")
    reopen_when: str = key(Message("key.trade_off_reopen_when"), "prose")


class Okr(Item):
    """The bridge to what teams do in a quarter."""

    objective: str = key(Message("key.okr_objective"), "prose", must=True)
    key_results: tuple[str, ...] = key(Message("key.okr_key_results"), "texts")
    quarter: str = key(Message("key.okr_quarter"), "date", example="2026-Q3")


class OpenQuestion(Entry):
    """Something that you don't know yet, with a person and a date."""

    question: str = key(Message("key.open_question_question"), "prose", must=True)
    on: str = key(Message("key.open_question_on"), "id")
    owner: str = key(Message("key.open_question_owner"))
    by: str = key(Message("key.open_question_by"), "date")


class Waiver(Entry):
    """A finding that the team accepts, for a reason and for a time."""

    rule: str = key(Message("key.waiver_rule"), must=True, example="strategy/too-many-choices")
    on: str = key(Message("key.waiver_on"))
    because: str = key(Message("key.waiver_because"), "prose")
    until: str = key(Message("key.waiver_until"), "date", example="2027-03-31")


class Release(Entry):
    """One version of the strategy, in `history`."""

    version: str = key(Message("key.release_version"), "version", must=True, example="1.1.0")
    date: str = key(Message("key.release_date"), "date", must=True)
    summary: str = key(Message("key.release_summary"), "prose")
    because: str = key(Message("key.release_because"), "prose")
    decided_by: str = key(Message("key.release_decided_by"))


class Strategy(Entry):
    """A whole strategy file, format 1."""

    product: str = key(Message("key.strategy_product"), must=True)
    version: str = key(Message("key.strategy_version"), "version", must=True, example="1.0.0")
    updated: str = key(Message("key.strategy_updated"), "date", must=True)
    status: str = key(Message("key.strategy_status"), "choice", values=STATUSES)
    language: str = key(Message("key.strategy_language"), "language", example="en")
    owner: str = key(Message("key.strategy_owner"), example="Head of Product")
    decider: str = key(Message("key.strategy_decider"))
    review_by: str = key(Message("key.strategy_review_by"), "date")
    company_goal: str = key(Message("key.strategy_company_goal"), "prose")
    challenge: str = key(Message("key.strategy_challenge"), "prose")
    insights: tuple[Insight, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    vision: Vision | None = None
    north_star: NorthStar | None = None
    problems: tuple[Problem, ...] = ()
    users: tuple[User, ...] = ()
    positioning: tuple[Positioning, ...] = ()
    objectives: tuple[Objective, ...] = ()
    trade_offs: tuple[TradeOff, ...] = ()
    okrs: tuple[Okr, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    parking_lot: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    history: tuple[Release, ...] = ()

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"

    @property
    def is_english(self) -> bool:
        return (self.language or "en").lower().split("-")[0].split("_")[0] == "en"
