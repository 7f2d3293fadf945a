"""How long the page of a large strategy takes, and how it grows.

    python -m tests.benchmarks.page [RUNS]

CPU time, smallest of RUNS, without the start of the program: to read the file, to make the page with its map, and the page's size.
As a floor, what Python takes to parse the same page with its own HTML parser.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from stratcoach.commands.export import text_of
from stratcoach.files.codec import loads
from stratcoach.model.strategy import Strategy
from tests.generate import DAY

SIZES: Final = (30, 300, 1000, 3000)
_SHARES: Final = (("insights", 0.4), ("problems", 0.2), ("users", 0.15), ("objectives", 0.15), ("trade_offs", 0.1))
_LINES: Final = {
    "insights": "statement: In week {number} the night nurse of house {house} typed the plan of {house} beds a second time.\n"
    "    source: observation\n    evidence: {house} of 120 homes\n    observed: 2026-03",
    "problems": "statement: Nurses of house {house} type plan {number} twice and start their round late.\n    because: It is where most of the waiting comes from.",
    "users": "segment: Nurses who plan night {number} in a house with {house} beds\n    today: A list on paper",
    "objectives": "statement: Nurses of house {house} begin round {number} on time\n    metric: rounds that begin on time\n"
    "    baseline: 12\n    target: 40\n    by: 2027-06",
    "trade_offs": "choose: House {house}\n    over: Ward {number}\n    because: It has more beds.\n    reopen_when: The ward has as many.",
}


def sized(count: int) -> str:
    """A strategy with so many items, each resting on two of the section before it."""
    text = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-05-04\n"
    before = list[str]()
    for name, share in _SHARES:
        many = max(1, round(count * share))
        ids = [f"{name.replace('_', '-')}-{number}" for number in range(many)]
        text += f"{name}:\n"
        for number, own in enumerate(ids):
            text += f"  - id: {own}\n    {_LINES[name].format(number=number, house=number % 97 + 3)}\n"
            if before:
                grounds = dict.fromkeys((before[number % len(before)], before[number * 7 % len(before)]))
                text += f"    rests_on: [{', '.join(grounds)}]\n"
        before = ids
    return text


def took(work: Callable[[], object], runs: int) -> float:
    """The smallest CPU time in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def read(text: str) -> Strategy:
    found = loads(text).strategy
    assert found is not None
    return found


def measure(count: int, runs: int) -> str:
    text = sized(count)
    strategy = read(text)
    page = text_of(strategy, "html", "sponsor", DAY)
    reading = took(lambda: read(text), runs)
    making = took(lambda: text_of(strategy, "html", "sponsor", DAY), runs)
    parsing = took(lambda: HTMLParser().feed(page), runs)
    times = f"read {reading:5.2f} s, page {making:5.2f} s, {making / parsing:4.1f} times parsing it"
    return f"{count:5} items: {times}, {len(page) / 1000:6.0f} kB"


def main(runs: int) -> None:
    for count in SIZES:
        print(measure(count, runs), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
