"""From what was seen to what was chosen: which choice rests on which ground, and which are in question because of which insight."""

from __future__ import annotations

from stratcoach.model.coverage import ItemPlace, places
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.sections import GROUNDS
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value


class TraceRow(Value):
    """One item. `direct` are the ids of the grounds that it names itself, `through` those that it reaches through others,
    `doubted` the insights that put it in question.
    """

    place: ItemPlace
    id: str
    direct: tuple[str, ...]
    through: tuple[str, ...]
    doubted: tuple[str, ...]

    @property
    def is_ground(self) -> bool:
        return self.place.section.name in GROUNDS


def trace(strategy: Strategy, links: Links) -> tuple[TraceRow, ...]:
    """Every item in the order of the method: the grounds first, then what rests on them."""
    rows = []
    for place in places(strategy):
        item = place.entry
        if not isinstance(item, Item):
            continue
        below = [name for name in links.below_item(item) if links.placed[name][0].name in GROUNDS]
        named = frozenset(item.rests_on)
        direct = tuple(name for name in below if name in named)
        rows.append(
            TraceRow(
                place=place,
                id=item.id,
                direct=direct,
                through=tuple(name for name in below if name not in named),
                doubted=links.in_question.get(item.id, ()),
            )
        )
    return tuple(rows)
