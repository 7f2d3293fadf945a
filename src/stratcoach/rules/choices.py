"""Rules about any choice: is it really a choice, or a plan, a goal, a claim to everything, or large words?

Promises, trade-offs, problems and objectives are choices; a goal is flagged only where it isn't asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.choosing import gives_up, goal
from stratcoach.language.en.reading.claims import everything
from stratcoach.language.en.reading.clauses import led_by_people, quote
from stratcoach.language.en.reading.measures import names_measure
from stratcoach.language.en.reading.plans import in_steps, plan, planned_in_detail
from stratcoach.language.en.reading.sides import claims_both, nothing_lost
from stratcoach.language.en.reading.slogans import emptiness
from stratcoach.language.en.reading.virtues import enumeration, orders, praise, tasks
from stratcoach.language.lexicon import words
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.model.strategy import Objective, Problem
from stratcoach.rules.base import Context, Match, Rule

FULL: Final = 4
"""A side of a trade-off with fewer words is a mere name, such as “quality”; the other side shows what it is worth."""

_FIELDS = ("statement", "choose", "over")
"""The texts that state a choice: one sentence, or the two sides of a trade-off."""


def _told(entry: Entry) -> Iterator[tuple[str, Prose]]:
    for field in _FIELDS:
        text = getattr(entry, field, "")
        if text:
            yield field, read(text)


def _execution(entry: Entry, _scene: Context) -> Iterator[Match]:
    for field, prose in _told(entry):
        if isinstance(entry, Problem | Objective):
            span = planned_in_detail(prose)
            if span and led_by_people(prose.sentences[0], prose.opening):
                span = None
        else:
            span = None if gives_up(prose) and not in_steps(prose) else plan(prose) or tasks(prose)
        if span:
            yield Match(field, Message("finding.only_plans_work"), quote(prose, prose.tokens, span))
            return


def _goal_not_choice(entry: Entry, _scene: Context) -> Iterator[Match]:
    for field, prose in _told(entry):
        span = None if field == "over" or gives_up(prose) or orders(prose) or enumeration(prose) else goal(prose)
        if span and not (field == "choose" and getattr(entry, "over", "").strip()):
            yield Match(
                field,
                Message("finding.goal_without_choice"),
                quote(prose, prose.tokens, span),
            )
            return


def _no_tradeoff(entry: Entry, _scene: Context) -> Iterator[Match]:
    for field, prose in _told(entry):
        settled = field == "over" or gives_up(prose) or (field == "choose" and claims_both(prose.tokens))
        span = None if settled else everything(prose) or enumeration(prose) or orders(prose)
        if span:
            yield Match(field, Message("finding.promises_everything"), quote(prose, prose.tokens, span))
            return


def _fluff(entry: Entry, scene: Context) -> Iterator[Match]:
    for field, prose in _told(entry):
        side = field == "choose" and (len(prose.words) < FULL or claims_both(prose.tokens) is not None)
        if field == "over" or side:
            continue
        if field == "statement" and (empty := nothing_lost(prose)):
            yield Match(field, Message("finding.nobody_chooses_opposite"), quote(prose, prose.tokens, empty))
            return
        if gives_up(prose):
            continue
        counted = figures(prose.tokens) or (isinstance(entry, Objective) and names_measure(prose.tokens))
        seen = "" if counted else emptiness(prose, scene.limits.buzzwords, scene.limits.allowed)
        span = (
            None
            if seen or isinstance(entry, Problem | Objective)
            else words("choices/slogans").first(prose.tokens)
            or praise(prose, alone=field == "statement" and not (goal(prose) or everything(prose) or orders(prose)))
        )
        if seen or span:
            shown = seen or (quote(prose, prose.tokens, span) if span else "")
            yield Match(field, Message("finding.every_company_says_this"), shown)
            return


EXECUTION = Rule(
    name="choice/execution",
    on="positioning",
    also_on=("trade_offs", "problems", "objectives"),
    severity="warning",
    prose=True,
    check=_execution,
    says=Message("finding.only_plans_work"),
    fields=_FIELDS,
    alike=_FIELDS,
    requires=("objective/output",),
    confidence="medium",
    has_fix=True,
    good=(
        "We release one typeface a year and give up the subscription business.",
        "Sprint kayaks only; touring paddlers are served better by others.",
        "One platform standard for all teams; those that leave it run their own night shift.",
    ),
    bad=(
        "Beta with five planetariums by Easter, launch after the summer holidays.",
        "Retro every Friday, backlog grooming on Mondays.",
        "Rewrite the booking server in Go, then migrate the database.",
    ),
)
GOAL_NOT_CHOICE = Rule(
    name="choice/goal-not-choice",
    on="positioning",
    also_on=("trade_offs",),
    severity="warning",
    prose=True,
    check=_goal_not_choice,
    says=Message("finding.goal_without_choice"),
    fields=_FIELDS,
    alike=_FIELDS,
    requires=("choice/execution",),
    good=(
        "Instead of growing with every merchant we grow where the owner stands at the counter.",
        "We accept 20% fewer bookings so that no keeper works alone with the big cats.",
    ),
    bad=(
        "Become the market leader for stage lighting by 2029.",
        "Double the number of chimney sweeps who use us.",
        "Profitable growth.",
    ),
)
NO_TRADEOFF = Rule(
    name="choice/no-tradeoff",
    on="positioning",
    also_on=("trade_offs",),
    severity="warning",
    prose=True,
    check=_no_tradeoff,
    says=Message("finding.promises_everything"),
    fields=_FIELDS,
    alike=_FIELDS,
    requires=("choice/execution", "choice/goal-not-choice"),
    confidence="medium",
    good=(
        "The cheapest funeral in town, with no chapel, no flowers and no choice of coffin.",
        "Everyone who fishes from the shore, nobody with a boat.",
    ),
    bad=(
        "The best quality at the lowest price.",
        "For hobby divers and professionals, on every continent.",
        "Maximum security without any loss of convenience.",
    ),
)
FLUFF = Rule(
    name="choice/fluff",
    asks={"choose": Message("ask.which_waits")},
    on="positioning",
    also_on=("trade_offs", "problems", "objectives"),
    severity="warning",
    prose=True,
    check=_fluff,
    says=Message("finding.every_company_says_this"),
    fields=_FIELDS,
    alike=_FIELDS,
    requires=(
        "choice/execution",
        "choice/goal-not-choice",
        "choice/no-tradeoff",
        "problem/vague",
        "problem/solution",
        "problem/business-problem",
        "objective/no-metric",
        "positioning/unopposable",
    ),
    confidence="medium",
    good=(
        "Passion fruit only, from five growers whom we know by name.",
        "Quality costs us speed: a violin leaves the workshop when two makers have signed it.",
    ),
    bad=(
        "Customer first. Always.",
        "Passion, integrity and excellence in every stitch.",
        "Leveraging synergies to deliver seamless value.",
    ),
)

RULES = (EXECUTION, GOAL_NOT_CHOICE, NO_TRADEOFF, FLUFF)
