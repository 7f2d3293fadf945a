"""`--since REV`: which repository each file is in, what changed in it, and what of the findings is new."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeGuard

from stratcoach.diff.comparison import compare
from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.files.config import Settings
from stratcoach.files.snapshot import Snapshot, exists_at, snapshot
from stratcoach.lint.accepted_findings import still_open
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import CopyState, PreviousVersion
from stratcoach.services.lint_run.check_changes import of_file
from stratcoach.services.lint_run.file_check import Checking, Target, check_file, key_of, released_before
from stratcoach.services.lint_run.located import FileResult
from stratcoach.services.lint_run.previous_version import facts, is_same


class Since:
    """The repositories of a run as they were at a revision."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._shas: dict[str, str] = {}

    def held(self, path: Path) -> bool:
        """Whether a path that isn't there now was there at the revision."""
        real = os.path.realpath(path)
        if not disk.root_above(os.path.dirname(real)) and disk.led_away_from(path, real):  # noqa: PTH120  see below
            return False
        root = root_of(real, path.as_posix())
        return exists_at(self._sha(root), root, os.path.relpath(real, root).replace(os.sep, "/"))

    def nearest(self, start: Path) -> Path | None:
        """The strategy that a folder, or one above, held at the revision, where there is none now."""
        for folder in (start.resolve(), *start.resolve().parents):
            if disk.root_above(str(folder)) and self.held(folder / disk.STRATEGY_FILE):
                return folder / disk.STRATEGY_FILE
            if (folder / ".git").exists():
                break
        return None

    def look(self, files: Iterable[Path], named_paths: Iterable[Path]) -> tuple[dict[str, Snapshot], tuple[str, ...]]:
        """For each file, by its real path, what changed in its repository, but for those to which a link leads that goes out of
        it; and which strategies below what was asked for are gone, as reports call them.

        Raises:
            UserError: a file is in no repository, or the revision isn't known.
        """
        named = {real: path.as_posix() for path in files if not disk.led_away_from(path, real := os.path.realpath(path))}
        roots = {real: root_of(real, name) for real, name in named.items()}
        named_paths = list(named_paths)
        places = {os.path.realpath(path) for path in named_paths}
        own = {disk.led_away_from(path, real := os.path.realpath(path)) or disk.root_above(real) for path in named_paths} - {""}
        places |= {os.path.join(os.path.realpath(path.parent), path.name) for path in named_paths if path.is_symlink()}  # noqa: PTH118
        known: dict[str, Snapshot] = {}
        for root in sorted({*roots.values(), *own}):
            sha = self._sha(root) if root in own else self._sha_inside(root)
            known[root] = snapshot(sha, root, [real for real, its in roots.items() if its == root])
        gone = sorted(path for then in known.values() for path in _gone(then, places, named.keys()))
        return {real: known[root] for real, root in roots.items()}, tuple(map(disk.as_seen_from_here, gone))

    def _sha(self, root: str) -> str:
        if root not in self._shas:
            self._shas[root] = git.commit(self.revision, Path(root))
        return self._shas[root]

    def _sha_inside(self, root: str) -> str:
        """The commit of a repository within what was asked for: for a submodule the one that the revision had of it."""
        outer = git.superproject(Path(root))
        if not outer:
            return self._sha(root)
        submodule = git.held_submodule(self._sha(outer), Path(outer), os.path.relpath(root, outer).replace(os.sep, "/"))
        return git.commit(submodule, Path(root)) if submodule else git.empty_tree(Path(root))


def _gone(snapshot: Snapshot, places: set[str], checked: Collection[str]) -> Sequence[str]:
    """The real paths of strategies that were there and aren't any more: those named, and those below a folder that was named.
    One that was renamed is still there if its new name is checked, or would be where it is.
    """
    moved = {name: was for name, was in snapshot.changed.items() if was and was != name}
    kept = {was for name, was in moved.items() if _is_strategy(name) or os.path.join(snapshot.root, name) in checked}  # noqa: PTH118
    found = []
    for name in snapshot.deleted | snapshot.retyped | set(moved.values()):
        path = os.path.join(snapshot.root, name)  # noqa: PTH118  texts are quicker for a whole repository
        is_meant = name not in kept and _is_strategy(name) and _is_below(path, places)
        if (path in places or is_meant) and not _stands(snapshot, path, checked):
            found.append(path)
    return found


def _is_strategy(name: str) -> bool:
    return disk.is_strategy(PurePosixPath(name))


def _stands(snapshot: Snapshot, path: str, checked: Collection[str]) -> bool:
    """Whether a file is checked under this path: itself, or through a link to what is no strategy of its own."""
    real = os.path.realpath(path)
    return real in checked and (real == path or not os.path.exists(real) or not _is_strategy(snapshot.inside(real)))  # noqa: PTH110


def _is_below(path: str, places: set[str]) -> bool:
    folder = os.path.dirname(path)  # noqa: PTH120  see above
    return folder != path and (folder in places or _is_below(folder, places))


def root_of(real: str, name: str) -> str:
    root = disk.root_above(os.path.dirname(real))  # noqa: PTH120  texts are quicker for a thousand files
    if not root:
        raise UserError(Message("lint_run.not_in_repository", file=name), Message("lint_run.leave_since_out"))
    return root


# ---- one file


