"""Who decides and pays by title, and who is only known by deciding: level, function and role; “who releases the money”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.grammar import DETERMINERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has
from stratcoach.language.en.reading.profiles import uses_it
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Passage, Span, Token

Tokens = Sequence[Token]

_ROLES: Final = listed("officer director manager head chief president controller vp lead")
_BODIES: Final = listed("department team staff unit office")
_SOMEBODY: Final = listed("whoever those people person one anyone everyone somebody someone")
_RELATIVE: Final = listed("who that")
_PURSE: Final = listed(
    "money order budget offer contract purchase spending spend fund funding invoice bill price quote tender licence license deal "
    "investment expense payment purse"
)
_FAR: Final = 4
_FEW: Final = 2
_TITLE: Final = 5
_FUNCTIONS: Final = ("users/functions", "people/departments")


def title_at(tokens: Tokens, start: int) -> Span | None:
    """“Chief financial officer”, “head of purchasing”, “regional finance manager”: a function that decides, with its role."""
    found = False
    for place in range(start, min(start + _TITLE, len(tokens))):
        token = tokens[place]
        if (token.stem in _ROLES or token.low in _BODIES) and found and place > start:
            return Span(start, place)
        if token.stem in _ROLES and (ahead := _of_function(tokens, place)):
            return Span(start, ahead)
        if not token.is_word or token.low in SMALL:
            return None
        found = found or token.low == "chief" or any(words(name).at(tokens, place) for name in _FUNCTIONS)
    return None


def _of_function(tokens: Tokens, place: int) -> int | None:
    """The last word of “head *of human resources*”."""
    if [token.low for token in tokens[place + 1 : place + 2]] != ["of"]:
        return None
    last = place + 2 + any(token.low == "the" for token in tokens[place + 2 : place + 3])
    for wide in (1, 0):
        span = tokens[last : last + wide + 1]
        if len(span) == wide + 1 and any(words(name).at(span, 0) == Span(0, wide) for name in _FUNCTIONS):
            return last + wide
    return None


def is_part(tokens: Tokens, body: Span) -> bool:
    """“Sales team”, “marketing”: a part of a company, no title of one person."""
    return tokens[body.last].stem in _BODIES or tokens[body.last] in words("people/departments")


def holds_the_purse(tokens: Tokens, start: int, *, compares: bool) -> Span | None:
    """“Signs the order”, “releases the money”: a verb of deciding with what is decided. With `compares` offers are enough."""
    known = verbs("users/deciding"), *([verbs("users/comparing")] if compares else [])
    for place in range(start, len(tokens)):
        if not any(tokens[place] in one for one in known) or tokens[place - 1].low in DETERMINERS:
            continue
        for near in range(place + 1, min(place + _FAR + 1, len(tokens))):
            if tokens[near].kind == "mark":
                break
            if tokens[near].stem in _PURSE:
                return Span(place, near)
    return None


def known_by_deciding(tokens: Tokens, start: int) -> Span | None:
    """“Whoever signs the order”, “the people who release the money”: and nothing else about them."""
    start -= start > 0 and tokens[start - 1].low in _SOMEBODY  # “those”
    if tokens[start].low not in _SOMEBODY:
        return None
    at = start + 1 + any(token.low in _RELATIVE for token in tokens[start + 1 : start + 2])
    found = holds_the_purse(tokens, at, compares=False) if at < len(tokens) else None
    if found is None or found.first > at + 1 or sum(token.is_word for token in tokens[found.last + 1 :]) > _FEW:
        return None
    return Span(start, found.last)


# ---- weighed together

_ABOVE: Final = 3
_FRONT: Final = 12


def stands_above(prose: Prose) -> Span | None:
    """Somebody above or beside the users, by weak signs: a body or post that rules, what it does with a plan, what is laid before
    it, that it passes the thing on, that it never has it in its hands; against signs that it does.
    """
    tokens = prose.tokens
    label = words("users/decider_labels").first(tokens, 0, _FRONT)
    above = _named_first(tokens, label)
    rules = words("users/powers").first(tokens)
    apart = words("users/hands_off").first(tokens)
    if not (above or (label and (rules or apart)) or (rules and apart)):
        return None
    weight = 2 * bool(above) + bool(label) + 2 * bool(rules) + 2 * bool(apart)
    weight += bool(words("users/passing_on").first(tokens)) + bool(words("users/papers").first(tokens))
    weight -= 3 * uses_it(prose) + bool(words("users/lived").first(tokens)) + sum(1 for token in tokens if token.low in _DAILY)
    return (above or label or rules) if weight >= _ABOVE else None


def _named_first(tokens: Passage, label: Span | None) -> Span | None:
    """The body or post above, where nobody else is named before it."""
    found = words("users/above").first(tokens, 0, _FRONT), words("users/funders").first(tokens, 0, _FRONT)
    spans = [span for span in (*found, next(_titles(tokens), None)) if span is not None]
    if not spans:
        return None
    first = min(spans)
    ours = has(tokens[max(0, first.first - 2) : first.first], "own")
    past = label.last + 1 if label is not None and label.last < first.first else 0
    other = next(persons(tokens, past, first.first), None)
    return None if ours or (other is not None and other.last + 1 < first.first) else first


def _titles(tokens: Tokens) -> Iterator[Span]:
    return filter(None, (title_at(tokens, place) for place in range(min(_FRONT, len(tokens)))))


_DAILY: Final = listed("when while whenever night hand phone morning evening")
