"""What the coach goes by in a folder: what the team has set, and the second reader where there is one."""

from __future__ import annotations

import os
from pathlib import Path

from stratcoach.files.config import Settings, load_settings
from stratcoach.rules.base import Limits


def coach_limits(folder: Path) -> Limits:
    """The limits for `check`, an interview or a workshop in a folder: with the second reader if it is installed and neither the team
    nor the person (`STRATCOACH_READER=off`) has switched it off.

    Raises:
        UserError: the settings can't be read.
    """
    settings = load_settings(folder)
    is_off = "off" in (settings.reader, os.environ.get("STRATCOACH_READER", "").lower())
    return settings.limits if is_off else _with_reader(settings.limits)


def lint_limits(settings: Settings) -> Limits:
    """The limits for lint: with the second reader only where it was asked for."""
    return _with_reader(settings.limits) if settings.reader == "lint" else settings.limits


def _with_reader(limits: Limits) -> Limits:
    from stratcoach.reader.second_reader import second_reader  # most people don't have it

    return limits.replace(reader=second_reader())
