"""The baseline file, `.stratcoach-baseline.json`: one line a finding, sorted, so that a review sees what goes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.lint.accepted import Baseline, Key

BASELINE_FILE: Final = ".stratcoach-baseline.json"
_VERSION: Final = 1
_HOW: Final = "Bring it back from git, or delete it and begin anew with `stratcoach lint --write-baseline`."


def nearest(start: Path) -> Path | None:
    """The baseline of a folder: in it, or in one above, up to the repository's root."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / BASELINE_FILE).is_file():
            return candidate / BASELINE_FILE
        if (candidate / ".git").exists():
            break
    return None


def new_place(start: Path) -> Path:
    """Where a new baseline goes: the repository's root, or the folder itself outside of one."""
    folder = start.resolve()
    root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    return root / BASELINE_FILE


def load(path: Path) -> Baseline:
    """Read a baseline. Raises `UserError` where it isn't one."""
    import json

    try:
        held = json.loads(disk.read_bytes(path))
        if held["version"] != _VERSION:
            raise UserError(f"{path} has version {held['version']}, which this stratcoach doesn't know.", "Update stratcoach.")
        found: dict[str, Counter[Key]] = {}
        for one in held["findings"]:
            found.setdefault(_text(one["file"]), Counter())[Key(*(_text(one[name]) for name in Key._fields))] += _count(
                one["count"]
            )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        told = f"{error}" if isinstance(error, ValueError) else "something is missing or of another kind"
        raise UserError(f"{path} is not a baseline: {told}.", _HOW) from error
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def dump(baseline: Baseline) -> str:
    import json

    rows = sorted((file, key, count) for file, held in baseline.items() for key, count in held.items() if count > 0)
    lines = [json.dumps({"file": file, **key._asdict(), "count": count}, ensure_ascii=False) for file, key, count in rows]
    inner = "".join(f"\n    {line}{',' if place < len(lines) else ''}" for place, line in enumerate(lines, 1))
    return f'{{\n  "version": {_VERSION},\n  "findings": [{inner}\n  ]\n}}\n'


def write(path: Path, baseline: Baseline) -> None:
    """Write it whole or not at all. Raises `OSError`."""
    text = dump(baseline)
    if path.exists():
        disk.replace(path, text)
    else:
        disk.write_new(path, text)
