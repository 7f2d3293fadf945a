"""The company in its own sentence: what it wishes for itself, and what hurts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import MONTHS
from stratcoach.language.en.grammar import AUXILIARIES, DETERMINERS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Opening
from stratcoach.language.en.reading.clauses import clause_verb, has, led_by_people, phrase_end
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_OURSELVES: Final = listed("company business brand firm corporation enterprise")
_SHARES: Final = SMALL_NUMBERS.keys() | listed("half every most each all")
_BEHIND_NAMES: Final = ("by", "in", "until", "before", "within", ",", "every", "today")
_ASIDE: Final = ("who", "whose", "when", "whenever", "after", "before", "once", "if")
_OBJECT: Final = ("about", "without", "than")
_AT_OUR_COST: Final = ("about", "without", "than", "from", "of", "against", "leave", "leaves", "left", "cost", "costs", "choose")
_TAKING: Final = listed(
    "own owns buy buys use uses wear wears drink drinks order orders has have run runs ride rides drive drives fly carry carries play plays eat eats read reads watch watches"
)
_RATES: Final = ("rate", "rates", "ratio", "costs", "sales", "growth", "results", "figures", "margins")
_THEIRS: Final = ("their", "his", "her", "at", "do", "does")
_FIRST_OF_THINGS: Final = ("reason", "cause", "question", "complaint", "worry", "request", "problem")
_WANTING: Final = listed("need want lack have should would")


def chooses_us(tokens: Tokens) -> Span | None:
    """“One in three buys from us”, “every kitchen is fitted by us”, “everybody loves our brand”."""
    if not has(tokens, "our", "us", "ours"):
        return None
    for place, token in enumerate(tokens):
        if has(tokens[max(0, place - 4) : place], *_ASIDE):
            continue  # “families who come to us …”
        ours = token.low == "our" and place + 1 < len(tokens) and tokens[place + 1] in words("company/our_own")
        if token.low == "our" and not ours and _is_taken(tokens, place):
            return Span(place, place + 1)
        if not ours and token.low not in ("us", "ours"):
            continue
        if not ours and place and (tokens[place - 1].low in _OBJECT or _takes(tokens[place - 1])):
            return Span(place - 1, place)
        if place > 1 and tokens[place - 1].low == "by" and tokens[place - 2].low.endswith(("ed", "n", "t")):
            return Span(place - 2, place)
        for before in range(max(0, place - 3), place):
            a_thing = before > 0 and tokens[before - 1].low in DETERMINERS  # “any book in our app”
            by_us = has(tokens[:before], "we") and not names_somebody(tokens, 0, before)  # “to work and renew our services”
            if tokens[before] in words("company/choosing") and not a_thing and not by_us:
                return Span(before, place + 1 if ours else place)
    return None


def _takes(token: Token) -> bool:
    """A verb, but not “leave us”."""
    return token.stem != "leave" and token in verbs("verbs/common_verbs")


def _is_taken(tokens: Tokens, place: int) -> bool:
    """“Every household owns one of our kettles.”"""
    near = place > 0 and tokens[place - 1].low in ("of", *_TAKING)
    taken = near and has(tokens[max(0, place - 5) : place], *_TAKING)
    return taken and place + 1 < len(tokens) and not names_somebody(tokens, place + 1, place + 3)


def wish(tokens: Tokens, opening: Opening) -> Span | None:
    """What the company would get: a rank, money, size."""
    at = opening.at
    named = tokens[at].low == "our" and at + 2 < len(tokens) and tokens[at + 1] in words("company/our_name")
    if named and tokens[at + 2].low in AUXILIARIES:
        return Span(at, at + 1)
    end = phrase_end(tokens, at)
    fragment = opening.actor == "other" and clause_verb(tokens, end, most=12) is None
    if fragment and end > at and tokens[end - 1].low in _OURSELVES:
        return Span(at, end - 1)
    if led_by_people(tokens, opening):
        return None
    return _rank(tokens) or _share(tokens) or _gain(tokens) or verbs("company/conquests").first(tokens)


def _gain(tokens: Tokens) -> Span | None:
    """Money, share, size; not the kind of a product, as in “revenue orchestration suite”."""
    found = words("company/gains").first(tokens)
    if found and tokens[found.first].glued:
        return None  # “not-for-profit”
    if found is None or found.last + 1 >= len(tokens) or not tokens[found.last + 1].is_word:
        return found
    end = phrase_end(tokens, found.last + 1, most=3)
    kind = any(tokens[place] in words("tools/tools") or tokens[place].stem == "suite" for place in range(found.last + 1, end))
    return None if kind else found


def _share(tokens: Tokens) -> Span | None:
    """“Two out of three councils run on ClerkDesk.”: a share of all, and a name at the end of what they use."""
    if len(tokens) < 5 or not any(token.is_number or token.low in _SHARES for token in tokens[:3]):
        return None
    for place in range(4, len(tokens)):
        ends = place + 1 == len(tokens) or tokens[place + 1].low in _BEHIND_NAMES
        using = tokens[place - 1].low in ("on", "with", "from", "via") or tokens[place - 1] in words("company/choosing")
        if ends and using and tokens[place].capital and tokens[place].is_word and tokens[place].low not in MONTHS:
            return Span(place - 1, place)
    return None


def _rank(tokens: Tokens) -> Span | None:
    found = words("company/ranks").first(tokens)
    if found and not has(tokens[found.last + 1 : found.last + 2], *_FIRST_OF_THINGS):
        return found
    for span in words("company/superlatives").find(tokens):
        end = phrase_end(tokens, span.last + 1, most=5)
        company = next((place for place in range(span.last + 1, end) if tokens[place] in words("people/companies")), None)
        if tokens[span.last].low == "most" and company == span.last + 1:
            continue  # “in most hospitals”
        if company is not None:
            return Span(span.first, company)
        if has(tokens[max(0, span.first - 2) : span.first], *_THEIRS) or has(
            tokens[span.last + 1 : span.last + 2], "they", "version"
        ):
            continue  # “to be at their best”
        being = has(tokens[max(0, span.first - 3) : span.first], "become", "be", "being", "remain", "becoming")
        if being and not (has(tokens[: span.first], "to") and names_somebody(tokens, 0, span.first)):
            return span  # not so in “inspire communities to be the best …”
    return None


def hurt(tokens: Tokens, opening: Opening) -> Span | None:
    """What hurts the company: fewer who pay, a rival, a quarrel inside, a poor figure."""
    at = opening.at
    span = _leaving(tokens) or _costs_us(tokens) or _ours(tokens) or _politics(tokens, at)
    if span or led_by_people(tokens, opening):
        return span
    if tokens[at].low == "we" and opening.verb >= 0 and tokens[opening.verb].low not in _WANTING:
        return Span(at, opening.verb)
    verb = clause_verb(tokens, at + 1)
    found = words("company/company_metrics").first(tokens, at, min(at + 6, len(tokens)) if verb is None else verb + 1)
    return found if found and not names_somebody(tokens, at, found.first) else None


def _leaving(tokens: Tokens) -> Span | None:
    """“Only 9 % of free users upgrade”, “trial users don't convert”."""
    if has(tokens[:1], "only") and (kept := verbs("company/staying").first(tokens, 1, 9)):
        return Span(0, kept.last)
    patrons = words("people/patrons")
    if patrons.misses(tokens):
        return None
    patron = patrons.first(tokens, 0, 10)
    return None if patron is None else verbs("company/leaving").first(tokens, patron.last + 1, patron.last + 9)


