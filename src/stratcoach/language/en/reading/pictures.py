"""What people write instead of a picture of the future: the product itself, or another company's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.prose import Opening
from stratcoach.language.en.reading.clauses import has, led_by_people, phrase_end
from stratcoach.language.en.reading.wants import tools
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_BEFORE_BRANDS: Final = ("", "the", "a", "an", "be", "become", "next", "new", "as", "like", "of")


def product(tokens: Tokens, opening: Opening) -> Span | None:
    """A tool that the sentence is about: “A portal with …”, “our scanner reads …”, or a list of functions."""
    if opening.framed or led_by_people(tokens, opening) or tokens[opening.at].low in ("be", "become", "being", "remain", "no"):
        return None
    if opening.actor == "other" or tokens[opening.at].low in ("our", "my"):
        end = phrase_end(tokens, opening.at)
        head = next(tools(tokens, opening.at, end, functions=has(tokens[end : end + 1], "that", "which", "with", "for")), None)
        if head and not names_somebody(tokens, opening.at, head.first):
            return head
    elif opening.verb >= 0 and tokens[opening.verb] in verbs("tools/making"):
        made = next(tools(tokens, opening.verb, opening.verb + 8), None)
        if made and has(tokens[made.last + 1 : made.last + 3], "that", "which", "with", "to"):
            return made
    several = list(tools(tokens))
    return several[0] if len(several) >= 3 or (len(several) == 2 and not names_somebody(tokens)) else None


def borrowed(tokens: Tokens, opening: Opening) -> Span | None:
    """“The Netflix of sermons”, “what Shopify did for shops”, “like Tinder, only for flatmates”."""
    for place, token in enumerate(tokens):
        did = has(tokens[place + 2 : place + 4], "did", "does", "has", "have", "had", "is", "was")
        if token.low == "what" and did and tokens[place + 1].capital:
            for far in range(place + 3, min(place + 8, len(tokens))):
                if tokens[far].low in ("for", "to"):
                    return Span(place, far)
    if (
        len(tokens) > 3
        and tokens[0].low == "think"
        and tokens[1].capital
        and has(tokens[2:7], "but", "just", "only", "for", "except")
    ):
        return Span(0, 1)
    for span in words("vision/echoes").find(tokens):
        if span.last + 1 < len(tokens) and words("vision/originals").at(tokens, span.last + 1) is None:
            return span
    for span in words("vision/brands").find(tokens):
        if (tokens[span.first].capital or span.first == 0) and _stands_for_us(tokens, span, opening):
            return span
    return None


def _stands_for_us(tokens: Tokens, brand: Span, opening: Opening) -> bool:
    """Not so in “people leave Google for good”."""
    before = tokens[brand.first - 1].low if brand.first else ""
    after = tokens[brand.last + 1].low if brand.last + 1 < len(tokens) else ""
    then = tokens[brand.last + 2].low if brand.last + 2 < len(tokens) else ""
    if before in ("like", "think") or after in ("meets", "like", "style"):
        return True
    if after in ("for", "of"):
        return before in _BEFORE_BRANDS or brand.first == opening.at
    if then in ("for", "of") and before in ("the", "a", "an") and tokens[brand.last + 1].is_word and after not in ("and", "or"):
        return True
    return (
        brand.first <= opening.at
        and after in (",", "but", "only", "–")
        and then in ("but", "only", "for", "just", "except", "with")
    )
