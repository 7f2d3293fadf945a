"""Inside GitHub Actions, what ended a run is shown beside it."""

from __future__ import annotations

import contextlib
import os
import sys

from stratcoach.model.outgoing import without_commands


def annotate(*lines: str) -> None:
    """Inside GitHub Actions, show on the page of the run why nothing was done: a red job without a reason helps nobody."""
    if os.environ.get("GITHUB_ACTIONS") == "true" and sys.__stderr__ is not None:
        text = "\n".join(filter(None, lines)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        with contextlib.suppress(OSError, ValueError):
            print(f"::error title=stratcoach::{without_commands(text)}", file=sys.__stderr__, flush=True)
