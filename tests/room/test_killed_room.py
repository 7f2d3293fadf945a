"""The whole command is killed in the middle of a vote and resumed: every phone goes on where it was."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stratcoach.files.door_file import read_doors
from stratcoach.files.sessions import Session
from stratcoach.workshop.board_events import BallotsCast
from tests.faults.scenarios import ROOT
from tests.room.serving import PEOPLE, Phone

pytestmark = pytest.mark.slow


class Command:
    """The command in a process of its own, typed to line by line."""

    def __init__(self, folder: Path, *argv: str) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "stratcoach", *argv, "--plain", "--room", "--address", "127.0.0.1"]
        self.process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def types(self, *lines: str) -> None:
        assert self.process.stdin
        self.process.stdin.write("".join(f"{line}\n" for line in lines))
        self.process.stdin.flush()

    def dies(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def until_served(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            assert Phone(port).state()["does"] == "join"
            return
    raise AssertionError("nothing is served")


def state_when(phone: Phone, does: str) -> dict[str, object]:
    state = phone.state()
    while state.get("does") != does:
        state = phone.state(str(state["v"])) or state
    return state


def test_a_workshop_that_is_killed_in_a_vote_goes_on_for_every_phone(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    first = Command(tmp_path, "workshop", "--port", str(port))
    try:
        until_served(port)
        first.types("", *PEOPLE, "", "", "")
        doors = read_doors(tmp_path / "strategy.draft.room.json")
        assert doors
        ana, ben = Phone(port), Phone(port)
        for phone, name in ((ana, "Ana"), (ben, "Ben")):
            assert phone.joins(doors.code, name)[0] == 200
        state_when(ana, "write")
        for text in ("First thing seen", "Second case noted", "A third one entirely", "Fourth kind of trouble", "Fifth and last"):
            assert not ana.does("note", text=text)
        first.types("", "")
        moment = str(state_when(ana, "vote")["moment"])
        assert not ana.does("vote", "ballot-of-ana", moment, options=[1])
    finally:
        first.dies()
    second = Command(tmp_path, "resume", "--port", str(port))
    try:
        until_served(port)
        assert state_when(ana, "vote")["given"] == [1]
        assert not ana.does("vote", "ballot-of-ana", moment, options=[1])
        assert not ben.does("vote", "ballot-of-ben", moment, options=[2])
    finally:
        second.dies()
    session = Session.resume(tmp_path / "strategy.draft.jsonl")
    ballots = [one.ballots[0] for one in session.events if isinstance(one, BallotsCast)]
    session.close()
    assert ballots == [("Ana", (1,)), ("Ben", (2,))]
