"""The text of a released copy as git still knows it, found by its digest in the commits that touched it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from stratcoach.files import disk, git, release_copies

_MOST_LOOKED_AT = 100


class Original(NamedTuple):
    """The bytes of a copy as it was released, and a commit that has them, by its short name."""

    commit: str
    raw: bytes


def original(path: Path, version: str) -> Original | None:
    """A released copy as it was, out of any branch; None where its digest isn't known, or git has no such text of it.

    Raises:
        UserError: git refuses to look, or isn't installed.
    """
    digests, _ = release_copies.digests_of(path, version)
    copy = os.path.realpath(release_copies.path_of(path, version))
    root = disk.root_above(os.path.dirname(copy))  # noqa: PTH120  a text is what is kept
    if not root or not digests:
        return None
    name = os.path.relpath(copy, root).replace(os.sep, "/")
    for sha in _commits(Path(root), name):
        done = git.run(Path(root), "cat-file", "blob", f"{sha}:{name}")
        if done.returncode == 0 and release_copies.is_one_of(done.stdout, digests):
            return Original(git.shown(sha), done.stdout)
    return None


def _commits(root: Path, name: str) -> list[str]:
    """The commits that touched a file, the newest first, on any branch."""
    answer = git.run(root, "rev-list", f"-n{_MOST_LOOKED_AT}", "--all", "--", f":(literal){name}")
    if answer.returncode != 0:
        git.is_repository(root)
    return answer.stdout.decode("ascii").split()
