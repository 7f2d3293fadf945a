"""How quickly an idea is weighed against a large strategy, against reading the same file and starting the program.

    python -m tests.benchmarks.weigh [ITEMS]

Writes a strategy with so many items, each with a text of its own, and prints in one run: the start alone, composing the file with
PyYAML's C parser, and `weigh`. Each time is the best of a few; the last line is what `weigh` takes beyond both.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from stratcoach.files.writer import dump
from stratcoach.model.entry import Item
from stratcoach.model.strategy import Boundary, Insight, Objective, Problem, Strategy, TradeOff, User, Vision

_Item = TypeVar("_Item", bound=Item)
RUNS = 7
IDEA = "A mode for trail runners who start at the car park and want the number of free places"
_WORDS = [
    "hiker",
    "trail",
    "car",
    "park",
    "Friday",
    "night",
    "group",
    "friend",
    "route",
    "map",
    "weather",
    "train",
    "bus",
    "child",
    "dog",
    "summit",
    "hut",
    "lake",
    "bridge",
    "gate",
    "sign",
    "path",
    "rope",
    "boot",
    "rain",
    "snow",
    "plan",
    "phone",
    "call",
    "list",
    "shop",
    "guide",
    "book",
    "photo",
    "tour",
    "valley",
    "ridge",
    "forest",
    "river",
    "tent",
    "stove",
    "water",
    "shoe",
    "coat",
    "price",
    "day",
]


def strategy(count: int) -> Strategy:
    """A strategy with so many items, most of them insights and problems, as a large file has them."""
    chance = random.Random(count)

    def text(number: int) -> str:
        return f"People who {' '.join(chance.choices(_WORDS, k=9))} number {number} lose the {chance.choice(_WORDS)} on the way."

    def several(kind: type[_Item], field: str, name: str, share: float, **more: Any) -> Iterator[_Item]:
        for number in range(int(count * share)):
            yield kind().replace(id=f"{name}-{number}", **{field: text(number)}, **more)

    return Strategy(
        product="Trailhead",
        version="1.0.0",
        updated="2026-05-04",
        insights=tuple(several(Insight, "statement", "seen", 0.4, source="interviews")),
        vision=Vision(statement="Anyone with a free Saturday sets out knowing the day will work."),
        problems=tuple(several(Problem, "statement", "problem", 0.2)),
        users=tuple(several(User, "segment", "group", 0.1)),
        boundaries=tuple(several(Boundary, "statement", "line", 0.1)),
        objectives=tuple(several(Objective, "statement", "goal", 0.1)),
        trade_offs=tuple(several(TradeOff, "choose", "first", 0.1, over="The most complete map")),
    )


def best(run: Callable[[], object]) -> float:
    """Milliseconds, the best of a few."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "strategy.yaml"
        file.write_text(dump(strategy(count)), encoding="utf-8")

        def call(*arguments: str) -> None:
            subprocess.run(
                [sys.executable, "-m", "stratcoach", *arguments], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
            )

        start = best(lambda: call("--version"))
        parsed = best(lambda: yaml.compose(file.read_bytes(), yaml.CSafeLoader))
        weighed = best(lambda: call("weigh", str(file), IDEA, "--format", "json"))
    sys.stdout.write(f"start alone           {start:6.0f} ms\ncomposing {count:5} items {parsed:5.0f} ms\n")
    sys.stdout.write(f"weigh                 {weighed:6.0f} ms\nbeyond both           {weighed - start - parsed:6.0f} ms\n")


if __name__ == "__main__":
    main()
