"""How much a problem says: who has it, when, with what consequence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.grammar import AUXILIARIES, NEGATIONS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, clause_verb
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Token, once
from stratcoach.messages import Message

Tokens = Sequence[Token]

MISTY: Final = 0.4
"""With a smaller share of words for what people can see or touch, a sentence says nothing however long it is."""

_SITUATES: Final = listed("when whenever while after before during until till once wherever if because since")
_PLACES: Final = listed("at in on where between first last by along across from only")
_NO_ONE: Final = listed("nobody anyone anybody someone somebody everyone everybody neither who whom others one")
_DEGREE: Final = listed("many much few little often far long to called")
_DOUBTING: Final = listed("tell know see say find learn guess check")
_DOUBTED: Final = listed("whether which if when where how who why what")
_SHORT: Final = 8


def untold(prose: Prose, *, asks: bool = False) -> list[Message]:
    """What a problem leaves out; nothing where it says enough. No sign decides alone: who, when and what follows count most, then
    how many of its words one could take a picture of, and whether more than one thing happens. `asks` says that it asks for something.
    """
    told = {
        Message("finding.problem_who"): _says_who(prose),
        Message("finding.problem_when"): _says_when(prose),
        Message("finding.problem_leads_to"): _says_what_follows(prose.tokens),
    }
    if _missing_points(prose, *told.values(), asks=asks) <= 0:
        return []
    return [part for part, is_said in told.items() if not is_said] or [Message("finding.problem_what")]


def _missing_points(prose: Prose, who: bool, when: bool, follows: bool, *, asks: bool) -> float:
    """Points for what is missing less those for what is there. The weights are of a logistic regression, in quarters."""
    share = concreteness(prose)[1]
    points = 13 - 7 * share
    points -= 4 * who + 4 * when + 6 * follows + 3 * (not prose.tokens.lows.isdisjoint(_PLACES))
    points += 2 * (not (who or when or follows)) + 7 * (share <= MISTY) + 6 * (len(prose.words) < _SHORT)
    return points + 4 * asks - 4 * _counts(prose.tokens) - 2 * _goes_on(prose.tokens) - 2 * _happenings(prose.tokens)


@once
def concreteness(prose: Prose) -> tuple[int, float]:
    """How many words name something that people can see or touch, and their share of all words with a meaning of their own."""
    empty = either("problems/abstractions", "problems/vague_words", "people/vague_people", "tools/tools")
    light = words("problems/light")
    content = [token for token in prose.words if token[4] == "word" and token[0] not in SMALL and token not in light]
    plain = sum(token not in empty for token in content)
    return plain, plain / max(len(content), 1)


def _says_who(prose: Prose) -> bool:
    vague = words("people/vague_people")
    found = (prose.tokens[span.last] for span in persons(prose.tokens))
    return any(person not in vague and person.low not in _NO_ONE for person in found)


def _says_when(prose: Prose) -> bool:
    tokens = prose.tokens
    for one, after in itertools.pairwise(tokens):
        if (one.low in _SITUATES and after.is_word) or (one.low in _DOUBTING and after.low in _DOUBTED):
            return True  # “can't tell which routes lead back”: while they choose
    return _counts(tokens) or words("problems/situations").first(tokens) is not None


def _counts(tokens: Tokens) -> bool:
    return any(not is_date(tokens, one.place) for one in figures(tokens))


def _says_what_follows(tokens: Tokens) -> bool:
    """What it costs somebody; “so they queue”, not “so many”."""
    if words("problems/consequences").first(tokens) or verbs("problems/costs").first(tokens):
        return True
    return any(one.low in ("so", "then") and after.low not in _DEGREE for one, after in itertools.pairwise(tokens))


def _goes_on(tokens: Tokens) -> bool:
    """Whether a second thing happens: “… and take jobs below what they learnt”, “without knowing”, “can't tell whether”."""
    known = verbs("verbs/common_verbs")
    for place in range(3, len(tokens) - 1):
        low, after = tokens[place].low, tokens[place + 1]
        if low in ("and", "or", "but"):
            acts = after.is_word and (after.low in AUXILIARIES or (after in known and not after.low.endswith("ing")))
            if acts or clause_verb(tokens, place + 2, most=4) is not None:
                return True
        if (low == "without" and after.low.endswith("ing")) or (after.low == "to" and low in ("whether", "how", "what", "where")):
            return True
    return False


def _happenings(tokens: Tokens) -> bool:
    """Whether there are two verbs or more."""
    found = sum(token.is_word and clause_verb(tokens, place, most=1) == place for place, token in enumerate(tokens) if place)
    return found - _helped(tokens) >= 2


def _helped(tokens: Tokens) -> int:
    return sum(one.low in AUXILIARIES and two.low in AUXILIARIES - NEGATIONS for one, two in itertools.pairwise(tokens))
