"""`--since REV`: which repository each file is in, and what changed in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from stratcoach.commands.checking import Target
from stratcoach.errors import UserError
from stratcoach.files.git import Snapshot, snapshot
from stratcoach.reports.told import on_one_line

_snapshot = cache(snapshot)


def snapshots(revision: str, targets: Iterable[Target]) -> dict[str, Snapshot]:
    """For each file, by its real path, what changed in its repository since the revision.

    Raises:
        UserError: a file is in no repository, or the revision isn't known.
    """
    found = {}
    for target in targets:
        if target.path is not None:
            real = os.path.realpath(target.path)
            found[real] = _snapshot(revision, _root(real, target.name))
    return found


def was_deleted(path: Path, revision: str) -> bool:
    """Whether a path that isn't there was there at the revision; if so, that is told."""
    real = os.path.realpath(path)
    held = _snapshot(revision, _root(real, path.as_posix()))
    name = held.inside(real)
    deleted = name in held.deleted or name in held.changed.values()
    if deleted:
        print(f"{on_one_line(path.as_posix())} isn't there any more since {on_one_line(revision)}.", file=sys.stderr)
    return deleted


def _root(real: str, name: str) -> str:
    root = _root_above(os.path.dirname(real))  # noqa: PTH120  texts are quicker for a thousand files
    if not root:
        raise UserError(f"{name} is in no repository of git, so nobody can say what changed in it.", "Leave `--since` out.")
    return root


@cache
def _root_above(folder: str) -> str:
    if os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118  see above
        return folder
    parent = os.path.dirname(folder)  # noqa: PTH120  see above
    return "" if parent == folder else _root_above(parent)
