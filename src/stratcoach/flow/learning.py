"""What a new insight does to the rest: which bet it settles, what it speaks for and against, what of that still holds.

The answers are events of the session like all others, so that stopping and going back work as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from typing import Any, Final

from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Option, Progress
from stratcoach.flow.question_key import key_of
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTIONS, Section, entries, with_items
from stratcoach.model.strategy import Insight, Strategy

FLOW: Final = "learn"
TITLE: Final = Message("interview.what_you_learned")
LONGEST: Final = 160
_INSIGHTS: Final = "insights"
ASKS: Final = {
    "proves": Message("interview.confirms_which_bet"),
    "for": Message("interview.speaks_for_what"),
    "against": Message("interview.speaks_against_what"),
    "stands": Message("interview.which_still_hold"),
    "why": Message("interview.why_still_hold"),
}
HELP: Final = {
    "proves": Message("interview.help_confirms"),
    "for": Message("interview.help_speaks_for"),
    "against": Message("interview.help_speaks_against"),
    "stands": Message("interview.help_still_hold"),
    "why": Message("interview.help_why"),
}


class Learning:
    """The questions behind the new insights of an interview, and the strategy that follows from the answers."""

    def __init__(self, interview: Interview, today: str) -> None:
        """`today` is the day that what was looked at gets, as `2026-11-22`."""
        self._interview = interview
        self._today = today
        base = interview.base or Strategy()
        known = {insight.id for insight in base.insights}
        self._told = interview.assembly.strategy()
        self.fresh = tuple(insight for insight in self._told.insights if insight.id not in known)

    def step(self) -> Ask | None:
        """The next question; None when all have been dealt with."""
        state = self._interview.state
        for ask in self._asks():
            if not state.passed(ask.key):
                return ask.replace(suggested=state.suggested.get(ask.key, ""), can_go_back=state.can_go_back)
        return None

    def strategy(self) -> Strategy:
        """The strategy with all that was answered so far."""
        strategy = self._linked(len(self.fresh))
        reason = self._interview.state.answers.get(key_of(FLOW, "why"), "")
        return looked_at(strategy, self._marked("stands"), self._today, str(reason))

    def in_question(self, strategy: Strategy) -> tuple[str, ...]:
        """The ids of what the new insights put in question."""
        names = {insight.id for insight in self.fresh}
        return tuple(name for name, doubts in Links(strategy).in_question.items() if names.intersection(doubts))

    def _marked(self, part: str, number: int = 0) -> tuple[str, ...]:
        answer = self._interview.state.answers.get(key_of(FLOW, part, number), ())
        return tuple(answer) if isinstance(answer, tuple | list) else ()

    def _linked(self, count: int, *, last: tuple[str, ...] = ("proves", "for", "against")) -> Strategy:
        """What follows from the answers on the first `count` insights; of the last one, from those that are named."""
        strategy = self._told
        for number, insight in enumerate(self.fresh[:count], 1):
            parts = last if number == count else ("proves", "for", "against")
            for name in self._marked("proves", number) if "proves" in parts else ():
                strategy = proven(strategy, name, insight.id, self._today)
            if "for" in parts:
                strategy = with_items(strategy, self._marked("for", number), partial(_resting_on, ground=insight.id))
            if "against" in parts and (against := self._marked("against", number)):
                strategy = with_items(strategy, (insight.id,), partial(Item.replace, challenges=against))
        return strategy

    def _asks(self) -> Iterator[Ask]:
        for number, insight in enumerate(self.fresh, 1):
            statement = quote(insight.statement)
            before = self._linked(number, last=())
            yield from self._marks("proves", number, statement, [one for one in _items(before) if one[0].name == "assumptions"])
            proved = self._linked(number, last=("proves",))
            above = [one for one in _items(proved) if _INSIGHTS in one[0].may_rest_on and insight.id not in one[1].rests_on]
            yield from self._marks("for", number, statement, above)
            linked = self._linked(number, last=("proves", "for"))
            resting = {item.id for _, item in _items(linked) if insight.id in item.rests_on}
            doubted = [one for one in _items(linked) if one[0].name != _INSIGHTS and one[1].id not in resting]
            yield from self._marks("against", number, statement, doubted)
        strategy = self._linked(len(self.fresh))
        placed = Links(strategy).placed
        doubts = self.in_question(strategy)
        yield from self._marks("stands", 0, "", [placed[name] for name in doubts])
        if self._marked("stands"):
            yield self._ask("why", 0, "").replace(kind="text")
        if self.fresh:
            yield self._ask("write", 0, "").replace(
                kind="choice",
                ask=self._summary(strategy, len(doubts)),
                options=(Option("write", Message("interview.write_to_file")), Option("back", Message("interview.go_back"))),
                can_skip=False,
                enter_skips=False,
            )

    def _marks(self, part: str, number: int, statement: str, found: Sequence[tuple[Section, Item]]) -> Iterator[Ask]:
        if found:
            options = (
                Option(item.id, Message("interview.kind_of_item", noun=section.noun, text=quote(_main(section, item), LONGEST)))
                for section, item in found
            )
            yield self._ask(part, number, statement).replace(kind="links", options=tuple(options))

    def _ask(self, part: str, number: int, statement: str) -> Ask:
        ask = ASKS.get(part, NOTHING)
        return Ask(
            key=key_of(FLOW, part, number),
            kind="text",
            ask=Message("interview.about_insight", statement=statement, ask=ask) if statement else ask,
            help=HELP.get(part, NOTHING),
            place=Progress(title=TITLE),
            enter_skips=True,
            can_not_know=False,
        )

    def _summary(self, strategy: Strategy, doubts: int) -> Message:
        """What will be written, before it is."""
        placed = {**Links(self._told).placed, **Links(strategy).placed}

        def items(part: str) -> tuple[Message, ...]:
            names = [name for number, _ in enumerate(self.fresh, 1) for name in self._marked(part, number)]
            found = map(placed.__getitem__, names)
            return tuple(
                Message("interview.item", noun=section.noun, text=quote(_main(section, item), 60)) for section, item in found
            )

        sentences = [
            Message("interview.it_confirms", items=confirmed) if (confirmed := items("proves")) else NOTHING,
            Message("interview.it_speaks_for", items=supported) if (supported := items("for")) else NOTHING,
            Message("interview.it_speaks_against", items=doubted) if (doubted := items("against")) else NOTHING,
        ]
        left = doubts - len(self._marked("stands"))
        sentences += [Message("interview.things_in_question", count=left)] if left > 0 else []
        return sentences_of(sentences) or Message("interview.speaks_neither_way")


def sentences_of(sentences: Sequence[Message]) -> Message:
    """Those sentences that say something, one after the other."""
    found = [one for one in sentences if one]
    return (
        reduce(lambda first, second: Message("interview.two_sentences", first=first, second=second), found) if found else NOTHING
    )


def looked_at(strategy: Strategy, names: Sequence[str], today: str, why: str) -> Strategy:
    """The strategy in which somebody reviewed items and they still hold, on a day and for a reason."""
    reason = f"{Message('interview.reviewed_because', day=spoken(today), why=why)}" if why else ""
    return with_items(strategy, names, lambda item: item.replace(reviewed=today, note=noted(item, reason)))


def _resting_on(item: Item, *, ground: str) -> Item:
    return item.replace(rests_on=tuple(dict.fromkeys((*item.rests_on, ground))))


def _items(strategy: Strategy) -> list[tuple[Section, Item]]:
    return list(Links(strategy).placed.values())


def _main(section: Section, item: Item) -> str:
    return section.text_of(item)


def proven(strategy: Strategy, name: str, insight: str, today: str) -> Strategy:
    """The strategy in which an assumption gave way to the insight that showed it: what rested on it rests on the insight.

    An item that can't rest on an insight keeps its other grounds, says so in its note and counts as looked at. Open
    questions on the assumption go with it.
    """
    bet = next((one for one in strategy.assumptions if one.id == name), None)
    if bet is None:
        return strategy
    changed: dict[str, Any] = {"questions": tuple(one for one in strategy.questions if one.on != name)}
    for section in SECTIONS:
        if section.has_ids:
            may = "insights" in section.may_rest_on
            held = tuple(_moved(item, name, insight, today, may=may) for item in entries(strategy, section) if item is not bet)
            changed[section.name] = held if section.many else next(iter(held), None)
    was_a_bet = f"{Message('interview.was_a_bet', bet=bet.statement.rstrip('.'), test=bet.test.rstrip('.'))}"
    return with_items(strategy.replace(**changed), (insight,), lambda item: item.replace(note=noted(item, was_a_bet)))


def noted(item: Item, text: str) -> str:
    """The note of an item with one more sentence."""
    return " ".join(filter(None, [item.note, text]))


def _moved(item: Any, name: str, insight: str, today: str, *, may: bool) -> Any:
    """An item with its links led from the assumption to the insight."""
    changed: dict[str, Any] = {}
    if name in item.rests_on:
        links = (insight if one == name else one for one in item.rests_on if may or one != name)
        changed["rests_on"] = tuple(dict.fromkeys(links))
        if not may:
            changed["note"] = noted(item, f"{Message('interview.bet_proved_right', insight=insight)}")
            changed["reviewed"] = today
    if isinstance(item, Insight) and name in item.challenges:
        changed["challenges"] = tuple(one for one in item.challenges if one != name)
    return item.replace(**changed) if changed else item


def changed_since(base: Strategy, strategy: Strategy, day: str) -> Strategy:
    """The strategy in which what was in question and has been changed counts as looked at."""
    before, after = Links(base).placed, Links(strategy)
    changed = [name for name in after.in_question if name in before and before[name][1] != after.placed[name][1]]
    return looked_at(strategy, changed, day, "")
