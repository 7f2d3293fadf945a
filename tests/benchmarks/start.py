"""How quickly the program starts, against a bare Typer application of two commands in the same run.

    python -m tests.benchmarks.start [RUNS]

Prints medians in milliseconds and ratios pair by pair. Run it after `python -m compileall -q src`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generate import ROOT
from tests.person import Person

BARE = """\
import typer

app = typer.Typer()


@app.command()
def one(name: str = "x") -> None:
    print(name)


@app.command()
def two() -> None:
    print(2)


if __name__ == "__main__":
    app()
"""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def took(command: list[str]) -> float:
    """Milliseconds of one run of a command, from outside."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - began) * 1000


def first_question() -> float:
    """Milliseconds until the first question can be read on a terminal."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        began = time.perf_counter()
        person = Person(["new"], Path(folder))
        person.sees("How much time do you have?")
        person.sees("Enter: choose")
        spent = (time.perf_counter() - began) * 1000
        person.types("\x03")
        person.ends()
    return spent


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        floor = [sys.executable, str(bare), "one"]
        python = [sys.executable, "-m", "stratcoach"]
        verbs = {"--version": [*python, "--version"], "lint of one file": [*python, "lint", "examples/platform/strategy.yaml"]}
        for command in (floor, *verbs.values()):
            took(command)
        for name, command in verbs.items():
            pairs = [(took(command), took(floor)) for _ in range(runs)]
            ratio = statistics.median(ours / theirs for ours, theirs in pairs)
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            sys.stdout.write(f"{name:<18} {ours:6.0f} ms   bare Typer app {theirs:6.0f} ms   ratio {ratio:.2f}\n")
    firsts = [first_question() for _ in range(max(runs // 4, 3))]
    sys.stdout.write(f"first question     {statistics.median(firsts):6.0f} ms   (min {min(firsts):.0f}, max {max(firsts):.0f})\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
