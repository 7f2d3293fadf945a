"""The shipped flows, read once for all tests: they never change."""

from __future__ import annotations

from typing import Final

from stratcoach.files.question_flows import load_library
from stratcoach.flow.model import Library

LIBRARY: Final[Library] = load_library()
