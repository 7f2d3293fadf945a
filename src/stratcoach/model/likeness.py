"""How alike two texts are, and which of some names was probably meant. difflib is loaded when it is needed: it is slow to load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple


def share(shared: int, one: int, other: int) -> float:
    """Dice's measure, from 0 to 1: twice what two collections share, by the size of both; 0 where both are empty."""
    return 2 * shared / (one + other or 1)


def ratio(one: str, other: str) -> float:
    """How alike two texts are, sign by sign, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def closest(name: str, names: Iterable[str], least: float = 0.6) -> str:
    """The name that was probably meant; `""` where none is at least so alike, from 0 to 1."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(names), n=1, cutoff=least)
    return close[0] if close else ""


def like(name: str, names: Collection[str], least: float = 0.6) -> str:
    """The same for names with underscores, however the name was written: `North-Star` is `north_star`."""
    folded = name.strip().lower().replace("-", "_").replace(" ", "_")
    return folded if folded in names else closest(folded, names, least)


class Edit(NamedTuple):
    """What happened between two sequences: the places of a piece before and after."""

    kind: Literal["equal", "replace", "delete", "insert"]
    start: int
    end: int
    new_start: int
    new_end: int


def edits(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """How one sequence becomes the other, piece by piece."""
    from difflib import SequenceMatcher

    return [Edit(*one) for one in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]


def changed_lines(before: str, after: str, before_name: str, after_name: str) -> str:
    """Two texts as a unified diff."""
    from difflib import unified_diff

    return "\n".join(unified_diff(before.splitlines(), after.splitlines(), before_name, after_name, lineterm=""))
