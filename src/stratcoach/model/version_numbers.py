"""Versions of a strategy: `VISION.CHOICE.DETAIL`."""

from __future__ import annotations

import re

_VERSION = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}", re.ASCII)


def is_version(text: str) -> bool:
    return _VERSION.fullmatch(text) is not None


def parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, so that 1.10.0 comes after 1.9.0; empty if it isn't a version."""
    return tuple(map(int, version.split("."))) if is_version(version) else ()
