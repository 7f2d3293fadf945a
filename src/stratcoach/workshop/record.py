"""The record of a workshop: the list of its events, folded; undo takes the last act out, and nothing else is ever taken out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from stratcoach.flow.events import AnswerDrafted, AnswerGiven, AnswerSharpened, Event, InterviewEvent
from stratcoach.flow.history import History
from stratcoach.flow.model import Library
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Limits
from stratcoach.workshop.reducers import FOLDS
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_events import ActUndone, WorkshopBegun, WorkshopEvent, WorkshopOpened, WorkshopResumed
from stratcoach.workshop.workshop_state import WorkshopState

ANOTHER_SITTING: Final = 3600
"""Seconds of interruption after which a new sitting, with a new booking, begins."""


class Record(WorkshopState):
    """What happened, and what it adds up to. Change it only through `apply`."""

    def __init__(
        self,
        library: Library,
        base: Strategy | None = None,
        events: Iterable[Event] = (),
        today: date | None = None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(library, base, today, limits)
        self._history: History[Event] = History()
        self.undone: Event | None = None
        self.applied = 0
        """How often anything was applied: what is computed from this record is the same until it grows."""
        for event in events:
            self._note(event)
        for event in self._history:
            self._fold(event)

    def apply(self, event: Event) -> None:
        self._note(event)
        if not isinstance(event, ActUndone):
            self._fold(event)
        elif self.undone is not None:
            self.clear()
            for left in self._history:
                self._fold(left)

    def _note(self, event: Event) -> None:
        """Put an event into the history, or take back what it undoes."""
        self.undone = None
        self.applied += 1
        if not isinstance(event, ActUndone):
            self._history.add(event)
            return
        for act in self._history.take_back(leaves=_left_of):
            self.undone = act

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, without what was undone."""
        return tuple(self._history)

    @property
    def last_act(self) -> Event | None:
        return self._history.last_act

    def _fold(self, event: Event) -> None:
        self._pass_time(event)
        if event.is_act:
            self.drafts.clear()
        if not (isinstance(event, WorkshopEvent) and event.asks_nobody):  # a journal in which this was never asked
            self.maybe_same.clear()
        if isinstance(event, InterviewEvent):
            self.interview.apply(event)
        elif fold := FOLDS.get(type(event)):
            fold(self, event)

    def _pass_time(self, event: Event) -> None:
        if isinstance(event, WorkshopResumed | WorkshopOpened | WorkshopBegun):
            gap = event.at - self.since
            if self.booked_until and gap > ANOTHER_SITTING:
                self.booked_until += gap
            self.since = max(self.since, event.at)
            return
        if not self.is_paused and self.at and event.at > self.since:
            spent = event.at - self.since
            if self.booked_until and technique_of(self.step).lasts_overnight:
                self.booked_until += spent
            self.used[self.at] = self.used.get(self.at, 0) + spent
            self.used_in_phase += spent
        self.since = max(self.since, event.at)


def _left_of(act: Event) -> Event | None:
    """What stays of an act that is undone: an answer is in its line again."""
    return AnswerDrafted(key=act.key, value=act.value, at=act.at) if isinstance(act, AnswerGiven | AnswerSharpened) else None
