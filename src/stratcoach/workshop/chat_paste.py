"""What was copied out of a call's or a team's chat: who wrote each line, without the headers and the times around it.

No list of programs could be complete. What a header looks like is learned from the text itself: a time with a name beside,
above or below it, in the same place again and again, with the names of people who are here or names that come back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from stratcoach.workshop.chat_names import Named, is_badge, is_picture_of, meant_in_full, name_in
from stratcoach.workshop.chat_stamps import Stamped, is_day, stamped
from stratcoach.workshop.people import Person, bare_name

Place = Literal["name time", "time name", "time name text", "name time text", "above", "below"]
"""Where the name is: on the line of the time, or on the one above or below."""


class ChatLine(NamedTuple):
    """One line and who wrote it, where that is known. `is_chat` where a chat's header says so; `is_notice` where the chat's
    program probably wrote it: it has a time and no name, or comes again and again.
    """

    text: str
    author: str = ""
    is_chat: bool = False
    is_notice: bool = False


class _Header(NamedTuple):
    """A line that may be a header. `at` is the line of the time, `name_at` that of the name."""

    at: int
    name_at: int
    place: Place
    stamp: Stamped
    named: Named
    rest: str = ""

    @property
    def shape(self) -> tuple[Place, bool]:
        return self.place, self.stamp.in_brackets

    @property
    def is_clear(self) -> bool:
        """Whether nothing but a chat has it, whoever it names."""
        sends = self.place == "time name text" and (self.stamp.in_brackets or self.stamp.has_day or self.stamp.has_seconds)
        return self.named.is_framed or sends


_ABOUT: Final = re.compile(
    r"Repl(?:ying|ied) to [\"“].*[\"”]:?|Reacted to [\"“]?.*[\"”]? with \W+|Removed an? \W+ reaction from [\"“].*[\"”]|"
    r"WEBVTT|\d{1,4} (?:repl(?:y|ies)|Antwort(?:en)?|réponses?|respuestas?|rispost[ae]|respostas?|reacties?)|"
    r"(?:Last reply|Letzte Antwort|Dernière réponse|Última respuesta) .{2,40}|(?:View|Show) thread|replied to a thread:.*|"
    r"Also sent to the channel|<Media omitted>|\(?(?:edited|bearbeitet|modifié|editado|modificato|bewerkt)\)?",
    re.IGNORECASE,
)
"""What a chat's program writes by itself: nobody's note."""
_EDITED: Final = re.compile(
    r"(?<!\s)\s*+[(<](?:edited|bearbeitet|modifié|editado|modificato|bewerkt|this message was edited)[)>]$", re.IGNORECASE
)
_EDITED_AFTER: Final = re.compile(r"[\s,·(]*(?:edited|bearbeitet|modifié|editado|modificato|bewerkt)[)\s]*", re.IGNORECASE)
_VOICE: Final = re.compile(r"<v(?:\.\w+)*\s+([^>]{1,60})>(.*?)(?:</v>)?")
_ANGLE: Final = re.compile(r"<([^<>\s][^<>]{0,39})>\s+(.+)")
_DIRECT: Final = re.compile(
    r"(?<!\s)\s*+\((?:direct message|privately|private|direktnachricht|privat|en privé|privado|privato)\)(?=\s*(?::|\d{1,2}[:h.]\d))",
    re.IGNORECASE,
)


def said(text: str, people: Sequence[Person]) -> Iterator[ChatLine]:
    """The lines of a text. What stands below a chat's header is of whom the header names, up to the next one."""
    lines = [_DIRECT.sub("", line.strip()) for line in text.splitlines()]
    headers, gone = _headers(lines, people)
    author, is_chat, again = "", bool(headers), Counter(line for at, line in enumerate(lines) if at not in headers)
    for at, line in enumerate(lines):
        header = headers.get(at)
        if header is not None:
            author = header.named.author
        elif at in gone:
            continue
        told = _EDITED.sub("", header.rest if header else line)
        if not told or _ABOUT.fullmatch(told) or (is_chat and is_day(told)):
            continue
        own = None if header else named(told, people)
        if own:
            author = author if own.author == author else ""
            yield own
            continue
        text, is_notice = (told, False) if header else _without_stamp(told, is_chat=is_chat)
        yield ChatLine(text, author, is_chat, is_notice or (is_chat and again[line] > 1))


