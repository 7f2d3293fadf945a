"""What rests on something that changed, went, became weaker or is challenged: does it still hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from stratcoach.diff.change import Change
from stratcoach.diff.matching import matched_texts
from stratcoach.diff.text_diff import means_the_same
from stratcoach.diff.value_text import headline
from stratcoach.language.en.shares import first_share
from stratcoach.model.entry import CONFIDENCES
from stratcoach.model.links import Links
from stratcoach.model.sections import GROUNDS, SECTION
from stratcoach.model.strategy import Strategy


class Ripple(NamedTuple):
    """An item that rests, directly or through others, on items that changed in meaning, went, became weaker, or are challenged
    now. `because_of` are their ids.
    """

    on: str
    section: str
    said: str
    because_of: tuple[str, ...]


_POINTS: Final = 0.1
"""A share that falls by less isn't a weaker ground if it comes from more cases."""


def ripple(old: Strategy, new: Strategy, changes: Sequence[Change], renamed: Mapping[str, str]) -> tuple[Ripple, ...]:
    """In the order of the file. A typo, a renamed id, another order or something new ripples nothing.

    `renamed` are old ids with their new ones.
    """
    before, after = Links(old), Links(new)
    gone = [change.on for change in changes if change.kind == "removed" and change.on]
    proved = _proved(old, new, gone)
    sources = dict.fromkeys([*(name for name in gone if name not in proved), *_moved(changes), *_challenged(old, new)])
    was_called = {now: was for was, now in renamed.items()}
    found: dict[str, list[str]] = {}
    for source in sources:
        is_there = source in after.placed
        for above in _above(after if is_there else before, source):
            name = above if is_there else renamed.get(above, above)
            if (
                name in after.placed
                and name not in sources
                and not _was_looked_at(was_called.get(name, name), name, before, after)
            ):
                found.setdefault(name, []).append(source)
    return tuple(
        Ripple(name, section.name, headline(section, item), tuple(found[name]))
        for name, (section, item) in after.placed.items()
        if name in found
    )


def _was_looked_at(was: str, name: str, before: Links, after: Links) -> bool:
    """Whether somebody has looked at an item since, and it still held."""
    reviewed = after.placed[name][1].reviewed
    return bool(reviewed) and (was not in before.placed or before.placed[was][1].reviewed != reviewed)


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """The ids of what changed in meaning or became a weaker ground."""
    for change in changes:
        if change.on and change.kind not in ("added", "removed") and not change.same_meaning:
            deep = change.level in ("CHOICE", "VISION") or change.field == SECTION[change.section].main
            if deep or _is_weaker(change):
                yield change.on


def _is_weaker(change: Change) -> bool:
    """Whether an item bears less than it did: somebody is less sure of it, or its evidence went or shows a smaller share."""
    if change.field == "confidence":
        was, now = (CONFIDENCES.index(one) if one in CONFIDENCES else None for one in (change.before, change.after))
        return now is not None and now > (1 if was is None else was)
    if change.field != "evidence":
        return False
    before, after = first_share(change.before), first_share(change.after)
    if before is None or after is None:
        return not change.after.strip()
    seen_more = after.number > before.number > 0
    return before.value - after.value > (_POINTS if seen_more else 0.001)


def _challenged(old: Strategy, new: Strategy) -> Iterator[str]:
    """What an insight speaks against that didn't before."""
    before = {name for insight in old.insights for name in insight.challenges}
    for insight in new.insights:
        yield from (name for name in insight.challenges if name not in before)


def _proved(old: Strategy, new: Strategy, gone: Sequence[str]) -> set[str]:
    """Bets that were removed because they came true: a new insight has the same statement."""
    grounds = {item.id: item for name in GROUNDS for item in getattr(old, name)}
    went = [grounds[name] for name in gone if name in grounds]
    come = [item for name in GROUNDS for item in getattr(new, name) if item.id not in grounds]
    pairs = matched_texts([item.statement for item in went], [item.statement for item in come])
    return {went[was].id for now, was in pairs.items() if means_the_same(went[was].statement, come[now].statement)}


def _above(links: Links, source: str) -> Iterator[str]:
    """All that rests on an item, directly or through others."""
    seen = {source}
    queue = [source]
    while queue:
        for name in links.resting_on.get(queue.pop(), ()):
            if name not in seen and name in links.placed and SECTION[links.placed[name][0].name].has_ids:
                seen.add(name)
                queue.append(name)
                yield name