def _costs_us(tokens: Tokens) -> Span | None:
    """“That costs the agency 1.2 million a year.”"""
    for place, token in enumerate(tokens[:-2]):
        if token.stem == "cost" and token.is_word:
            paying, after = tokens[place + 1].low, tokens[place + 2]
            if paying == "us":
                return Span(place, place + 1)
            if paying in ("the", "our") and (after in words("people/companies") or after in words("company/public_bodies")):
                return Span(place, place + 2)
    return None


def _ours(tokens: Tokens) -> Span | None:
    """“Our growth targets”, “don't list our brand”, “before we can sell”, “a rival's pump”."""
    if not has(tokens, "our", "us", "ours", "we"):
        return None
    for place, token in enumerate(tokens[:-1]):
        span = _our_figure(tokens, place) if token.low == "our" else _at_our_cost(tokens, place)
        if span:
            return span
    rival = next((place for place, token in enumerate(tokens) if token.stem in ("rival", "competitor", "competition")), None)
    return Span(rival, rival) if rival is not None and has(tokens, "our", "us", "we") else None


def _our_figure(tokens: Tokens, place: int) -> Span | None:
    figure = words("company/company_metrics").first(tokens, place + 1, place + 4)
    if figure:
        return Span(place, figure.last)
    rate = next((far for far in range(place + 1, min(place + 4, len(tokens))) if tokens[far].low in _RATES), None)
    if rate is not None and not names_somebody(tokens, place + 1, rate):
        return Span(place, rate)
    dealt = place and tokens[place + 1] in words("company/our_own") and tokens[place - 1] in words("company/dealing")
    return Span(place, place + 1) if dealt or tokens[place + 1] in words("company/our_name") else None


def _at_our_cost(tokens: Tokens, place: int) -> Span | None:
    low = tokens[place].low
    if low == "we":
        earned = verbs("company/earning").first(tokens, place + 1, place + 3)
        return Span(place, earned.last) if earned else None
    if place and (low == "ours" or (low == "us" and tokens[place - 1].low in _AT_OUR_COST)):
        return Span(place - 1, place)
    return None


def _politics(tokens: Tokens, at: int) -> Span | None:
    """“Marketing and product can't agree on the roadmap”, “the steering committee …”."""
    if tokens[at].low == "the" and at + 1 < len(tokens):
        at += 1
    department = words("people/departments").at(tokens, at)
    if tokens[at].stem in ("committee", "board", "management") or (department and department.last > at):
        return Span(at, at)
    inside = words("company/inside_words").first(tokens)
    alone = department is not None and not names_somebody(tokens, at, at + 2)
    if inside and (alone or tokens[inside.first].low.startswith("internal")):
        return inside
    joined = at + 2 < len(tokens) and tokens[at + 1].low == "and" and tokens[at + 2] in words("people/departments")
    return Span(at, at + 2) if alone and joined else None
