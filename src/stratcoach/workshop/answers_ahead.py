"""The round before a workshop: everybody answers its questions on a page of their own, days ahead and unseen. What they wrote is on
the tables when the workshop begins, as if it had come in questionnaires.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board_events import AnswerWritten
from stratcoach.workshop.intents import Intent
from stratcoach.workshop.nearby_examples import ELSEWHERE, near
from stratcoach.workshop.own_intents import AnswerAhead, MarkDone
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.questionnaire import asked, examples, product_of
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.workshop_events import DoneMarked

MOMENT: Final = "ahead"
"""What names the time before a workshop on somebody's page."""


class QuestionAhead(NamedTuple):
    """One question on somebody's page, and what they have written to it: one thought a line."""

    step: str
    title: str
    question: str
    example: str
    answer: str


class HowFar(NamedTuple):
    """How far somebody is: questions answered `of` so many; `is_done` where they say so, or nothing is left."""

    person: str
    questions: int
    of: int
    is_done: bool
    has_page: bool


def questions_of(room: RoomFacts, person: str) -> tuple[QuestionAhead, ...]:
    """The questions for one person, as a questionnaire has them."""
    written = room.record.written_ahead.get(person, {})
    found = []
    for step in asked(room):
        example = near(examples(room, step), room)
        shown = f"{ELSEWHERE}: {example}" if example else ""
        answer = "\n".join(written.get(step.id, ()))
        found.append(QuestionAhead(step.id, step.title, room.wording(step), shown, answer))
    return tuple(found)


def answered(room: RoomFacts) -> tuple[HowFar, ...]:
    """How far everybody is, by their page or by a questionnaire that came back."""
    record, steps = room.record, [step.id for step in asked(room)]
    done = record.done.get(MOMENT, set())
    found = []
    for name in room.present:
        by_page = {step for step, lines in record.written_ahead.get(name, {}).items() if lines}
        by_file = {step for step, board in record.boards.items() if any(name in board.authors(one) for one in board.written)}
        count = len((by_page | by_file) & set(steps))
        found.append(HowFar(name, count, len(steps), name in done or count == len(steps), name in record.on_pages))
    return tuple(found)


def state_of(one: HowFar) -> Message:
    """How far somebody is, in words."""
    if not one.questions:
        state = Message("room_ahead.answered_none") if one.has_page else Message("room_ahead.no_page_yet")
    else:
        state = Message("room_ahead.answered_some", count=one.questions, all=one.of)
    return Message("room_ahead.with_done", answered=state) if one.is_done else state


def view(room: RoomFacts) -> RoomView:
    """What a large screen shows before the workshop: nothing of what anybody writes."""
    return RoomView(
        key=MOMENT,
        kind=MOMENT,
        title=Message("room_notes.questionnaire_before_workshop", product=product_of(room)),
        question=Message("room_ahead.answer_on_your_own"),
        status=Message("room_ahead.how_many_answered", count=sum(one.is_done for one in answered(room)), people=len(room.present))
        if room.present
        else NOTHING,
        hidden=True,
        lines=True,
    )


def submit_as(room: RoomFacts, person: str, intent: Intent) -> Taken:
    """What becomes of what somebody did on their page before the workshop."""
    match intent:
        case AnswerAhead(step=step, lines=lines) if step in {one.id for one in asked(room)}:
            return AnswerWritten(person=person, step=step, lines=lines)
        case MarkDone(is_done=is_done):
            return DoneMarked(step=room.step.id, person=person, moment=MOMENT, is_done=is_done)
    return Refusal(Message("room_own.too_late"))
