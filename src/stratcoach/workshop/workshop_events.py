"""What can happen in a workshop, as values; what the interview asks in it has the events of the interview.

`step` is the id of the step of the plan in which it happened; numbers are those of its notes.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from stratcoach.flow.events import Event
from stratcoach.workshop.people import Person


class WorkshopEvent(Event):
    """Base of all of them. `asks_nobody`: it can happen while it is asked whether two names are one person."""

    asks_nobody: ClassVar[bool] = False


class InStep(WorkshopEvent):
    """Base of what happens in a step."""

    step: str


# ---- the workshop as a whole


class PlannedStep(NamedTuple):
    """A step of the plan and its minutes; of one that the agenda doesn't have also its flow and its technique."""

    step: str
    minutes: int
    flow: str = ""
    technique: str = ""


class WorkshopBegun(WorkshopEvent):
    """The agenda and the plan."""

    agenda: str
    plan: tuple[PlannedStep, ...]
    is_act = False


class RoomBooked(WorkshopEvent):
    """For how many minutes the room is booked."""

    minutes: int
    is_act = False


class PeopleExpected(WorkshopEvent):
    """How many people are expected."""

    count: int
    is_act = False


class WorkshopPrepared(WorkshopEvent):
    """What was known when the workshop was prepared."""

    day: str = ""
    hours: str = ""
    place: str = ""
    goal: str = ""
    decider: str = ""
    deadline: str = ""
    is_act = False


class WorkshopOpened(WorkshopEvent):
    """A workshop that was prepared begins."""

    is_act = False


class WorkshopStopped(WorkshopEvent):
    """The session was stopped."""

    is_act = False
    asks_nobody = True


class WorkshopResumed(WorkshopEvent):
    """The session was resumed."""

    is_act = False
    asks_nobody = True


class LineDrafted(WorkshopEvent):
    """What was in the line of a screen, which `key` names, and not given yet."""

    key: str
    text: str
    is_act = False
    is_half_typed = True
    asks_nobody = True


class ActUndone(WorkshopEvent):
    """The last thing was undone."""


class WorkshopFinished(WorkshopEvent):
    """The workshop is over."""


# ---- people, goal, plan


class PeopleListed(WorkshopEvent):
    """Who is here."""

    people: tuple[Person, ...]
    asks_nobody = True


class PersonRenamed(WorkshopEvent):
    """Somebody has another name."""

    old: str
    new: str
    asks_nobody = True


class PeopleToldApart(WorkshopEvent):
    """An old and a new name are two people."""

    old: str
    new: str
    asks_nobody = True


class DeciderNamed(WorkshopEvent):
    """Who decides, and whether they are here."""

    name: str
    is_here: bool


class GoalSet(WorkshopEvent):
    """The goal of the workshop."""

    text: str


class ObstacleNamed(WorkshopEvent):
    """What could stop the decision from being carried out; "" where nothing does."""

    text: str = ""


class GoalJudged(WorkshopEvent):
    """Whether the goal was reached, and what is missing."""

    answer: Literal["yes", "partly", "no"]
    missing: str = ""


class PlanChanged(WorkshopEvent):
    """The plan was changed. With `sets_time` so many minutes are left for it; 0 is as many as it takes."""

    plan: tuple[PlannedStep, ...]
    sets_time: bool = False
    minutes_left: int = 0


class PageOpened(WorkshopEvent):
    """Somebody has a page of their own now."""

    person: str
    is_act = False
    asks_nobody = True


class DoneMarked(InStep):
    """Somebody is done with what was asked at a `moment`, or not after all."""

    person: str
    moment: str
    is_done: bool = True
    is_act = False
    asks_nobody = True


# ---- moving


class StepEntered(InStep):
    """A step begins; `order` has the numbers of what was written before, as it is shown."""

    order: tuple[int, ...] = ()


class PhaseEntered(InStep):
    """The next part of a step, counted from 0; before a vote `dots` is how many each person has."""

    phase: int
    dots: int = 0


class PageTurned(InStep):
    """The next page of what is read back."""


class PauseBegun(WorkshopEvent):
    """A pause begins; of so many minutes where that isn't 0."""

    minutes: int = 0
    asks_nobody = True


class PauseEnded(WorkshopEvent):
    """The workshop continues."""

    asks_nobody = True


class TimeExtended(InStep):
    """More minutes; five, where nothing else is written."""

    minutes: int = 5
