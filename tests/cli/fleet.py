"""A repository of strategies that are good and weak, for tests."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.generate import ROOT

WEAK = ROOT / "examples" / "weak" / "strategy.yaml"


GOOD = ROOT / "examples" / "bakery" / "strategy.yaml"


def put(source: Path, *places: str) -> None:
    for place in places:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)


def write(**files: str) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def files_in(report: str) -> set[str]:
    return {line.split(":")[0] for line in report.splitlines() if re.match(r"\S+\.ya?ml:\d", line)}
