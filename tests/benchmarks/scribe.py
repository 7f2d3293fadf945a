"""What a scribe types for 17 notes and 7 ballots, on paper and with phones, and what it takes until the first note of somebody new.

    python -m tests.benchmarks.scribe

The same step of the same workshop is held twice, and the same must be on the table. Keys are counted; seconds are reckoned: 5 keys a second
(60 words a minute), 2.5 to pick up a note or a slip, 2 to read a prompt or a page before something is done there.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.files.question_flows import load_library
from stratcoach.flow.model import Library
from tests.room.serving import NAMES, PEOPLE, Held

NOTE: Final = "somebody waited twenty minutes at the car park and drove home, note {number}"
NOTES: Final = tuple((NAMES[number % 7], NOTE.format(number=number)) for number in range(17))
BALLOTS: Final = tuple((name, (at + 1, at + 2, at + 3, at + 8)) for at, name in enumerate(NAMES))
KEYS_A_SECOND: Final = 5.0
PICKED_UP: Final = 2.5
READ: Final = 2.0


class Work(NamedTuple):
    """Keys that were typed, things that were picked up, and prompts or pages that were read."""

    keys: int
    picked_up: int = 0
    read: int = 0

    @property
    def seconds(self) -> float:
        return self.keys / KEYS_A_SECOND + PICKED_UP * self.picked_up + READ * self.read


def typed(room: Held, *lines: str) -> int:
    """Type lines, and count the keys with those of Enter."""
    room.types(*lines)
    return sum(len(line) + 1 for line in lines)


def step(library: Library, *, has_phones: bool) -> tuple[Work, Work, str]:
    """Hold the notes and the vote of a step: the work of each, and what is on the table afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        room = Held.begins(Path(folder), library)
        try:
            room.types(*PEOPLE, "")
            room.goes_to("collect")
            phones = room.phones() if has_phones else {}
            keys = 0
            for name, text in NOTES:
                if has_phones:
                    assert not phones[name].does("note", text=text)
                else:
                    keys += typed(room, f"{name}: {text}")
            notes = Work(keys + typed(room, ""), 0 if has_phones else len(NOTES), 1)
            room.goes_to("vote")
            keys = 0
            for name, options in BALLOTS:
                if has_phones:
                    assert not phones[name].does("vote", options=list(options[: phones[name].state()["dots"]]))
                else:
                    keys += typed(room, f"{name[0]} {' '.join(map(str, options[: room.room.board.rounds[-1].dots]))}")
            ballots = Work(keys + typed(room, ""), 0 if has_phones else len(BALLOTS), 1)
            board = room.room.board
            return notes, ballots, f"{sorted(note.text for note in board.open_notes)} {sorted(board.rounds[0].ballots.items())}"
        finally:
            room.ends()


def first_note(library: Library) -> tuple[Work, Work]:
    """The work of the facilitator until everybody may write, and of somebody who never saw it until their first note is in."""
    with tempfile.TemporaryDirectory() as folder:
        room = Held.begins(Path(folder), library)
        try:
            prompts = ("", *PEOPLE, "")
            facilitator = Work(typed(room, *prompts), 0, len(prompts))
            while room.room.kind != "collect":
                facilitator = Work(facilitator.keys + typed(room, ""), 0, facilitator.read + 1)
            phone = room.phone("Ana")
            assert not phone.does("note", text=NOTES[0][1])
            return facilitator, Work(len(NOTES[0][1]), 0, len(("scan the code", "tap the name", "tap the field", "tap Hand in")))
        finally:
            room.ends()


def main() -> None:
    library = load_library()
    paper, phones = step(library, has_phones=False), step(library, has_phones=True)
    assert paper[2] == phones[2], "the same is on the table"
    print(f"{'':34}{'keys':>6}{'seconds':>9}")
    for name, (notes, ballots, _) in (("paper", paper), ("phones", phones)):
        print(
            f"{f'17 notes, {name}':34}{notes.keys:>6}{notes.seconds:>9.1f}\n{f'7 ballots, {name}':34}{ballots.keys:>6}{ballots.seconds:>9.1f}"
        )
    facilitator, somebody = first_note(library)
    print(f"until everybody may write: {facilitator.read} prompts, {facilitator.keys} keys, {facilitator.seconds:.0f} s")
    print(f"then until a newcomer's first note: {somebody.read} taps, {somebody.keys} keys, {somebody.seconds:.0f} s")


if __name__ == "__main__":
    main()
