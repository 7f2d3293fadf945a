"""Every point of every scenario with every fault.

    python -m tests.faults [SCENARIO …]

Prints a line for each scenario: how many cases, how many went wrong, and which.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.scenarios import FAULTS, SCENARIOS, Scenario, faulty, undisturbed


def main() -> int:
    names = sys.argv[1:] or [scenario.name for scenario in SCENARIOS]
    return 1 if sum(_all_of(scenario) for scenario in SCENARIOS if scenario.name in names) else 0


def _all_of(scenario: Scenario) -> int:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "undisturbed", "f")
        folder.mkdir(parents=True)
        normal = undisturbed(scenario, folder)
        cases = [(point, fault) for point in range(1, normal.points + 1) for fault in FAULTS]

        def tried(case: tuple[int, str]) -> list[str]:
            place = Path(top, f"{case[0]}-{case[1]}", "f")
            place.mkdir(parents=True)
            return faulty(scenario, place, normal, *case)

        with ThreadPoolExecutor(2) as pool:
            results = dict(zip(cases, pool.map(tried, cases), strict=True))
    bad = {case: wrong for case, wrong in results.items() if wrong}
    print(f"{scenario.name}: {normal.points} points, {len(cases)} cases, {len(bad)} wrong")
    kinds = Counter(re.sub(r"\S*\.tmp", "a temporary file", text.split(":")[0]) for wrong in bad.values() for text in wrong)
    for text, count in kinds.most_common(8):
        case, example = next((case, line) for case, wrong in bad.items() for line in wrong if line[:9] == text[:9])
        print(f"  {count} x {text}; for instance {case}: {example[:300]}")
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
