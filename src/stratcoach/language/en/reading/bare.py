"""Answers that say next to nothing: a reason that could be given for anything, a day in one word, a price of nothing."""

from __future__ import annotations

from typing import Final

from stratcoach.language.en.grammar import NEGATIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has_any
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import Lexicon, verbs, words

_LONGEST: Final = 12
_TALKATIVE: Final = 18
"""So many words some need to say nothing."""
_MAKING_LITTLE: Final = listed(
    "maybe perhaps bit just only mostly basically alongside beside besides anyway already anything same extra little few couple some could much nothing guess"
)
_FEW: Final = 3
_BEFORE: Final = 6
_BRIEF: Final = 7
_ACTORS: Final = listed("they she he we i you")
_ITS: Final = listed("it's that's")
_IT: Final = listed("it that this everything things life work days")
_BEING: Final = listed("is are was were feels feel gets get")


def could_be_said_of_anything(reason: Prose) -> bool:
    """“It sounds better”, “it is more important”, “no”: a reason that fits every choice, and so speaks for none."""
    liked = any(token in verbs("reasons/liking") for token in reason.words)
    somebody = persons(reason.tokens) if liked and not has_any(reason.words, NEGATIONS) else ()
    named = frozenset(token.low for span in somebody for token in reason.tokens[span.first : span.last + 1])
    lists = (words("reasons/praise"), verbs("reasons/liking"), words("reasons/anybody"))
    return _only(reason, *lists, but=named) or _only(reason, *lists, words("reasons/pictures"), longest=_TALKATIVE)


def asks_nothing(price: Prose) -> bool:
    """“Not much”, “hard work”, “maybe a student for the summer”: what is made little of, with nothing given up and no number of years, people
    or money; also “we wouldn't have to drop anything”.
    """
    if _only(price, words("reasons/no_price"), longest=_TALKATIVE):
        return True
    said = price.words
    counted = any(token.is_number or (token.low in SMALL_NUMBERS and token.low != "one") for token in said)
    if counted or not has_any(said, _MAKING_LITTLE):
        return False
    found = verbs("reasons/giving_up").first(price.tokens)
    return found is None or has_any(price.tokens[max(0, found.first - _BEFORE) : found.first], NEGATIONS)


def tells_no_day(day: Prose) -> bool:
    """“Bad”, “long and tiring”: how a day feels, and not what happens in it."""
    if not day.words:
        return False
    judged = len(day.words) <= _BRIEF and (
        day.words[0].low in _ITS or (day.words[0].low in _IT and has_any(day.words[1:2], _BEING))
    )
    acts = has_any(day.words[:1], _ACTORS)  # “they phone”
    return judged or (len(day.words) <= _FEW and not acts) or _only(day, words("reasons/moods"), words("reasons/anybody"))


def _only(prose: Prose, *known: Lexicon, but: frozenset[str] = frozenset(), longest: int = _LONGEST) -> bool:
    """Whether a short text has no word of content but those in the lists."""
    if not prose.words or len(prose.words) > longest or any(token.is_number for token in prose.words):
        return False
    return all(
        token.low in SMALL or token.low in NEGATIONS or token.low in but or any(token in one for one in known)
        for token in prose.words
    )
