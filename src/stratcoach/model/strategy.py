"""The strategy as frozen values. Every text is text: `61`, `2026-03` and `No` stay what the person wrote.

An absent text is `""`, an absent list is `()`, an absent section is `None` or `()`. What a key means, whether its item can
be written without it and which values it takes is in its `Key`; the file's reader and writer, its JSON Schema and the
interview all read it there.
"""

from __future__ import annotations

from stratcoach.messages import Message
from stratcoach.model.entry import Entry, Item, key, parts

SOURCES = ("interviews", "observation", "survey", "analytics", "support", "sales", "experiment", "market", "research", "other")
ANSWERS = ("yes", "no", "open")
AMBITIONS = ("low-key", "ambitious")
STATUSES = ("draft", "active", "archived")


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
    drop_if: str = key(Message("key.assumption_drop_if"), "prose", example="Fewer than three parks share counts for two weeks.")
    by: str = key(Message("key.assumption_by"), "date", example="2026-07-01")


class UsedInstead(Entry):
    """What people use instead of the product."""

    called = "used_instead"
    name: str = key(Message("key.used_instead_name"), "prose", must=True, example="Map apps")
    good_at: str = key(Message("key.used_instead_good_at"), "prose", example="The most complete map, everywhere.")


class Market(Item):
    """Where the product plays, and why now."""

    id: str = "market"
    arena: str = key(
        Message("key.market_arena"),
        "prose",
        example="People in cities of the Alps who hike without a club and plan on the phone.",
    )
    why_now: str = key(Message("key.market_why_now"), "prose")
    alternatives: tuple[UsedInstead, ...] = parts(Message("key.market_alternatives"), UsedInstead)


class Horizon(Entry):
    """What is true on the way to the vision, by a day."""

    called = "horizon"
    by: str = key(Message("key.horizon_by"), "date", example="2027")
    statement: str = key(Message("key.horizon_statement"), "prose", must=True)


class MetricReading(Entry):
    """What a number showed on a day."""

    called = "reading"
    date: str = key(Message("key.reading_date"), "date", must=True, example="2026-05")
    value: str = key(Message("key.reading_value"), must=True, example="11%")
    note: str = key(Message("key.reading_note"), "prose")


class Alternative(Entry):
    """A vision that was considered and not chosen."""

    called = "alternative"

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
    horizons: tuple[Horizon, ...] = parts(Message("key.vision_horizons"), Horizon)
    alternatives: tuple[Alternative, ...] = parts(Message("key.vision_alternatives"), Alternative)


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
    readings: tuple[MetricReading, ...] = parts(Message("key.north_star_readings"), MetricReading)


class Problem(Item):
    """A problem that was chosen to be solved."""

    statement: str = key(
        Message("key.problem_statement"),
        "prose",
        must=True,
        example="People who drive an hour to a trail learn only on arrival that it is full, and lose the day.",
    )
    theme: str = key(Message("key.problem_theme"), example="Before the trip")


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


class Boundary(Item):
    """What people ask for and the product leaves."""

    statement: str = key(Message("key.boundary_statement"), "prose", must=True, example="We don't build a place to post photos.")
    reopen_when: str = key(Message("key.boundary_reopen_when"), "prose")


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
    counter_metric: str = key(Message("key.objective_counter_metric"), "prose")
    readings: tuple[MetricReading, ...] = parts(Message("key.objective_readings"), MetricReading)
    theme: str = key(Message("key.objective_theme"), example="Reach")


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


class Proposal(Entry):
    """An idea that was held against the strategy, and what the strategy answered."""

    proposal: str = key(Message("key.proposal_proposal"), "prose", must=True, example="A mode for trail runners")
    answer: str = key(Message("key.proposal_answer"), "choice", must=True, values=ANSWERS)
    decided_by: tuple[str, ...] = key(Message("key.proposal_decided_by"), "ids")
    because: str = key(Message("key.proposal_because"), "prose")
    date: str = key(Message("key.proposal_date"), "date", example="2026-05-03")
    owner: str = key(Message("key.proposal_owner"))
    by: str = key(Message("key.proposal_by"), "date")


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
    mission: str = key(Message("key.strategy_mission"), "prose")
    company_goal: str = key(Message("key.strategy_company_goal"), "prose")
    challenge: str = key(Message("key.strategy_challenge"), "prose")
    insights: tuple[Insight, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    market: Market | None = None
    vision: Vision | None = None
    north_star: NorthStar | None = None
    problems: tuple[Problem, ...] = ()
    users: tuple[User, ...] = ()
    positioning: tuple[Positioning, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    objectives: tuple[Objective, ...] = ()
    trade_offs: tuple[TradeOff, ...] = ()
    okrs: tuple[Okr, ...] = ()
    proposals: tuple[Proposal, ...] = ()
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
