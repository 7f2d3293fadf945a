"""Commands that are killed while they work, and what the next run makes of it.

    python -m tests.faults.kills [KILLS] [SEED] [VERB …]

Each kill is a real SIGKILL of a real process. Half of them come at a point where the program changes the disk (before the call or
right after it; half of those among the last 40 points, where results are written), the other half at a random moment of
the processor time that the command uses when nobody disturbs it: so a busy machine shifts nothing. KILLS are shared out evenly among the verbs. What counts as wrong: an answer that was
taken is gone, a file is neither old nor new, a journal can't be opened, the next run doesn't end as if nothing had been, leaves
something behind, or leaves out or repeats something.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files.sessions import Session, journal_path
from stratcoach.flow.events import AnswerDrafted
from stratcoach.workshop.workshop_events import LineDrafted
from tests.faults.forked import NO_ANSWERS, Done, Run, Server, answers_in
from tests.faults.scenarios import NOW, files
from tests.faults.stories import Story, stories

LAST_POINTS: Final = 40
LATER: Final = 300
"""Seconds between a kill and the next run, by the clock of the program."""
_BAD_WORDS: Final = ("Traceback", "made a mistake", "hit a bug", "Exception ignored", ".tmp")


class Normal(NamedTuple):
    """What a story comes to when nobody disturbs it: the folder before and after, and how the run ended."""

    template: Path
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    ended: Done

    def first_line(self, answers: int, story: Story) -> int | None:
        """The line that is typed next where so many answers are on the disk; None where there is no such place."""
        lines = self.ended.asked[len(story.lead) if story.verb == "resume" else 0 :]
        if answers == max(lines) + 1:  # the last question was answered
            return len(lines) - lines[::-1].index(max(lines))
        return next((number for number, count in enumerate(lines) if count == answers), None)


class Kill(NamedTuple):
    """When a run is killed: at a `point`, or after some seconds."""

    point: int = 0
    fault: str = "COUNT"
    after: float = -1.0

    def __str__(self) -> str:
        return f"{self.fault} at {self.point}" if self.point else f"after {self.after:.3f} s"


def undisturbed(story: Story, top: Path, server: Server) -> Normal:
    template, folder = top / "template" / "f", top / "undisturbed" / "f"
    template.mkdir(parents=True)
    story.prepare(template, server)
    shutil.copytree(template, folder)
    ended = server.run(Run(folder, story.arguments, _typed(story, 0), now=NOW))
    assert ended.status == 0, ended.output[-800:]
    normal = Normal(template, seen(template), seen(folder), ended)
    assert normal.after != normal.before, ended.output
    assert not journal_path(folder / "strategy.yaml").exists()
    return normal


def seen(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder; the hours in minutes are the only thing that may differ, and in a kept journal the seconds and
    that it was stopped.
    """
    return {name: _without_time(name, raw) for name, raw in files(folder).items()}


def _without_time(name: str, raw: bytes) -> bytes:
    if name.endswith(".md"):
        return re.sub(rb"\b\d{1,2}:\d\d\b", b"H:MM", raw)
    if ".workshop-" in name and name.endswith(".jsonl"):
        lines = [line for line in raw.splitlines() if not re.match(rb'\{"event": "Workshop(?:Stopped|Resumed)"', line)]
        return re.sub(rb'"at": "[^"]*"', b"", b"\n".join(lines))
    return raw


def _typed(story: Story, first: int, *, resumes: bool = False) -> Sequence[str]:
    lead = story.lead if resumes or story.verb == "resume" else ()
    return (*lead, *story.typed[first:])


def killed(story: Story, normal: Normal, place: Path, kill: Kill, server: Server) -> list[str] | None:
    """Kill a story, do what somebody would do then, and return what is wrong; None where it had ended before it was killed."""
    folder = place / "f"
    shutil.copytree(normal.template, folder)
    run = Run(folder, story.arguments, _typed(story, 0), kill.point, kill.fault, kill.after, now=NOW)
    cut = server.run(run)
    if not cut.is_killed:
        return None
    wrong = list(_half(normal, seen(folder)))
    if not journal_path(folder / "strategy.yaml").exists():
        return wrong + list(_without_a_journal(story, normal, folder, cut, server))
    try:
        answers, half_typed = _kept(folder)
    except UserError as error:
        return [*wrong, f"the journal can't be read: {error.message}"]
    if cut.asked and answers < cut.asked[-1]:
        wrong.append(f"answers lost: {answers} are kept, {cut.asked[-1]} were")
    first = normal.first_line(answers, story)
    if first is None:
        return [*wrong, f"nobody knows where {answers} answers are"]
    wrong += _half_typed(story, first, len(cut.asked) - len(story.lead if story.verb == "resume" else ()), half_typed)
    last = server.run(Run(folder, ("resume", "--plain"), _typed(story, first, resumes=True), now=NOW + LATER))
    return wrong + list(_afterwards(normal, seen(folder), last))


