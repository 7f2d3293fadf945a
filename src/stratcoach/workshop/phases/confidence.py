"""How sure we are of each thing that was decided: proposed from how it came about, shown once, and changed by the group."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.state import Event
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.outcome import Judged, judged
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

_LEVELS: Final = ("low", "medium", "high")
_LONGEST: Final = 50


def applies(room: RoomFacts) -> bool:
    return any(board.decision and board.decision.chosen for board in room.record.boards.values())


def sure(room: RoomFacts) -> RoomView:
    decided = judged(room)
    split = any(one.was_split for one in decided)
    return RoomView(
        key=f"{room.step.id}.sure",
        kind="sure",
        title=room.step.title,
        question=Message("room_vote.how_sure"),
        rows=tuple(_row(at, one) for at, one in enumerate(decided, 1)),
        status=Message("room_vote.you_did_not_agree") if split else NOTHING,
        actions=(
            Action("enter", Message("room_vote.do_all_correct")),
            Action("high", Message("room_vote.do_high")),
            Action("low", Message("room_vote.do_low")),
        ),
        help=Message("room_vote.what_levels_mean"),
    )


def _row(at: int, one: Judged) -> RoomRow:
    state = "split" if one.was_split else "for_now" if one.is_for_now else "agreed"
    return RoomRow(str(at), quote(one.text, _LONGEST), Message("room_vote.level_of", state=state, level=one.level), one.was_split)


def take_sure(room: RoomFacts, text: str) -> Taken:
    words = text.lower().replace(",", " ").split()
    if not words:
        return room.on()
    decided = judged(room)
    level = next((one for one in _LEVELS if one.startswith(words[-1])), "")
    numbers = [int(word) for word in words[:-1] if word.isascii() and word.isdigit() and 0 < int(word[:4]) <= len(decided)]
    if not level or not numbers or len(numbers) < len(words) - 1:
        return Refusal(Message("room_vote.numbers_then_level"))
    return Event("sure", "", tuple(part for number in numbers for part in (decided[number - 1].handle, level)))
