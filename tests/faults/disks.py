"""Disks that are full, small, read-only or odd, wrong clocks, and two processes at once.

    python -m tests.faults.disks [CHECK …]

Every check runs verbs as they are typed, on such a disk, and then again on a good one. Prints a line for each check and what went
wrong. `full` mounts small file systems in memory and needs root; without it the check is left out, and says so. A FAT drive and a
network drive are imitated (see `tests.faults.drives`): no hard links, modes, owners, links, locks or renaming without replacing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.faults.drives import FAT, NETWORK
from tests.faults.forked import HUNG, Run, Server
from tests.faults.scenarios import NOW, Files, Scenario, copy_of, files, is_litter, undisturbed
from tests.faults.sittings import SITTINGS
from tests.faults.verbs import VERBS

SCENARIOS: Final = {one.name: one for one in (*VERBS, *SITTINGS)}
ON_A_FULL_DISK: Final = (
    "new", "new-plain", "revise", "learn", "weigh", "release", "keep", "merge", "migrate", "baseline", "reports", "export-html", "flows",
    "prepare", "workshop",
)  # fmt: skip
WITHOUT_SIZES: Final = tuple(name for name in SCENARIOS if not name.endswith("-git"))
Wrong = list[str]


def problems(before: Files, status: int, output: str, there: Files, wanted: Files) -> Wrong:
    """What is wrong after a run that may have failed."""
    wrong = []
    if status == HUNG or status in (3, 120) or any(word in output for word in ("Traceback", "Exception ignored", "hit a bug")):
        wrong.append(f"status {status}: {output[-300:]!r}")
    if status == 0 and {name: raw for name, raw in there.items() if name in wanted} != wanted:
        wrong.append(f"status 0, but not all is saved: {output[-200:]!r}")
    if ".tmp" in output:
        wrong.append(f"names a temporary file: {output[-200:]!r}")
    for name, raw in there.items():
        if not is_litter(name) and raw not in (before.get(name), wanted.get(name)):
            wrong.append(f"{name} is neither as before nor as it should be")
        if name.endswith(".tmp"):
            wrong.append(f"litter: {name}")
    return wrong


# ---- disks that are too small


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A file system in memory of a size; needs root."""
    place.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def full(server: Server, top: Path) -> Iterator[str]:
    """Begin on a disk that has a little room left, ever more of it, until all fits."""
    if os.geteuid() != 0:
        yield "left out: needs root"
        return
    for name in ON_A_FULL_DISK:
        scenario = SCENARIOS[name]
        normal = undisturbed(scenario._replace(lines=()), top / name, server) if not scenario.lines else None
        wanted = normal.after.files if normal else _wanted(scenario, top / name, server)
        template = top / name / "template" / "f"
        for free in (0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128):
            with small_disk(top / f"{name}-{free}", 4096) as disk:
                folder = copy_of(template, disk)
                _fill(disk, free)
                before = files(folder)
                done = server.run(scenario.run(folder)._replace(fault="COUNT"))
                yield from (
                    f"{name} with {free} kB: {one}" for one in problems(before, done.status, done.output, files(folder), wanted)
                )
                (disk / "filler").unlink()


def _wanted(scenario: Scenario, top: Path, server: Server) -> Files:
    template = top / "template" / "f"
    template.mkdir(parents=True)
    scenario.prepare(template, server)
    folder = copy_of(template, top / "undisturbed")
    server.run(scenario.run(folder))
    return files(folder)


def _fill(disk: Path, free: int) -> None:
    """Leave this many kilobytes."""
    room = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - free * 1024)))


def limited(server: Server, top: Path) -> Iterator[str]:
    """A limit on the size of files, as a quota is one."""
    for name in ON_A_FULL_DISK:
        scenario = SCENARIOS[name]
        wanted = _wanted(scenario, top / name, server)
        for limit in (0, 1, 500, 4_000, 12_000, 20_000, 60_000):
            folder = copy_of(top / name / "template" / "f", top / f"{name}-{limit}")
            before = files(folder)
            done = server.run(scenario.run(folder)._replace(limit=limit))
            yield from (
                f"{name} up to {limit} B: {one}" for one in problems(before, done.status, done.output, files(folder), wanted)
            )


def read_only(server: Server, top: Path) -> Iterator[str]:
    """Folders and files that somebody else owns; as another user where we are root."""
    for name in ON_A_FULL_DISK:
        scenario = SCENARIOS[name]
        wanted = _wanted(scenario, top / name, server)
        folder = copy_of(top / name / "template" / "f", top / f"{name}-closed")
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        for above in (top, *top.parents):
            if (
                above.stat().st_uid == os.geteuid()
                and above.is_relative_to(tempfile.gettempdir())
                and above != Path(tempfile.gettempdir())
            ):
                above.chmod(0o755)
        before = files(folder)
        done = server.run(scenario.run(folder)._replace(user=65534 if os.geteuid() == 0 else None))
        yield from (f"{name}: {one}" for one in problems(before, done.status, done.output, files(folder), wanted))
        if done.status == 0 or files(folder) != before:
            yield f"{name}: status {done.status}, {sorted(files(folder))}"
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


# ---- odd drives and wrong clocks


def fat(server: Server, top: Path) -> Iterator[str]:
    yield from _odd(server, top, FAT)


def network(server: Server, top: Path) -> Iterator[str]:
    yield from _odd(server, top, NETWORK)


