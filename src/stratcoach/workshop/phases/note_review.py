"""What a coach would ask about notes before anybody votes for them; after a vote nobody likes to change what won."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.events import AnswerGiven
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Challenge
from stratcoach.flow.question_key import key_of
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board import BoardNote
from stratcoach.workshop.phases import note_actions
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

_SECTIONS: Final = frozenset(("problems",))
_MOST: Final = 4
"""Notes on one screen, each with a question below it."""


def asked_about(room: RoomFacts) -> tuple[tuple[BoardNote, str], ...]:
    """The notes that a coach would ask about, with the question."""
    flow = room.library.flows.get(room.step.flow)
    if flow is None or flow.section not in _SECTIONS or "vote" not in room.record.phases:
        return ()
    told = ((note, _question(room, note.text)) for note in room.board.open_notes if not note.value)
    return tuple((note, question) for note, question in told if question)


def _question(room: RoomFacts, text: str) -> str:
    """What the coach would ask if this were the answer; empty where nothing is to be asked."""
    if text not in room.looked_at:
        room.looked_at[text] = _look(room, text)
    return room.looked_at[text]


def _look(room: RoomFacts, text: str) -> str:
    question = room.question
    assert question is not None
    step = room.step.as_step()
    alone = Interview(room.library, agenda=room.interview.agenda, today=room.record.today)
    alone.apply(AnswerGiven(key=key_of(room.step.flow, question.id, 1), value=text))
    due = alone.step_within(step, (1,))
    return f"{due.question}" if isinstance(due, Challenge) else ""


def is_looking(room: RoomFacts) -> bool:
    """Whether the coach's questions are on the screen now."""
    return room.board.was_looked_at and bool(asked_about(room))


def look(room: RoomFacts) -> RoomView:
    asked = asked_about(room)
    rows = [
        row for note, question in asked[:_MOST] for row in (RoomRow(str(note.number), note.text, "", True), RoomRow("", question))
    ]
    first = asked[0][0].number
    return RoomView(
        key=f"{room.step.id}.look",
        kind="reveal",
        title=room.step.title,
        question=Message("room_notes.coach_would_ask"),
        rows=tuple(rows),
        status=Message("room_notes.more_have_questions", count=len(asked) - _MOST) if len(asked) > _MOST else NOTHING,
        actions=(
            *note_actions.actions(first),
            Action("enter", Message("room_notes.do_vote_as_they_are")),
        ),
        help=Message("room_notes.question_is_no_veto"),
        lines=True,
    )
