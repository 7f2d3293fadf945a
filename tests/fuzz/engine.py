"""Runs a target: picks a case, changes it, runs it within its limits, keeps what reaches new lines or is slow, shrinks what fails."""

from __future__ import annotations

import math
import random
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from stratcoach.errors import Paused, UserError
from tests.fuzz.coverage import ROOT, Coverage
from tests.fuzz.mutate import Mutator

SECONDS = 1.0
"""CPU time that a case may take."""
MEGABYTES = 200
"""Memory that a case may add."""
TRACED = 0.03
"""The share of cases whose lines are traced."""

Run = Callable[[bytes], int | None]
"""Runs a case; returns how many inputs it stands for, None for one. Raises what it finds."""


class Target(NamedTuple):
    """Something that reads what comes in. `prepare` imports what it needs and returns the run; `kind` says how cases are changed
    (yaml, json, words, lines), `most` how many bytes a case may have, `counts` what is counted.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    prepare: Callable[[], Run]
    kind: str = "lines"
    most: int = 20_000
    counts: str = "cases"


class TooSlow(BaseException):
    """A case took more CPU time than it may."""


class Failure(NamedTuple):
    """What went wrong, by its kind: the exception and the innermost place of ours; and the smallest case that shows it."""

    kind: str
    told: str
    case: bytes


class Outcome(NamedTuple):
    """What came of a target."""

    cases: int
    runs: int
    seconds: float
    slowest: float
    slowest_case: bytes
    megabytes: int
    corpus: tuple[int, int]
    lines: int
    failures: tuple[Failure, ...]


def fuzz(target: Target, cases: int, seed: int, *, traced: float = TRACED, seconds: float = math.inf) -> Outcome:
    """Run a target until so many cases were tried, or so much CPU time is used."""
    return _Fuzzer(target, seed, traced).until(cases, seconds)


class _Fuzzer:
    def __init__(self, target: Target, seed: int, traced: float) -> None:
        self.target = target
        self.chance = random.Random(f"{target.name} {seed}")
        self.run = target.prepare()
        self.traced = traced
        self.corpus = [one[: target.most] for one in target.seeds()]
        self.given = len(self.corpus)
        self.slow: list[bytes] = []
        words = sorted(
            {word for one in self.corpus for word in re.findall(r"[\w-]+", one.decode("utf-8", "replace")) if len(word) < 40}
        )
        self.mutator = Mutator(self.chance, words, target.kind, target.most)
        self.coverage = Coverage()
        self.failures: dict[str, Failure] = {}
        self.slowest, self.slowest_case, self.most_megabytes = 0.0, b"", 0

    def until(self, cases: int, seconds: float) -> Outcome:
        began, done, runs = time.process_time(), 0, 0
        for one in self.corpus if self.traced else ():  # what the seeds reach is nothing new
            done += self._try(one, is_traced=True)
            runs += 1
        while done < cases and time.process_time() - began < seconds:
            done += self._try(self.mutator.changed(self._picked(), self.corpus), is_traced=self.chance.random() < self.traced)
            runs += 1
        return Outcome(
            done, runs, time.process_time() - began, self.slowest, self.slowest_case, self.most_megabytes,
            (self.given, len(self.corpus)), self.coverage.lines, tuple(self.failures.values()),
        )  # fmt: skip

    def _picked(self) -> bytes:
        """A case to change: one that was found lately, any of them, and now and then one of the slowest."""
        if self.slow and self.chance.random() < 0.02:
            return self.slow[-1]
        if self.chance.random() < 0.4:
            return self.corpus[-1 - int(min(self.chance.expovariate(0.1), len(self.corpus) - 1))]
        return self.chance.choice(self.corpus)

    def _try(self, case: bytes, *, is_traced: bool) -> int:
        before = memory()
        counted = [1]

        def run() -> None:
            counted[0] = self.run(case) or 1

        began = time.process_time()
        failure = None
        fresh = 0
        if is_traced:
            failure = failed(lambda: self.coverage.fresh(run), SECONDS * 8)
            fresh = self.coverage.new
            if failure is not None and failure[0].startswith("TooSlow"):
                failure = failed(run)
        else:
            failure = failed(run)
        spent = time.process_time() - began
        grown = memory() - before
        self.most_megabytes = max(self.most_megabytes, grown)
        if grown > MEGABYTES and failure is None:
            failure = (f"Memory grew by {grown // 50 * 50} MB", f"{grown} MB")
        if failure is not None:
            self._keep(*failure, case)
        elif fresh and len(case) < self.target.most:
            self.corpus.append(case)
        if not is_traced and failure is None and spent > self.slowest:
            self.slowest, self.slowest_case = spent, case
            self.slow.append(case)
        return counted[0]

    def _keep(self, kind: str, told: str, case: bytes) -> None:
        if kind not in self.failures and len(self.failures) < 40:
            self.failures[kind] = Failure(kind, told, shrunk(case, kind, self.run))


def memory() -> int:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` once this process has used that much CPU time."""

    def over(*_: object) -> None:
        raise TooSlow

    was = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, was)


def failed(run: Callable[[], object], seconds: float = SECONDS) -> tuple[str, str] | None:
    """What goes wrong with a run: its kind and what is told of it; None where all is well. Errors for users are well."""
    try:
        with limited(seconds):
            run()
    except (UserError, Paused):
        return None
    except (Exception, TooSlow) as error:  # noqa: BLE001  whatever it is
        ours = [
            one
            for one in traceback.extract_tb(error.__traceback__)
            if one.filename.startswith((ROOT, str(Path(__file__).parent)))
        ]
        place = next((one for one in reversed(ours) if one.filename.startswith(ROOT) or isinstance(error, AssertionError)), None)
        where = f"{'/'.join(Path(place.filename).parts[-2:])}:{place.lineno}" if place else "?"
        if isinstance(error, TooSlow):
            where = where.partition(":")[0]
        return f"{type(error).__name__} {where}", "".join(traceback.format_exception_only(error)).strip()[:300]
    return None


def shrunk(case: bytes, kind: str, run: Run, patience: float = 2.0) -> bytes:
    """A smaller case that fails in the same way: parts are taken out, lines first, while it does."""
    until = time.process_time() + patience
    step = max(len(case) // 2, 1)
    while step:
        at = 0
        while at < len(case):
            if time.process_time() > until:
                return case
            smaller = case[:at] + case[at + step :]
            found = failed(lambda smaller=smaller: run(smaller))  # type: ignore[misc]
            if found is not None and found[0] == kind:
                case = smaller
            else:
                at += step
        step //= 2
    return case
