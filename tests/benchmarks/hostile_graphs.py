"""Many items, and what rests on what: kinds of large files."""

from __future__ import annotations

from stratcoach.model import caps
from tests.benchmarks.hostile_kinds import DATES, HEAD, kind


@kind(caps.ENTRIES.most)
def items(count: int) -> str:
    """Honest insights and problems, each with words of its own."""
    insights = "".join(
        f"  - id: seen-{n}\n    statement: In week {n}, {n} of 412 hikers turned back when the car park at trailhead {n} was full.\n"
        f"    source: interviews\n    evidence: {n} of 412 interviews at trailhead {n}\n{DATES}"
        for n in range((count + 1) // 2)
    )
    problems = "".join(
        f"  - id: lost-{n}\n    statement: >-\n      People who drive an hour to trail {n} learn only on arrival that it is full,\n"
        f"      closed or too hard, and lose the day.\n    rests_on: [seen-{n}]\n"
        for n in range(count // 2)
    )
    return f"{HEAD}insights:\n{insights}problems:\n{problems}"


@kind(caps.ENTRIES.most)
def alike(count: int) -> str:
    """All insights say the same."""
    one = "    statement: Hikers turn back when the car park is full.\n    source: interviews\n" + DATES
    return HEAD + "insights:\n" + "".join(f"  - id: seen-{n}\n{one}" for n in range(count))


@kind(caps.ENTRIES.most)
def weak(count: int) -> str:
    """Problems with many findings each."""
    one = "    statement: We need to leverage synergies to be the best, most innovative app for everyone by TBD\n"
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n{one}" for n in range(count))


@kind(caps.ENTRIES.most)
def bare(count: int) -> str:
    """Entries of nearly nothing."""
    return HEAD + "problems:\n" + "".join(f"- statement: w{n}\n" for n in range(count))


@kind(caps.ENTRIES.most - 1)
def objectives(count: int) -> str:
    """Objectives with figures, all of which rest on one another's problem."""
    one = "    metric: cancelled trips\n    baseline: 900\n    target: {0}\n    by: 2027-06\n    rests_on: [seen]\n"
    return f"{HEAD}problems:\n  - id: seen\n    statement: Hikers turn back when the car park is full.\nobjectives:\n" + "".join(
        f"  - id: o-{n}\n    statement: Cut the trips that end at car park {n} from 900 to {n}.\n{one.format(n)}"
        for n in range(count)
    )


@kind(caps.ENTRIES.most)
def chained(count: int) -> str:
    """Assumptions, each on the one before."""
    return (
        HEAD
        + "assumptions:\n"
        + "".join(
            f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n    rests_on: [a-{max(n - 1, 0)}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def ring(count: int) -> str:
    """One ring of everything."""
    return (
        HEAD
        + "trade_offs:\n"
        + "".join(
            f"  - id: t-{n}\n    choose: speed {n}\n    over: depth {n}\n    rests_on: [t-{(n + 1) % count}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def rings(count: int) -> str:
    """Each item rests on the next three, all of them in rings."""
    return (
        HEAD
        + "trade_offs:\n"
        + "".join(
            f"  - id: t-{n}\n    choose: speed {n}\n    over: depth {n}\n    rests_on: [{', '.join(f't-{(n + d) % count}' for d in (1, 2, 3))}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def challenged(count: int) -> str:
    """A chain in which the first thing is challenged by insights on everything."""
    half = max(count // 2, 1)
    return (
        HEAD
        + "insights:\n"
        + "".join(
            f"  - id: i-{n}\n    statement: Hikers passed sign {n} without reading it.\n    source: interviews\n{DATES}"
            f"    challenges: [a-{n % half}]\n"
            for n in range(half)
        )
        + "assumptions:\n"
        + "".join(
            f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n    rests_on: [a-{max(n - 1, 0)}]\n"
            for n in range(half)
        )
    )


@kind(caps.VALUES.most // 37)
def layered(count: int) -> str:
    """A graph in which everything in a layer rests on everything in the layer below: many ways from top to bottom."""
    width = 30
    lines = [
        f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n"
        + (
            f"    rests_on: [{', '.join(f'a-{m}' for m in range(n // width * width - width, n // width * width))}]\n"
            if n >= width
            else ""
        )
        for n in range(count)
    ]
    return HEAD + "assumptions:\n" + "".join(lines)


@kind(caps.ENTRIES.most - 1)
def star(count: int) -> str:
    """Everything rests on one insight, and one objective on as much as it may."""
    return (
        f"{HEAD}insights:\n  - id: seen\n    statement: Hikers turn back.\n    source: interviews\n{DATES}problems:\n"
        + "".join(f"  - id: p-{n}\n    statement: Hikers lose day {n} on the road.\n    rests_on: [seen]\n" for n in range(count))
    )
