"""A strategy of which something changes, for tests of comparisons."""

from __future__ import annotations

from pathlib import Path

BEFORE, AFTER = "target: 4,000", "target: 3,000"
"""What its first objective aims at, and the lower aim later."""


def release(path: Path, version: str, text: str) -> None:
    copies = path.with_name("strategy.versions")
    copies.mkdir(exist_ok=True)
    (copies / f"{version}.yaml").write_text(text)
