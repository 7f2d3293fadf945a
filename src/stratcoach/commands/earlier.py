"""What a strategy was before: its last release, or a revision of git. Compared here and handed to the rules as facts."""

from __future__ import annotations

from pathlib import Path

from stratcoach.commands.reading import is_readable
from stratcoach.diff.compare import Comparison, compare
from stratcoach.files import disk, versions
from stratcoach.files.codec import Document, load
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Earlier, Moved

_REASONS = ("because", "note")


def last_release(path: Path, document: Document) -> tuple[Earlier, ...]:
    """What changed since the newest copy; nothing for a strategy that was never released, or whose copy can't be read."""
    found = versions.released(path)
    if document.strategy is None or not found:
        return ()
    raw = disk.read_bytes(versions.path_of(path, found[0]))
    if not versions.is_as_released(path, found[0]):
        return (Earlier(found[0], found[0], found[0], "NONE", 0, intact=False),)
    copy = load(raw, found[0])
    if copy.source.text == document.source.text or not is_readable(copy) or copy.strategy is None:
        return ()
    old = copy.strategy.replace(version=found[0])
    return (facts(found[0], old, compare(old, document.strategy)),)


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
