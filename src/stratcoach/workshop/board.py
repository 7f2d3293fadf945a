"""What is on the table in one step: notes, which of them were merged, votes, what was chosen and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

from stratcoach.workshop.tally import Round, Standing, standing

_T = TypeVar("_T")


AS_VOTED: Final = "as voted"
AGREED: Final = "agreed in the room"
"""The reason kept for a decision when nobody gave one."""


class BoardNote(NamedTuple):
    """One note. `value` is the choice or entry that it represents where nobody wrote it here, else ""."""

    number: int
    text: str
    author: str = ""
    value: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it; a group writes one note together."""
        return tuple(self.author.split(", ")) if self.author else ()


class Decision(NamedTuple):
    """What was decided, by whom, against which vote, and why. `until` is the day up to which it is provisional; `keeps`
    says who settles it by when, where both of two stay.
    """

    chosen: tuple[int, ...]
    who: str
    why: str
    until: str = ""
    keeps: tuple[str, str] = ("", "")

    @property
    def is_open(self) -> bool:
        return bool(self.keeps[0] or self.keeps[1])


class Settled(NamedTuple):
    """What became of an entry of the car park or of an objection."""

    becomes: str
    text: str
    owner: str = ""
    by: str = ""


class Parked(NamedTuple):
    """A thought in the car park: who said it, and in which step."""

    text: str
    author: str
    step: str


class Aside(NamedTuple):
    """Something that waits, unseen, until the scribe says where it goes. `doubt` says why it may not be a note."""

    author: str
    text: str
    doubt: str = ""


def _renamed(by_name: Mapping[str, _T], old: str, new: str) -> dict[str, _T]:
    return {new if name == old else name: one for name, one in by_name.items()}


class Board:
    """The table of one step. Only the record changes it."""

    def __init__(self) -> None:
        self.notes: dict[int, BoardNote] = {}
        self.dropped: set[int] = set()
        self.same: dict[int, int] = {}
        self.apart: set[frozenset[int]] = set()
        self.rounds: list[Round] = []
        self.pending: tuple[int, ...] = ()
        self.keeps_both = False
        self.why = ""
        self.decision: Decision | None = None
        self.passed: set[str] = set()
        self.written: set[int] = set()
        self.fists: dict[str, tuple[int, str]] = {}
        self.settled: dict[int, Settled] = {}
        self.entries: dict[int, int] = {}
        self.rewritten: dict[int, int] = {}
        self.first_words: dict[int, str] = {}
        self.extended = False
        self.parked: set[int] = set()
        self.against: dict[str, str] = {}
        self.was_asked = False
        self.also: dict[int, int] = {}
        self.was_looked_at = False

    def add(self, text: str, author: str = "", value: str = "", *, is_written: bool = False) -> None:
        """Put a note on the table; `is_written` where somebody wrote it apart from the others, before it was asked for."""
        number = len(self.notes) + 1
        self.notes[number] = BoardNote(number, text, author, value)
        self.written |= {number} if is_written else set()

    def put_in_order(self, numbers: tuple[int, ...]) -> None:
        """Give what was written before other numbers, those of its places in this order, before anybody has seen it."""
        if numbers and set(numbers) == set(self.notes) == self.written:
            self.notes = {at: self.notes[number]._replace(number=at) for at, number in enumerate(numbers, 1)}

    @property
    def open_notes(self) -> tuple[BoardNote, ...]:
        """The notes that were neither merged into another nor dropped."""
        return tuple(note for number, note in self.notes.items() if number not in self.dropped and number not in self.same)

    def merge(self, into: int, others: tuple[int, ...]) -> None:
        for other in others:
            for number, target in list(self.same.items()):
                if target == other:
                    self.same[number] = into
            self.same[other] = into
        self.clear_pending()

    def drop(self, numbers: tuple[int, ...]) -> None:
        """Take notes off the table."""
        self.dropped.update(numbers)
        self.clear_pending()

    def clear_pending(self) -> None:
        """Drop notes that are no longer on the table from the pending choice."""
        open_ones = {note.number for note in self.open_notes}
        self.pending = tuple(number for number in self.pending if number in open_ones)
        self.keeps_both = self.keeps_both and len(self.pending) > 1
        self.why = self.why if self.pending else ""

    def rename(self, old: str, new: str) -> None:
        """Somebody has another name from now on: notes, ballots, fingers and what they own go with it."""
        for number, note in self.notes.items():
            if old in note.authors:
                self.notes[number] = note._replace(author=", ".join(new if name == old else name for name in note.authors))
        self.rounds = [
            one._replace(ballots=_renamed(one.ballots, old, new), gone=_renamed(one.gone, old, new)) for one in self.rounds
        ]
        self.fists = _renamed(self.fists, old, new)
        self.against = _renamed(self.against, old, new)
        self.passed = {new if name == old else name for name in self.passed}
        self.settled = {number: one._replace(owner=new) if one.owner == old else one for number, one in self.settled.items()}
        if self.decision is not None:
            keeps = self.decision.keeps
            self.decision = self.decision._replace(
                who=new if self.decision.who == old else self.decision.who,
                keeps=(new, keeps[1]) if keeps[0] == old else keeps,
            )

    def merged_into(self, number: int) -> tuple[BoardNote, ...]:
        return tuple(self.notes[other] for other, into in self.same.items() if into == number)

    def authors(self, number: int) -> tuple[str, ...]:
        """Who wrote a note, or one that was merged into it."""
        every = [self.notes[number], *self.merged_into(number)]
        return tuple(dict.fromkeys(name for note in every for name in note.authors))

    @property
    def has_votes(self) -> bool:
        return bool(self.rounds) and not self.rounds[0].is_empty

    def standing(self, wanted: int) -> Standing | None:
        """Where the votes lead; None without any."""
        return standing(self.rounds, self.same, wanted, frozenset(self.dropped)) if self.has_votes else None
