"""What a person may compare: a path, a version, a revision of git, or REV:PATH."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.services.strategy_file import read_file


def side(name: str, path: Path, notify: Callable[[str], None]) -> Document:
    """What a person means by a name: a path, a version, a revision of git, or REV:PATH. `notify` shows a warning about it."""
    named = Path(name)
    if named.is_dir():
        return read_file(named / disk.STRATEGY_FILE)
    if named.exists() or (named.suffix in (".yaml", ".yml") and ":" not in name):
        return read_file(named)
    if release_copies.is_version(name) and name in release_copies.released(path):
        return copy_of(path, name, notify)
    for revision, colon, inside in ((name, "", ""), name.rpartition(":"), name.partition(":")):
        at = Path(inside) if colon and inside else path
        raw = git.read_at(revision, at) if revision else None
        if raw is not None:
            return load(raw, f"{git.shown(revision)}:{at.as_posix()}")
    raise UserError(f"`{name}` isn't a path, a version or a git revision.", _hint(path, name))


def _hint(path: Path, name: str) -> str:
    released = release_copies.released(path)
    told = f"Versions are: {', '.join(released[:8])}." if released else f"{path} has no copies of released versions."
    if git.is_shallow(path.parent):
        told += f" {git.shallow_hint(name)}"
    return told


def copy_of(path: Path, version: str, notify: Callable[[str], None]) -> Document:
    """The copy of a release; `notify` shows a warning where it was changed since."""
    if release_copies.state(path, version) == "changed":
        notify(f"{release_copies.path_of(path, version)} was changed after its release.")
    return load(disk.read_bytes(release_copies.path_of(path, version)), version)
