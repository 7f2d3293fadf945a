"""Broken links, odd keys and wrong values, in great number: kinds of large files."""

from __future__ import annotations

from stratcoach.model import caps
from tests.benchmarks.hostile_kinds import BELL, ESCAPED, HEAD, TURNS, kind


@kind(caps.LINKS.most)
def links(count: int) -> str:
    """One problem with links that lead nowhere."""
    return f"{HEAD}problems:\n  - id: p\n    statement: Hikers lose the day.\n    rests_on: [{', '.join(f'gone-{n}' for n in range(count))}]\n"


@kind(139_000)
def links_of_each(count: int) -> str:
    """Many problems with as many broken links as count, a hundred each."""
    each = ", ".join(f"gone-{n}" for n in range(100))
    return f"{HEAD}problems:\n" + "".join(
        f"  - id: p-{n}\n    statement: Hikers lose day {n}.\n    rests_on: [{each}]\n" for n in range(count // 100)
    )


@kind(caps.ENTRIES.most)
def nothings(count: int) -> str:
    return HEAD + "insights:\n" + "-\n" * count


@kind(caps.KEYS.most)
def own_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k{n}: {n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def own_top(count: int) -> str:
    return HEAD + "".join(f"x-{n}: {n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def unknown_keys(count: int) -> str:
    return HEAD + "".join(f"visoin{n}: {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def unknown_each(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statemnt: lost {n}\n    Id: p-{n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def same_keys(count: int) -> str:
    return HEAD + "product: x\n" * count


@kind(caps.KEYS.most)
def same_own(count: int) -> str:
    return HEAD + "x-own:\n" + "  k: 1\n" * count


@kind(caps.ENTRIES.most)
def same_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\n    statement: Hikers lose day {n}.\n" for n in range(count))


@kind(caps.ENTRIES.most)
def bad_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: Ä P {n} lost day on the road\n    statement: Lost.\n" for n in range(count))


@kind(caps.KEYS.most)
def hidden_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k\u200b{n}: \u202e{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def hidden_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\u200b{n}\n    statement: \u202elost\n" for n in range(count))


@kind(caps.TEXT.most)
def hidden_signs(count: int) -> str:
    return f"{HEAD}x-own: {TURNS * count}\n"


@kind(caps.TEXT.most)
def controls(count: int) -> str:
    return f"{HEAD}x-own: {BELL * count}\n"


@kind(caps.TEXT.most)
def escapes(count: int) -> str:
    return f'{HEAD}x-own: "{ESCAPED * count}"\n'


@kind(caps.ENTRIES.most)
def bad_dates(count: int) -> str:
    return (
        HEAD
        + "insights:\n"
        + "".join(
            f"  - id: i-{n}\n    statement: Hikers turn back.\n    source: interviews\n    observed: at the end of May {n} or so\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def bad_values(count: int) -> str:
    return HEAD + "insights:\n" + "".join(f"  - statement: Lost {n}.\n    source: interveiws{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def wrong_types(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: [a, {n}]\n    rests_on: {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def cut_texts(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: Lost #{n} of them\n" for n in range(count))
