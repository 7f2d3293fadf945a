"""How much a problem says: to whom, when, with what consequence; and whether it is one problem or two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stratcoach.model.figures import figures, is_date
from stratcoach.model.grammar import NEGATIONS, listed
from stratcoach.model.prose import Prose
from stratcoach.model.tokens import Span, Token, once
from stratcoach.rules.lexicon import either, verbs, words
from stratcoach.rules.reading.clauses import SMALL, clause_verb, clauses, has, has_any, stands_alone
from stratcoach.rules.reading.who import names_somebody, persons

Tokens = Sequence[Token]

MISTY: Final = 0.4
"""With a smaller share of words for what one could see or touch, a sentence says nothing however long it is."""

_BRIEF: Final = 6
_FOLLOWS: Final = listed("so then therefore because which who that until unless still")
_GIVEN: Final = listed("if when whenever once after before because while as since every each")
_ALSO: Final = ("also", "besides", "furthermore", "moreover", "additionally", "secondly", "another")


def untold(prose: Prose) -> list[str]:
    """What a problem leaves out, in a person's words; nothing where it says enough."""
    said = {
        "for whom": _says_who(prose),
        "when": _says_when(prose),
        "what follows": words("problems/consequences").first(prose.tokens) is not None,
    }
    told = sum(said.values())
    plain, share = concreteness(prose)
    if share <= MISTY or (told <= 1 and (share <= 1 / 2 or plain <= 3)):
        return [part for part, is_said in said.items() if not is_said] or ["what exactly happens"]
    return []


@once
def concreteness(prose: Prose) -> tuple[int, float]:
    """How many words name something that one could see or touch, and their share of all that mean something."""
    empty = either("problems/abstractions", "problems/vague_words", "people/vague_people", "tools/tools")
    light = words("problems/light")
    content = [token for token in prose.words if token[4] == "word" and token[0] not in SMALL and token not in light]
    plain = sum(token not in empty for token in content)
    return plain, plain / max(len(content), 1)


def _says_who(prose: Prose) -> bool:
    return any(prose.tokens[span.last] not in words("people/vague_people") for span in persons(prose.tokens))


def _says_when(prose: Prose) -> bool:
    counted = any(not is_date(prose.tokens, one.place) for one in figures(prose.tokens))
    return counted or words("problems/situations").first(prose.tokens) is not None


@once
def second_problem(prose: Prose) -> Tokens | None:
    """The words of a second problem that could be solved without the first."""
    for sentence in prose.sentences[1:]:
        if has(sentence[:4], *_ALSO) or (has(sentence[:1], "and") and has_any(sentence[1:3], NEGATIONS)):
            return sentence
    for sentence in prose.sentences:
        joined = words("problems/further").first(sentence, 3)
        if joined and _goes_on(sentence, joined):
            return sentence[joined.first :]
        parts = clauses(sentence)
        own = [part for part in parts if stands_alone(part)]
        if second := _something_else(parts, semicolon=has(sentence, ";")):
            return second
        if has_any(sentence[:1], _GIVEN) and not has(sentence, ";"):
            continue  # “when a crown doesn't fit, the dentist loses an hour and the patient a day”: one trouble and its costs
        if len(own) >= 2 and own[0] is parts[0] and (len(own) >= 3 or _both_complain(own[0], own[1], apart=has(sentence, ";"))):
            return own[1]
    return None


def _something_else(parts: Sequence[Tokens], *, semicolon: bool) -> Tokens | None:
    """“…, and their payslips arrive with mistakes”; “…; the toilets on board are locked”: two complaints without a word in common."""
    for one, other in pairwise(parts):
        if _nouns(one) & _nouns(other) or not _complains(other) or has_any(other, _FOLLOWS):
            continue
        theirs = has(other[:1], "their") and _complains(one)
        apart = semicolon and len(parts) == 2 and stands_alone(one) and stands_alone(other)
        if theirs or apart:
            return other
    return None


def _goes_on(sentence: Tokens, joined: Span) -> bool:
    """Whether a sentence of its own follows: “plus console makers turn them down”, “and there's nobody to call”."""
    start = joined.last + 1
    while start < len(sentence) and sentence[start].kind == "mark":
        start += 1
    return (
        any(token.low.startswith("there") for token in sentence[joined.first : start]) or clause_verb(sentence, start) is not None
    )


def _both_complain(one: Tokens, other: Tokens, *, apart: bool) -> bool:
    """Not two views of one thing, but two negations, two plain states, or two complaints held apart by a semicolon or told of different people."""
    if _nouns(one) & _nouns(other):
        return False
    if has_any(one, NEGATIONS) and has_any(other, NEGATIONS):
        return True
    if has(one, "is", "are") and has(other, "is", "are") and max(len(one), len(other)) <= _BRIEF:
        return True
    if not (_complains(one) and _complains(other)):
        return False
    denied = has((*one, *other), *(NEGATIONS - {"no", "without"}))
    return apart or (denied and names_somebody(one[:4]) and names_somebody(other[:4]))


def _nouns(clause: Tokens) -> set[str]:
    light = words("problems/light"), words("problems/complaints"), verbs("verbs/common_verbs")
    return {token.stem for token in clause if token.is_word and token.low not in SMALL and not any(token in one for one in light)}


def _complains(clause: Tokens) -> bool:
    return has_any(clause, NEGATIONS) or words("problems/complaints").first(clause) is not None
