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


class Scale(NamedTuple):
    """The signs of one rule with their points, what a text begins with, and the two limits."""

    base: int
    speaks: int
    quiet: int
    signs: tuple[tuple[Condition, int], ...]


def points(rule: str, prose: Prose) -> int | None:
    """How many points a text has for a rule, or None for a rule that isn't weighed."""
    scale = scales().get(rule)
    if scale is None:
        return None
    return scale.base + sum([number for sign, number in scale.signs if sign.holds(prose)])


def speaks_for(rule: str, prose: Prose) -> bool:
    """Whether the signs of a text are enough for a rule."""
    found = points(rule, prose)
    return found is not None and found > scales()[rule].speaks


def speaks_against(rule: str, prose: Prose) -> bool:
    """Whether a text has so few signs that a rule would hardly be right."""
    found = points(rule, prose)
    return found is not None and found < scales()[rule].quiet


@cache
def scales() -> dict[str, Scale]:
    """The rules that are weighed, by name."""
    rows: dict[str, dict[str, int]] = {}
    for line in Path(__file__).with_name("en").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        rule, sign, number = line.split("\t")
        rows.setdefault(rule, {})[sign] = int(number)
    limits = (BASE, SPEAKS, QUIET)
    return {
        rule: Scale(
            row[BASE],
            row[SPEAKS],
            row[QUIET],
            tuple((condition(sign), number) for sign, number in row.items() if sign not in limits),
        )
        for rule, row in rows.items()
    }


@cache
def condition(sign: str) -> Condition:
    """A sign, ready to be looked for. Several rules ask for the same ones."""
    return Condition(sign)
