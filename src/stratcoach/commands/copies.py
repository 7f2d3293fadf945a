"""What became of the copy of a release, and how it comes back where it isn't what it was."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

from stratcoach.commands.reading import is_readable
from stratcoach.diff.change import next_version
from stratcoach.errors import UserError
from stratcoach.files import disk, versions
from stratcoach.files.codec import Document, load
from stratcoach.files.originals import Original, original
from stratcoach.rules.base import CopyState


class Kept(NamedTuple):
    """A copy: `document` is None where it can't be relied on. `problem` says what became of it, as the first half of a sentence;
    `way_out` is the second half: what to do. Both are empty for a copy that is as it was released.
    """

    state: CopyState
    document: Document | None
    problem: str = ""
    way_out: str = ""


def look(path: Path, version: str) -> Kept:
    """Read the copy of a version and compare it with the digest that was taken when it was released."""
    try:
        state = versions.state(path, version)
        raw = b"" if state == "missing" else disk.read_bytes(versions.path_of(path, version))
    except UserError:
        return Kept("changed", None, f"the copy of {version} can't be read", _way_out(path, version))
    if state == "missing":
        return Kept("missing", None, f"the copy of {version} is missing", _way_out(path, version))
    copy = load(raw, version)
    if state == "changed" and _was_only_laid_out_anew(path, version, raw):
        state = "reformatted"
    if state == "changed" or not is_readable(copy):
        problem = "isn't what was released" if is_readable(copy) else "can't be read"
        return Kept("changed", None, f"the copy of {version} {problem}", _way_out(path, version))
    if state == "reformatted":
        problem = f"the copy of {version} still says what was released, but its layout has changed (a formatter?)"
        return Kept("reformatted", copy, problem, _way_out(path, version, reformatted=True))
    return Kept("kept", copy)


def _was_only_laid_out_anew(path: Path, version: str, raw: bytes) -> bool:
    """Whether a copy of which no digest of the meaning was taken says what git has of it as it was released."""
    was = _original(path, version)
    return isinstance(was, Original) and versions.meaning_of(was.raw) == versions.meaning_of(raw) != ""


def _way_out(path: Path, version: str, *, reformatted: bool = False) -> str:
    """How a copy comes back: out of a commit that has it as it was, out of the file where that is still what was released, or
    not at all, and then the next version is compared with nothing.
    """
    keep = f"`{shlex.join(['stratcoach', 'release', '--keep', path.as_posix()])}`"
    was = _original(path, version)
    if isinstance(was, Original):
        copy = disk.as_seen_from_here(str(versions.path_of(path, version)))
        back = f"`git checkout {shlex.join([was.commit, '--', copy])}` restores it"
        return f"{back}, or {keep} accepts it as it is" if reformatted else back
    if reformatted:
        return f"{keep} accepts it as it is"
    if is_as_released(path, version):
        return f"{keep} makes it again, because {path.as_posix()} is still what was released"
    following = f"write the next version, such as {next_version(version, 'CHOICE')}, into {path.as_posix()} and release that"
    if not versions.path_of(path, version).exists() and not versions.digests_of(path, version)[0]:
        return (
            f"if {path.as_posix()} is still as it was released, {keep} makes the copy from it; if not, restore the copy or "
            f"{following}"
        )
    asked = f" ({was[:1].lower()}{was[1:].rstrip('.')})" if was else ""
    return f"restore it from wherever it still exists{asked}, or {following}"


def _original(path: Path, version: str) -> Original | str:
    """The copy as git still has it, or why git doesn't say; `""` where it has none."""
    try:
        return original(path, version) or ""
    except UserError as error:
        return error.message


def tell_to_commit(path: Path, *changed: Path) -> None:
    """Say what to add to git, where the file is in a repository: `git commit -a` leaves new copies behind."""
    if disk.root_above(str(path.resolve().parent)):
        print(f"To commit it: git add {shlex.join(one.as_posix() for one in changed)}")


def is_as_released(path: Path, version: str) -> bool:
    """Whether the strategy file itself is still what was released as a version, by the digests that were taken."""
    try:
        raw = disk.read_bytes(path)
    except UserError:
        return False
    digests, meanings = versions.digests_of(path, version)
    return versions.is_one_of(raw, digests) or versions.meaning_of(raw) in meanings - {""}
