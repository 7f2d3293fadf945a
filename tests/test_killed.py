"""Killed without a warning after any reply, then resumed: the same file, byte for byte."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from stratcoach.files.sessions import Session, journal_path
from tests.rehearsal import EXAMPLES, Act, rehearse

KILLS = 50
ANSWERS = EXAMPLES / "platform" / "answers.yaml"


class Typist:
    """Types replies into `stratcoach` by plain lines and reads what it says, prompt by prompt."""

    def __init__(self, verb: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "stratcoach", verb, "--plain"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.wait_for_prompt()

    def wait_for_prompt(self) -> None:
        """Read until the next question waits for an answer, or the program has ended."""
        assert self.process.stderr is not None
        last = b""
        while (byte := self.process.stderr.read(1)) and last + byte != b"> ":
            last = byte

    def types(self, act: Act) -> None:
        assert self.process.stdin is not None
        for line in act.lines():
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()
            self.wait_for_prompt()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stderr):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()

    def finish(self) -> int:
        _, _ = self.process.communicate()
        return self.process.returncode


def replied(folder: Path) -> int:
    """How many replies are on the disk."""
    session = Session.resume(journal_path(folder / "strategy.yaml"))
    session.close()
    return sum(event.kind != "draft" for event in session.events)


def undisturbed(folder: Path) -> bytes:
    typist = Typist("new", folder)
    for act in rehearse(ANSWERS):
        typist.types(act)
    assert typist.finish() == 0
    return (folder / "strategy.yaml").read_bytes()


def killed_after(folder: Path, kills: Iterator[int]) -> bytes:
    """Go through the interview, and be killed after each of these numbers of replies."""
    acts = list(rehearse(ANSWERS))
    at, due = 0, next(kills)
    typist = Typist("new", folder)
    while at < len(acts):
        typist.types(acts[at])
        at += 1
        while at == due and at < len(acts):
            typist.kill()
            assert replied(folder) == at
            typist = Typist("resume", folder)
            due = next(kills, len(acts) + 1)
    assert typist.finish() == 0
    return (folder / "strategy.yaml").read_bytes()


def test_killed_after_fifty_random_replies_the_file_is_the_same(tmp_path: Path) -> None:
    expected, other = tmp_path / "undisturbed", tmp_path / "killed"
    for folder in (expected, other):
        folder.mkdir()
    total = len(list(rehearse(ANSWERS)))
    chosen = sorted(random.Random(2).sample(range(1, total), KILLS))
    assert killed_after(other, iter(chosen)) == undisturbed(expected)
    assert not journal_path(other / "strategy.yaml").exists()
