"""A diff as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json

from stratcoach.diff.comparison import Comparison
from stratcoach.services.as_data import comparison_data


def render(comparison: Comparison, before: str, after: str) -> str:
    return json.dumps(comparison_data(comparison, before, after), ensure_ascii=True, indent=2)
