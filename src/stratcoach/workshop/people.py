"""Who takes part: names, who is remote, who is senior; in which order they speak and with whom they talk."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

FEWEST_FOR_FOURS: Final = 7
"""With fewer people there are no groups of four."""

_MARK: Final = re.compile(r"\(([^()]*)\)")
_BETWEEN: Final = re.compile(r"[,;\n]+")


class Person(NamedTuple):
    """Somebody in the workshop. `before` are names that they had earlier, by which chats and files may still call them."""

    name: str
    senior: bool = False
    remote: bool = False
    before: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.before)

    @property
    def told(self) -> str:
        """As it is typed and kept: `Ben (senior, remote)`."""
        marks = [name for name, holds in (("senior", self.senior), ("remote", self.remote)) if holds]
        return f"{self.name} ({', '.join(marks)})" if marks else self.name


def read_people(text: str) -> tuple[Person, ...]:
    """Read `Ana, Ben (senior), Chi (remote)`; a name counts once."""
    outside = _MARK.sub(lambda mark: f"({mark[1].replace(',', ' ').replace(';', ' ')})", text)
    found = []
    for part in _BETWEEN.split(outside):
        marks = " ".join(_MARK.findall(part)).lower().split()
        if name := " ".join(_MARK.sub(" ", part).split()):
            found.append(Person(name, "senior" in marks, "remote" in marks))
    return once_each(found)


def once_each(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people, where a name counts once."""
    found: dict[str, Person] = {}
    for one in people:
        found.setdefault(one.name.lower(), one)
    return tuple(found.values())


def meant(typed: str, people: Iterable[Person]) -> Person | None:
    """Whom a name, or the beginning of one, can only mean."""
    low = " ".join(typed.lower().split())
    if not low:
        return None
    known = list(people)
    exact = [one for one in known if one.name.lower() == low]
    earlier = [one for one in known if low in {name.lower() for name in one.before}]
    close = exact or earlier or [one for one in known if one.name.lower().startswith(low)]
    return close[0] if len(close) == 1 else None


def with_former_names(people: Iterable[Person], renamed: Mapping[str, str]) -> tuple[Person, ...]:
    """The same people, each with the names that they had before: `renamed` is old name to new, one step at a time."""

    def before(name: str, seen: frozenset[str]) -> Iterator[str]:
        for old in (old for old, new in renamed.items() if new == name and old not in seen):
            yield old
            yield from before(old, seen | {old})

    return tuple(one._replace(before=tuple(before(one.name, frozenset((one.name,))))) for one in people)


_BESIDE: Final = re.compile(r"(?<!\s)\s*+[(\[][^)\]]{0,200}[)\]]|(?<!\s)\s*+\|.*|^[~@]\s?")
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
    found = [one for one in known if len(words) < 6 and any(set(called.lower().split()) <= set(words) for called in one.names)]
    return found[0] if len(found) == 1 else None


def examples(people: Sequence[Person]) -> tuple[str, str]:
    """Two names for examples: of people who are here, so that nobody wonders who that is."""
    names = [one.name for one in people][:2] or ["Ana", "Ben"]
    return names[0], names[-1]


def maybe_renamed(before: Sequence[Person], now: Sequence[Person]) -> tuple[tuple[str, str], ...]:
    """Pairs of an old and a new name that may be one person: who is missing now, and who is new. One name begins like the
    other, or stands in the same place of the list; a single one who left and a single one who came may be one, too.
    """
    left = [one.name for one in before if one.name not in {other.name for other in now}]
    came = [one.name for one in now if one.name not in {other.name for other in before}]
    places = {one.name: at for at, one in enumerate(before)}, {one.name: at for at, one in enumerate(now)}
    found: list[tuple[str, str]] = []
    for is_close in (_begin_alike, lambda old, new: places[0][old] == places[1][new] or len(left) == len(came) == 1):
        for old in list(left):
            new = next((one for one in came if is_close(old, one)), "")
            if new:
                found.append((old, new))
                left.remove(old)
                came.remove(new)
    return tuple(found)


def _begin_alike(old: str, new: str) -> bool:
    one, other = old.lower(), new.lower()
    return one.startswith(other) or other.startswith(one)


def read_renaming(text: str, people: Iterable[Person]) -> tuple[str, str]:
    """Read `Ben = Benedikt`: the name that somebody had, and their new one."""
    old, between, new = text.partition("=")
    known = meant(old, people)
    name = " ".join(new.split())
    return (known.name, name) if between and known and name else ("", "")


def in_turn(people: Sequence[Person], seed: int, step: str) -> tuple[Person, ...]:
    """The order of a round: shuffled anew for each step; remote people first, seniors last."""
    shuffled = sorted(people)
    random.Random(f"{seed} {step}").shuffle(shuffled)  # noqa: S311  an order of speaking, no secret
    return tuple(sorted(shuffled, key=lambda one: (one.senior, not one.remote)))


Met = frozenset[frozenset[str]]
"""Pairs of names of people who have talked in twos before."""


def groups(people: Sequence[Person], seed: int, size: int, met: Met = frozenset()) -> tuple[tuple[Person, ...], ...]:
    """Groups of two or four; nobody is left alone, so that one group may be larger. Fours are pairs put together. Remote
    people talk with remote ones where that leaves nobody over, and nobody with whom they have talked before where another way
    is left.
    """
    made = []
    remote, here = [one for one in people if one.remote], [one for one in people if not one.remote]
    if len(remote) == 1 or len(here) == 1:
        remote, here = [], list(people)
    for among in (remote, here):
        shuffled = sorted(among)
        random.Random(f"{seed} groups").shuffle(shuffled)  # noqa: S311  who talks with whom, no secret
        ways = (_pairs(shuffled, turn) for turn in range(max(len(shuffled) - 1, 1)))
        made += min(ways, key=lambda way: _repeated(way, met))
    if size > 2:
        made = [tuple(one for pair in made[at : at + 2] for one in pair) for at in range(0, len(made), 2)]
        if len(made) > 1 and len(made[-1]) < 3:
            made[-2:] = [made[-2] + made[-1]]
    return tuple(made)


def _pairs(people: Sequence[Person], turn: int) -> list[tuple[Person, ...]]:
    """Pairs as in a tournament: all but the first move on by one place each turn, so that nobody meets twice in a full round."""
    rest = list(people[1:])
    turn = turn % len(rest) if rest else 0
    row = [*people[:1], *rest[turn:], *rest[:turn]]
    half = len(row) // 2
    made: list[tuple[Person, ...]] = [(row[at], row[len(row) - 1 - at]) for at in range(half)]
    if len(row) % 2:
        made = [*made[:-1], (*made[-1], row[half])] if made else [tuple(row)]
    return made


def _repeated(way: Iterable[tuple[Person, ...]], met: Met) -> int:
    """How many pairs of a way to talk have talked before."""
    return sum(frozenset((one.name, other.name)) in met for group in way for one, other in combinations(group, 2))
