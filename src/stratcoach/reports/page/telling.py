"""Puts a strategy into a story: which parts there are for whom, and what each card says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from stratcoach.language.en.number_progress import progress
from stratcoach.language.en.unknown import is_unknown
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import parse, spoken
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.strategy import Insight, Measured, MetricReading, Strategy
from stratcoach.reports.page.story import Audience, Card, Fact, Story, StoryFigure, StoryPart

_WHO_WHEN: Final = Message("story.who_by_when")
_OWNER: Final = Message("story.owner")


def tell(strategy: Strategy, day: date, audience: Audience = "sponsor") -> Story:
    """Put a strategy into a story for an audience, as of a day."""
    teller = _Teller(strategy, day, audience)
    vision = strategy.vision
    return Story(
        product=strategy.product,
        vision=vision.statement if vision else "",
        promise_to=vision.user if vision else "",
        horizon=str(spoken(vision.horizon)) if vision and vision.horizon else "",
        today=vision.today if vision else "",
        then=vision.future if vision and _bare(vision.future) != _bare(vision.statement) else "",
        status=strategy.status or "active",
        version=strategy.version,
        updated=str(spoken(strategy.updated)),
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

    def mission(self) -> StoryPart:
        texts = [text for text in (self.strategy.mission, self.strategy.challenge) if text]
        facts = _facts(Fact(Message("story.what_is_hard"), self.strategy.challenge)) if self.strategy.mission else ()
        title = Message("story.mission") if self.strategy.mission else Message("story.what_is_hard")
        cards = (Card(lead=texts[0], facts=facts),) if texts else ()
        return StoryPart(name="mission", title=title, cards=cards)

    def market(self) -> StoryPart:
        market = self.strategy.market
        if market is None:
            return StoryPart(name="market", title=NOTHING, cards=())
        instead = Fact(Message("story.use_instead"), "; ".join(_paired(one.name, one.good_at) for one in market.alternatives))
        card = self._card(market, market.arena, Fact(Message("story.why_now"), market.why_now), instead)
        return StoryPart(name="market", title=Message("story.market"), cards=(card,))

    def on_the_way(self) -> StoryPart:
        found = self.strategy.vision.horizons if self.strategy.vision else ()
        cards = [
            Card(lead=one.statement, facts=_facts(Fact(Message("story.when"), str(spoken(one.by)) if one.by else "")))
            for one in found
        ]
        return StoryPart(name="horizons", title=Message("story.on_the_way"), cards=tuple(cards))

    def boundaries(self) -> StoryPart:
        cards = [
            self._card(
                one,
                one.statement,
                Fact(Message("story.why"), one.because),
                Fact(Message("story.reconsider_when"), one.reopen_when),
            )
            for one in self.strategy.boundaries
        ]
        return StoryPart(name="boundaries", title=Message("story.boundaries"), cards=tuple(cards))

    def proposals(self) -> StoryPart:
        found = self.strategy.proposals if self.audience == "team" else ()
        cards = [
            Card(
                lead=one.proposal,
                facts=_facts(
                    Fact(Message("story.answer"), str(Message("story.answered", answer=one.answer))),
                    Fact(Message("story.why"), one.because),
                    Fact(Message("story.decided_by"), "; ".join(map(self._named, one.decided_by))),
                    Fact(_WHO_WHEN, _who_when(one.owner, one.by)),
                ),
            )
            for one in found
        ]
        return StoryPart(name="proposals", title=Message("story.proposals"), cards=tuple(cards))

    def saw(self) -> StoryPart:
        cards = [self._card(one, one.statement, *self._seen(one)) for one in self.strategy.insights]
        return StoryPart(name="insights", title=Message("story.what_we_saw"), cards=tuple(cards))

    def problems(self) -> StoryPart:
        cards = [
            self._card(one, one.statement, Fact(Message("story.why_this_one"), one.because)) for one in self.strategy.problems
        ]
        return StoryPart(name="problems", title=Message("story.problems"), cards=tuple(cards), is_ranked=len(cards) > 1)

    def users(self) -> StoryPart:
        cards = [self._card(one, one.segment, Fact(Message("story.they_do_today"), one.today)) for one in self.strategy.users]
        return StoryPart(name="users", title=Message("story.users"), cards=tuple(cards), is_ranked=len(cards) > 1)

    def promise(self) -> StoryPart:
        cards = [
            self._card(
                one,
                one.statement,
                Fact(Message("story.use_instead"), one.against),
                Fact(Message("story.others_promise"), one.opposite),
                Fact(Message("story.why_it_lasts"), one.lasts_because),
            )
            for one in self.strategy.positioning
        ]
        return StoryPart(name="positioning", title=Message("story.what_we_promise"), cards=tuple(cards))

    def number(self) -> StoryPart:
        star = self.strategy.north_star
        if star is None:
            return StoryPart(name="north_star", title=NOTHING, cards=())
        facts = [
            Fact(Message("story.what_counts"), star.definition),
            Fact(Message("story.why_this_number"), star.because),
            Fact(Message("story.not_worse"), _held(star)),
            Fact(Message("story.so_far"), _so_far(star.readings)),
        ]
        if self.audience != "board" and star.inputs:
            facts.append(Fact(Message("story.what_moves_it"), "; ".join(star.inputs)))
        card = self._card(star, "", *facts).replace(figure=self._figure(star))
        return StoryPart(name="north_star", title=Message("story.coming_true"), cards=(card,))

    def objectives(self) -> StoryPart:
        cards = [
            self._card(
                one,
                one.statement,
                Fact(Message("story.so_far"), _so_far(one.readings)),
                Fact(Message("story.not_worse"), _held(one)),
            ).replace(figure=self._figure(one))
            for one in self.strategy.objectives
        ]
        goal = self.strategy.company_goal
        return StoryPart(
            name="objectives", title=Message("story.what_it_brings"), cards=tuple(cards), intro=goal, is_ranked=len(cards) > 1
        )

    def trade_offs(self) -> StoryPart:
        cards = [
            self._card(
                one,
                str(Message("place.even_over", choose=_bare(one.choose), over=_bare(one.over))),
                Fact(Message("story.why"), one.because),
                Fact(Message("story.reconsider_when"), one.reopen_when),
            )
            for one in self.strategy.trade_offs
        ]
        return StoryPart(name="trade_offs", title=Message("story.what_we_give_up"), cards=tuple(cards))

    def bets(self) -> StoryPart:
        cards = [
            self._card(
                one,
                one.statement,
                Fact(Message("story.how_we_find_out"), one.test),
                Fact(Message("story.ends_if"), one.drop_if),
                Fact(_WHO_WHEN, _who_when(one.owner, one.by)),
            )
            for one in self.strategy.assumptions
        ]
        return StoryPart(name="assumptions", title=Message("story.bets"), cards=tuple(cards))

    def not_chosen(self) -> StoryPart:
        found = self.strategy.vision.alternatives if self.strategy.vision else ()
        cards = [Card(lead=one.statement, facts=_facts(Fact(Message("story.why_not"), one.because))) for one in found]
        title = Message("story.not_chosen", count=len(cards))
        return StoryPart(name="alternatives", title=title, cards=tuple(cards))

    def in_question(self) -> StoryPart:
        placed = self.links.placed
        cards = [
            Card(
                lead=placed[name][0].text_of(placed[name][1]),
                id=name,
                facts=_facts(*(Fact(Message("story.because"), self._named(one)) for one in insights)),
            )
            for name, insights in self.links.in_question.items()
        ]
        return StoryPart(name="in_question", title=Message("story.doubts"), cards=tuple(cards))

    def open_questions(self) -> StoryPart:
        cards = [
            Card(lead=one.question, facts=_facts(Fact(_WHO_WHEN, _who_when(one.owner, one.by))))
            for one in self.strategy.questions
        ]
        return StoryPart(name="questions", title=Message("story.open_questions"), cards=tuple(cards))

    def quarter(self) -> StoryPart:
        if self.audience != "team":
            return StoryPart(name="okrs", title=NOTHING, cards=())
        cards = [
            self._card(
                one,
                one.objective,
                *(Fact(Message("story.key_result"), result) for result in one.key_results),
                Fact(Message("story.when"), str(spoken(one.quarter))),
            )
            for one in self.strategy.okrs
        ]
        return StoryPart(name="okrs", title=Message("story.quarter"), cards=tuple(cards))

    def parked(self) -> StoryPart:
        found = self.strategy.parking_lot if self.audience == "team" else ()
        return StoryPart(name="parking_lot", title=Message("story.parked"), cards=tuple(Card(lead=one) for one in found))

    def history(self) -> StoryPart:
        releases = self.strategy.history[:1] if self.audience == "board" else self.strategy.history
        cards = [
            Card(
                lead=one.summary or str(Message("story.version", version=one.version)),
                facts=_facts(
                    Fact(Message("story.why"), one.because),
                    Fact(Message("story.version_label"), f"{one.version}, {spoken(one.date)}"),
                    Fact(Message("story.decided_by"), one.decided_by),
                ),
            )
            for one in releases
        ]
        title = Message("story.changed_last") if self.audience == "board" else Message("story.changes")
        return StoryPart(name="history", title=title, cards=tuple(cards))

    def closing(self) -> Iterator[Message]:
        if self.strategy.decider:
            yield Message("story.decides", decider=_bare(self.strategy.decider))
        if self.strategy.review_by:
            late = (day := parse(self.strategy.review_by)) and day.last < self.day
            when = spoken(self.strategy.review_by)
            yield Message("story.review_was_due", day=when) if late else Message("story.next_review", day=when)

    def _card(self, item: Item, lead: str, *facts: Fact) -> Card:
        more = [Fact(Message("story.confidence"), item.confidence), Fact(_OWNER, item.owner)] if self.audience == "team" else []
        more += [Fact(Message("story.note"), item.note)] if self.audience == "team" else []
        if any(fact.label == _WHO_WHEN for fact in facts):
            more = [fact for fact in more if fact.label != _OWNER]
        doubts = tuple(map(self._named, self.links.in_question.get(item.id, ())))
        return Card(lead=lead, id=item.id, facts=_facts(*facts, *more), doubts=doubts)

    def _figure(self, item: Measured) -> StoryFigure | None:
        """From what to what. A figure that is still to be found is shown as unknown, whatever words say so."""
        named = "" if is_unknown(item.metric, is_name=True) else item.metric
        aim = "" if is_unknown(item.target) else item.target
        if not (named or aim):
            return None
        start = str(Message("story.unknown")) if is_unknown(item.baseline) else item.baseline
        return StoryFigure(named, start, aim, str(spoken(item.by)), progress(self.strategy, item, self.day))

    def _seen(self, insight: Insight) -> Iterator[Fact]:
        if self.audience != "board":
            yield Fact(Message("story.how_we_know"), _seen(insight))

    def _named(self, name: str) -> str:
        found = self.links.placed.get(name)
        return found[0].text_of(found[1]) if found else name


_PARTS: Final[tuple[Callable[[_Teller], StoryPart], ...]] = (
    _Teller.mission,
    _Teller.market,
    _Teller.on_the_way,
    _Teller.saw,
    _Teller.problems,
    _Teller.users,
    _Teller.promise,
    _Teller.number,
    _Teller.objectives,
    _Teller.trade_offs,
    _Teller.boundaries,
    _Teller.bets,
    _Teller.not_chosen,
    _Teller.in_question,
    _Teller.open_questions,
    _Teller.quarter,
    _Teller.proposals,
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
    when = str(spoken(insight.observed)) if insight.observed else ""
    return "; ".join(filter(None, (_bare(insight.evidence) or insight.source.capitalize(), when)))


def _so_far(readings: tuple[MetricReading, ...]) -> str:
    """What a number showed, oldest first."""
    return "; ".join(f"{one.value} ({spoken(one.date)})" + (f", {_bare(one.note)}" if one.note else "") for one in readings)


def _held(item: Measured) -> str:
    """What must not get worse, and what it showed, oldest first."""
    shown = "; ".join(f"{one.counter} ({spoken(one.date)})" for one in item.readings if one.counter)
    return _paired(item.counter_metric, shown) if item.counter_metric else ""


def _paired(name: str, text: str) -> str:
    return f"{_bare(name)}: {text}" if text else name


def _who_when(owner: str, by: str) -> str:
    name, day = _bare(owner), spoken(by) if by else ""
    state = "owner_and_day" if name and day else "owner" if name else "day" if day else "none"
    return str(Message("story.owner_and_day", owner=name, day=day, state=state))


def _bare(text: str) -> str:
    return text.strip().rstrip(".")
