"""What a choice gives up, and what people write instead of a choice: a plan, a goal, a claim to everything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.grammar import DETERMINERS, SMALL_NUMBERS, listed
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Opening, Prose
from stratcoach.language.en.reading.clauses import SMALL, clause_verb, has, has_any, phrase_end
from stratcoach.language.en.reading.measures import names_measure
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token, once

Tokens = Sequence[Token]

_NOT_MOST: Final = listed(
    "interest request forest harvest honest modest invest suggest digest protest arrest latest northwest southwest"
)
_ENOUGH: Final = 3
_SHORT: Final = 9
_BRIEF: Final = 5
_NEAR: Final = 4
_TIMES: Final = ("hour", "day", "night", "week", "month", "year", "summer", "winter", "morning", "evening", "time", "minute")
_JOINED: Final = listed("and or yet but while with & plus to")
_AT_A_PRICE: Final = _JOINED | listed("at for , –")
_STUFF: Final = ("quality", "craftsmanship", "excellence", "service")
_LARGE_VERBS: Final = listed("expand attract gain win acquire strengthen grow")
_SMALLER: Final = listed("reduce cut lower minimise minimize decrease improve save")
_MONEY: Final = ("%", "€", "$", "£", "¥", "euro", "dollar", "pound", "percent", "million", "billion")
_AXES: Final = (
    ("novices", "masters"),
    ("plain", "mighty"),
    ("uniform", "bespoke"),
    ("local", "global"),
    ("offline", "online"),
    ("youth", "age"),
)
_PAIR: Final = 9
_CLOSE: Final = 6
"""In one claim, the two ends of a scale are at most this many words apart."""
_SIZES: Final = ("little", "middling", "large")


@once
def gives_up(prose: Prose) -> bool:
    """Say whether something is left to others, comes second or costs something: “and leave the rest to …”, “even if …”."""
    tokens = prose.tokens
    idle = {place for span in words("choices/no_price").find(tokens) for place in range(span.first, span.last + 1)}
    return any(span.first not in idle and not tokens[span.first].glued for span in words("choices/giving_up").find(tokens))


# ---- a goal


def goal(prose: Prose) -> Span | None:
    """A rank or a figure to be reached without a word on how, where or for whom, as places in its sentence.

    The first sentence decides: a goal with its way behind it is more than a goal.
    """
    tokens = prose.tokens
    told = words("choices/how").first(tokens) or words("choices/at_no_price").first(tokens)
    if not prose.sentences or told is not None or _says_how(tokens):
        return None
    return _goal_in(prose.sentences[0], prose.opening)


def _says_how(tokens: Tokens) -> bool:
    """“By repairing …”"""
    return any(
        token.low == "by" and tokens[place + 1].low.endswith("ing") and not tokens[place + 1].is_number
        for place, token in enumerate(tokens[:-1])
    )


def _goal_in(tokens: Tokens, opening: Opening) -> Span | None:
    start = _goal_start(tokens, opening)
    if start is None:
        return None
    rank = words("company/ranks").first(tokens, start) or _superlative(tokens, start)
    conquest = verbs("company/conquests").first(tokens, start)
    gain = words("company/gains").first(tokens, start) or words("choices/goal_nouns").first(tokens, start)
    verb = tokens[start]
    shrinking = verb in verbs("choices/goal_verbs") and any(verb.stem == low for low in _SMALLER)
    counted = [
        one
        for one in figures(tokens, start)
        if one.value != 1 and not is_date(tokens, one.place) and (not shrinking or one.unit in _MONEY)
    ]
    found = rank or conquest or gain
    if found:
        return Span(min(start, found.first), max(start, found.last))
    if counted and (verb in verbs("choices/goal_verbs") or verb in verbs("verbs/common_verbs")):
        return Span(start, max(start, counted[0].place))
    if verb in verbs("choices/goal_verbs") and len(tokens) <= _SHORT and names_measure(tokens[start + 1 :]):
        return Span(start, min(start + 2, len(tokens) - 1))
    if (verb.is_number or verb.low in ("become", "be", "achieve", "reach")) and (period := deadline(tokens)):
        return Span(start, period.last)
    if start == 0 and verb.low in ("win", "conquer", "own", "dominate") and len(tokens) <= _BRIEF:
        return Span(0, len(tokens) - 1)
    larger = verb.low in _LARGE_VERBS and has(
        tokens[start + 1 : start + 3], "more", "internationally", "globally", "new", "faster"
    )
    return Span(start, min(start + 2, len(tokens) - 1)) if larger else None


def _goal_start(tokens: Tokens, opening: Opening) -> int | None:
    """Where a goal begins: an order, “to …”, “we want to …”, or a bare noun such as “growth”."""
    at = opening.at
    known = verbs("choices/goal_verbs")
    if opening.actor == "task":
        return at + 1 if at + 1 < len(tokens) and tokens[at + 1] in known else None
    if opening.actor == "company":
        aiming = words("choices/aiming").first(tokens, at, at + 8)
        if aiming is None:
            return None
        return next((place for place in range(aiming.last, min(aiming.last + 5, len(tokens))) if tokens[place] in known), None)
    first = tokens[at]
    counted = first.is_number and not is_date(tokens, at) and clause_verb(tokens, at + 1, most=len(tokens)) is None
    if counted and deadline(tokens):
        return at
    if first.low in ("become", "be", "achieve", "reach") and deadline(tokens):
        return at
    conquers = verbs("company/conquests").at(tokens, at) is not None
    share = first in verbs("verbs/common_verbs") and any(
        one.unit == "%" for one in figures(tokens, at + 1, min(at + 3, len(tokens)))
    )
    if (conquers or share) and first.low == first.stem:
        return at if clause_verb(tokens, at + 3) is None else None
    if first in known and first.low == first.stem and clause_verb(tokens, at + 2) is None:
        return at
    if words("company/ranks").at(tokens, at) is not None or (
        first.low in DETERMINERS and at + 1 < len(tokens) and words("company/ranks").at(tokens, at + 1) is not None
    ):
        return at
    return _bare_goal(tokens, at)


def _bare_goal(tokens: Tokens, at: int) -> int | None:
    """“Sustainable, profitable growth.” “Customer satisfaction above 90 % …”"""
    noun = words("choices/goal_nouns").first(tokens, at, at + 5)
    if noun is None or clause_verb(tokens, noun.last + 1) is not None or has(tokens, ":"):
        return None
    return at if all(_describes(token) for token in tokens[at : noun.first]) else None


def _describes(token: Token) -> bool:
    if token.is_number or token.low in SMALL_NUMBERS or token.low in (",", "and", "digit", "double", "triple", "rapid", "fast"):
        return True
    return token.low.endswith(("able", "ible", "al", "ic", "ive", "ed", "er", "ong"))


def _superlative(tokens: Tokens, start: int) -> Span | None:
    """“Become the most trusted brand”: a superlative with a company behind it, or behind “be”."""
    for span in words("company/superlatives").find(tokens, start):
        end = phrase_end(tokens, span.last + 1, most=5)
        company = next((place for place in range(span.last + 1, end) if tokens[place] in words("people/companies")), None)
        if company is not None:
            return Span(span.first, company)
        if has(tokens[max(0, span.first - 3) : span.first], "become", "be", "remain"):
            return span
    return None


# ---- a claim to everything


def everything(prose: Prose) -> Span | None:
    """A claim to all at once: both ends of one scale, every size of customer, three virtues, nothing given up for it."""
    tokens = prose.tokens
    if not tokens:
        return None
    if unlimited := words("choices/unlimited").first(tokens):
        return unlimited
    span = _fine_and_cheap(tokens) or next((found for axis in _AXES if (found := _both_ends(tokens, *axis))), None)
    if span:
        return span
    sizes = [span for name in _SIZES if (span := words(f"choices/{name}").first(tokens))]
    if len(sizes) == len(_SIZES) or (len(sizes) > 1 and words("choices/everything").first(tokens)):
        return Span(min(sizes).first, max(span.last for span in sizes))
    every = _every_and_every(tokens) or _pairs(tokens) or _all_alike(tokens) or _best_of_all(tokens)
    if every:
        return every
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


def _both_ends(tokens: Tokens, low: str, high: str) -> Span | None:
    """“Powerful yet simple”, “for hobby divers and professionals”; not “professional light for amateurs”."""
    one = words(f"choices/{low}").first(tokens)
    other = words(f"choices/{high}").first(tokens) if one else None
    if one is None or other is None:
        return None
    first, last = sorted((one, other))
    gap = tokens[first.last + 1 : last.first]
    return Span(first.first, last.last) if last.first > first.last and len(gap) <= _CLOSE and has_any(gap, _JOINED) else None


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
    most = [place for place, token in enumerate(tokens) if _is_most(token)]
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


def _is_most(token: Token) -> bool:
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
