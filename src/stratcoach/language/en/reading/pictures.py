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

_GETTING: Final = ("get", "gets", "receive", "receives")
_SHOWING: Final = ("show", "list", "send", "display", "offer", "provide", "include", "contain", "give", "combine")
_BEFORE_BRANDS: Final = ("", "the", "a", "an", "be", "become", "next", "new", "as", "like", "of")


def product(tokens: Tokens, opening: Opening) -> Span | None:
    """A tool that the sentence is about: “A portal with …”, “our scanner reads …”, or a list of functions."""
    if not opening.framed and (span := _handed_out(tokens)):
        return span
    if opening.framed or led_by_people(tokens, opening) or tokens[opening.at].low in ("be", "become", "being", "remain", "no"):
        return None
    if opening.actor == "other" or tokens[opening.at].low in ("our", "my"):
        end = phrase_end(tokens, opening.at)
        head = next(tools(tokens, opening.at, end, functions=has(tokens[end : end + 1], "that", "which", "with", "for")), None)
        if head and not names_somebody(tokens, opening.at, head.first) and not _is_over(tokens, head.last + 1):
            return head
    elif opening.verb >= 0 and tokens[opening.verb] in verbs("tools/making"):
        made = next(tools(tokens, opening.verb, opening.verb + 8), None)
        if made and has(tokens[made.last + 1 : made.last + 3], "that", "which", "with", "to"):
            return made
    if acts := does_much(tokens, opening):
        return acts
    several = list(tools(tokens))
    return several[0] if len(several) >= 3 or (len(several) == 2 and not names_somebody(tokens)) else None


def does_much(tokens: Tokens, opening: Opening) -> Span | None:
    """“Our drone inspects turbines, classifies the cracks and writes the report”: functions in a row, and no people."""
    article = tokens[opening.at].low
    if article not in ("our", "my", "a", "an", "the") or opening.framed or opening.verb >= 0 or names_somebody(tokens):
        return None
    known = verbs("verbs/common_verbs")
    acts = [
        place
        for place in range(opening.at + 2, len(tokens))
        if tokens[place] in known and tokens[place].low.endswith("s") and tokens[place].low != tokens[place].stem
    ]
    joined = [place for place in acts if tokens[place - 1].low in (",", "and", "itself")]
    told = bool(acts) and acts[0] not in joined and not has(tokens[: acts[0]], "that", "which")
    return Span(opening.at, acts[0]) if told and joined else None


def _handed_out(tokens: Tokens) -> Span | None:
    """“Porters get a tablet, a printer and a calendar”, “the app shows a model, a timeline and a quiz”."""
    if not has(tokens, ","):
        return None
    if tokens[0].low in ("our", "we're", "in", "by") and (parts := _parts(tokens)):
        return parts
    for place, token in enumerate(tokens[:-2]):
        if token.low in _GETTING and has(tokens[place + 1 : place + 2], "a", "an", "their", "new"):
            given = list(tools(tokens, place + 1))
            described = bool(given) and given[0].first <= place + 3 and has(tokens[given[0].last + 1 : given[0].last + 2], "with")
            return Span(place, given[0].last) if len(given) >= 2 or described else None
        if token.stem in _SHOWING and place and tokens[place - 1] in words("tools/tools"):
            shown = has(tokens[place + 1 : place + 2], "a", "an", "the") and has(tokens[place + 2 :], ",")
            return Span(place - 1, place) if shown else None
    return None


def _parts(tokens: Tokens) -> Span | None:
    """“Our kiln controller has eleven programmes, remote ignition and a camera”: three things that it has, and no people."""
    ours = next((place for place, token in enumerate(tokens[:6]) if token.low in ("our", "we're")), None)
    if ours is None or tokens[min(ours + 1, len(tokens) - 1)] in words("vision/striving"):
        return None  # “our mission was …”
    for place in range(ours + 1, len(tokens)):
        if tokens[place].low in ("has", "have", "with", "includes") and not names_somebody(tokens, place):
            listed = [one for one in tokens[place:] if one.low in (",", "and")]
            return Span(ours, place) if len(listed) >= 2 and listed[-1].low == "and" else None
    return None


def _is_over(tokens: Tokens, place: int) -> bool:
    """“Passwords are gone”, “AI has become so dull to …”: what the tool is to people by then."""
    return has(tokens[place : place + 4], "become", "becomes", "gone", "vanished", "disappeared", "forgotten") and names_somebody(
        tokens, place
    )


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
