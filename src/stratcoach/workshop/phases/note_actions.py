"""What can be done with a note by its number, on every screen that shows it: merge, drop, park, change it."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.flow.state import Event
from stratcoach.messages import Message
from stratcoach.workshop.chat_paste import unsigned
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomView

KINDS: Final = frozenset(("collect", "round", "reveal", "vote", "decide"))
"""The kinds of views whose numbered rows are notes."""

_MERGE: Final = re.compile(r"(?:merge\s+)?\d+(?:\s*\+\s*\d+)+|merge(?:[\s,]+(?:and\s+)?\d+){2,}", re.IGNORECASE)
_AWAY: Final = re.compile(r"(drop|park)(?:[\s,]+(?:and\s+)?#?\d+)+\s*", re.IGNORECASE)
_EDIT: Final = re.compile(r"edit\s+#?(\d+)[:.]?(?:\s+(.*))?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"#?(\d+)[.:]?")


def shown(room: RoomFacts, view: RoomView) -> tuple[int, ...]:
    """The numbers of the notes on this screen."""
    if view.kind not in KINDS:
        return ()
    there = {note.number for note in room.board.open_notes}
    leads = (row.lead for row in view.rows if isinstance(row.lead, str) and row.lead.isdecimal())
    return tuple(number for lead in leads if (number := int(lead)) in there)


def done_with(room: RoomFacts, view: RoomView, text: str) -> Taken | None:
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
        return Refusal(Message("room_notes.no_note_on_screen", number=missing[0]))
    if away:
        kind = "drop" if away[1].lower() == "drop" else "park_note"
        return Event(kind, room.step.id, tuple(map(str, meant)))
    if len(meant) < 2:
        return Refusal(Message("room_notes.two_to_merge"))
    return Event("merge", room.step.id, tuple(map(str, meant)))


def _changed(room: RoomFacts, numbers: tuple[int, ...], match: re.Match[str]) -> Taken | None:
    number, words = match[1], match[2] or ""
    if int(number[:6]) not in numbers:
        return Refusal(Message("room_notes.no_note_on_screen", number=number))
    if not any(map(str.isalpha, words)):
        return Refusal(Message("room_notes.add_new_words", number=number))
    return Event("reword", room.step.id, (number, unsigned(words, room.record.people)))


def to_change(room: RoomFacts, view: RoomView, text: str) -> int:
    """The note that is to be put into the line: `edit 2`, and where a number means nothing else, the number alone. 0: none."""
    told = text.strip()
    match = _EDIT.fullmatch(told)
    number = match[1] if match and not match[2] else ""
    if not number and view.kind in ("reveal", "round") and (alone := _NUMBER.fullmatch(told)):
        number = alone[1]
    return int(number[:6]) if number and int(number[:6]) in shown(room, view) else 0


def changing(room: RoomFacts, under: RoomView, number: int) -> RoomView:
    """One note in the line, to be changed."""
    return RoomView(
        key=f"page.note.{number}",
        kind="note",
        title=under.title,
        place=under.place,
        question=Message("room_notes.how_should_note_read", number=number),
        actions=(Action("enter", Message("room_notes.do_change_note")), Action("close", Message("room_notes.do_go_back"))),
        draft=room.board.notes[number].text,
        time=under.time,
        ending=under.ending,
    )


def actions(number: int) -> tuple[Action, ...]:
    """What can be done with a note by its number."""
    return (
        Action("edit", Message("room_notes.do_change", number=number)),
        Action("drop", Message("room_notes.do_drop", number=number)),
        Action("park", Message("room_notes.do_park", number=number)),
    )
