"""What was copied out of a call's chat: who said each line, without the header and the time stamp before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.room.people import Person, meant

_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_STAMP: Final = rf"(?:{_DATE},?\s+{_TIME}|{_TIME},?\s+{_DATE}|{_TIME})"
_NAME: Final = r"(?P<name>[^\W\d_][^:\[\]]{0,59}?)"
_SENDER: Final = r"(?P<name>(?:~\s?)?[^\W\d_a-zß-öø-ÿ][^:\[\]]{0,59}?|\+[\d\s()-]{6,20})"
_REST: Final = r"(?:\s*:\s*(?P<rest>.*))"

_CLEAR: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_STAMP}\s+From\s+{_NAME}\s+[Tt]o\s+[^:]{{1,60}}?{_REST}",
        rf"From\s+{_NAME}\s+[Tt]o\s+Everyone(?:\s+{_STAMP})?{_REST}",
        rf"{_STAMP}\s+From\s+{_NAME}{_REST}",
        rf"{_NAME}\s+to\s+(?:Everyone|You|Me)\b(?:\s*\(.*?\))?\s+{_STAMP}(?P<rest>)",
        rf"\[{_STAMP}\]\s*{_SENDER}{_REST}",
        rf"{_DATE},?\s+{_TIME}\s+[-–]\s+{_SENDER}{_REST}",
        rf"{_NAME}\s+\[{_STAMP}\](?:\s*:)?\s*(?P<rest>.*)",
    )
)
"""Forms that nothing but a chat has: the name is taken off, whoever it is."""

_IF_HERE: Final = tuple(
    re.compile(form)
    for form in (rf"{_NAME},?\s+{_STAMP}(?:\s*:)?(?P<rest>)", rf"\[{_STAMP}\]\s*{_NAME}(?P<rest>)", rf"{_STAMP}\s+{_NAME}{_REST}")
)
"""Forms that a note could have, too: only with the name of somebody here, or a first and a last name above a line."""

_STAMPED: Final = re.compile(rf"^(?:\[{_STAMP}\]\s*|{_DATE},?\s+{_TIME}\s+[-–]\s+)")
_MARK: Final = re.compile(r"\s*\([^)]*\)|\s*\|.*|^~\s?")


_ABOUT: Final = re.compile(
    r"Repl(?:ying|ied) to [\"“].*[\"”]:?|Reacted to [\"“]?.*[\"”]? with \W+|Removed an? \W+ reaction from [\"“].*[\"”]"
)
"""What a call's chat says by itself about what somebody said: nobody's note."""


class Line(NamedTuple):
    """One line and who said it, where that is known. `is_chat` where a chat's header said so."""

    text: str
    author: str = ""
    is_chat: bool = False


def said(text: str, people: Sequence[Person]) -> Iterator[Line]:
    """The lines of a text. What stands below a chat's header is of whom the header names, up to the next one."""
    lines = [line.strip() for line in text.splitlines()]
    author, has_text = "", False
    for at, line in enumerate(lines):
        if not line:
            author = "" if has_text else author
            continue
        header = _header(line, people, is_above=any(lines[at + 1 :]))
        if header:
            says = bool(header.text) and not _ABOUT.fullmatch(header.text)
            author, has_text = header.author, says
            if says:
                yield header
            continue
        if _ABOUT.fullmatch(line):
            continue
        own, bare = named(line, people), _STAMPED.sub("", line, count=1)
        if bare != line or (own and own.author != author):
            author = ""
        has_text = True
        yield own or Line(bare, author, bool(author))


def named(line: str, people: Sequence[Person]) -> Line | None:
    """A line that begins with the name of somebody here and a colon."""
    name, colon, rest = line.partition(":")
    person = _plainly(name, people) if colon else None
    return Line(rest.strip(), person.name) if person else None


def _header(line: str, people: Sequence[Person], *, is_above: bool) -> Line | None:
    for form in _CLEAR:
        if found := form.fullmatch(line):
            person = _by_words(found["name"], people)
            return Line(found["rest"].strip(), person.name if person else _bare(found["name"]), is_chat=True)
    for form in _IF_HERE:
        if not (found := form.fullmatch(line)) or (not found["rest"] and not is_above):
            continue
        if person := _plainly(found["name"], people):
            return Line(found["rest"].strip(), person.name, is_chat=True)
        words = found["name"].split()
        if not found["rest"] and 1 < len(words) < 4 and all(word[0].isupper() for word in words):
            return Line("", _bare(found["name"]), is_chat=True)
    return None


def _bare(name: str) -> str:
    """A name without what a call puts beside it: `(he/him)`, `(Guest)`, `| Company`."""
    return " ".join(_MARK.sub("", name).split())


def _plainly(name: str, people: Sequence[Person]) -> Person | None:
    """Whom a name means that stands there as it was given here, or with a last name behind it."""
    words = _bare(name).split()
    low = [word.lower() for word in words]
    exact = [one for one in people if one.name.lower().split() == low]
    shorter = [one for one in people if low and one.name.lower().split()[: len(low)] == low]
    longer = [
        one
        for one in people
        if len(words) < 4 and low[: len(own := one.name.split())] == [word.lower() for word in own] and _are_names(words)
    ]
    found = exact or shorter or longer
    return found[0] if len(found) == 1 else None


def _are_names(words: Sequence[str]) -> bool:
    return all(word[0].isupper() for word in words)


def _by_words(name: str, people: Sequence[Person]) -> Person | None:
    """Whom a name in a chat's header means, with a last name behind or before it."""
    words = {word.strip(",") for word in _bare(name).lower().split()}
    held = [one for one in people if set(one.name.lower().split()) <= words]
    return _plainly(name, people) or meant(_bare(name), people) or (held[0] if len(held) == 1 else None)
