"""`stratcoach release --keep`: puts the copy of a released version right where it was never made, went, or was laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stratcoach.commands.printing import tell_to_commit
from stratcoach.errors import UserError, remedy
from stratcoach.files import disk, release_copies
from stratcoach.files.atomic import one_at_a_time
from stratcoach.files.disk import held_back
from stratcoach.messages import Message
from stratcoach.services import copy_check
from stratcoach.services.strategy_file import read_file, readable, working_file


def run(file: str) -> int:
    """Keep the file as it is now as the copy of the version that it names, or accept the copy that is there. Returns 0."""
    path = working_file(file)
    strategy = readable(read_file(path), "kept")
    version = strategy.version
    if strategy.is_draft or version not in [one.version for one in strategy.history]:
        raise UserError(Message("release.no_released_version", path=str(path)), Message("release.release_it_first"))
    where = release_copies.path_of(path, version)
    digests, _ = release_copies.digests_of(path, version)
    as_released = not digests or copy_check.is_as_released(path, version)
    kept = copy_check.look(path, version)
    if kept.state == "kept" and (digests or disk.read_text(where) != disk.read_text(path)):
        raise UserError(Message("release.copy_exists", copy=str(where)), Message("release.nothing_to_do"))
    if kept.state == "reformatted":
        release_copies.refuse_links_out(where.parent, where, where.parent / release_copies.SUMS)
        with _told(where.parent / release_copies.SUMS), one_at_a_time(path.parent):
            release_copies.record(where, disk.read_bytes(where))
        print(Message("release.copy_accepted", copy=str(where)))
        tell_to_commit(path, where.parent)
        return 0
    if not as_released:
        raise UserError(
            Message("release.changed_since_release", path=str(path), version=version),
            Message("release.way_out", way_out=kept.way_out),
        )
    with _told(where), held_back(), one_at_a_time(path.parent):
        _write(path, version, has_digest=bool(digests), was_there=where.exists())
    print(Message("release.copy_written", copy=str(where), path=str(path)))
    tell_to_commit(path, where.parent)
    return 0


def _write(path: Path, version: str, *, has_digest: bool, was_there: bool) -> None:
    """Write the copy from the file, which is what was released; over one that isn't."""
    where, text = release_copies.path_of(path, version), disk.read_text(path) or ""
    if not has_digest:
        release_copies.keep(path, version, text)
        return
    release_copies.refuse_links_out(where.parent, where, where.parent / release_copies.SUMS)
    if was_there:
        disk.replace(where, text)
    else:
        disk.write_new(where, text)
    digests, _ = release_copies.digests_of(path, version)
    if not release_copies.is_one_of(text.encode("utf-8", "surrogateescape"), digests):  # the same meaning in another layout
        release_copies.record(where, text.encode("utf-8", "surrogateescape"))


@contextmanager
def _told(where: Path) -> Iterator[None]:
    """Say which file couldn't be written, and how to get there."""
    try:
        yield
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(where), why=disk.why_unwritten(where, error)),
            Message("release.then_keep_again", remedy=remedy(error)),
        ) from error
