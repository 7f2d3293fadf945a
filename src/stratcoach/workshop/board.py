"""What is on the table in one step: notes, which of them were merged, votes, what was chosen and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """A thought in the car park: who said it, in which step, and in which group it was as a note."""

    text: str
    author: str
    step: str
    group: str = ""

    @property
    def words(self) -> str:
        """The thought behind the title of its group, as it is kept where nothing else says which group it was."""
        return f"{self.group}: {self.text}" if self.group else self.text


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
        self.groups: dict[int, tuple[int, ...]] = {}
        self.titles: set[int] = set()
        self.held: dict[int, bool] = {}
        """Notes that wait until the facilitator has read them, each with whether it was sent back to who wrote it."""

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
        """The notes that were neither merged into another nor dropped, in groups or not; without those that wait to be read first."""
        gone = self.dropped | self.titles | self.same.keys() | self.held.keys()
        return tuple(note for number, note in self.notes.items() if number not in gone)

    @property
    def written_notes(self) -> tuple[BoardNote, ...]:
        """All notes that there ever were, without the titles of groups."""
        return tuple(note for number, note in self.notes.items() if number not in self.titles)

    @property
    def options(self) -> tuple[BoardNote, ...]:
        """What can be voted for and chosen: the groups by their titles, then the notes that are in none."""
        loose = (note for note in self.open_notes if not self.group_of(note.number))
        return (*(self.notes[number] for number in self.groups), *loose)

    @property
    def held_notes(self) -> tuple[BoardNote, ...]:
        """The notes that the facilitator reads first."""
        return tuple(self.notes[number] for number in self.held)

    def let_in(self, numbers: Iterable[int]) -> None:
        """Notes that waited to be read first don't wait any more."""
        self.held = {number: is_back for number, is_back in self.held.items() if number not in numbers}

    # ---- groups

    def group_of(self, number: int) -> int:
        """The group that a note is in; 0 where it is in none."""
        return next((group for group, members in self.groups.items() if number in members), 0)

    def option_of(self, number: int) -> int:
        """What can be voted for of a note: its group, else the note itself."""
        return self.group_of(number) or number

    def options_of(self, numbers: Iterable[int]) -> set[int]:
        """What can be voted for of some notes."""
        return {self.option_of(number) for number in numbers}

    def title_of(self, number: int) -> str:
        """The title of a group, or of the one that a note is in; "" where there is none."""
        group = number if number in self.titles else self.group_of(number)
        return self.notes[group].text if group in self.notes else ""

    def expanded(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Numbers with the notes of a group in place of its title, each once."""
        return tuple(dict.fromkeys(one for number in numbers for one in self.groups.get(number, (number,))))

    def collapsed(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Numbers with a group in place of its notes, where all of them are among the numbers."""
        whole = {one: group for group, members in self.groups.items() if set(members) <= set(numbers) for one in members}
        return tuple(dict.fromkeys(whole.get(number, number) for number in numbers))

    def entry_of(self, number: int) -> int:
        """The entry that came of a note; 0 where none did, or where there is only one of a kind."""
        return self.entries.get(number) or self.also.get(number, 0)

    def group(self, numbers: tuple[int, ...], title: str, into: int = 0) -> None:
        """Put notes into a group: into the one with the number `into`, else into a new one with this title. A note leaves the
        group that it was in, and a group that is empty is gone.
        """
        if into not in self.groups:
            into = len(self.notes) + 1
            self.notes[into] = BoardNote(into, title)
            self.titles.add(into)
            self.groups = {**self.groups, into: ()}
        before = self.groups[into]
        self.ungroup(tuple(number for number in numbers if number not in before), keeps=into)
        self.groups[into] = tuple(dict.fromkeys((*before, *numbers)))

    def ungroup(self, numbers: tuple[int, ...], keeps: int = 0) -> None:
        """Take notes out of their groups; a group that is empty is gone, unless it is the one to keep."""
        left = {group: tuple(one for one in members if one not in numbers) for group, members in self.groups.items()}
        self.groups = {group: members for group, members in left.items() if members or group == keeps}

    # ---- merged, dropped

    def merge(self, into: int, others: tuple[int, ...]) -> None:
        for other in others:
            for number, target in list(self.same.items()):
                if target == other:
                    self.same[number] = into
            self.same[other] = into
        self._leave_groups(others, into)
        self.clear_pending()

    def drop(self, numbers: tuple[int, ...]) -> None:
        """Take notes off the table."""
        self.let_in(numbers)
        self.dropped.update(numbers)
        self._leave_groups(numbers)
        self.clear_pending()

    def _leave_groups(self, numbers: tuple[int, ...], into: int = 0) -> None:
        """Notes are off the table: a group that is empty is off it, too, and its dots go where those of its notes go."""
        before = self.groups.keys()
        self.ungroup(numbers)
        for group in before - self.groups.keys():
            if into:
                self.same[group] = into
            else:
                self.dropped.add(group)

    def clear_pending(self) -> None:
        """Drop notes that are no longer on the table from the pending choice."""
        open_ones = {note.number for note in self.open_notes} | self.groups.keys()
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
        """Who wrote a note, or one that was merged into it; of a group, who wrote its notes."""
        every = [note for one in self.groups.get(number, (number,)) for note in (self.notes[one], *self.merged_into(one))]
        return tuple(dict.fromkeys(name for note in every for name in note.authors))

    @property
    def has_votes(self) -> bool:
        return bool(self.rounds) and not self.rounds[0].is_empty

    def standing(self, wanted: int) -> Standing | None:
        """Where the votes lead; None without any."""
        return standing(self.rounds, self.lead, wanted, frozenset(self.dropped)) if self.has_votes else None

    @property
    def lead(self) -> dict[int, int]:
        """Whose dots count for what: those of a merged note for the one that it was merged into, those of a note for its group."""
        found = {number: self.option_of(into) for number, into in self.same.items()}
        return found | {number: group for group, members in self.groups.items() for number in members}
