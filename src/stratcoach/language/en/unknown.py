"""Figures that are still to be found: `unknown`, “not measured yet”, “to be agreed with the pharmacy”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from stratcoach.language.en.figures import figures, is_date, is_label
from stratcoach.language.en.fillers import knows_nothing
from stratcoach.language.en.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, PREPOSITIONS, PRONOUNS, listed
from stratcoach.language.en.prose import bases, read
from stratcoach.language.tokens import Token

_FINDING: Final = listed(
    "know known measure count track log define determine establish agree decide set estimate collect find found gather check ask "
    "confirm clarify calculate quantify record weigh tell told say said specify fix get got work look see"
)
"""What somebody does who hasn't got a figure yet, in the plain form; a participle that is irregular beside it."""
_CALLED: Final = listed(
    "baseline figure number data value metric target measurement estimate statistic stat idea clue clear sure certain available"
)
"""What a figure is called before anybody has it."""
_TO_COME: Final = listed("tbd tba tbc todo pending missing awaiting waiting later soon unsure")
_ALONE: Final = ("none", "n/a", "na", "nil")
_AHEAD: Final = listed("to being let's will must should needs need once until till when after")
_BEGINS: Final = listed("start begin follow come")
_SETTLES: Final = DETERMINERS | listed("on out up what how which who whether where if")
_SMALL: Final = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | AUXILIARIES
    | NEGATIONS
    | listed("yet so far still now today here there")
)
_AMOUNTS: Final = listed("zero half thirds twice double")
_PARTS: Final = listed("third quarter fifth tenth")
_NEAR: Final = 4
_MARKS: Final = listed("; , : — – ( )")


def is_unknown(text: str, *, is_name: bool = False) -> bool:
    """Whether a figure is still to be found: no number in the text, and it says so, in whatever words.

    “We don't have this number” is; “40 %, nobody knows why”, “by hand” and “no ward” aren't, and an empty text says nothing.
    A date is no number here. `is_name` is for what a number is called: “callers who aren't known” has a name, “not known yet”
    hasn't.
    """
    if not text.strip():
        return False
    if not any(map(str.isalnum, text)) or text.strip(" .").lower() in _ALONE or knows_nothing(text):
        return True
    tokens = read(text).tokens
    if _has_amount(tokens):
        return False
    clauses = list(chain.from_iterable(_clauses(sentence) for sentence in read(text).sentences))
    if is_name:
        return bool(clauses) and _is_no_name(clauses[0])
    return any(_says_none(clause) or _is_ahead(clause) for clause in clauses)


def _has_amount(tokens: Sequence[Token]) -> bool:
    for one in figures(tokens):
        if tokens[one.place].low != "one" and not is_date(tokens, one.place) and not is_label(tokens, one.place):
            return True
    lows = [token.low for token in tokens]
    return any(low in _AMOUNTS or (low in _PARTS and lows[place + 1 : place + 2] == ["of"]) for place, low in enumerate(lows))


def _clauses(sentence: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in sentence:
        if token.kind != "mark":
            found[-1].append(token)
        elif token.low in _MARKS:
            found.append([])
    return [clause for clause in found if clause]


def _says_none(clause: Sequence[Token]) -> bool:
    """“Nobody knows”, “no data so far”, “unmeasured”, “we don't have it”, “not yet”."""
    for place, token in enumerate(clause):
        if token.low.startswith("un") and _finds(token.low[2:]):
            return True
        if token.low not in NEGATIONS:
            continue
        rest = clause[place + 1 :]
        if token.low == "no":
            if any(near.stem in _CALLED for near in rest[:2]):
                return True
        elif any(_finds(near.low) for near in rest[:_NEAR]) or (rest and all(_is_small(one) for one in rest)):
            return True
    return False


def _is_ahead(clause: Sequence[Token]) -> bool:
    """“To be defined”, “once we know it”, “finance will tell us”, “Agree on a figure”, “measurement starts in May”, “pending”."""
    if clause[0].low in _TO_COME or (clause[0].low == clause[0].stem and clause[0].low in _FINDING):
        return True
    if len(clause) > 1 and _finds(clause[0].low) and clause[1].stem in _BEGINS:
        return True
    return any(
        (token.low in _AHEAD or token.low.endswith("'ll")) and any(_finds(near.low) for near in clause[place + 1 : place + _NEAR])
        for place, token in enumerate(clause)
    )


def _is_no_name(clause: Sequence[Token]) -> bool:
    if clause[0].low in _FINDING and len(clause) > 1 and clause[1].low in _SETTLES:
        return True
    if [token.low for token in clause[:2]] == ["to", "be"]:
        return _is_ahead(clause)
    return all(map(_is_small, clause)) and (_says_none(clause) or _is_ahead(clause))


def _finds(word: str) -> bool:
    return any(form in _FINDING or form in _CALLED for form in bases(word))


def _is_small(token: Token) -> bool:
    return token.low in _SMALL or token.low in _TO_COME or _finds(token.low.removeprefix("un"))
