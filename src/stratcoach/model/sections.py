"""The one table of sections: their order, what they contain, what an item may rest on.

The file's reader and writer, the rules on links, the interview and the JSON Schema all follow this table. A new section
is one row here and one class in `strategy`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, Literal

from stratcoach.messages import Message, message_of
from stratcoach.model.entry import Entry, Item
from stratcoach.model.part_lines import name_of
from stratcoach.model.strategy import (
    Assumption,
    Boundary,
    Insight,
    Market,
    NorthStar,
    Objective,
    Okr,
    OpenQuestion,
    Positioning,
    Problem,
    Proposal,
    Release,
    Strategy,
    TradeOff,
    User,
    Vision,
    Waiver,
)
from stratcoach.model.value import Value

FORMAT: Final = 1
"""The format of the strategy file that this version reads and writes; in the file it is the value of `FORMAT_KEY`."""

FORMAT_KEY: Final = "stratcoach"


class Section(Value):
    """One section of the file. `singular` is the English word for one of its entries, which is in ids and which people type. `main`
    is the key that says what the entry is about, together with `against` where it has two sides.

    Where `main` is empty, the names of the parts under `or_parts` say it. `level` is how deep a change of it goes at most. `has_target` says that its entries have a baseline, a target and a day. `slot`
    is what a person calls it who has a single sentence for it; `more_slots` are other kinds of sentences that belong to it, each with the
    key that it goes to. A section that `deepens` is what a strategy gets next when it has all
    that is required; one that is `missed` is named on the screen even where it is empty; what `needs_insight` must rest on one in the
    end; one that `turns_down` says what was not chosen. `decides` is how readily an item of it decides about an idea that is like it:
    above 1 where it is made for that, 0 where it never does.
    """

    name: str
    singular: str
    holds: type[Entry] | None
    main: str
    against: str = ""
    or_parts: str = ""
    many: bool = True
    required: bool = False
    may_rest_on: tuple[str, ...] = ()
    ranked: bool = False
    last: tuple[str, ...] = ()
    level: Literal["DETAIL", "CHOICE", "VISION"] = "DETAIL"
    has_target: bool = False
    slot: str = ""
    more_slots: tuple[tuple[str, str], ...] = ()
    deepens: bool = False
    missed: bool = False
    needs_insight: bool = False
    turns_down: bool = False
    decides: float = 0.0

    @property
    def is_ground(self) -> bool:
        """Whether it is one of those on which, in the end, everything rests."""
        return self.name in GROUNDS

    @property
    def noun(self) -> Message:
        """What a person calls one of its entries: `insight`."""
        return self._named("noun")

    @property
    def nouns(self) -> Message:
        """What a person calls all of them: `insights`, `vision`."""
        return self._named("all")

    @property
    def title(self) -> Message:
        """The same as a heading: `Insights`, `Vision`."""
        return self._named("title")

    @property
    def an_entry(self) -> Message:
        """One of its entries with the article: `an insight`."""
        return self._named("with_article")

    @property
    def each(self) -> Message:
        """All of its entries, one by one: `each insight`, `the vision`."""
        return self._named("each")

    @property
    def says(self) -> Message:
        """What the section is for, in one sentence."""
        return self._named("says")

    def _named(self, form: str) -> Message:
        return message_of(f"section.{self.name}", {"form": form})

    @property
    def has_day(self) -> bool:
        """Whether its entries have a day by which something is due."""
        return self.holds is not None and "by" in self.holds.keys

    def text_of(self, entry: Entry) -> str:
        """What an entry is about; empty where it doesn't say."""
        text = str(getattr(entry, self.main, ""))
        if text or not self.or_parts:
            return text
        return "; ".join(filter(None, (name_of(part) for part in getattr(entry, self.or_parts))))

    @property
    def must_say(self) -> bool:
        """Whether an entry is none without its main text."""
        return self.holds is not None and self.main in self.holds.keys and self.holds.keys[self.main].must

    @property
    def has_ids(self) -> bool:
        return self.holds is not None and issubclass(self.holds, Item)

    @property
    def own_id(self) -> str:
        """The fixed id of a section with a single item, else the empty text."""
        return "" if self.many or self.holds is None else str(self.holds.field_defaults["id"])

    @property
    def written(self) -> tuple[str, ...]:
        """The keys in the order in which they are written: the id, the section's own, those of every item."""
        if self.holds is None:
            return ()
        common = [name for name in Item.keys if name not in ("id", "rests_on")] if self.has_ids else []
        own = [name for name in self.holds.keys if name not in Item.keys and name not in self.last]
        own = own if self.has_ids else list(self.holds.keys)
        because_first = ["because"] if "because" in common else []
        rest = [name for name in ("confidence", "owner") if name in common]
        tail = [name for name in ("link", "note", "reviewed") if name in common]
        links = ["rests_on"] if self.has_ids else []
        head = ["id"] if self.has_ids and self.many else []
        return (*head, *own, *because_first, *rest, *links, *self.last, *tail)


GROUNDS: Final = ("insights", "assumptions")
"""The sections on which, in the end, everything rests."""

SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        name="insights",
        singular="insight",
        holds=Insight,
        main="statement",
        required=True,
        last=("challenges",),
        slot="insight",
    ),
    Section(
        name="assumptions",
        singular="assumption",
        holds=Assumption,
        main="statement",
        may_rest_on=("insights",),
        more_slots=(("assumption", "statement"), ("test", "test")),
        deepens=True,
    ),
    Section(
        name="market",
        singular="market",
        holds=Market,
        main="arena",
        or_parts="alternatives",
        many=False,
        may_rest_on=GROUNDS,
        last=("alternatives",),
        level="CHOICE",
        deepens=True,
        decides=0.9,
    ),
    Section(
        name="vision",
        singular="vision",
        holds=Vision,
        main="statement",
        many=False,
        required=True,
        may_rest_on=GROUNDS,
        last=("horizons", "alternatives"),
        level="VISION",
        slot="vision",
        needs_insight=True,
        decides=0.95,
    ),
    Section(
        name="north_star",
        singular="north star metric",
        holds=NorthStar,
        main="metric",
        many=False,
        may_rest_on=("assumptions", "vision"),
        level="CHOICE",
        has_target=True,
        slot="north_star",
        deepens=True,
        decides=0.7,
    ),
    Section(
        name="problems",
        singular="problem",
        holds=Problem,
        main="statement",
        required=True,
        may_rest_on=GROUNDS,
        ranked=True,
        level="CHOICE",
        slot="problem",
        needs_insight=True,
        decides=1.0,
    ),
    Section(
        name="users",
        singular="user",
        holds=User,
        main="segment",
        required=True,
        may_rest_on=(*GROUNDS, "market", "vision", "north_star", "problems"),
        ranked=True,
        level="CHOICE",
        slot="user",
        decides=1.0,
    ),
    Section(
        name="positioning",
        singular="promise",
        holds=Positioning,
        main="statement",
        may_rest_on=("assumptions", "users", "problems", "market"),
        level="CHOICE",
        slot="choice",
        deepens=True,
        missed=True,
        decides=1.0,
    ),
    Section(
        name="boundaries",
        singular="boundary",
        holds=Boundary,
        main="statement",
        may_rest_on=(*GROUNDS, "market", "vision", "north_star", "problems", "users", "positioning"),
        level="CHOICE",
        deepens=True,
        more_slots=(("boundary", "statement"),),
        turns_down=True,
        decides=1.25,
    ),
    Section(
        name="objectives",
        singular="objective",
        holds=Objective,
        main="statement",
        required=True,
        may_rest_on=("problems", "users", "north_star", "assumptions"),
        ranked=True,
        level="CHOICE",
        has_target=True,
        slot="objective",
        decides=0.85,
    ),
    Section(
        name="trade_offs",
        singular="trade-off",
        holds=TradeOff,
        main="choose",
        against="over",
        may_rest_on=(*GROUNDS, "market", "vision", "north_star", "problems", "users", "positioning", "boundaries", "objectives"),
        level="CHOICE",
        deepens=True,
        missed=True,
        decides=1.2,
    ),
    Section(
        name="okrs",
        singular="OKR",
        holds=Okr,
        main="objective",
        may_rest_on=("objectives",),
        more_slots=(("key_result", "key_results"),),
    ),
    Section(name="proposals", singular="proposal", holds=Proposal, main="proposal"),
    Section(name="questions", singular="open question", holds=OpenQuestion, main="question"),
    Section(name="parking_lot", singular="parked thought", holds=None, main=""),
    Section(name="waivers", singular="waiver", holds=Waiver, main="rule"),
    Section(name="history", singular="release", holds=Release, main="version"),
)

SECTION: Final[dict[str, Section]] = {section.name: section for section in SECTIONS}

_WITH_IDS: Final = tuple(section for section in SECTIONS if section.has_ids)

HEADER_KEYS: Final[tuple[str, ...]] = tuple(Strategy.keys)


def entries(strategy: Strategy, section: Section) -> tuple[Entry, ...]:
    """Return the entries of a section, always as a tuple; a section of bare texts has none."""
    if section.holds is None:
        return ()
    value = getattr(strategy, section.name)
    if section.many:
        return tuple(value)
    return () if value is None else (value,)


def items(strategy: Strategy) -> Iterator[tuple[Section, Item]]:
    """Yield every item that has an id, in the order of the method."""
    for section in _WITH_IDS:
        for entry in entries(strategy, section):
            assert isinstance(entry, Item)
            yield section, entry


def with_items(strategy: Strategy, names: Collection[str], change: Callable[[Item], Item]) -> Strategy:
    """The strategy with some items changed, found by their ids."""
    changed: dict[str, Any] = {}
    for section in SECTIONS:
        if section.has_ids:
            old = tuple(entries(strategy, section))
            new = tuple(change(one) if isinstance(one, Item) and one.id in names else one for one in old)
            if new != old:
                changed[section.name] = new if section.many else new[0]
    return strategy.replace(**changed) if changed else strategy
