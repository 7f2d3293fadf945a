"""The strategy as frozen values. Every text is text: `61`, `2026-03` and `No` stay what the person wrote.

An absent text is `""`, an absent list is `()`, an absent section is `None` or `()`. What a key means, whether its item can
be written without it and which values it takes is in its `Key`; the file's reader and writer, its JSON Schema and the
interview all read it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

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
    """One key of the file: what it contains, in words for a person."""

    says: str
    kind: Kind = "text"
    must: bool = False
    values: tuple[str, ...] = ()
    example: str = ""

    @property
    def default(self) -> Any:
        return () if self.kind in ("ids", "texts", "parts") else ""


def key(says: str, kind: Kind = "text", *, must: bool = False, values: tuple[str, ...] = (), example: str = "") -> Any:
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

    id: str = key("The item's name in links: lower-case words joined by hyphens.", "id", must=True, example="full-car-parks")
    rests_on: tuple[str, ...] = key("Ids of the items that this one rests on.", "ids")
    because: str = key("How it brings the vision closer, or why it was chosen.", "prose")
    confidence: str = key("How sure you are.", "choice", values=CONFIDENCES)
    owner: str = key("Who looks after it.", example="Head of Research")
    link: str = key("Where to read more.")
    note: str = key("Anything else worth keeping.", "prose")
    reviewed: str = key("The day on which somebody reviewed it and it still held.", "date", example="2026-05-04")


class Insight(Item):
    """What somebody saw users do."""

    statement: str = key(
        "What you saw users do, in one sentence.",
        "prose",
        must=True,
        example="Weekend hikers give up the planned route when the car park at the trailhead is full.",
    )
    source: str = key("What kind of source it comes from.", "choice", values=SOURCES)
    evidence: str = key(
        "How many of how many, where, and where to look it up.", example="11 of 14 interviews at three trailheads"
    )
    observed: str = key("When it was seen: a day, a month, a quarter or a year.", "date", example="2026-03")
    challenges: tuple[str, ...] = key("Ids of items that this insight speaks against.", "ids")
    evergreen: str = key("Why it never goes out of date, if that is so.", "prose")


class Assumption(Item):
    """Something taken to be true that nobody has shown yet."""

    statement: str = key(
        "What you take to be true but haven't shown yet.",
        "prose",
        must=True,
        example="Park wardens will share live counts if it costs them no work.",
    )
    test: str = key("The cheapest way to be proved wrong.", "prose", example="Ask five parks for a two-week trial.")
    by: str = key("When the test will have an answer.", "date", example="2026-07-01")


class Alternative(Entry):
    """A vision that was considered and not chosen."""

    statement: str = key("The vision that was not chosen.", "prose", must=True)
    ambition: str = key("How far from today it is.", "choice", values=AMBITIONS)
    because: str = key("Why it was not chosen.", "prose")


class Vision(Item):
    """The future state for the users."""

    id: str = "vision"
    statement: str = key(
        "The future state for your users, in one or two sentences.",
        "prose",
        must=True,
        example="Anyone with a free Saturday sets out knowing the day will work.",
    )
    user: str = key("Whose life will be different.", example="People in cities who hike at weekends")
    today: str = key("How it is for them today.", "prose")
    future: str = key("How it will be for them then.", "prose")
    horizon: str = key("How far ahead it lies: a year or a date.", "date", example="2029")
    ambition: str = key("How far from today it is. Neither is better.", "choice", values=AMBITIONS)
    alternatives: tuple[Alternative, ...] = key("Visions that were considered and not chosen.", "parts")


class NorthStar(Item):
    """The vision's quantified sibling."""

    id: str = "north-star"
    metric: str = key(
        "The one number that shows that users get what the vision promises.",
        "prose",
        must=True,
        example="Outings completed as planned, per active hiker and month",
    )
    definition: str = key("What counts as one.", "prose")
    baseline: str = key("Value today.", example="1.1")
    target: str = key("Target value.", example="2.5")
    by: str = key("When it should be reached.", "date", example="2027-12")
    inputs: tuple[str, ...] = key("Three to six numbers that teams can move within weeks and that move this one.", "texts")
    counter_metric: str = key("What must not get worse meanwhile.", "prose")


