"""Sessions that are killed while they write, and what the next run makes of it.

    python -m tests.faults.kills [KILLS] [SEED]

Each kill is a real SIGKILL at a point where the program changes the disk, chosen at random: half of them before the call, half right
after it. Prints for each verb how many kills there were and what went wrong: answers that were lost, content that is gone, half
files, litter, a lock that stayed, anything that is there twice.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.files.codec import load
from stratcoach.files.sessions import Session, journal_path
from stratcoach.model.sections import items
from stratcoach.model.strategy import Strategy
from tests.faults.scenarios import EXAMPLES, ROOT, files
from tests.rehearsal import rehearse

ANSWERS: Final = EXAMPLES / "platform" / "answers.yaml"
ANSWER: Final = "Testers on the night shift wait two hours for the one machine that is free."
MOST_PROMPTS: Final = 100


class Killed(NamedTuple):
    """A session: the verb, and what is typed from a given answer on."""

    verb: tuple[str, ...]
    prepare: Callable[[Path], None]
    typed: Callable[[int], Sequence[str]]


def copied(folder: Path) -> None:
    shutil.copy(EXAMPLES / "platform" / "strategy.yaml", folder / "strategy.yaml")


def nothing(_folder: Path) -> None:
    """Prepare nothing: the session makes the file."""


def replies(first: int) -> list[str]:
    return [*(line for act in list(rehearse(ANSWERS))[first:] for line in act.lines()), *[""] * 5]


def one_answer(first: int) -> list[str]:
    """Give one answer, then keep what is there."""
    return [*([ANSWER] if not first else []), *[""] * MOST_PROMPTS]


LEARNED: Final = (
    (":skip",),
    (ANSWER,),
    ("2",),
    ("12 of 14 testers on night shifts in May, notes in the research folder",),
    ("2026-05",),
    ("",),
    ("",),
    ("3",),
    ("",),
    ("1",),
)


def learned(first: int) -> list[str]:
    """A new insight, answer by answer; it speaks for a problem, and for nothing else."""
    return [*(line for lines in LEARNED[first:] for line in lines), *[""] * MOST_PROMPTS]


SESSIONS: Final = (
    Killed(("new",), nothing, replies),
    Killed(("revise", "problems"), copied, one_answer),
    Killed(("learn",), copied, learned),
)


def run(folder: Path, verb: Sequence[str], typed: Sequence[str], point: int = 0, fault: str = "COUNT") -> tuple[int, str]:
    """Run a verb by plain lines; returns its status and what it said."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "POINTS": str(folder.with_name("points"))}
    command = [sys.executable, "-m", "tests.faults.inject", str(point), fault, "--", *verb, "--plain"]
    text = "".join(f"{line}\n" for line in typed)
    done = subprocess.run(command, cwd=folder, env=env, input=text, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def kept(folder: Path) -> int:
    """How many answers are on the disk; what was only typed isn't one."""
    journal = journal_path(folder / "strategy.yaml")
    if not journal.exists():
        return 0
    session = Session.resume(journal)
    session.close()
    return sum(event.kind != "draft" for event in session.own)


def read(folder: Path) -> Strategy | None:
    path = folder / "strategy.yaml"
    return load(path.read_bytes(), path.name).strategy if path.exists() else None


def killed(session: Killed, folder: Path, normal: Strategy, point: int, fault: str) -> Iterator[str]:
    """Kill a session at a point, continue it, and say what went wrong."""
    session.prepare(folder)
    before = read(folder)
    run(folder, session.verb, session.typed(0), point, fault)
    journal = journal_path(folder / "strategy.yaml")
    there = kept(folder) if journal.exists() else 0
    if journal.exists():
        _, said = run(folder, ("resume",), session.typed(there))
        if "made a mistake" in said or "Traceback" in said:
            yield f"words of the interpreter: {said[-200:]!r}"
    elif read(folder) == before:
        run(folder, session.verb, session.typed(0))
    after = read(folder)
    if after is None:
        yield "no file"
        return
    gone = {item.id for _, item in items(before or Strategy())} - {item.id for _, item in items(after)}
    if gone and not {item.id for _, item in items(normal)}.isdisjoint(gone):
        yield f"content gone: {sorted(gone)}"
    if _without_days(after) != _without_days(normal):
        yield f"another file than without a kill, {there} answers were kept"
    if litter := [name for name in files(folder) if name.endswith((".tmp", ".jsonl")) or "-2" in name]:
        yield f"litter: {litter}"


def _without_days(strategy: Strategy) -> Strategy:
    return strategy.replace(updated="", history=())


def main() -> int:
    kills, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 30, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    return 1 if sum(_of(session, kills, random.Random(seed)) for session in SESSIONS) else 0


def _of(session: Killed, kills: int, chance: random.Random) -> int:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "undisturbed", "f")
        folder.mkdir(parents=True)
        session.prepare(folder)
        status, said = run(folder, session.verb, session.typed(0))
        normal = read(folder)
        assert status == 0, said[-500:]
        assert normal is not None
        points = int(folder.with_name("points").read_text(encoding="utf-8"))
        wrong = 0
        for number in range(kills):
            place = Path(top, str(number), "f")
            place.mkdir(parents=True)
            point, fault = chance.randint(1, points), chance.choice(("KILL", "KILLAFTER"))
            for line in killed(session, place, normal, point, fault):
                wrong += 1
                print(f"  {session.verb[0]} {fault} at {point} of {points}: {line}", flush=True)
        print(f"{session.verb[0]}: {kills} kills at {points} points, {wrong} wrong", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
