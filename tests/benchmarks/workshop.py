"""What a workshop costs: the countdown while a prompt waits, a key to its echo, and each step with 12 people and 200 notes.

    python -m tests.benchmarks.workshop [SECONDS]

Needs a pseudo-terminal. The share of a core is CPU time of the program over wall-clock time, against the same prompt
without a countdown.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stratcoach.files.question_flows import load_library
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.events import Event
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import Style
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop import people
from stratcoach.workshop.board_events import Ballot, BallotsCast, Decided, NotesAdded, NotesChosen, NotesMerged, VoteRepeated
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.recap import nudges, recap
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import ActUndone, DeciderNamed, PeopleListed, PhaseEntered, StepEntered
from tests.person import ENTER, Person
from tests.workshops import BEGIN

NAMES = ("Ana", "Ben", "Chi", "Dara", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou")
NOTES, ROUNDS, TICKS = 200, 10, os.sysconf("SC_CLK_TCK")


def spread(times: list[float]) -> str:
    times = sorted(times)
    at = times[min(int(len(times) * 0.99), len(times) - 1)]
    return f"median {statistics.median(times):6.1f}   99th percentile {at:6.1f}   max {times[-1]:6.1f} ms"


# ---- 12 people, 200 notes, 10 rounds of votes


def machine() -> None:
    library = load_library()
    with tempfile.TemporaryDirectory() as folder:
        session = Session.create(journal_path(Path(folder) / "strategy.yaml"), Header(mode="workshop"))
        room = Room(library)
        times: dict[str, list[float]] = {}

        def timed(name: str, act: Callable[[], object]) -> None:
            began = time.perf_counter()
            act()
            times.setdefault(name, []).append((time.perf_counter() - began) * 1000)

        def happens(event: Event) -> None:
            session.append(event.replace(at=event.at or BEGIN + len(session.events)))
            room.apply(session.events[-1])
            room.view()

        for event in begin_events(library, library.workshops["half-day"], 240, None, BEGIN):
            happens(event)
        happens(PeopleListed(people=tuple(map(people.Person, NAMES))))
        happens(DeciderNamed(name="Ana", is_here=True))
        happens(StepEntered(step="problems"))
        for number in range(NOTES):
            text = f"Planner {number} calls {number % 7} people on day {number % 31} because shift {number} fell out of the plan."
            note = NotesAdded(step="problems", notes=(Note(text, NAMES[number % 12]),))
            timed("a note", lambda note=note: happens(note))  # type: ignore[misc]
        timed("all notes shown, likes found", lambda: happens(PhaseEntered(step="problems", phase=1)))
        timed("the same again", room.view)
        timed("two notes made one", lambda: happens(NotesMerged(step="problems", numbers=(3, 9))))
        timed("undo of it", lambda: happens(ActUndone()))
        happens(PhaseEntered(step="problems", phase=2))
        for _ in range(ROUNDS):
            for name in NAMES:
                ballot = BallotsCast(step="problems", ballots=(Ballot(name, (1, 2, 3)),))
                timed("a ballot", lambda ballot=ballot: happens(ballot))  # type: ignore[misc]
            timed("votes counted", lambda: happens(PhaseEntered(step="problems", phase=3)))
            timed("a new round", lambda: happens(VoteRepeated(step="problems", numbers=(1, 2, 3, 4))))
        happens(PhaseEntered(step="problems", phase=3))
        happens(NotesChosen(step="problems", numbers=(1, 2, 3)))
        timed("a decision", lambda: happens(Decided(step="problems", who="Ana", why="as voted")))
        timed("undo of it", lambda: happens(ActUndone()))
        now = BEGIN + 9000
        timed("recap and hints", lambda: (recap(room, now), nudges(room, now)))
        timed("follow", lambda: follow(room, now, Style(), 24))
        timed("resume (fold)", lambda: Room(library, session.events).view())
        session.discard()
    sys.stdout.write(f"12 people, {NOTES} notes, {ROUNDS} rounds of votes; each with its line on the disk and the next view\n")
    for name, measured in times.items():
        sys.stdout.write(f"  {name:<30} {spread(measured)}\n")


# ---- in a terminal


def cpu(process: int | None) -> float:
    """Seconds of CPU time that a process has used."""
    shown = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(shown[11]) + int(shown[12])) / TICKS


def at_prompt(folder: Path, *, counts: bool) -> Person:
    (folder / ".git").mkdir()
    person = Person(["workshop"], folder)
    told = ("Ana, Ben, Chi", "Ana", "A goal", "", "Product", "") if counts else ()
    for text, seen in zip(told, ("Who is here?", "Who decides", "One line.", "in the way", "called?", "fit?"), strict=False):
        person.sees(seen)
        person.types(text, ENTER)
    person.sees("step 1 of 10" if counts else "Who is here?")
    if counts:
        person.types(ENTER)
        person.sees("No note so far")
    return person


def countdown(seconds: int) -> None:
    for counts in (False, True):
        with tempfile.TemporaryDirectory() as name:
            person = at_prompt(Path(name), counts=counts)
            began, used = time.monotonic(), cpu(person.child.pid)
            while time.monotonic() - began < seconds:
                person._read()
            share = (cpu(person.child.pid) - used) / (time.monotonic() - began)
            sys.stdout.write(f"{'with' if counts else 'without'} a countdown: {share:.2%} of one core over {seconds} s\n")
            person.kill(9)


ECHO = "import os, tty; tty.setraw(0)\nwhile True: os.write(1, os.read(0, 1))"
"""The least that any program in Python needs to send a key back, on this machine now."""


def echo(keys: int = 400) -> None:
    """From a key to what comes back for it, with the countdown going on; beside it a program that does nothing else."""
    with tempfile.TemporaryDirectory() as name:
        floor = Person([], Path(name), program=[sys.executable, "-c", ECHO])
        time.sleep(0.5)
        person = at_prompt(Path(name), counts=True)
        used = cpu(person.child.pid)
        for text, who in (("floor", floor), ("key to echo", person)):
            sys.stdout.write(f"{text:<12} {spread(list(_echoes(who, keys)))}\n")
        sys.stdout.write(f"CPU time     {(cpu(person.child.pid) - used) / keys * 1000:.1f} ms a key\n")
        person.kill(9)
        floor.kill(9)


def _echoes(person: Person, keys: int) -> Iterator[float]:
    for number in range(keys):
        while _waits(person):
            person.child.read_nonblocking(65536, timeout=0.02)
        began = time.perf_counter()
        person.child.send("x")
        person.child.read_nonblocking(65536, timeout=2)
        yield (time.perf_counter() - began) * 1000
        time.sleep(0.005)
        if number % 60 == 59:
            person.types("\x15")
            time.sleep(0.05)


def _waits(person: Person) -> bool:
    import select

    return bool(select.select([person.child.child_fd], [], [], 0)[0])


if __name__ == "__main__":
    machine()
    countdown(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
    echo()
