"""People's texts in CSV: a spreadsheet shows them and calculates nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from stratcoach.model.safe_text import visible

_FORMULA: Final = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20|%]")
"""What a spreadsheet takes for the beginning of a formula, also in the width of Chinese and Japanese signs."""
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*\s?%?")

MARK: Final = "\ufeff"
"""Before a file, so that a spreadsheet reads its letters as UTF-8."""


def cell(text: str) -> str:
    """A text as a cell: on one line, with what is hidden made visible, and no formula. A number stays one."""
    plain = visible(" ".join(text.split()))
    is_formula = _FORMULA.match(plain) and not _NUMBER.fullmatch(plain)
    return f"'{plain}" if is_formula else plain


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as RFC 4180 has it, with the names of the columns first. Every cell is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[cell(text) for text in row] for row in rows])
    return out.getvalue()
