"""What lets people's own pages back in after a crash: kept beside the journal, readable for its owner alone."""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from pathlib import Path
from typing import Any, Final, NamedTuple

from stratcoach.files.atomic import replace, write_new
from stratcoach.files.sessions import journal_path

FORMAT: Final = 1
_SUFFIX: Final = ".draft.room.json"
_LARGEST: Final = 1 << 20
_CODE: Final = re.compile("[A-Z0-9]{6,24}")
_DIGEST: Final = re.compile("[0-9a-f]{64}")


class Device(NamedTuple):
    """A phone or a laptop that was let in, or waits: a digest of its token, the name that it came with at the second `at`."""

    digest: str
    person: str
    at: int
    is_in: bool


class DoorState(NamedTuple):
    """The codes of a workshop, the devices, who was put out, and whether nobody else comes in by themselves. `address` is what is
    shown to people, `port` where it is served.
    """

    code: str
    wall_code: str
    devices: tuple[Device, ...] = ()
    out: tuple[str, ...] = ()
    is_locked: bool = False
    address: str = ""
    port: int = 0


def door_path(strategy: Path) -> Path:
    """Where it is kept: `strategy.draft.room.json` beside `strategy.yaml`."""
    return journal_path(strategy).with_name(journal_path(strategy).name.removesuffix(".draft.jsonl") + _SUFFIX)


def read_doors(path: Path) -> DoorState | None:
    """What was kept; None where there is nothing, or nothing of ours."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # half characters couldn't be written again
        return _state(data)
    except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return None


def _state(data: dict[str, Any]) -> DoorState:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    devices = tuple(Device(str(one[0]), str(one[1]), int(one[2]), bool(one[3])) for one in data["devices"])
    out = tuple(map(str, data["out"]))
    is_locked, address, port = bool(data["is_locked"]), str(data["address"]), int(data["port"])
    codes = str(data["code"]), str(data["wall_code"])
    if not (all(map(_CODE.fullmatch, codes)) and all(_DIGEST.fullmatch(one.digest) for one in devices) and 0 <= port < 1 << 16):
        raise ValueError(codes)
    return DoorState(*codes, devices, out, is_locked, address, port)


def write_doors(path: Path, state: DoorState) -> None:
    """Keep it: whole or not at all, with mode 600. Raises `OSError`."""
    text = json.dumps({"format": FORMAT, **state._asdict()}, ensure_ascii=False) + "\n"
    if path.is_symlink() or (path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077 and os.name != "nt"):
        path.unlink()  # somebody else laid it out
    if path.exists():
        replace(path, text)
    else:
        write_new(path, text, is_private=True)


def remove_doors(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
