"""Bets and their tests: could somebody lose the bet, and which result of the test would end it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import NEGATIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.wants import tools
from stratcoach.language.lexicon import Lexicon, verbs, words
from stratcoach.language.tokens import Token

_SAYS_WHEN: Final = listed(
    "instead without when whenever where if after before until unless because rather than even per every each within once while though although"
)
_COMPARING: Final = listed(
    "if unless fewer less more least most below under above over half majority nobody none only drop stop abandon end quit otherwise"
)
_KEEN: Final = listed("interested willing ready keen open excited curious eager happy")
"""“Parents are interested in it”: what they would do isn't said."""
_AVAILABLE: Final = listed(
    "it it's there ready out live available done finished launched released built up running here exists works we they the app "
    "product tool thing launch ship release publish roll go goes comes come is"
)
"""What is said of a product that can be had."""
_OURSELVES: Final = listed("we i we'll i'll we're i'm we'd i'd")
_THEY: Final = listed("they they're they'd they'll it it's he she everybody everyone nobody")
_OBJECT: Final = 2
_SUBJECT: Final = 2
_MODIFIERS: Final = 2


def nobody_could_lose(prose: Prose) -> bool:
    """“That people will use it”, “there is demand”: who does what, how often, instead of what, isn't said."""
    tokens = prose.tokens[: _once_it_is_there(prose.tokens)]
    if not prose.words or figures(tokens) or has_any(tokens, _SAYS_WHEN):
        return False
    made = {place for span in tools(tokens) for place in range(max(0, span.first - _MODIFIERS), span.last + 1)}
    said = [(place, token) for place, token in enumerate(tokens) if _has_content(token)]
    acts = verbs("assumptions/vague_acts")
    vague = [place in made or token in acts or token in words("assumptions/vague_things") for place, token in said]
    if keen := next((place for place, token in enumerate(tokens) if token.low in _KEEN and place), 0):
        return sum(_has_content(token) for token in tokens[keen + 1 :]) <= _OBJECT
    first = next((number for number, (_, token) in enumerate(said) if token in acts), None)
    if first is None:
        return bool(said) and all(vague)
    return first <= _SUBJECT and sum(not known for known in vague[first:]) <= _OBJECT - 1


def _once_it_is_there(tokens: Sequence[Token]) -> int:
    """Where “… when it's there”, “… once we launch it” begins, which says nothing of when people do it; else the end."""
    for place, token in enumerate(tokens):
        if place and token.low in ("when", "once", "if", "after"):
            rest = [one for one in tokens[place + 1 :] if one.kind != "mark"]
            if rest and all(one.low in SMALL or one.low in _AVAILABLE or one in verbs("tools/making") for one in rest):
                return place
    return len(tokens)


def says_result(prose: Prose) -> bool:
    """Whether a test says which result would end the bet: “… drop it if two retype it”, “fewer than three”, “8 of 10”."""
    found = figures(prose.tokens)
    if any(one.unit == "%" or has(prose.tokens[one.place + 1 : one.place + 2], "of") for one in found):
        return True
    return has_any(prose.tokens, _COMPARING)


def nobody_would_see(prose: Prose) -> bool:
    """“If it doesn't work”: a result that two people would read in two ways."""
    return not figures(prose.tokens) and _only(prose, words("assumptions/vague_results"), verbs("assumptions/vague_acts"))


def says_the_same(test: Prose, bet: Prose) -> bool:
    """Whether a test tries nothing out: it repeats its bet or states another, “planners hate it”, and nobody does or counts anything."""
    if _tries(test):
        return False
    counted = any(token.is_number or token.low in SMALL_NUMBERS for token in test.words)
    if has_any(test.words[:1], _THEY) and not counted:
        return True
    own = {token.stem for token in test.words if _has_content(token)}
    return nobody_could_lose(test) or (bool(own) and own <= {token.stem for token in bet.words})


def _tries(prose: Prose) -> bool:
    """Whether somebody does something to find out; not where it is said what “they” do."""
    own = has_any(prose.words, _OURSELVES)
    if has_any(prose.words[:1], _THEY) and not own:
        return False
    return own or any(token in verbs("assumptions/trying") for token in prose.words)


def _only(prose: Prose, *known: Lexicon) -> bool:
    return bool(prose.words) and all(any(token in one for one in known) for token in prose.words if _has_content(token))


def _has_content(token: Token) -> bool:
    if token in verbs("assumptions/vague_acts"):
        return True  # “like”, “need”
    return token.kind != "mark" and token.low not in SMALL and token.low not in NEGATIONS
