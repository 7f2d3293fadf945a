"""How sure we are of each thing that was decided: proposed from how it came about, shown once, and changed by the group."""

from __future__ import annotations

from typing import Final, Literal

from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board_events import Confidence, ConfidenceSet
from stratcoach.workshop.intents import Intent, SetConfidence
from stratcoach.workshop.outcome import Judged, judged
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

LEVELS: Final[tuple[Literal["low", "medium", "high"], ...]] = ("low", "medium", "high")
NUMBERS_THEN_LEVEL: Final = Message("room_vote.numbers_then_level")
_LONGEST: Final = 38


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
    text = Message("interview.kind_of_item", noun=one.noun, text=quote(one.text, _LONGEST))
    return RoomRow(str(at), text, Message("room_vote.level_of", state=state, level=one.level), one.was_split)


def set_confidence(room: RoomFacts, intent: Intent) -> Taken:
    if not isinstance(intent, SetConfidence):
        return room.on()
    decided = judged(room)
    is_there = all(0 < number <= len(decided) for number in intent.numbers)
    if intent.level not in LEVELS or not intent.numbers or not is_there:
        return Refusal(NUMBERS_THEN_LEVEL)
    return ConfidenceSet(levels=tuple(Confidence(decided[number - 1].handle, intent.level) for number in intent.numbers))
