"""A strategy as a story in reading order: parts with a title, each with cards. What a page says is settled here; how it looks, not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from stratcoach.language.en.unknown import is_unknown
from stratcoach.model.dates import parse, spoken
from stratcoach.model.links import Links
from stratcoach.model.strategy import Insight, Item, Objective, Strategy
from stratcoach.model.value import Value

Audience = Literal["sponsor", "board", "team"]
"""For whom the page is: a sponsor; a board, who wants it short; a team, who wants all of it."""


class Fact(NamedTuple):
    """A short label and what it says."""

    label: str
    text: str


class StoryFigure(NamedTuple):
    """A number on its way: from where to where, by when; each may be missing."""

    metric: str
    baseline: str
    target: str
    by: str


class Card(Value):
    """One item in words. `id` is the item's own, for links within the page; `doubts` say why it is in question."""

    lead: str
    id: str = ""
    facts: tuple[Fact, ...] = ()
    figure: StoryFigure | None = None
    doubts: tuple[str, ...] = ()


class StoryPart(Value):
    """One part of the story."""

    name: str
    title: str
    cards: tuple[Card, ...]
    intro: str = ""
    is_ranked: bool = False


class Story(Value):
    """The whole page: its head, its parts, its foot."""

    product: str
    vision: str
    promise_to: str
    horizon: str
    today: str
    then: str
    status: str
    version: str
    updated: str
    parts: tuple[StoryPart, ...]
    closing: tuple[str, ...]
    language: str = "en"
    has_many_doubts: bool = False
    """Whether only the first few of what puts an item in question are named."""


def tell(strategy: Strategy, day: date, audience: Audience = "sponsor") -> Story:
    """Put a strategy into a story for an audience, as of a day."""
    teller = _Teller(strategy, day, audience)
    vision = strategy.vision
    return Story(
        product=strategy.product,
        vision=vision.statement if vision else "",
        promise_to=vision.user if vision else "",
        horizon=spoken(vision.horizon) if vision and vision.horizon else "",
        today=vision.today if vision else "",
        then=vision.future if vision and _bare(vision.future) != _bare(vision.statement) else "",
        status=strategy.status or "active",
        version=strategy.version,
        updated=spoken(strategy.updated),
        parts=tuple(part for make in _PARTS if (part := make(teller)).cards),
        closing=tuple(teller.closing()),
        language=strategy.language or "en",
        has_many_doubts=teller.links.has_many_doubts,
    )


