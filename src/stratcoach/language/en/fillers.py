"""How people talk when they are asked: what they say while they think, and how they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from stratcoach.language.en.grammar import listed
from stratcoach.language.tokens import Token

_Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def _by_first(phrases: str) -> _Phrases:
    """Phrases by their first words, the longer ones first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(one.split()) for one in phrases.split(", ")), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


_NOISES: Final = listed("um uh uhm erm ehm er hm hmm mhm oh ah eh")
_ASIDES: Final = _by_first(
    "well, ok, okay, right, yeah, like, say, honestly, frankly, basically, so, sort of, kind of, you know, i mean, i'd say, "
    "to be honest, if i'm honest, you see, let's say, don't they, isn't it"
)
FILLERS: Final = _NOISES | listed(
    "like say well ok okay right yeah honestly frankly basically sort kind know mean i'd honest see let's don't isn't"
)
"""The words by which it is seen that something may be left out: of each phrase the rarest one."""
_INSERTED: Final = ("like", "say")
_BREAKS: Final = (",", ".", "?", "!", "…")
_TALK: Final = _by_first(
    "i'd say, i would say, i think, i guess, i suppose, i mean, i hope, i believe, what i want is, what we want is, "
    "i want to say, mostly, mainly, mainly i was thinking of, i was thinking of, probably, maybe, perhaps, the problem is, the problem"
)


def without_fillers(tokens: Sequence[Token]) -> list[Token]:
    """Leave out “um” and, between marks, “well”, “sort of”, with the comma behind, and before where it stands between two."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _filler(tokens, place, begins=not found or found[-1].low in _BREAKS)
        if length:
            place += length
            comma = [token.low for token in tokens[place : place + 1]] == [","]
            inserted = length > 1 or tokens[place - 1].low in _INSERTED
            if comma and inserted and found and found[-1].low == ",":
                found.pop()
            place += comma
        else:
            found.append(tokens[place])
            place += 1
    return found


def _filler(tokens: Sequence[Token], place: int, *, begins: bool) -> int:
    """How many words from a place on say nothing."""
    low = tokens[place].low
    if low in _NOISES:
        return 1
    length = _phrase(_ASIDES, tokens, place) if low in _ASIDES else 0
    apart = place + length >= len(tokens) or tokens[place + length].low in _BREAKS
    return length if apart and (begins or length > 1) else 0


def _phrase(phrases: _Phrases, tokens: Sequence[Token], place: int) -> int:
    """How many words the phrase has that begins at a place; 0 where none does."""
    for phrase in phrases.get(tokens[place].low, ()):
        if tuple([token.low for token in tokens[place : place + len(phrase)]]) == phrase:
            return len(phrase)
    return 0


def behind_talk(sentence: Sequence[Token]) -> int:
    """The place behind “I'd say”, “I think what I want is that”: how somebody begins who is asked."""
    at = 0
    while at < len(sentence) and (length := _phrase(_TALK, sentence, at)):
        at += length
        while at < len(sentence) and sentence[at].low in (",", "that", ":"):
            at += 1
    return at if at < len(sentence) else 0


_POLITE: Final = _NOISES | listed("sorry honestly really well yet ok so just to be honest frankly")
_NOT_KNOWN: Final = frozenset(
    [
        "i don't know",
        "don't know",
        "dont know",
        "i dont know",
        "dunno",
        "i dunno",
        "no idea",
        "i have no idea",
        "i've no idea",
        "no clue",
        "i have no clue",
        "not sure",
        "i'm not sure",
        "im not sure",
        "idk",
        "dunno no idea",
        "don't know no idea",
        "we don't know",
        "nobody knows",
    ]
)


def knows_nothing(text: str) -> bool:
    """Say whether an answer says only that somebody doesn't know: “hmm, no idea, sorry”."""
    letters = "".join(letter if letter.isalpha() or letter in "'’" else " " for letter in text.lower()[:80]).replace("’", "'")
    return " ".join(word for word in letters.split() if word not in _POLITE) in _NOT_KNOWN
