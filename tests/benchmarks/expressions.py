"""Regular expressions on long rows of the signs that they look for: what grows faster than its text?

    python -m tests.benchmarks.expressions [SIGNS]

Each expression of a module is tried in the ways in which the program uses it (search, fullmatch, …) on rows of its own letters and signs,
single and in pairs, at half of SIGNS (4,000 by default) and at all of them. Prints those that take over 2 ms, the slowest first, with
how their time grows when the text doubles: 2 is in step with it, 4 is quadratic. What only ever reads short texts may be here.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import stratcoach

SIGNS: Final = 4_000
NOTICEABLE: Final = 0.002
_WAYS: Final = "search|match|fullmatch|sub|subn|split|findall|finditer"
_ALWAYS: Final = " -_.,a1\n\t('\"/é…:"
_MOST: Final = 24
"""So many of an expression's own letters are tried."""


class Used(NamedTuple):
    """An expression and a way in which it is used."""

    name: str
    pattern: re.Pattern[str]
    way: str


class Slow(NamedTuple):
    """How long the worst row took, in seconds, and how that grows when the row is twice as long."""

    used: Used
    row: str
    seconds: float
    growth: float


def expressions() -> Iterator[Used]:
    """All of the modules of the program."""
    for found in pkgutil.walk_packages(stratcoach.__path__, "stratcoach."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                for way in sorted(set(re.findall(rf"\b{name}\.({_WAYS})\b", source))):
                    yield Used(f"{found.name}.{name}", value, way)


def rows(pattern: str) -> Iterator[str]:
    """What rows are made of: signs of the expression and some that many have, alone and behind one another; and its words."""
    own = list(dict.fromkeys(sign for sign in pattern if sign not in "\\[](){}?*+|^$<>!="))[:_MOST]
    single = list(dict.fromkeys((*_ALWAYS, *own)))
    yield from single
    yield from (one + other for one in _ALWAYS[:6] for other in single if one != other)
    yield from (f"{word} " for word in re.findall(r"[A-Za-z]{2,12}", pattern)[:_MOST])


def took(used: Used, row: str, signs: int) -> float:
    """CPU seconds for a row, between signs that fit nothing; the longer of two places."""
    whole = row * (signs // len(row))
    worst = 0.0
    for text in (f"{whole}\0x", f"x{whole}\0x"):
        start = process_time()
        found = getattr(used.pattern, used.way)(*(("", text) if used.way in ("sub", "subn") else (text,)))
        if used.way == "finditer":
            any(False for _ in found)
        worst = max(worst, process_time() - start)
    return worst


def worst(used: Used, signs: int) -> Slow | None:
    """The worst row of an expression, or None where none is noticeable. Rows are tried at a sixteenth first: a cubic one would take hours."""
    found: Slow | None = None
    for row in rows(used.pattern.pattern):
        size = signs // 16
        before = took(used, row, size)
        while size < signs and before < 0.5:
            size *= 2
            now = took(used, row, size)
            growth, before = now / max(before, 1e-9), now
        if before > NOTICEABLE and (found is None or before > found.seconds):
            found = Slow(used, row, before, growth)
    return found


def main() -> int:
    signs = int(sys.argv[1]) if len(sys.argv) > 1 else SIGNS
    every = list(expressions())
    slow = [one for one in (worst(used, signs) for used in every) if one]
    for one in sorted(slow, key=lambda one: -one.seconds):
        print(f"{one.seconds * 1000:8.1f} ms  x{one.growth:4.1f}  {one.used.name}.{one.used.way}  {one.row!r}")
    print(f"{len(every)} expressions, {len(slow)} over {NOTICEABLE * 1000:.0f} ms at {signs:,} signs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
