"""Whether a text is about one problem, with its causes and costs, or about two that could be solved separately."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, DETERMINERS, NEGATIONS, PRONOUNS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, clause_verb, clauses, has, has_any, stands_alone
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token, once

Tokens = Sequence[Token]

_BRIEF: Final = 6
_FOLLOWS: Final = listed("so then therefore because which who that until unless still")
_GIVEN: Final = listed("if when whenever once after before because while as since every each")
_CAUSES: Final = listed("because if when whenever once")
_ALSO: Final = ("also", "besides", "furthermore", "moreover", "additionally", "secondly", "another")
_SETTINGS: Final = listed("in at during after")
_BACK: Final = listed("it its this that these those she he her his there both neither either then so")
_BEING: Final = listed("is are isn't aren't was were wasn't weren't")
_BARE: Final = 3
_FAR: Final = 40
_POOR: Final = listed("long old few high low weak")
_COSTS: Final = listed("loses lose pays pay leaves leave quits quit")


_CHAINED: Final = listed(
    "so then and or but which therefore until third second again because it they them he she his her their this that these still by next later"
)
_EFFECTS: Final = listed("mean means leads cause causes caused because result results follows steps")
_HALF: Final = 2
_FEW: Final = 4


@once
def listed_problems(prose: Prose) -> int:
    """How many troubles a list has, in points, between signs such as ❌ and ·, or behind a colon with semicolons; 0 for the steps, the
    causes or the effects of one.
    """
    lead, points = _points(prose)
    if len(points) < 2 or has_any(lead[-4:], _EFFECTS) or any(has_any(point[:1], _CHAINED) for point in points):
        return 0
    if sum(bool(_nouns(one) & _nouns(two)) for one, two in pairwise(points)) * _HALF > len(points):
        return 0  # all about one thing
    bad = sum(map(_is_bad, points))
    announced = bool(lead) and words("problems/complaints").first(lead[-8:]) is not None and not has_any(lead, NEGATIONS)
    announced = announced or (bool(lead) and verbs("problems/announced").first(lead[-8:]) is not None)
    full = sum(clause_verb(point, 1, most=20) is not None for point in points)
    apart = full >= 2 or len(lead) < _FEW
    return len(points) if (bad >= 2 and bad * _FEW >= len(points) and apart) or (bad and announced) else 0


def _points(prose: Prose) -> tuple[Tokens, list[Tokens]]:
    """What leads to a list, and its points."""
    tokens = prose.tokens
    if len(numbered := _numbered(tokens)) > _HALF:
        return numbered[0], numbered[1:]
    bullet = prose.listed >= 2
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.low == "•" if bullet else _divides(token):
            parts.append([])
        elif token.is_word or token.is_number or token.low in ",;:":
            parts[-1].append(token)
    if len(parts) > _HALF and not bullet and has(tokens, "·") and not any(_is_symbol(token) for token in tokens):
        return (), list(filter(None, parts))  # “tills don't balance · nobody answers”
    return (parts[0], list(filter(None, parts[1:]))) if len(parts) > _HALF else _behind_colon(prose)


def _numbered(tokens: Tokens) -> list[Tokens]:
    """“1. Heaters are dear 2. The young leave 3. Forecasts disagree”: what is before the first number, and each point."""
    parts, start, number = [], 0, 1
    for place, (token, after) in enumerate(pairwise(tokens)):
        if token.low == str(number) and after.low in (".", ")"):
            parts.append(tokens[start:place])
            start, number = place + 2, number + 1
    return [*parts, tokens[start:]] if parts else []


def _behind_colon(prose: Prose) -> tuple[Tokens, list[Tokens]]:
    """“The survey found: signs in one language; kiosks on stairs; bears that pace.”"""
    for sentence in prose.sentences:
        low = [token.low for token in sentence]
        colon = low.index(":") if ":" in low else len(low)
        sign = "," if verbs("problems/announced").first(sentence, 0, colon) and ";" not in low else ";"
        ends = [place for place, one in enumerate(low) if one == sign and place > colon]
        if len(ends) >= _HALF:
            starts = [colon, *ends]
            return sentence[:colon], [sentence[one + 1 : end] for one, end in zip(starts, [*ends, len(low)], strict=True)]
    return (), []


def _divides(token: Token) -> bool:
    return token.low == "·" or _is_symbol(token)


def _is_symbol(token: Token) -> bool:
    return token.kind == "mark" and len(token.low) == 1 and unicodedata.category(token.low) == "So"


def _is_bad(point: Tokens) -> bool:
    """A trouble; not the step “Reading each line aloud” nor the thing “Safety plan”."""
    if point[0].low.endswith("ing") and not _complains(point):
        return False
    return _complains(point) or (len(point) > _BARE and clause_verb(point, 1, most=20) is not None)


@once
def second_problem(prose: Prose) -> Tokens | None:
    """The words of a second problem that could be solved without the first."""
    for sentence in prose.sentences[1:]:
        if has(sentence[:4], *_ALSO) or (has(sentence[:1], "and") and has_any(sentence[1:3], NEGATIONS)):
            return sentence
    for sentence in prose.sentences:
        joined = words("problems/further").first(sentence, 0 if sentence is not prose.sentences[0] else 3)
        if joined and _goes_on(sentence, joined):
            return sentence[joined.first :]
        if second := _within(sentence, alone=len(prose.sentences) == 1):
            return second
    return next((other for one, other in pairwise(prose.sentences) if _is_another(one, other)), None)


def _within(sentence: Tokens, *, alone: bool) -> Tokens | None:
    parts = clauses(sentence)
    own = [part for part in parts if stands_alone(part)]
    semicolon = has(sentence, ";")
    if bare := _three_bare(sentence):
        return bare
    if _is_given(sentence) and not semicolon:
        return None  # “when a crown doesn't fit, the dentist loses an hour and the patient a day”: one trouble and its costs
    if act := _three_acts(sentence):
        return act
    if second := _something_else(parts, semicolon=semicolon):
        return second
    several = len(own) >= _BARE and not _is_a_cost(own[-1]) and sum(map(_complains, own)) >= 2
    if alone and len(own) >= 2 and own[0] is parts[0] and (several or _both_complain(own[0], own[1], apart=semicolon)):
        return own[1]
    return next((other for one, other in _halves(sentence) if _is_another(one, other)), None)


def _three_acts(sentence: Tokens) -> Tokens | None:
    """“Students can't find a room, are taught what they never met, and have to register in another town.”"""
    commas = [place for place, token in enumerate(sentence) if token.low == ","]
    ends = [-1, *commas, len(sentence)]
    parts = [sentence[one + 1 : end] for one, end in pairwise(ends) if end - one > 1]
    acts = [
        part for part in parts[1:] if part[0].low in AUXILIARIES or (has(part[:1], "and") and has_any(part[1:2], AUXILIARIES))
    ]
    return acts[-1] if len(acts) >= 2 and sum(map(_complains, parts)) >= 2 else None