def named(line: str, people: Sequence[Person]) -> ChatLine | None:
    """A line that begins with the names of people who are here and a colon."""
    name, colon, rest = line.partition(":")
    if not colon or len(name) > 120:
        return None
    if person := _begun_by(bare_name(name), people):
        return ChatLine(rest.strip(), person.name)
    parts = [part.strip() for part in _AND.split(name)]
    found = [_begun_by(bare_name(part), people) for part in parts] if len(parts) > 1 else []
    known = [one for one in found if one is not None]
    if known and len(known) == len(parts):
        return ChatLine(rest.strip(), ", ".join(one.name for one in known))
    return None


def unsigned(words: str, people: Sequence[Person]) -> str:
    """A note in other words, on one line and without the name of who wrote it: names never show on the screen."""
    flat = " ".join(words.split())
    line = named(flat, people)
    return line.text if line and line.text else flat


def _begun_by(name: str, people: Sequence[Person]) -> Person | None:
    """Whom a name before a colon means: `For Ana: …` and `Our Ana: …` are about her, not by her."""
    person, words = meant_in_full(name, people), name.lower().split()
    called = [one.lower().split() for one in person.names] if person else []
    return person if any(own[: len(words)] == words or words[: len(own)] == own for own in called) else None


def begins_with_name(line: str, people: Sequence[Person]) -> bool:
    """Whether a line begins with the whole name of somebody here, as a notice does that they came or left."""
    low = f"{line.lower()} "
    called = [name.lower() for one in people for name in one.names]
    return any(low.startswith((f"{name} ", f"@{name} ")) for name in called)


_AND: Final = re.compile(
    r"(?:(?<!\s)\s++)?[,/&+]\s*(?:and\s+|und\s+|et\s+|y\s+|e\s+)?|(?<!\s)\s++(?:and|und|et|y|e|en|i|og|och)\s+"
)


def _without_stamp(line: str, *, is_chat: bool) -> tuple[str, bool]:
    """A line without a time in brackets before it, as chats put it before what somebody goes on to write; and whether it is
    rather a notice, which has a day or seconds before it and nobody's name.
    """
    found = stamped(line)
    if found is None or found.before or not found.after:
        return line, False
    is_notice = is_chat and (found.has_day or found.has_seconds) and not found.in_brackets
    return (found.after.lstrip("-–— ") if is_notice or found.in_brackets else line), is_notice


# ---- which lines are headers


def _headers(lines: Sequence[str], people: Sequence[Person]) -> tuple[dict[int, _Header], set[int]]:
    """The headers by the line in which their text begins, and the lines that are gone with them."""
    stamps = {at: found for at, line in enumerate(lines) if (found := stamped(line))}
    candidates = [*_on_one_line(lines, stamps, people), *_on_two_lines(lines, stamps, people)]
    accepted = sorted({one.at: one for one in _accepted(candidates)}.values())
    headers: dict[int, _Header] = {}
    gone: set[int] = set()
    for header in accepted:
        headers[max(header.at, header.name_at)] = header
        gone |= {header.at, header.name_at, *_pictures(lines, min(header.at, header.name_at), header.named.name)}
        gone |= {at for at in range(header.name_at + 1, header.at) if is_badge(lines[at])}
    headers |= {at: one for at, one in _without_times(lines, people, stamps) if at not in gone}
    if headers:
        gone |= {at for at, found in stamps.items() if found.is_alone}
    gone |= {at - 1 for at in gone if at in stamps and stamps[at].is_alone and lines[at - 1].isdigit()}
    return headers, gone


def _on_one_line(lines: Sequence[str], stamps: dict[int, Stamped], people: Sequence[Person]) -> Iterator[_Header]:
    for at, stamp in stamps.items():
        found = stamp._replace(after="") if _EDITED_AFTER.fullmatch(stamp.after) else stamp
        name, colon, rest = found.after.partition(":")
        place: Place | None = None
        if found.before and (not found.after or (found.after.startswith(":") or found.in_brackets)):
            rest = found.after.strip(" :")
            place, name = "name time text" if rest else "name time", found.before
        elif not found.before and (angle := _ANGLE.fullmatch(found.after)):
            place, name, rest = "time name text", angle[1], angle[2]
        elif not found.before and colon:
            place = "time name text"
        elif not found.before and found.after:
            place, name, rest = "time name", found.after, ""
        named = (name_in(name, people) or _dashed(found)) if place else None
        if place and named and (rest or any(lines[at + 1 : at + 4])):
            yield _Header(at, at, place, found, named, rest.strip())


def _dashed(found: Stamped) -> Named | None:
    """A name of any kind between the beginning of a line and a dash, with a day behind it: `pianist99 — Today at 10:23`."""
    name = found.before.rstrip("—– ")
    is_one = found.has_day and not found.after and name != found.before.rstrip() and len(name.split()) < 4
    return Named(name, is_framed=True) if is_one and name else None


