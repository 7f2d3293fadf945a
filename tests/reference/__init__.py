"""The reference under `docs/reference`, written from what the program itself reads: one source, so that it can't be out of date.

Each module writes some pages. `pages` yields them all, by their paths below `docs/reference`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
REFERENCE: Final = ROOT / "docs" / "reference"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text."""
    from tests.reference import api, commands, file_format, journal, keys, patterns, rules, settings, shapes

    for write in (api, commands, file_format, journal, keys, patterns, rules, settings, shapes):
        for name, text in write.pages():
            yield REFERENCE / name, text