class _Teller:
    """Makes the parts."""

    def __init__(self, strategy: Strategy, day: date, audience: Audience) -> None:
        self.strategy = strategy
        self.day = day
        self.audience = audience
        self.links = Links(strategy)

    def saw(self) -> StoryPart:
        cards = [self._card(one, one.statement, *self._seen(one)) for one in self.strategy.insights]
        return StoryPart(name="insights", title="What we saw", cards=tuple(cards))

    def problems(self) -> StoryPart:
        cards = [self._card(one, one.statement, Fact("Why this one", one.because)) for one in self.strategy.problems]
        return StoryPart(name="problems", title="The problems we solve", cards=tuple(cards), is_ranked=len(cards) > 1)

    def users(self) -> StoryPart:
        cards = [self._card(one, one.segment, Fact("What they do today", one.today)) for one in self.strategy.users]
        return StoryPart(name="users", title="The people we serve", cards=tuple(cards), is_ranked=len(cards) > 1)

    def promise(self) -> StoryPart:
        cards = [
            self._card(
                one,
                one.statement,
                Fact("What they would use instead", one.against),
                Fact("What others could promise", one.opposite),
                Fact("Why it lasts", one.lasts_because),
            )
            for one in self.strategy.positioning
        ]
        return StoryPart(name="positioning", title="What we promise", cards=tuple(cards))

    def number(self) -> StoryPart:
        star = self.strategy.north_star
        if star is None:
            return StoryPart(name="north_star", title="", cards=())
        facts = [
            Fact("What counts", star.definition),
            Fact("Why this number", star.because),
            Fact("What must not get worse", star.counter_metric),
        ]
        if self.audience != "board" and star.inputs:
            facts.append(Fact("What moves it", "; ".join(star.inputs)))
        card = self._card(star, "", *facts).replace(figure=_figure(star.metric, star.baseline, star.target, star.by))
        return StoryPart(name="north_star", title="How we know it is coming true", cards=(card,))

    def objectives(self) -> StoryPart:
        cards = [self._card(one, one.statement).replace(figure=_measured(one)) for one in self.strategy.objectives]
        goal = self.strategy.company_goal
        return StoryPart(name="objectives", title="What it brings us", cards=tuple(cards), intro=goal, is_ranked=len(cards) > 1)

    def trade_offs(self) -> StoryPart:
        cards = [
            self._card(
                one,
                f"{_bare(one.choose)}, even over “{_bare(one.over)}”",
                Fact("Why", one.because),
                Fact("We reconsider when", one.reopen_when),
            )
            for one in self.strategy.trade_offs
        ]
        return StoryPart(name="trade_offs", title="What we give up", cards=tuple(cards))

    def bets(self) -> StoryPart:
        cards = [
            self._card(one, one.statement, Fact("How we find out", one.test), Fact("Who, by when", _who_when(one.owner, one.by)))
            for one in self.strategy.assumptions
        ]
        return StoryPart(name="assumptions", title="What we are betting on", cards=tuple(cards))

    def not_chosen(self) -> StoryPart:
        found = self.strategy.vision.alternatives if self.strategy.vision else ()
        cards = [Card(lead=one.statement, facts=_facts(Fact("Why not", one.because))) for one in found]
        title = "The future we did not choose" if len(cards) == 1 else "The futures we did not choose"
        return StoryPart(name="alternatives", title=title, cards=tuple(cards))

    def in_question(self) -> StoryPart:
        placed = self.links.placed
        cards = [
            Card(
                lead=_words(placed[name][1], placed[name][0].main),
                id=name,
                facts=_facts(*(Fact("Because", self._insight(one)) for one in insights)),
            )
            for name, insights in self.links.in_question.items()
        ]
        return StoryPart(name="in_question", title="What is in question", cards=tuple(cards))

    def open_questions(self) -> StoryPart:
        cards = [
            Card(lead=one.question, facts=_facts(Fact("Who, by when", _who_when(one.owner, one.by))))
            for one in self.strategy.questions
        ]
        return StoryPart(name="questions", title="What we don't know yet", cards=tuple(cards))

    def quarter(self) -> StoryPart:
        if self.audience != "team":
            return StoryPart(name="okrs", title="", cards=())
        cards = [
            self._card(
                one, one.objective, *(Fact("Key result", result) for result in one.key_results), Fact("When", spoken(one.quarter))
            )
            for one in self.strategy.okrs
        ]
        return StoryPart(name="okrs", title="What teams do now", cards=tuple(cards))

    def parked(self) -> StoryPart:
        found = self.strategy.parking_lot if self.audience == "team" else ()
        return StoryPart(name="parking_lot", title="Parked for later", cards=tuple(Card(lead=one) for one in found))

    def history(self) -> StoryPart:
        releases = self.strategy.history[:1] if self.audience == "board" else self.strategy.history
        cards = [
            Card(
                lead=one.summary or f"Version {one.version}",
                facts=_facts(
                    Fact("Why", one.because),
                    Fact("Version", f"{one.version}, {spoken(one.date)}"),
                    Fact("Decided by", one.decided_by),
                ),
            )
            for one in releases
        ]
        title = "What changed last" if self.audience == "board" else "What changed, and why"
        return StoryPart(name="history", title=title, cards=tuple(cards))

    def closing(self) -> Iterator[str]:
        if self.strategy.decider:
            yield f"{_bare(self.strategy.decider)} decides."
        if self.strategy.review_by:
            late = (day := parse(self.strategy.review_by)) and day.last < self.day
            when = spoken(self.strategy.review_by)
            yield f"A review was due by {when}." if late else f"The next review is due by {when}."

    def _card(self, item: Item, lead: str, *facts: Fact) -> Card:
        more = [Fact("Confidence", item.confidence), Fact("Who looks after it", item.owner)] if self.audience == "team" else []
        more += [Fact("Note", item.note)] if self.audience == "team" else []
        if any(fact.label == "Who, by when" for fact in facts):
            more = [fact for fact in more if fact.label != "Who looks after it"]
        doubts = tuple(map(self._insight, self.links.in_question.get(item.id, ())))
        return Card(lead=lead, id=item.id, facts=_facts(*facts, *more), doubts=doubts)

    def _seen(self, insight: Insight) -> Iterator[Fact]:
        if self.audience != "board":
            yield Fact("How we know", _seen(insight))

    def _insight(self, name: str) -> str:
        found = self.links.placed.get(name)
        return _words(found[1], found[0].main) if found else name


_PARTS: Final[tuple[Callable[[_Teller], StoryPart], ...]] = (
    _Teller.saw,
    _Teller.problems,
    _Teller.users,
    _Teller.promise,
    _Teller.number,
    _Teller.objectives,
    _Teller.trade_offs,
    _Teller.bets,
    _Teller.not_chosen,
    _Teller.in_question,
    _Teller.open_questions,
    _Teller.quarter,
    _Teller.parked,
    _Teller.history,
)


def _facts(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact._replace(text=_in_a_row(fact.text)) for fact in facts if fact.text.strip())


def _in_a_row(text: str) -> str:
    """Several lines as sentences one after the other."""
    *before, last = filter(None, map(str.strip, text.splitlines()))
    return " ".join([*(line if line[-1] in ".?!:;,…" else f"{line}." for line in before), last])


def _seen(insight: Insight) -> str:
    when = spoken(insight.observed) if insight.observed else ""
    return "; ".join(filter(None, (_bare(insight.evidence) or insight.source.capitalize(), when)))


def _measured(objective: Objective) -> StoryFigure | None:
    return _figure(objective.metric, objective.baseline, objective.target, objective.by)


def _figure(metric: str, baseline: str, target: str, by: str) -> StoryFigure | None:
    """From what to what. A figure that is still to be found is shown as unknown, whatever words say so."""
    named = "" if is_unknown(metric, is_name=True) else metric
    aim = "" if is_unknown(target) else target
    return StoryFigure(named, "unknown" if is_unknown(baseline) else baseline, aim, spoken(by)) if named or aim else None


def _who_when(owner: str, by: str) -> str:
    return ", ".join(filter(None, (_bare(owner), f"by {spoken(by)}" if by else "")))


def _words(item: Item, main: str) -> str:
    return str(getattr(item, main))


def _bare(text: str) -> str:
    return text.strip().rstrip(".")
