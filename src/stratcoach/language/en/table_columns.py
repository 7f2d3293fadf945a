"""What columns are called in tables that other programs write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RESULT_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "item": (
        "item",
        "id",
        "key",
        "number",
        "metric",
        "kpi",
        "measure",
        "north star",
        "name",
        "objective",
        "goal",
        "key result",
        "title",
    ),
    "day": ("day", "date", "as of", "measured on", "reported on", "when", "week", "month", "quarter", "period"),
    "value": ("value", "actual", "actual value", "result", "current", "current value", "reading", "measured"),
    "counter": ("counter", "counter metric", "guardrail"),
    "note": ("note", "notes", "comment", "comments", "remark"),
}
"""What the columns of a table of results are called, by what is in them; the surest first."""
