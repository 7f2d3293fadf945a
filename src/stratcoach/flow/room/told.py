"""What is said about something that has just happened; most of it shows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.flow.room.board_folds import LINE
from stratcoach.flow.room.folds import ASKED
from stratcoach.flow.room.phases.setting_up import not_all_here
from stratcoach.flow.room.room import Room
from stratcoach.flow.state import Event
from stratcoach.flow.wording import quote
from stratcoach.model import dates

_UNDONE: Final = {
    "note": "Undone: the last notes.",
    "answers": "Undone: the notes that were added.",
    "incoming": "Undone: the notes that were added.",
    "ballots": "Undone: the last ballot.",
    "counts": "Undone: the count of hands.",
    "decide": "Undone: the decision.",
    "choose": "Undone: the choice.",
    "merge": "They are two notes again.",
    "enter": "Back to the previous step.",
    "park": "Undone: it is out of the car park.",
    "place": "Undone. Where should it go?",
    "plan": "Undone: the change to the plan.",
    "reached": "Undone: the answer about the goal.",
    "fist": "Undone: the last fingers.",
    "park_note": "It is back on the table, out of the car park.",
    "drop": "What you dropped is back on the table.",
    "reword": "Undone: the change to the note.",
    "rename": "Undone: the new name.",
    "people": "Undone: the change to the list of people.",
    "left_ballot": "Undone. Does the ballot count?",
    "against": "Undone: the objection.",
    "phase": "Back one screen.",
}


def told_of(event: Event, room: Room) -> str:
    """The message of an event, for the next screen."""
    texts = event.value if isinstance(event.value, tuple) else (event.value,)
    match event.kind:
        case "undo" if undone := room.record.undone:
            return _UNDONE.get(undone.kind, "Undone.")
        case "people":
            return not_all_here(room)
        case "park":
            more = f" and {len(texts) // 2 - 1} more" if len(texts) > 3 else ""
            return f"In the car park: “{quote(texts[0], 60)}”{more}"
        case "place":
            return _placed(event, room)
        case "incoming" if known := [doubt for doubt in texts[::3] if not doubt]:
            return f"{len(known)} note{'' if len(known) == 1 else 's'} added."
        case "answers":
            return _came_in(texts)
        case "settle" if len(texts) > 4 and texts[4]:
            return f"{texts[3]}, by {dates.with_weekday(texts[4])}."
        case "decide" if day := (*texts, "", "", "", "")[4] or (*texts, "", "")[2]:
            return f"By {dates.with_weekday(day)}."
        case "merge":
            return f"{joined(texts[1:])} {'is' if len(texts) == 2 else 'are'} now part of {texts[0]}."
        case "drop":
            return f"{joined(texts)} {'was' if len(texts) == 1 else 'were'} dropped."
        case "park_note":
            return f"{joined(texts)} {'is' if len(texts) == 1 else 'are'} now in the car park."
        case "reword":
            return f"{texts[0]} now reads: “{quote(texts[1], 60)}”"
        case "rename":
            return f"{event.key} is now {event.value}."
        case "left_ballot":
            return f"{texts[0]}'s ballot {'counts' if texts[1] == 'yes' else 'is left out'}."
        case "note" if room.kind == "reveal":
            return "The new note is at the end of the list."
    is_day = event.kind == f"{ASKED}answer" and isinstance(event.value, str) and len(event.value) == len("2026-12-15")
    return f"Read as {dates.with_weekday(texts[0])}." if is_day and dates.parse(texts[0]) else ""


def joined(texts: Sequence[str]) -> str:
    """Numbers as they are said: 9, 10 and 11."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def _came_in(texts: tuple[str, ...]) -> str:
    count, names = len(texts) // 3, ", ".join(filter(None, dict.fromkeys(texts[1::3])))
    return f"{count} note{'' if count == 1 else 's'}{f' from {names}' if names else ''} added."


def _placed(event: Event, room: Room) -> str:
    where = event.value if isinstance(event.value, str) else event.value[0]
    if where == LINE:
        return "It's in the input line; press Enter to accept it."
    if event.key:
        title = next((step.title for step in room.record.every_step if step.id == event.key), event.key)
        return f"Added to the notes for “{title}”."
    return "In the car park." if where == "park" else "Dropped."
