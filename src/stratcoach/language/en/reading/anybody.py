"""Whether a segment is open to all: words for everybody, and words that widen it, against what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import NEGATIONS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import has_any
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Passage, Token

Tokens = Sequence[Token]

_OPEN: Final = 4
_ALL: Final = listed("all any every each")
_UNIVERSAL: Final = listed("anyone anybody everyone everybody all whoever")
_TIMES: Final = listed("when while until unless after before because during since")
_NARROW: Final = NEGATIONS
_SEVERAL: Final = 2
_LATE: Final = 14


def open_to_all(prose: Prose) -> bool:
    """Say whether a segment leaves nobody out: “anybody anywhere with food to spare, old or young”; not “anyone who has to
    identify a body and does not speak the language”.
    """
    tokens = prose.tokens
    widened = sum(1 for _ in words("users/widening").find(tokens))
    if not widened:
        return False
    weight = 2 * min(widened, _SEVERAL) + 2 * _is_universal(tokens) + (tokens.order.count("or") >= _SEVERAL)
    return weight - _narrowed(tokens) >= _OPEN


def _is_universal(tokens: Passage) -> bool:
    """“Everybody”, “every taxpayer”, “our readers”: a word for all near the beginning, or all of a kind."""
    early = tokens[:_LATE]
    if has_any(early, _UNIVERSAL):
        return True
    for span in persons(tokens, 0, _LATE):
        if has_any(tokens[max(0, span.first - 3) : span.first], _ALL):
            return True
        if tokens[span.last] in words("users/anyone"):
            return True
    return False


def _narrowed(tokens: Passage) -> int:
    """What narrows it: a time, something that is not so, a situation, a count of them."""
    weight = 2 * has_any(tokens, _TIMES) + 2 * (words("users/lived").first(tokens) is not None)
    return weight + 2 * has_any(tokens, _NARROW) + 2 * bool(figures(tokens))
