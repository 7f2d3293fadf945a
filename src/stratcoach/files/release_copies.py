"""The copies of the released versions, beside the strategy file: `strategy.versions/1.1.0.yaml` for `strategy.yaml`."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.files.disk import STRATEGY_FILE
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.version_numbers import is_version, parts

__all__ = ["drop", "folder_of", "is_version", "keep", "parts", "path_of", "released", "state", "states"]

State = Literal["kept", "reformatted", "changed", "missing"]
"""What became of a copy: `reformatted` where its text changed and its meaning didn't, as formatters do."""


def folder_of(path: Path) -> Path:
    return path.with_name(folder_name(path.name))


def folder_name(name: str) -> str:
    """What the folder of the copies is called, by the name or the path of the strategy file."""
    return f"{name.removesuffix('.yaml').removesuffix('.yml') or STRATEGY_FILE}.versions"


def path_of(path: Path, version: str) -> Path:
    """Where the copy of a version is kept."""
    return folder_of(path) / f"{version}.yaml"


def released(path: Path) -> list[str]:
    """The versions of which there is a copy, the newest first."""
    folder = folder_of(path)
    copies = (entry for entry in folder.iterdir() if entry.suffix == ".yaml" and entry.is_file()) if folder.is_dir() else ()
    found = [entry.stem for entry in copies if is_version(entry.stem)]
    return sorted(found, key=parts, reverse=True)


NEXT = "next"
"""The name of the folder with notes for the next release, inside the folder of copies."""

SUMS = "SHA256SUMS"
"""The digests of the copies, as `sha256sum` writes them, of the text with LF: git may change line ends between two machines.
A comment beside each digest holds that of the meaning, which a formatter doesn't change.
"""

_MEANING = "# meaning "
_TRIES = 5


def keep(path: Path, version: str, text: str) -> bool:
    """Keep a copy of a version with its digest, as private as the file itself. Returns whether the copy is new: the same one may
    be there already, without a digest, from a run that was interrupted or from another process.

    Raises `FileExistsError` where there is one, `OSError`, or `UserError` where a link leads out of the repository.
    """
    copy = path_of(path, version)
    refuse_links_out(copy.parent, copy, copy.parent / SUMS)
    if copy.parent.exists() and not copy.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(copy.parent))
    copy.parent.mkdir(exist_ok=True)
    is_new = True
    try:
        disk.write_new(copy, text, path)
    except FileExistsError:
        is_new = False
        if digests_of(path, version)[0] or disk.read_text(copy) != text:
            raise
    try:
        record(copy, text.encode("utf-8", "surrogateescape"))
    except OSError:
        if is_new:
            with contextlib.suppress(OSError):
                copy.unlink(missing_ok=True)
        raise
    return is_new


def refuse_links_out(*places: Path) -> None:
    """Raise `UserError` where a link on the way to one of the places leads out of the repository: nothing is written there."""
    for place in places:
        if disk.led_away_from(place, os.path.realpath(place)):
            raise UserError(
                Message("copy.link_leads_out", place=str(place)),
                Message("copy.replace_link"),
            )


def record(copy: Path, raw: bytes) -> None:
    """Add the digests of a copy's text, or raise `OSError` and leave the others as they were."""
    for _ in range(_TRIES):
        with contextlib.suppress(ChangedMeanwhileError, FileExistsError):  # another process has added some just now: look again
            return _record(copy, raw)
    return _record(copy, raw)


def _record(copy: Path, raw: bytes) -> None:
    sums = copy.parent / SUMS
    before = disk.read_bytes(sums, caps.DIGESTS) if sums.exists() else b""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    lines = [f"{_digest(_with_lf(raw))}  {copy.name}".encode()]
    lines += [f"{_MEANING}{meaning}  {copy.name}".encode()] if (meaning := meaning_of(raw)) else []
    if all(line in before.splitlines() for line in lines):
        return
    gap = end if before and not before.endswith(b"\n") else b""
    text = (before + gap + b"".join(line + end for line in lines)).decode("utf-8", "surrogateescape")
    if before:
        disk.replace(sums, text, before)
    elif sums.exists():
        disk.replace(sums, text, b"")
    else:
        disk.write_new(sums, text, copy)


