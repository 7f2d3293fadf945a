"""Values, and lists of things to be improved, in place of a choice: nobody would choose the opposite, and nothing in them comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import Lexicon, either, verbs, words
from stratcoach.language.tokens import Passage, Span, Token, once

_OF_NO_TRADE: Final = (
    "choices/of_no_trade",
    "problems/light",
    "problems/abstractions",
    "insights/commonplaces",
    "positioning/generic",
    "positioning/virtues",
    "vision/lofty",
    "people/companies",
    "people/everybody",
)
"""Words that a sentence of any trade could have."""
_ABLE: Final = ("able", "ible")
_LONG: Final = 6
_LOUD: Final = 2
_SHARE: Final = 0.4
_SHARE_BESIDE: Final = 0.6
_ALONE: Final = 0.5
_SHARE_OF_MANY: Final = 0.3
_MANY: Final = 4
_LONGEST: Final = 60
_ORDERS: Final = 3
_FEW: Final = 2
_MERITS: Final = 4
_SAID_OF: Final = 0.6
_APART: Final = frozenset(".;•\n!?,:|·–—")


class Weights(NamedTuple):
    """How much a text praises, in points, how many words of its trade and of no trade it has, and where it praises."""

    points: int
    plain: int
    neutral: int
    places: Sequence[int]

    @property
    def share(self) -> float:
        return self.points / max(self.points + self.plain, 1)


def is_merit(token: Token) -> bool:
    """Whether a word says that something is good: “honesty”, “playful”, “testable”, the end of “user-centred”."""
    if not token.is_word:
        return False
    if token in either("choices/merits", "choices/meritorious", "choices/acclaim", "vision/buzzwords"):
        return True
    return (token.low.endswith(_ABLE) and len(token.low) > _LONG) or (token.glued and token in words("choices/cored"))


def praise(prose: Prose, *, alone: bool = True) -> Span | None:
    """Where a text praises virtues and says little else, as places in it: “We value honesty and take our duty seriously”. `alone` says
    that nothing else is wrong with it; then it is enough that a text of any trade could say the same.
    """
    if not prose.words or len(prose.words) > _LONGEST or figures(prose.tokens):
        return None
    weights = weighed(prose)
    idle = weights.neutral + len(weights.places)
    if alone and not weights.plain and idle > 1:
        return Span(0, len(prose.tokens) - 1)
    headed = _headed(prose.tokens)
    if weights.points < _LOUD:
        return None
    if not alone and weights.share < _SHARE_BESIDE:
        return None
    if (
        (weights.share >= _SHARE and (len(weights.places) > 1 or weights.share >= _ALONE))
        or headed
        or (weights.points >= _MANY and weights.share >= _SHARE_OF_MANY)
    ):
        return Span(weights.places[0], weights.places[-1])
    return None


def _headed(tokens: Passage) -> bool:
    """“Care: we …”: the name of a value, and what is to be understood by it."""
    return len(tokens) > 1 and is_merit(tokens[0]) and tokens[1].low in (":", "–", "—")


@once
def weighed(prose: Prose) -> Weights:
    """How much a text praises, and what else it has to say."""
    tokens = prose.tokens
    loud = _covered(words("vision/buzzwords"), tokens) | _covered(words("choices/acclaim"), tokens)
    valued = {span.first: span.last for span in verbs("choices/valuing").find(tokens)}
    said = {place for first, last in valued.items() for place in range(first, last + 1)}
    said |= _covered(words("choices/merits"), tokens) | _covered(words("choices/meritorious"), tokens)
    said |= {place for place, token in enumerate(tokens) if is_merit(token)} | loud
    said -= {place for place in said if place and tokens[place].capital and tokens[place - 1].kind == "word"}  # “the Trust”
    served = {place for span in persons(tokens) for place in range(span.first, span.last + 1)}
    light = either(*_OF_NO_TRADE)
    points = sum(_LOUD if place in loud or place in valued else 1 for place in said if tokens[place].low not in SMALL)
    rest = [
        token
        for place, token in enumerate(tokens)
        if token.is_word and token.low not in SMALL and place not in said and place not in served
    ]
    plain = sum(token not in light and token not in verbs("verbs/common_verbs") for token in rest)
    return Weights(points, plain, len(rest) - plain, sorted(said))


def _covered(lexicon: Lexicon, tokens: Passage) -> set[int]:
    return {place for span in lexicon.find(tokens) for place in range(span.first, span.last + 1)}


@once
def enumeration(prose: Prose) -> Span | None:
    """Where four or more merits are claimed one behind the other: “Open, affordable, professional-grade, beginner-friendly”."""
    tokens = prose.tokens
    if len(prose.sentences) > _FEW or _headed(tokens):
        return None
    parts = items(prose)
    found = [item for item in parts if any(is_merit(token) or token.low in _EVER for token in tokens[item.first : item.last + 1])]
    compared = list(dict.fromkeys(token.low for token in tokens if is_comparative(token)))
    if len(compared) >= _ORDERS and len(parts) >= _ORDERS:
        return Span(tokens.order.index(compared[0]), tokens.order.index(compared[-1]))
    if sum(_is_virtue(tokens, item) for item in found) * 2 > len(found):
        return None  # “honesty, patience and thrift”: values, not what something is like
    if len(found) >= _MERITS and len(found) >= len(parts) * _SAID_OF:
        return Span(found[0].first, found[-1].last)
    return None


def _is_virtue(tokens: Passage, item: Span) -> bool:
    named = words("choices/merits").at(tokens, item.first)
    return named is not None and named.last == item.last


def is_comparative(token: Token) -> bool:
    """“Easier”, “cheaper”: more of something, than it isn't said."""
    return token.is_word and (token.low in _COMPARATIVES or (token.low.endswith("ier") and token.low not in _NO_COMPARATIVES))


