"""Run `stratcoach` hundreds of times a minute: a server that imports it once, and forks for each run.

    with Server() as server:
        done = server.run(Run(folder, ("new", "--plain"), ("2", "Trailhead"), point=17, fault="KILL"))
        done = server.run(Run(folder, ("new", "--plain"), ("2", "Trailhead"), kill_after=0.05))
        both = server.at_once([Run(folder, ("release",)), Run(folder, ("release",))])

Each run is a process of its own, with its own streams (pipes), folder and fault (see `tests.faults.inject`); it ends as the
installed command would, by a status or a signal. `python -m tests.faults.forked` is the server itself: a line of JSON in, one out.
"""

from __future__ import annotations

import builtins
import functools
import gc
import importlib
import json
import os
import pkgutil
import resource
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

ROOT: Final = Path(__file__).parents[2]
LONGEST: Final = 60.0
"""Seconds after which a run is taken to hang, and is killed."""
HUNG: Final = -1000
NO_ANSWERS: Final = ("start", "AnswerDrafted", "LineDrafted", "WorkshopResumed", "WorkshopStopped", "WorkshopOpened")
_NO_ANSWER_LINES: Final = tuple(f'{{"event": "{kind}"'.encode() for kind in NO_ANSWERS)
_MOST_TYPED: Final = 60_000
_NOT_FOR_FORKS: Final = ("__main__",)


class Run(NamedTuple):
    """A run of a verb, and the lines that are typed. At its `point` the `fault` happens; it is killed when it has used `kill_after`
    seconds of the processor, unless that is negative. `drive` and `now` are those of `tests.faults.drives`: what the disk can't do, and what the clock says, in
    seconds since 1970; `limit` is how many bytes a file may have; with `full_output` standard output takes nothing.
    """

    folder: Path
    arguments: Sequence[str]
    typed: Sequence[str] = ()
    point: int = 0
    fault: str = "COUNT"
    kill_after: float = -1.0
    drive: Sequence[str] = ()
    now: float | None = None
    limit: int | None = None
    user: int | None = None
    env: Mapping[str, str] = {}
    full_output: bool = False


class Done(NamedTuple):
    """How a run ended: its status (below 0: the signal that ended it), what it printed, how many points it came to, how many
    answers were on the disk at each prompt, as the process saw it, and how many seconds of the processor it used.
    """

    status: int
    output: str
    points: int
    asked: Sequence[int]
    seconds: float

    @property
    def is_killed(self) -> bool:
        return self.status == -signal.SIGKILL


def answers_in(folder: Path) -> int:
    """How many answers are on the disk; what was only typed isn't one, and a line that isn't whole isn't either."""
    count = 0
    for name in ("draft", "release", "note"):
        with suppress(FileNotFoundError):
            whole = (folder / f"strategy.{name}.jsonl").read_bytes().split(b"\n")[:-1]
            count += sum(not line.startswith(_NO_ANSWER_LINES) for line in whole)
    return count