def check_since(checking: Checking, target: Target) -> FileResult:
    """Check one file as far as it changed, or the copies of its releases did; one outside the repository is new."""
    path = target.path
    assert path is not None
    real = os.path.realpath(path)
    snapshot = checking.since.get(real)
    if snapshot is None:
        return checking.check(target)
    name, was = snapshot.inside(real), snapshot.was(real)
    lost = _lost(snapshot, path, name, name if was is None else was, checking.revision)
    if was is None and not lost:
        return FileResult(target.name, (), changed=False, fail_on=target.settings.fail_on)
    document = target.read()
    before = _before(snapshot, name if was is None else was, checking)
    since = _since(snapshot, before, was or name, checking.revision, path, document) if before else ()
    kept = released_before(path, document)
    earlier = (*lost, *kept, *since) if was in (None, name) else (*kept, *lost, *since)
    earlier = earlier if checking.compares else ()
    checked = check_file(document, checking.as_of, target.settings, earlier)
    checked = checking.without_accepted(checked, target)
    checked = checked._replace(notices=tuple(of_file(document, before, checking.revision, checking.as_of)))
    return _only_new(checked, before, document, target.settings, checking, earlier) if before else checked


def _before(snapshot: Snapshot, was: str, checking: Checking) -> Document | None:
    if not was:
        return None
    before = load(snapshot.read(was), f"{checking.revision}:{was}")
    if before.strategy is None:
        checking.notify(Message("lint_run.nothing_to_compare_with", file=before.name))
    return before


def _lost(snapshot: Snapshot, path: Path, name: str, was: str, revision: str) -> tuple[PreviousVersion, ...]:
    """The newest copy of a release that stood beside the file then and doesn't, or not as it was, now."""
    copy = snapshot.newest_copy(was) if was else ""
    if not copy or (was == name and copy not in snapshot.deleted and copy in snapshot.tracked and copy not in snapshot.changed):
        return ()
    now, then = release_copies.folder_of(path) / PurePosixPath(copy).name, snapshot.read(copy)
    if is_same(now, then) or _is_put_right(snapshot, copy, now):
        return ()
    version = now.name.removesuffix(".yaml")
    back = _brought_back(copy, now, snapshot, revision)
    state: CopyState = "missing"
    problem = Message("copy.missing_since", version=version, revision=revision)
    if now.is_file():
        same = (meaning := release_copies.meaning_of(_bytes(now))) and meaning == release_copies.meaning_of(then)
        state = "reformatted" if same else "changed"
        changed = Message("copy.changed_since", version=version, revision=revision)
        problem = Message("copy.reformatted_since", version=version, revision=revision) if same else changed
    lost = Message("copy.lost", problem=problem, way_out=back)
    lost = Message("copy.not_lost", problem=problem, way_out=back) if state == "reformatted" else lost
    return (PreviousVersion(version, version, version, "NONE", 0, lost=lost, copy=state),)


def _is_put_right(snapshot: Snapshot, copy: str, now: Path) -> bool:
    """Whether a copy that was wrong at the revision is what was released again, by the digests of then."""
    sums = f"{PurePosixPath(copy).parent}/{release_copies.SUMS}"
    digests, _ = release_copies.digests_in(snapshot.read(sums) if sums in snapshot.then else b"", now.name)
    return now.is_file() and release_copies.is_one_of(_bytes(now), digests)


def _bytes(path: Path) -> bytes:
    try:
        return disk.read_bytes(path)
    except UserError:
        return b""


def _brought_back(copy: str, now: Path, snapshot: Snapshot, revision: str) -> Message:
    """How a copy of a release comes back: out of git or, where the file has another name now, by going along with it."""
    there = disk.as_seen_from_here(str(now.parent))
    if snapshot.inside(os.path.realpath(now.parent)) == str(PurePosixPath(copy).parent):
        return Message("copy.check_out", commit=shlex.join([revision, "--", there]))
    return Message("copy.restore") if now.exists() else Message("copy.move_folder", folder=there)


def _since(
    snapshot: Snapshot, before: Document, was: str, revision: str, path: Path, document: Document
) -> tuple[PreviousVersion, ...]:
    """What changed since the revision or, where that is a draft, since what was released before it."""
    now, then = document.strategy, before.strategy
    if now is None:
        return ()
    if _is_released(then):
        return (facts(revision, then, compare(then, now)),)
    was_released = bool(now.history or (then is not None and (then.history or then.is_draft)))
    if now.is_draft or not was_released or release_copies.released(path):
        return ()
    for raw in snapshot.earlier(was):
        old = load(raw, revision).strategy
        if _is_released(old):
            return (facts(old.version, old, compare(old, now)),)
    return ()


def _is_released(strategy: Strategy | None) -> TypeGuard[Strategy]:
    return strategy is not None and bool(strategy.history) and not strategy.is_draft


def _only_new(
    checked: FileResult,
    before: Document,
    document: Document,
    settings: Settings,
    checking: Checking,
    earlier: tuple[PreviousVersion, ...],
) -> FileResult:
    """Leave out what was there before, on what didn't change."""
    if before.strategy is None or document.strategy is None:
        return checked
    changes = compare(before.strategy, document.strategy).changes
    touched = {one.on or one.section for one in changes}
    touched |= {one.section for one in changes if one.kind in ("added", "removed", "reranked")}
    version = before.strategy.version
    never = tuple(one for one in earlier if one.copy == "never")
    same = (*never, PreviousVersion(version, version, version, "NONE", 0)) if len(never) < len(earlier) else never
    old = Counter(map(key_of, check_file(before, checking.as_of, settings, same).findings))
    is_new, _ = still_open(map(key_of, checked.findings), old)
    kept = [one for one, new in zip(checked.findings, is_new, strict=True) if new or one.finding.on in touched - {""}]
    return checked._replace(findings=tuple(kept))
