"""Who decides and pays by title, and who is only known by deciding: level, function and role; “who releases the money”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.grammar import DETERMINERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has
from stratcoach.language.en.reading.profiles import LIVED, lived, uses_it
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
_NEAR_FRONT: Final = 4


def stands_above(prose: Prose) -> Span | None:
    """Somebody above or beside the users, by weak signs: a body or post that rules, what it does with a plan, what is laid before
    it, that it passes the thing on, that it never has it in its hands; against signs that it does.
    """
    tokens = prose.tokens
    label = words("users/decider_labels").first(tokens, 0, _FRONT)
    above, beside = _named_first(tokens, label, "users/above"), _named_first(tokens, label, "users/beside")
    rules = words("users/powers").first(tokens)
    apart = words("users/hands_off").first(tokens)
    if not (above or beside or (label and (rules or apart))):
        return None
    if label and above and label.first <= above.last and above.first <= label.last:
        label = None
    weight = 2 * bool(above) + bool(beside and not above) + bool(label) + 2 * bool(rules) + 2 * bool(apart)
    weight += 2 * bool(words("users/passing_on").first(tokens)) + bool(words("users/papers").first(tokens)) + _about_us(tokens)
    weight += bool(words("users/weak_acts").first(tokens))
    body = above is not None and above.first < _NEAR_FRONT and words("users/ruling_bodies").at(tokens, above.first) is not None
    weight += bool(above and has(tokens[: above.first], "our", "my")) + (body and lived(tokens) < LIVED)
    weight -= (
        3 * uses_it(prose)
        + any(tokens[span.first].stem not in _WANTS for span in words("users/lived").find(tokens))
        + sum(1 for token in tokens if token.low in _DAILY)
    )
    return (above or beside or label or rules) if weight >= _ABOVE else None


def _named_first(tokens: Passage, label: Span | None, name: str) -> Span | None:
    """A body or post of a list, or a title, where nobody else is named before it."""
    found = [words(name).first(tokens, 0, _FRONT)]
    if name == "users/beside":
        parts = words("people/departments").find(tokens, 0, _FRONT)
        found.append(next((span for span in parts if tokens[span.first].low not in ("it", "product")), None))
    if name == "users/above":
        found += [words("users/funders").first(tokens, 0, _FRONT), next(_titles(tokens), None)]
    spans = [span for span in found if span is not None]
    if not spans:
        return None
    first = min(spans)
    past = label.last + 1 if label is not None and label.last < first.first else 0
    if has(tokens[max(0, first.first - 2) : first.first], "own"):
        return None
    other = next(persons(tokens, past, first.first), None)
    return None if other is not None and other.last + 1 < first.first else first


def _about_us(tokens: Tokens) -> bool:
    """“To whom *we* report”, “before *our* pilot”: not just “our board” where the text begins."""
    return any(token.low.partition("'")[0] in ("us", "we", "our", "i", "me") for token in tokens[2:])


def _titles(tokens: Tokens) -> Iterator[Span]:
    return filter(None, (title_at(tokens, place) for place in range(min(_FRONT, len(tokens)))))


_WANTS: Final = listed("need needing want wish")
_DAILY: Final = listed("when while whenever night hand phone morning evening")