def drop(path: Path, version: str) -> None:
    """Take back a copy that was just kept, because the file itself could not be written. The disk may be full."""
    copy = path_of(path, version)
    copy.unlink(missing_ok=True)
    sums = copy.parent / SUMS
    if not sums.is_file():
        return
    raw = disk.read_bytes(sums, caps.DIGESTS)
    lines = raw.splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.rstrip().endswith(f"  {copy.name}".encode()))
    if raw.startswith(kept):
        _cut(sums, len(kept))
    else:  # digests of the same version that were there before stand between the others
        disk.replace(sums, kept.decode("utf-8", "surrogateescape"))


def _cut(sums: Path, length: int) -> None:
    """Shorten the file of digests, which needs no room; where nothing would be left, it goes."""
    if length:
        os.truncate(sums, length)
    else:
        sums.unlink(missing_ok=True)


def recorded(path: Path) -> list[str]:
    """The versions whose digests were kept, the newest first; of each there should be a copy."""
    found = {name.removesuffix(".yaml") for _, name in _lines(_sums(path))}
    return sorted(filter(is_version, found), key=parts, reverse=True)


def digests_of(path: Path, version: str) -> tuple[frozenset[str], frozenset[str]]:
    """The digests that were recorded of a version's text and of its meaning: two, where two branches released it."""
    return digests_in(_sums(path), f"{version}.yaml")


def _sums(path: Path) -> bytes:
    sums = folder_of(path) / SUMS
    return disk.read_bytes(sums, caps.DIGESTS) if sums.is_file() else b""


def digests_in(sums: bytes, copy: str) -> tuple[frozenset[str], frozenset[str]]:
    """The same out of the text of a `SHA256SUMS`."""
    digests = _by_name(sums).get(copy, ())
    meanings = {digest.removeprefix(_MEANING) for digest in digests if digest.startswith(_MEANING)}
    return frozenset(digest for digest in digests if not digest.startswith("#")), frozenset(meanings)


@lru_cache(maxsize=2)
def _by_name(sums: bytes) -> dict[str, list[str]]:
    """The digests of each copy; kept, because a history is gone through copy by copy."""
    found: dict[str, list[str]] = {}
    for digest, name in _lines(sums):
        found.setdefault(name, []).append(digest)
    return found


def _lines(sums: bytes) -> list[tuple[str, str]]:
    lines = (line.decode("utf-8", "replace").partition("  ") for line in sums.splitlines())
    return [(digest, name) for digest, _, name in lines]


def state(path: Path, version: str) -> State:
    """Whether a copy is what was released; one without a digest is taken as it is."""
    return states(path, [version])[version]


def states(path: Path, versions: Iterable[str]) -> dict[str, State]:
    """The same of several copies; the digests are read once for all of them."""
    sums = _sums(path)
    return {version: _state(path_of(path, version), *digests_in(sums, f"{version}.yaml")) for version in versions}


def _state(copy: Path, digests: frozenset[str], meanings: frozenset[str]) -> State:
    if not copy.is_file():
        return "missing"
    raw = disk.read_bytes(copy)
    if not digests or is_one_of(raw, digests):
        return "kept"
    return "reformatted" if meaning_of(raw) in meanings else "changed"


def is_one_of(raw: bytes, digests: frozenset[str]) -> bool:
    """Whether a text has one of the digests, whatever its line ends are now and were when the digest was taken."""
    text = _with_lf(raw)
    return any(_digest(one) in digests for one in (text, raw, text.replace(b"\n", b"\r\n")))


def _with_lf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def _digest(raw: bytes) -> str:
    import hashlib  # 3 ms that a diff of two paths needn't pay

    return hashlib.sha256(raw).hexdigest()


def meaning_of(raw: bytes) -> str:
    """A digest of what a file says, without layout, comments, quotes and the order of its keys; `""` where it can't be read."""
    import json

    from stratcoach.files.yaml_text import decode

    source = decode(raw)
    if source.root is None or source.troubles:
        return ""
    return _digest(json.dumps(_said(source.root)).encode())


def _said(node: object) -> object:
    from stratcoach.files.yaml_text import NOTHING, MappingNode, ScalarNode, SequenceNode

    if isinstance(node, MappingNode):
        return {"keys": sorted(([_said(key), _said(value)] for key, value in node.value), key=repr)}
    if isinstance(node, SequenceNode):
        return [_said(one) for one in node.value]
    assert isinstance(node, ScalarNode)
    return None if node.tag is NOTHING else " ".join(node.value.split())
