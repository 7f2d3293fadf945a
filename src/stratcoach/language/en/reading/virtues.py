"""Values, and lists of things to be improved, in place of a choice: nobody would choose the opposite, and nothing in them comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Passage, Span, Token, once

_CORED: Final = "choices/cored"
_MERITS: Final = ("choices/merits", "choices/meritorious", "vision/lofty", "vision/buzzwords", "positioning/virtues")
_LIGHT: Final = ("problems/light", "positioning/generic", "vision/lofty", "people/companies")
_SHARE: Final = 0.5
_SHARE_OF_MANY: Final = 0.34
_MANY: Final = 3
_LONGEST: Final = 60
_ORDERS: Final = 3
_APART: Final = frozenset(".;•\n!?")


@once
def praise(prose: Prose) -> Span | None:
    """Where a text praises virtues and says little else, as places in it: “We value honesty and take our duty seriously”."""
    tokens = prose.tokens
    said = prose.words
    if not said or len(said) > _LONGEST or figures(tokens):
        return None
    merits = either("choices/merits", "choices/meritorious")
    praised: list[int] = []
    for name in ("choices/merits", "choices/meritorious", "vision/buzzwords"):
        praised += [place for span in words(name).find(tokens) for place in range(span.first, span.last + 1)]
    valued = [place for span in verbs("choices/valuing").find(tokens) for place in range(span.first, span.last + 1)]
    praised += [place for place, token in enumerate(tokens) if token.glued and token in words(_CORED) and place]
    found = {place for place in (*praised, *valued) if tokens[place].low not in SMALL}
    if not found:
        return None
    served = {place for span in persons(tokens) for place in range(span.first, span.last + 1)}
    light = either(*_LIGHT)
    plain = [
        place
        for place, token in enumerate(tokens)
        if token.is_word and token.low not in SMALL and place not in found and place not in served and token not in light
    ]
    share = len(found) / (len(found) + len(plain))
    headed = tokens[0] in merits and len(tokens) > 1 and tokens[1].low in (":", "–", "—", "-", "*")
    enough = len(found) >= 2 and share >= _SHARE
    many = len(found) >= _MANY and share >= _SHARE_OF_MANY
    if enough or many or (headed and len(found) >= 2):
        return Span(min(found), max(found))
    return None


@once
def orders(prose: Prose) -> Span | None:
    """Where three or more things are to be improved, each by a verb of its own, as places in the text: “Widen …, fix …, push …”."""
    tokens = prose.tokens
    known = verbs("choices/improving")
    starts = [place for place in _heads(tokens) if place < len(tokens)]
    found = [place for place in starts if _is_order(tokens, place, known)]
    if len(found) >= _ORDERS and len(found) * 2 > len(starts):
        return Span(found[0], found[-1])
    return None


def _is_order(tokens: Sequence[Token], place: int, known: object) -> bool:
    token = tokens[place]
    return token.is_word and token.low == token.stem and token in known and not token.low.endswith("ed")  # type: ignore[operator]


def _heads(tokens: Passage) -> Iterator[int]:
    """The places where the items of a list begin: behind its points, commas and “and”, or behind “to”."""
    begins = True
    for place, token in enumerate(tokens):
        if token.low in _APART or token.low in (",", ":"):
            begins = True
        elif token.kind == "mark" or token.low in ("and", "to", "*"):
            begins = begins or token.low == "and"
        elif begins:
            yield place
            begins = False
