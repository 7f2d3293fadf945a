"""What git knows of a file. A revision comes from a person, so it is data: it never becomes an option or a command."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stratcoach.errors import UserError

if TYPE_CHECKING:
    import subprocess

_SHA = re.compile(r"[0-9a-f]{40,64}")
_NONE = re.compile(r"0{40,64}")


def commit(revision: str, folder: Path) -> str:
    """The full name of the commit that a revision means.

    Raises:
        UserError: git isn't there, or the revision isn't known; in a shallow checkout with a hint.
    """
    listed(folder, "rev-parse", "--git-dir")
    sha = _commit(revision, folder)
    if not sha:
        told = f"`{revision}`" if revision.strip() else "An empty text"
        raise UserError(f"{told} is no revision of the repository {folder}.", _unknown(revision, folder))
    return sha


def _unknown(revision: str, folder: Path) -> str:
    if _NONE.fullmatch(revision) or not revision.strip():
        return "There is no earlier revision, as on a new branch: leave `--since` out there."
    if ".." in revision:
        return "Name one revision, the older one, and not a range: what is compared with it are the files as they are."
    if is_shallow(folder):
        return shallow_hint(revision)
    return "Write it as `git log` shows it, such as origin/main or HEAD~1."


def shallow_hint(revision: str) -> str:
    return (
        "This checkout leaves older revisions out; fetch them first: git fetch --unshallow, "
        f"or fetch-depth: 0 in CI for `{revision}`."
    )


def listed(folder: Path, *arguments: str, index: str = "", told: bytes | None = None) -> list[str]:
    """What git lists, separated by NUL. `index` is a file to use in place of the repository's own, `told` is what git reads."""
    done = run(folder, *arguments, index=index, told=told)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UserError(f"git can't say what changed in {folder}: {said}.", "Try `git status` there; it says more.")
    return os.fsdecode(done.stdout).split("\0")[:-1]


def read_at(revision: str, path: Path) -> bytes | None:
    """The bytes of a file as of a revision; None where there is no such revision.

    Raises:
        UserError: git isn't there, the revision is known and doesn't hold the file, or more than one thing is meant.
    """
    path = path.resolve() if path.is_symlink() else path
    folder = next(parent for parent in (path.parent, *path.absolute().parents) if parent.is_dir())
    inside = path.absolute().relative_to(folder.absolute()).as_posix()
    sha = _commit(revision, folder)
    if not sha:
        return None
    prefix = _asked(folder, "rev-parse", "--show-prefix") or ""
    done = run(folder, "cat-file", "blob", f"{sha}:{prefix}{inside}")
    if done.returncode != 0:
        raise UserError(f"{path} isn't there as of {revision}.", "Name the path that it had then: REV:PATH.")
    return done.stdout


def _commit(revision: str, folder: Path) -> str:
    """The full name of a revision's commit; `""` where there is none."""
    sha = _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return sha if _SHA.fullmatch(sha) else ""


def superproject(folder: Path) -> str:
    """The root of the repository that a repository is a submodule of; `""` where it is none."""
    return _asked(folder, "rev-parse", "--show-superproject-working-tree")


def held_submodule(sha: str, folder: Path, name: str) -> str:
    """The commit of a submodule that a commit of its superproject holds; `""` where it holds none."""
    return _asked(folder, "rev-parse", "--verify", "--quiet", f"{sha}:{name}")


def empty_tree(folder: Path) -> str:
    """What a repository calls a folder without files: everything is new since then."""
    return run(folder, "hash-object", "-t", "tree", "--stdin", told=b"").stdout.decode("ascii").strip()


def is_shallow(folder: Path) -> bool:
    """Whether older revisions were left out when the repository was fetched, as CI often does."""
    return _asked(folder, "rev-parse", "--is-shallow-repository") == "true"


def _asked(folder: Path, *arguments: str) -> str:
    done = run(folder, *arguments)
    return done.stdout.decode("utf-8", "replace").removesuffix("\n") if done.returncode == 0 else ""


def _environment() -> dict[str, str]:
    """Without what a hook of git sets for itself: a repository is found by the file's folder. Who asks writes nothing there."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    return kept | {"GIT_OPTIONAL_LOCKS": "0"}


def run(folder: Path, *arguments: str, index: str = "", told: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    if any("\0" in one for one in arguments):
        raise UserError("A revision can't hold a NUL character.", "Write it as `git log` shows it.")
    import subprocess  # 4 ms that a diff of two paths needn't pay

    try:
        environment = _environment() | ({"GIT_INDEX_FILE": index} if index else {})
        return subprocess.run(["git", *arguments], cwd=folder, env=environment, input=told, capture_output=True, check=False)  # noqa: S603, S607  fixed verbs
    except FileNotFoundError as error:
        if not folder.exists():
            raise UserError(f"The folder {folder} isn't there.", "Check the path.") from error
        raise UserError(
            "git isn't installed here.",
            "Install it. Without it, `diff` compares files by their paths, and `lint` works without `--since`.",
        ) from error


class Lines(NamedTuple):
    """What git makes of three files line by line, and whether conflicts are marked in it."""

    text: bytes
    has_conflicts: bool


def merged_lines(base: Path, ours: Path, theirs: Path, *, ours_stands: bool) -> Lines | None:
    """Merge three files line by line. Where lines touch, those of ours stand, or both are marked. None where git can't."""
    how = ["--ours"] if ours_stands else ["-L", "ours", "-L", "before", "-L", "theirs"]
    paths = (str(path.absolute()) for path in (ours, base, theirs))
    try:
        done = run(Path(), "merge-file", "--stdout", "--quiet", *how, "--", *paths)
    except UserError:
        return None
    return None if done.returncode < 0 or done.returncode > _MOST_CONFLICTS else Lines(done.stdout, done.returncode > 0)


_MOST_CONFLICTS = 127
"""`git merge-file` ends with the number of conflicts, cut off here; what is higher is an error."""


def path_inside(name: str, folder: Path | None = None) -> Path | None:
    """Where git keeps a file of its own, such as `info/attributes`; None outside a repository."""
    told = _asked(folder or Path(), "rev-parse", "--git-path", name)
    return Path(folder or "", told) if told else None


def configure(name: str, value: str) -> None:
    """Set a value for this repository alone."""
    done = run(Path(), "config", "--local", name, value)
    if done.returncode != 0:
        raise UserError(f"git didn't take the setting {name}: {done.stderr.decode('utf-8', 'replace').strip()}", "")


def forget(section: str) -> None:
    """Take a section out of this repository's settings, if it is there."""
    run(Path(), "config", "--local", "--remove-section", section)
