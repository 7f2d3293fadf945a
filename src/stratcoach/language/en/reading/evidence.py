"""Signs that something was seen: a sample, a measured number, a way of looking, a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import MONTHS, SPANS, figures, is_date, is_label
from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import has
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Token, once

_PLACED: Final = listed("in at near outside around")
_TIMES: Final = listed("hour day week month year minute second step")
_LIMITS: Final = ("over", "under", "above", "age", "aged", "at", "after", "before", "since")


@once
def was_seen(prose: Prose) -> bool:
    tokens = prose.tokens
    return (
        words("insights/observing").first(tokens) is not None
        or words("insights/shares").first(tokens) is not None
        or _is_counted(tokens)
        or _is_placed(tokens)
    )


def _is_counted(tokens: Sequence[Token]) -> bool:
    """A figure in digits that is no date, label or limit; in words only as `nine of ten`."""
    found = [one.place for one in figures(tokens) if not is_date(tokens, one.place) and not is_label(tokens, one.place)]
    for place in found:
        limited = place > 0 and tokens[place - 1].low in _LIMITS
        share = has(tokens[place + 1 : place + 3], "of", "in", "out") and any(place < other < place + 6 for other in found)
        if (
            share
            or (tokens[place].is_number and not limited)
            or has(tokens[place + 1 : place + 2], "who")
            or has(tokens[:place][-1:], "all")
        ):
            return True
    return False


def _is_placed(tokens: Sequence[Token]) -> bool:
    """“At the depot in Graz”, “in our Nairobi clinic”, “at three petrol stations”."""
    for place, token in enumerate(tokens[:-1]):
        if token.low not in _PLACED or tokens[place + 1].kind == "mark":
            continue
        ahead = tokens[place + 1 : place + 4]
        if any(one.is_word and one.capital and len(one.low) > 2 and not _is_calendar(one) for one in ahead):
            return True
        if ahead[0].low in SMALL_NUMBERS and len(ahead) > 1 and ahead[1].low.endswith("s") and ahead[1].stem not in _TIMES:
            return True
    return False


def only_a_date(prose: Prose) -> bool:
    """“March 2026”, “last week”: when it was, and nothing else."""
    said = prose.words
    return any(_is_when(token) or is_date(said, place) for place, token in enumerate(said)) and all(
        _is_when(token) or token.is_number or token.low in _AROUND_DATES for token in said
    )


def _is_when(token: Token) -> bool:
    return token.low in MONTHS or token.stem in SPANS or token.low in ("today", "yesterday")


_AROUND_DATES: Final = DETERMINERS | PREPOSITIONS | listed("last early mid late end beginning and ago")


def _is_calendar(token: Token) -> bool:
    return token.low in MONTHS or token in words("insights/not_places")
