"""All rules, by hand, in the order in which they are reported. A rule comes behind those that it requires."""

from __future__ import annotations

from typing import Final

from stratcoach.rules import (
    assumptions,
    boundaries,
    choices,
    file,
    insights,
    market,
    north_star,
    objectives,
    okrs,
    positioning,
    problems,
    proposals,
    readings,
    reasons,
    responsibility,
    trace,
    trade_offs,
    two_pictures,
    users,
    versions,
    vision,
    waivers,
    whole_strategy,
)
from stratcoach.rules.base import Rule

RULES: Final[tuple[Rule, ...]] = (
    *file.RULES,
    *trace.RULES,
    *insights.RULES,
    *assumptions.RULES,
    *market.RULES,
    *two_pictures.RULES,
    *vision.RULES,
    *north_star.RULES,
    *problems.RULES,
    *users.RULES,
    *objectives.RULES,
    *readings.RULES,
    *positioning.RULES,
    *boundaries.RULES,
    *choices.RULES,
    *trade_offs.RULES,
    *okrs.RULES,
    *proposals.RULES,
    *reasons.RULES,
    *responsibility.RULES,
    *whole_strategy.RULES,
    *versions.RULES,
    *waivers.RULES,
)

BY_NAME: Final[dict[str, Rule]] = {rule.name: rule for rule in RULES}
