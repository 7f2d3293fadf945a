"""Finds how much each sign of a text weighs for each rule, and writes `language/en/weights.tsv`.

    python -m tests.judgement.weigh

It sees the statements that may be read (`statements.py`), the made-up ones, and those of the rules; never the scored half. The signs are
all word lists, what patterns may ask of a text as a whole, and the lines of `signs.txt`. Most of them get no points, for few that say
much carry over to texts that nobody has seen. How sure a rule has to be before it speaks follows from statements that were left out
while the points were found, a fifth at a time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from stratcoach import rules
from stratcoach.files.codec import loads
from stratcoach.files.pattern_files import written
from stratcoach.language import weights
from stratcoach.language.en.predicates import PREDICATES
from stratcoach.language.en.prose import read
from stratcoach.language.patterns import NOT, shipped
from stratcoach.model.sections import SECTION, entries
from tests.generate import COMPLETE, DRAFTS, ROOT
from tests.judgement.statements import Statement, dev, real
from tests.rules.test_statements import ALL

EN: Final = Path(weights.__file__).with_name("en")
RULES: Final[dict[str, tuple[str, ...]]] = {
    "choice": ("execution", "fluff", "goal-not-choice", "no-tradeoff"),
    "user": ("demographic-only", "everyone", "internal-stakeholder", "multiple"),
    "vision": ("business-goal", "feature", "fluff", "no-future", "no-user"),
    "problem": ("business-problem", "compound", "solution", "vague"),
}
"""The rules that are weighed, by slot: those for which figures or fields decide are better off with patterns."""
MADE_UP: Final = 0.4
"""What a made-up statement counts, beside one of a real shape."""
SELDOM: Final = 5
"""A sign that fewer statements have is none."""
SPARSE: Final = 1.5
SMOOTH: Final = 0.5
ROUNDS: Final = 300
FOLDS: Final = 5
PRECISION: Final = 0.9
LEAST: Final = 5
"""The least points over which a rule speaks, however often it would be right."""
UNLIKELY: Final = -22
"""A rule that is right once in ten times keeps quiet, unless a bad example of its own has as few points."""
OUTSPOKEN: Final = ("user/internal-stakeholder",)
"""What is never kept quiet: it also finds what is no segment at all, of which there are hardly any statements."""
NEVER: Final = -999

Matrix = np.ndarray[Any, Any]


class Known(NamedTuple):
    """Statements of one slot: the signs that each has (a column a sign), which rules apply to it, over which readers differ, its weight."""

    signs: Sequence[str]
    rules: Sequence[str]
    has: Matrix
    weak: Matrix
    arguable: Matrix
    weight: Matrix
    real: Matrix


def main() -> int:
    statements = [one for one in (*real(), *dev(), *_of_the_rules()) if one.part == "read" and one.english]
    lines: list[str] = []
    for slot in RULES:
        lines += table(known([one for one in statements if one.slot == slot], slot))
    (EN / weights.TABLE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def _of_the_rules() -> list[Statement]:
    return [Statement("", "rules", one.slot, one.given, one.weak, frozenset(), english=True, part="read") for one in ALL]


def candidates() -> list[str]:
    """All signs that may be weighed."""
    lists = [
        f"<{mark}{path.stem}/{name}>"
        for path in sorted((EN / "words").glob("*.txt"))
        for name in re.findall(r"^\[(\w+)\]", path.read_text(encoding="utf-8"), re.MULTILINE)
        if path.stem != "headings"
        for mark in ("+" if f"{path.stem}/{name}" in OF_VERBS else "",)
    ]
    written = Path(__file__).with_name("signs.txt").read_text(encoding="utf-8").splitlines()
    return [*lists, *(f"${name}" for name in PREDICATES), *(line for line in written if line)]


OF_VERBS: Final = frozenset(
    [
        "choices/ambition",
        "choices/doing",
        "choices/drafting",
        "choices/engineering",
        "choices/goal_verbs",
        "choices/improving",
        "choices/studying",
        "choices/valuing",
        "company/conquests",
        "company/earning",
        "company/leaving",
        "company/staying",
        "company/regarded",
        "insights/asking",
        "insights/attitudes",
        "insights/beliefs",
        "insights/measuring",
        "insights/movements",
        "objectives/firm_outputs",
        "objectives/loose_outputs",
        "objectives/moves",
        "objectives/outputs",
        "objectives/falling",
        "objectives/rising",
        "tools/making",
        "tools/plans",
        "tools/screen_acts",
        "tools/file_acts",
        "users/comparing",
        "users/deciding",
        "users/paper_verbs",
        "users/wishing",
        "verbs/common_verbs",
        "vision/changes",
        "vision/duties",
        "vision/enabling",
        "vision/grand_verbs",
        "vision/serving",
        "vision/stirring",
        "vision/system_acts",
    ]
)
"""Word lists whose entries are verbs, in any form."""


def known(statements: Sequence[Statement], slot: str) -> Known:
    names = [f"{slot.replace('_', '-')}/{name}" for name in RULES[slot]]
    signs = candidates()
    has = np.array(
        [[weights.condition(sign).holds(read(one.given["text"])) for sign in signs] for one in statements], dtype=float
    )
    often = (has.sum(0) >= SELDOM) & (has.sum(0) <= len(statements) - SELDOM)
    return Known(
        [sign for sign, is_often in zip(signs, often, strict=True) if is_often],
        names,
        has[:, often],
        np.array([[float(name in one.weak) for name in names] for one in statements]),
        np.array([[float(name in one.arguable) for name in names] for one in statements]),
        np.array([MADE_UP if one.batch in ("rules", "dev") else 1.0 for one in statements]),
        np.array([one.batch not in ("rules", "dev") for one in statements]),
    )


def table(data: Known) -> list[str]:
    """The lines of the table for one slot."""
    base, points = (np.rint(10 * found) for found in fit(data.has, data.weak, data.weight))
    limits = [limit(data, place, tried) for tried in [left_out(data)] for place in range(len(data.rules))]
    lines: list[str] = []
    for place, rule in enumerate(data.rules):
        if (speaks := limits[place]) is None:
            continue
        speaks = max([speaks, *(int(has @ points[:, place] + base[place]) for has in passed(rule, data.signs))])
        lines += [f"{rule}\t{weights.BASE}\t{base[place]:.0f}", f"{rule}\t{weights.SPEAKS}\t{speaks}"]
        own = (sign_row(text, data.signs) @ points[:, place] + base[place] for text in RULE[rule].bad)
        lines.append(f"{rule}\t{weights.QUIET}\t{NEVER if rule in OUTSPOKEN else int(min([UNLIKELY, *own]))}")
        weighed = zip(data.signs, points[:, place], strict=True)
        lines += [f"{rule}\t{sign}\t{one:.0f}" for sign, one in weighed if one]
    return lines


def passed(rule: str, signs: Sequence[str]) -> Iterator[Matrix]:
    """The signs of each sentence that a rule or its patterns must leave alone; the rule is never to speak about one of them."""
    spared = [text for pattern in written() if pattern.row.topic == rule for text in pattern.passes]
    for text in (*spared, *RULE[rule].good, *SPARED.get(rule, ()), *_of_examples(RULE[rule].on)):
        if shipped().first(NOT + rule, read(text)) is None:  # else a pattern keeps the rule quiet
            yield sign_row(text, signs)


def _of_examples(section: str) -> Iterator[str]:
    """What the good examples say in a section."""
    good = [*(f"{name}/strategy.yaml" for name in COMPLETE), *(f"care-homes/{name}.strategy.yaml" for name in DRAFTS)]
    for path in (ROOT / "examples" / name for name in good):
        strategy = loads(path.read_text(encoding="utf-8")).strategy
        assert strategy is not None
        yield from (SECTION[section].text_of(item) for item in entries(strategy, SECTION[section]))


def sign_row(text: str, signs: Sequence[str]) -> Matrix:
    """Which signs a text has."""
    return np.array([float(weights.condition(sign).holds(read(text))) for sign in signs])


SPARED: Final[dict[str, tuple[str, ...]]] = {
    "choice/execution": ("For skippers who roll out their nets in March and migrate north by June, one chart.",),
    "user/demographic-only": ("Name: Ruth. Age: 52. Pain points: the tide table is out of date by noon",),
    "problem/solution": ("Refugees have no search history lenders accept",),
    "problem/vague": ("Broken bones are reported a day late by ward staff",),
}
"""What tests of the rules say is good, besides."""
RULE: Final = {rule.name: rule for rule in rules.RULES}


def left_out(data: Known) -> Matrix:
    """The points of each statement for each rule, found without it."""
    found = np.zeros_like(data.weak)
    fold = np.random.default_rng(0).permutation(len(data.has)) % FOLDS
    for one in range(FOLDS):
        rest = fold != one
        base, points = fit(data.has[rest], data.weak[rest], data.weight[rest])
        found[~rest] = 10 * (data.has[~rest] @ points + base)
    return found


def limit(data: Known, place: int, tried: Matrix) -> int | None:
    """The least points over which a rule is right often enough about statements of real shapes; None if there is no such limit."""
    of_rule = [part[data.real, place] for part in (tried, data.weak, data.arguable)]
    for least in range(LEAST, 40):
        said = of_rule[0] > least
        right, wrong = (said * of_rule[1]).sum(), (said * (1 - of_rule[1]) * (1 - of_rule[2])).sum()
        if right and right / (right + wrong) >= PRECISION:
            return least
    return None


def fit(has: Matrix, weak: Matrix, weight: Matrix) -> tuple[Matrix, Matrix]:
    """Logistic regression for all rules at once, with most weights at nothing: what a text begins with, and a weight a sign and rule."""
    size = np.linalg.norm(has, 2) ** 2 / 4 + SMOOTH
    found = ahead = np.zeros((has.shape[1], weak.shape[1]))
    base = np.log((weak.mean(0) + 0.01) / (1.01 - weak.mean(0)))
    pace = 1.0
    for _ in range(ROUNDS):
        off = (1 / (1 + np.exp(-(has @ ahead + base))) - weak) * weight[:, None]
        moved = ahead - (has.T @ off + SMOOTH * ahead) / size
        moved = np.sign(moved) * np.maximum(np.abs(moved) - SPARSE / size, 0)
        base = base - off.sum(0) * 2 / len(has)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - found)
        found, pace = moved, faster
    return base, found


if __name__ == "__main__":
    sys.exit(main())
