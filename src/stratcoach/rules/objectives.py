"""Rules about objectives: is it a result for the business, with a measure, from what to what and by when, or a task?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import SMALL, quote
from stratcoach.language.en.reading.directions import is_same, move_of, wanted
from stratcoach.language.en.reading.given import is_given
from stratcoach.language.en.reading.measures import measured, names_measure, vanity
from stratcoach.language.en.reading.metrics import company_money
from stratcoach.language.en.reading.tasks import delivery
from stratcoach.language.en.reading.virtues import tasks
from stratcoach.language.en.unknown import is_unknown
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.patterns import shipped
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.strategy import Objective, Strategy
from stratcoach.rules.base import COMPANY, Context, Match, Rule

FAR: Final = 18
"""An objective due more than this many months after the last change of the file is far away."""
ENOUGH_WORDS: Final = 6
SHARED: Final = 0.7


def _output(objective: Objective, _scene: Context) -> Iterator[Match]:
    prose = read(objective.statement)
    span = delivery(prose)
    if span:
        yield Match("statement", Message("finding.objective_is_output"), quote(prose, prose.sentences[0], span))
    elif listed := tasks(prose):
        yield Match("statement", Message("finding.objective_is_output"), quote(prose, prose.tokens, listed))


def _vanity(objective: Objective, _scene: Context) -> Iterator[Match]:
    field = "metric" if objective.metric.strip() else "statement"
    prose = read(getattr(objective, field))
    span = vanity(prose.tokens)
    if span:
        yield Match(field, Message("finding.figure_is_vanity"), quote(prose, prose.tokens, span))


def _no_metric(objective: Objective, _scene: Context) -> Iterator[Match]:
    metric = read(objective.metric).tokens
    if metric and not is_unknown(objective.metric, is_name=True):
        if not names_measure(metric) and words("objectives/unmeasured").first(metric):
            yield Match("metric", Message("finding.metric_not_countable"), objective.metric.strip())
        return
    prose = read(objective.statement)
    given = [one for text in (objective.target, objective.baseline) for one in figures(read(text).tokens)]
    if given and not (prose.words[:1] and prose.words[0] in verbs("objectives/quantities") and given[0].unit == "%"):
        return  # what the sentence names is counted
    if prose.words and not measured(prose.tokens, is_task=_is_task(prose)):
        yield Match("metric", Message("finding.objective_nothing_countable"), objective.metric.strip())


def _is_task(prose: Prose) -> bool:
    return delivery(prose) is not None or shipped().first(OUTPUT.name, prose) is not None


def _no_baseline(objective: Objective, scene: Context) -> Iterator[Match]:
    if is_unknown(objective.baseline):
        if not _is_being_found(objective, scene):
            yield Match(
                "baseline",
                Message("finding.baseline_unknown_unasked"),
                objective.baseline.strip(),
            )
    elif not is_given(objective, "baseline"):
        yield Match("baseline", Message("finding.no_baseline"))


def _no_target(objective: Objective, scene: Context) -> Iterator[Match]:
    if is_unknown(objective.target):
        if not _is_being_found(objective, scene):
            yield Match(
                "target",
                Message("finding.target_unknown_unasked"),
                objective.target.strip(),
            )
    elif not is_given(objective, "target"):
        yield Match("target", Message("finding.no_target"))


def _is_being_found(objective: Objective, scene: Context) -> bool:
    """Whether an open question on the objective has an owner and a date; one without an id may be meant by any."""
    open_questions = (one for one in scene.strategy.questions if one.on and (one.on == objective.id or not objective.id))
    return any(one.owner.strip() and one.by.strip() for one in open_questions)


def _no_deadline(objective: Objective, _scene: Context) -> Iterator[Match]:
    if not is_given(objective, "by"):
        yield Match("by", Message("finding.objective_no_date"))


def _wrong_direction(objective: Objective, _scene: Context) -> Iterator[Match]:
    move = move_of(objective)
    field = "target" if objective.target.strip() else "statement"
    target = objective.target.strip()
    if is_same(objective):
        if verbs("objectives/holding").first(read(objective.statement).tokens) is None:
            yield Match(field, Message("finding.target_same_as_baseline"), target)
    elif move is not None and move.way and wanted(objective) == -move.way:
        yield Match(field, Message("finding.target_wrong_direction", rises=move.way > 0), target, severity="warning")


def _too_far(objective: Objective, scene: Context) -> Iterator[Match]:
    written, due = dates.parse(scene.strategy.updated), dates.parse(objective.by)
    if written and due and due.last > dates.months_later(written.last, FAR):
        yield Match("by", Message("finding.objective_too_far_away", date=dates.spoken(objective.by)), objective.by)


def _all_lagging(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    seen = [_company_figure(one) for one in strategy.objectives if one.metric.strip() or one.statement.strip()]
    if seen and all(seen):
        message = Message("finding.objectives_all_for_company", objectives=len(seen), organisation=COMPANY)
        yield Match("", message, seen[0], on=("objectives", None))


def _company_figure(objective: Objective) -> str:
    """The words for what the company gets, in the metric or, where there is no metric, in the sentence."""
    prose = read(objective.metric if objective.metric.strip() else objective.statement)
    span = company_money(prose.tokens) or words("objectives/lagging").first(prose.tokens)
    return quote(prose, prose.tokens, span) if span else ""


def _repeats_vision(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    """An objective that shares most of its words with the vision; short texts share words by chance."""
    if strategy.vision is None:
        return
    pictures = [_content(text) for text in (strategy.vision.statement, strategy.vision.future)]
    for place, objective in enumerate(strategy.objectives):
        content = _content(objective.statement)
        if len(content) >= ENOUGH_WORDS and any(len(content & picture) >= SHARED * len(content) for picture in pictures):
            yield Match(
                "statement", Message("finding.objective_repeats_vision"), objective.statement.strip(), on=("objectives", place)
            )


def _content(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in read(text).words if token.is_word and token.low not in SMALL)


_DATED = "updated: 2026-05-04\nobjectives:\n  - id: a\n    statement: Fewer empty trips.\n"
_COUNTED = "objectives:\n  - id: a\n    statement: Homes stay.\n    metric: {}\n"
_COUNTED_TOO = "  - id: b\n    statement: Nurses come back.\n    metric: {}\n"
_PICTURE = "vision:\n  statement: Night nurses go home on time and rested every day.\n"

OUTPUT = Rule(
    name="objective/output",
    on="objectives",
    severity="warning",
    prose=True,
    check=_output,
    says=Message("finding.objective_is_output"),
    fields=("statement",),
    good=(
        "Deliver 96% of the prescriptions on the day they are ordered, by the end of 2027.",
        "Launch customers of our print shop reorder within a year: 30% → 45% by December 2027.",
        "Release nurses from paperwork: from 9 to 4 hours a week by June 2027.",
    ),
    bad=(
        "Launch the loyalty card in all sixty shops by May 2027.",
        "Migrate the ticket office to the new system.",
        "Implementation of a CRM by autumn.",
    ),
)
VANITY = Rule(
    name="objective/vanity",
    on="objectives",
    severity="warning",
    prose=True,
    check=_vanity,
    says=Message("finding.figure_is_vanity"),
    fields=("statement", "metric"),
    alike=("statement", "metric"),
    good=(
        "Paid downloads of sheet music grow from 2,000 to 5,000 a month by December 2027.",
        "Repeat visits to the clinic fall from 900 to 500 in 2027.",
    ),
    bad=("500,000 app downloads by December 2027.", "Double our followers by June."),
)
NO_METRIC = Rule(
    name="objective/no-metric",
    on="objectives",
    severity="error",
    eased=True,
    check=_no_metric,
    fields=("statement", "metric"),
    good=(
        "Fewer cancelled lessons: from 40 to 15 a term by July 2027.",
        "By the end of 2027 every second guest comes back within a year.",
    ),
    bad=("Delight our guests by the end of 2027.", "Be the most trusted name among vets by 2028."),
)
NO_BASELINE = Rule(
    name="objective/no-baseline",
    on="objectives",
    severity="error",
    eased=True,
    check=_no_baseline,
    fields=("baseline", "statement"),
    has_fix=True,
    good=(
        "objectives:\n  - id: a\n    statement: Members renew without being asked.\n    baseline: 55%",
        "objectives:\n  - id: a\n    statement: Repairs on the first visit from 48% to 66% by June 2027.",
        (
            "objectives:\n  - id: a\n    statement: Fewer no-shows.\n    baseline: unknown\n"
            "questions:\n  - question: How many guests don't turn up?\n    on: a\n    owner: Ana\n    by: 2027-02"
        ),
    ),
    bad=(
        "objectives:\n  - id: a\n    statement: Members renew without being asked.\n    target: 70%",
        "objectives:\n  - id: a\n    statement: Fewer no-shows.\n    baseline: unknown",
    ),
)
NO_TARGET = Rule(
    name="objective/no-target",
    on="objectives",
    severity="error",
    eased=True,
    check=_no_target,
    fields=("statement", "target"),
    requires=("objective/no-metric",),
    good=("Halve the number of repeat visits per repair in 2027.", "No lift stands still for more than four hours from 2028 on."),
    bad=("Raise the share of repeat bookings significantly by June 2027.", "Fewer lost parcels this year."),
)
NO_DEADLINE = Rule(
    name="objective/no-deadline",
    on="objectives",
    severity="error",
    eased=True,
    check=_no_deadline,
    fields=("statement", "by"),
    good=(
        "Lost luggage from 9 to 4 per thousand before the summer season.",
        "Staff turnover under 10% this year, down from 19%.",
    ),
    bad=("Lost luggage from 9 to 4 per thousand.", "Answer 95% of calls within the same hour."),
)
WRONG_DIRECTION = Rule(
    name="objective/wrong-direction",
    on="objectives",
    severity="error",
    also=("warning",),
    check=_wrong_direction,
    fields=("target", "baseline", "statement", "metric"),
    good=(
        "objectives:\n  - id: a\n    statement: Fewer empty trips.\n    baseline: 31%\n    target: 20%",
        "objectives:\n  - id: a\n    statement: Hold churn while prices rise.\n    baseline: 2%\n    target: 2%",
    ),
    bad=(
        "objectives:\n  - id: a\n    statement: Fewer empty trips.\n    baseline: 20%\n    target: 31%",
        "objectives:\n  - id: a\n    statement: Members renew.\n    baseline: 55%\n    target: 55%",
    ),
)

TOO_FAR = Rule(
    name="objective/too-far",
    on="objectives",
    severity="advice",
    check=_too_far,
    fields=("by",),
    good=(_DATED + "    by: 2027-11-04", _DATED + "    by: 2027-Q3"),
    bad=(_DATED + "    by: 2027-12", _DATED + "    by: 2029"),
)
ALL_LAGGING = Rule(
    name="objective/all-lagging",
    on="strategy",
    severity="warning",
    prose=True,
    check=_all_lagging,
    confidence="medium",
    good=(
        _COUNTED.format("ARR") + _COUNTED_TOO.format("Shifts filled a day ahead"),
        _COUNTED.format("Share of new hikers who arrive through a shop"),
    ),
    bad=(_COUNTED.format("ARR") + _COUNTED_TOO.format("Market share in the Alps"), _COUNTED.format("Gross margin")),
)
REPEATS_VISION = Rule(
    name="objective/repeats-vision",
    on="strategy",
    severity="warning",
    prose=True,
    check=_repeats_vision,
    good=(
        _PICTURE + "objectives:\n  - id: a\n    statement: Night nurses hand over in ten minutes instead of forty.",
        _PICTURE + "objectives:\n  - id: a\n    statement: Homes renew.",
    ),
    bad=(
        _PICTURE + "objectives:\n  - id: a\n    statement: Night nurses go home on time and rested, every day by 2027.",
        (
            "vision:\n  statement: No child misses school because the village has no bus.\n"
            "objectives:\n  - id: a\n    statement: By June no child in the village misses school for want of a bus."
        ),
    ),
)

RULES = (
    OUTPUT,
    VANITY,
    NO_METRIC,
    NO_BASELINE,
    NO_TARGET,
    NO_DEADLINE,
    WRONG_DIRECTION,
    TOO_FAR,
    ALL_LAGGING,
    REPEATS_VISION,
)
