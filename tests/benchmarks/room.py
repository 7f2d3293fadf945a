"""A workshop with a page for everybody, under load: from a tap to the terminal, from a key to its echo, notes lost or doubled, memory.

    python -m tests.benchmarks.room [PEOPLE]

The people are in another process than the command, and each of them waits for news while they write. It prints and asserts nothing.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles

import pexpect

from stratcoach.files.door_file import read_doors
from stratcoach.files.sessions import Session
from stratcoach.workshop.board_events import NotesAdded
from tests.room.serving import PEOPLE, Phone

NOTES = 8


def _percentile(values: list[float], share: int) -> float:
    return 1000 * quantiles(values, n=100)[share - 1]


def write(port: int, cookies: list[str]) -> None:
    """Everybody writes all their notes, one every half second, and sends each twice."""

    def one(number: int, cookie: str) -> None:
        phone = Phone(port, cookie)
        moment = phone.state()["moment"]
        time.sleep(0.5 * number / len(cookies))
        for note in range(NOTES):
            sent = {
                "id": f"note-{number:03}-{note:03}",
                "do": "note",
                "moment": moment,
                "text": f"Person {number} saw thing {note}",
            }
            taken = 0
            while taken < 2:  # as a page does it: again, when it was too much
                taken += phone.asks("/act", sent)[0] == 200
                time.sleep(0.0 if taken else 1.5)
            time.sleep(0.5)

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(cookies)]
    waiting = [threading.Thread(target=_waits, args=(port, cookie), daemon=True) for cookie in cookies]
    for thread in (*waiting, *threads):
        thread.start()
    for thread in threads:
        thread.join()


def _waits(port: int, cookie: str) -> None:
    phone, seen = Phone(port, cookie), ""
    while True:
        status, state = phone.asks(f"/state?v={seen}")
        seen = state.get("v", seen)
        time.sleep(1 if status == 429 else 0)


def _echoes(command: pexpect.spawn[str], until: subprocess.Popen[bytes]) -> list[float]:
    """Seconds from each key to its echo, as long as a process runs."""
    found: list[float] = []
    while until.poll() is None and len(found) < 2000:
        while select.select([command.child_fd], [], [], 0)[0]:
            os.read(command.child_fd, 65536)
        before = time.perf_counter()
        command.send("x")
        while b"\xe2\x80\xa2" not in os.read(command.child_fd, 65536):
            pass
        found.append(time.perf_counter() - before)
        if len(found) % 40 == 0:
            command.send("\x15")
        time.sleep(0.05)
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    names = ["Ana", *(f"Person {number}" for number in range(count - 1))]
    with tempfile.TemporaryDirectory() as folder:
        argv = ["-m", "stratcoach", "workshop", "--room", "--address", "127.0.0.1", "--no-bell"]
        command = pexpect.spawn(sys.executable, argv, cwd=folder, encoding="utf-8", dimensions=(30, 100), timeout=60)
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
        print(f"{count} people, at {phones[0].state()['moment']}")
        taps = _taps(command, phones[0])
        print(f"from a tap to the terminal: median {_percentile(taps, 50):.0f} ms, 95 % {_percentile(taps, 95):.0f} ms")
        script = f"from tests.benchmarks.room import write; write({port}, {[phone.cookie for phone in phones]!r})"
        for what, process in (("nobody", "import time; time.sleep(5)"), ("everybody", script)):
            echoes = _echoes(command, subprocess.Popen([sys.executable, "-c", process]))
            figures = f"median {_percentile(echoes, 50):.1f} ms, 99 % {_percentile(echoes, 99):.1f} ms"
            print(f"from a key to its echo while {what} writes, {len(echoes)} keys: {figures}")
        memory = re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{command.pid}/status").read_text(encoding="ascii"))
        print(f"memory at most: {int(memory[0]) // 1024} MB")
        command.close(force=True)
        session = Session.resume(Path(folder, "strategy.draft.jsonl"))
        notes = [note.text for event in session.events if isinstance(event, NotesAdded) for note in event.notes]
        session.close()
        print(f"notes: {len(notes)} of {count * NOTES}, doubled: {len(notes) - len(set(notes))}")


def _taps(command: pexpect.spawn[str], phone: Phone) -> list[float]:
    """Seconds from the request of a page to the terminal's new figure."""
    moment, found = phone.state()["moment"], []
    for number in range(30):
        while select.select([command.child_fd], [], [], 0.3)[0]:
            os.read(command.child_fd, 65536)
        before = time.perf_counter()
        threading.Thread(target=phone.does, args=("done", f"tap-{number:06}", moment), kwargs={"done": number % 2 == 0}).start()
        wanted = f"{(number + 1) % 2} of".encode()
        seen = b""
        while wanted not in seen and time.perf_counter() - before < 5:
            seen += os.read(command.child_fd, 65536)
            if b"\x1b" in seen and (b"1" in seen or b"0" in seen):
                break
        found.append(time.perf_counter() - before)
    return found


if __name__ == "__main__":
    main()
