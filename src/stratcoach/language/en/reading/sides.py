"""The two sides of a trade-off: would somebody want the one that is given up, and is it chosen elsewhere?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import NEGATIONS, listed
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.virtues import is_merit
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token, once
from stratcoach.messages import NOTHING, Message
from stratcoach.model.entry import Item
from stratcoach.model.safe_text import short
from stratcoach.model.sections import SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy, TradeOff

Tokens = Sequence[Token]

_NOT_OURS: Final = (
    "weather",
    "backs",
    "back",
    "knees",
    "debt",
    "debts",
    "credit",
    "news",
    "years",
    "luck",
    "harvests",
    "harvest",
    "winters",
)
"""What is bad without anybody's doing, and may well be what somebody leaves."""
_AHEAD: Final = 8
_FEW: Final = 4
_BRIEF: Final = 9
_GOOD: Final = listed("good great best better fast quick quickly cheap easy simple nice high low happy kind fair modern short")
_QUALITIES: Final = ("ness", "bility", "icity", "osity", "enity")
"""How nouns end that are made of adjectives: “closeness”, “reliability”."""
_LONG: Final = 8
_BEFORE: Final = 3
_JOINTS: Final = (",", ";", ".", "and", "or")
_PREFIXES: Final = ("un", "in", "im", "dis", "ir", "il", "non")
_CHOSEN: Final = tuple(one for one in SECTIONS if one.level == "CHOICE" and one.many and not one.against and not one.turns_down)


def nobody_wants(given_up: Prose, chosen: Prose) -> bool:
    """Say whether a side is made of nothing but what is bad, or is the other one turned into its opposite."""
    tokens = given_up.tokens
    bad = {place for span in words("trade_offs/bad").find(tokens) for place in range(span.first, span.last + 1)}
    foul = set(_foul_things(tokens))
    bad |= foul | (_beside_foul(tokens, bad) if foul else set())
    neutral = words("trade_offs/neutral")
    said = [(place, token) for place, token in enumerate(tokens) if token.kind != "mark"]
    if _is_failing(tokens) and not has_any(tokens, NEGATIONS):
        return True
    wanted = {token.stem for token in chosen.words}
    turned = {place for place, token in said if token.stem.startswith(_PREFIXES) and _turns(token.stem, wanted)}
    if has_any(tokens, NEGATIONS) or not bad | turned:
        return False
    return all(place in bad | turned or token in neutral or token.stem in wanted for place, token in said)


def _is_failing(tokens: Tokens) -> bool:
    """“An app that loses your notes”: something of which nothing is said but that it fails those who have it."""
    for place in range(1, min(_FEW + 1, len(tokens) - 1)):
        if tokens[place].low in ("that", "which"):
            at = place + 1 + has(tokens[place + 1 : place + 2], "always", "often", "keeps", "constantly", "sometimes")
            return (
                at < len(tokens)
                and tokens[at] in verbs("trade_offs/failing")
                and len(tokens) - at <= _FEW + 1
                and not has(tokens[at:], "for", "to", "but", "so", "and", ",")
            )
    return False


def _foul_things(tokens: Tokens) -> Iterator[int]:
    """The places of “stale rolls”, “rude staff on Sundays”: what is so bad that no noun behind it makes it good."""
    for place, token in enumerate(tokens[:-1]):
        if token.low == "bad" and has(tokens[place + 1 : place + 2], *_NOT_OURS):
            continue
        if token not in words("trade_offs/foul") or not tokens[place + 1].is_word or tokens[place + 1].low in SMALL:
            continue
        end = next((at for at in range(place + 1, len(tokens)) if tokens[at].low in _JOINTS), len(tokens))
        if end - place <= _FEW:
            yield from range(place, end)


def _beside_foul(tokens: Tokens, bad: set[int]) -> set[int]:
    """What a bad word is said of, next to something foul: “rude staff and broken *seats*”."""
    return {
        place + 1
        for place in bad
        if place + 1 < len(tokens) and tokens[place + 1].is_word and tokens[place + 1].low not in _JOINTS
    } | {place for place, token in enumerate(tokens) if token.low in ("and", "or")}


def _turns(stem: str, wanted: set[str]) -> bool:
    return any(stem.startswith(prefix) and stem[len(prefix) :] in wanted for prefix in _PREFIXES)


def nothing_lost(prose: Prose) -> Span | None:
    """“Excellence over mediocrity”, “simple, not complicated”: what is left behind is nothing but bad."""
    tokens = prose.sentences[0] if prose.sentences else ()
    joint = next((place for place, token in enumerate(tokens) if token.low in ("over", "not", "instead")), 0)
    start = joint + 1 + has(tokens[joint + 1 : joint + 2], "of")
    if not joint or start >= len(tokens) or len(tokens) - start > _FEW:
        return None
    bad, neutral = words("trade_offs/bad"), words("trade_offs/neutral")
    left = tokens[start:]
    return Span(0, len(tokens) - 1) if left[0] in bad and all(token in bad or token in neutral for token in left) else None


