"""What a choice gives up, and what people write instead of a choice: a plan, a goal, a claim to everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures, is_date, is_label
from stratcoach.language.en.grammar import DETERMINERS, SMALL_NUMBERS, listed
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Opening, Prose, bases, open_up
from stratcoach.language.en.reading.clauses import clause_verb, has, phrase_end
from stratcoach.language.en.reading.measures import names_measure
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Passage, Span, Token, once

Tokens = Sequence[Token]

_FIRST: Final = 2
_NEAR: Final = 7
_WEIGHTY: Final = 2
_COMPARED: Final = listed("more fewer less higher lower better faster larger bigger greater zero")
_SOFT: Final = listed("be bring get take keep stay secure return break save enter remain hit hold")
_BEFORE: Final = listed("will shall must and also then to we the a further significantly substantially steadily be continuously")
_PASSED: Final = listed(
    "and also then to our the a an further significantly substantially dramatically steadily continuously continually again now"
)
_SHORT: Final = 9
_BRIEF: Final = 5
_LARGE_VERBS: Final = listed("expand attract gain win acquire strengthen grow")
_SMALLER: Final = listed("reduce cut lower minimise minimize decrease improve save")
_MONEY: Final = ("%", "€", "$", "£", "¥", "euro", "dollar", "pound", "percent", "million", "billion")


@once
def gives_up(prose: Prose) -> bool:
    """Say whether something is left to others, comes second or costs something: “and leave the rest to …”, “even if …”."""
    tokens = prose.tokens
    idle = {place for span in words("choices/no_price").find(tokens) for place in range(span.first, span.last + 1)}
    return any(
        span.first not in idle and (not tokens[span.first].glued or tokens[span.first].low == "non")
        for span in words("choices/giving_up").find(tokens)
    )


# ---- a goal


def goal(prose: Prose) -> Span | None:
    """A rank or a figure to be reached without a word on how, where or for whom, as places in the text.

    The first two sentences decide: a goal with its way behind it is more than a goal.
    """
    tokens = prose.tokens
    told = words("choices/how").first(tokens) or words("choices/at_no_price").first(tokens)
    if not prose.sentences or told is not None or _says_how(tokens):
        return None
    for sentence in prose.sentences[:_FIRST]:
        span = (_goal_in(sentence, prose.opening) if sentence is prose.sentences[0] else None) or _ambition(sentence)
        if span:
            before = next(place for place, token in enumerate(prose.tokens) if token.start == sentence[0].start)
            first, last = sentence[span.first], sentence[span.last]
            return Span(*(prose.tokens.index(end, before) for end in (first, last)))
    return None


def _ambition(tokens: Passage) -> Span | None:
    """Where a sentence is about getting somewhere, as several signs together show: how it sets out, its verb, a figure, a rank, a date."""
    start, weight = _sets_out(tokens)
    if not weight:
        return None
    rank = words("company/ranks").first(tokens, start) or words("choices/leaders").first(tokens, start)
    counted = [one for one in figures(tokens, start) if not is_date(tokens, one.place) and not is_label(tokens, one.place)]
    due = deadline(tokens)
    most = words("choices/utmost").first(tokens, start)
    named = words("company/gains").first(tokens, start) or words("choices/goal_nouns").first(tokens, start)
    weight += 2 * bool(rank) + bool(counted) + bool(due) + 2 * bool(most) + bool(named)
    weight += any(one.unit == "%" for one in counted)
    if weight < _WEIGHTY:
        return None
    ends = [span.last for span in (rank, due, most, named) if span] + [one.place for one in counted[:1]]
    return Span(start, max([start, *ends]))


def _sets_out(tokens: Passage) -> tuple[int, int]:
    """Where a goal begins behind its label, and how much the way that it sets out weighs: 0 for what is no goal."""
    at = _behind_label(tokens)
    opening = open_up(tokens)
    known, soft = verbs("choices/goal_verbs"), verbs("choices/improving")
    aiming = words("choices/aiming").first(tokens, at, at + 2 * _NEAR)
    if aiming is not None:
        at = min(aiming.last + 1, len(tokens) - 1)
    elif opening.actor == "company" and has(tokens[at : at + _NEAR], "will", "shall", "must"):
        at = next(place for place in range(at, len(tokens)) if tokens[place].low in ("will", "shall", "must"))
    elif words("choices/there_will_be").at(tokens, at) is not None:
        return at, _WEIGHTY - 1
    elif tokens[at].low == "to":
        at += 1
    elif tokens[at].low in _COMPARED:
        return at, 1
    elif tokens[at].low.endswith("ing") and clause_verb(tokens, at + 1, most=len(tokens)) is None:  # “Reducing inequalities”
        return (at, 2) if tokens[at] in known else (at, 1) if tokens[at] in soft else (at, 0)
    elif tokens[at].low != tokens[at].stem or not _is_order_of(tokens, at):
        return at, 0
    at = next((place for place in range(at, min(at + _NEAR, len(tokens))) if tokens[place].low not in _BEFORE), at)
    if at >= len(tokens):
        return 0, 0
    firm = tokens[at] in known and not any(base in _SOFT for base in bases(tokens[at].low))
    return (at, 2) if firm else (at, 1) if tokens[at] in known or tokens[at] in soft or aiming else (at, 0)


def _is_order_of(tokens: Passage, at: int) -> bool:
    """A bare verb with its object behind it: “Double the …”, “Cut our …”, “Break even”; not “Double beds cost …”."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "mark":
        return False
    return following.low in DETERMINERS or following.is_number or clause_verb(tokens, at + 2) is None


def _behind_label(tokens: Passage) -> int:
    """Behind “O1:”, “Goal:”, “Ambition –”."""
    ends = next((place for place, token in enumerate(tokens[:_NEAR]) if token.low in (":", "–", "—")), -1)
    at = ends + 1
    while at < len(tokens) - 1 and (tokens[at].kind == "mark" or tokens[at].low in _PASSED):
        at += 1
    return at if at < len(tokens) else 0


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
