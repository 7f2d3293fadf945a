"""What somebody believes, wishes of others or guesses, in place of what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.grammar import listed
from stratcoach.language.en.reading.clauses import has, has_any
from stratcoach.language.en.reading.wants import asked_for, would_be
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token

_HYPOTHETICAL: Final = ("would", "wouldn't", "will", "won't", "they'd", "they'll", "he'd", "she'd")
_BETWEEN: Final = ("already", "never", "just", "only", "not", "always", "once", "also", "first", "all", "both")
_LOOKED: Final = ("asked", "saw", "met", "visited", "watched", "called", "interviewed", "rang", "sat", "stood", "counted")
_WISHES: Final = ("like", "love", "rather", "sooner", "prefer", "want", "welcome", "appreciate", "hate", "mind")
_ADOPTING: Final = ("pay", "buy", "use", "need", "switch", "adopt", "subscribe", "download", "recommend", "order", "install")
_OFTEN: Final = ("often", "always", "usually", "sometimes", "regularly", "typically", "mostly", "frequently", "generally")
_REPORTED: Final = ("say", "says", "said", "told", "tell", "tells", "answered", "report", "reported", "admitted", "explained")
_THEIRS: Final = listed(
    "know knows knew whether once because fear fears feared hope hopes hoped expect expects worry worries worried afraid "
    "assume assumes assumed feel feels felt doubt doubts wonder wonders wondered ask asks asked asking"
)
"""Behind these somebody's expectation is told, and not the writer's."""
_ASKED: Final = ("what", "which", "where", "how", "who", "whom")
"""These open what somebody doesn't know about what will happen."""
_FAR: Final = 4
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
    ought = next((place for place, token in enumerate(tokens) if token.low in ("should", "shouldn't")), None)
    if ought is None or has(tokens[:ought], "we") or not names_somebody(tokens, 0, ought):
        return None
    return Span(ought, ought)


def guess(tokens: Sequence[Token]) -> Span | None:
    """What somebody would or will do, as far as nobody was asked: not a wish (“would like”), a habit (“will often leave”), a report."""
    if not has(tokens, *_HYPOTHETICAL):
        return None
    for place, token in enumerate(tokens):
        if token.low not in _HYPOTHETICAL or _is_had(tokens, place) or _is_wish(tokens, place):
            continue
        if (
            "will" not in token.low
            and "won't" not in token.low
            and "'ll" not in token.low
            and not (has(tokens, "if", "once") or has(tokens[place + 1 : place + 4], *_ADOPTING))
        ):
            return None  # “a porter would then walk back”: what is told to happen
        if place and has(tokens[max(1, place - _FAR) : place], *_ASKED):
            return None  # “without knowing what they will practise”
        if has(tokens, *_OFTEN) or has(tokens[:place], *_REPORTED) or has_any(tokens[:place], _THEIRS):
            return None
        ours = has(tokens[:place], "if") and has(tokens[:place], "we", "we'd", "i")
        spoken_of = ours or has(tokens, "they", "they'd", "they'll") or names_somebody(tokens)
        wanted = asked_for(tokens) or would_be(tokens) or has(tokens[:place], "so")
        return Span(place, place) if spoken_of and not wanted else None
    return None


def _is_wish(tokens: Sequence[Token], place: int) -> bool:
    """“Would like”, “they'd rather”: what they want, and no guess."""
    return has(tokens[place + 1 : place + 3], *_WISHES)


def _is_had(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].low.endswith("'d") and _had(tokens[place + 1 : place + 3])


def _had(following: Sequence[Token]) -> bool:
    """Whether “she'd” means that she had: “she'd heard of it”, “she'd already gone”, not “she'd buy it” nor “she'd need one”."""
    verb = next((token for token in following if token.low not in _BETWEEN), None)
    return verb is not None and (
        verb in words("insights/participles") or (verb.low.endswith("ed") and not verb.low.endswith("eed"))
    )
