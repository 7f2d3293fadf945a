"""The copies of the released versions, beside the strategy file: `strategy.versions/1.1.0.yaml` for `strategy.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

from stratcoach.files.disk import STRATEGY_FILE

_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}", re.ASCII)


def folder_of(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.yaml').removesuffix('.yml') or STRATEGY_FILE}.versions")


def path_of(path: Path, version: str) -> Path:
    """Where the copy of a version is kept."""
    return folder_of(path) / f"{version}.yaml"


def is_version(text: str) -> bool:
    return _VERSION.fullmatch(text) is not None


def released(path: Path) -> list[str]:
    """The versions of which there is a copy, the newest first."""
    folder = folder_of(path)
    found = [entry.stem for entry in folder.iterdir() if is_version(entry.stem)] if folder.is_dir() else []
    return sorted(found, key=parts, reverse=True)


def parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, so that 1.10.0 comes after 1.9.0; empty for what is none."""
    return tuple(map(int, version.split("."))) if is_version(version) else ()
