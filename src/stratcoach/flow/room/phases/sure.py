"""How sure we are of each thing that was decided: proposed from how it came about, shown once, and changed by the group."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.room.outcome import Judged, judged
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event
from stratcoach.flow.wording import quote

_LEVELS: Final = ("low", "medium", "high")
_LONGEST: Final = 50


def sure(room: Room) -> RoomView:
    told = judged(room)
    split = any(one.was_split for one in told)
    return RoomView(
        key=f"{room.step.id}.sure",
        kind="sure",
        title=room.step.title,
        question="How sure are we of each? Correct any that look wrong.",
        rows=tuple(_row(at, one) for at, one in enumerate(told, 1)),
        status="You didn't agree on all of them. Are you sure now?" if split else "",
        how="Enter: all correct   2 high   1 3 low",
        help="Split: you didn't agree on it. Decided for now: it still has to be confirmed. Low: a guess, or nothing that users did supports it. Medium: somebody saw it. High: seen more than once, by more "
        "than one of you, and you would bet on it. Nobody is judged by it; you just look at the low ones first.",
    )


def _row(at: int, one: Judged) -> Row:
    told = f"{one.level}, split" if one.was_split else f"{one.level}, decided for now" if one.is_for_now else one.level
    return Row(str(at), quote(one.text, _LONGEST), told, one.was_split)


def take_sure(room: Room, text: str) -> Taken:
    words = text.lower().replace(",", " ").split()
    if not words:
        return room.on()
    told = judged(room)
    level = next((one for one in _LEVELS if one.startswith(words[-1])), "")
    numbers = [int(word) for word in words[:-1] if word.isascii() and word.isdigit() and 0 < int(word[:4]) <= len(told)]
    if not level or not numbers or len(numbers) < len(words) - 1:
        return Refusal("Type numbers from the list, then low, medium or high: 2 high.")
    return Event("sure", "", tuple(part for number in numbers for part in (told[number - 1].handle, level)))
