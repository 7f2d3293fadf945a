"""Fuzzes what reads.

    python -m tests.fuzz [TARGET …] [--cases N] [--seed S] [--seconds S] [--most BYTES] [--traced SHARE]

Runs each target in a process of its own, with 100,000 cases unless told otherwise. A case fails where an exception comes that isn't
an error for users, a law of the target is broken, it takes over 1 s of CPU time, or it adds over 200 MB. Cases are mutated
examples, guided by the lines that they reach: a share of them is traced, and what reaches a new line is mutated further. Prints a line
for each target and each kind of failure with its smallest case; ends with 1 if there is any.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys

from tests.fuzz.engine import TRACED, Target, fuzz, memory
from tests.fuzz.laws import tidy_up
from tests.fuzz.targets import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--seconds", type=float, default=math.inf, help="CPU time after which a target ends, however many cases it had"
    )
    parser.add_argument("--most", type=int, default=0, help="bytes that a case may have, in place of what the target says")
    parser.add_argument("--traced", type=float, default=TRACED, help="the share of cases whose lines are traced")
    asked = parser.parse_args()
    if unknown := [name for name in asked.targets if name not in TARGETS]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    bad = 0
    for name in asked.targets or TARGETS:
        process = multiprocessing.get_context("fork").Process(target=_alone, args=(TARGETS[name], asked))
        process.start()
        process.join()
        if process.exitcode not in (0, 1):
            print(f"{name}: the process ended with {process.exitcode}", flush=True)
        bad += process.exitcode != 0
    return int(bad > 0)


def _alone(target: Target, asked: argparse.Namespace) -> None:
    roof = (memory() + 1500) << 20
    resource.setrlimit(resource.RLIMIT_AS, (roof, roof))
    target = target._replace(most=asked.most or target.most)
    found = fuzz(target, asked.cases, asked.seed, traced=asked.traced, seconds=asked.seconds)
    counted = f"{found.cases:,} {target.counts}" + (f" in {found.runs:,} runs" if found.runs != found.cases else "")
    print(
        f"{target.name}: {counted}, {found.seconds:.0f} s, slowest {found.slowest:.2f} s ({len(found.slowest_case):,} bytes), "
        f"at most +{found.megabytes} MB, corpus {found.corpus[0]} to {found.corpus[1]}, {found.lines:,} lines, "
        f"{len(found.failures)} kinds of failure",
        flush=True,
    )
    if found.slowest > 0.3:
        print(f"  slowest: {found.slowest_case[:300]!r}", flush=True)
    for one in found.failures:
        print(f"  {one.kind}: {one.told}\n    {len(one.case):,} bytes: {one.case[:1500]!r}", flush=True)
    tidy_up()
    sys.exit(int(bool(found.failures)))


if __name__ == "__main__":
    sys.exit(main())
