"""Notes for the next release, a file each, so that branches that are merged never touch the same one:
`strategy.versions/next/fewer-hospitals-3f2a1b.yaml` for `strategy.yaml`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk, release_copies
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode, decode
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.entry import Plain
from stratcoach.model.strategy import Release

_MOST_LETTERS = 40
_KEYS = ("summary", "because", "decided_by", "stands", "changed")
_LISTS = ("stands", "changed")


class ReleaseNote(NamedTuple):
    """What somebody wrote about a change for the release that it will be part of. `stands` holds ids of what still stands,
    although it rests on what `changed`; nobody looked at it again for what changed on other branches.
    """

    path: Path
    summary: str
    because: str = ""
    decided_by: str = ""
    stands: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def folder_of(path: Path) -> Path:
    """Where the notes for a strategy file are."""
    return release_copies.folder_of(path) / release_copies.NEXT


def read(path: Path) -> list[ReleaseNote]:
    """The notes for the next release of a strategy file, by their names.

    Raises:
        UserError: one of them can't be read.
    """
    folder = folder_of(path)
    return [_read(one) for one in sorted(folder.glob("*.yaml"))] if folder.is_dir() else []


def _read(path: Path) -> ReleaseNote:
    source = decode(disk.read_bytes(path, caps.NOTE))
    if source.troubles:
        one = source.troubles[0]
        raise UserError(Message("notes.unreadable", place=f"{path}:{one.span.line}", problem=one.message), _FORM)
    if not isinstance(source.root, MappingNode):
        raise UserError(Message("notes.not_a_note", path=str(path)), _FORM)
    found: dict[str, tuple[str, ...]] = {}
    for key, value in source.root.value:
        place = f"{path}:{key.start_mark.line + 1}"
        name = key.value if isinstance(key, ScalarNode) else ""
        if name in found:
            raise UserError(Message("notes.key_twice", place=place, key=name), _FORM)
        if name not in _KEYS:
            raise UserError(Message("notes.unknown_key", place=place, key=name), _FORM)
        texts = _texts(value)
        if texts is None or (name not in _LISTS and len(texts) > 1):
            if name in _LISTS:
                raise UserError(Message("notes.must_be_ids", place=place, key=name), _FORM)
            raise UserError(Message("notes.must_be_text", place=place, key=name), _FORM)
        found[name] = texts
    summary, because, decided_by = (" ".join(found.get(name, ())) for name in _KEYS[:3])
    if not summary:
        raise UserError(Message("notes.no_summary", path=str(path)), _FORM)
    return ReleaseNote(path, summary, because, decided_by, *(found.get(name, ()) for name in _LISTS))


_FORM = Message("notes.keys_of_a_note")


def _texts(node: Node) -> tuple[str, ...] | None:
    if isinstance(node, ScalarNode):
        text = " ".join(node.value.split())
        return (text,) if text else ()
    if isinstance(node, SequenceNode) and all(isinstance(one, ScalarNode) for one in node.value):
        return tuple(one.value.strip() for one in node.value)
    return None


def write(path: Path, note: ReleaseNote) -> Path:
    """Write a note for a strategy file under a name of its own; the same one twice is one file. Raises `OSError`, or `UserError` for a link that leads out."""
    import hashlib  # 3 ms that only a new note needs to pay

    from stratcoach.files.writer import plain_lines

    values: dict[str, Plain] = {name: getattr(note, name) for name in _KEYS}
    lines = [line for name, value in values.items() if value for line in plain_lines(name, value, 0)]
    text = "".join(f"{line}\n" for line in lines)
    words = "-".join(re.findall(r"\w+", note.summary.lower()))[:_MOST_LETTERS].strip("-") or "note"
    where = folder_of(path) / f"{words}-{hashlib.sha256(text.encode()).hexdigest()[:6]}.yaml"
    release_copies.refuse_links_out(where.parent.parent, where.parent)
    where.parent.mkdir(parents=True, exist_ok=True)
    if not where.exists():
        disk.write_new(where, text)
    return where


def drop(path: Path, taken: Sequence[ReleaseNote]) -> None:
    """Take away notes that are in a release now, and their folder where it is empty. Raises `OSError`."""
    for note in taken:
        note.path.unlink(missing_ok=True)
    folder = folder_of(path)
    with contextlib.suppress(OSError):  # an empty folder does no harm
        folder.rmdir()


def of_release(found: Sequence[ReleaseNote], release: Release) -> list[ReleaseNote]:
    """The notes whose words a release has in it already."""
    return [note for note in found if note.summary in release.summary and note.because in release.because]


def joined(texts: Sequence[str]) -> str:
    """Several sentences as one text, each of them once."""
    known = dict.fromkeys(text.strip() for text in texts if text.strip())
    if len(known) < 2:
        return "".join(known)
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in known)
