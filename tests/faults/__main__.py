"""Every point of every scenario with every fault.

    python -m tests.faults [--each N] [SCENARIO …]

Prints a line for each scenario: how many cases, how many went wrong, and which. Sessions of more than a hundred points meet every
fault at their first and last points, and two different ones at each point between them. With
`--each N` every point meets only N of them, a different choice at each point.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.faults.forked import Server
from tests.faults.scenarios import FAULTS, Scenario, faulty, undisturbed
from tests.faults.sittings import SITTINGS
from tests.faults.verbs import VERBS

FAST: Final = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where there is such a thing, a disk in memory: nothing here depends on what it syncs."""
MOST: Final = 140
FIRST, LAST = 12, 60
"""Points of a long session at its beginning and end at which every fault is tried."""


def cases_of(points: int, each: int = 0) -> Iterator[tuple[int, str]]:
    """The points and faults that are tried."""
    for point in range(1, points + 1):
        if not each and (points <= MOST or point <= FIRST or point > points - LAST):
            yield from ((point, fault) for fault in FAULTS)
        else:
            yield from ((point, FAULTS[(5 * point + more) % len(FAULTS)]) for more in range(each or 2))


def main() -> int:
    every = {scenario.name: scenario for scenario in (*VERBS, *SITTINGS)}
    named = sys.argv[1:]
    each = int(named[1]) if named[:1] == ["--each"] else 0
    chosen = [every[name] for name in named[2 if each else 0 :]] or list(every.values())
    with Server() as server:
        return 1 if sum([_all_of(scenario, server, each) for scenario in chosen]) else 0


def _all_of(scenario: Scenario, server: Server, each: int) -> int:
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=FAST) as top:
        normal = undisturbed(scenario, Path(top), server)
        cases = list(cases_of(normal.points, each))
        bad = {}
        for point, fault in cases:
            with tempfile.TemporaryDirectory(dir=top) as place:
                if wrong := faulty(scenario, Path(place), normal, point, fault, server):
                    bad[point, fault] = wrong
    took = time.monotonic() - start
    print(f"{scenario.name}: {normal.points} points, {len(cases)} cases, {len(bad)} wrong ({took:.0f} s)", flush=True)
    kinds = Counter(re.sub(r"\S*\.tmp", "a temporary file", text.split(":")[0]) for wrong in bad.values() for text in wrong)
    for text, count in kinds.most_common(8):
        case, example = next((case, line) for case, wrong in bad.items() for line in wrong if line[:9] == text[:9])
        print(f"  {count} x {text}; for instance {case}: {example[:500]}", flush=True)
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
