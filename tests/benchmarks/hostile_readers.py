"""What else is read besides the strategy, each as large as it may be: for `tests.benchmarks.hostile`.

A reader is a function that writes files into an empty folder, with so many of what grows, and returns the arguments of Python.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from stratcoach.model import caps
from tests.benchmarks.hostile_files import HEAD, KINDS

Reader = Callable[[Path, int], list[str]]
STRATCOACH = ["-m", "stratcoach"]
SMALL = f"{HEAD}problems:\n  - id: p\n    statement: Hikers lose the day.\n"
TAKE_IN = (
    "import sys; from pathlib import Path; from stratcoach.services.deliveries import read_notes; "
    "from stratcoach.workshop.people import Person; print(len(read_notes(sys.argv[1], (Person(name='Ana'), Person(name='Ben')))))"
)
READERS: dict[str, tuple[Reader, int]] = {}
"""Each reader with its largest count."""


def reader(most: int) -> Callable[[Reader], Reader]:
    def kept(read: Reader) -> Reader:
        READERS[read.__name__.replace("_", " ")] = (read, most)
        return read

    return kept


def fits(cap: caps.Cap, line: str) -> int:
    return (cap.most - 300) // len(line.encode())


def _lint(folder: Path, text: str = SMALL) -> list[str]:
    (folder / ".git").mkdir()
    (folder / "strategy.yaml").write_text(text, encoding="utf-8")
    return [*STRATCOACH, "lint", "."]


@reader(fits(caps.SETTINGS, "  - 'a*b*a*b*123456'\n"))
def settings(folder: Path, count: int) -> list[str]:
    lines = "".join(f"  - 'a*b*a*b*{100_000 + n}'\n" for n in range(count))
    (folder / ".stratcoach.yaml").write_text(f"exclude:\n{lines}", encoding="utf-8")
    return _lint(folder)


@reader(caps.PATTERNS.most)
def gitignore(folder: Path, count: int) -> list[str]:
    (folder / ".gitignore").write_text("".join(f"**/*a*a*a*a*a*{n}b\n" for n in range(count)), encoding="utf-8")
    for name in range(20):
        (folder / ("a" * 200 + str(name))).mkdir()
    return _lint(folder)


BASELINE_LINE = '{"rule": "problem/no-evidence", "on": "p-1000000", "field": "", "text": "Hikers lose day 1000000", "file": "strategy.yaml", "count": 1},\n'


@reader(fits(caps.BASELINE, BASELINE_LINE))
def baseline(folder: Path, count: int) -> list[str]:
    lines = "".join(BASELINE_LINE.replace("1000000", str(1_000_000 + n)) for n in range(count))
    text = '{"version": 1, "rules": [], "findings": [' + lines.rstrip(",\n") + "]}"
    (folder / ".stratcoach-baseline.json").write_text(text, encoding="utf-8")
    return _lint(folder)


def _session(folder: Path, lines: Sequence[Mapping[str, object]], mode: str = "new") -> list[str]:
    head = {"event": "start", "format": 2, "stratcoach": "1", "mode": mode, "file": "strategy.yaml", "began": "2026-05-04"}
    text = "".join(json.dumps(line) + "\n" for line in (head, *lines))
    (folder / "strategy.draft.jsonl").write_text(text, encoding="utf-8")
    return [*STRATCOACH, "resume", "strategy.yaml", "--plain"]


DRAFT = {"event": "AnswerDrafted", "key": "vision.statement", "value": "Hikers read the sign before they leave, 1000000 of them."}


@reader(fits(caps.JOURNAL, json.dumps(DRAFT) + "\n"))
def journal_of_drafts(folder: Path, count: int) -> list[str]:
    return _session(
        folder, [{**DRAFT, "value": f"Hikers read the sign before they leave, {1_000_000 + n} of them."} for n in range(count)]
    )


GIVEN = {"event": "AnswerKnown", "key": "insights#1000.statement", "value": "Hikers read the sign before they leave."}


@reader(20_000)
def journal_of_answers(folder: Path, count: int) -> list[str]:
    """As many answers as somebody would give in weeks; a journal of the largest size holds ten times as many."""
    return _session(folder, [{**GIVEN, "key": f"insights#{n}.statement"} for n in range(1, count + 1)])


@reader(fits(caps.JOURNAL, json.dumps(GIVEN) + '\n{"event": "WentBack"}\n'))
def journal_of_steps_back(folder: Path, count: int) -> list[str]:
    return _session(folder, [one for _ in range(count) for one in (GIVEN, {"event": "WentBack"})])


@reader(caps.ANSWERS.most)
def answers(folder: Path, count: int) -> list[str]:
    lines = "".join(f"  - statement: In week {n} hikers turned back.\n    source: interviews\n" for n in range(count))
    (folder / "a.yaml").write_text(f"answers: 1\nagenda: quick\ninsights:\n{lines}", encoding="utf-8")
    return [*STRATCOACH, "new", "--answers", "a.yaml"]


def _taken_in(name: str, text: str, most: int) -> None:
    def read(folder: Path, count: int) -> list[str]:
        lines = "".join(text.format(n=n) for n in range(count))
        (folder / name).write_text(lines, encoding="utf-8")
        return ["-c", TAKE_IN, name]

    READERS[f"taken in: {name} of {text!r}"] = (read, min(most, fits(caps.INCOMING, text.format(n=10_000))))


for _name, _text in (
    ("wall.csv", "a,Ana {n}\n"),
    ("wall.csv", '"a {n}"x,'),
    ("wall.csv", "a{n};"),
    ("wall.txt", "Ana: a {n}\n"),
    ("wall.txt", "[10:00] Ana: a {n}\n"),
    ("wall.txt", "10:00 Ana\nb {n}\n"),
    ("wall.md", "- a {n}\n"),
    ("wall.md", "> a {n}\n"),
    ("wall.md", "# a {n}\n"),
    ("answered.md", "Name: Ana\n## The problems <!-- step: problems -->\n- a {n}\n"),
):
    _taken_in(_name, _text, caps.LINES.most // max(_text.count("\n"), 1) if "\n" in _text else caps.INCOMING.most)


SENTENCE = '{"slot": "vision", "text": "Hikers of week 100000 know before they leave whether the trail is free."}\n'


@reader(fits(caps.SENTENCES, SENTENCE))
def sentences(folder: Path, count: int) -> list[str]:
    (folder / "s.jsonl").write_text("".join(SENTENCE.replace("100000", str(100_000 + n)) for n in range(count)), encoding="utf-8")
    return [*STRATCOACH, "check", "--jsonl", "s.jsonl"]


def _released(folder: Path, count: int) -> None:
    kept = folder / "strategy.versions"
    kept.mkdir()
    text = KINDS["releases"][0](count)
    (folder / "strategy.yaml").write_text(text, encoding="utf-8")
    sums = []
    for n in range(1, count + 1):
        copy = f"{SMALL.replace('1.0.0', f'{n}.0.0')}history:\n  - version: {n}.0.0\n    date: 2026-05-04\n    summary: Change\n"
        (kept / f"{n}.0.0.yaml").write_text(copy, encoding="utf-8")
        sums.append(f"{hashlib.sha256(copy.encode()).hexdigest()}  {n}.0.0.yaml\n")
    (kept / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _with_copies(verb: str) -> None:
    def read(folder: Path, count: int) -> list[str]:
        _released(folder, count)
        return [*STRATCOACH, *verb.split(), "strategy.yaml"]

    READERS[f"copies: {verb}"] = (read, caps.ENTRIES.most - 1)


for _verb in ("log", "lint", "show", "release --dry-run"):
    _with_copies(_verb)
