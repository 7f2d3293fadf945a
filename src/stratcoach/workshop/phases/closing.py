"""The end: the whole read aloud, the car park emptied, objections answered, the file written."""

from __future__ import annotations

from typing import Final, Literal

from stratcoach.flow.readback import chains
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.workshop.board_events import MatterSettled
from stratcoach.workshop.intents import Becomes, Intent, SayReached, Settle
from stratcoach.workshop.outcome import not_sure, outcome, without_source
from stratcoach.workshop.owners import example_day
from stratcoach.workshop.people import examples
from stratcoach.workshop.phases.setup import TO_CONTINUE
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_events import GoalJudged, PageTurned, WorkshopFinished

_MOST_OPEN: Final = 6
BECOMES: Final[dict[str, Becomes]] = {"q": "question", "a": "assumption", "t": "task", "d": "dropped", "c": "changed"}
BY_LETTER: Final = Message("room_close.settle_by_letter")
REACHED_BY_LETTER: Final = Message("room_close.reached_by_letter")


def read_back(room: RoomFacts) -> RoomView:
    told = chains(room.interview.assembly.strategy())
    page = min(room.record.pages, len(told) - 1)
    nothing = Message("room_close.nothing_yet")
    rows = tuple(RoomRow(line.lead, line.text or nothing, stands_out=not line.text) for line in told[page].lines)
    return RoomView(
        key=f"{room.step.id}.read.{page}",
        kind="read_back",
        title=room.step.title,
        question=room.asks("read").ask[0],
        rows=rows,
        status=Message("room_close.page_of_pages", page=page + 1, pages=len(told)) if len(told) > 1 else NOTHING,
        actions=(TO_CONTINUE,),
        lines=True,
    )


def next_page(room: RoomFacts, _intent: Intent) -> Taken:
    if room.record.pages + 1 < len(chains(room.interview.assembly.strategy())):
        return PageTurned(step=room.step.id)
    return room.on()


# ---- the car park, objections


def settle(room: RoomFacts) -> RoomView:
    number, text = room.to_settle[0]
    is_objection = technique_of(room.step).takes_objections
    asked = room.asks("objection" if is_objection else "parked")
    change = (Action("change", Message("room_close.do_change_now")),) if is_objection else ()
    return RoomView(
        key=f"{room.step.id}.settle.{number}",
        kind="settle",
        title=room.step.title,
        question=asked.ask[0],
        rows=(RoomRow("", Message("room.in_quotes", text=text)),),
        status=Message("room_close.number_to_go", count=len(room.to_settle)),
        actions=(
            *change,
            Action("task", Message("room_close.do_task")),
            Action("question", Message("room_close.do_question")),
            Action("assumption", Message("room_close.do_assumption")),
            Action("drop", Message("room_close.do_drop")),
            Action("owner", Message("room_close.type_owner_behind", name=examples(room.record.people)[0])),
        ),
        help=asked.help[0],
    )


def settle_next(room: RoomFacts, intent: Intent) -> Taken:
    assert isinstance(intent, Settle)
    number, words = room.to_settle[0]
    is_objection = technique_of(room.step).takes_objections
    return settled(room, intent, room.step.id if is_objection else "", number, words, can_change=is_objection)


def settled(room: RoomFacts, intent: Settle, where: str, number: int, before: str, *, can_change: bool) -> Taken:
    """What becomes of something open: who does it, by when and in which words."""
    letter = next((letter for letter, becomes in BECOMES.items() if becomes == intent.becomes), "")
    if not letter or (intent.becomes == "changed" and not can_change):
        return Refusal(BY_LETTER)
    if intent.by and not dates.parse(intent.by):
        return Refusal(not_a_day(intent.by, room))
    if intent.becomes in ("question", "assumption", "task") and not intent.owner:
        name, day = examples(room.record.people)[0], example_day(room.record.today)
        return Refusal(Message("room_close.who_does_it", becomes=intent.becomes, letter=letter, name=name, day=day))
    text = intent.text.strip() or before
    return MatterSettled(number=number, becomes=intent.becomes, text=text, owner=intent.owner, by=intent.by, step=where)


def not_a_day(text: str, room: RoomFacts) -> Message:
    """That something can't be read as a date, and how one is written."""
    return Message("room_close.not_a_date", typed=quote(text, 30), day=example_day(room.record.today))


# ---- the goal

REACHED: Final[dict[str, Literal["yes", "partly", "no"]]] = {"y": "yes", "p": "partly", "n": "no"}


def reached(room: RoomFacts) -> RoomView:
    return RoomView(
        key=f"{room.step.id}.reached",
        kind="reached",
        title=room.step.title,
        question=Message("room_close.did_we_get_there"),
        rows=(RoomRow(Message("room_close.we_wanted"), room.record.goal),),
        actions=(
            Action("yes", Message("room_close.do_yes")),
            Action("partly", Message("room_close.do_partly")),
            Action("no", Message("room_close.do_no")),
            Action("missing", Message("room_close.type_missing_behind")),
            Action("enter", Message("room_close.do_leave_open")),
        ),
        help=Message("room_close.goal_is_for_minutes"),
    )


def say_reached(room: RoomFacts, intent: Intent) -> Taken:
    if not isinstance(intent, SayReached):
        return room.on()
    if intent.answer not in REACHED.values():
        return Refusal(REACHED_BY_LETTER)
    return GoalJudged(answer=intent.answer, missing=" ".join(intent.missing.split()))


# ---- the last screen


def finish(room: RoomFacts) -> RoomView:
    record = room.record
    lines = [Message("room_close.decisions_in_minutes", count=len(decisions(room)))]
    if not record.is_decider_here:
        has_left = record.decider in record.gone
        lines.append(Message("room_close.decider_confirms", decider=record.decider, has_left=has_left))
    review = room.interview.state.answers.get("review.review_by", "")
    if isinstance(review, str) and review:
        lines.append(Message("room_close.next_review", day=dates.with_weekday(review)))
    strategy = outcome(room)
    if missing := len(without_source(strategy)):
        lines.append(Message("room_close.sources_missing", count=missing, owner=strategy.owner))
    open_ones = not_sure(room)
    if open_ones:
        lines.append(Message("room_close.not_sure_of_these"))
        lines += [Message("room_close.not_sure_of", line=one.line) for one in open_ones[:_MOST_OPEN]]
    if len(open_ones) > _MOST_OPEN:
        lines.append(Message("room_close.more_in_minutes", count=len(open_ones) - _MOST_OPEN))
    return RoomView(
        key=f"{room.step.id}.finish",
        kind="finish",
        title=room.step.title,
        question=Message("room_close.thank_you"),
        rows=tuple(RoomRow("", line) for line in lines),
        actions=(Action("enter", Message("room_close.do_write")),),
        lines=True,
    )


def decisions(room: RoomFacts) -> tuple[str, ...]:
    """The steps in which something was decided."""
    return tuple(step for step, board in room.record.boards.items() if board.decision)


def write_file(_room: RoomFacts, _intent: Intent) -> Taken:
    return WorkshopFinished()
