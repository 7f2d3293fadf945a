"""A diff as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from typing import Any, Final

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import Comparison


def render(comparison: Comparison, before: str, after: str) -> str:
    shape = {
        "version": 1,
        "level": comparison.level,
        "from": before,
        "to": after,
        "proposed": comparison.proposed,
        "changes": [_change(change) for change in comparison.changes],
        "ripple": [{"on": one.on, "because_of": list(one.because_of)} for one in comparison.ripple],
    }
    return json.dumps(shape, ensure_ascii=True, indent=2)


def _change(change: Change) -> dict[str, Any]:
    shape: dict[str, Any] = {name: getattr(change, name) for name in _NAMES}
    if change.entries:
        shape["entries"] = [{"before": before, "after": after} for before, after in change.entries]
    return shape


_NAMES: Final = ("kind", "section", "on", "field", "level", "before", "after")
