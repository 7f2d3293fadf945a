"""What is typed about notes: notes themselves, `1+2`, `drop 3`, `edit 2 In other words`, and where set-aside texts go."""

from __future__ import annotations

import re
from typing import Final, Literal

from stratcoach.messages import Message
from stratcoach.workshop.chat_paste import unsigned
from stratcoach.workshop.intents import (
    AddNotes,
    CloseRound,
    Continue,
    Drop,
    Intent,
    KeepApart,
    LetIn,
    Merge,
    ParkNotes,
    Pass,
    PlaceAside,
    PutInGroup,
    Reword,
    SendBack,
    SetAside,
    TakeFromGroup,
)
from stratcoach.workshop.note_import import Note, read_lines
from stratcoach.workshop.people import Person
from stratcoach.workshop.phases import line_below, note_groups
from stratcoach.workshop.phases.inbox import is_slip, is_thought, place_for_notes
from stratcoach.workshop.phases.note_actions import shown
from stratcoach.workshop.phases.writing import LETTERS, offered, suggested, to_speak
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_facts import Taken
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.similarity import SimilarNotes, Theme

_MERGE: Final = re.compile(r"(?:merge\s+)?\d+(?:\s*\+\s*\d+)+|merge(?:[\s,]+(?:and\s+)?\d+){2,}", re.IGNORECASE)
_AWAY: Final = re.compile(r"(drop|park)(?:[\s,]+(?:and\s+)?#?\d+)+\s*", re.IGNORECASE)
_GROUP: Final = re.compile(r"(un)?group((?:[\s,+#]|\band\b|\d)*)(?:([=:])\s*(.*))?", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d+|\band\b", re.IGNORECASE)
_ACCEPTED: Final = re.compile(r"g(?:\s*[=:]\s*(.+))?", re.IGNORECASE)
_LIKE_THIS: Final = Message("room_notes.group_like_this")
_EDIT: Final = re.compile(r"edit\s+#?(\d+)[:.]?(?:\s+(.*))?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"#?(\d+)[.:]?")
_DROP: Final = re.compile(r"drop(?:[\s,]+#?\d{1,4})+", re.IGNORECASE)
_TAKE: Final = re.compile(r"take((?:(?:[\s,]+|\s+and\s+)[a-z])+)", re.IGNORECASE)
_HELD: Final = re.compile(r"(in|back|drop)((?:[\s,]+#?\d{1,4}(?:\s*[-–]\s*\d{1,4})?)*)", re.IGNORECASE)
_WHERE: Final = re.compile(r"([nopd])((?:(?:[\s,]|and)*#?\d{1,4}(?:\s*[-–]\s*\d{1,4})?)*)", re.IGNORECASE)
_PLACES: Final[dict[str, Literal["notes", "answer", "park", "drop"]]] = {
    "n": "notes",
    "o": "answer",
    "p": "park",
    "d": "drop",
}


# ---- by their numbers


def with_numbers(room: Room, view: RoomView, text: str) -> Intent | Refusal | None:
    """What a text says to do with numbered notes on this screen; None where it says something else."""
    numbers, typed = shown(room, view), " ".join(text.split())
    if not numbers:
        return None
    if match := _EDIT.fullmatch(typed):
        if int(match[1][:6]) not in numbers:
            return Refusal(Message("room_notes.no_note_on_screen", number=match[1]))
        words = match[2] or ""
        if not any(map(str.isalpha, words)):
            return Refusal(Message("room_notes.add_new_words", number=match[1]))
        return Reword(number=int(match[1][:6]), text=unsigned(words, room.record.people))
    if grouped := _of_groups(typed):
        return grouped
    is_merge, away = _MERGE.fullmatch(typed), _AWAY.fullmatch(typed)
    if not is_merge and not away:
        return None
    named = tuple(dict.fromkeys(int(number[:6]) for number in re.findall(r"\d+", typed)))
    if missing := [number for number in named if number not in numbers]:
        return Refusal(Message("room_notes.no_note_on_screen", number=missing[0]))
    if away:
        return Drop(numbers=named) if away[1].lower() == "drop" else ParkNotes(numbers=named)
    return Merge(numbers=named)


def _of_groups(typed: str) -> Intent | Refusal | None:
    """`group 1 4 7 = Filling slots`, `group 18 = Another title`, `group 18 9`, `ungroup 4`."""
    match = _GROUP.fullmatch(typed)
    if match is None:
        return None
    numbers, rest, title = _GROUPED.findall(match[2]), _GROUPED.sub("", match[2]), match[4] or ""
    named = tuple(dict.fromkeys(int(number[:6]) for number in numbers if number.isdecimal()))
    if match[1]:
        return TakeFromGroup(numbers=named) if not match[3] and not rest.strip(" ,+#") else Refusal(_LIKE_THIS)
    has_title = bool(match[3])
    if not named or has_title == (not title) or (not has_title and len(named) < 2):
        return Refusal(_LIKE_THIS)
    return PutInGroup(numbers=named, title=title)


def of_theme(text: str, theme: Theme | None) -> Intent | None:
    """Notes that may belong together made a group, by `g` under the title that is proposed or by `g = A title` under another
    one, or not; None where something else was typed.
    """
    if theme is None:
        return None
    if match := _ACCEPTED.fullmatch(text):
        return PutInGroup(numbers=theme.numbers, title=match[1] or theme.title)
    return KeepApart(numbers=theme.numbers) if text.lower() in ("n", "no") else None


def dropped_unseen(room: Room, text: str) -> Drop | None:
    """Notes that are taken out by their numbers while nobody sees them; the facilitator's own screen shows the numbers."""
    match = _DROP.fullmatch(text.strip())
    numbers = tuple(dict.fromkeys(map(int, re.findall(r"\d+", match[0])))) if match else ()
    there = {note.number for note in room.board.open_notes}
    return Drop(numbers=numbers) if numbers and there.issuperset(numbers) else None


def taken_over(room: Room, text: str) -> AddNotes | Refusal | None:
    """What came up before, taken as notes by its letters, such as `take a c`; None where something else was typed."""
    match, offers = _TAKE.fullmatch(text.strip()), dict(zip(LETTERS, offered(room), strict=False))
    if not match or not offers:
        return None
    letters = dict.fromkeys(re.findall(r"\b[a-z]\b", match[1].lower()))
    if missing := [letter for letter in letters if letter not in offers]:
        return Refusal(Message("room_notes.no_such_letter", letter=missing[0], letters=tuple(offers)))
    return AddNotes(notes=tuple(Note(offers[letter]) for letter in letters))


def of_held(room: Room, text: str) -> Intent | None:
    """What becomes of notes that the facilitator reads first: `in`, `in 3`, `back 3`, `drop 3`."""
    match = _HELD.fullmatch(text.strip())
    if not match or not room.board.held:
        return None
    word, numbers = match[1].lower(), _numbers(match[2])
    if word == "in":
        return LetIn(numbers=numbers)
    if not numbers or (word == "drop" and not room.board.held.keys() >= set(numbers)):
        return None
    return SendBack(numbers=numbers) if word == "back" else Drop(numbers=numbers)


def to_change(room: Room, view: RoomView, text: str) -> int:
    """The note that is to be put into the line: `edit 2`, and where a number means nothing else, the number alone. 0: none."""
    typed = text.strip()
    match = _EDIT.fullmatch(typed)
    number = match[1] if match and not match[2] else ""
    if not number and view.kind in ("reveal", "round") and (alone := _NUMBER.fullmatch(typed)):
        number = alone[1]
    return int(number[:6]) if number and int(number[:6]) in shown(room, view) else 0


def of_pair(text: str, pair: SimilarNotes | None) -> Intent | None:
    """The pair that looks alike made one, or kept apart; None where something else was typed."""
    low = text.lower()
    if pair and low in ("y", "yes"):
        return Merge(numbers=(pair.one, pair.other))
    return KeepApart(numbers=(pair.one, pair.other)) if pair and low in ("n", "no") else None


# ---- new ones


def read_notes(room: Room, text: str) -> Intent | Refusal:
    if not text.strip():
        return Continue()
    if is_slip(text):
        return Refusal(Message("room_notes.slip_or_done"))
    return AddNotes(notes=read_lines(text, room.record.people))


def read_turn(room: Room, text: str) -> Intent | Refusal:
    lines = [line for line in text.splitlines() if line.strip()]
    waiting = to_speak(room)
    if not lines or (waiting and text.strip().lower() in ("pass", "passes")):
        return Pass() if waiting else Continue()
    if text.strip().lower() == "done":
        return CloseRound()
    if is_slip(text):
        return Refusal(Message("room_notes.slip"))
    return AddNotes(notes=read_lines(text, room.record.people))


def read_shown(room: Room, text: str) -> Intent | Refusal:
    typed = " ".join(text.split())
    if not typed:
        return Continue()
    if len(text.splitlines()) > 1:
        return Refusal(Message("room_notes.several_notes"))
    pair = suggested(room)
    asked = of_pair(typed, pair) if pair else of_theme(typed, note_groups.suggestion(room))
    return asked or _changed(room, typed)


def _changed(room: Room, typed: str) -> Intent | Refusal:
    number, _, words = typed.removeprefix("edit ").partition(" ")
    number = number.rstrip(":.")
    known = {str(note.number) for note in (*room.board.open_notes, *room.board.options)}
    if number in known and any(map(str.isalpha, words)):
        return Reword(number=int(number), text=unsigned(words, room.record.people))
    if number.isdigit():
        return Refusal(Message("room_notes.no_such_note"))
    word, _, added = typed.partition(" ")
    if word.lower() == "add" and added.strip():
        return AddNotes(notes=read_lines(added, room.record.people))
    return Refusal(Message("room_notes.not_one_of_the_keys"))


# ---- set aside


def set_aside(text: str, people: tuple[Person, ...]) -> SetAside:
    return SetAside(notes=read_lines(text, people))


def read_place(room: Room, text: str) -> Intent | Refusal:
    """Where what was set aside goes, by a letter and numbers; or more of the same."""
    step, line = place_for_notes(room), line_below(room)
    match = _WHERE.fullmatch(text.strip())
    if match and ((match[1].lower() != "n" or step) and (match[1].lower() != "o" or line)):
        return PlaceAside(where=_PLACES[match[1].lower()], numbers=_numbers(match[2]))
    if len(text.splitlines()) < 2 and not is_thought(text):
        letters = (*(("n",) if step else ()), *(("o",) if line else ()), "p", "d")
        return Refusal(Message("room_notes.say_by_letter", letters=letters))
    return AddNotes(notes=read_lines(text, room.record.people))


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers in a text such as `1 3-5`, each once."""
    ranges = ((int(one), int(last or one)) for one, last in re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", text))
    return tuple(dict.fromkeys(number for one, last in ranges for number in range(one, min(last, one + 999) + 1)))


def submitted(room: Room, read: Intent | Refusal) -> Taken:
    return read if isinstance(read, Refusal) else room.submit(read)
