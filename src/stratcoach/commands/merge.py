"""`stratcoach merge`: what two people made of one strategy, in one file again; git's merge driver for strategy files."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from stratcoach.commands.printing import put_file, tell
from stratcoach.diff.comparison import compare
from stratcoach.diff.strategy_merge import LONGEST, Conflict
from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load, unreadable
from stratcoach.files.merging import MergedText, merge_documents
from stratcoach.messages import NOTHING, Message
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Strategy
from stratcoach.services.lint_run.file_check import why_not
from stratcoach.services.strategy_file import error_at, is_readable, write_over

STANDARD_OUTPUT = "-"
_MADE_BY_GIT = ".merge_file_"
_MOST_TOLD = 100


def run(base: str, ours: str, theirs: str, *, output: str, path: str) -> int:
    """Merge into the file of ours, or where `output` says; `path` is what messages call it.

    Returns 1 where something is left to decide, else 0.
    """
    paths = [Path(base), Path(ours), Path(theirs)]
    sides = [_side(one, is_base=number == 0) for number, one in enumerate(paths)]
    name = path or (ours if output in ("", STANDARD_OUTPUT) else output)
    if unreadable := [one for one in sides if not is_readable(one)]:
        return _by_lines(paths, sides[1], unreadable, name, output)
    lines = git.merged_lines(*paths, ours_stands=True)
    merged = merge_documents(sides[0], sides[1], sides[2], lines.text if lines else None)
    _write(merged.text.encode(), sides[1], paths[1], output)
    for old, new in merged.told_apart:
        tell(Message("merge.both_added", old=_id(old), new=_id(new)))
    for old, mine, other in merged.renamed_twice:
        tell(Message("merge.both_renamed", old=_id(old), mine=_id(mine), other=_id(other)))
    if merged.conflicts:
        _tell_conflicts(merged.conflicts, name)
    strategies = [one.strategy for one in sides if one.strategy is not None]
    if release_due := _release_that_is_due(strategies, merged, name):
        tell(release_due)
    return int(bool(merged.conflicts))


def _release_that_is_due(sides: Sequence[Strategy], merged: MergedText, name: str) -> Message:
    """What a merge asks for where a side was released since both began: more is in the merge now than in that release."""
    base, ours, theirs = sides
    released = [one for one in (ours, theirs) if _was_released_since(one, base)]
    if not released or ours == theirs:
        return NOTHING
    newest = max(released, key=lambda one: release_copies.parts(one.version))
    path, has_conflicts = Path(name), bool(merged.conflicts)
    release = f"stratcoach release {shlex.quote(path.as_posix())}"
    if ours.version == theirs.version and len(released) == 2:
        copy = shlex.quote(release_copies.path_of(path, newest.version).as_posix())
        checkout = f"git checkout main -- {copy}"
        return Message(
            "merge.both_released",
            name=name,
            version=newest.version,
            checkout=checkout,
            has_conflicts=has_conflicts,
            release=release,
        )
    result = None if merged.conflicts else merged.strategy
    if result is not None and compare(newest, result).level == "NONE":
        return NOTHING
    return Message("merge.one_released", name=name, version=newest.version, has_conflicts=has_conflicts, release=release)


def _was_released_since(side: Strategy, base: Strategy) -> bool:
    is_newer = release_copies.parts(side.version) > release_copies.parts(base.version)
    return is_newer and not side.is_draft and side.version in [one.version for one in side.history]


def _side(path: Path, *, is_base: bool) -> Document:
    """One of the three files. The base is empty where both sides began the file."""
    try:
        document = load(disk.read_bytes(path), path.as_posix())
    except disk.TooLarge as error:
        return unreadable(path.as_posix(), why_not(error))
    if is_base and not document.source.text.strip():
        return document._replace(strategy=Strategy(), troubles=())
    return document


def _by_lines(paths: Sequence[Path], ours: Document, unreadable: Sequence[Document], name: str, output: str) -> int:
    """What can't be read can't be merged by its meaning: leave it to git, line by line. A file that git made for the merge is
    called by the path and its side.
    """
    sides = zip(paths, ("before", "ours", "theirs"), strict=True)
    called = {path.as_posix(): f"{name} ({side})" for path, side in sides if path.name.startswith(_MADE_BY_GIT)}
    for one in unreadable:
        trouble = one.troubles[0]
        tell(error_at(called.get(one.name, one.name), trouble))
    merged = git.merged_lines(*paths, ours_stands=False)
    if merged is None:
        raise UserError(Message("merge.not_merged", name=name), Message("merge.fix_and_merge"))
    _write(merged.text, ours, paths[1], output)
    tell(Message("merge.by_lines", name=name, has_conflicts=merged.has_conflicts))
    return int(merged.has_conflicts)


def _write(raw: bytes, ours: Document, path: Path, output: str) -> None:
    text = raw.decode("utf-8", "surrogateescape")
    if output == STANDARD_OUTPUT:
        put_file(text.removesuffix("\n"))
    elif output:
        bom = (disk.read_text(path) or "").startswith("\ufeff") and not text.startswith("\ufeff")
        try:
            disk.write_new(Path(output), f"\ufeff{text}" if bom else text)
        except FileExistsError as error:
            raise UserError(Message("merge.output_exists", output=str(output)), Message("merge.choose_new_file")) from error
        except OSError as error:
            raise UserError(
                Message("merge.output_not_written", output=str(output), why=disk.why_unwritten(Path(output), error)),
                disk.way_out(error),
            ) from error
    else:
        write_over(ours, path, text.removeprefix("\ufeff"), "merge")


def _id(name: str) -> str:
    return short(name, LONGEST)


def _tell_conflicts(conflicts: Sequence[Conflict], name: str) -> None:
    tell(Message("merge.places_left", name=name, count=len(conflicts)))
    for conflict in conflicts[:_MOST_TOLD]:
        tell(f"  - {conflict.message}")
    if len(conflicts) > _MOST_TOLD:
        tell(Message("merge.and_more", count=len(conflicts) - _MOST_TOLD))
