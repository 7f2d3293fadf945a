"""What somebody believes, wishes of others or guesses, in place of what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.reading.clauses import has
from stratcoach.language.en.reading.wants import asked_for, would_be
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token

_HYPOTHETICAL: Final = ("would", "wouldn't", "will", "won't", "they'd", "they'll", "he'd", "she'd")
_BETWEEN: Final = ("already", "never", "just", "only", "not", "always", "once", "also", "first", "all", "both")
_LOOKED: Final = ("asked", "saw", "met", "visited", "watched", "called", "interviewed", "rang", "sat", "stood", "counted")
_SURE: Final = ("sure", "convinced", "certain", "confident")


def belief(tokens: Sequence[Token]) -> Span | None:
    """“We believe”, “our CEO is sure”; not “we assumed …, the log shows …”."""
    for believer in words("people/believers").find(tokens):
        mine = tokens[believer.first].low == "my"
        for place in range(believer.last + 1, min(believer.last + 4, len(tokens))):
            low = tokens[place].low
            if low in _LOOKED:
                break  # “27 of the 30 we asked were certain”
            believes = (
                tokens[place] in verbs("insights/beliefs")
                and (low == tokens[place].stem or low.endswith("s"))
                and not low.endswith("ed")
            )
            if believes or low in _SURE or (mine and low in ("said", "says", "told")):
                return Span(believer.first, place)
    return None


def ought(tokens: Sequence[Token]) -> Span | None:
    """“Farmers should …”: a wish about people; “we should add a button” is an answer and has a rule of its own."""
    ought = next((place for place, token in enumerate(tokens) if token.low in ("should", "must", "shouldn't")), None)
    if ought is None or has(tokens[:ought], "we") or not names_somebody(tokens, 0, ought):
        return None
    return Span(ought, ought)


def guess(tokens: Sequence[Token]) -> Span | None:
    """What somebody would or will do, or what “I” make of it."""
    for place, token in enumerate(tokens):
        looked = place + 1 < len(tokens) and tokens[place + 1].low in _LOOKED
        if token.low == "i" and place and tokens[place - 1].low in ("do", "can", "should", "must"):
            continue  # “how do I get out”: what they ask
        if token.low.split("'")[0] == "i" and token.low != "i'll" and not looked:
            return Span(place, min(place + 1, len(tokens) - 1))
        if token.low in _HYPOTHETICAL and not (token.low.endswith("'d") and _had(tokens[place + 1 : place + 3])):
            ours = has(tokens[:place], "if") and has(tokens[:place], "we", "we'd", "i")
            spoken_of = ours or has(tokens, "they", "they'd", "they'll") or names_somebody(tokens)
            wanted = asked_for(tokens) or would_be(tokens) or has(tokens[:place], "so")
            return Span(place, place) if spoken_of and not wanted else None
    return None


def _had(following: Sequence[Token]) -> bool:
    """Whether “she'd” means that she had: “she'd heard of it”, “she'd already gone”, not “she'd buy it” nor “she'd need one”."""
    verb = next((token for token in following if token.low not in _BETWEEN), None)
    return verb is not None and (
        verb in words("insights/participles") or (verb.low.endswith("ed") and not verb.low.endswith("eed"))
    )
