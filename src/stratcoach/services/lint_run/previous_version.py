"""What a strategy was before: its last release, or a revision of git. Compared here and handed to the rules as facts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.messages import Message
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Strategy
from stratcoach.model.version_numbers import parts
from stratcoach.rules.base import CopyState, MovedGoalpost, PreviousVersion

if TYPE_CHECKING:  # comparing takes as long to load as to do: most files have nothing to be compared with
    from stratcoach.diff.comparison import Comparison

_REASONS = ("because", "note")
_SUFFIX = ".versions"


def last_release(path: Path, document: Document) -> tuple[PreviousVersion, ...]:
    """What changed since the newest copy; nothing for a strategy that was never released, or of which no copy is kept."""
    assert document.strategy is not None
    found, promised = release_copies.released(path), release_copies.recorded(path)
    if not (found or promised):
        return _left_behind(path, document.strategy) or _never_kept(path, document.strategy)
    from stratcoach.diff.comparison import compare
    from stratcoach.services import copy_check

    newest = max((*found[:1], *promised[:1]), key=parts)
    kept = copy_check.look(path, newest)
    if kept.document is None or kept.document.strategy is None:
        return (_lost(newest, Message("copy.lost", problem=kept.problem, way_out=kept.way_out), kept.state),)
    if kept.document.source.text == document.source.text and kept.state == "kept":
        return ()
    old = kept.document.strategy.replace(version=newest)
    earlier = facts(newest, old, compare(old, document.strategy))
    earlier = _with_notes(earlier, path) if os.path.isdir(release_copies.folder_of(path) / release_copies.NEXT) else earlier  # noqa: PTH112  most have none
    if kept.state == "reformatted":
        earlier = earlier._replace(copy="reformatted", lost=Message("copy.not_lost", problem=kept.problem, way_out=kept.way_out))
    return (earlier._replace(rewritten=tuple(_rewritten(kept.document.strategy, document.strategy, newest))),)


def _with_notes(earlier: PreviousVersion, path: Path) -> PreviousVersion:
    """What the notes for the next release add: they say why something changed, or can't be read."""
    from stratcoach.files import notes

    try:
        explained = any(note.because for note in notes.read(path))
    except UserError as error:
        return earlier._replace(unread=Message("finding.release_note_unreadable", why=error.message))
    return earlier._replace(moved=tuple(one._replace(explained=True) for one in earlier.moved)) if explained else earlier


def _never_kept(path: Path, strategy: Strategy) -> tuple[PreviousVersion, ...]:
    """Nothing to compare with in a repository that is shared, although the file records releases: their copies were never added
    to git, or never made.
    """
    if not git.has_remote(disk.root_above(os.path.dirname(os.path.realpath(path)))):  # noqa: PTH120  a text is what is kept
        return ()
    known = sorted((one.version for one in strategy.history if release_copies.is_version(one.version)), key=parts)
    if not known:
        return ()
    there = disk.as_seen_from_here(str(release_copies.folder_of(path)))
    return (_lost(known[-1], Message("copy.never_kept", version=known[-1], folder=there), "never"),)


def _rewritten(old: Strategy, now: Strategy, newest: str) -> Iterator[tuple[str, Message]]:
    """What was made another of the history that was released: changed, taken out or put in; what was empty may be filled."""
    then, today = ({one.version: one for one in strategy.history} for strategy in (old, now))
    for version, was in then.items():
        entry = today.get(version)
        if entry is None:
            yield version, Message("history.entry_gone", version=version, newest=newest)
            continue
        for field in ("date", "summary", "because", "decided_by"):
            before, after = (" ".join(getattr(one, field).split()) for one in (was, entry))
            if before and before != after:
                message = Message(
                    "history.entry_changed",
                    field=field,
                    version=version,
                    before=short(before, 60),
                    newest=newest,
                    after=short(after, 60),
                    is_gone=not after,
                )
                yield version, message
    for version in today.keys() - then.keys():
        if () < parts(version) <= parts(newest):
            yield version, Message("history.entry_put_in", version=version, newest=newest)
        elif parts(version) > parts(now.version):
            yield version, Message("history.entry_too_new", version=version, current=now.version)


def _lost(version: str, why: Message, state: CopyState = "missing") -> PreviousVersion:
    return PreviousVersion(version, version, version, "NONE", 0, lost=why, copy=state)


def _left_behind(path: Path, strategy: Strategy) -> tuple[PreviousVersion, ...]:
    """A folder of copies beside the file, of the same product, whose own file isn't there: the file was renamed without it."""
    beside = os.path.dirname(os.path.realpath(path))  # noqa: PTH120  a text is what is kept below
    for folder in _folders_without_a_file(beside, os.stat(beside).st_mtime_ns):  # noqa: PTH116  see above
        for release in strategy.history:
            copy = Path(folder, f"{release.version}.yaml")
            if release_copies.is_version(release.version) and _product(copy) == strategy.product:
                own = release_copies.folder_of(path).name
                why = Message("copy.left_behind", version=release.version, folder=Path(folder).name, name=own)
                return (_lost(release.version, why),)
    return ()


def _product(copy: Path) -> str | None:
    try:
        strategy = load(disk.read_bytes(copy), copy.name).strategy if copy.is_file() else None
    except UserError:
        return None
    return strategy.product if strategy is not None else None


@cache
def _folders_without_a_file(folder: str, _changed: int) -> tuple[str, ...]:
    with os.scandir(folder) as entries:
        by_name = {entry.name: entry for entry in entries}
    return tuple(
        entry.path
        for name, entry in sorted(by_name.items())
        if name.endswith(_SUFFIX)
        and entry.is_dir()
        and by_name.keys().isdisjoint(name.removesuffix(_SUFFIX) + end for end in (".yaml", ".yml", ""))
    )


def is_same(path: Path, text: bytes) -> bool:
    """Whether a file is there and holds a text; line ends may have been changed by git."""
    try:
        return path.is_file() and disk.read_bytes(path).replace(b"\r\n", b"\n") == text.replace(b"\r\n", b"\n")
    except UserError:
        return False


def facts(name: str, old: Strategy, comparison: Comparison) -> PreviousVersion:
    """A comparison as the rules on versions read it."""
    reworded = {(one.section, one.on) for one in comparison.changes if one.field in _REASONS and one.after}
    moved = tuple(
        MovedGoalpost(one.section, one.on, one.field, one.before, one.after, (one.section, one.on) in reworded)
        for one in comparison.changes
        if one.kind == "moved_goalpost"
    )
    changes = sum(one.level != "NONE" for one in comparison.changes)
    return PreviousVersion(name, old.version, comparison.proposed, comparison.level, changes, moved)
