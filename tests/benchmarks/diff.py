"""How quickly `diff` compares, against `--version`, json-diff and deepdiff in the same run, and how it grows.

    python -m tests.benchmarks.diff [RUNS]

`json-diff` (npm) and `deep` (pip: deepdiff[cli]) are taken from the PATH; one that isn't there is said to be missing.
Prints medians in milliseconds and ratios pair by pair. Run it after `python -m compileall -q src`.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

from stratcoach.diff.comparison import compare
from stratcoach.files.codec import loads
from stratcoach.model import caps
from stratcoach.model.strategy import Strategy
from tests.benchmarks.start import took
from tests.generate import ROOT

OURS = [sys.executable, "-m", "stratcoach"]
SIZES = (625, 1250, 2500, caps.ENTRIES.most)


def example() -> str:
    """A strategy of about 200 lines."""
    return (ROOT / "examples" / "discharge" / "strategy.yaml").read_text(encoding="utf-8")


def edited(text: str) -> str:
    """Eight changes of the kind that people make."""
    found = text
    for old, new in (("four more days", "five more days"), ("target: 900", "target: 800"), ("owner: Selin", "owner: Ada")):
        found = found.replace(old, new, 1)
    return found


def insights(count: int) -> str:
    """A strategy with many insights: about 330 bytes each."""
    head = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-05-04\ninsights:\n"
    lines = (
        f"  - id: insight-{number}\n    statement: In week {number} the team of house {number % 97} typed plan {number} a second time.\n"
        f"    source: observation\n    evidence: {number % 9} of 12 homes\n    observed: 2026-03\n"
        f"    note: >-\n      {'Seen on a round through the house, with the night nurse. ' * 3}{number}\n"
        for number in range(count)
    )
    return head + "".join(lines)


def reworded(text: str) -> str:
    """Every tenth statement in other words, every twentieth under another id."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if "typed plan" in line and at % 10 == 0:
            lines[at] = line.replace("typed plan", "wrote plan").replace("a second time", "once more")
        elif line.startswith("  - id: insight-") and at % 20 == 0:
            lines[at] = f"{line}-b"
    return "\n".join(lines)


def read(text: str) -> Strategy:
    found = loads(text).strategy
    assert found is not None
    return found


def commands(runs: int) -> None:
    """Two files of 200 lines, as commands."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{side}.yaml") for side in ("old", "new")]
        for path, text in zip(paths, (example(), edited(example())), strict=True):
            path.write_text(text, encoding="utf-8")
            path.with_suffix(".json").write_text(json.dumps(yaml.load(text, Loader=yaml.BaseLoader)), encoding="utf-8")
        names = [str(path) for path in paths]
        ours = [*OURS, "diff", *names]
        peers = {
            "--version": [*OURS, "--version"],
            "json-diff": [shutil.which("json-diff") or "", *(str(path.with_suffix(".json")) for path in paths)],
            "deepdiff": [shutil.which("deep") or "", "diff", *(str(path.with_suffix(".json")) for path in paths)],
        }
        took(ours)
        for name, command in peers.items():
            if not command[0]:
                sys.stdout.write(f"{name:<10} isn't installed\n")
                continue
            took(command)
            pairs = [(took(ours), took(command)) for _ in range(runs)]
            ratio = statistics.median(mine / theirs for mine, theirs in pairs)
            mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            sys.stdout.write(f"diff of 200 lines {mine:6.0f} ms   {name:<10} {theirs:6.0f} ms   ratio {ratio:.2f}\n")


def growth() -> None:
    """Large files, in this process: the comparison, and all of it against composing both with PyYAML's C parser."""
    for size in SIZES:
        old = insights(size)
        new = reworded(old)
        began = time.perf_counter()
        for text in (old, new):
            yaml.compose(text, Loader=yaml.CSafeLoader)
        composed = time.perf_counter() - began
        began = time.perf_counter()
        before, after = read(old), read(new)
        loaded = time.perf_counter() - began
        began = time.perf_counter()
        found = compare(before, after)
        compared = time.perf_counter() - began
        ratio = (loaded + compared) / composed
        sys.stdout.write(
            f"{size:6d} items {len(old) / 1e6:4.1f} MB   {len(found.changes):5d} changes   compare {compared * 1000:6.0f} ms"
            f" ({compared / size * 1e6:3.0f} us an item)   all {(loaded + compared) * 1000:6.0f} ms   compose {composed * 1000:6.0f} ms"
            f"   ratio {ratio:.2f}\n"
        )


if __name__ == "__main__":
    commands(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    growth()
