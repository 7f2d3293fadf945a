"""The message about something that has just happened; most of it shows by itself."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.state import Event
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.workshop.board_reducers import LINE
from stratcoach.workshop.phases.planning import not_all_here
from stratcoach.workshop.reducers import ASKED
from stratcoach.workshop.room_facts import RoomFacts

_UNDONE: Final = {
    "note": Message("room.undone_note"),
    "answers": Message("room.undone_notes_added"),
    "incoming": Message("room.undone_notes_added"),
    "ballots": Message("room.undone_ballots"),
    "counts": Message("room.undone_counts"),
    "decide": Message("room.undone_decide"),
    "choose": Message("room.undone_choose"),
    "merge": Message("room.undone_merge"),
    "enter": Message("room.undone_enter"),
    "park": Message("room.undone_park"),
    "place": Message("room.undone_place"),
    "plan": Message("room.undone_plan"),
    "reached": Message("room.undone_reached"),
    "fist": Message("room.undone_fist"),
    "park_note": Message("room.undone_park_note"),
    "drop": Message("room.undone_drop"),
    "reword": Message("room.undone_reword"),
    "rename": Message("room.undone_rename"),
    "people": Message("room.undone_people"),
    "left_ballot": Message("room.undone_left_ballot"),
    "against": Message("room.undone_against"),
    "phase": Message("room.undone_phase"),
}


def message_after(event: Event, room: RoomFacts) -> Message:
    """The message about an event, for the next screen."""
    texts = event.value if isinstance(event.value, tuple) else (event.value,)
    match event.kind:
        case "undo" if undone := room.record.undone:
            return _UNDONE.get(undone.kind, Message("room.undone"))
        case "people":
            return not_all_here(room)
        case "park":
            return Message("room.parked", text=quote(texts[0], 60), more=max(len(texts) // 2 - 1, 0))
        case "place":
            return _placed(event, room)
        case "incoming" if known := [doubt for doubt in texts[::3] if not doubt]:
            return Message("room_notes.notes_added", count=len(known))
        case "answers":
            return _came_in(texts)
        case "settle" if len(texts) > 4 and texts[4]:
            return Message("room.settled_by", owner=texts[3], day=dates.with_weekday(texts[4]))
        case "decide" if day := (*texts, "", "", "", "")[4] or (*texts, "", "")[2]:
            return Message("room.decided_until", day=dates.with_weekday(day))
        case "merge":
            return Message("room.merged", numbers=texts[1:], count=len(texts) - 1, into=texts[0])
        case "drop":
            return Message("room.dropped_notes", numbers=texts, count=len(texts))
        case "park_note":
            return Message("room.parked_notes", numbers=texts, count=len(texts))
        case "reword":
            return Message("room.note_reads", number=texts[0], text=quote(texts[1], 60))
        case "rename":
            return Message("room.renamed", name=event.key, new=str(event.value))
        case "left_ballot":
            return Message("room.ballot_of_gone", name=texts[0], counts=texts[1])
        case "note" if room.kind == "reveal":
            return Message("room.note_at_end")
    is_day = event.kind == f"{ASKED}answer" and isinstance(event.value, str) and len(event.value) == len("2026-12-15")
    return Message("room.read_as_day", day=dates.with_weekday(texts[0])) if is_day and dates.parse(texts[0]) else NOTHING


def _came_in(texts: tuple[str, ...]) -> Message:
    count, names = len(texts) // 3, tuple(filter(None, dict.fromkeys(texts[1::3])))
    if not names:
        return Message("room_notes.notes_added", count=count)
    return Message("room_notes.notes_added_from", count=count, names=names)


def _placed(event: Event, room: RoomFacts) -> Message:
    where = event.value if isinstance(event.value, str) else event.value[0]
    if where == LINE:
        return Message("room.placed_in_line")
    if event.key:
        title = next((step.title for step in room.record.every_step if step.id == event.key), event.key)
        return Message("room.placed_in_notes", title=title)
    return Message("room.placed_in_car_park") if where == "park" else Message("room.dropped")
