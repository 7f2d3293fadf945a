"""Talk of a product without its name: the words for systems, what they keep and what they do, weighed against the rest."""

from __future__ import annotations

from typing import Final

from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import led_by_people, quote
from stratcoach.language.en.reading.slogans import PLAIN_WORDS, places, says_something
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Passage, Span

_LIMIT: Final = 0.24
_LEAST_WORDS: Final = 12
"""In fewer words a single one would decide."""
_PEOPLE_ACT: Final = 0.1
"""How much more it takes where people act, or a picture is painted."""
_SYSTEM: Final = 1.0
_KINDS: Final = (("tools/functions", 0.7), ("vision/technical", 0.8), ("vision/things", 0.8), ("tools/tools", _SYSTEM))
_INFORMATION: Final = 0.5
_ACTS: Final = 0.4


def product_talk(prose: Prose) -> str:
    """Return the word that speaks most of a product, if the words of a statement do so on average, or `""`."""
    if len(prose.words) < _LEAST_WORDS:
        return ""
    tokens = prose.tokens
    weights = _weights(tokens)
    if not weights:
        return ""
    named = places(persons(tokens))
    light = words("problems/light")
    content = [place for place, token in enumerate(tokens) if place in weights or says_something(token, light)]
    size = len(content) + sum(token.low in PLAIN_WORDS for token in tokens)
    weight = sum(weights.get(place, 0.0) for place in content if place not in named) / size
    opening = prose.opening
    if weight < _LIMIT + _PEOPLE_ACT * (opening.framed + led_by_people(prose.sentences[0], opening)):
        return ""
    heaviest = max(weights, key=lambda place: (weights[place], -place))
    return quote(prose, tokens, Span(heaviest, heaviest))


def _weights(tokens: Passage) -> dict[int, float]:
    found = dict.fromkeys(places(verbs("vision/system_acts").find(tokens)), _ACTS)
    found |= dict.fromkeys(places(words("vision/information").find(tokens)), _INFORMATION)
    for name, weight in _KINDS:
        found |= dict.fromkeys(places(words(name).find(tokens)), weight)
    return found
