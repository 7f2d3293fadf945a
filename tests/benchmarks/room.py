"""A workshop with a page for everybody, under load: from a tap to the terminal, from a key to its echo, notes lost or doubled, memory.

    python -m tests.benchmarks.room [PEOPLE [SECONDS]]

The people are in another process than the command, and each of them waits for news while they write a note every few SECONDS (5 unless
told: faster than anybody thinks), then every half second. The same keys go to `cat` and to an empty prompt meanwhile, since a
busy machine makes everything slow: judge by the ratio to them, and by what was computed. It prints and asserts nothing.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pexpect
import pyte

from stratcoach.files.door_file import read_doors
from stratcoach.files.sessions import Session
from stratcoach.workshop.board_events import NotesAdded
from tests.benchmarks.keys import Pane, compare, floors, other_threads, percentile, thread_times
from tests.room.serving import PEOPLE, Phone

NOTES: Final = 8
RUSH: Final = 0.5
_SIZE: Final = (30, 100)
_QUIET: Final = "import time; time.sleep(10); print(0)"


class _Counted(Phone):
    """A phone that counts what all of them ask for, and keeps its connection, as browsers do."""

    asked = 0

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, cookie)
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=40)

    def raw(self, path: str, data: object = None, method: str = "", **_headers: str) -> tuple[int, bytes]:
        _Counted.asked += 1
        sent = {"Cookie": self.cookie, "Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
        body = None if data is None else json.dumps(data).encode()
        try:
            self._line.request(method or ("GET" if data is None else "POST"), path, body, sent)
            with self._line.getresponse() as answer:
                return answer.status, answer.read()
        except (http.client.HTTPException, ConnectionError):  # it was closed meanwhile
            self._line.close()
            return self.raw(path, data, method)


def write(port: int, cookies: list[str], every: float, what: str) -> None:
    """Everybody writes all their notes, one every few seconds, and sends each twice. Prints how many requests that were."""

    def one(number: int, cookie: str) -> None:
        phone = _Counted(port, cookie)
        moment = phone.state()["moment"]
        time.sleep(every * number / len(cookies))
        for note in range(NOTES):
            sent = {
                "id": f"{what}-{number:03}-{note:03}",
                "do": "note",
                "moment": moment,
                "text": f"Person {number} saw thing {note} {what}",
            }
            taken = 0
            while taken < 2:  # as a page does it: again, when it was too much
                taken += phone.asks("/act", sent)[0] == 200
                time.sleep(0.0 if taken else 1.5)
            time.sleep(every)

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(cookies)]
    waiting = [threading.Thread(target=_waits, args=(port, cookie), daemon=True) for cookie in cookies]
    for thread in (*waiting, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(f"{_Counted.asked}\n")


def _waits(port: int, cookie: str) -> None:
    phone, seen = _Counted(port, cookie), ""
    while True:
        status, state = phone.asks(f"/state?v={seen}")
        seen = state.get("v", seen)
        time.sleep(1 if status == 429 else 0)


def _echoes(command: pexpect.spawn[str], phones: Sequence[Phone], port: int, every: float) -> None:
    """From a key to its echo while nobody and while everybody writes, and what a request costs."""
    cookies = [phone.cookie for phone in phones]
    panes = [*floors(), Pane("the workshop", command, b"\xe2\x80\xa2")]
    process = panes[-1].pid
    for what, seconds in (("nobody", 0.0), ("everybody", every), ("in-a-rush", RUSH)):
        script = f"from tests.benchmarks.room import write; write({port}, {cookies!r}, {seconds}, {what!r})"
        began = thread_times(process, process)[0], other_threads(process), time.perf_counter()
        argv = [sys.executable, "-c", script if seconds else _QUIET]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as writing:
            compare(panes, lambda writing=writing: writing.poll() is None)  # type: ignore[misc]
            asked = int(writing.communicate()[0])
        shown, served = thread_times(process, process)[0] - began[0], other_threads(process) - began[1]
        took, keys = time.perf_counter() - began[2], len(panes[0].keys)
        print(f"{what} writes{f', a note every {seconds:g} s' if seconds else ''}: {keys} keys in {took:.0f} s, from key to echo")
        for pane in panes:
            print(pane.figures(panes[1].keys))
        print(f"  the terminal computed {100 * shown / took:.0f} % of a core", end="")
        print(
            f", the server {100 * served / took:.0f} %: {1000 * served / asked:.1f} ms for each of {asked} requests"
            if asked
            else ""
        )
    for pane in panes[:2]:
        pane.ends()


def _taps(command: pexpect.spawn[str], phone: Phone) -> list[float]:
    """Seconds from the request of a page to the figure that can be read on the terminal."""
    screen = pyte.Screen(_SIZE[1], _SIZE[0])
    stream = pyte.ByteStream(screen)

    def reads(seconds: float) -> bool:
        if not select.select([command.child_fd], [], [], seconds)[0]:
            return False
        stream.feed(os.read(command.child_fd, 65536))
        return True

    command.send("\x0c")  # draw everything anew
    moment, found = phone.state()["moment"], []
    for number in range(40):
        while reads(0.3):
            pass
        wanted = f" {(number + 1) % 2} of "
        before = time.perf_counter()
        sent = {"done": number % 2 == 0}
        tap = threading.Thread(target=phone.does, args=("done", f"tap-{number:06}", moment), kwargs=sent)
        tap.start()
        while wanted not in "\n".join(screen.display) and time.perf_counter() - before < 5:
            reads(1)
        found.append(time.perf_counter() - before)
        tap.join()
    return found


def _begun(folder: str, names: Sequence[str]) -> tuple[pexpect.spawn[str], list[Phone]]:
    """A workshop in which everybody is in and writes."""
    argv = ["-m", "stratcoach", "workshop", "--room", "--address", "127.0.0.1", "--no-bell"]
    command = pexpect.spawn(sys.executable, argv, cwd=folder, encoding="utf-8", dimensions=_SIZE, timeout=60)
    command.delaybeforesend = None  # else each key is sent 50 ms later
    command.expect("Code: ")
    doors = read_doors(Path(folder, "strategy.draft.room.json"))
    assert doors
    port = int(re.findall(r":(\d+)$", doors.address)[0])
    for line in ("", ", ".join(names), *PEOPLE[1:], "", "", ""):
        command.send(f"{line}\r")
        time.sleep(1)
    phones = [Phone(port) for _ in names]
    for phone, name in zip(phones, names, strict=True):
        assert phone.joins(doors.code, name)[0] == 200
    return command, phones


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    every = float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    with tempfile.TemporaryDirectory() as folder:
        command, phones = _begun(folder, ["Ana", *(f"Person {number}" for number in range(count - 1))])
        print(f"{count} people, at {phones[0].state()['moment']}")
        taps = [1000 * tap for tap in _taps(command, phones[0])]
        print(f"from a tap to the terminal: median {percentile(taps, 50):.0f} ms, 95 % {percentile(taps, 95):.0f} ms")
        _echoes(command, phones, phones[0].port, every)
        memory = re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{command.pid}/status").read_text(encoding="ascii"))
        print(f"memory at most: {int(memory[0]) // 1024} MB")
        command.close(force=True)
        session = Session.resume(Path(folder, "strategy.draft.jsonl"))
        notes = [note.text for event in session.events if isinstance(event, NotesAdded) for note in event.notes]
        session.close()
        print(f"notes: {len(notes)} of {2 * count * NOTES}, doubled: {len(notes) - len(set(notes))}")


if __name__ == "__main__":
    main()
