"""Commands that write, what they write when nothing fails, and what may be there when something does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
ERRORS: Final = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT")
FAULTS: Final = (*ERRORS, "ENOSPC+", "EDQUOT+", "SHORT", "KILL", "KILLAFTER", "SIGINT", "SIGTERM", "SIGHUP")
Files = Mapping[str, bytes]
"""What a folder has in it, by path; temporary files and journals, too."""


class Scenario(NamedTuple):
    """A command in a prepared folder. `again` is what somebody types after it was cut off, until nothing is left to do."""

    name: str
    prepare: Callable[[Path], None]
    arguments: Sequence[str]
    again: Sequence[Sequence[str]] = ()

    @property
    def retries(self) -> Sequence[Sequence[str]]:
        return self.again or (self.arguments,)


class Outcome(NamedTuple):
    """How a run ended, and what was in the folder then."""

    status: int
    output: str
    files: Files


def released(folder: Path) -> None:
    """A strategy with its first release, and an edit after it."""
    shutil.copy(EXAMPLES / "platform" / "strategy.yaml", folder / "strategy.yaml")
    run(folder, ["release", "--keep"])
    path = folder / "strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("confidence: high", "confidence: medium", 1), encoding="utf-8")


def edited_twice(folder: Path) -> None:
    shutil.copy(EXAMPLES / "platform" / "strategy.yaml", folder / "base.yaml")
    text = (folder / "base.yaml").read_text(encoding="utf-8")
    (folder / "ours.yaml").write_text(text.replace("confidence: high", "confidence: low", 1), encoding="utf-8")
    (folder / "theirs.yaml").write_text(text.replace("\nowner: ", "\nowner: Ada or ", 1), encoding="utf-8")


def weak(folder: Path) -> None:
    shutil.copy(next((EXAMPLES / "broken").glob("*.yaml")), folder / "strategy.yaml")


def empty(folder: Path) -> None:
    assert folder.is_dir()


def unreleased(folder: Path) -> None:
    shutil.copy(EXAMPLES / "platform" / "strategy.yaml", folder / "strategy.yaml")


RELEASE: Final = ("release", "--summary", "Less sure", "--because", "A second look", "--stands", "all", "--yes")
SCENARIOS: Final = (
    Scenario("new", empty, ("new", "--answers", str(EXAMPLES / "platform" / "answers.yaml"))),
    Scenario("release", released, RELEASE),
    Scenario("keep", unreleased, ("release", "--keep")),
    Scenario("merge", edited_twice, ("merge", "base.yaml", "ours.yaml", "theirs.yaml")),
    Scenario("baseline", weak, ("lint", "--write-baseline")),
    Scenario("report", weak, ("lint", "--format", "sarif=report.sarif", "--format", "junit=report.xml")),
    Scenario("flows", empty, ("flows", "copy", "own")),
)


def run(folder: Path, arguments: Sequence[str], point: int = 0, fault: str = "") -> Outcome:
    """Run a command in a folder, with a fault at a point if there is one to be."""
    program = ["tests.faults.inject", str(point), fault, "--"] if fault else ["stratcoach"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "POINTS": str(folder.with_name("points"))}
    command = [sys.executable, "-m", *program, *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    return Outcome(done.returncode, done.stdout + done.stderr, files(folder))


def files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Undisturbed(NamedTuple):
    """What a scenario does when nothing fails: what was there, what is there afterwards, and how many points it has."""

    before: Files
    after: Outcome
    points: int


def undisturbed(scenario: Scenario, folder: Path) -> Undisturbed:
    scenario.prepare(folder)
    before = files(folder)
    after = run(folder, scenario.arguments, 0, "COUNT")
    return Undisturbed(before, after, int(folder.with_name("points").read_text(encoding="utf-8")))


def faulty(scenario: Scenario, folder: Path, normal: Undisturbed, point: int, fault: str) -> list[str]:
    """Let a fault happen, then do the same again without one. Returns what went wrong, in words."""
    scenario.prepare(folder)
    cut = run(folder, scenario.arguments, point, fault)
    wrong = list(_after_the_fault(cut, normal))
    for arguments in scenario.retries:
        last = run(folder, arguments)
    wrong += _after_the_next_run(last, normal)
    return wrong


def _after_the_fault(cut: Outcome, normal: Undisturbed) -> list[str]:
    wrong = []
    if "Traceback" in cut.output or "Exception ignored" in cut.output or "hit a bug" in cut.output:
        wrong.append(f"words of the interpreter: {cut.output[-200:]!r}")
    if cut.status == normal.after.status and cut.files != normal.after.files:
        wrong.append(f"the status is {cut.status}, but not all is saved")
    if 0 < cut.status < 130 and not cut.output.strip():
        wrong.append("no word about what went wrong")
    if ".tmp" in cut.output:
        wrong.append(f"names a temporary file: {cut.output[-200:]!r}")
    for name, raw in cut.files.items():
        if not _is_litter(name) and raw not in (normal.before.get(name), normal.after.files.get(name)):
            wrong.append(f"{name} is neither as before nor as it should be")
    wrong += [f"{name} is gone" for name in normal.before if name not in cut.files]
    return wrong


def _after_the_next_run(last: Outcome, normal: Undisturbed) -> list[str]:
    if last.files == normal.after.files:
        return []
    names = {name for name in {*last.files, *normal.after.files} if last.files.get(name) != normal.after.files.get(name)}
    return [f"after the next run {', '.join(sorted(names))} differ: {last.status} {last.output[-200:]!r}"]


def _is_litter(name: str) -> bool:
    return re.search(r"\.tmp$|\.draft\.jsonl$", name) is not None
