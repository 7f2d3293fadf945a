"""What became of the copy of a release, and how it comes back where it isn't what it was."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

from stratcoach.diff.change import next_version
from stratcoach.errors import UserError
from stratcoach.files import disk, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.files.originals import Original, original
from stratcoach.messages import NOTHING, Message, Text
from stratcoach.rules.base import CopyState
from stratcoach.services.strategy_file import is_readable


class Kept(NamedTuple):
    """A copy: `document` is None where it can't be relied on. `problem` says what became of it, as the first half of a sentence;
    `way_out` is the second half: what to do. Both are empty for a copy that is as it was released.
    """

    state: CopyState
    document: Document | None
    problem: Message = NOTHING
    way_out: Message = NOTHING


def look(path: Path, version: str) -> Kept:
    """Read the copy of a version and compare it with the digest that was taken when it was released."""
    try:
        state = release_copies.state(path, version)
        raw = b"" if state == "missing" else disk.read_bytes(release_copies.path_of(path, version))
    except UserError:
        return Kept("changed", None, Message("copy.unreadable", version=version), _way_out(path, version))
    if state == "missing":
        return Kept("missing", None, Message("copy.missing", version=version), _way_out(path, version))
    copy = load(raw, version)
    if state == "changed" and _was_only_laid_out_anew(path, version, raw):
        state = "reformatted"
    if state == "changed" or not is_readable(copy):
        unreadable = Message("copy.unreadable", version=version)
        problem = Message("copy.not_as_released", version=version) if is_readable(copy) else unreadable
        return Kept("changed", None, problem, _way_out(path, version))
    if state == "reformatted":
        return Kept("reformatted", copy, Message("copy.reformatted", version=version), _way_out(path, version, reformatted=True))
    return Kept("kept", copy)


def _was_only_laid_out_anew(path: Path, version: str, raw: bytes) -> bool:
    """Whether a copy of which no digest of the meaning was taken says what git has of it as it was released."""
    was = _original(path, version)
    return isinstance(was, Original) and release_copies.meaning_of(was.raw) == release_copies.meaning_of(raw) != ""


def _way_out(path: Path, version: str, *, reformatted: bool = False) -> Message:
    """How a copy comes back: out of a commit that has it as it was, out of the file where that is still what was released, or
    not at all, and then the next version is compared with nothing.
    """
    keep, file = shlex.join(["stratcoach", "release", "--keep", path.as_posix()]), path.as_posix()
    was = _original(path, version)
    if isinstance(was, Original):
        copy = disk.as_seen_from_here(str(release_copies.path_of(path, version)))
        commit = shlex.join([was.commit, "--", copy])
        if reformatted:
            return Message("copy.check_out_or_accept", commit=commit, keep=keep)
        return Message("copy.check_out", commit=commit)
    if reformatted:
        return Message("copy.accept", keep=keep)
    if is_as_released(path, version):
        return Message("copy.make_again", keep=keep, file=file)
    following = next_version(version, "CHOICE")
    if not release_copies.path_of(path, version).exists() and not release_copies.digests_of(path, version)[0]:
        return Message("copy.make_if_as_released", keep=keep, file=file, next=following)
    return Message("copy.restore_or_release", why_git_cannot=was or NOTHING, next=following, file=file)


def _original(path: Path, version: str) -> Original | Text | None:
    """The copy as git still has it, or why git doesn't say; None where it has none."""
    try:
        return original(path, version)
    except UserError as error:
        return error.message


def is_as_released(path: Path, version: str) -> bool:
    """Whether the strategy file itself is still what was released as a version, by the digests that were taken."""
    try:
        raw = disk.read_bytes(path)
    except UserError:
        return False
    digests, meanings = release_copies.digests_of(path, version)
    return release_copies.is_one_of(raw, digests) or release_copies.meaning_of(raw) in meanings - {""}
