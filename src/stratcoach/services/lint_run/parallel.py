"""Many files on all cores: each worker takes every n-th file, and the results come in the order of the files.

Processes are forked, because the rules are loaded already. What a worker found comes back as plain tuples; it never holds
more than a pipe can take, so memory doesn't grow with the number of files.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files.codec import unreadable
from stratcoach.files.positions import TextSpan
from stratcoach.lint.accepted_findings import FindingKey
from stratcoach.lint.finding import Finding
from stratcoach.messages import Message, message_of
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Fix
from stratcoach.services.lint_run.file_check import Target
from stratcoach.services.lint_run.located import FileResult, Located, Notice, placed_trouble

PAYS_FROM: Final = 150
"""With fewer files, starting processes takes longer than they save."""
_MOST: Final = 8
_SIZE: Final = 4


class _Worker(NamedTuple):
    pid: int
    results: BinaryIO


def results(targets: Sequence[Target], check: Callable[[Target], FileResult]) -> Iterator[FileResult]:
    """Check all files, on one core or on all; what comes out is the same."""
    count = min(_cores(), _MOST, len(targets))
    if len(targets) < PAYS_FROM or count < 2 or not hasattr(os, "fork"):
        yield from map(check, targets)
        return
    workers: list[_Worker] = []
    try:
        for first in range(count):
            workers.append(_start(targets, check, range(first, len(targets), count), workers))
        for place, target in enumerate(targets):
            worker = workers[place % count]
            packed = _receive(worker.results)
            if packed is not None:
                yield _unpacked(packed)
            else:
                yield _crashed(target, worker)
                workers[place % count] = _start(targets, check, range(place + count, len(targets), count), workers)
    finally:
        for worker in workers:
            _stop(worker)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(targets: Sequence[Target], check: Callable[[Target], FileResult], places: range, others: Sequence[_Worker]) -> _Worker:
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    not_its_own = [reading, *(other.results.fileno() for other in others if not other.results.closed)]
    pid = os.fork()
    if pid == 0:
        try:
            for handle in not_its_own:
                os.close(handle)
            _work([targets[place] for place in places], check, writing)
        finally:
            os._exit(0)  # whatever happened: a worker never goes on as a second parent, and flushes nothing of the first
    os.close(writing)
    return _Worker(pid, os.fdopen(reading, "rb"))


def _work(targets: Sequence[Target], check: Callable[[Target], FileResult], writing: int) -> None:
    """Be a worker: check and send, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(BrokenPipeError), os.fdopen(writing, "wb") as results:
        for target in targets:
            _send(results, _tried(check, target))


def _tried(check: Callable[[Target], FileResult], target: Target) -> tuple[Any, ...]:
    try:
        return _packed(check(target))
    except UserError as error:
        return ("refused", *map(_flat, (error.message, error.hint, error.more)))
    except Exception as error:  # noqa: BLE001  the parent tells it
        return ("failed", f"{type(error).__name__}: {error} ({target.name})")


def _send(results: BinaryIO, packed: tuple[Any, ...]) -> None:
    data = marshal.dumps(packed)
    results.write(len(data).to_bytes(_SIZE, "big") + data)
    results.flush()  # so that a crash costs the file that it happens on, and no other


def _receive(results: BinaryIO) -> tuple[Any, ...] | None:
    """The next result; None where the worker ended before it came."""
    head = results.read(_SIZE)
    data = results.read(int.from_bytes(head, "big")) if len(head) == _SIZE else b""
    if not data or len(data) < int.from_bytes(head, "big"):
        return None
    packed: tuple[Any, ...] = marshal.loads(data)  # noqa: S302  from our own process
    return packed


def _crashed(target: Target, worker: _Worker) -> FileResult:
    """What a worker leaves that was ended from outside: by a fault of the parser's own code, or for its memory."""
    _stop(worker)
    document = unreadable(target.name, Message("file.reader_crashed"))
    return FileResult(target.name, (placed_trouble(document, document.troubles[0]),), fail_on=target.settings.fail_on)


def _stop(worker: _Worker) -> None:
    if worker.results.closed:
        return
    worker.results.close()
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker.pid, signal.SIGTERM)
    os.waitpid(worker.pid, 0)


def _packed(checked: FileResult) -> tuple[Any, ...]:
    found = [
        (tuple(placed.span), placed.finding.rule.name, *map(_flat, placed.finding[1:]), placed.text)
        for placed in checked.findings
    ]
    findings = (
        [tuple(key) for key in checked.stale],
        [tuple(key) for key in checked.taken],
        [tuple(map(_flat, one)) for one in checked.notices],
    )
    return ("checked", found, *findings, tuple(checked._replace(findings=(), stale=(), taken=(), notices=())))


def _flat(value: Any) -> Any:
    """A value that marshal can write: a message as a mapping, its id under `""`."""
    if isinstance(value, Message):
        return {"": value.id, **{name: _flat(argument) for name, argument in value.arguments.items()}}
    return tuple(map(_flat, value)) if isinstance(value, tuple) else value


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        return message_of(value[""], {name: _restored(argument) for name, argument in value.items() if name})
    return tuple(map(_restored, value)) if isinstance(value, tuple) else value


def _finding(rule: str, fields: Sequence[Any]) -> Finding:
    finding = Finding(BY_NAME[rule], *map(_restored, fields))
    return finding._replace(fix=Fix(*finding.fix) if finding.fix else None)


def _unpacked(packed: tuple[Any, ...]) -> FileResult:
    if packed[0] == "refused":
        raise UserError(*map(_restored, packed[1:]))
    if packed[0] == "failed":
        raise RuntimeError(packed[1])
    _, found, stale, taken, notices, rest = packed
    checked = FileResult(*rest)
    findings = tuple(
        Located(checked.file, TextSpan(*span), _finding(rule, finding), text) for span, rule, *finding, text in found
    )
    return checked._replace(
        findings=findings,
        stale=tuple(FindingKey(*key) for key in stale),
        taken=tuple(FindingKey(*key) for key in taken),
        notices=tuple(Notice(*map(_restored, one)) for one in notices),
    )
