"""The worst file under every limit, for every reader and verb: how time and memory grow when it doubles, and what it costs.

    python -m tests.benchmarks.hostile [PART OF A NAME …]

For each kind of file, half as much as is allowed and all of it are read by a process of its own: CPU seconds (the machine may be
shared), the most memory, and how both grow beyond an empty start. Ends with 1 where a growth is above 2.6, or something takes more
than 10 s or 300 MB, or a command refuses what it should work with. Without names all of it takes about a quarter of an hour.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks import hostile_sessions  # noqa: F401  it adds its readers
from tests.benchmarks.hostile_files import KINDS
from tests.benchmarks.hostile_readers import READERS, STRATCOACH

SECONDS, MEGABYTES, GROWTH = 10.0, 300.0, 2.6
TRIES = 4
STOPPED = 60
"""CPU seconds after which a run is ended."""
TELLING = (0.5, 50.0)
"""Seconds and megabytes beyond an empty start from which growth says something."""
OF_A_GRAPH = ("items", "weak", "objectives", "chained", "ring", "rings", "layered", "challenged", "star")
OF_A_LIST = ("alike", "comments behind", "waivers", "questions", "parked", "releases", "alternatives", "key results", "own keys")
VERBS = {
    "show": ["show"],
    "show --all": ["show", "--all"],
    "show --format json": ["show", "--format", "json"],
    "export": ["export", "--out", "page.html"],
    "log": ["log"],
    "migrate": ["migrate"],
}
REFUSED = ("copies: release --dry-run",)
"""What may end with 2: a strategy that can't be released yet."""
WITH_TWO = {"diff": ["diff"], "compare": ["compare"]}


class Spent(NamedTuple):
    """CPU seconds and megabytes of one process, and its exit status."""

    seconds: float
    megabytes: float
    status: int


class Case(NamedTuple):
    """Writes files for a count into an empty folder and returns the arguments of Python; `most` is the largest count."""

    name: str
    prepare: Callable[[Path, int], list[str]]
    most: int


def spent(prepare: Callable[[Path, int], list[str]], count: int) -> Spent:
    with tempfile.TemporaryDirectory() as name:
        arguments = prepare(Path(name), count)
        run = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCHER, str(STOPPED), *arguments],
            cwd=name,
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, kilobytes, status = json.loads(run.stdout)
    return Spent(seconds, kilobytes / 1024, status)


_LAUNCHER: Final = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 5))
nothing = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[2:]], os.environ, file_actions=nothing)
_, status, used = os.wait4(child, 0)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""
"""A small process that starts the one to be measured: what a process holds when it starts another counts as memory of that one."""


def changed(text: str, by: str) -> str:
    """The same strategy as somebody else left it: other words in each item."""
    if by == "ours":
        return text.replace("Large", "Larger").replace("lose", "waste").replace(" of 412", " of 413").replace("# above", "# over")
    return text.replace("Hikers", "Walkers").replace("trailhead", "entrance").replace("# behind", "# after")


def cases() -> Iterator[Case]:
    for kind, (make, most) in KINDS.items():

        def alone(folder: Path, count: int, verb: list[str] = ["lint"], make: Callable[[int], str] = make) -> list[str]:  # noqa: B006
            (folder / "strategy.yaml").write_bytes(make(count).encode())
            return [*STRATCOACH, *verb, "strategy.yaml"]

        def several(folder: Path, count: int, verb: list[str], make: Callable[[int], str] = make) -> list[str]:
            text = make(count)
            for name, one in (("base", text), ("ours", changed(text, "ours")), ("theirs", changed(text, "theirs"))):
                (folder / f"{name}.yaml").write_bytes(one.encode())
            if verb[0] == "merge":
                return [*STRATCOACH, "merge", "base.yaml", "ours.yaml", "theirs.yaml"]
            return [*STRATCOACH, *verb, "base.yaml", "ours.yaml"]

        yield Case(f"lint: {kind}", alone, most)
        if kind in (*OF_A_GRAPH, *OF_A_LIST):
            for name, verb in VERBS.items():
                yield Case(f"{name}: {kind}", lambda f, n, v=verb, a=alone: a(f, n, v), most)  # type: ignore[misc]
            for name, verb in (*WITH_TWO.items(), ("merge", ["merge"])):
                yield Case(f"{name}: {kind}", lambda f, n, v=verb, s=several: s(f, n, v), most)  # type: ignore[misc]
    for name, (read, most) in READERS.items():
        yield Case(name, read, most)


def growth(half: float, whole: float, start: float, telling: float) -> float:
    """How much more the whole takes than half of it, beyond an empty start; 0 where that is too little to say."""
    return (whole - start) / max(half - start, telling / 10) if whole - start > telling else 0.0


def measured(case: Case, start: Spent) -> tuple[Spent, list[float], bool]:
    """What the whole of a case takes, how much more than half of it, and whether that is too much. A case that seems to be is run
    again, since other processes may have been in the way: the quickest runs count.
    """
    fine = {0, 1, 130, *((2,) if case.name in REFUSED else ())}
    halves: list[Spent] = []
    wholes: list[Spent] = []
    while True:
        halves.append(spent(case.prepare, case.most // 2))
        wholes.append(spent(case.prepare, case.most))
        half, whole = min(halves), min(wholes)
        grows = [growth(half[at], whole[at], start[at], TELLING[at]) for at in (0, 1)]
        is_ended = {half.status, whole.status} <= fine
        is_bad = max(grows) > GROWTH or whole.seconds > SECONDS or whole.megabytes > MEGABYTES or not is_ended
        if not is_bad or len(wholes) == TRIES:
            return whole, grows, is_bad


def main(parts: list[str]) -> int:
    start = spent(lambda _folder, _count: [*STRATCOACH, "--version"], 0)
    sys.stdout.write(f"an empty start: {start.seconds:.2f} s, {start.megabytes:.0f} MB\n")
    worst, bad = Spent(0, 0, 0), []
    for case in cases():
        if parts and not any(part in case.name for part in parts):
            continue
        whole, grows, is_bad = measured(case, start)
        text = "  ".join(f"x {one:.1f}" if one else "     " for one in grows)
        sys.stdout.write(
            f"{case.name:<44} {case.most:9,} {whole.seconds:6.2f} s {whole.megabytes:5.0f} MB  {text}"
            f"  exit {whole.status}{'  TOO MUCH' if is_bad else ''}\n"
        )
        sys.stdout.flush()
        bad += [case.name] if is_bad else []
        worst = Spent(max(worst.seconds, whole.seconds), max(worst.megabytes, whole.megabytes), 0)
    sys.stdout.write(f"the worst: {worst.seconds:.2f} s, {worst.megabytes:.0f} MB; too much: {', '.join(bad) or 'nothing'}\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
