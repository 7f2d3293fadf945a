"""The examples as they were when they were new: released once, without readings."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from stratcoach.files.codec import loads
from stratcoach.files.writer import dump
from stratcoach.model.sections import with_items
from stratcoach.services.numbers import measured

_EXAMPLES = Path(__file__).parents[1] / "examples"


@lru_cache(maxsize=8)
def first_text(name: str) -> str:
    """The file of an example in version 1.0.0."""
    strategy = loads((_EXAMPLES / name / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert strategy is not None
    first = strategy.history[-1]
    names = [item.id for _, item in measured(strategy) if item.readings]
    unread = with_items(strategy, names, lambda item: item.replace(readings=()))
    return dump(unread.replace(version=first.version, history=(first,)))


def first_release(name: str, where: Path | str) -> Path:
    """Write an example in version 1.0.0 into a folder, or under a name. Returns its path."""
    path = Path(where) / "strategy.yaml" if Path(where).is_dir() else Path(where)
    path.write_text(first_text(name), encoding="utf-8")
    return path