def _on_two_lines(lines: Sequence[str], stamps: dict[int, Stamped], people: Sequence[Person]) -> Iterator[_Header]:
    """Times that are alone on a line, with the name above or below, whichever it is more often."""
    alone = [at for at, found in stamps.items() if found.is_alone]
    found: dict[Place, list[_Header]] = {"above": [], "below": []}
    for at in alone:
        for place, near in (("above", _near(lines, at, -1)), ("below", _near(lines, at, 1))):
            if near is None or near in stamps:
                continue
            named = name_in(lines[near], people)
            if named and any(line for line in lines[max(at, near) + 1 : max(at, near) + 4]):
                found[place].append(_Header(at, near, place, stamps[at], named))  # type: ignore[index, arg-type]
    weight = {place: sum(2 + 4 * bool(one.named.person) + one.named.is_full for one in those) for place, those in found.items()}
    yield from found["below" if weight["below"] > weight["above"] else "above"]


def _near(lines: Sequence[str], at: int, way: int) -> int | None:
    """The nearest line with something in it, over badges and one blank line at most."""
    blanks = 0
    at += way
    while 0 <= at < len(lines) and blanks < 2:
        if lines[at] and not (way < 0 and is_badge(lines[at])):
            return at
        blanks += not lines[at]
        at += way
    return None


def _accepted(candidates: Sequence[_Header]) -> Iterator[_Header]:
    """The candidates of those shapes that are headers by who is named in them, and how often."""
    shapes: dict[tuple[Place, bool], list[_Header]] = defaultdict(list)
    for one in candidates:
        shapes[one.shape].append(one)
    for those in shapes.values():
        names = {one.named.author for one in those}
        here = {one.named.author for one in those if one.named.person}
        is_shape = len(here) * 2 >= len(names) or _come_back(those)
        for one in those:
            is_above = one.place == "above" or (one.place != "time name text" and one.named.is_full)
            if one.is_clear or one.named.person or is_shape or is_above:
                yield one


def _come_back(those: Sequence[_Header]) -> bool:
    """Whether headers without anybody who is here are headers all the same: several, with names of their own line."""
    counted = Counter(one.named.name for one in those)
    if those[0].place in ("time name text", "time name"):
        return len(those) > 1 and all(one.named.is_full for one in those)
    return len(those) > 1 and (max(counted.values()) > 1 or len(counted) == len(those))


def _pictures(lines: Sequence[str], at: int, name: str) -> Iterator[int]:
    """The lines before a header that repeat its name or its initials."""
    before = at - 1
    while before >= 0 and lines[before] and is_picture_of(lines[before], name):
        yield before
        before -= 1


def _without_times(lines: Sequence[str], people: Sequence[Person], stamps: dict[int, Stamped]) -> Iterator[tuple[int, _Header]]:
    """Headers that have no time: the name of somebody here alone above a text, `From … to …:`, or a transcript's voice."""
    for at, line in enumerate(lines):
        if not line or (len(line) > 160 and not line.startswith("<v")):
            continue
        no_time = Stamped("", "")
        if voice := _VOICE.fullmatch(line):
            one = name_in(voice[1], people) or Named(bare_name(voice[1]))
            yield at, _Header(at, at, "name time text", no_time, one, voice[2].strip())
            continue
        if angle := _ANGLE.fullmatch(line):
            if (one_named := name_in(angle[1], people)) and one_named.person:
                yield at, _Header(at, at, "name time text", no_time, one_named, angle[2])
            continue
        name, colon, rest = line.partition(":")
        found = name_in(name, people) if len(name.split()) <= _MOST_WORDS[bool(colon)] else None
        after_cue = at - 1 in stamps and stamps[at - 1].is_alone
        if found and colon and (found.is_framed or (after_cue and rest)):
            yield at, _Header(at, at, "name time text", no_time, found, rest.strip())
        elif found and not colon and found.person and _is_whole(found) and any(lines[at + 1 : at + 3]):
            yield at, _Header(at, at, "name time", no_time, found)


_MOST_WORDS: Final = {True: 12, False: 6}
"""Words of a name with all that is around it: before a colon, and alone on a line."""


def _is_whole(found: Named) -> bool:
    """Whether a name alone on a line is somebody's whole name as it is given here, or longer."""
    return found.person is not None and set(found.person.name.lower().split()) <= set(found.name.lower().split())
