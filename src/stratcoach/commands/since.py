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


class Since:
    """The repositories of a run as they were at a revision; git is asked once for each."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._known: dict[str, Snapshot] = {}

    def snapshots(self, targets: Iterable[Target]) -> dict[str, Snapshot]:
        """For each file, by its real path, what changed in its repository.

        Raises:
            UserError: a file is in no repository, or the revision isn't known.
        """
        named = [(os.path.realpath(target.path), target.name) for target in targets if target.path is not None]
        return {real: self._snapshot(_root(real, name)) for real, name in named}

    def was_deleted(self, path: Path) -> bool:
        """Whether a path that isn't there was there at the revision; if so, that is told."""
        real = os.path.realpath(path)
        held = self._snapshot(_root(real, path.as_posix()))
        name = held.inside(real)
        if name not in held.deleted and name not in held.changed.values():
            return False
        print(f"{on_one_line(path.as_posix())} isn't there any more since {on_one_line(self.revision)}.", file=sys.stderr)
        return True

    def _snapshot(self, root: str) -> Snapshot:
        if root not in self._known:
            self._known[root] = snapshot(self.revision, root)
        return self._known[root]


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
