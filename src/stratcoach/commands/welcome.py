"""What `stratcoach` alone prints: where you are, and what comes next."""

from __future__ import annotations

from pathlib import Path

from stratcoach.files import disk
from stratcoach.files.sessions import journal_path
from stratcoach.messages import Message


def text() -> str:
    """One sentence on what is here and what to go on with."""
    found = disk.nearest(Path())
    here = found or Path(disk.STRATEGY_FILE)
    if journal_path(here).exists():
        return f"{Message('verb.welcome_back', file=str(here))}"
    return f"{Message('verb.welcome_to', file=str(found)) if found else Message('verb.welcome')}"
