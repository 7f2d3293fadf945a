"""What `stratcoach` alone prints: where you are, and what comes next."""

from __future__ import annotations

from pathlib import Path

from stratcoach.files import disk
from stratcoach.files.sessions import journal_path


def text() -> str:
    """One sentence on what is here and what to go on with."""
    found = disk.nearest(Path())
    here = found or Path(disk.STRATEGY_FILE)
    if journal_path(here).exists():
        what, then = (
            f"There is an unfinished session for {here}.",
            "stratcoach resume    resumes at the question where you stopped",
        )
    elif found:
        what, then = f"There is a strategy here: {found}.", "stratcoach show      shows the strategy on one screen"
        then += "\n  stratcoach lint      checks it and asks what a coach would still ask"
    else:
        what, then = (
            "There is no strategy here yet.",
            "stratcoach new       builds a strategy, starting from what users did",
        )
    return f"{what}\n\n  {then}\n  stratcoach --help    shows everything else"
