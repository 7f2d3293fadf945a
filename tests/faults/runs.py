"""Runs of `stratcoach` as processes of their own that begin at once: a server loads the program and forks for each run.

    with Server() as server:
        server.run(Run(folder, ("new", "--plain"), ("2", "Trailhead"), kill_after=0.05))

Each run is a real process with its own folder, standard input, output and clock, and it is really killed. Beside the folder lie
`typed`, `said` and `asked`: at each prompt, how many answers were on the disk then, as the process saw it.
"""

from __future__ import annotations

import builtins
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, NoReturn, Self

from tests.faults.inject import Fault, install

ROOT: Final = Path(__file__).parents[2]
NO_ANSWERS: Final = ("start", "draft", "ask.draft", "resumed", "stopped", "opened")
_NO_ANSWER_LINES: Final = tuple(f'{{"event": "{kind}"'.encode() for kind in NO_ANSWERS)


class Run(NamedTuple):
    """A command in a folder and the lines that are typed. At a `point` it meets a `fault`; it is killed when it has used so many
    seconds of the processor, where `kill_after` isn't negative. `late` is how many seconds later than the others the clock of a workshop is.
    """

    folder: Path
    arguments: Sequence[str]
    typed: Sequence[str] = ()
    point: int = 0
    fault: str = "COUNT"
    kill_after: float = -1.0
    late: int = 0


class Ended(NamedTuple):
    """How a run ended: its status, negative for a signal; what it wrote; at each prompt, how many answers were on the disk; how
    many points it had, and how many seconds of the processor it used.
    """

    status: int
    said: str
    asked: tuple[int, ...]
    points: int
    seconds: float

    @property
    def is_killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Server:
    """Starts runs, one at a time."""

    def __enter__(self) -> Self:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "tests.faults.runs"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, run: Run) -> Ended:
        (run.folder.parent / "typed").write_text("".join(f"{line}\n" for line in run.typed), encoding="utf-8")
        for name in ("said", "asked"):
            (run.folder.parent / name).write_text("", encoding="utf-8")
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(run.folder), *run[1:]]) + "\n")
        self._process.stdin.flush()
        status, seconds = json.loads(self._process.stdout.readline())
        told = {name: (run.folder.parent / name).read_text(encoding="utf-8", errors="replace") for name in ("said", "asked")}
        asked = [int(one) for one in told["asked"].split()]
        points = 0 if status < 0 else asked.pop()
        return Ended(status, told["said"], tuple(asked), points, seconds)


def answers_in(folder: Path) -> int:
    """How many answers are on the disk; what was only typed isn't one, and a line that isn't whole isn't either."""
    count = 0
    for name in ("draft", "release", "note"):
        with suppress(FileNotFoundError):
            whole = (folder / f"strategy.{name}.jsonl").read_bytes().split(b"\n")[:-1]
            count += sum(not line.startswith(_NO_ANSWER_LINES) for line in whole)
    return count


# ---- the server


def serve() -> None:
    _load()
    for line in sys.stdin:
        folder, *rest = json.loads(line)
        run = Run(Path(folder), *rest)
        process = os.fork()
        if not process:
            _child(run)
        if run.kill_after >= 0:
            _kill(process, run.kill_after)
        _, status, used = os.wait4(process, 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime]), flush=True)


def _kill(process: int, seconds: float) -> None:
    """Kill a process as soon as it has used so much time of the processor, unless it ends before."""
    clock = (~process << 3) | 2  # what Linux calls the clock of another process
    while time.clock_gettime(clock) < seconds and not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.001)
    os.kill(process, signal.SIGKILL)


def _load() -> None:
    """Load the program and what it reads of its own, so that kills hit what it does and not how it starts."""
    import stratcoach
    from stratcoach.files import question_flows

    for module in pkgutil.walk_packages(stratcoach.__path__, "stratcoach."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    importlib.import_module("tests.workshops")
    setattr(question_flows, "_read", functools.cache(question_flows._read))  # noqa: B010  the same for every run
    question_flows.load_library()
    gc.collect()
    gc.freeze()  # runs needn't look through what is loaded


def _child(run: Run) -> NoReturn:
    """Be the program. Whatever happens, this never goes back into the server."""
    status = 70
    beside = run.folder.parent
    asked = os.open(beside / "asked", os.O_WRONLY)
    fault = Fault(run.point, run.fault)
    try:
        os.chdir(run.folder)
        said = os.open(beside / "said", os.O_WRONLY | os.O_APPEND)
        os.dup2(os.open(beside / "typed", os.O_RDONLY), 0)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "r" if not n else "w", encoding="utf-8") for n in range(3))
        _watch(run, asked, os.write)
        install(fault)
        status = _program(run.arguments)
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        os._exit(_ended(status, fault, asked))


def _watch(run: Run, asked: int, write: Callable[[int, bytes], int]) -> None:
    """Note at each prompt what is on the disk, and give a workshop its own clock."""
    from stratcoach.commands import workshop
    from tests.workshops import BEGIN

    wait = builtins.input

    def prompted(prompt: Any = "", /) -> str:
        write(asked, b"%d\n" % answers_in(run.folder))
        return wait(prompt)

    builtins.input = prompted
    setattr(workshop, "now", lambda: BEGIN + run.late)  # noqa: B010  its default is a function of the module


def _program(arguments: Sequence[str]) -> int:
    from stratcoach.cli import main

    sys.argv = ["stratcoach", *arguments]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0


def _ended(status: int, fault: Fault, asked: int) -> int:
    fault.point = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(asked, b"%d\n" % fault.count)
    return status


if __name__ == "__main__":
    serve()
