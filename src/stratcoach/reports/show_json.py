"""The state of a strategy, as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json

from stratcoach.services.as_data import shown_data
from stratcoach.services.overview import Shown


def render(shown: Shown, file: str) -> str:
    return json.dumps(shown_data(shown, file), ensure_ascii=True, indent=2)
