"""The program as a user runs it, hundreds of times a minute: a process that has loaded it runs it again and again.

    with Program() as program:
        done = program.run("lint", "strategy.yaml", folder=folder, typed="y\\n")

Each run has its own folder, environment, streams and exit status. What holds a session, or has a terminal, is a process of its own,
a fork of the one that has loaded the program. What the interpreter itself decides at its start can't be had from that: help and
options without a command, `PYTHON…` variables and locales get a new interpreter.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, Self

if TYPE_CHECKING:
    from stratcoach.files.flow_check import FlowFile

ROOT: Final = Path(__file__).parents[1]
_PIPE: Final = 60_000
"""Bytes that a pipe takes before anybody reads them."""
_SIZE: Final = 8
_NOT_LOADED: Final = ("stratcoach.__main__",)
_SESSIONS: Final = frozenset({"import", "learn", "new", "reading", "release", "resume", "review", "revise", "weigh", "workshop"})
"""Verbs that lock files and answer signals until their process ends."""
_OF_TEXTS: Final = ("stratcoach.language.", "stratcoach.rules.", "stratcoach.model.dates")
"""Modules that remember what they found out about a text, and nothing else."""
_ASKING: Final = """
import json, os, signal, socket, sys
if not sys.argv[1:] or sys.argv[1].startswith("-"):
    os.execv(sys.executable, [sys.executable, "-m", "stratcoach", *sys.argv[1:]])
line = socket.socket(fileno=int(os.environ.pop("LINE")))
asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
status, telling = os.pipe()
socket.send_fds(line, [len(asked).to_bytes(8, "big")], [0, 1, 2, telling])
os.close(telling)
line.sendall(asked)
_, ended = (int.from_bytes(os.read(status, 8), "big", signed=True) for _ in range(2))
if ended < 0:
    os.kill(os.getpid(), -ended)
sys.exit(ended)
"""
"""The command of a shell that asks for a fork, as `Program.fork` does."""


class Ran(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


class Forked:
    """A run of the program that goes on beside us."""

    def __init__(self, status: int) -> None:
        self._status = status
        self._close = weakref.finalize(self, os.close, status)
        self.pid = self._number()

    def wait(self) -> int:
        """Wait until it ends; its exit status, below 0 for the signal that ended it."""
        status = self._number()
        self._close()
        return status

    def _number(self) -> int:
        number = os.read(self._status, _SIZE)
        assert number, "the process that runs the program is gone"
        return int.from_bytes(number, "big", signed=True)


class Program:
    """Runs the program. Use it in a `with`; the process that forks is started for the first run."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._line is not None and self._server is not None:
            self._line.close()
            self._server.wait(60)

    def run(self, *arguments: str, folder: Path, typed: str | None = None, environment: Mapping[str, str] | None = None) -> Ran:
        """Run it with these arguments in a folder. `typed` is standard input, empty if None; `environment` comes on top of ours."""
        more = environment or {}
        env = {**os.environ, "PYTHONUTF8": "1", **more}
        text = (typed or "").encode()
        if can_fork(arguments, more) and len(text) < _PIPE:
            return self._run_forked(arguments, folder, text, env)
        done = subprocess.run(
            [sys.executable, "-m", "stratcoach", *arguments], cwd=folder, input=text, capture_output=True, env=env, check=False
        )
        return Ran(done.returncode, _text(done.stdout), _text(done.stderr))

    def _run_forked(self, arguments: Sequence[str], folder: Path, typed: bytes, env: Mapping[str, str]) -> Ran:
        (reading, typing), (out, printing), (err, complaining) = (os.pipe() for _ in range(3))
        os.write(typing, typed)
        os.close(typing)
        try:
            forked = self.fork(arguments, folder, env, (reading, printing, complaining))
        finally:
            for handle in (reading, printing, complaining):
                os.close(handle)
        told = _read_both(out, err)
        return Ran(forked.wait(), *map(_text, told))

    def fork(self, arguments: Sequence[str], folder: Path, env: Mapping[str, str], streams: Sequence[int]) -> Forked:
        """Begin a run with just this environment. `streams` are the handles of standard input, output and error; a terminal
        becomes its own.
        """
        line = self._line or self._started()
        asked = json.dumps([arguments, str(folder), dict(env)]).encode()
        status, telling = os.pipe()
        socket.send_fds(line, [len(asked).to_bytes(_SIZE, "big")], [*streams, telling])
        os.close(telling)
        line.sendall(asked)
        return Forked(status)

    def in_shell(self, line: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a line of a shell in which `stratcoach` is a fork, too. Only one may run at a time: in a line with a pipe it is
        the installed one.
        """
        command = ["bash", "-c", f"set -o pipefail; {line}"]
        found = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        with tempfile.TemporaryDirectory() as own:
            handles: tuple[int, ...] = ()
            more = {"PATH": found}
            if "|" not in line:
                asking = Path(own, "stratcoach")
                asking.write_text(f"#!{sys.executable} -IS\n{_ASKING}", encoding="utf-8")
                asking.chmod(0o700)
                handles = ((self._line or self._started()).fileno(),)
                more = {"PATH": f"{own}:{found}", "LINE": str(handles[0])}
            return subprocess.run(
                command, cwd=folder, env={**env, "PYTHONUTF8": "1", **more}, capture_output=True, text=True, check=False,
                stdin=subprocess.DEVNULL, pass_fds=handles,
            )  # fmt: skip

    def _started(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        command = [sys.executable, "-m", "tests.program", str(theirs.fileno())]
        self._server = subprocess.Popen(command, cwd=ROOT, env={**env, "PYTHONUTF8": "1"}, pass_fds=[theirs.fileno()])
        theirs.close()
        self._line = ours
        return ours


def can_fork(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a fork does what a new interpreter does."""
    has_verb = bool(arguments) and not arguments[0].startswith("-")
    return has_verb and hasattr(os, "fork") and not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment)


