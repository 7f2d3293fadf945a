"""What a session on a file starts from: all that the file says, as events; and journals that hold only a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.errors import UserError, remedy
from stratcoach.files.disk import why
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.events import (
    COPIED,
    AnswerDrafted,
    AnswerKnown,
    EntryRequested,
    Event,
    InterviewEvent,
    OfAnswer,
    OfQuestion,
    QuestionLeftOut,
)
from stratcoach.flow.model import Agenda, Library
from stratcoach.flow.preload import agenda_again, events_for
from stratcoach.flow.question_key import key_of
from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.services.session import GAPS, Notify

LEARNS_IN: Final = "insights"


def beginning(header: Header, library: Library, strategy: Strategy) -> tuple[InterviewEvent, ...]:
    """The events that a session on a strategy starts from."""
    if header.mode == "learn":
        return tuple(_known(library, strategy))
    if header.mode == GAPS:
        return tuple(events_for(library, strategy, Agenda(id="", title="", minutes=0)))
    return tuple(events_for(library, strategy, agenda_again(library, header.only)))


def _known(library: Library, strategy: Strategy) -> Iterator[InterviewEvent]:
    """All that the file says counts as said, and nothing else is asked of what is there: only the new insight is."""
    known = set()
    for event in events_for(library, strategy, Agenda(id="", title="", minutes=0, steps=())):
        if isinstance(event, OfQuestion):
            known.add(event.key)
        yield event
    for number, _ in enumerate(strategy.insights, 1):
        for question in library.flows[LEARNS_IN].questions:
            if (key := key_of(LEARNS_IN, question.id, number)) not in known:
                yield QuestionLeftOut(key=key)
    yield EntryRequested(flow=LEARNS_IN)


def make_whole(session: Session, expected: Sequence[Event], notify: Notify) -> None:
    """Begin anew where a journal holds only a part of what it should have started from.

    Raises:
        UserError: answers were given on top of that part, so that they may be about something else; nothing is touched.
    """
    own = _on_half_a_start(session, expected)
    if own is None:
        return
    if own:
        raise UserError(
            Message("coach.begun_with_a_part", path=str(session.path), file=session.header.file),
            Message("coach.start_over_instead"),
            tuple(f"  {quote(text, 300)}" for event in own if (text := _text(event))),
        )
    try:
        session.begin_again(expected)
    except OSError as error:
        raise UserError(
            Message("disk.not_writable", path=str(session.path), why=why(error)),
            Message("coach.then_resume", remedy=remedy(error)),
        ) from error
    notify(Message("coach.begins_again"))


def _on_half_a_start(session: Session, expected: Sequence[Event]) -> list[Event] | None:
    """What was answered on top of half a start; None where the start is whole, or where it can't be known."""
    events = session.events
    if session.begun_with is not None:
        return [] if len(events) < session.begun_with else None
    same = 0
    while same < min(len(events), len(expected)) and _alike(events[same], expected[same]):
        same += 1
    rest = events[same:]
    if same == len(expected):
        session.begun_with = same
        return None
    if any(isinstance(event, COPIED) for event in rest):  # the flows have changed since
        return None
    return rest


def _alike(event: Event, expected: Event) -> bool:
    """Whether two events copy the same thing, be it as an answer or as a suggestion."""
    one, other = (
        AnswerKnown(key=each.key, value=each.value) if isinstance(each, AnswerDrafted) else each.replace(at=0)
        for each in (event, expected)
    )
    return one == other


def _text(event: Event) -> str:
    """What somebody wrote, as one text."""
    if isinstance(event, OfAnswer):
        return event.value if isinstance(event.value, str) else "; ".join(event.value)
    return next((text for text in event.__dict__.values() if isinstance(text, str) and text), "") if event.says_something else ""
