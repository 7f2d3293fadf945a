"""A repository as it was at a revision: what changed since in its working files, whether git was told of it or not."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from stratcoach.files import git
from stratcoach.files.release_copies import folder_name
from stratcoach.model.version_numbers import is_version, parts

_MOST_LOOKED_AT = 200


class Snapshot(NamedTuple):
    """`changed` holds what differs now, with the path that it had then, `""` for a new file; `copies` the newest copy of a
    release that stood then in each folder of versions; `retyped` what is a link now where a file was, or the other way round;
    `then` all that there was.
    """

    root: str
    sha: str
    changed: Mapping[str, str]
    tracked: frozenset[str]
    deleted: frozenset[str]
    copies: Mapping[str, str]
    retyped: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()

    def inside(self, real: str) -> str:
        """A real path as git names it."""
        return os.path.relpath(real, self.root).replace(os.sep, "/")

    def was(self, real: str) -> str | None:
        """The path that a file had then, `""` for a new one, None for one that is the same."""
        name = self.inside(real)
        if name in self.changed:
            return self.changed[name]
        return None if name in self.tracked else ""

    def newest_copy(self, name: str) -> str:
        """The newest copy of a release that stood then beside a file, by the path that the file had then; `""` for none."""
        return self.copies.get(folder_name(name), "")

    def read(self, name: str, sha: str = "") -> bytes:
        """The bytes that a file had then, or at another commit."""
        return git.blob(Path(self.root), f"{sha or self.sha}:{name}")

    def seen(self, name: str) -> bytes | None:
        """What a reader of a path got then, through links as well; None where that led out of the repository."""
        query = os.fsencode(f"{self.sha}:{name}\n")
        answer = git.answered(Path(self.root), "cat-file", "--batch=%(objecttype)", "--follow-symlinks", stdin=query)
        kind, _, content = answer.partition(b"\n")
        return content.removesuffix(b"\n") if kind == b"blob" else None

    def earlier(self, name: str) -> Iterator[bytes]:
        """What a file held before, commit by commit, the newest first."""
        commits = git.answered(Path(self.root), "rev-list", f"-n{_MOST_LOOKED_AT}", self.sha, "--", f":(literal){name}")
        for sha in commits.decode("ascii").split():
            yield self.read(name, sha)


def exists_at(sha: str, root: str, name: str) -> bool:
    """Whether a commit holds a file or a folder."""
    return git.run(Path(root), "cat-file", "-e", f"{sha}:{'' if name == '.' else name}").returncode == 0


def snapshot(sha: str, root: str, files: Iterable[str]) -> Snapshot:
    """What changed in a repository since a commit. `files`, by their real paths, count even where git wasn't told of them yet.

    Raises:
        UserError: git can't say.
    """
    folder = Path(root)
    flagged = [entry.partition(" ")[::2] for entry in git.listed(folder, "ls-files", "-v", "-z")]
    tracked = frozenset(name for _, name in flagged)
    inside = {os.path.relpath(file, root).replace(os.sep, "/") for file in files if os.path.isfile(file)}  # noqa: PTH113  many
    unknown, unseen = sorted(inside - tracked), list(_unseen(root, flagged))
    with tempfile.TemporaryDirectory() as temporary:
        index = _index_with(folder, unknown, unseen, temporary) if unknown or unseen else ""
        options = ("--name-status", "-z", "-M", "--ignore-submodules")
        changes = git.listed(folder, "diff", *options, sha, "--", index=index)
    changed, deleted, retyped = _changes(iter(changes))
    known = frozenset((*tracked, *unknown))
    then = frozenset(git.listed(folder, "ls-tree", "-r", "-z", "--full-tree", "--name-only", sha))
    return Snapshot(root, sha, changed, known, deleted, _newest_copies(then), retyped, then)


def _unseen(root: str, flagged: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The files that git was told not to look at, although they are there (`--assume-unchanged`, `--skip-worktree`)."""
    for flag, name in flagged:
        if flag != "H" and (flag == "S" or flag.islower()) and os.path.isfile(os.path.join(root, name)):  # noqa: PTH113, PTH118  many
            yield name


def _index_with(folder: Path, unknown: Iterable[str], unseen: Iterable[str], temporary: str) -> str:
    """A copy of the index that knows of more files, so that git sees which of them were renamed, and looks at all of them; the
    repository's own index stays as it is.
    """
    index = os.path.join(temporary, "index")  # noqa: PTH118  a text is what the environment takes
    own = git.path_inside("index", folder)
    if own is not None and own.exists():
        shutil.copy2(own, index)  # with its time, by which git knows what it has to look at again
    for names, arguments in (
        (unseen, ("update-index", "--no-assume-unchanged", "-z", "--stdin")),
        (unseen, ("update-index", "--no-skip-worktree", "-z", "--stdin")),
        (unknown, ("add", "--intent-to-add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")),
    ):
        if listing := "".join(f"{name}\0" for name in names):
            git.listed(folder, "--literal-pathspecs", *arguments, index=index, stdin=os.fsencode(listing))
    return index


def _changes(fields: Iterator[str]) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    changed: dict[str, str] = {}
    deleted, retyped = set(), set()
    for status in fields:
        name = next(fields, "")
        if status == "D":
            deleted.add(name)
        elif status[:1] in ("R", "C"):
            changed[next(fields, name)] = name
        else:
            changed[name] = "" if status == "A" else name
            retyped |= {name} if status == "T" else set()
    return changed, frozenset(deleted), frozenset(retyped)


def _newest_copies(names: Iterable[str]) -> dict[str, str]:
    newest: dict[str, str] = {}
    for name in names:
        folder, _, copy = name.rpartition("/")
        version = copy.removesuffix(".yaml")
        if folder.endswith(".versions") and version != copy and is_version(version):
            newest_copy = newest.get(folder, "")
            if not newest_copy or parts(version) > parts(newest_copy.rpartition("/")[2].removesuffix(".yaml")):
                newest[folder] = name
    return newest
