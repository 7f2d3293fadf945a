"""A claim to everything at once: both ends of a scale, every size of customer, a row of virtues, nothing given up for it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stratcoach.language.en.grammar import listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.lexicon import opposites, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_NOT_MOST: Final = listed(
    "interest request forest harvest honest modest invest suggest digest protest arrest latest northwest southwest"
)
_ENOUGH: Final = 3
_NEAR: Final = 4
_TIMES: Final = ("hour", "day", "night", "week", "month", "year", "summer", "winter", "morning", "evening", "time", "minute")
_JOINED: Final = listed("and or yet but while with & plus to")
_AT_A_PRICE: Final = _JOINED | listed("at for , –")
_BOTH: Final = listed("and or yet but & + , / plus also while")
_STUFF: Final = ("quality", "craftsmanship", "excellence", "service")
_PAIR: Final = 9
_SIZES: Final = ("little", "middling", "large")
_CLOSE: Final = 6
"""In one claim, the two ends of a scale are at most this many words apart."""


def everything(prose: Prose) -> Span | None:
    """A claim to all at once: both ends of one scale, every size of customer, three virtues, nothing given up for it."""
    tokens = prose.tokens
    if not tokens:
        return None
    if unlimited := words("choices/unlimited").first(tokens):
        return unlimited
    span = _fine_and_cheap(tokens)
    if span:
        return span
    if span := _opposites(tokens):
        return span
    sizes = [span for name in _SIZES if (span := words(f"choices/{name}").first(tokens))]
    if len(sizes) == len(_SIZES) or (len(sizes) > 1 and words("choices/everything").first(tokens)):
        return Span(min(sizes).first, max(span.last for span in sizes))
    every = _every_and_every(tokens) or _pairs(tokens) or _all_alike(tokens) or _best_of_all(tokens)
    if every:
        return every
    platforms = _different(tokens, words("choices/platforms").find(tokens))
    if len(platforms) >= _ENOUGH and _is_list(tokens, platforms):
        return Span(platforms[0].first, platforms[-1].last)
    whole = list(words("choices/everything").find(tokens))
    ranging = whole and has(tokens[whole[0].last + 1 : whole[0].last + 2], "from") and has(tokens[whole[0].last + 2 :], "to")
    if len(whole) >= 2 or ranging:
        return Span(whole[0].first, whole[-1].last)
    virtues = _different(tokens, words("choices/virtues").find(tokens))
    free = words("choices/at_no_price").first(tokens) or _not_only(tokens)
    praised = (
        free is not None and tokens[free.last].stem == "compromise" and len(prose.words) <= _CLOSE
    )  # “Quality without compromise”
    if free and virtues and not praised:
        return Span(min(free.first, virtues[0].first), max(free.last, virtues[-1].last))
    return Span(virtues[0].first, virtues[-1].last) if len(virtues) >= _ENOUGH and _is_list(tokens, virtues) else None


def _opposites(tokens: Tokens) -> Span | None:
    """“For competition and for fun”, “gentle and fast”: two opposites, joined and not weighed against one another."""
    ends = opposites("choices/opposites")
    last_at: dict[str, int] = {}
    for place, token in enumerate(tokens):
        for other in () if token.glued else ends.get(token.low, ()):
            near = last_at.get(other)
            if near is not None and place - near <= _CLOSE + 1 and has_any(tokens[near + 1 : place], _BOTH):
                return Span(near, place)
        if token.low in ends:
            last_at[token.low] = place
    return None


def _fine_and_cheap(tokens: Tokens) -> Span | None:
    """“The best quality at the lowest price”, “cheapest and best”; not “the best knives for cheap kitchens”."""
    for one in words("choices/fine").find(tokens):
        compound = tokens[one.last].low in _STUFF and one.last + 1 < len(tokens) and tokens[one.last + 1].low not in SMALL
        if compound and tokens[one.last + 1].kind != "mark":
            continue  # “quality control”
        for name, joints in (("low_prices", _AT_A_PRICE), ("cheap", _JOINED)):
            for other in words(f"choices/{name}").find(tokens, max(0, one.first - _CLOSE), one.last + _CLOSE + 1):
                first, last = sorted((one, other))
                gap = tokens[first.last + 1 : last.first]
                extremes = has(gap, ",") and all(tokens[end].low.endswith("est") for end in (first.first, last.first))
                if last.first > first.last and (extremes or has(gap, *joints)):
                    return Span(first.first, last.last)
    return None


def _every_and_every(tokens: Tokens) -> Span | None:
    """“For every taste and every wallet”, “all looms, all prices”."""
    said = [place for place, token in enumerate(tokens) if token.low in ("every", "all", "any") and not token.glued]
    said = [place for place in said if not has(tokens[place + 1 : place + 2], *_TIMES)]
    for one, other in pairwise(said):
        if other - one <= _NEAR and tokens[other - 1].low in (",", "and", "for"):
            return Span(one, other)
    return None


def _pairs(tokens: Tokens) -> Span | None:
    """“Open source and enterprise, on-prem and SaaS, free and paid”: three pairs, and nothing else about them."""
    ends = [-1, *(place for place, token in enumerate(tokens) if token.low in (",", ";", "–", "-", "—")), len(tokens)]
    parts = [tokens[one + 1 : other] for one, other in pairwise(ends)]
    paired = [part for part in parts if len(part) <= _PAIR and has(part[1:-1], "and")]
    return Span(0, ends[len(paired)] - 1) if len(paired) >= _ENOUGH and paired == parts[: len(paired)] else None


def _all_alike(tokens: Tokens) -> Span | None:
    """“Families, schools and companies alike”: three or more, and none of them first."""
    alike = next((place for place, token in enumerate(tokens) if token.low == "alike"), None)
    if alike is None or alike < 5 or tokens[alike - 2].low != "and":
        return None
    commas = [place for place in range(alike) if tokens[place].low == ","]
    return Span(max(commas[0] - 1, 0), alike) if commas else None


def _best_of_all(tokens: Tokens) -> Span | None:
    """“The cheapest, fastest and most personal …”, “the service of a …, the range of a … and the prices of a …”."""
    most = [place for place, token in enumerate(tokens) if is_most(token)]
    if len(most) >= _ENOUGH and all(other - one <= 3 for one, other in pairwise(most)):
        return Span(most[0], most[-1])
    borrowed = [
        place for place in range(1, len(tokens) - 2) if tokens[place].low == "of" and tokens[place + 1].low in ("a", "an", "the")
    ]
    joined = [
        place for place in borrowed if place >= 3 and tokens[place - 3].low in (",", "and") and tokens[place - 2].low == "the"
    ]
    return (
        Span(borrowed[0] - 1, joined[-1] + 2)
        if len(joined) >= 2 and has(tokens[: borrowed[0]], "combine", "unite", "join")
        else None
    )


def is_most(token: Token) -> bool:
    return token.low == "most" or (
        token.is_word and len(token.low) > 5 and token.low.endswith("est") and token.low not in _NOT_MOST
    )


def _different(tokens: Tokens, spans: Iterator[Span]) -> list[Span]:
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(tokens[span.last].stem, span)
    return list(found.values())


def _is_list(tokens: Tokens, spans: Sequence[Span]) -> bool:
    """Close to one another, with commas or “and” between them."""
    gaps = [(one.last, other.first) for one, other in itertools.pairwise(spans)]
    return all(after - before <= _NEAR and has(tokens[before:after], ",", "and", "/", "&") for before, after in gaps)


def _not_only(tokens: Tokens) -> Span | None:
    """“Not only … but also …”"""
    for place, token in enumerate(tokens[:-1]):
        if token.low == "not" and tokens[place + 1].low in ("only", "just"):
            but = next((far for far in range(place + 2, min(place + 20, len(tokens))) if tokens[far].low == "but"), None)
            if but is not None:
                return Span(place, but)
    return None
