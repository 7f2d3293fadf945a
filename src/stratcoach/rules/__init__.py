"""All rules, by hand, in the order in which they are reported. A rule comes behind those that it requires."""

from __future__ import annotations

from typing import Final

from stratcoach.rules import choices, file, insights, objectives, problems, trace, users, vision, waivers
from stratcoach.rules.base import Rule

RULES: Final[tuple[Rule, ...]] = (
    *file.RULES,
    *trace.RULES,
    *insights.RULES,
    *vision.RULES,
    *problems.RULES,
    *users.RULES,
    *objectives.RULES,
    *choices.RULES,
    *waivers.RULES,
)

BY_NAME: Final[dict[str, Rule]] = {rule.name: rule for rule in RULES}
