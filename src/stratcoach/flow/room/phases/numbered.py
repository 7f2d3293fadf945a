"""What can be done with a note by its number, on every screen that shows it: merge, drop, park, change it."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.flow.room.chat import unsigned
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView
from stratcoach.flow.state import Event

KINDS: Final = frozenset(("collect", "round", "reveal", "vote", "decide"))
"""The kinds of views whose numbered rows are notes."""

_MERGE: Final = re.compile(r"(?:merge\s+)?\d+(?:\s*\+\s*\d+)+|merge(?:[\s,]+(?:and\s+)?\d+){2,}", re.IGNORECASE)
_AWAY: Final = re.compile(r"(drop|park)(?:[\s,]+(?:and\s+)?#?\d+)+\s*", re.IGNORECASE)
_EDIT: Final = re.compile(r"edit\s+#?(\d+)[:.]?(?:\s+(.*))?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"#?(\d+)[.:]?")


def shown(room: Room, view: RoomView) -> tuple[int, ...]:
    """The numbers of the notes on this screen."""
    if view.kind not in KINDS:
        return ()
    there = {note.number for note in room.board.open_notes}
    return tuple(number for row in view.rows if row.lead.isdecimal() and (number := int(row.lead)) in there)


def done_with(room: Room, view: RoomView, text: str) -> Taken | None:
    """The event of a text that says what to do with numbered notes; None where it says something else."""
    numbers = shown(room, view)
    told = " ".join(text.split())
    if not numbers:
        return None
    if match := _EDIT.fullmatch(told):
        return _changed(room, numbers, match)
    is_merge, away = _MERGE.fullmatch(told), _AWAY.fullmatch(told)
    if not is_merge and not away:
        return None
    meant = tuple(dict.fromkeys(int(number[:6]) for number in re.findall(r"\d+", told)))
    if missing := [number for number in meant if number not in numbers]:
        return Refusal(f"There is no note {missing[0]} on this screen.")
    if away:
        kind = "drop" if away[1].lower() == "drop" else "park_note"
        return Event(kind, room.step.id, tuple(map(str, meant)))
    if len(meant) < 2:
        return Refusal("To merge, type two different numbers: 1+2.")
    return Event("merge", room.step.id, tuple(map(str, meant)))


def _changed(room: Room, numbers: tuple[int, ...], match: re.Match[str]) -> Taken | None:
    number, words = match[1], match[2] or ""
    if int(number[:6]) not in numbers:
        return Refusal(f"There is no note {number} on this screen.")
    if not any(map(str.isalpha, words)):
        return Refusal(f"Add the new words: edit {number} and the words.")
    return Event("reword", room.step.id, (number, unsigned(words, room.record.people)))


def to_change(room: Room, view: RoomView, text: str) -> int:
    """The note that is to be put into the line: `edit 2`, and where a number means nothing else, the number alone. 0: none."""
    told = text.strip()
    match = _EDIT.fullmatch(told)
    number = match[1] if match and not match[2] else ""
    if not number and view.kind in ("reveal", "round") and (alone := _NUMBER.fullmatch(told)):
        number = alone[1]
    return int(number[:6]) if number and int(number[:6]) in shown(room, view) else 0


def changing(room: Room, under: RoomView, number: int) -> RoomView:
    """One note in the line, to be changed."""
    return RoomView(
        key=f"page.note.{number}",
        kind="note",
        title=under.title,
        place=under.place,
        question=f"How should note {number} read?",
        how="Change it, then Enter   Esc: back",
        draft=room.board.notes[number].text,
        time=under.time,
        ending=under.ending,
    )
