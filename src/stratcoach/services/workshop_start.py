"""What a workshop starts from, as events: its plan, how many people are expected, and what the file says already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stratcoach.flow.model import Agenda, Library, Workshop
from stratcoach.flow.preload import events_for
from stratcoach.flow.state import Event
from stratcoach.model.strategy import Strategy
from stratcoach.workshop import plan as plans
from stratcoach.workshop.reducers import ASKED
from stratcoach.workshop.step_info import interview_agenda


def begin_events(
    library: Library, workshop: Workshop, minutes: int, strategy: Strategy | None, at: int, people: int = 0
) -> tuple[Event, ...]:
    """The events with which a workshop begins: its plan, how many people are expected, and what the file says already."""
    plan = plans.fit(library, workshop, minutes)
    asked = from_file(library, interview_agenda(library, (plans.PREFLIGHT, *plan)), strategy) if strategy else ()
    return (
        Event("begin", workshop.id, plans.written(plan), at),
        Event("booked", "", str(minutes or workshop.minutes), at),
        *([Event("expected", "", str(people), at)] if people else ()),
        *as_asked(asked, at),
    )


def from_file(library: Library, agenda: Agenda, strategy: Strategy) -> Iterator[Event]:
    """What the file says: entries of lists stay as they are; where there is one of a thing, and at the close, today's answer
    is only suggested and asked again.
    """
    again = agenda.replace(steps=tuple(step for step in agenda.steps if not library.flows[step.flow].is_list))
    close = {f"{step.flow}.{name}" for step in again.steps if step.flow == "review" for name in step.ask}
    for event in events_for(library, strategy, again):
        yield event._replace(kind="draft") if event.kind == "given" and event.key in close else event


def as_asked(events: Iterable[Event], at: int) -> Iterator[Event]:
    """What the interview within a workshop is told, as events of the workshop."""
    for event in events:
        yield Event(f"{ASKED}{event.kind}", event.key, event.value, at)