_NO_COMPARATIVES: Final = frozenset(
    [
        "supplier",
        "tier",
        "carrier",
        "courier",
        "premier",
        "pier",
        "barrier",
        "frontier",
        "earlier",
        "soldier",
        "cashier",
        "outlier",
        "glacier",
    ]
)
_COMPARATIVES: Final = frozenset(
    [
        "cheaper",
        "faster",
        "better",
        "bigger",
        "larger",
        "smaller",
        "lower",
        "higher",
        "leaner",
        "cleaner",
        "greener",
        "smarter",
        "safer",
        "simpler",
        "quicker",
        "stronger",
        "fairer",
        "harder",
        "tougher",
        "lighter",
        "longer",
        "shorter",
        "deeper",
        "broader",
        "wider",
        "closer",
        "warmer",
        "cooler",
        "richer",
        "brighter",
        "bolder",
        "fresher",
    ]
)
_EVER: Final = frozenset(
    [
        "fast",
        "cheap",
        "cheaper",
        "easy",
        "open",
        "free",
        "tough",
        "tougher",
        "exact",
        "powerful",
        "beautiful",
        "light",
        "small",
        "large",
        "rich",
        "offline",
    ]
)


@once
def orders(prose: Prose) -> Span | None:
    """Where three or more things are to be improved, each by a verb of its own, as places in the text: “Widen …, fix …, push …”."""
    return _ordered(prose, verbs("choices/improving"))


@once
def tasks(prose: Prose) -> Span | None:
    """Where three or more things are to be done, each by a verb of its own: “Hire a writer, close the old issues, move the files”."""
    return None if orders(prose) else _ordered(prose, verbs("choices/doing"))


def _ordered(prose: Prose, known: Lexicon) -> Span | None:
    parts = items(prose)
    found = [item for item in parts if _is_order(prose.tokens, item.first, known)]
    if len(found) >= _ORDERS and len(found) * 2 >= len(parts):
        return Span(found[0].first, found[-1].last)
    return None


def _is_order(tokens: Sequence[Token], place: int, known: Lexicon) -> bool:
    token = tokens[place]
    return token.is_word and token.low == token.stem and token in known and not token.low.endswith(("ed", "ing"))


@once
def items(prose: Prose) -> tuple[Span, ...]:
    """The items of a list: between its points, commas and “and”, without “to” before them. One word alone is one, too."""
    return tuple(_items(prose.tokens))


def _items(tokens: Passage) -> Iterator[Span]:
    start: int | None = None
    last = 0
    for place, token in enumerate(tokens):
        if token.low in _APART or token.low == "and" or (token.kind == "mark" and not token.low.isascii()):
            if start is not None:
                yield Span(start, last)
            start = None
        elif token.kind != "mark" and not (start is None and token.low == "to"):
            start = place if start is None else start
            last = place
    if start is not None:
        yield Span(start, last)
