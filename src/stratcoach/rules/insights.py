"""Rules about insights: did somebody see it, where, how often, and when?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.model.strategy import Insight, Strategy
from stratcoach.rules.base import Hit, Rule, Scene

FEWEST = 3


def _too_few(strategy: Strategy, _scene: Scene) -> Iterator[Hit]:
    count = len(strategy.insights)
    if count < FEWEST:
        told = {0: "no insights yet", 1: "only one insight", 2: "only two insights"}[count]
        yield Hit("", f"there are {told}" if count != 1 else f"there is {told}", on=("insights", None))


def _no_source(insight: Insight, _scene: Scene) -> Iterator[Hit]:
    if not insight.source.strip():
        yield Hit("source", "nobody can tell where this comes from")


def _no_date(insight: Insight, _scene: Scene) -> Iterator[Hit]:
    if not insight.observed and not insight.evergreen.strip():
        yield Hit("observed", "nobody can tell when this was seen")


TOO_FEW = Rule(
    name="insight/too-few",
    on="strategy",
    severity="error",
    eased=True,
    check=_too_few,
    why="One or two observations can be chance; from three on a pattern shows.",
    question="What else did you see users do that surprised you?",
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n"
        "  - id: b\n    statement: 3 of 9 keep a paper list.\n  - id: c\n    statement: Calls peak at 6 am.",
        "insights:\n  - id: a\n    statement: 8 of 12 farms lost a dry day.\n"
        "  - id: b\n    statement: A harvester runs nine days a year.\n  - id: c\n    statement: 5 of 7 lending deals ended in a quarrel.",
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
    why="An insight without a source can't be told from an opinion, and nobody can go back and look.",
    question="Who saw this, and how: in interviews, by watching, in a survey, in the data?",
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
    why="What users do changes; without a date nobody knows when to look again.",
    question="When was this seen? A month or a quarter is enough.",
    good=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.\n    observed: 2026-03",
        "insights:\n  - id: a\n    statement: Newborns feed every three hours.\n    evergreen: That is how newborns are.",
    ),
    bad=(
        "insights:\n  - id: a\n    statement: 7 of 9 dispatchers type the order twice.",
        "insights:\n  - id: a\n    statement: 412 guests asked for a late checkout.\n    source: support",
    ),
)

RULES = (TOO_FEW, NO_SOURCE, NO_DATE)
