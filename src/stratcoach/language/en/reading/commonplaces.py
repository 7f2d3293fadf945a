"""What is true of everyone: a wish that all people share, a market's forecast, a bare figure of the company's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_AHEAD: Final = 6
_STATES: Final = ("important", "busy", "key", "basis", "essential", "crucial", "matters", "annoyed", "happy", "creatures")
_COMMON: Final = (
    "insights/commonplaces",
    "insights/anybody",
    "people/everybody",
    "people/vague_people",
    "problems/abstractions",
    "problems/vague_words",
    "problems/light",
    "vision/lofty",
    "vision/buzzwords",
)
"""Words that could be in any sentence about anybody."""
_LONGEST: Final = 45
"""A text with this many words is never made of commonplaces alone; a longer one isn't looked at."""


def commonplace(prose: Prose) -> Span | None:
    """Where a sentence is true of everyone, as places in the text, or None."""
    tokens = _outside_brackets(prose.tokens)
    said = [place for place in tokens if prose.tokens[place][4] == "word"]
    if not said or len(said) > _LONGEST:
        return None
    return _forecast(prose.tokens) or _bare_figure(prose.tokens, said) or _shared_by_all(prose.tokens, said)


def _outside_brackets(tokens: Tokens) -> Sequence[int]:
    """The places of the words outside brackets, which tell of the sample."""
    if not has(tokens, "(", ")"):
        return range(len(tokens))
    found = []
    depth = 0
    for place, token in enumerate(tokens):
        if token.low in ("(", ")"):
            depth = max(0, depth + (1 if token.low == "(" else -1))
        elif not depth:
            found.append(place)
    return found


def _shared_by_all(tokens: Tokens, said: Sequence[int]) -> Span | None:
    """Everybody, an attitude and commonplaces; a single other word makes it an observation."""
    felt = verbs("insights/attitudes")
    if felt.misses(tokens) and not has(tokens, *_STATES):
        return None
    common = either(*_COMMON)
    known: set[int] | None = None
    somebody = feeling = None
    for place in said:
        token = tokens[place]
        if token in words("people/vague_people") or token in words("insights/anybody"):
            somebody = place if somebody is None else somebody
        attitude = token in felt
        feeling = place if attitude or token.low in _STATES else feeling
        if not (attitude or token.low in SMALL or token in common):
            known = _covered(tokens, "insights/commonplaces") if known is None else known
            if place not in known:
                return None
    return Span(said[0], said[-1]) if somebody is not None and feeling is not None else None


def _covered(tokens: Tokens, name: str) -> set[int]:
    return {place for span in words(name).find(tokens) for place in range(span.first, span.last + 1)}


def _forecast(tokens: Tokens) -> Span | None:
    """“The market will grow by 7 % a year”: a market or an industry, and what is expected of it."""
    found = words("insights/markets").first(tokens)
    if found is None:
        return None
    market = any(
        token.stem
        in (
            "market",
            "industry",
            "sector",
            "analyst",
            "technology",
            "enterprise",
            "digitalisation",
            "digitalization",
            "automation",
            "ai",
        )
        for token in tokens[: found.last + _AHEAD]
    )
    market = market or not names_somebody(tokens)
    future = any(
        token.low in ("will", "expected", "forecast", "predicted", "projected", "cagr", "until", "set") for token in tokens
    )
    return found if market and future else None


def _bare_figure(tokens: Tokens, said: Sequence[int]) -> Span | None:
    """“Our conversion rate dropped from 3.1 to 2.4 %”, with not a word on what anybody did."""
    figure = words("insights/company_figures").first(tokens)
    if figure is None or not any(token.is_number for token in tokens):
        return None
    known = _covered(tokens, "insights/company_figures")
    plain = all(place in known or tokens[place].low in SMALL or tokens[place] in verbs("insights/movements") for place in said)
    return Span(said[0], said[-1]) if plain else None
