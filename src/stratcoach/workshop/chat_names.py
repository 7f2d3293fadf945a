"""The names in the headers of chats: whom they mean, and what programs write around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from stratcoach.workshop.chat_stamps import is_day
from stratcoach.workshop.people import Person, bare_name, person_called

_FROM: Final = r"from|von|de|da|van|från|fra|od|desde|от"
_TO: Final = r"to|an|à|a|para|per|aan|till|til|do|кому"
_ALL: Final = (
    "everyone|everybody|all|you|me|alle|allen|mich|sie|tous|tout le monde|moi|vous|todos|todo el mundo|mí|ti|tutti|"
    "a tutti|me|toda la gente|iedereen|mij|alla|mig|wszyscy|wszystkich|hosts? and panelists|panelists"
)
_FRAMED: Final = re.compile(rf"(?:{_FROM})\s+(?P<name>.+?)\s+(?:{_TO})\s+(?P<to>.{{1,60}})", re.IGNORECASE)
_FROM_ALONE: Final = re.compile(rf"(?:{_FROM})\s+(?P<name>.+)", re.IGNORECASE)
_TO_ALL: Final = re.compile(rf"(?P<name>.+?)\s+(?:{_TO})\s+(?:{_ALL})", re.IGNORECASE)

_EVERYONE: Final = re.compile(rf"(?:{_ALL})", re.IGNORECASE)

_BADGE: Final = re.compile(
    r"(?:app|bot|guest|gast|invité|invitado|external|extern|host|organi[sz]er|(?-i:[A-Z]{3,5}))", re.IGNORECASE
)
_PARTICLES: Final = frozenset(
    [
        "de",
        "del",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ben",
        "da",
        "dos",
        "das",
        "do",
        "di",
        "du",
        "ter",
        "ten",
        "y",
        "e",
    ]
)
_LONGEST_WITHOUT_CASE: Final = 8
_PHONE: Final = re.compile(r"\+[\d\s()-]{6,20}")
_HANDLE: Final = re.compile(r"@?[a-z][a-z0-9]*(?:[._][a-z0-9]+)+|@[\w.]+")
_LONGEST: Final = 300
"""A line with more characters than two names and what is beside them is no header."""
_AROUND: Final = " \t,:;–—-·•|<>"


class Named(NamedTuple):
    """A name in a header. `is_framed` where words around it say that it is one, as in `From Ana to Everyone`."""

    name: str
    person: Person | None = None
    is_framed: bool = False

    @property
    def author(self) -> str:
        return self.person.name if self.person else self.name

    @property
    def is_full(self) -> bool:
        """Whether it is a first and a last name, a number or a handle: nothing that a note would begin with."""
        return 1 < len(self.name.split()) < 5 or bool(_PHONE.fullmatch(self.name) or _HANDLE.fullmatch(self.name))


def name_in(text: str, people: Sequence[Person]) -> Named | None:
    """The name that a part of a header is, without what is around it; None where it is no name."""
    told = " ".join(text.split()).strip(_AROUND)
    if len(told) > _LONGEST:
        return None
    for form in (_FRAMED, _FROM_ALONE):
        found = form.fullmatch(told)
        if found is None or (named := _named(found["name"], people)) is None:
            continue
        to = found["to"] if form is _FRAMED else ""
        is_framed = bool(to) and (named.person or _EVERYONE.fullmatch(to) or meant_in_full(bare_name(to), people))
        if is_framed or named.person:
            return named._replace(is_framed=bool(is_framed))
    if (found := _TO_ALL.fullmatch(told)) and (named := _named(found["name"], people)):
        return named._replace(is_framed=True)
    return _named(told, people)


def _named(text: str, people: Sequence[Person]) -> Named | None:
    if _PHONE.fullmatch(text):
        return Named(text)
    words = bare_name(text).strip(_AROUND).split()
    while len(words) > 1 and _BADGE.fullmatch(words[-1]) and (words[-1].isupper() or words[-1].islower()):
        words.pop()
    name = " ".join(words)
    if not name or is_day(name) or len(name) > 60 or len(words) > 6 or name[-1] in ".!?" * (len(words[-1]) > 2):
        return None
    if (person := meant_in_full(name, people)) is not None:
        return Named(name, person)
    return Named(name) if _looks_like_a_name(words) else None


def _looks_like_a_name(words: Sequence[str]) -> bool:
    if len(words) == 1 and _HANDLE.fullmatch(words[0]):
        return True
    proper = [word for word in words if word.lower() not in _PARTICLES or not word.islower()]
    if not proper or len(words) > 5 or any(sign in ':"“”()[]{}/=%&' for word in words for sign in word):
        return False
    return all(word[0].isupper() or (_has_no_case(word) and len(word) <= _LONGEST_WITHOUT_CASE) for word in proper)


def _has_no_case(word: str) -> bool:
    """Whether it is in a script without capital letters."""
    return word[0].isalpha() and word.lower() == word.upper()


def meant_in_full(name: str, people: Sequence[Person]) -> Person | None:
    """Whom a name means that was written by a program: no beginnings of names, and nothing behind it but other names."""
    words = name.split()
    person = person_called(name, people)
    low = [word.lower().strip(",") for word in words]
    called = [one.lower().split() for one in person.names] if person else []
    is_whole = any(own[: len(low)] == low or (set(own) <= set(low) and _looks_like_a_name(words)) for own in called)
    return person if is_whole else None


def is_badge(line: str) -> bool:
    """Whether a line is what a program puts beside a name, such as `APP` or a picture for where somebody is."""
    return _BADGE.fullmatch(line) is not None or re.fullmatch(r":[\w+-]+:|[^\w]+", line) is not None


def is_picture_of(line: str, name: str) -> bool:
    """Whether a line is the name again, or its initials, as it stands for a picture."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())
    bare = bare_name(line).lower()
    return bare == name.lower() or (
        line == line.upper() and line in (initials.upper(), initials[:1].upper(), initials[:2].upper())
    )
