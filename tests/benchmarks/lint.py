"""How quickly lint goes through many files and one large one, against composing them and against other checkers of YAML.

    python -m tests.benchmarks.lint [FILES] [--peers FOLDER]

Writes files of about 200 lines each into a temporary folder, deterministic and each with texts of its own, and prints in one
run: composing them with PyYAML's C parser in one process, lint on one core and on all, and each peer that can be found, in
FOLDER/bin, FOLDER/node_modules/.bin or the PATH: yamllint, check-jsonschema with our JSON Schema, Spectral with a few rules.
Then the memory at a quarter, half and all of the files, and a file as large as one may be. Each time is the best of a few.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stratcoach.files.json_schema import schema_text
from stratcoach.model import caps
from tests.generate import ROOT

EXAMPLES = ("bakery", "discharge", "platform")
COMPOSE = """\
import gc, sys, yaml
from pathlib import Path
gc.disable()
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.compose(path.read_bytes(), yaml.CSafeLoader)
"""
SPECTRAL = """\
rules:
{}"""
RULE = """\
  r{0}:
    given: $.{1}
    severity: error
    then: {{field: {2}, function: truthy}}
"""
CHECKS = (
    ("insights[*]", "statement"),
    ("insights[*]", "source"),
    ("vision", "statement"),
    ("vision", "user"),
    ("problems[*]", "statement"),
    ("problems[*]", "rests_on"),
    ("users[*]", "segment"),
    ("users[*]", "rests_on"),
    ("objectives[*]", "metric"),
    ("objectives[*]", "target"),
    ("objectives[*]", "by"),
)
_PROSE = re.compile(
    r"^(\s+(?:- )?(?:statement|because|today|future|evidence|segment|metric|choose|over|note): (?:>-\n\s+)?)(?=[\w“])",
    re.MULTILINE,
)


def texts(count: int) -> Iterator[str]:
    """Strategies of about 200 lines, no two with the same sentences."""
    shown = [(ROOT / "examples" / name / "strategy.yaml").read_text(encoding="utf-8") for name in EXAMPLES]
    for number in range(count):
        numbers = iter(range(number * 100, number * 100 + 100))
        yield _PROSE.sub(lambda match: f"{match[1]}Site {next(numbers)}: ", shown[number % len(shown)])  # noqa: B023  used at once


def large() -> str:
    """One strategy with as many insights and problems as there may be."""
    head = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-11-22\nstatus: draft\n"
    insight = (
        "  - id: seen-{0}\n    statement: In week {0}, {0} of 412 hikers turned back when the car park at trailhead {0} was full.\n"
        "    source: interviews\n    evidence: {0} of 412 interviews at trailhead {0}\n    observed: 2026-03\n"
    )
    problem = (
        "  - id: lost-{0}\n    statement: >-\n      People who drive an hour to trail {0} learn only on arrival that it is full,\n"
        "      closed or too hard, and lose the day.\n    rests_on: [seen-{0}]\n"
    )
    count = min(caps.ENTRIES.most // 2, caps.STRATEGY.most // (len(insight) + len(problem) + 30))
    insights, problems = ("".join(part.format(number) for number in range(count)) for part in (insight, problem))
    return f"{head}insights:\n{insights}problems:\n{problems}"


def quoted(text: str) -> str:
    """The same file for programs that read dates as dates and colons as keys."""
    return re.sub(
        r"^(\s+(?:- )?\w+: )(Site .*)$", lambda m: m[1] + json.dumps(m[2], ensure_ascii=False), text, flags=re.MULTILINE
    )


def took(command: list[str], runs: int, folder: Path, limit: float = 300) -> tuple[float, float]:
    """Seconds of the best run, and the most memory of one, in MB."""
    best, most = float("inf"), 0.0
    for _ in range(runs):
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        best, most = min(best, time.perf_counter() - began), max(most, used.ru_maxrss / 1024)
        if best > limit:
            break
    return best, most


def found(name: str, peers: Path) -> str | None:
    for folder in (peers / "bin", peers / "node_modules" / ".bin"):
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


def commands(peers: Path, folder: Path, files: Path) -> Iterator[tuple[str, list[str] | None]]:
    """Each peer's command for a folder of files; None for one that isn't there."""
    rules = "".join(RULE.format(number, given, field) for number, (given, field) in enumerate(CHECKS))
    (folder / "spectral.yaml").write_text(SPECTRAL.format(rules), encoding="utf-8")
    (folder / "schema.json").write_text(schema_text(), encoding="utf-8")
    (folder / "yamllint.yaml").write_text(
        "extends: default\nrules: {document-start: disable, line-length: disable}\n", encoding="utf-8"
    )
    every = [str(path) for path in sorted(files.rglob("*.yaml"))]
    arguments = {
        "yamllint": ["-c", str(folder / "yamllint.yaml"), str(files)],
        "check-jsonschema": ["--schemafile", str(folder / "schema.json"), *every],
        "spectral": ["lint", "-F", "error", "-r", str(folder / "spectral.yaml"), f"{files}/**/*.yaml"],
    }
    for name, rest in arguments.items():
        program = found(name, peers)
        yield name, [program, *rest] if program else None


def main(count: int, peers: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".git").mkdir()
        folders = {}
        for many in (count // 4, count // 2, count):
            folders[many] = folder / f"files-{many}"
            for place, text in enumerate(texts(many)):
                path = folders[many] / f"{place:04}" / "strategy.yaml"
                path.parent.mkdir(parents=True)
                path.write_text(quoted(text), encoding="utf-8")
        every = folders[count]
        size = sum(path.stat().st_size for path in every.rglob("*.yaml"))
        print(f"{count} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores")
        (folder / "compose.py").write_text(COMPOSE, encoding="utf-8")
        lint = [sys.executable, "-m", "stratcoach", "lint", "--format", "concise"]
        floor, _ = took([sys.executable, str(folder / "compose.py"), str(every)], 3, ROOT)
        print(f"compose, one core       {floor:7.2f} s")
        alone, _ = took(["taskset", "-c", "0", *lint, str(every)], 3, ROOT)
        print(f"lint, one core          {alone:7.2f} s   {alone / floor:5.2f} x compose")
        both, _ = took([*lint, str(every)], 3, ROOT)
        print(f"lint, all cores         {both:7.2f} s   {both / floor:5.2f} x compose   {alone / both:4.2f} x one core")
        for many, files in folders.items():
            print(f"memory at {many:5} files   {took(['taskset', '-c', '0', *lint, str(files)], 1, ROOT)[1]:7.1f} MB")
        (folder / "large").mkdir()
        (folder / "large" / "strategy.yaml").write_text(text := large(), encoding="utf-8")
        floor_large, _ = took([sys.executable, str(folder / "compose.py"), str(folder / "large")], 3, ROOT)
        ours, memory = took([*lint, "--ignore", "trace", str(folder / "large")], 3, ROOT)
        print(
            f"{len(text) / 1e6:.1f} MB: compose {floor_large:.2f} s, lint {ours:.2f} s   {ours / floor_large:.2f} x compose, {memory:.0f} MB"
        )
        for peer, command in commands(peers, folder, every):
            if command is None:
                print(f"{peer:<20} missing")
                continue
            spent, _ = took(command, 1, ROOT)
            print(f"{peer:<20} {spent:10.2f} s   {spent / alone:5.1f} x lint on one core, {spent / both:5.1f} x on all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="?", type=int, default=1000)
    parser.add_argument("--peers", type=Path, default=Path("peers"))
    given = parser.parse_args()
    main(given.files, given.peers)
