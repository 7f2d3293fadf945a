"""Kills in a real pseudo-terminal, in the full interface: somebody answers, begins the next line, thinks, and the power goes.

    python -m tests.faults.terminal_kills [KILLS] [SEED]

Half of the kills hit an interview, half a workshop. What counts as wrong: an answer that was taken isn't on the disk; what was typed
longer ago than `LONG_AGO` isn't, either; the next run doesn't have it in the line; what is typed unseen is on a screen.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stratcoach.files.sessions import journal_path, peek
from stratcoach.flow.events import AnswerDrafted
from stratcoach.flow.protocol import Ask
from stratcoach.workshop.workshop_events import LineDrafted, RoomBooked, WorkshopBegun
from tests.faults.forked import NO_ANSWERS
from tests.faults.kills import typed_in
from tests.person import ENTER, Person
from tests.rehearsal import BACK, EXAMPLES, rehearse

LONG_AGO: Final = 3.0
"""Seconds: a look every second, and time for a busy machine to write."""
ROOM: Final = (
    ("Who is here?", "Ana, Ben, Chi (remote)"),
    ("Who decides", "Ana"),
    ("What should be decided", "Which problem we solve first"),
    ("get in the way", "Chi leaves at four"),
    ("called?", "Trailhead"),
    ("Enter: begin", ""),
    ("step 1 of", ""),
    ("No notes so far", "Chi: Eleven of fourteen turned back at the gate"),
)
"""What is on the screen, and what is typed then."""
UNSEEN: Final = len(ROOM) - 1


class Typist(Person):
    """Somebody who takes time."""

    def thinks(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._read()

    def begins(self, text: str, chance: random.Random) -> str:
        """Type a part of a text in two pieces, and think after each; returns what was typed long ago."""
        first = text[: chance.randint(1, max(1, len(text) // 2))]
        self.types(first)
        self.thinks(chance.uniform(0.2, 5))
        rest = text[len(first) : chance.randint(len(first), len(text))]
        began = time.monotonic()
        self.types(rest)
        self.thinks(chance.uniform(0, 5))
        long_ago = first + rest if time.monotonic() - began > LONG_AGO else first
        self.kill(signal.SIGKILL)
        self.ends()
        return long_ago if time.monotonic() - began > LONG_AGO or not rest else ""


def interview(folder: Path, chance: random.Random) -> Iterator[str]:
    acts = list(rehearse(EXAMPLES / "discharge" / "answers.yaml"))
    typed = [
        (number, act.reply.value)
        for number, act in enumerate(acts[:14])
        if isinstance(act.step, Ask) and not act.step.options and not act.step.suggested and isinstance(act.reply.value, str)
    ]
    at, text = chance.choice([(number, text) for number, text in typed if len(text) > 6])
    person = Typist(["new"], folder)
    for act in acts[:at]:
        act.at(person)
    person.sees(acts[at].shows())
    person.sees(BACK)
    long_ago = person.begins(text.partition("\n")[0], chance)
    kept, draft = on_disk(folder)
    yield from lost(at, kept, long_ago, draft)
    again = Typist(["resume"], folder)
    again.sees(acts[at].shows())
    if draft:
        again.sees(f"› {draft[:40]}".strip())
    again.kill(signal.SIGKILL)


def workshop(folder: Path, chance: random.Random) -> Iterator[str]:
    at = chance.choice((0, 1, 2, 3, 4, UNSEEN, UNSEEN, UNSEEN))
    person = Typist(["workshop"], folder)
    for seen, text in ROOM[:at]:
        person.sees(seen)
        person.types(text, ENTER)
    person.sees(ROOM[at][0])
    long_ago = person.begins(ROOM[at][1], chance)
    kept, draft = on_disk(folder)
    yield from lost(at, kept, long_ago, draft)
    again = Typist(["resume"], folder)
    again.sees("Enter alone: back")
    again.types(ENTER)
    if draft:
        again.sees("•••" if at == UNSEEN else f"› {draft[:40]}".strip())
    again.kill(signal.SIGKILL)
    if at == UNSEEN and any(b"Eleven" in one.raw for one in (person, again)):
        yield "what is typed unseen is on the screen"


def on_disk(folder: Path) -> tuple[int, str]:
    """How many answers are in the journal, and what was typed behind the last one."""
    journal = journal_path(folder / "strategy.yaml")
    events = [event for event in peek(journal)[1] if not isinstance(event, WorkshopBegun | RoomBooked)]
    drafts = [event for event in events[-1:] if isinstance(event, AnswerDrafted | LineDrafted)]
    return sum(type(event).__name__ not in NO_ANSWERS for event in events), typed_in(drafts[0]) if drafts else ""


def lost(taken: int, kept: int, long_ago: str, draft: str) -> Iterator[str]:
    if kept < taken:
        yield f"{kept} of {taken} answers are kept"
    if not draft.startswith(long_ago):
        yield f"{long_ago!r} was typed long ago; kept is {draft!r}"


def main() -> int:
    kills, seed = (*(int(one) for one in sys.argv[1:]), *(20, 1)[len(sys.argv) - 1 :])[:2]
    chance, wrong, drafts = random.Random(seed), 0, 0
    for number in range(kills):
        with tempfile.TemporaryDirectory() as top:
            folder = Path(top)
            (folder / ".git").mkdir()
            found = list((workshop if number % 2 else interview)(folder, chance))
            drafts += bool(on_disk(folder)[1])
        wrong += bool(found)
        for line in found:
            print(f"  {'workshop' if number % 2 else 'interview'}, kill {number + 1}: {line}", flush=True)
    print(f"in a terminal, seed {seed}: {kills} kills, {drafts} with half a line on the disk, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
