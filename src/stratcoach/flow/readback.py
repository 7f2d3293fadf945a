"""The whole chain read back: from what was seen to what the business gets, in the person's own words; and what is still asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.flow.protocol import Chain, ReadBackLine, StillAsked
from stratcoach.flow.templates import quote
from stratcoach.language.en.unknown import is_unknown
from stratcoach.lint.finding import Finding
from stratcoach.messages import NOTHING, Argument, Message, Text
from stratcoach.model.dates import spoken
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.part_lines import line_of
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.strategy import Market, Objective, Strategy, TradeOff
from stratcoach.rules.base import BUSINESS

MOST_CHAINS: Final = 3
_LONGEST: Final = 300


def chains(strategy: Strategy, gains: Text = BUSINESS) -> tuple[Chain, ...]:
    """One chain for each of the first objectives; the first one whole, the others without what they share with it. `gains` is
    what the organisation is called that gets something from it.
    """
    links = Links(strategy)
    told = [Chain(tuple(_lines(strategy, links, objective, gains))) for objective in strategy.objectives[:MOST_CHAINS]]
    if not told:
        return (Chain(tuple(_whole(strategy, links, None, gains))),)
    first = Chain(tuple(_whole(strategy, links, strategy.objectives[0], gains)))
    return (first, *told[1:])


def _whole(strategy: Strategy, links: Links, objective: Objective | None, gains: Text) -> Iterator[ReadBackLine]:
    head = list(_lines(strategy, links, objective, gains))
    if strategy.market:
        yield from _field(strategy.market)
    yield from head[:-1]
    yield ReadBackLine(Message("readback.brings_closer"), quote(strategy.vision.statement, _LONGEST) if strategy.vision else "")
    if strategy.positioning:
        yield ReadBackLine(Message("readback.they_pick_us"), _joined([promise.statement for promise in strategy.positioning]))
    if strategy.north_star:
        star = strategy.north_star
        yield ReadBackLine(Message("readback.we_see_it_in"), measure(star.metric, star.baseline, star.target, star.by))
    yield head[-1]
    if strategy.boundaries:
        yield ReadBackLine(Message("readback.we_leave"), _joined([boundary.statement for boundary in strategy.boundaries]))
    yield ReadBackLine(Message("readback.we_put_first"), _several([_even_over(trade_off) for trade_off in strategy.trade_offs]))
    if strategy.assumptions:
        yield ReadBackLine(
            Message("readback.we_are_betting"),
            _joined([assumption.statement.removeprefix("that ") for assumption in strategy.assumptions]),
        )


def _field(market: Market) -> Iterator[ReadBackLine]:
    yield ReadBackLine(Message("readback.we_play_here"), quote(market.arena, _LONGEST))
    if market.why_now:
        yield ReadBackLine(Message("readback.because_now"), quote(market.why_now, _LONGEST))
    if market.alternatives:
        yield ReadBackLine(Message("readback.they_use_instead"), _joined([line_of(one) for one in market.alternatives]))


def _lines(strategy: Strategy, links: Links, objective: Objective | None, gains: Text) -> Iterator[ReadBackLine]:
    problems = _nearest(links, objective, "problems") if objective else []
    users = _nearest(links, objective, "users") if objective else []
    problems, users = problems or list(strategy.problems), users or _having(strategy, problems)
    insights: list[Item] = [insight for problem in problems for insight in _reached(links, problem, "insights")]
    insights = insights or list(strategy.insights)
    yield ReadBackLine(Message("readback.because_we_saw"), _joined([getattr(one, "statement", "") for one in insights]))
    yield ReadBackLine(Message("readback.these_people"), _joined([getattr(one, "segment", "") for one in users]))
    yield ReadBackLine(Message("readback.struggle_with"), _joined([getattr(one, "statement", "") for one in problems]))
    yield ReadBackLine(Message("readback.gets", gains=gains), _objective(objective) if objective else "")


def _having(strategy: Strategy, problems: Sequence[Item]) -> list[Item]:
    """The users who have these problems; all of them where no link says so."""
    found = [user for user in strategy.users if any(problem.id in user.rests_on for problem in problems)]
    return list(found or strategy.users)


def _nearest(links: Links, item: Item, section: str) -> list[Item]:
    """What an item rests on directly; only where there is nothing, what it rests on through others."""
    direct = [links.placed[name][1] for name in item.rests_on if name in links.placed and links.placed[name][0].name == section]
    return direct or _reached(links, item, section)


def _reached(links: Links, item: Item | None, section: str) -> list[Item]:
    """The items of a section that an item rests on, directly or through others, in the order of the links."""
    below = [links.placed[name] for name in (links.below(item.id) if item else ())]
    return [ground for where, ground in below if where.name == section]


def _objective(objective: Objective) -> Text:
    has_figures = bool(objective.target) and objective.target in objective.statement and objective.baseline in objective.statement
    seen_in = NOTHING if has_figures else measure(objective.metric, objective.baseline, objective.target, objective.by)
    text = Message("readback.objective", statement=quote(objective.statement, _LONGEST), seen_in=seen_in)
    return text if objective.rests_on else Message("readback.not_linked", objective=text)


def measure(metric: str, baseline: str, target: str, by: str) -> Message:
    """A metric with where it should go, as people say it."""
    if not (quote(metric) or (target and not is_unknown(target))):
        return NOTHING
    is_aimed, is_open = bool(target) and not is_unknown(target), is_unknown(baseline)
    aim = "to_from_unknown" if is_open else "from_to" if baseline else "to"
    return Message(
        "readback.measure",
        metric=quote(metric, _LONGEST),
        aim=aim if is_aimed else "none",
        baseline=baseline,
        target=target,
        date=spoken(by) if by else "",
        has_date=bool(by),
    )


def _even_over(trade_off: TradeOff) -> Text:
    choose, over = quote(trade_off.choose, _LONGEST), quote(trade_off.over, _LONGEST)
    return Message("place.even_over", choose=choose, over=over) if over else choose


def _joined(texts: list[str]) -> Text:
    return _several(list(dict.fromkeys(quote(text, _LONGEST) for text in texts if text)))


def _several(texts: Sequence[Text]) -> Text:
    return Message("interview.several", texts=tuple(texts)) if len(texts) > 1 else next(iter(texts), "")


def still_asked(strategy: Strategy, found: Sequence[Finding]) -> tuple[StillAsked, ...]:
    """What is still asked, each rule once; items are named by their text and not by their id."""
    links = Links(strategy)
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule.name, []).append(finding)
    asked = []
    for name, same in by_rule.items():
        about = _about(strategy, same[0])
        if len(same) > 1:
            more = len(same) - 1
            about = Message("readback.and_more", about=about, more=more) if about else Message("readback.times", count=len(same))
        asked.append(StillAsked(about, _in_words(links, same[0].message), same[0].question_aloud, name))
    return tuple(asked)


def _in_words(links: Links, message: Message) -> Message:
    """A message that names items by what they say, for somebody who has not seen the file."""
    if message.id == "finding.section":
        section = SECTION[str(message.arguments["section"])]
        return Message("readback.section", nouns=section.nouns)
    if message.id == "finding.item":
        found = links.placed.get(str(message.arguments["item"]))
        text = found[0].text_of(found[1]) if found else ""
        return Message("finding.in_quotes", text=quote(text, 50)) if text else message
    return message.replace(**{name: _argument_in_words(links, value) for name, value in message.arguments.items()})


def _argument_in_words(links: Links, value: Argument) -> Argument:
    if isinstance(value, tuple):
        return tuple(_in_words(links, one) if isinstance(one, Message) else one for one in value)
    return _in_words(links, value) if isinstance(value, Message) else value


def _about(strategy: Strategy, finding: Finding) -> Message:
    section = SECTION.get(finding.section)
    if section is not None and not section.many:
        return Message("readback.the_section", noun=section.noun)
    if section is None or finding.entry is None or section.holds is None:
        return NOTHING
    entry = entries(strategy, section)[finding.entry]
    return Message("finding.in_quotes", text=quote(section.text_of(entry), 50))
