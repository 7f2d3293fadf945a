"""What a session on a file starts from: all that the file says, as events; and journals that hold only a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.errors import UserError, remedy
from stratcoach.files.disk import why
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.model import Agenda, Library
from stratcoach.flow.preload import agenda_again, events_for
from stratcoach.flow.state import Event, key_of
from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.services.session import Notify
from stratcoach.workshop.reducers import ASKED

LEARNS_IN: Final = "insights"
_COPIES: Final = ("given", "entry", "left", f"{ASKED}given", f"{ASKED}entry", f"{ASKED}left")
"""Events that only a copy of a file makes."""
_SUGGESTED: Final = {"draft": "given", f"{ASKED}draft": f"{ASKED}given"}


def beginning(header: Header, library: Library, strategy: Strategy) -> tuple[Event, ...]:
    """The events that a session on a strategy starts from."""
    if header.mode == "learn":
        return tuple(_known(library, strategy))
    return tuple(events_for(library, strategy, agenda_again(library, header.only)))


def _known(library: Library, strategy: Strategy) -> Iterator[Event]:
    """All that the file says counts as said, and nothing else is asked of what is there: only the new insight is."""
    known = set()
    for event in events_for(library, strategy, Agenda(id="", title="", minutes=0, steps=())):
        known.add(event.key)
        yield event
    for number, _ in enumerate(strategy.insights, 1):
        for question in library.flows[LEARNS_IN].questions:
            if (key := key_of(LEARNS_IN, question.id, number)) not in known:
                yield Event("left", key)
    yield Event("add", LEARNS_IN)


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
            tuple(f"  {quote(_said(event), 300)}" for event in own if event.value),
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
    if any(event.kind in _COPIES for event in rest):  # the flows have changed since
        return None
    return rest


def _alike(event: Event, expected: Event) -> bool:
    """Whether two events copy the same thing, be it as an answer or as a suggestion."""
    one, other = (_SUGGESTED.get(kind, kind) for kind in (event.kind, expected.kind))
    return one == other and (event.key, event.value) == (expected.key, expected.value)


def _said(event: Event) -> str:
    return event.value if isinstance(event.value, str) else "; ".join(event.value)
