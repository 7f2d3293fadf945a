"""What a person may compare: a path, a version, a revision of git, or REV:PATH."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.messages import Message
from stratcoach.services.strategy_file import read_file


def side(name: str, path: Path, notify: Callable[[Message], None]) -> Document:
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
    raise UserError(Message("verb.nothing_of_that_name", name=name), _hint(path, name))


def _hint(path: Path, name: str) -> Message:
    released = release_copies.released(path)
    none = Message("verb.no_released_copies", path=str(path))
    hint = Message("verb.versions_are", versions=tuple(released[:8])) if released else none
    return Message("verb.hint_and_shallow", hint=hint, shallow=git.shallow_hint(name)) if git.is_shallow(path.parent) else hint


def copy_of(path: Path, version: str, notify: Callable[[Message], None]) -> Document:
    """The copy of a release; `notify` shows a warning where it was changed since."""
    if release_copies.state(path, version) == "changed":
        notify(Message("verb.copy_was_changed", copy=str(release_copies.path_of(path, version))))
    return load(disk.read_bytes(release_copies.path_of(path, version)), version)
