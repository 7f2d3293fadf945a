"""The end: the whole read aloud, the car park emptied, objections answered, the file written."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.readback import chains
from stratcoach.flow.state import Event
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.workshop.outcome import not_sure, outcome, without_source
from stratcoach.workshop.owners import example_day, read_owner
from stratcoach.workshop.people import examples
from stratcoach.workshop.phases.setup import TO_CONTINUE
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

_MOST_OPEN: Final = 6
BECOMES = {"q": "question", "a": "assumption", "t": "task", "d": "dropped", "c": "changed"}


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


def take_page(room: RoomFacts, text: str) -> Taken:
    if text.strip():
        return Refusal(Message("room_close.nothing_changes_here"))
    if room.record.pages + 1 < len(chains(room.interview.assembly.strategy())):
        return Event("page", room.step.id)
    return room.on()


# ---- the car park, objections


def settle(room: RoomFacts) -> RoomView:
    number, text = room.to_settle[0]
    is_objection = room.step.technique == "objections"
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


def take_settled(room: RoomFacts, text: str) -> Taken:
    number, words = room.to_settle[0]
    is_objection = room.step.technique == "objections"
    return settled(room, text, room.step.id if is_objection else "", number, words, can_change=is_objection)


def settled(room: RoomFacts, text: str, where: str, number: int, said: str, *, can_change: bool) -> Taken:
    """What becomes of something open: a letter, and behind it who, by when and in which words."""
    word, _, rest = text.strip().partition(" ")
    becomes = BECOMES.get(word.lower()[:1], "") if len(word) == 1 else ""
    if not becomes or (becomes == "changed" and not can_change):
        return Refusal(Message("room_close.settle_by_letter"))
    who, _, words = rest.partition(":")
    record = room.record
    owner = read_owner(who, record.people, record.today)
    if owner.unread:
        return Refusal(not_a_day(owner.unread, room))
    if becomes in ("question", "assumption", "task") and not owner.name:
        name, day = examples(record.people)[0], example_day(record.today)
        return Refusal(Message("room_close.who_does_it", becomes=becomes, letter=word, name=name, day=day))
    return Event("settle", where, (str(number), becomes, words.strip() or said, owner.name, owner.by))


def not_a_day(text: str, room: RoomFacts) -> Message:
    """That something can't be read as a date, and how one is written."""
    return Message("room_close.not_a_date", typed=quote(text, 30), day=example_day(room.record.today))


# ---- the goal

REACHED: Final = {"y": "yes", "p": "partly", "n": "no"}


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


def take_reached(room: RoomFacts, text: str) -> Taken:
    word, _, rest = text.strip().partition(" ")
    if not word:
        return room.on()
    answer = next((one for one in REACHED.values() if one.startswith(word.lower().rstrip(",.:;"))), "")
    if not answer:
        return Refusal(Message("room_close.reached_by_letter"))
    return Event("reached", room.step.id, (answer, " ".join(rest.split())))


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


def take_finish(_room: RoomFacts, text: str) -> Taken:
    return Refusal(Message("room_close.only_write")) if text.strip() else Event("finish")
