"""What rests on something that changed: does it still stand?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stratcoach.diff.change import Change
from stratcoach.diff.words import means_the_same
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Insight, Strategy


class Ripple(NamedTuple):
    """An item that rests, directly or through others, on items that changed in meaning, went, or are challenged now."""

    on: str
    section: str
    said: str
    because_of: tuple[str, ...]


def ripple(old: Strategy, new: Strategy, changes: Sequence[Change]) -> tuple[Ripple, ...]:
    """In the order of the file. A typo, a renamed id or another order ripples nothing."""
    before, after = Links(old), Links(new)
    sources = dict.fromkeys([*_moved(changes), *_challenged(old, new)])
    found: dict[str, list[str]] = {}
    for source in sources:
        links = after if source in after.placed else before
        for name in _above(links, source, led_on=frozenset(_led_on(source, before, after))):
            if name in after.placed and name not in sources and not _was_looked_at(name, before, after):
                found.setdefault(name, []).append(source)
    return tuple(
        Ripple(name, section.name, str(getattr(item, section.main)), tuple(found[name]))
        for name, (section, item) in after.placed.items()
        if name in found
    )


def _was_looked_at(name: str, before: Links, after: Links) -> bool:
    """Whether somebody has looked at an item since, and it stood."""
    reviewed = after.placed[name][1].reviewed
    return bool(reviewed) and (name not in before.placed or before.placed[name][1].reviewed != reviewed)


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """The ids of what changed in meaning or went."""
    for change in changes:
        if not change.on:
            continue
        deep = change.level in ("CHOICE", "VISION") or (change.field and change.field == SECTION[change.section].main)
        if change.kind == "removed" or (deep and not means_the_same(change.before, change.after)):
            yield change.on


def _challenged(old: Strategy, new: Strategy) -> Iterator[str]:
    """What an insight speaks against that didn't before."""
    before = {name for insight in old.insights for name in insight.challenges}
    for insight in new.insights:
        assert isinstance(insight, Insight)
        yield from (name for name in insight.challenges if name not in before)


def _led_on(source: str, before: Links, after: Links) -> Iterator[str]:
    """What rested on something that went, and was given another ground for it: a bet that became an insight, say."""
    for name in before.resting_on.get(source, ()) if source not in after.placed else ():
        if name in after.placed and set(after.placed[name][1].rests_on) - set(before.placed[name][1].rests_on):
            yield name


def _above(links: Links, source: str, led_on: frozenset[str]) -> Iterator[str]:
    """All that rests on an item, directly or through others; not through what has another ground now."""
    seen = {source, *led_on}
    queue = [source]
    while queue:
        for name in links.resting_on.get(queue.pop(), ()):
            if name not in seen and name in links.placed and SECTION[links.placed[name][0].name].has_ids:
                seen.add(name)
                queue.append(name)
                yield name
