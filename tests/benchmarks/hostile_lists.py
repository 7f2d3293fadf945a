"""The lists beside the items, such as waivers and releases, as long as they may be, and texts as long as they may be: kinds of large
files.
"""

from __future__ import annotations

from typing import Final

from stratcoach.model import caps
from tests.benchmarks.hostile_graphs import weak
from tests.benchmarks.hostile_kinds import BYTES, HEAD, KINDS, Make, kind


@kind(caps.ENTRIES.most)
def waivers(count: int) -> str:
    return f"{weak(count // 2)}waivers:\n" + "".join(
        f"  - rule: problem/solution\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count // 2)
    )


@kind(caps.ENTRIES.most)
def unknown_waivers(count: int) -> str:
    return (
        HEAD
        + "waivers:\n"
        + "".join(
            f"  - rule: problem/solutoin{n}\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def same_waivers(count: int) -> str:
    """Every waiver covers every finding."""
    return f"{weak(count // 2)}waivers:\n" + "  - rule: problem/no-evidence\n" * (count // 2)


@kind(caps.ENTRIES.most)
def questions(count: int) -> str:
    return HEAD + "questions:\n" + "".join(f"  - question: How many of {n}?\n    on: gone-{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def parked(count: int) -> str:
    return HEAD + "parking_lot:\n" + "".join(f"  - Thought {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def releases(count: int) -> str:
    return (
        HEAD.replace("1.0.0", f"{count}.0.0")
        + "history:\n"
        + "".join(f"  - version: {n}.0.0\n    date: 2026-05-04\n    summary: Change {n}\n" for n in range(count, 0, -1))
    )


@kind(caps.ENTRIES.most)
def alternatives(count: int) -> str:
    return f"{HEAD}vision:\n  statement: Nobody turns back.\n  alternatives:\n" + "".join(
        f"    - statement: Fewer turn back in {n}.\n" for n in range(count)
    )


@kind(BYTES)
def key_results(count: int) -> str:
    return f"{HEAD}okrs:\n  - id: fewer\n    objective: Fewer turn back\n    key_results:\n" + "".join(
        f"      - From {n} to {n + 1}\n" for n in range(count)
    )


@kind(caps.ENTRIES.most)
def placeholders(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n    statement: TODO <fill in {n}> ???\n" for n in range(count))


def long_texts(piece: str) -> Make:
    """As many texts as fit, each as long as one may be, of one piece again and again; count is in characters."""

    def made(count: int) -> str:
        length = caps.TEXT.most - 10
        text = (piece * (length // len(piece) + 1))[:length]
        while len(text.replace("'", "''")) > length:
            text = text[:-100]
        text = text.replace("'", "''")
        return f"{HEAD}insights:\n" + "".join(f"  - statement: 'In {n} {text}'\n" for n in range(max(count // length, 1)))

    return made


PIECES: Final = (
    "word ",
    "a",
    "1",
    "1% ",
    " ",
    '"',
    "“",
    "‘",
    "'",
    "(",
    "[",
    "- ",
    "-",
    "a and ",
    "from ",
    "to 1 ",
    "2026-",
    "12.",
    "we ",
    ". ",
    "€1",
    "http://a.",
    "<",
    "TBD ",
    "A",
    "not ",
    "ä",
    "\u200b",
    "x-",
)
for _piece in PIECES:
    KINDS[f"texts of {_piece!r}"] = (
        long_texts(_piece),
        caps.STRATEGY.most * 9 // 10 // len(_piece.encode()) * len(_piece) if _piece != "'" else caps.STRATEGY.most * 4 // 10,
    )
