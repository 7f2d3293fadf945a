"""Tables as CSV that spreadsheets open as texts: nothing in a cell is a formula there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from stratcoach.model.safe_text import visible

_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*\s?%?")


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, every cell in quotes; each row ends with a line feed."""
    return "".join(f"{','.join(map(cell, row))}\n" for row in rows)


def cell(text: str) -> str:
    """One cell: on one line, and with an apostrophe before what a spreadsheet would take for a formula. A number stays one."""
    flat = visible(" ".join(text.split()))
    is_formula = _FORMULA.match(flat) and not _NUMBER.fullmatch(flat)
    return '"{}{}"'.format("'" if is_formula else "", flat.replace('"', '""'))
