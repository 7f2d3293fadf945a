"""What a strategy was before: its last release, or a revision of git. Compared here and handed to the rules as facts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from stratcoach.commands.reading import is_readable
from stratcoach.diff.compare import Comparison, compare
from stratcoach.errors import UserError
from stratcoach.files import disk, versions
from stratcoach.files.codec import Document, load
from stratcoach.model.shown import short
from stratcoach.model.strategy import Strategy
from stratcoach.model.versions import parts
from stratcoach.rules.base import Earlier, Moved

_REASONS = ("because", "note")
_SUFFIX = ".versions"


def last_release(path: Path, document: Document) -> tuple[Earlier, ...]:
    """What changed since the newest copy; nothing for a strategy that was never released, or of which no copy is kept."""
    assert document.strategy is not None
    found, promised = versions.released(path), versions.recorded(path)
    if not (found or promised):
        return _left_behind(path, document.strategy)
    newest = max((*found[:1], *promised[:1]), key=parts)
    try:
        copy = load(disk.read_bytes(versions.path_of(path, newest)), newest)
        is_kept = versions.is_as_released(path, newest)
    except UserError:
        is_kept = False
    if not is_kept:
        return (
            _lost(
                newest,
                f"the copy of {newest} is missing, or was changed after its release, so nobody can say any more what that was",
            ),
        )
    if copy.source.text == document.source.text:
        return ()
    if copy.strategy is None or not is_readable(copy):
        return (_lost(newest, f"the copy of {newest} can't be read, so nobody can say any more what that was"),)
    old = copy.strategy.replace(version=newest)
    told = facts(newest, old, compare(old, document.strategy))
    return (told._replace(rewritten=tuple(_rewritten(copy.strategy, document.strategy, newest))),)


def _rewritten(old: Strategy, now: Strategy, newest: str) -> Iterator[tuple[str, str]]:
    """What was made another of the history that was released: changed, taken out or put in; what was empty may be filled."""
    then, today = ({one.version: one for one in strategy.history} for strategy in (old, now))
    for version, was in then.items():
        entry = today.get(version)
        if entry is None:
            yield version, f"`history` held {version} when {newest} was released, and doesn't any more"
            continue
        for field in ("date", "summary", "because", "decided_by"):
            before, after = (" ".join(getattr(one, field).split()) for one in (was, entry))
            if before and before != after:
                yield (
                    version,
                    f"`{field}` of {version} was “{short(before, 60)}” when {newest} was released, and is {short(after, 60) or 'gone'} now",
                )
    for version in today.keys() - then.keys():
        if () < parts(version) <= parts(newest):
            yield version, f"`history` didn't hold {version} when {newest} was released"
        elif parts(version) > parts(now.version):
            yield version, f"`history` holds {version}, and the file says {now.version}"


def _lost(version: str, why: str) -> Earlier:
    return Earlier(version, version, version, "NONE", 0, lost=why)


def _left_behind(path: Path, strategy: Strategy) -> tuple[Earlier, ...]:
    """A folder of copies beside the file, of the same product, whose own file isn't there: the file was renamed without it."""
    beside = os.path.dirname(os.path.realpath(path))  # noqa: PTH120  a text is what is kept below
    for folder in _folders_without_a_file(beside, os.stat(beside).st_mtime_ns):  # noqa: PTH116  see above
        for release in strategy.history:
            copy = Path(folder, f"{release.version}.yaml")
            if versions.is_version(release.version) and _product(copy) == strategy.product:
                own = versions.folder_of(path).name
                why = f"the copy of {release.version} is in `{Path(folder).name}`, which belongs to no file any more; rename that folder to `{own}`"
                return (_lost(release.version, why),)
    return ()


def _product(copy: Path) -> str | None:
    try:
        held = load(disk.read_bytes(copy), copy.name).strategy if copy.is_file() else None
    except UserError:
        return None
    return held.product if held is not None else None


@cache
def _folders_without_a_file(folder: str, _changed: int) -> tuple[str, ...]:
    with os.scandir(folder) as entries:
        held = {entry.name: entry for entry in entries}
    return tuple(
        entry.path
        for name, entry in sorted(held.items())
        if name.endswith(_SUFFIX)
        and entry.is_dir()
        and held.keys().isdisjoint(name.removesuffix(_SUFFIX) + end for end in (".yaml", ".yml", ""))
    )


def is_same(path: Path, text: bytes) -> bool:
    """Whether a file is there and holds a text; line ends may have been changed by git."""
    try:
        return path.is_file() and disk.read_bytes(path).replace(b"\r\n", b"\n") == text.replace(b"\r\n", b"\n")
    except UserError:
        return False


def facts(name: str, old: Strategy, comparison: Comparison) -> Earlier:
    """A comparison as the rules on versions read it."""
    reworded = {(one.section, one.on) for one in comparison.changes if one.field in _REASONS and one.after}
    moved = tuple(
        Moved(one.section, one.on, one.field, one.before, one.after, (one.section, one.on) in reworded)
        for one in comparison.changes
        if one.kind == "moved_goalpost"
    )
    changes = sum(one.level != "NONE" for one in comparison.changes)
    return Earlier(name, old.version, comparison.proposed, comparison.level, changes, moved)
