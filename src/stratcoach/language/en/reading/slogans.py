"""Empty words: buzzwords, superlatives and slogans that carry a sentence instead of content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stratcoach.language.en.grammar import SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, quote
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import Lexicon, own, verbs, words
from stratcoach.language.tokens import Passage, Span, Token

_SHORT: Final = 8
_LONGEST_TAG: Final = 11
_EMPTY: Final = ((20, 0.37), (30, 0.22))
"""A statement says nothing if its words weigh this much on average: more in a short one, where a single word carries weight, than in
a long one; between these numbers of words it is in proportion.
"""
_EMPTY_CHOICE: Final = 0.45
"""The same for a choice, which gives its reasons in such words."""
_LEAST: Final = 1.0
"""One word of praise alone is silent."""
_STRONG: Final = 1.0
_WEIGHTS: Final = (("vision/praise", 0.8, False), ("vision/stirring", 0.8, True), ("vision/lofty", 0.6, False))
_ABSTRACT: Final = 0.4
_NO_THING: Final = 0.2
_PLAIN: Final = 1.5
_PERSON: Final = 0.75
_ABSTRACT_ENDINGS: Final = ("ness", "ity", "ship", "ance", "ence", "tion", "sion", "ment", "ism", "dom", "hood")
_SHORTEST_ABSTRACT: Final = 7
PLAIN_WORDS: Final = SMALL_NUMBERS.keys() | listed(
    "without no nobody nothing never before after until when while instead because if longer once minutes hours morning noon evening night "
    "day week month monday tuesday wednesday thursday friday saturday sunday"
)
"""Who says when, how many, or what is no longer so, says something that a visitor could check."""
_PRAISES: Final = listed("made only simply together always finally better reborn done your powered")


def emptiness(prose: Prose, buzzwords: frozenset[str], allowed: frozenset[str], *, picture: bool = False) -> str:
    """Return the words on which an empty statement rests, or `""`: it is a slogan, or large words outweigh plain ones.

    The team's own `buzzwords` count like ours; what it has `allowed` is a plain word. A `picture` of the future is weighed
    more strictly than a choice.
    """
    if not prose.words:
        return ""
    tokens = prose.tokens
    plain = places(own(allowed).find(tokens)) if allowed else frozenset()
    if not plain and _is_slogan(prose):
        return prose.between(prose.words[0], prose.words[-1])
    weights = _weights(tokens, buzzwords, plain)
    if sum(weights.values()) < _LEAST:
        return ""
    named = places(persons(tokens))
    light = words("problems/light")
    content = [place for place, token in enumerate(tokens) if place in weights or says_something(token, light)]
    size = sum(_PERSON if place in named else 1 for place in content)
    size += _PLAIN * sum(token.is_number or token.low in PLAIN_WORDS for token in tokens)
    said = sum(weights.get(place) or _abstractness(tokens[place]) for place in content if place not in named | plain)
    if said / size < (_limit(len(prose.words)) if picture else _EMPTY_CHOICE):
        return ""
    heaviest = max(weights, key=lambda place: (weights[place], -place))
    return quote(prose, tokens, Span(heaviest, heaviest))


def _limit(count: int) -> float:
    (few, high), (many, low) = _EMPTY
    return high - (high - low) * (min(max(count, few), many) - few) / (many - few)


def _weights(tokens: Passage, buzzwords: frozenset[str], plain: frozenset[int]) -> dict[int, float]:
    """How much the words weigh that are large by themselves, by their places."""
    found: dict[int, float] = {}
    for name, weight, acts in reversed(_WEIGHTS):
        found |= dict.fromkeys(places((verbs if acts else words)(name).find(tokens)), weight)
    for lexicon in (words("vision/buzzwords"), *([own(buzzwords)] if buzzwords else [])):
        found |= dict.fromkeys(places(lexicon.find(tokens)), _STRONG)
    return {place: weight for place, weight in found.items() if place not in plain}


def says_something(token: Token, light: Lexicon) -> bool:
    return token.is_word and token.low not in SMALL and token not in light


def _abstractness(token: Token) -> float:
    """How little there is to be seen of what a word means."""
    if len(token.stem) >= _SHORTEST_ABSTRACT and token.stem.endswith(_ABSTRACT_ENDINGS):
        return _ABSTRACT
    return _NO_THING if token in words("problems/abstractions") else 0.0


def places(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in range(span.first, span.last + 1))


def _is_slogan(prose: Prose) -> bool:
    """“Beyond banking.” “Health, made human.” “Where tomorrow meets today.” “Work. Happier.”"""
    said = prose.words
    if len(said) <= _LONGEST_TAG and words("vision/taglines").first(prose.tokens) is not None:
        return True  # “Dentistry with a heart.” “Where guests become friends.”
    if len(said) > _SHORT or any(token.is_number for token in said):
        return False
    lows = [token.low for token in said]
    if said[0] in words("vision/lofty") and lows[1:3] == ["in", "every"]:
        return True  # “Joy in every ride, for every rider.”
    if lows[-2:-1] in (["deserve"], ["deserves"]) and lows[-1] in ("better", "more", "best"):
        return True
    if names_somebody(prose.tokens):
        return False
    if lows[0] in ("beyond", "simply", "because") or (lows[0] == "where" and ("meets" in lows or "meet" in lows)):
        return True
    in_bits = len(prose.sentences) >= 2 and all(len(sentence) <= 2 for sentence in prose.sentences)
    return in_bits or _has_tail(prose)


def _has_tail(prose: Prose) -> bool:
    """Up to three words after a comma that praise what is before it: “Banking, only human”."""
    tokens = prose.tokens
    comma = next((place for place, token in enumerate(tokens) if token.low in (",", "–", "—", ":")), 0)
    tail = [token for token in tokens[comma + 1 :] if token.kind != "mark"]
    if (
        len(tail) == 2
        and tail[0].low in ("but", "only", "just")
        and (tail[1].low.endswith("er") or tail[1] in words("vision/lofty"))
    ):
        return comma > 0
    done = tail[:1] and tail[0].low.endswith("ed") and (len(tail) == 1 or tail[1].low == tail[1].stem)
    return comma > 0 and 0 < len(tail) <= 3 and bool(done or tail[0].low in _PRAISES)
