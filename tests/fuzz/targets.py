"""All targets, by name."""

from __future__ import annotations

from typing import Final

from tests.fuzz import on_files, on_numbers, on_rooms, on_sessions, on_settled, on_texts
from tests.fuzz.engine import Target

TARGETS: Final[dict[str, Target]] = {
    target.name: target
    for target in (
        *on_files.TARGETS,
        *on_numbers.TARGETS,
        *on_texts.TARGETS,
        *on_sessions.TARGETS,
        *on_rooms.TARGETS,
        *on_settled.TARGETS,
    )
}
