"""A workshop between its commands: which agenda, the events it begins with, and the room of a session that is on the disk."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files.codec import loads
from stratcoach.files.sessions import Header, Session, journal_path, peek
from stratcoach.flow.events import AnswerDrafted, AnswerKnown, Event, InterviewEvent
from stratcoach.flow.model import Agenda, Library, Workshop
from stratcoach.flow.preload import events_for
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.services.coach_limits import coach_limits
from stratcoach.services.session import Notify, library_for
from stratcoach.services.session_start import make_whole
from stratcoach.workshop import plan as plans
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import interview_agenda
from stratcoach.workshop.workshop_events import (
    PeopleExpected,
    RoomBooked,
    WorkshopBegun,
    WorkshopOpened,
    WorkshopPrepared,
    WorkshopResumed,
)

MODE = "workshop"
SHORTEST = 30
"""Minutes below which nothing can be decided together."""


def now() -> int:
    """The second since 1970, as events keep it."""
    return int(time.time())


def day_of(second: int) -> date:
    """The day of a second, here."""
    return date.fromtimestamp(second)  # noqa: DTZ012  the day that people here call today


def chosen(library: Library, minutes: int, name: str, people: int = 0) -> Workshop:
    """The agenda that was named, or the one that fits the time and the people best."""
    if 0 < minutes < SHORTEST:
        raise UserError(
            Message("room_command.too_few_minutes", minutes=minutes), Message("room_command.take_longer", least=SHORTEST)
        )
    if name and name not in library.workshops:
        raise UserError(
            Message("room_command.no_such_agenda", name=name),
            Message("room_command.choose_agenda", agendas=tuple(library.workshops)),
        )
    if not library.workshops:
        raise UserError(Message("room_command.no_agendas"), Message("room_command.list_flows"))
    return library.workshops[name] if name else plans.propose(library, minutes or 120, people)


def begin_events(
    library: Library, workshop: Workshop, minutes: int, strategy: Strategy | None, at: int, people: int = 0
) -> tuple[Event, ...]:
    """The events with which a workshop begins: its plan, how many people are expected, and what the file says already."""
    plan = plans.fit(library, workshop, minutes)
    asked = _from_file(library, interview_agenda(library, (plans.PREFLIGHT, *plan)), strategy) if strategy else ()
    return (
        WorkshopBegun(agenda=workshop.id, plan=plans.written(plan), at=at),
        RoomBooked(minutes=minutes or workshop.minutes, at=at),
        *([PeopleExpected(count=people, at=at)] if people else ()),
        *(event.replace(at=at) for event in asked),
    )


def _from_file(library: Library, agenda: Agenda, strategy: Strategy) -> Iterator[InterviewEvent]:
    """What the file says: entries of lists stay as they are; where there is one of a thing, and at the close, today's answer
    is only suggested and asked again.
    """
    again = agenda.replace(steps=tuple(step for step in agenda.steps if not library.flows[step.flow].is_list))
    close = {f"{step.flow}.{name}" for step in again.steps if step.flow == "review" for name in step.ask}
    for event in events_for(library, strategy, again):
        if isinstance(event, AnswerKnown) and event.key in close:
            yield AnswerDrafted(key=event.key, value=event.value)
        else:
            yield event


def begun(
    journal: Path,
    header: Header,
    library: Library,
    workshop: Workshop,
    minutes: int,
    strategy: Strategy | None,
    at: int,
    people: int = 0,
) -> tuple[Session, Room]:
    """A workshop that begins, with all of its first events on the disk, or none."""
    session = Session.create(journal, header, begin_events(library, workshop, minutes, strategy, at, people))
    return session, Room(library, session.events, base=strategy, today=day_of(at), limits=coach_limits(journal.parent))


def make_file_known(session: Session, path: Path, notify: Notify) -> None:
    """See to it that a workshop on a file knows all of the file; it may have been cut off while it began, which `notify` says."""
    header = session.header
    if not session.events:
        raise UserError(Message("room_command.cut_off_at_start", path=str(session.path)), Message("room_command.begin_again"))
    base = loads(header.base).strategy if header.base else None
    if base is None:
        return
    library = library_for(path.parent, str(path.parent / header.flows) if header.flows else "")
    head = tuple(takewhile(lambda event: isinstance(event, WorkshopBegun | RoomBooked | PeopleExpected), session.events))
    plan = Room(library, head, base=base).record.plan
    if plan:
        copied = _from_file(library, interview_agenda(library, (plans.PREFLIGHT, *plan)), base)
        make_whole(session, (*head, *(event.replace(at=head[0].at) for event in copied)), notify)


def reopened(session: Session, path: Path) -> Room:
    """The workshop of a session, as far as it came."""
    header = session.header
    library = library_for(path.parent, str(path.parent / header.flows) if header.flows else "")
    last = session.events[-1].at if session.events else now()
    base = loads(header.base).strategy if header.base else None
    room = Room(library, session.events, base=base, today=day_of(last), limits=coach_limits(path.parent))
    if not room.record.plan:
        raise UserError(Message("room_command.agenda_is_gone"), Message("room_command.restore_agenda"))
    return room


def come_back(session: Session, room: Room, at: int) -> None:
    """Begin to count the time again: what passed meanwhile was no time of the workshop."""
    event = WorkshopResumed(at=at)
    session.append_or_refuse(event)
    room.apply(event)


def looked_at(path: Path) -> Room:
    """The workshop as it is in the journal, which another process may be writing."""
    journal = journal_path(path)
    if not journal.exists():
        raise UserError(Message("room_command.no_workshop", path=str(path)), Message("room_command.start_workshop"))
    header, events = peek(journal)
    if header.mode != MODE:
        raise UserError(Message("room_command.not_a_workshop", path=str(path)), Message("session.resume_it"))
    return room_of(header, events, path.parent)


def room_of(header: Header, events: Sequence[Event], folder: Path) -> Room:
    """The workshop of a journal in a folder."""
    library = library_for(folder, str(folder / header.flows) if header.flows else "")
    return Room(library, events, base=loads(header.base).strategy if header.base else None)


def is_prepared(header: Header, events: Sequence[Event]) -> bool:
    """Whether a session is of a workshop that was prepared and hasn't begun yet."""
    kinds = set(map(type, events))
    return header.mode == MODE and WorkshopPrepared in kinds and not kinds & {WorkshopOpened, WorkshopResumed}