def _odd(server: Server, top: Path, drive: Sequence[str]) -> Iterator[str]:
    """Everything works as on a disk that can do more."""
    for name in WITHOUT_SIZES:
        scenario = SCENARIOS[name]
        wanted = _wanted(scenario, top / name, server)
        folder = copy_of(top / name / "template" / "f", top / f"{name}-odd")
        done = server.run(scenario.run(folder)._replace(drive=drive))
        if files(folder) != wanted:
            names = {one for one in {*files(folder), *wanted} if files(folder).get(one) != wanted.get(one)}
            yield f"{name}: {sorted(names)} differ, status {done.status}: {done.output[-300:]!r}"


DAY: Final = 86_400
CLOCKS: Final = {
    "a day back": NOW - DAY,
    "thirty years back": NOW - 30 * 365 * DAY,
    "1970": 1.0,
    "2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC).timestamp(),
}


def clock(server: Server, top: Path) -> Iterator[str]:
    """A session or a release that goes on after the clock was set. A day that has become odd is asked about, which a script doesn't
    answer: then the session has to be kept.
    """
    for name in (
        "new-plain",
        "revise",
        "learn",
        "weigh",
        "release",
        "release-notes",
        "workshop",
        "baseline-again",
        "migrate",
        "export-again",
        "collect",
    ):
        scenario = SCENARIOS[name]
        wanted = _wanted(scenario, top / name, server)
        for called, now in CLOCKS.items():
            folder = copy_of(top / name / "template" / "f", top / f"{name}-{called}")
            half = scenario.lines[: len(scenario.lines) // 3]
            if half:
                server.run(scenario._replace(lines=half).run(folder))
            done = server.run(scenario.run(folder)._replace(now=now, arguments=scenario.arguments))
            if half and "unfinished session" in done.output:
                rest = [*scenario.comes_back_by, *scenario.lines[len(half) :]]
                done = server.run(scenario._replace(lines=rest, arguments=("resume", "--plain")).run(folder)._replace(now=now))
            there = files(folder)
            is_kept = done.status == 130 and "strategy.draft.jsonl" in there
            if not (is_kept or (done.status in (0, 1) and len(there) >= len(wanted))) or "Traceback" in done.output:
                yield f"{name}, {called}: status {done.status}, {sorted(there)}: {done.output[-300:]!r}"


# ---- two at once


def _pair(one: str, other: str = "") -> tuple[Scenario, Scenario]:
    return SCENARIOS[one], SCENARIOS[other or one]


PAIRS: Final = (
    _pair("new"), _pair("new-plain"), _pair("resume"), _pair("revise"), _pair("learn"), _pair("learn", "revise"), _pair("weigh"), _pair("weigh", "learn"), _pair("release"),
    _pair("release", "learn"), _pair("release", "revise"), _pair("keep"), _pair("baseline-again"), _pair("baseline"),
    _pair("merge"), _pair("merge-output"), _pair("migrate"), _pair("reports-again"), _pair("export-again"), _pair("flows"), _pair("workshop"), _pair("collect"),
)  # fmt: skip
TIMES: Final = 3


def together(server: Server, top: Path) -> Iterator[str]:
    """One wins, or both do; nothing is mixed, no litter stays, and what is there is what one of them writes alone, or both behind
    each other.
    """
    for one, other in PAIRS:
        name = f"{one.name}+{other.name}"
        template = top / name / "template" / "f"
        template.mkdir(parents=True)
        one.prepare(template, server)
        ends = [
            _behind_each_other(order, template, top / name, server) for order in ((one,), (other,), (one, other), (other, one))
        ]
        for number in range(TIMES):
            folder = copy_of(template, top / f"{name}-{number}")
            done = server.at_once([one.run(folder), other.run(folder)])
            there = files(folder)
            text = " | ".join(f"{each.status}: {each.output[-200:]!r}" for each in done)
            if any(each.status in (HUNG, 3, 120) or each.status < 0 or "Traceback" in each.output for each in done):
                yield f"{name}: {text}"
            if litter := [path for path in there if path.endswith(".tmp")]:
                yield f"{name}: litter {litter}"
            if there not in ends:
                yield f"{name}: {sorted(there)} isn't what one or both write; {text}"
            if all(each.status not in (0, 1) for each in done):
                yield f"{name}: neither wins; {text}"


def _behind_each_other(order: Sequence[Scenario], template: Path, top: Path, server: Server) -> Files:
    folder = copy_of(template, top / "-".join(each.name for each in order) / str(len(list(top.iterdir()))))
    for each in order:
        server.run(each.run(folder))
    return files(folder)


def unwritable(server: Server, top: Path) -> Iterator[str]:
    """Standard output on a full device: every verb that prints says so, and ends with 2. A merge prints nothing there."""
    for name, arguments in {
        name: scenario.arguments for name, scenario in SCENARIOS.items() if not scenario.lines and "merge" not in name
    }.items():
        folder = top / name
        folder.mkdir()
        SCENARIOS[name].prepare(folder, server)
        done = server.run(Run(folder, arguments, now=NOW, full_output=True))
        if done.status != 2 or "Traceback" in done.output or "Exception ignored" in done.output:
            yield f"{name}: status {done.status}: {done.output[-200:]!r}"


CHECKS: Final[dict[str, Callable[[Server, Path], Iterator[str]]]] = {
    check.__name__.replace("_", "-"): check for check in (full, limited, read_only, fat, network, clock, together, unwritable)
}


def main() -> int:
    wrong = 0
    with Server() as server:
        for name in sys.argv[1:] or CHECKS:
            with tempfile.TemporaryDirectory() as top:
                found = list(CHECKS[name](server, Path(top)))
            wrong += len(found)
            print(f"{name}: {len(found)} wrong", flush=True)
            for line in found:
                print(f"  {line}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