def _text(printed: bytes) -> str:
    return printed.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _read_both(*handles: int) -> list[bytes]:
    """What comes out of several pipes until all of them are closed."""
    read = {handle: bytearray() for handle in handles}
    with selectors.DefaultSelector() as waiting:
        for handle in handles:
            waiting.register(handle, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select():
                if data := os.read(key.fd, 65536):
                    read[key.fd] += data
                else:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
    return [bytes(data) for data in read.values()]


def _exactly(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = line.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


# ---- the process that forks


def serve(line: socket.socket) -> None:
    """Run the program whenever that is asked for, until nobody asks any more."""
    _load()
    gc.freeze()
    runs = _beside(line)
    for request in _requests(line):
        if not any(map(os.isatty, request.handles)) and _SESSIONS.isdisjoint(request.arguments):
            request.pass_on(runs)
        elif not os.isatty(request.handles[0]):
            _watch(request, line)
        elif not os.fork():  # others may begin and end while it runs, so it takes a process to wait for it
            try:
                _watch(request, line)
            finally:
                os._exit(0)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


class _Request(NamedTuple):
    """What is to be run, and the handles of its streams and of the pipe for which process it is and how it ended."""

    arguments: list[str]
    folder: str
    env: dict[str, str]
    handles: list[int]

    def pass_on(self, line: socket.socket) -> None:
        asked = json.dumps(self[:3]).encode()
        socket.send_fds(line, [len(asked).to_bytes(_SIZE, "big")], self.handles)
        line.sendall(asked)


def _requests(line: socket.socket) -> Iterator[_Request]:
    while True:
        head, handles, _, _ = socket.recv_fds(line, _SIZE, 4)
        if not head:
            return
        arguments, folder, env = json.loads(_exactly(line, int.from_bytes(head, "big")))
        yield _Request(arguments, folder, env, handles)
        for handle in handles:
            os.close(handle)


def _beside(line: socket.socket) -> socket.socket:
    """A process for the runs that need none of their own. This one stays as it is, for those that do."""
    ours, theirs = socket.socketpair()
    if not os.fork():
        try:
            ours.close()
            line.close()
            runs = _Runs()
            for request in _requests(theirs):
                runs.run(request)
        finally:
            os._exit(0)
    theirs.close()
    return ours


class _Runs:
    """Runs one after the other in this process. What a run leaves behind is gone before the next, but for what is remembered of texts."""

    def __init__(self) -> None:
        from stratcoach.cli.options import app

        self._app = app
        self._commands = list(app.registered_commands)
        modules = [module for name, module in sys.modules.items() if name.startswith("stratcoach.")]
        found = {id(one): one for module in modules for one in vars(module).values() if hasattr(one, "cache_clear")}
        self._remembered = [
            one for one in found.values() if not one.cache_info().currsize and not one.__module__.startswith(_OF_TEXTS)
        ]
        self._void = os.open(os.devnull, os.O_RDWR)
        atexit._clear()
        gc.freeze()
        setattr(gc, "freeze", lambda: None)  # noqa: B010  the program does so before it ends

    def run(self, request: _Request) -> None:
        """Run the program, and report how it ended."""
        *streams, telling = request.handles
        os.write(telling, os.getpid().to_bytes(_SIZE, "big"))
        try:
            status = _run(request, [os.dup(stream) for stream in streams])
        finally:
            self._clean()
        os.write(telling, status.to_bytes(_SIZE, "big", signed=True))

    def _clean(self) -> None:
        for stream in range(3):
            os.dup2(self._void, stream)
        self._app.registered_commands = list(self._commands)
        vars(sys.modules["typer"]).pop("rich_utils", None)
        sys.modules.pop("typer.rich_utils", None)
        for one in self._remembered:
            one.cache_clear()
        gc.collect()


def _watch(request: _Request, line: socket.socket) -> None:
    """Start the run, and tell which process it is and how it ended."""
    *streams, telling = request.handles
    process = os.fork()
    if not process:
        line.close()
        os.close(telling)
        _become(request, streams)
    os.write(telling, process.to_bytes(_SIZE, "big"))
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.write(telling, status.to_bytes(_SIZE, "big", signed=True))


def _load() -> None:
    """Import the program, and read what never changes: sentences, flows, words."""
    import stratcoach

    for module in pkgutil.walk_packages(stratcoach.__path__, "stratcoach."):
        if module.name not in _NOT_LOADED:
            importlib.import_module(module.name)
    _load_rich()
    from stratcoach.files import catalogues
    from stratcoach.files.codec import loads
    from stratcoach.services.session import find

    _remember_flows()
    for path in (catalogues.folders()[-1] / "messages").glob("*.yaml"):
        with suppress(LookupError):
            catalogues.english().template(f"{path.stem}.x")
    for path in (ROOT / "examples").glob("*/*strategy.yaml"):
        document = loads(path.read_text(encoding="utf-8"))
        assert document.strategy is not None
        find(document.strategy)


def _remember_flows() -> None:
    """Read the flows that are shipped only once. What a run finds wrong with them beside a team's own stays with that run."""
    from stratcoach.files import question_flows

    read = question_flows._read
    shipped = {path: read(path) for path in question_flows._files(question_flows.shipped())}

    def remembered(path: Path) -> FlowFile:
        if path not in shipped:
            return read(path)
        reading = copy(shipped[path].reading)
        vars(reading).update({name: copy(value) for name, value in vars(reading).items()})
        return shipped[path]._replace(reading=reading)

    setattr(question_flows, "_read", remembered)  # noqa: B010


def _load_rich() -> None:
    """What help and complaints are printed with; but Typer's own part of it looks at the environment when it is imported."""
    typer = importlib.import_module("typer")
    importlib.import_module("typer.rich_utils")
    del sys.modules["typer.rich_utils"]
    del vars(typer)["rich_utils"]


def _become(request: _Request, streams: list[int]) -> NoReturn:
    """Be `python -m stratcoach` with these arguments, and never return."""
    status = 1
    try:
        if os.isatty(streams[0]):
            os.login_tty(os.dup(streams[0]))
        status = _run(request, streams)
    finally:
        os._exit(status)


def _run(request: _Request, streams: list[int]) -> int:
    """Do what `python -m stratcoach` does with the arguments, and close the streams. Returns the exit status."""
    for stream, handle in enumerate(streams):
        os.dup2(handle, stream)
        os.close(handle)
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    os.chdir(request.folder)
    sys.path[0] = request.folder
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["stratcoach", *request.arguments]
    status = _status()
    atexit._run_exitfuncs()
    with suppress(OSError):
        for printed in (sys.stdout, sys.stderr):
            printed.flush()
    return status


def _status() -> int:
    """How the program ended, as the interpreter would say it."""
    try:
        runpy.run_module("stratcoach", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        print(ended.code, file=sys.stderr)
        return 1
    except BaseException:  # noqa: BLE001  what the interpreter would do
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
