"""Versions of a strategy: `VISION.CHOICE.DETAIL`."""

from __future__ import annotations

import re

_VERSION = re.compile(r"(?:0|[1-9]\d{0,17})(?:\.(?:0|[1-9]\d{0,17})){2}", re.ASCII)
"""Numbers of up to 18 digits: a build that counts in seconds fits, and what nobody could mean doesn't."""


def is_version(text: str) -> bool:
    return _VERSION.fullmatch(text) is not None


def parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, so that 1.10.0 comes after 1.9.0; empty if it isn't a version."""
    return tuple(map(int, version.split("."))) if is_version(version) else ()
