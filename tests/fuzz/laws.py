"""What every output keeps, whatever came in."""

from __future__ import annotations

import atexit
import random
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[2]
EXAMPLES: Final = REPOSITORY / "examples"

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal; a line break and a tab don't."""

SEPARATOR: Final = "\n\x1d\n"
"""Between the parts of a case that has several."""


def harmless(text: str) -> str:
    """The text, which may not steer a terminal and can be written as UTF-8."""
    found = _STEERING.search(text)
    assert found is None, f"steers: {text[max(found.start() - 40, 0) : found.end() + 20]!r}"
    text.encode("utf-8")
    return text


_FOLDERS: Final[list[Path]] = []


def ram() -> Path:
    """A folder for the files of a case, in memory where there is such a place; `tidy_up` removes it."""
    top = "/dev/shm" if Path("/dev/shm").is_dir() else None
    _FOLDERS.append(Path(tempfile.mkdtemp(dir=top, prefix="fuzz-")))
    return _FOLDERS[-1]


@atexit.register
def tidy_up() -> None:
    """Remove all folders that were made for cases."""
    while _FOLDERS:
        shutil.rmtree(_FOLDERS.pop(), ignore_errors=True)


def shown(text: str) -> None:
    """Take a line that is printed, which has to be `harmless`."""
    harmless(text)


def text_of(case: bytes) -> str:
    """A case as a terminal gives it: bytes that aren't UTF-8 are half characters."""
    return case.decode("utf-8", "surrogateescape")


def decided_by(case: bytes) -> random.Random:
    """Chance that is the same for the same case."""
    return random.Random(zlib.crc32(case))


def parts(case: bytes, count: int) -> list[bytes]:
    """The parts of a case; the last one stands for those that are missing."""
    found = case.split(SEPARATOR.encode())[:count]
    return found + found[-1:] * (count - len(found))


def examples(*patterns: str) -> Callable[[], Sequence[bytes]]:
    """Seeds: the files of the repository that fit."""
    return lambda: [path.read_bytes() for pattern in patterns for path in sorted(REPOSITORY.glob(pattern))]


def small_strategies() -> list[bytes]:
    """Strategies of some ten to forty lines, which are quick to read, and together have every section."""
    found = [SMALL.encode()]
    for path in sorted(EXAMPLES.glob("*/*strategy.yaml")):
        text = path.read_text(encoding="utf-8")
        head, *blocks = re.split(r"\n(?=[a-z_]+:\n)", text)
        found += [f"{head}\n{blocks[at]}\n{blocks[(at * 3 + 1) % len(blocks)]}\n".encode() for at in range(len(blocks))]
    return found


SMALL: Final = """stratcoach: 1
product: Harbour board
version: 1.2.0
status: active
updated: 2026-03-01
decider: Ada
language: en
x-team: harbour
insights:
  - id: queue
    statement: 11 of 14 skippers waited more than two hours for a berth.
    source: observation
    evidence: log of March, 14 skippers
    observed: 2026-03
  - id: radio
    statement: Nobody answers the radio after six.
    source: interviews
    evidence: 6 calls
    observed: 2026-Q1
    confidence: low
assumptions:
  - id: pay
    statement: Skippers pay for a berth that is certain.
    test: sell 10 in May
vision:
  id: vision
  statement: A skipper knows before the harbour comes into sight where she will moor.
  rests_on: [queue]
problems:
  - id: waiting
    statement: Skippers wait two hours because the harbour master is the only one who knows.
    rests_on: [queue, radio]
objectives:
  - id: certain
    statement: 80% of skippers know their berth an hour ahead by 2026-12.
    rests_on: [waiting]
    metric: share who know
    baseline: 20%
    target: 80%
    by: 2026-12
trade_offs:
  - id: certainty
    choose: certainty
    over: cheap berths
    rests_on: [queue]
waivers:
  - rule: insight/stale
    on: queue
    because: Counted by hand.
    until: 2026-12-31
history:
  - version: 1.2.0
    date: 2026-03-01
    summary: First.
    decided_by: Ada
"""
