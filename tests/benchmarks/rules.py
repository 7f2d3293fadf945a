"""How long the rules take: on hostile texts of one, two, four and eight thousand words, and on one answer in an interview.

    python -m tests.benchmarks.rules [ITEMS]

Texts are read whole here, though the program looks at their first 5,000 characters only: that shows how time grows with
length. Prints for each section the slowest repeated word with its times and their ratios (2.0 is linear), the slowest
rule, and the median and the 99th percentile of coaching one answer with so many items in the session.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from stratcoach.files.question_flows import load_library
from stratcoach.flow.coaching import first_finding
from stratcoach.flow.events import AnswerGiven
from stratcoach.flow.interview import Interview
from stratcoach.language.en import prose
from stratcoach.lint.linter import lint
from stratcoach.model.sections import SECTION, SECTIONS, Section
from stratcoach.model.strategy import Strategy
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Rule
from tests.benchmarks.interview import events
from tests.generate import DAY
from tests.rules.test_statements import ALL
from tests.rules.test_statements import SECTIONS as SLOTS

HOSTILE = (
    *("a", "no", "not", "we", "our", "every", "all", "the board and", "without", "both and", "nurses,", "(", "“", "1.", "12,"),
    *(
        "from 1 to",
        "Q1:",
        "PAY-312",
        "low",
        "who",
        "and",
        "because",
        "as well as",
        "in 2027",
        "the most",
        "users;",
        "\n-",
        "\ud800",
    ),
)
COUNTS = (1_000, 2_000, 4_000, 8_000)
ASKED = ("insights", "problems", "users", "objectives", "positioning", "trade_offs", "assumptions")
PERCENTILE = 0.99
AFRESH = 50
"""After so many answers the session is begun again."""


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of the processor in one run; what else the machine does doesn't count."""
    began = time.process_time()
    run()
    return (time.process_time() - began) * 1000


def on_text(section: Section, text: str) -> dict[str, float]:
    """Milliseconds of each rule on an entry that holds a text in all fields of prose, read beforehand."""
    assert section.holds is not None
    fields: dict[str, Any] = {name: text for name, key in section.holds.keys.items() if key.kind == "prose"}
    entry = section.holds(**{**fields, section.main: text})
    prose.read(text)
    scene = Context(Strategy())

    def run(rule: Rule) -> float:
        check = rule.check
        assert check is not None
        return timed(lambda: list(check(entry, scene)))

    return {rule.name: run(rule) for rule in RULES if rule.check and rule.looks_at(section.name)}


def hostile() -> None:
    prose.LONGEST = 10**9  # type: ignore[misc]
    gc.disable()  # as in the program; a collection that falls into one rule says nothing about the rule
    for section in SECTIONS:
        if not section.has_ids or section.name == "okrs":
            continue
        worst: tuple[float, str, list[float], str] = (0.0, "", [], "")
        for word in HOSTILE:
            runs = [on_text(section, " ".join([word] * count)) for count in COUNTS]
            totals = [sum(run.values()) for run in runs]
            slowest = max(runs[-1], key=lambda name: runs[-1][name])
            worst = max(worst, (totals[-1], word, totals, f"{slowest} {runs[-1][slowest]:.0f} ms"))
        _, word, totals, slowest = worst
        text = "  ".join(f"{total:7.1f}" for total in totals)
        grows = "  ".join(f"{after / before:.1f}" for before, after in pairwise(totals))
        sys.stdout.write(f"{section.name:12} {word!r:16} {text} ms   growth {grows}   slowest {slowest}\n")


def coaching(count: int) -> None:
    library = load_library()
    known = tuple(events(count))
    interview = Interview(library, known)
    gc.collect()
    gc.freeze()
    times: list[float] = []
    for number, statement in enumerate(ALL):
        flow = SLOTS[statement.slot]
        if flow not in ASKED:
            continue
        if len(times) % AFRESH == 0:
            interview = Interview(library, known)  # or there would be thousands of items more at the end
        key = f"{flow}#{count + number + 1}.{SECTION[flow].main}"
        interview.apply(AnswerGiven(key=key, value=statement.given["text"]))
        coming = interview._coming(key)
        assert coming is not None
        maker = interview._maker()
        times.append(timed(lambda: first_finding(coming, interview.state, maker.assembly, lambda _other: False)))  # noqa: B023
    times.sort()
    sys.stdout.write(
        f"coaching of one answer, {count} items, {len(times)} answers   median {statistics.median(times):.2f}   "
        f"99th percentile {times[int(len(times) * PERCENTILE)]:.2f}   max {times[-1]:.2f} ms\n"
    )


def whole(count: int) -> None:
    """Lint of a strategy with so many statements in each section."""
    texts: dict[str, Any] = {
        name: tuple(
            SECTION[name].holds(**{"id": f"i-{number}", SECTION[name].main: one.given["text"], **_given(one.given, name)})  # type: ignore[misc]
            for number, one in enumerate([one for one in ALL if SLOTS[one.slot] == name][:count])
        )
        for name in ASKED
    }
    strategy = Strategy(product="A", version="1.0.0", updated="2026-05-04", **texts)
    items = sum(len(one) for one in texts.values())
    took = [timed(lambda: lint(strategy, DAY)) for _ in range(3)]
    sys.stdout.write(f"lint of {items} items   first {took[0]:.0f} ms   again {min(took):.0f} ms\n")


def _given(given: dict[str, str], name: str) -> dict[str, str]:
    return {"over": given.get("over", "")} if name == "trade_offs" else {}


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    coaching(wanted)
    whole(wanted)
    hostile()