def _is_given(sentence: Tokens) -> bool:
    """“When …”, “…: when …”"""
    colon = next((place for place, token in enumerate(sentence) if token.low == ":"), -1)
    return has_any(sentence[:1], _GIVEN) or has_any(sentence[colon + 1 : colon + 2], _GIVEN)


def _halves(sentence: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """What is before and after each “, and” or semicolon, up to a limit."""
    for place in range(_BARE, len(sentence) - _BARE):
        semicolon = sentence[place].low == ";"
        if semicolon or (sentence[place].low == "and" and sentence[place - 1].low in (",", ";")):
            end = place if semicolon else place - 1
            after = place + 1 + (sentence[place + 1].low == "and")
            yield sentence[max(0, end - _FAR) : end], sentence[after : after + _FAR]


def _is_another(one: Tokens, other: Tokens) -> bool:
    """A trouble in another setting, with a thing of theirs, or with how a thing is: not what comes of the first."""
    if not (_complains(one) and _complains(other)) or _nouns(one) & _nouns(other) or has(other[:2], *_FOLLOWS):
        return False
    if has_any(one, _CAUSES) or other[0].low in _BACK:
        return False
    if other[0].low in _SETTINGS:
        return _turns_to(other)
    if other[0].low == "their":
        return True
    return names_somebody(one[:6]) and _is_a_state(other)


def _turns_to(clause: Tokens) -> bool:
    """“In the evenings they …”, “at the kiosk children …”: a setting of its own, and who is troubled there."""
    for place in range(2, min(_BRIEF + 2, len(clause) - 1)):
        if clause[place].low in ("they", "their"):
            return True
        if next(persons(clause, place, place + 1), None) is not None:
            return clause_verb(clause, place + 1) is not None
    return False


def _is_a_state(clause: Tokens) -> bool:
    """“The playground isn't lit”, “the forms are in a language they don't read”: how a thing is, whatever happened before."""
    being = next((place for place, token in enumerate(clause[: _BRIEF + 3]) if token.low in _BEING), None)
    if being is None or being == 0 or names_somebody(clause[:being]) or has_any(clause[:1], PRONOUNS):
        return False
    return has_any(clause[:1], DETERMINERS) and not has(clause[being : being + 3], "so", "too", "then")


def _three_bare(sentence: Tokens) -> Tokens | None:
    """“Bad signs, long queues, poor food.”: three things that are bad, and nothing else about them."""
    ends = [-1, *(place for place, token in enumerate(sentence) if token.low in (",", "and", ".")), len(sentence)]
    parts = [sentence[one + 1 : end] for one, end in pairwise(ends) if end - one > 1]
    bare = len(parts) >= _BARE and all(len(part) <= _BARE and not has_any(part, AUXILIARIES) for part in parts)
    poor = words("problems/complaints")
    return parts[1] if bare and all(part[0] in poor or part[0].low in _POOR for part in parts) else None


def _is_a_cost(clause: Tokens) -> bool:
    """“… and the contractor loses the crop”: what the troubles before it come to."""
    return has_any(clause, _COSTS) and names_somebody(clause[:3])


def _something_else(parts: Sequence[Tokens], *, semicolon: bool) -> Tokens | None:
    """“…, and their payslips arrive with mistakes”; “…; the toilets on board are locked”: two complaints without a word in common."""
    for one, other in pairwise(parts):
        if _nouns(one) & _nouns(other) or not _complains(other) or has_any(other, _FOLLOWS):
            continue
        theirs = has(other[:1], "their") and _complains(one) and not has_any(one, _CAUSES | {"so"})
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
    """Not two views of one thing, but two negations, two plain states, or two complaints that are separated by a semicolon or are about different people."""
    if _nouns(one) & _nouns(other) or has_any(other[: _BRIEF + 1], _BACK):
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
