"""What is true of everyone: a wish that all people share, a market's forecast, a bare figure of the company's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
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
    return (
        _forecast(prose.tokens)
        or _bare_figure(prose.tokens, said)
        or _shared_by_all(prose.tokens, said)
        or (Span(said[0], said[-1]) if _generality(prose) >= _GENERAL else None)
    )


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


def _generality(prose: Prose) -> float:
    """How much speaks for a text that is true of everyone: people of whom nothing else is said, an attitude, what nobody is against,
    words that could be in any sentence; against it a situation, a contrast, names, figures, and its length.
    """
    tokens = prose.tokens
    if has(tokens, "“"):
        return 0
    felt, common = verbs("insights/attitudes"), either(*_COMMON, "insights/virtues")
    content = [token for token in prose.words if token.is_word and token.low not in SMALL and token not in felt]
    if not content:
        return 0
    broad = any(_is_anybody(tokens, place) for place in range(min(_AHEAD, len(tokens))))
    signs = (
        2.5 * broad,
        not felt.misses(tokens) and felt.first(tokens) is not None,
        words("insights/virtues").first(tokens) is not None,
    )
    share = sum(token in common for token in content) / len(content)
    narrowed = sum(token.low in _NARROWING for token in tokens)
    named = sum(token.capital for token in content[1:])
    return (
        sum(signs)
        + has_any(tokens, _GENERALLY)
        + 3 * share
        - narrowed
        - 0.5
        - (0.5 if len(figures(tokens)) > 1 else 0)
        - 0.5 * named
        - 0.06 * len(prose.words)
    )


def _is_anybody(tokens: Tokens, place: int) -> bool:
    """“Most users”, “the public”; not “seasonal workers”."""
    before = tokens[place - 1] if place else None
    plain = before is None or before.kind == "mark" or before.low in SMALL or before.low in _COUNTING
    return plain and any(tokens[place] in words(name) for name in _ANYBODY)


_ANYBODY: Final = ("insights/anybody", "insights/populations")
_COUNTING: Final = listed("lot majority our today's modern survey")
_GENERAL: Final = 4.0
_NARROWING: Final = listed(
    "who whose whom when while because if after before until where once unless without since during but yet than instead not rather "
    "although though never don't doesn't didn't only"
)
_GENERALLY: Final = listed(
    "always often generally usually increasingly nowadays today tend tends everywhere everyone everybody nobody more modern still"
)
