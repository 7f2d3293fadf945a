"""A release that was cut off after its copy was written and before the file was: the copy has all of it, so it can be completed."""

from __future__ import annotations

from pathlib import Path

from stratcoach.files import disk, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.model.sections import items, with_items
from stratcoach.model.strategy import Strategy


def complete(path: Path, document: Document, strategy: Strategy) -> str:
    """Write the file of a release whose copy is all that was written. Returns its version, or `""` where there is no such release.

    Raises:
        OSError: it could not be written.
    """
    newest = next(iter(release_copies.released(path)), "")
    if not newest or newest in [release.version for release in strategy.history]:
        return ""
    raw = disk.read_bytes(release_copies.path_of(path, newest))
    copy = load(raw, newest).strategy
    if copy is None or release_copies.state(path, newest) != "kept" or _before_it(copy, newest, strategy) != strategy:
        return ""
    now = disk.read_text(path) or ""
    if now.removeprefix("\ufeff") != document.source.text:
        return ""
    if not release_copies.digests_of(path, newest)[0]:
        release_copies.keep(path, newest, raw.decode("utf-8"))
    disk.replace(path, raw.decode("utf-8"), now)
    return newest


def _before_it(released: Strategy, version: str, strategy: Strategy) -> Strategy:
    """A released strategy without what releasing it added: its version, its history entry, reviews and questions."""
    if not released.history or released.history[0].version != version:
        return released
    reviewed = {item.id: item.reviewed for _, item in items(strategy)}
    before = with_items(released, reviewed.keys(), lambda item: item.replace(reviewed=reviewed[item.id]))
    return before.replace(
        version=strategy.version,
        updated=strategy.updated,
        status=strategy.status,
        history=released.history[1:],
        questions=released.questions[: len(strategy.questions)],
    )
