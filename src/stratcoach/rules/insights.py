"""Rules about insights: who saw it, where, how often, and when? Or is it a belief, or a wish for a tool?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratcoach.language.en.periods import day_told
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.beliefs import belief, guess, ought
from stratcoach.language.en.reading.clauses import quote
from stratcoach.language.en.reading.commonplaces import commonplace
from stratcoach.language.en.reading.evidence import names_no_source, only_a_date, was_seen
from stratcoach.language.en.reading.given import is_given, is_proven
from stratcoach.language.en.reading.wants import asked_for, should_be, to_do, wished_aloud, would_be
from stratcoach.language.lexicon import words
from stratcoach.language.patterns import shipped
from stratcoach.language.tokens import Span, Token
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Insight, Strategy
from stratcoach.rules.base import Context, Match, Rule

FEWEST = 3


def _too_few(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    count = len(strategy.insights)
    if count < FEWEST:
        yield Match("", Message("finding.too_few_insights", count=count), on=("insights", None))


def _no_source(insight: Insight, _scene: Context) -> Iterator[Match]:
    if not insight.source.strip():
        yield Match("source", Message("finding.insight_no_source"))


def _no_date(insight: Insight, _scene: Context) -> Iterator[Match]:
    if not insight.observed and not insight.evergreen.strip():
        day = next(filter(None, map(_day_in, (insight.statement, insight.evidence))), "")
        missing = Message("finding.insight_date_elsewhere", date=short(day)) if day else Message("finding.insight_no_date")
        yield Match("observed", missing)


def _day_in(text: str) -> str:
    """The words for a date in a text."""
    prose = read(text)
    span = day_told(prose.tokens)
    return quote(prose, prose.tokens, span) if span else ""


def _opinion(insight: Insight, _scene: Context) -> Iterator[Match]:
    prose = read(insight.statement)
    proven = is_proven(insight) or was_seen(prose)
    for sentence in prose.sentences:
        span = belief(sentence) or words("insights/own_views").first(sentence)
        if span is None and not proven and not should_be(sentence):
            span = words("insights/hedges").first(sentence) or ought(sentence) or guess(sentence)
        if span:
            yield Match("statement", Message("finding.insight_is_opinion"), quote(prose, sentence, span))
            return


def _solution(insight: Insight, _scene: Context) -> Iterator[Match]:
    prose = read(insight.statement)
    for sentence in prose.sentences:
        wish = asked_for(sentence)
        span = (
            wish
            if wish and not _tells_why(prose, sentence, wish)
            else should_be(sentence) or would_be(sentence) or to_do(sentence)
        )
        if span:
            yield Match("statement", Message("finding.insight_is_wish"), quote(prose, sentence, span))
            return
    if aloud := wished_aloud(prose):
        yield Match("statement", Message("finding.insight_is_wish"), aloud)


def _tells_why(prose: Prose, sentence: Sequence[Token], span: Span) -> bool:
    """A request that leads to the behaviour behind it is an observation."""
    if words("tools/reasons").first(sentence, 0, span.first) is not None:
        return True  # “Asked why they wanted a reminder, …”
    later = [token for token in prose.tokens if token.start > sentence[span.last].end]
    return words("tools/behind").first(later) is not None


def _no_evidence(insight: Insight, _scene: Context) -> Iterator[Match]:
    prose = read(insight.statement)
    proposed = any(should_be(sentence) or would_be(sentence) or to_do(sentence) for sentence in prose.sentences)
    proposed = proposed or (len(prose.sentences) == 1 and shipped().first(SOLUTION.name, prose) is not None)
    if prose.words and not insight.link.strip() and only_a_date(read(insight.evidence)):
        yield Match("evidence", Message("finding.evidence_only_a_date"), insight.evidence.strip())
    elif prose.words and not insight.link.strip() and names_no_source(read(insight.evidence)):
        yield Match("evidence", Message("finding.evidence_is_hearsay"), insight.evidence.strip())
    elif prose.words and not proposed and not is_given(insight, "evidence"):
        yield Match("statement", Message("finding.insight_no_evidence"))


def _generic(insight: Insight, _scene: Context) -> Iterator[Match]:
    prose = read(insight.statement)
    span = commonplace(prose)
    if span:
        yield Match("statement", Message("finding.insight_too_general"), quote(prose, prose.tokens, span))


def _stale(insight: Insight, scene: Context) -> Iterator[Match]:
    seen = dates.parse(insight.observed)
    if seen is None or scene.as_of is None or insight.evergreen.strip():
        return
    months = scene.limits.insight_months
    if dates.months_later(seen.last, months) < scene.as_of:
        yield Match(
            "observed",
            Message("finding.insight_too_old", when=dates.spoken_when(insight.observed), limit=_duration(months)),
            insight.observed,
        )


def _future_date(insight: Insight, scene: Context) -> Iterator[Match]:
    seen = dates.parse(insight.observed)
    if seen is not None and scene.as_of is not None and seen.first > scene.as_of:
        yield Match("observed", Message("finding.date_in_future", date=dates.spoken(insight.observed)), insight.observed)


def _duration(months: int) -> Message:
    years, rest = divmod(months, 12)
    return Message("finding.months", months=months) if rest or not years else Message("finding.years", years=years)


TOO_FEW = Rule(
    name="insight/too-few",
    on="strategy",
    severity="error",
    eased=True,
    check=_too_few,
    good=(
        (
            "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n"
            "  - id: b\n    statement: 3 of 9 keep a paper list.\n  - id: c\n    statement: Calls peak at 6 am."
        ),
        (
            "insights:\n  - id: a\n    statement: 8 of 12 farms lost a dry day.\n"
            "  - id: b\n    statement: A harvester runs nine days a year.\n  - id: c\n    statement: 5 of 7 lending deals ended in a quarrel."
        ),
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.",
        "vision:\n  statement: Dispatchers go home on time.",
    ),
)
NO_SOURCE = Rule(
    name="insight/no-source",
    on="insights",
    severity="error",
    eased=True,
    check=_no_source,
    fields=("source",),
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    source: observation",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    source: support",
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    observed: 2026-02",
    ),
)
NO_DATE = Rule(
    name="insight/no-date",
    on="insights",
    severity="warning",
    check=_no_date,
    fields=("observed", "evergreen"),
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2026-03",
        "insights:\n  - id: a\n    statement: Newborns feed every three hours.\n    evergreen: That is how newborns are.",
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    source: support",
    ),
)
OPINION = Rule(
    name="insight/opinion",
    on="insights",
    severity="warning",
    prose=True,
    check=_opinion,
    says=Message("finding.insight_is_opinion"),
    fields=("statement",),  # evidence can only silence it, so there is nothing to wait for
    good=(
        "“I think I'd lose my place” – 6 of 9 pickers eat standing beside the belt.",
        "We assumed that teachers plan on Sunday; the log of 1,900 teachers shows Wednesday night.",
        "Seven of twelve bakers believe that the oven decides the crust; five change the flour first.",
    ),
    bad=(
        "We believe that organists would pay for better scores.",
        "Surely nobody likes to queue for a stamp.",
        "Dentists will love it once they see it.",
    ),
)
SOLUTION = Rule(
    name="insight/solution",
    on="insights",
    severity="warning",
    prose=True,
    check=_solution,
    says=Message("finding.insight_is_wish"),
    fields=("statement",),
    good=(
        "14 of 20 stage managers asked for a print button, because the light desk goes dark when the screen sleeps.",
        "In nine kitchens we visited, the label printer stood unused behind the flour.",
    ),
    bad=("14 of 20 gardeners want a watering timer with an app.", "There should be a button to copy last week's list."),
)
NO_EVIDENCE = Rule(
    name="insight/no-evidence",
    on="insights",
    severity="warning",
    prose=True,
    check=_no_evidence,
    says=Message("finding.insight_no_evidence"),
    says_of={"evidence": Message("finding.evidence_is_hearsay")},
    asks={"evidence": Message("ask.where_to_look")},
    fields=("statement", "evidence", "link"),  # a kind of source is no evidence, so there is nothing to wait for
    requires=("insight/opinion",),
    good=(
        "7 of 11 vets we rode along with wrote the dose on the back of their hand.",
        "At the depot in Graz drivers sort parcels twice, because the labels are printed upside down.",
    ),
    bad=("Caterers order too much bread on Fridays.", "Since 2024 most amateur astronomers buy second-hand."),
)

GENERIC = Rule(
    name="insight/generic",
    on="insights",
    severity="warning",
    prose=True,
    check=_generic,
    says=Message("finding.insight_too_general"),
    fields=("statement",),
    requires=("insight/opinion", "insight/solution"),
    confidence="medium",
    good=(
        "Shoppers judge quality at the lid: 23 of 30 opened a jar before they read the label.",
        "Most sweeps said that quality matters, yet 11 of 15 choose the brush by its weight.",
        "Churn is highest among choirs that lose their conductor: 9 of 14 in 2025.",
    ),
    bad=(
        "People want things to be simple (n=1,200).",
        "Our bounce rate went up from 41% to 48%.",
        "The global market for diving gear will grow by 7% a year until 2031.",
    ),
)
STALE = Rule(
    name="insight/stale",
    on="insights",
    severity="warning",
    check=_stale,
    fields=("observed", "evergreen"),
    requires=("insight/no-date",),
    has_fix=True,
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2025-05",
        "insights:\n  - id: a\n    statement: Newborns feed every three hours.\n    observed: 1998\n    evergreen: That is how newborns are.",
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2025-04",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    observed: 2021",
    ),
)

FUTURE_DATE = Rule(
    name="insight/future-date",
    on="insights",
    severity="warning",
    check=_future_date,
    fields=("observed",),
    has_fix=True,
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2026-05",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    observed: 2025-11-30",
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2026-06",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    observed: 2027",
    ),
)

RULES = (TOO_FEW, NO_SOURCE, NO_DATE, FUTURE_DATE, STALE, OPINION, SOLUTION, GENERIC, NO_EVIDENCE)
