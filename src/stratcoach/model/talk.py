"""How people talk when they are asked: what they say while they think, and how they begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.model.grammar import listed
from stratcoach.model.tokens import Token

_NOISES: Final = listed("um uh uhm erm ehm er hm hmm mhm oh ah eh")
_ASIDES: Final = [
    phrase.split()
    for phrase in [
        "well",
        "ok",
        "okay",
        "right",
        "yeah",
        "honestly",
        "frankly",
        "basically",
        "so",
        "sort of",
        "kind of",
        "you know",
        "i mean",
        "i'd say",
        "to be honest",
        "if i'm honest",
        "you see",
        "let's say",
        "don't they",
        "isn't it",
    ]
]
FILLERS: Final = _NOISES | {phrase[0] for phrase in _ASIDES}
"""The words with which something begins that can be left out."""
_BREAKS: Final = (",", ".", "?", "!", "…")


def without_fillers(tokens: Sequence[Token]) -> list[Token]:
    """Leave out “um” and, between marks, “well”, “sort of”, with the comma behind."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _filler(tokens, place, begins=not found or found[-1].low in _BREAKS)
        if length:
            place += length
            place += [token.low for token in tokens[place : place + 1]] == [","]
        else:
            found.append(tokens[place])
            place += 1
    return found


def _filler(tokens: Sequence[Token], place: int, *, begins: bool) -> int:
    """How many words from a place on say nothing."""
    if tokens[place].low in _NOISES:
        return 1
    for phrase in _ASIDES:
        behind = place + len(phrase)
        apart = behind >= len(tokens) or tokens[behind].low in _BREAKS
        if apart and (begins or len(phrase) > 1) and [token.low for token in tokens[place:behind]] == phrase:
            return len(phrase)
    return 0


_TALK: Final = [
    phrase.split()
    for phrase in [
        "i'd say",
        "i would say",
        "i think",
        "i guess",
        "i suppose",
        "i mean",
        "i hope",
        "i believe",
        "what i want is",
        "what we want is",
        "i want to say",
        "mostly",
        "mainly",
        "mainly i was thinking of",
        "i was thinking of",
        "probably",
        "maybe",
        "perhaps",
        "the problem is",
        "the problem",
    ]
]


def behind_talk(sentence: Sequence[Token]) -> int:
    """The place behind “I'd say”, “I think what I want is that”: how somebody begins who is asked."""
    at = 0
    while talk := next((one for one in _TALK if [token.low for token in sentence[at : at + len(one)]] == one), None):
        at += len(talk)
        while at < len(sentence) and sentence[at].low in (",", "that", ":"):
            at += 1
    return at if at < len(sentence) else 0