def is_nothing(given_up: Prose) -> bool:
    """“Nothing”, “none”, “having to choose”."""
    said = given_up.words
    span = words("trade_offs/nothing").at(said, 0) if said else None
    return span is not None and (span.last == len(said) - 1 or has(said[span.last + 1 : span.last + 2], "of", "at"))


@once
def claims_both(tokens: Tokens) -> Span | None:
    """“Both … and …”, “without compromising …”; not “we won't serve both …”."""
    both = words("trade_offs/both")
    if both.misses(tokens) and not has(tokens, "both", "balance"):
        return None
    for place, token in enumerate(tokens):
        span = both.at(tokens, place)
        if token.low in ("both", "balance"):
            joined = next((far for far in range(place + 1, min(place + _AHEAD, len(tokens))) if tokens[far].low == "and"), None)
            span = Span(place, min(joined + 1, len(tokens) - 1)) if joined is not None else None
        if span and not has_any(tokens[max(0, place - _BEFORE) : place], NEGATIONS):
            return span
    return None


def two_merits(chosen: Prose) -> Span | None:
    """“Good teaching and a fast pass”, “quality and efficiency”: two things that everybody wants, and neither comes first."""
    tokens = chosen.tokens
    joint = next((place for place, token in enumerate(tokens) if token.low in ("and", "&")), 0)
    if not joint or len(chosen.words) > _BRIEF or has_any(tokens, NEGATIONS) or figures(tokens):
        return None
    left = any(_is_praised(token) for token in tokens[:joint])
    return Span(0, len(tokens) - 1) if left and any(_is_praised(token) for token in tokens[joint + 1 :]) else None


def _is_praised(token: Token) -> bool:
    quality = token.low.endswith(_QUALITIES) and len(token.low) >= _LONG
    return quality or is_merit(token) or token.low in _GOOD or token in words("positioning/virtues")


class Chosen:
    """What a strategy has chosen, found by id, by text or by words in one step each."""

    def __init__(self, strategy: Strategy) -> None:
        self._ids: dict[str, Message] = {}
        self._texts: dict[str, tuple[Message, int]] = {}
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._given_up = {token.stem for trade_off in strategy.trade_offs for token in read(trade_off.over).words}
        self._places: list[Message] = []
        for section in _CHOSEN:
            for item in entries(strategy, section):
                assert isinstance(item, Item)
                where = _where(section, item)
                text = section.text_of(item)
                if item.id:
                    self._ids.setdefault(item.id, where)
                self._file(text, where, -1)
                self._index(text, where, heads_only=section.name == "users")
        for place, trade_off in enumerate(strategy.trade_offs):
            where = _in_trade_off(trade_off)
            self._file(trade_off.choose, where, place)

    def _file(self, text: str, where: Message, place: int) -> None:
        if bare := plain(text):
            self._texts.setdefault(bare, (where, place))

    def _index(self, text: str, where: Message, *, heads_only: bool) -> None:
        prose = read(text)
        stems = {token[1] for token in prose.words if token[4] == "word"} & self._given_up  # about others nobody will ask
        if heads_only and (head := next(persons(prose.tokens, 0, 4), None)):
            stems.add(f"={prose.tokens[head.last].stem}")
        for stem in stems:
            self._words[stem].append(len(self._places))
        self._places.append(where)

    def called(self, name: str) -> Message:
        """Where something with this id is chosen, for a sentence; `NOTHING` where nothing is."""
        return self._ids.get(name, NOTHING)

    def saying(self, text: str, *, but: int) -> Message:
        """Where this very text is chosen, in a trade-off other than the one at a place."""
        where, place = self._texts.get(plain(text), (NOTHING, -1))
        return NOTHING if place == but else where

    def speaking_of(self, given_up: Tokens, instead: Tokens) -> Message:
        """Where all words of what is given up are in one choice, and not also in what is chosen instead of it.

        A single word is enough only for people who are served.
        """
        stems = {token.stem for token in given_up}
        if not stems or stems <= {token.stem for token in instead}:
            return NOTHING
        sought = stems if len(stems) > 1 else {f"={stem}" for stem in stems}
        found = set.intersection(*(set(self._words.get(stem, ())) for stem in sought))
        return self._places[min(found)] if found else NOTHING


def _where(section: Section, item: Item) -> Message:
    if not item.id:
        return Message("finding.chosen_under", section=Message("finding.section", section=section.name))
    return Message("finding.chosen_as", noun=section.noun, item=Message("finding.item", item=short(item.id)))


def _in_trade_off(trade_off: TradeOff) -> Message:
    if not trade_off.id:
        return Message("finding.chosen_in_another_trade_off")
    return Message("finding.chosen_in", item=Message("finding.item", item=short(trade_off.id)))


def plain(text: str) -> str:
    """A text without case, marks and double spaces."""
    return " ".join([token.low for token in read(text).words])
