"""Rules about the north star metric: does it count what users get, and can anybody steer it?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.clauses import quote
from stratcoach.language.en.reading.metrics import bought_attention, company_money, countable, counts_something, mere_use
from stratcoach.messages import Message
from stratcoach.model.strategy import NorthStar
from stratcoach.rules.base import COMPANY, Context, Match, Rule


def _lagging_business(star: NorthStar, _scene: Context) -> Iterator[Match]:
    prose = read(star.metric)
    span = company_money(prose.tokens)
    if span:
        yield Match("metric", Message("finding.metric_is_revenue", organisation=COMPANY), quote(prose, prose.tokens, span))


def _vanity(star: NorthStar, _scene: Context) -> Iterator[Match]:
    prose = read(star.metric)
    span = bought_attention(prose.tokens)
    if span:
        yield Match("metric", Message("finding.figure_is_vanity"), quote(prose, prose.tokens, span))


def _not_a_metric(star: NorthStar, _scene: Context) -> Iterator[Match]:
    if star.definition.strip() and counts_something(read(star.definition).tokens):
        return
    prose = read(star.metric)
    if prose.words and not countable(prose.tokens):
        yield Match("metric", Message("finding.metric_not_countable"), prose.between(prose.words[0], prose.words[-1]))


def _feature_usage_only(star: NorthStar, _scene: Context) -> Iterator[Match]:
    prose = read(star.metric)
    span = mere_use(prose.tokens)
    if span:
        yield Match("metric", Message("finding.metric_counts_usage"), quote(prose, prose.tokens, span))


def _inputs(star: NorthStar, _scene: Context) -> Iterator[Match]:
    """Two to six inputs and a counter-metric (North Star Playbook: three to six inputs)."""
    if not 2 <= len(star.inputs) <= 6:
        yield Match("inputs", Message("finding.metric_number_of_inputs", count=len(star.inputs)))
    elif not star.counter_metric.strip():
        yield Match("counter_metric", Message("finding.no_counter_metric"))


_INPUTS = "north_star:\n  metric: Outings completed as planned, per hiker and month\n"

LAGGING_BUSINESS = Rule(
    name="north-star/lagging-business",
    on="north_star",
    severity="warning",
    prose=True,
    check=_lagging_business,
    says=Message("finding.metric_is_revenue", organisation=COMPANY),
    fields=("metric",),
    good=(
        "Income of the shepherds who sell wool through us, per month",
        "Freelancers who see their profit before Monday, per week",
        "Nights booked by guests who have stayed before",
    ),
    bad=("Monthly recurring revenue", "Average order value", "Bookings in € per quarter"),
)
VANITY = Rule(
    name="north-star/vanity",
    on="north_star",
    severity="warning",
    prose=True,
    check=_vanity,
    says=Message("finding.figure_is_vanity"),
    fields=("metric",),
    good=(
        "Visits to the emergency room avoided, per patient and year",
        "Followers of the plan who still walk daily after a month",
    ),
    bad=("Total registered users", "Page impressions of the portal", "Newsletter subscribers"),
)
NOT_A_METRIC = Rule(
    name="north-star/not-a-metric",
    on="north_star",
    severity="warning",
    prose=True,
    check=_not_a_metric,
    says=Message("finding.metric_not_countable"),
    says_of={"counter_metric": Message("finding.metric_not_countable")},
    fields=("metric", "definition", "counter_metric"),
    requires=("north-star/lagging-business", "north-star/vanity"),
    good=("Harvests brought in dry, per farm and year", "Share of calls that a neighbour answers within ten minutes"),
    bad=("Trust", "To be indispensable to every conductor", "Delighted guests"),
)
FEATURE_USAGE_ONLY = Rule(
    name="north-star/feature-usage-only",
    on="north_star",
    severity="warning",
    prose=True,
    check=_feature_usage_only,
    says=Message("finding.metric_counts_usage"),
    fields=("metric",),
    requires=("north-star/vanity",),
    confidence="medium",
    good=(
        "Weekly mentors who met their mentee at least twice",
        "Searches that end with a room booked, in per cent",
        "Songs played to the end by a whole choir",
    ),
    bad=("Number of dashboards created", "Daily opens of the tide calendar", "Adoption of the calendar view"),
)
INPUTS = Rule(
    name="north-star/inputs",
    on="north_star",
    severity="advice",
    check=_inputs,
    fields=("inputs", "counter_metric"),
    good=(
        _INPUTS + "  inputs: [plans with a second route, plans checked in the morning]\n  counter_metric: Outings cut short",
        (
            "north_star:\n  metric: Shifts filled a day ahead, per home and week\n"
            "  inputs: [swaps agreed in the plan, sick calls before 18:00, carers who answer]\n  counter_metric: Overtime hours"
        ),
    ),
    bad=(_INPUTS, _INPUTS + "  inputs: [plans with a second route, plans checked in the morning]"),
)

RULES = (LAGGING_BUSINESS, VANITY, NOT_A_METRIC, FEATURE_USAGE_ONLY, INPUTS)
