"""Which way an objective goes: by its figures, and by its sentence where that speaks of the metric's own noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import Figure, change, figures, is_date
from stratcoach.language.en.grammar import CONJUNCTIONS, NEGATIONS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import SMALL, has_any
from stratcoach.language.lexicon import verbs
from stratcoach.language.tokens import Token
from stratcoach.model.strategy import Objective

Tokens = Sequence[Token]

_COUNTS: Final = listed("share number rate percentage percent per cent proportion average median mean total count amount ratio")
_UNITS: Final = listed("minute hour day week month quarter year daily weekly monthly quarterly yearly annual second night shift")
_QUANTITIES: Final = listed("fewer less lower more higher")
_LIMITS: Final = listed("under below over above than least most beyond up within < > ≤ ≥")
_DENOMINATORS: Final = listed("per each every a an")
_ENDS: Final = (CONJUNCTIONS - {"who", "that", "which"}) | listed("by from to until till within so")
_FEW: Final = 8


class Move(tuple[Figure, Figure]):
    """From what to what."""

    __slots__ = ()

    @property
    def way(self) -> int:
        return (self[1].value > self[0].value) - (self[1].value < self[0].value)


def move_of(objective: Objective) -> Move | None:
    """From the fields if each has one number of the same unit, else from the sentence."""
    if not (objective.baseline.strip() and objective.target.strip()):
        told = change(read(objective.statement).tokens)
        return Move(told) if told and _comparable(*told) else None
    starts, goals = (_numbers(read(text).tokens) for text in (objective.baseline, objective.target))
    if len(starts) != 1 or len(goals) != 1 or not _comparable(starts[0], goals[0]):
        return None
    return Move((starts[0], goals[0]))


def is_same(objective: Objective) -> bool:
    """Whether target and baseline are the same figure: neither a limit (`under 2 %`) nor counted by something else (`2 a day`)."""
    if not objective.target.strip() or not objective.baseline.strip():
        move = move_of(objective)
        return move is not None and not move.way
    start, goal = read(objective.baseline).tokens, read(objective.target).tokens
    if has_any(start, _LIMITS) != has_any(goal, _LIMITS):
        return False
    before, after = _numbers(start), _numbers(goal)
    if not after or [one.value for one in before] != [one.value for one in after]:
        return False
    units, others = _beside(start), _beside(goal)
    return not units or not others or units == others


def _numbers(tokens: Tokens) -> list[Figure]:
    return [one for one in figures(tokens) if not is_date(tokens, one.place)]


def _comparable(one: Figure, other: Figure) -> bool:
    return not one.unit or not other.unit or one.unit == other.unit


def _beside(tokens: Tokens) -> frozenset[str]:
    """The words and signs beside the numbers, without a date."""
    dated = deadline(tokens)
    return frozenset(
        token.stem
        for place, token in enumerate(tokens)
        if token.is_word
        and token.low not in SMALL_NUMBERS
        and token.low not in PREPOSITIONS
        and not (dated and dated.first <= place <= dated.last)
    )


def wanted(objective: Objective) -> int:
    """1 where the sentence opens by saying that what the metric counts rises, -1 where it says that it falls, else 0.

    Without a metric the sentence itself names what is counted. Whatever else rises or falls in it says nothing of the figures.
    """
    prose = read(objective.statement)
    metric = read(objective.metric).tokens
    if not prose.sentences or has_any(metric, NEGATIONS):
        return 0
    sentence = prose.sentences[0]
    counted = _content(metric)
    for place, token in enumerate(sentence[:_FEW]):
        way = (token in verbs("objectives/rising")) - (token in verbs("objectives/falling"))
        if way and place == _opens_at(prose):
            told = _content(_object(sentence, place + 1))
            return way if told and (told == counted or not metric) else 0
        if way and token.low not in _QUANTITIES and _is_predicate(sentence, place):
            return way if counted and _content(sentence[:place]) == counted else 0
        if token in verbs("objectives/holding") and counted:
            return int(_content(sentence[: place + 1]) == counted)  # “Dispatchers stay”
    return 0


def _opens_at(prose: Prose) -> int:
    """The place of the word with which the sentence sets out, behind “we” and “to”."""
    opening = prose.opening
    return opening.verb if opening.actor in ("company", "task") else opening.at


def _object(sentence: Tokens, start: int) -> Tokens:
    """What is to rise or fall: all words up to a mark, a date, or what comes of it."""
    dated = deadline(sentence)
    for place in range(start, len(sentence)):
        token = sentence[place]
        begins_date = dated is not None and dated.first == place
        if token.kind == "mark" or token.is_number or token.low in _ENDS or begins_date:
            return sentence[start:place]
    return sentence[start:]


def _is_predicate(sentence: Tokens, place: int) -> bool:
    """“Waiting time falls by half”; not “growers raise chickens”."""
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    return after is None or after.kind == "mark" or after.is_number or after.low in PREPOSITIONS or after.low == "to"


def _content(tokens: Tokens) -> frozenset[str]:
    """What is counted: without “share of”, units, and what it is set against (`per week`, `of 40`)."""
    found = set()
    for place, token in enumerate(tokens):
        if place and (token.low in _DENOMINATORS and token.low != "every") and _is_unit(tokens, place + 1):
            continue
        if place and (token.low == "per" or (token.low == "in" and _is_unit_behind(tokens, place + 1))):
            break
        if token.is_word and not _is_counting(token):
            found.add(token.stem)
    return frozenset(found)


def _is_unit_behind(tokens: Tokens, place: int) -> bool:
    """One last word behind “in”: “in kg”, “in minutes”."""
    return place < len(tokens) and (place + 1 == len(tokens) or tokens[place + 1].kind == "mark")


def _is_unit(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens[place].stem in _UNITS


def _is_counting(token: Token) -> bool:
    return (
        token.low in SMALL or token.low in _COUNTS or token.stem in _COUNTS or token.stem in _UNITS or token.low in SMALL_NUMBERS
    )
