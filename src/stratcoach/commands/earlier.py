"""What a strategy was before: its last release, or a revision of git. Compared here and handed to the rules as facts."""

from __future__ import annotations

from pathlib import Path

from stratcoach.commands.reading import is_readable
from stratcoach.diff.compare import Comparison, compare
from stratcoach.files import disk, versions
from stratcoach.files.codec import Document, load
from stratcoach.model.strategy import Strategy
from stratcoach.model.versions import parts
from stratcoach.rules.base import Earlier, Moved

_REASONS = ("because", "note")


def last_release(path: Path, document: Document) -> tuple[Earlier, ...]:
    """What changed since the newest copy; nothing for a strategy that was never released."""
    found, promised = versions.released(path), versions.recorded(path)
    if document.strategy is None or not (found or promised):
        return ()
    newest = max((*found[:1], *promised[:1]), key=parts)
    lost = (Earlier(newest, newest, newest, "NONE", 0, intact=False),)
    if newest not in found or not versions.is_as_released(path, newest):
        return lost
    copy = load(disk.read_bytes(versions.path_of(path, newest)), newest)
    if copy.source.text == document.source.text:
        return ()
    if copy.strategy is None or not is_readable(copy):
        return lost
    old = copy.strategy.replace(version=newest)
    return (facts(newest, old, compare(old, document.strategy)),)


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
