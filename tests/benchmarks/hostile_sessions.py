"""Releases, notes, sessions, workshops, flows, git and conflicts, each as large as they may be: for `tests.benchmarks.hostile`."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from stratcoach.files.question_flows import load_library
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.events import AnswerGiven, Event, WentBack
from stratcoach.model import caps
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop.board_events import NotesAdded
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.people import Person
from stratcoach.workshop.workshop_events import ActUndone, DeciderNamed, PeopleListed, PhaseEntered, StepEntered
from tests.benchmarks.hostile_files import KINDS
from tests.benchmarks.hostile_readers import STRATCOACH, fits, reader
from tests.generate import ROOT
from tests.workshops import BEGIN

EXAMPLE = ROOT / "examples" / "bakery" / "strategy.yaml"
INSIGHT = "  - id: seen-{n}\n    statement: In week {n} the shop threw away {n} of 412 loaves.\n    source: interviews\n    observed: 2026-03\n"
NAMES = ("Ana", "Ben", "Chi", "Dara", "Eli", "Fay", "Gus")


def whole(count: int) -> str:
    """A strategy that can be released, with many insights."""
    text = EXAMPLE.read_text(encoding="utf-8").partition("\nhistory:")[0] + "\n"
    return text.replace("\ninsights:\n", "\ninsights:\n" + "".join(INSIGHT.format(n=n) for n in range(count)), 1)


@reader(caps.ENTRIES.most - 60)
def release(folder: Path, count: int) -> list[str]:
    (folder / "strategy.yaml").write_text(whole(count), encoding="utf-8")
    return [*STRATCOACH, "release", "strategy.yaml", "--yes", "--message", "All", "--because", "All", "--stands", "all"]


@reader(caps.ENTRIES.most - 60)
def release_again(folder: Path, count: int) -> list[str]:
    """Each insight has other words than in the copy of the last release, and a file of a note says why."""
    text = whole(count)
    history = "history:\n  - version: 1.0.0\n    date: 2026-05-04\n    summary: The first one\n"
    (folder / "strategy.versions" / "next").mkdir(parents=True)
    (folder / "strategy.versions" / "1.0.0.yaml").write_text(text + history, encoding="utf-8")
    (folder / "strategy.yaml").write_text(text.replace("threw away", "gave away") + history, encoding="utf-8")
    for number in range(count // 100):
        note = f"summary: Change {number}\nbecause: We counted again.\n"
        (folder / "strategy.versions" / "next" / f"note-{number}.yaml").write_text(note, encoding="utf-8")
    return [*STRATCOACH, "release", "strategy.yaml", "--yes", "--message", "All", "--because", "All", "--stands", "all"]


@reader(fits(caps.NOTE, "  - seen-1000\n"))
def release_note(folder: Path, count: int) -> list[str]:
    (folder / "strategy.versions" / "next").mkdir(parents=True)
    text = f"{whole(100)}history:\n  - version: 1.0.0\n    date: 2026-05-04\n    summary: The first one\n"
    (folder / "strategy.versions" / "1.0.0.yaml").write_text(text, encoding="utf-8")
    (folder / "strategy.yaml").write_text(text.replace("threw away", "gave away"), encoding="utf-8")
    note = "summary: All\nbecause: All\nstands:\n" + "".join(f"  - seen-{1000 + n}\n" for n in range(count))
    (folder / "strategy.versions" / "next" / "note.yaml").write_text(note, encoding="utf-8")
    return [*STRATCOACH, "release", "strategy.yaml", "--dry-run"]


def _on_a_strategy(verb: str, *arguments: str) -> None:
    def read(folder: Path, count: int) -> list[str]:
        (folder / "strategy.yaml").write_text(whole(count), encoding="utf-8")
        return [*STRATCOACH, verb, *arguments]

    read.__name__ = " ".join((verb, *arguments))
    reader(caps.ENTRIES.most - 60)(read)


_on_a_strategy("learn", "strategy.yaml", "--plain")
_on_a_strategy("guide", "evidence")
_on_a_strategy("revise", "strategy.yaml", "insights", "--plain")
_on_a_strategy("workshop", "strategy.yaml", "--prepare", "out")


def _journal(folder: Path, events: Sequence[Event]) -> list[str]:
    session = Session.create(journal_path(folder / "strategy.yaml"), Header(file="strategy.yaml", began="2026-05-04"), events)
    session.close()
    return [*STRATCOACH, "resume", "strategy.yaml", "--plain"]


def _answers(count: int) -> list[AnswerGiven]:
    given = [AnswerGiven(key="start.agenda", value="solo")]
    return given + [AnswerGiven(key=f"insights#{number}.statement", value="Hikers turn back.") for number in range(1, count)]


@reader(2_000)
def journal_of_answers_taken_back(folder: Path, count: int) -> list[str]:
    """As many answers as somebody would give in days, then all of them taken back."""
    return _journal(folder, [*_answers(count), *[WentBack()] * (count - 1)])


def _workshop(folder: Path, events: Sequence[Event]) -> list[str]:
    library = load_library()
    head = [
        *begin_events(library, library.workshops["half-day"], 240, None, BEGIN),
        PeopleListed(people=tuple(map(Person, NAMES))),
    ]
    head += [DeciderNamed(name="Ana", is_here=True), StepEntered(step="problems")]
    session = Session.create(journal_path(folder / "strategy.yaml"), Header(mode="workshop", file="strategy.yaml"))
    session.begin_again([event.replace(at=BEGIN + at) for at, event in enumerate((*head, *events))])
    session.close()
    return [*STRATCOACH, "recap", "strategy.yaml"]


@reader(2_000)
def workshop_journal_of_notes(folder: Path, count: int) -> list[str]:
    notes = [
        NotesAdded(step="problems", notes=(Note(f"Planner {n} calls people because shift {n} fell out.", NAMES[n % 7]),))
        for n in range(count)
    ]
    return _workshop(folder, [*notes, PhaseEntered(step="problems", phase=1)])


@reader(2_000)
def workshop_journal_of_undone_notes(folder: Path, count: int) -> list[str]:
    notes = [NotesAdded(step="problems", notes=(Note(f"Shift {n} fell out.", NAMES[n % 7]),)) for n in range(count // 2)]
    return _workshop(folder, [*notes, *[ActUndone()] * (count // 2)])


@reader(fits(caps.MINUTES, "- Ana: In week 1000 the shop threw away 12 loaves.\n"))
def minutes(folder: Path, count: int) -> list[str]:
    text = (ROOT / "examples" / "workshop" / "strategy.workshop-2026-11-24.md").read_text(encoding="utf-8")
    more = "".join(f"- Ana: In week {n % 1000} the shop threw away 12 loaves.\n" for n in range(count - 500))
    first, _, rest = text.partition("\n## ")
    (folder / "strategy.workshop-2026-11-24.md").write_text(f"{first}\n{more}\n## {rest}", encoding="utf-8")
    shutil.copy(ROOT / "examples" / "workshop" / "strategy.yaml", folder)
    return [*STRATCOACH, "recap", "strategy.yaml"]


def _letters(number: int) -> str:
    """A number as letters: names of questions have no digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