def _without_a_journal(story: Story, normal: Normal, folder: Path, cut: Done, server: Server) -> Iterator[str]:
    """The session hadn't begun, or it had ended; or there is none, and the same command does what is left to do. Where it asks
    again, Enter alone keeps what was answered before.
    """
    if story.is_session and seen(folder) == normal.after:
        return
    answers = 0 if story.is_session else answers_in(folder)
    if cut.asked and not story.is_session and answers < cut.asked[-1] and seen(folder) == normal.before:
        yield f"answers lost: {answers} are kept, {cut.asked[-1]} were"
    typed = ("",) * answers + tuple(_typed(story, answers))
    last = server.run(Run(folder, story.arguments, typed, now=NOW + LATER))
    yield from _afterwards(normal, seen(folder), last)


def _half(normal: Normal, there: Mapping[str, bytes]) -> Iterator[str]:
    """Files that are neither old nor new right after the kill."""
    for name, raw in there.items():
        if not name.endswith((".tmp", ".jsonl")) and raw not in (normal.before.get(name), normal.after.get(name)):
            yield f"{name} is neither as before nor as it should be"
    for name in normal.before:
        if name not in there and name in normal.after:
            yield f"{name} is gone"


def _half_typed(story: Story, first: int, asked: int, kept: str) -> Iterator[str]:
    """Whole lines of an answer that isn't complete yet, and that the journal doesn't hold."""
    if story.is_workshop or asked < 2:
        return
    for line in story.typed[first : asked - 1]:
        if line.strip() and not line.startswith(":") and len(line) > len("12") and line not in kept:
            yield f"a line of a long answer is lost: {line!r}"


def _kept(folder: Path) -> tuple[int, str]:
    """How many answers are on the disk, and what was only typed; read from a copy, so that nothing is mended by it."""
    journal = journal_path(folder / "strategy.yaml")
    copy = Path(shutil.copy(journal, folder.parent / journal.name))
    session = Session.resume(copy)
    session.close()
    drafts = [event for event in session.events if isinstance(event, AnswerDrafted | LineDrafted)]
    return sum(type(event).__name__ not in NO_ANSWERS for event in session.events), typed_in(drafts[-1]) if drafts else ""


def typed_in(draft: AnswerDrafted | LineDrafted) -> str:
    """What was in the line."""
    return draft.text if isinstance(draft, LineDrafted) else str(draft.value)


def _afterwards(normal: Normal, there: Mapping[str, bytes], last: Done) -> Iterator[str]:
    """What isn't as it would be without the kill."""
    if last.status:
        yield f"the next run ended with {last.status}: {last.output[-200:]!r}"
    yield from (f"the next run says {word!r}: {last.output[-200:]!r}" for word in _BAD_WORDS if word in last.output)
    for name in sorted({*there, *normal.after}):
        if name not in there:
            yield f"{name} isn't written"
        elif name not in normal.after:
            yield f"{'litter' if name.endswith(('.tmp', '.jsonl')) else 'not wanted'}: {name}"
        elif there[name] != normal.after[name]:
            yield f"{name} isn't what it would be without the kill"


def moment(chance: random.Random, normal: Normal, *, at_point: bool) -> Kill:
    """A point or a moment at random."""
    if not at_point:
        return Kill(after=chance.uniform(0, normal.ended.seconds))
    points = normal.ended.points
    first = max(1, points - LAST_POINTS) if chance.random() < 0.5 else 1
    return Kill(chance.randint(first, points), chance.choice(("KILL", "KILLAFTER")))


def main() -> int:
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    kills, seed = (*numbers, *(60, 1)[len(numbers) :])[:2]
    every = stories()
    verbs = [one for one in sys.argv[1:] if not one.isdecimal()] or sorted({story.verb for story in every})
    each, wrong = -(-kills // len(verbs)), 0
    with Server() as server:
        for verb in verbs:
            wrong += _of([story for story in every if story.verb == verb], each, random.Random(f"{seed} {verb}"), server)
    print(f"seed {seed}: {wrong} wrong")
    return 1 if wrong else 0


def _of(those: Sequence[Story], kills: int, chance: random.Random, server: Server) -> int:
    """Kill the stories of a verb in turn; returns how often something was wrong."""
    wrong = done = 0
    with tempfile.TemporaryDirectory() as top:
        normals = [undisturbed(story, Path(top, str(number)), server) for number, story in enumerate(those)]
        while done < kills:
            number = done // 2 % len(those)
            kill = moment(chance, normals[number], at_point=done % 2 == 0)
            place = Path(top, "killed")
            found = killed(those[number], normals[number], place, kill, server)
            shutil.rmtree(place)
            if found is None:  # it was quicker than the kill
                continue
            done += 1
            wrong += bool(found)
            if not done % 20:
                print(f"{those[0].verb}: {done} so far, {wrong} wrong", file=sys.stderr, flush=True)
            for line in found:
                print(f"  {those[number].name}, {kill} of {normals[number].ended.points}: {line}", flush=True)
    print(f"{those[0].verb}: {kills} kills, half of them at points; {wrong} wrong", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
