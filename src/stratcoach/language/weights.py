"""Where no single sign decides: signs of a text, weighed together for each rule.

`en/weights.tsv` has three columns: a rule, a sign, points. A sign is a condition as patterns have it: words that are somewhere in the
text, or `$predicate`. The points of the signs that a text has are added up; `=` has what a text begins with, `>` how many points it takes
for the rule to speak, and `<` with how few a rule keeps quiet about what it would have said by itself. Ten points make a rule 2.7 times as
likely to be right. `python -m tests.judgement.weigh` finds the points on labelled statements.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.language.en.prose import Prose
from stratcoach.language.patterns import Condition

TABLE: Final = "weights.tsv"
BASE: Final = "="
SPEAKS: Final = ">"
QUIET: Final = "<"


class Sign(NamedTuple):
    """A sign and its points; `least` and `most` are what it and those behind it in its scale can add together."""

    condition: Condition
    points: int
    least: int
    most: int


class Scale(NamedTuple):
    """The signs of one rule, those with most points first, what a text begins with, and the two limits."""

    base: int
    speaks: int
    quiet: int
    signs: tuple[Sign, ...]


def points(rule: str, prose: Prose) -> int | None:
    """How many points a text has for a rule, or None for a rule that isn't weighed."""
    scale = scales().get(rule)
    if scale is None:
        return None
    return scale.base + sum([sign.points for sign in scale.signs if sign.condition.holds(prose)])


def speaks_for(rule: str, prose: Prose) -> bool:
    """Whether the signs of a text are enough for a rule."""
    scale = scales().get(rule)
    return scale is not None and _is_above(scale.speaks, scale, prose)


def speaks_against(rule: str, prose: Prose) -> bool:
    """Whether a text has so few signs that a rule would hardly be right."""
    scale = scales().get(rule)
    return scale is not None and not _is_above(scale.quiet - 1, scale, prose)


def _is_above(limit: int, scale: Scale, prose: Prose) -> bool:
    """Whether a text has more points than this. Looks at no more signs than it takes to know."""
    found = scale.base
    for condition, number, least, most in scale.signs:
        if found + least > limit:
            return True
        if found + most <= limit:
            return False
        if condition.holds(prose):
            found += number
    return found > limit


@cache
def scales() -> dict[str, Scale]:
    """The rules that are weighed, by name."""
    rows: dict[str, dict[str, int]] = {}
    for line in Path(__file__).with_name("en").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        rule, sign, number = line.split("\t")
        rows.setdefault(rule, {})[sign] = int(number)
    return {rule: _scale(row) for rule, row in rows.items()}


def _scale(row: dict[str, int]) -> Scale:
    found: list[Sign] = []
    least = most = 0
    for sign, number in sorted(row.items(), key=lambda one: abs(one[1])):
        if sign not in (BASE, SPEAKS, QUIET):
            least, most = least + min(number, 0), most + max(number, 0)
            found.append(Sign(condition(sign), number, least, most))
    return Scale(row[BASE], row[SPEAKS], row[QUIET], tuple(reversed(found)))


@cache
def condition(sign: str) -> Condition:
    """A sign, ready to be looked for. Several rules ask for the same ones."""
    return Condition(sign)