@reader(1_500)
def flows(folder: Path, count: int) -> list[str]:
    """A flow of the team's own with many questions."""
    (folder / "ours").mkdir()
    text = (ROOT / "prompts" / "insights.yaml").read_text(encoding="utf-8")
    more = "".join(
        f"  - id: more_{_letters(n)}\n    ask: What else happened in week {n}?\n    writes: note\n" for n in range(count)
    )
    (folder / "ours" / "insights.yaml").write_text(text.rstrip() + "\n" + more, encoding="utf-8")
    return [*STRATCOACH, "flows", "check", "ours"]


@reader(2_000)
def git_list(folder: Path, count: int) -> list[str]:
    """A repository in which many files changed."""
    for number in range(count):
        (folder / f"{number}").mkdir()
        (folder / f"{number}" / "notes.txt").write_text("x\n", encoding="utf-8")
    (folder / "strategy.yaml").write_text(whole(10), encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for path in folder.glob("*/notes.txt"):
        path.write_text("y\n", encoding="utf-8")
    (folder / "strategy.yaml").write_text(whole(11), encoding="utf-8")
    return [*STRATCOACH, "lint", ".", "--since", "HEAD"]


def _without(text: str, every: int) -> str:
    """The text without each so-manieth entry of its lists."""
    parts = re.split(r"(?m)^(?=  - )", text)
    return "".join(part for place, part in enumerate(parts) if not place or place % every)


CONFLICTS: dict[str, Callable[[str], tuple[str, str]]] = {
    "the same words": lambda text: (text.replace("Hikers", "Walkers"), text.replace("Hikers", "Climbers")),
    "changed and deleted": lambda text: (text.replace("Hikers", "Walkers"), _without(text, 3)),
    "ids changed": lambda text: (text.replace("id: ", "id: x-"), text.replace("id: ", "id: y-").replace("Hikers", "Climbers")),
    "all deleted": lambda text: (
        text.replace("Hikers", "Walkers"),
        text.partition("id: ")[0].rpartition("\n")[0].rpartition("\n")[0] + "\n",
    ),
}


def _conflict(name: str, kind: str) -> None:
    def read(folder: Path, count: int) -> list[str]:
        text = KINDS[kind][0](count)
        ours, theirs = CONFLICTS[name](text)
        for file, one in (("base", text), ("ours", ours), ("theirs", theirs)):
            (folder / f"{file}.yaml").write_text(one, encoding="utf-8")
        return [*STRATCOACH, "merge", "base.yaml", "ours.yaml", "theirs.yaml"]

    read.__name__ = f"conflict: {name}: {kind}"
    reader(KINDS[kind][1])(read)


for _name in CONFLICTS:
    for _kind in ("star", "layered", "alike"):
        _conflict(_name, _kind)
