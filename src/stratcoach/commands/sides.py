"""What a person may compare: a path, a version, a revision of git, or REV:PATH."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.commands.reading import read_file
from stratcoach.errors import UserError
from stratcoach.files import disk, git, versions
from stratcoach.files.codec import Document, load


def side(name: str, path: Path) -> Document:
    """What a person means by a name: a path, a version, a revision of git, or REV:PATH."""
    named = Path(name)
    if named.is_dir():
        return read_file(named / disk.STRATEGY_FILE)
    if named.exists() or (named.suffix in (".yaml", ".yml") and ":" not in name):
        return read_file(named)
    if versions.is_version(name) and name in versions.released(path):
        return copy_of(path, name)
    for revision, colon, inside in ((name, "", ""), name.rpartition(":"), name.partition(":")):
        at = Path(inside) if colon and inside else path
        raw = git.read_at(revision, at) if revision else None
        if raw is not None:
            return load(raw, f"{git.shown(revision)}:{at.as_posix()}")
    raise UserError(f"`{name}` isn't a path, a version or a git revision.", _hint(path, name))


def _hint(path: Path, name: str) -> str:
    released = versions.released(path)
    told = f"Versions are: {', '.join(released[:8])}." if released else f"{path} has no copies of released versions."
    if git.is_shallow(path.parent):
        told += f" {git.shallow_hint(name)}"
    return told


def copy_of(path: Path, version: str) -> Document:
    if versions.state(path, version) == "changed":
        print(f"{versions.path_of(path, version)} was changed after its release.", file=sys.stderr)
    return load(disk.read_bytes(versions.path_of(path, version)), version)
