"""Whose problem it is: the company's own, or that of somebody it serves."""

from __future__ import annotations

from typing import Final

from stratcoach.language.en.grammar import PREPOSITIONS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading import company
from stratcoach.language.en.reading.clauses import led_by_people, openings, quote
from stratcoach.language.en.reading.wants import solution_in
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Passage, Span, Token, once

_WE: Final = listed("we our ours")
_SEEING: Final = listed(
    "saw see seen found find heard hear noticed notice observed watched asked interviewed know learnt learned suspect think believe met spoke talked visited"
)
_MILLIONS: Final = listed("million millions billion euro euros")
_PERCENT: Final = ("%", "percent")
_THEY: Final = listed("they their them he she his her")
_NOT_SERVED: Final = listed("who nobody whom one we i")
_CURRENCY: Final = "€$£"
_MOST: Final = 3
_PHRASE: Final = 5
_GOING: Final = listed(
    "declining rising falling growing shrinking increasing decreasing empty high low lost dropping soaring stagnating unsold fewer less lower higher weaker slower stalling slumping flat weak unpaid overdue missed wasted"
)
_ENDING: Final = PREPOSITIONS | listed("and or who that which , ; . : & ( –")
_ENOUGH: Final = 0.0


@once
def of_the_company(prose: Prose) -> str:
    """The words that show the company's own pain, or nothing. The signs for and against it are weighed together: what only a company
    worries about, “we”, money and percentages, those who leave; against people who are served, “they”, and a missing tool.
    """
    hurt = next(
        (quote(prose, sentence, span) for sentence, opening in openings(prose) if (span := company.hurt(sentence, opening))), ""
    )
    worries = list(words("company/concerns").find(prose.tokens))
    if not (hurt or worries or not prose.tokens.lows.isdisjoint(_WE)) or _points(prose, worries, hurt=bool(hurt)) <= _ENOUGH:
        return ""
    return hurt or _first_words(prose, worries)


def worry_of_ours(prose: Prose) -> str:
    """“Empty seats and rising fuel costs” in place of people: how something of the company's goes, and nobody in the first phrase."""
    tokens = prose.tokens
    if not tokens or tokens[0].low not in _GOING:
        return ""
    end = next((place for place, token in enumerate(tokens) if place and token.low in _ENDING), len(tokens))
    if 1 < end <= _PHRASE and next(persons(tokens, 0, end), None) is None:
        return prose.between(tokens[0], tokens[end - 1])
    return ""


def _points(prose: Prose, worries: list[Span], *, hurt: bool) -> float:
    """The weights are of a logistic regression, doubled and rounded."""
    tokens = prose.tokens
    patrons = words("people/patrons")
    different = len({tokens[one.first].stem for one in worries})
    points = 2.0 * min(different, _MOST) + 2 * bool(different) + 4 * hurt - 4.5
    points += (words("company/company_metrics").first(tokens) is not None) + (
        words("company/inside_words").first(tokens) is not None
    )
    points += 2.5 * (verbs("company/leaving").first(tokens) is not None) + 0.5 * (patrons.first(tokens) is not None)
    points += 4.5 * _speaks_of_itself(tokens)
    points += 1.5 * any(map(_is_money, tokens)) + 4 * any(one.low.endswith(_PERCENT) for one in tokens)
    served = sum(_is_served(tokens[one.last]) for one in persons(tokens) if tokens[one.last] not in patrons)
    points -= 1.4 * min(served, _MOST) + 2 * (not tokens.lows.isdisjoint(_THEY))
    points -= any(led_by_people(sentence, opening) for sentence, opening in openings(prose))
    return points - 4 * any(solution_in(sentence) is not None for sentence in prose.sentences)


def _speaks_of_itself(tokens: Passage) -> bool:
    """“We”, “our”; not “our tenants”, “we saw that …”."""
    for place, token in enumerate(tokens[:-1]):
        if token.low not in _WE:
            continue
        after = tokens[place + 1 : place + 3]
        seen = token.low == "we" and any(one.low in _SEEING for one in after)
        theirs = token.low == "our" and names_somebody(tokens, place + 1, place + 3)
        if not (seen or theirs):
            return True
    return bool(tokens) and tokens[-1].low in _WE


def _is_money(token: Token) -> bool:
    return token.low[0] in _CURRENCY or token.low in _MILLIONS


def _is_served(token: Token) -> bool:
    return token.low not in _NOT_SERVED and token not in either(
        "people/vague_people", "people/departments", "company/public_bodies", "company/concerns"
    )


def _first_words(prose: Prose, worries: list[Span]) -> str:
    tokens = prose.tokens
    if worries:
        return prose.between(tokens[worries[0].first], tokens[worries[0].last])
    return next(prose.between(token, token) for token in tokens if token.low in _WE)
