"""The settings of a team: `.stratcoach.yaml`, found upward from the strategy file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.shapes import Read, Reading
from stratcoach.files.yaml_text import decode
from stratcoach.model.value import Value

SETTINGS_FILE: Final = ".stratcoach.yaml"


class Settings(Value):
    """What a team has settled. `flows` is the folder of its own question flows."""

    flows: Path | None = None


_KEYS: Mapping[str, Read] = {"flows": Reading.text}


def load_settings(start: Path) -> Settings:
    """Read the nearest settings file, upward from a folder to the repository's root.

    Raises:
        UserError: with every error in it.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        path = candidate / SETTINGS_FILE
        if path.is_file():
            return _read(path)
        if (candidate / ".git").exists():
            break
    return Settings()


def _read(path: Path) -> Settings:
    reading = Reading(decode(disk.read_bytes(path)))
    found = reading.mapping(reading.source.root, _KEYS, (), "the settings") if reading.source.root else {}
    if reading.troubles:
        told = tuple(f"{path}:{t.span.line}:{t.span.column}: {t.message}" for t in reading.troubles)
        raise UserError("The settings can't be used as they are.", "Mend them and try again.", told)
    flows = found.get("flows")
    return Settings(flows=path.parent / flows if flows else None)