class Server:
    """The process that forks. Use it in a `with`."""

    def __enter__(self) -> Self:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))), "PYTHONUTF8": "1"}
        for name in ("GITHUB_ACTIONS", "CI", "GITLAB_CI", "STRATCOACH_DEBUG"):
            env.pop(name, None)
        command = [sys.executable, "-m", "tests.faults.forked"]
        self._server = subprocess.Popen(command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(60)
        self._server.stdout.close()

    def run(self, one: Run) -> Done:
        return self.at_once([one])[0]

    def at_once(self, runs: Sequence[Run]) -> list[Done]:
        """Begin all of them before waiting for any."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        json.dump([{**one._asdict(), "folder": str(one.folder)} for one in runs], self._server.stdin)
        self._server.stdin.write("\n")
        self._server.stdin.flush()
        return [Done(*text) for text in json.loads(self._server.stdout.readline())]


def serve() -> None:
    import stratcoach

    for module in pkgutil.walk_packages(stratcoach.__path__, "stratcoach."):
        if module.name.rpartition(".")[2] not in _NOT_FOR_FORKS:
            importlib.import_module(module.name)
    for name in (
        "tests.faults.inject",
        "tests.faults.drives",
        "rich.console",
        "typer.rich_utils",
        "importlib.readers",
        "zoneinfo",
        "importlib.metadata",
    ):
        importlib.import_module(name)
    _warm_up()
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        children = [_Child(Run(**{**text, "folder": Path(text["folder"])})) for text in json.loads(line)]
        print(json.dumps(_waited_for(children)), flush=True)


def _warm_up() -> None:
    """Read what never changes once: words, flows, the schema. Runs inherit it."""
    from stratcoach.diff.comparison import compare
    from stratcoach.files import question_flows
    from stratcoach.files.codec import loads
    from stratcoach.files.edit import edit
    from stratcoach.files.json_schema import schema_text
    from stratcoach.services.session import find
    from tests.faults.drives import clocks

    document = loads((ROOT / "examples" / "platform" / "strategy.yaml").read_text(encoding="utf-8"))
    assert document.strategy is not None
    find(document.strategy)
    setattr(question_flows, "_read", functools.cache(question_flows._read))  # noqa: B010  the same for every run
    question_flows.load_library()
    schema_text()
    clocks()
    other = document.strategy.replace(product="Another one")
    compare(document.strategy, other)
    edit(document, other)


class _Child:
    """A forked process, the pipe on which it prints, and the one on which it counts."""

    def __init__(self, run: Run) -> None:
        self.reading, writing = os.pipe()
        self.counts, count = os.pipe()
        typed, typing = os.pipe()
        lines = "".join(f"{line}\n" for line in run.typed).encode()
        if len(lines) > _MOST_TYPED:
            raise ValueError("too much to type")
        os.write(typing, lines)
        os.close(typing)
        self.output = bytearray()
        self.kill_after = run.kill_after
        self.process = os.fork()
        if not self.process:
            try:
                os.close(self.reading)
                _become(run, typed, writing, count)
            finally:
                os._exit(99)
        for handle in (typed, writing, count):
            os.close(handle)

    def kill_when_due(self) -> None:
        clock = (~self.process << 3) | 2  # what Linux calls the clock of another process
        if 0 <= self.kill_after <= time.clock_gettime(clock):
            os.kill(self.process, signal.SIGKILL)


def _waited_for(children: Sequence[_Child]) -> list[Done]:
    deadline = time.monotonic() + LONGEST
    hung, patience = False, 0.001 if any(child.kill_after >= 0 for child in children) else LONGEST
    with selectors.DefaultSelector() as waiting:
        for child in children:
            waiting.register(child.reading, selectors.EVENT_READ, child)
        while waiting.get_map():
            for key, _ in waiting.select(min(patience, max(0.0, deadline - time.monotonic()))):
                if data := os.read(key.fd, 65536):
                    key.data.output += data
                else:
                    waiting.unregister(key.fd)
            for child in children:
                child.kill_when_due()
            if time.monotonic() > deadline:
                hung = True
                break
    return [_ended(child, hung=hung) for child in children]


def _ended(child: _Child, *, hung: bool) -> Done:
    if hung:
        os.kill(child.process, signal.SIGKILL)
    _, how, used = os.wait4(child.process, 0)
    status = HUNG if hung else os.waitstatus_to_exitcode(how)
    *asked, points = os.read(child.counts, _MOST_TYPED).decode().split("\n")
    os.close(child.counts)
    os.close(child.reading)
    seconds = used.ru_utime + used.ru_stime
    return Done(status, child.output.decode("utf-8", "replace"), int(points or 0), [int(one) for one in asked], seconds)


def _become(run: Run, typed: int, writing: int, count: int) -> None:
    """Be the command that was asked for, and never return."""
    for handle, stream in ((typed, 0), (writing, 1), (writing, 2)):
        os.dup2(handle, stream)
    if run.full_output:
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
    os.close(typed)
    os.close(writing)
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.update(run.env)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.chdir(run.folder)
    if run.limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (run.limit, run.limit))
    if run.user is not None:
        os.setgroups([])
        os.setgid(run.user)
        os.setuid(run.user)
    status = _status_of(run, count)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        status = 120  # as the interpreter does
    os._exit(status)


def _status_of(run: Run, count: int) -> int:
    from stratcoach.cli import main as stratcoach
    from tests.faults import drives
    from tests.faults.inject import Fault, install

    sys.argv = ["stratcoach", *run.arguments]
    fault = Fault(run.point, run.fault)
    drives.mount(run.drive, run.now)
    _note_prompts(run.folder, count)
    install(fault)
    status = 0
    try:
        stratcoach()
    except SystemExit as ended:
        status = _as_status(ended.code)
    except KeyboardInterrupt:
        traceback.print_exc()
        status = 130
    except BaseException:  # noqa: BLE001  what the interpreter would do
        traceback.print_exc()
        status = 1
    fault.point = 0
    os.write(count, str(fault.count).encode())
    return status


def _note_prompts(folder: Path, count: int) -> None:
    """At each prompt, tell how many answers are on the disk: a line each, before the number of points, which has no line end."""
    wait, write = builtins.input, os.write

    def prompted(prompt: Any = "", /) -> str:
        write(count, b"%d\n" % answers_in(folder))
        return wait(prompt)

    builtins.input = prompted


def _as_status(code: Any) -> int:
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


if __name__ == "__main__":
    serve()
