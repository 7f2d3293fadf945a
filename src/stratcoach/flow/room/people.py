"""Who takes part: names, who is remote, who is senior; in which order they speak and with whom they talk."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

FEWEST_FOR_FOURS: Final = 7
"""With fewer people the fours would be everybody."""

_MARK: Final = re.compile(r"\(([^)]*)\)")
_BETWEEN: Final = re.compile(r"[,;\n]+")


class Person(NamedTuple):
    """Somebody in the workshop."""

    name: str
    senior: bool = False
    remote: bool = False

    @property
    def told(self) -> str:
        """As it is typed and kept: `Ben (senior, remote)`."""
        marks = [name for name, holds in (("senior", self.senior), ("remote", self.remote)) if holds]
        return f"{self.name} ({', '.join(marks)})" if marks else self.name


def read_people(text: str) -> tuple[Person, ...]:
    """Read `Ana, Ben (senior), Chi (remote)`; a name counts once."""
    outside = _MARK.sub(lambda mark: f"({mark[1].replace(',', ' ').replace(';', ' ')})", text)
    found: dict[str, Person] = {}
    for part in _BETWEEN.split(outside):
        marks = " ".join(_MARK.findall(part)).lower().split()
        name = " ".join(_MARK.sub(" ", part).split())
        if name:
            found.setdefault(name.lower(), Person(name, "senior" in marks, "remote" in marks))
    return tuple(found.values())


def meant(typed: str, people: Iterable[Person]) -> Person | None:
    """Whom a name, or the beginning of one, can only mean."""
    low = " ".join(typed.lower().split())
    if not low:
        return None
    known = list(people)
    exact = [one for one in known if one.name.lower() == low]
    close = exact or [one for one in known if one.name.lower().startswith(low)]
    return close[0] if len(close) == 1 else None


_BESIDE: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]|\s*\|.*|^[~@]\s?")
"""What programs put beside a name: `(he/him)`, `[Guest]`, `| Company`."""


def bare_name(name: str) -> str:
    """A name without what programs put beside it, with the last name behind where it was before: `Chen, Lee (Guest)`."""
    told = " ".join(_BESIDE.sub("", name).split())
    told = " ".join(word for word in told.split() if any(map(str.isalnum, word))) or told
    last, comma, first = told.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else told


def person_called(name: str, people: Iterable[Person]) -> Person | None:
    """Whom a name from another program can only mean: as it is given here, shorter, or with other names beside it."""
    known, bare = list(people), bare_name(name.partition("@")[0].replace(".", " ") if "@" in name[1:] else name)
    if one := meant(bare, known):
        return one
    words = bare.lower().split()
    found = [one for one in known if set(one.name.lower().split()) <= set(words)] if len(words) < 6 else []
    return found[0] if len(found) == 1 else None


def examples(people: Sequence[Person]) -> tuple[str, str]:
    """Two names for examples: of people who are here, so that nobody wonders who that is."""
    names = [one.name for one in people][:2] or ["Ana", "Ben"]
    return names[0], names[-1]


def in_turn(people: Sequence[Person], seed: int, step: str) -> tuple[Person, ...]:
    """The order of a round: shuffled anew for each step; remote people first, seniors last."""
    shuffled = sorted(people)
    random.Random(f"{seed} {step}").shuffle(shuffled)  # noqa: S311  an order of speaking, no secret
    return tuple(sorted(shuffled, key=lambda one: (one.senior, not one.remote)))


def groups(people: Sequence[Person], seed: int, step: str, size: int) -> tuple[tuple[Person, ...], ...]:
    """Groups of two or four; nobody is left alone, so that one group may be larger. Fours are pairs put together."""
    shuffled = sorted(people)
    random.Random(f"{seed} {step} groups").shuffle(shuffled)  # noqa: S311  who talks with whom, no secret
    made = [tuple(shuffled[at : at + 2]) for at in range(0, len(shuffled), 2)]
    if len(made) > 1 and len(made[-1]) == 1:
        made[-2:] = [made[-2] + made[-1]]
    if size > 2:
        made = [tuple(one for pair in made[at : at + 2] for one in pair) for at in range(0, len(made), 2)]
        if len(made) > 1 and len(made[-1]) < 3:
            made[-2:] = [made[-2] + made[-1]]
    return tuple(made)