class Problem(Item):
    """A problem that was chosen to be solved."""

    statement: str = key(
        "What goes wrong for whom, in which situation, and what it costs them.",
        "prose",
        must=True,
        example="People who drive an hour to a trail learn only on arrival that it is full, and lose the day.",
    )


class User(Item):
    """A group of people who were chosen to be served."""

    segment: str = key(
        "Whom you choose to serve, so narrow that you could tell for one person whether they are in or out.",
        "prose",
        must=True,
        example="City people who hike two to four Saturdays a month and pick the route for others.",
    )
    today: str = key("What they use or do today; `nothing` is an answer.", "prose")


class Positioning(Item):
    """A promise: why the chosen users pick this over what they do today."""

    statement: str = key("Why the chosen users pick you over what they do today.", "prose", must=True)
    against: str = key("What they would pick otherwise.", example="map and navigation apps")
    opposite: str = key("The opposite, which a sensible rival could choose.", "prose")
    lasts_because: str = key("Why it will still hold in a few years.", "prose")


class Objective(Item):
    """What the business gets, seen in a number."""

    statement: str = key(
        "What the business gets when users do something differently.",
        "prose",
        must=True,
        example="Outdoor retailers become the main way in which new hikers find us.",
    )
    metric: str = key("What is counted.", "prose", example="Share of new hikers who arrive through a retailer")
    baseline: str = key("Value today; `unknown` if an open question about it has an owner and a date.", example="8%")
    target: str = key("Target value.", example="40%")
    by: str = key("When it should be reached.", "date", example="2027-06")


class TradeOff(Item):
    """Two good things, of which one comes first."""

    choose: str = key("The good thing that comes first.", "prose", must=True, example="Knowing before you leave")
    over: str = key("The good thing you give up for it.", "prose", must=True, example="Turn-by-turn navigation on the trail")
    reopen_when: str = key("What would make you look at this again.", "prose")


class Okr(Item):
    """The bridge to what teams do in a quarter."""

    objective: str = key("What a team wants to achieve in a quarter.", "prose", must=True)
    key_results: tuple[str, ...] = key("How the team will know that it has got there.", "texts")
    quarter: str = key("The quarter.", "date", example="2026-Q3")


class OpenQuestion(Entry):
    """Something that you don't know yet, with a person and a date."""

    question: str = key("What you don't know yet.", "prose", must=True)
    on: str = key("The id of the item that it is about.", "id")
    owner: str = key("Who finds out.")
    by: str = key("By when.", "date")


class Waiver(Entry):
    """A finding that the team accepts, for a reason and for a time."""

    rule: str = key("The name of the rule.", must=True, example="strategy/too-many-choices")
    on: str = key("The id or the section that it is about; leave it out for the whole file.")
    because: str = key("Why the team accepts it.", "prose")
    until: str = key("The last day on which it applies.", "date", example="2027-03-31")


class Release(Entry):
    """One version of the strategy, in `history`."""

    version: str = key("VISION.CHOICE.DETAIL", "version", must=True, example="1.1.0")
    date: str = key("The day of the release.", "date", must=True)
    summary: str = key("What changed.", "prose")
    because: str = key("Why it changed.", "prose")
    decided_by: str = key("Who decided.")


class Strategy(Entry):
    """A whole strategy file, format 1."""

    product: str = key("The product's name.", must=True)
    version: str = key("The strategy's version: VISION.CHOICE.DETAIL.", "version", must=True, example="1.0.0")
    updated: str = key("The day of the last change.", "date", must=True)
    status: str = key("The state of the strategy; `active` if left out.", "choice", values=STATUSES)
    language: str = key("The language it is written in, as a short code. English if left out.", "language", example="en")
    owner: str = key("Who keeps this strategy up to date.", example="Head of Product")
    decider: str = key("Who decides when the group doesn't agree.")
    review_by: str = key("When you review it again.", "date")
    company_goal: str = key("The company goal that this product serves.", "prose")
    challenge: str = key("What makes this hard, and why nobody has solved it.", "prose")
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
