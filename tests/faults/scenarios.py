"""Commands that write, what they write when nothing fails, and what may be there when something does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files.sessions import peek
from stratcoach.flow.events import AnswerDrafted, WentBack
from stratcoach.workshop.workshop_events import LineDrafted, WorkshopStopped
from tests.faults.forked import HUNG, Done, Run, Server
from tests.faults.forked import ROOT as ROOT  # noqa: PLC0414  others take it from here
from tests.printed import shows

EXAMPLES: Final = ROOT / "examples"
ERRORS: Final = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT")
SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
FAULTS: Final = (*ERRORS, "ENOSPC+", "EDQUOT+", "SHORT", "KILL", "KILLAFTER", *SIGNALS)
NOW: Final = datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp()
"""Every run is at the same time, so that two runs write the same."""
Files = Mapping[str, bytes]
"""What a folder has in it, by path; temporary files and journals, too."""
_NO_STEPS: Final = (AnswerDrafted, LineDrafted, WorkshopStopped, WentBack)
_NO_OUTPUT: Final = (".git/", "points")


class Scenario(NamedTuple):
    """A command in a prepared folder, with the lines that are typed where it asks."""

    name: str
    prepare: Callable[[Path, Server], None]
    arguments: Sequence[str]
    lines: Sequence[str] = ()
    comes_back_by: Sequence[str] = ()
    """What is typed first where a session is resumed, such as the end of the recap."""
    drive: Sequence[str] = ()
    clears: bool = False
    """Whether it first takes away what an earlier run wrote, so that nobody takes that for its own."""
    releases: Sequence[str] = ()
    """What is typed behind the lines where the result is released at once; then `release` does what is left to do."""

    def run(self, folder: Path, point: int = 0, fault: str = "COUNT") -> Run:
        return Run(folder, self.arguments, (*self.lines, *self.releases), point, fault, drive=self.drive, now=NOW)


class Outcome(NamedTuple):
    """How a run ended, and what was in the folder then."""

    status: int
    output: str
    files: Files


class Undisturbed(NamedTuple):
    """What a scenario does when nothing fails: the folder it begins in, what was there, what is there afterwards, and how many
    points it has. `lines_for` says how many lines led to each number of events that a session can have kept; `half` is what is there when
    the result isn't released.
    """

    template: Path
    before: Files
    after: Outcome
    points: int
    lines_for: Mapping[int, int]
    half: Files


_INTERRUPTED: Final = (b'{"event": "WorkshopStopped"', b'{"event": "WorkshopResumed"')


def files(folder: Path) -> Files:
    """Everything in a folder but what git alone writes, and but the interruptions that the journal of a workshop names."""
    found = ((path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: _read(path) for name, path in found if not name.startswith(".git/") or name == ".git/info/attributes"}


def _read(path: Path) -> bytes:
    raw = path.read_bytes()
    if path.suffix != ".jsonl" or ".workshop-" not in path.name:
        return raw
    return b"".join(line for line in raw.splitlines(keepends=True) if not line.startswith(_INTERRUPTED))


def kept(folder: Path) -> int | None:
    """How many events the session in a folder has; None where there is none that could be resumed."""
    for journal in folder.glob("*.draft.jsonl"):
        try:
            return sum(not isinstance(event, _NO_STEPS) for event in peek(journal)[1])
        except UserError:
            return None
    return None


def undisturbed(scenario: Scenario, top: Path, server: Server) -> Undisturbed:
    """Prepare the folder from which all runs of a scenario begin, and run it once without a fault."""
    template = top / "template" / "f"
    template.mkdir(parents=True)
    scenario.prepare(template, server)
    folder = copy_of(template, top / "undisturbed")
    done = server.run(scenario.run(folder))
    after = Outcome(done.status, done.output, files(folder))
    assert after.files != files(template), after.output[-2000:]
    assert not any(name.endswith(".tmp") for name in after.files), after.output[-2000:]
    lines_for = _lines_for(scenario, template, top, server)
    return Undisturbed(template, files(template), after, done.points, lines_for, _half(scenario, template, top, server))


def _half(scenario: Scenario, template: Path, top: Path, server: Server) -> Files:
    if not scenario.releases:
        return {}
    folder = copy_of(template, top / "half")
    server.run(scenario._replace(releases=()).run(folder))
    return files(folder)


def copy_of(template: Path, place: Path) -> Path:
    return Path(shutil.copytree(template, place / "f", symlinks=True))


def _lines_for(scenario: Scenario, template: Path, top: Path, server: Server) -> Mapping[int, int]:
    """After how many lines a session has kept how many events: found by typing ever more of them, and stopping there."""
    found: dict[int, int] = {}
    for count in range(len(scenario.lines)):
        folder = copy_of(template, top / f"lines-{count}")
        server.run(scenario._replace(lines=scenario.lines[:count], releases=()).run(folder))
        if (events := kept(folder)) is not None:
            found.setdefault(events, count)
        shutil.rmtree(folder)
    return found


def faulty(scenario: Scenario, place: Path, normal: Undisturbed, point: int, fault: str, server: Server) -> list[str]:
    """Let a fault happen, then do the same again without one. Returns what went wrong, in words."""
    folder = copy_of(normal.template, place)
    done = server.run(scenario.run(folder, point, fault))
    cut = Outcome(done.status, done.output, files(folder))
    wrong = list(_after_the_fault(cut, normal, fault))
    if not scenario.clears:
        wrong += [f"{name} is gone" for name in normal.before if name not in cut.files and name in normal.after.files]
    last = done
    for _ in range(2):
        if files(folder) != normal.after.files:
            last = _again(scenario, folder, normal, server)
    wrong += _after_the_next_run(Outcome(last.status, last.output, files(folder)), normal)
    return wrong


def _again(scenario: Scenario, folder: Path, normal: Undisturbed, server: Server) -> Done:
    """The same command again, or where it left a session, that continued from where it was."""
    events = kept(folder)
    written = (normal.half.get("strategy.yaml"), normal.after.files.get("strategy.yaml"))
    if events is None and scenario.releases and files(folder).get("strategy.yaml") in written:
        return server.run(
            scenario._replace(arguments=("release", "--plain"), lines=scenario.releases[1:], releases=()).run(folder)
        )
    has_not_begun = _saved(files(folder)) == normal.before
    if events is None or has_not_begun or not scenario.lines:
        return server.run(scenario.run(folder))
    count = max((count for known, count in normal.lines_for.items() if known <= events), default=0)
    lines = [*scenario.comes_back_by, *scenario.lines[count:]]
    return server.run(scenario._replace(arguments=("resume", "--plain"), lines=lines).run(folder))


def _after_the_fault(cut: Outcome, normal: Undisturbed, fault: str) -> Iterator[str]:
    text = cut.output.removeprefix(normal.after.output)
    if cut.status == HUNG:
        yield "it hangs"
    if any(word in text for word in ("Traceback", "Exception ignored", "hit a bug", "Errno")) or cut.status in (3, 120):
        yield f"words of the interpreter: {text[-300:]!r}"
    if cut.status == normal.after.status and _saved(cut.files) != _saved(normal.after.files) and not _is_half(cut, normal):
        yield f"the status is {cut.status}, but not all is saved: {text[-200:]!r}"
    if 0 < cut.status < 130 and cut.status != normal.after.status and not text.strip():
        yield "no word about what went wrong"
    if 0 < cut.status < 130 and shows(text, "crash.output_not_written"):
        yield f"the wrong word about what went wrong: {text[-200:]!r}"
    if cut.status == 2 and cut.files == normal.after.files:
        yield f"the status is 2, but all is saved: {text[-200:]!r}"
    if ".tmp" in text:
        yield f"names a temporary file: {text[-200:]!r}"
    for name, raw in cut.files.items():
        if not is_litter(name) and raw not in (normal.before.get(name), normal.half.get(name), normal.after.files.get(name)):
            yield f"{name} is neither as before nor as it should be"
    if fault in ERRORS and (litter := [name for name in cut.files if name.endswith(".tmp")]):
        yield f"a temporary file is left: {litter}"


def _is_half(cut: Outcome, normal: Undisturbed) -> bool:
    """Whether all is saved but the release, which was called off; the output says so, or says how to do it."""
    is_told = "othing was released" in cut.output or "\n  stratcoach release: " in cut.output
    return is_told and {name: raw for name, raw in cut.files.items() if not is_litter(name)} == normal.half


def _saved(there: Files) -> Files:
    return {name: raw for name, raw in there.items() if not name.endswith(".tmp")}


def _after_the_next_run(last: Outcome, normal: Undisturbed) -> list[str]:
    if last.files == normal.after.files:
        return []
    names = {name for name in {*last.files, *normal.after.files} if last.files.get(name) != normal.after.files.get(name)}
    return [f"after the next run {', '.join(sorted(names))} differ: {last.status} {last.output[-300:]!r}"]


def is_litter(name: str) -> bool:
    return re.search(r"\.tmp$|\.(draft|release|reading|review)\.jsonl$", name) is not None
