"""What lies on the table in one step: notes, which of them are one, votes, what was chosen and why."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.flow.room.tally import Round, Standing, standing


class BoardNote(NamedTuple):
    """One note. `also` are the notes that were merged into it; `value` what it stands for where it wasn't written here."""

    number: int
    text: str
    author: str = ""
    value: str = ""


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
    """Something that waits, unseen, until the scribe says where it goes. `doubt` says why it came in and is perhaps no note."""

    author: str
    text: str
    doubt: str = ""


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

    def add(self, text: str, author: str = "", value: str = "", *, is_written: bool = False) -> None:
        """Put a note on the table; `is_written` where somebody wrote it apart from the others, before it was asked for."""
        number = len(self.notes) + 1
        self.notes[number] = BoardNote(number, text, author, value)
        self.written |= {number} if is_written else set()

    @property
    def open_notes(self) -> tuple[BoardNote, ...]:
        """The notes that still stand by themselves."""
        return tuple(note for number, note in self.notes.items() if number not in self.dropped and number not in self.same)

    def merge(self, into: int, others: tuple[int, ...]) -> None:
        for other in others:
            for number, target in list(self.same.items()):
                if target == other:
                    self.same[number] = into
            self.same[other] = into

    def merged_into(self, number: int) -> tuple[BoardNote, ...]:
        return tuple(self.notes[other] for other, into in self.same.items() if into == number)

    def authors(self, number: int) -> tuple[str, ...]:
        """Who wrote a note, or one that was merged into it."""
        every = [self.notes[number].author, *(note.author for note in self.merged_into(number))]
        return tuple(dict.fromkeys(name for names in every for name in names.split(", ") if name))

    def standing(self, wanted: int) -> Standing | None:
        """Where the votes lead; None without any."""
        if not self.rounds or self.rounds[0].is_empty:
            return None
        return standing(self.rounds, self.same, wanted)
