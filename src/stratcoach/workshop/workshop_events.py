"""What can happen in a workshop, as values; what the interview asks in it has the events of the interview.

`step` is the id of the step of the plan in which it happened; numbers are those of its notes.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from stratcoach.flow.events import Event
from stratcoach.workshop.intents import Becomes, Source
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.people import Person


class WorkshopEvent(Event):
    """Base of all of them. `asks_nobody`: it can happen while it is asked whether two names are one person."""

    asks_nobody: ClassVar[bool] = False


class InStep(WorkshopEvent):
    """Base of what happens in a step."""

    step: str


class OnNotes(InStep):
    """Base of what happens to notes."""

    numbers: tuple[int, ...]


# ---- the workshop as a whole


class PlannedStep(NamedTuple):
    """A step of the plan and its minutes."""

    step: str
    minutes: int


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
    """Five more minutes."""


# ---- notes


class NotesAdded(InStep):
    """Notes, each with its author where that is known."""

    notes: tuple[Note, ...]


class NotesBroughtIn(InStep):
    """Notes from a chat or a file; doubtful lines wait."""

    notes: tuple[Note, ...]


class WrittenAnswer(NamedTuple):
    """What somebody wrote before it was asked for, for a step. `doubt` says why it may be no note; too late, it is parked."""

    step: str
    author: str
    text: str
    doubt: str = ""
    is_too_late: bool = False


class AnswersBroughtIn(WorkshopEvent):
    """Notes from questionnaires, or others that nobody has said yet."""

    answers: tuple[WrittenAnswer, ...]


class TurnPassed(InStep):
    """Somebody has nothing to add."""

    person: str


class NotesShown(InStep):
    """The coach's questions about the notes were shown."""


class NoteReworded(InStep):
    """A note was reworded."""

    number: int
    text: str


class NotesMerged(OnNotes):
    """Notes were merged into the first one."""


class NotesKeptApart(OnNotes):
    """Notes that look alike stay apart."""


class NotesDropped(OnNotes):
    """Notes were removed."""


class NotesParked(OnNotes):
    """Notes were moved to the car park."""


class SourcesNamed(InStep):
    """Where notes come from."""

    sources: tuple[Source, ...]


class ThoughtsParked(WorkshopEvent):
    """Thoughts went into the car park, each with its author where that is known."""

    thoughts: tuple[Note, ...]
    asks_nobody = True


class TextSetAside(InStep):
    """Text that came where no note was asked for; it waits, unseen."""

    notes: tuple[Note, ...]
    asks_nobody = True


class AsidePlaced(WorkshopEvent):
    """Where text that waited goes: all of it, or what has these numbers. `key` is the step whose notes it becomes, or the line
    of the screen that it goes into.
    """

    where: Literal["notes", "line", "park", "drop"]
    key: str = ""
    numbers: tuple[int, ...] = ()
    asks_nobody = True


# ---- votes and decisions


class Ballot(NamedTuple):
    """The dots of one person."""

    person: str
    options: tuple[int, ...]


class BallotsCast(InStep):
    """Votes by name."""

    ballots: tuple[Ballot, ...]


class LeftBallotJudged(InStep):
    """Whether the vote of somebody who left counts."""

    person: str
    counts: bool


class HandsCounted(InStep):
    """A show of hands: how many for each option."""

    counts: tuple[int, ...]


class VotesCounted(InStep):
    """How many ballots there were in a round, and how many dots each option had from them, where that was shown. A journal that
    is kept has it in place of the votes by name.
    """

    ballots: int
    counts: tuple[int, ...] = ()


class VoteRepeated(OnNotes):
    """Another vote, on these notes."""


class NotesChosen(OnNotes):
    """What was chosen, before the decision; `keeps_all_tied` where what is tied stays for now."""

    keeps_all_tied: bool = False


class ReasonGiven(InStep):
    """The reason for it."""

    why: str


class ObjectionRaised(InStep):
    """Somebody can't live with it."""

    person: str
    text: str


class Decided(InStep):
    """The decision: by whom and why, up to which day it is provisional, and who settles by when what is tied. With
    `keeps_others` the notes that were not chosen go into the file, too.
    """

    who: str
    why: str = ""
    until: str = ""
    owner: str = ""
    by: str = ""
    keeps_others: bool = False


class Fingers(NamedTuple):
    """How many fingers somebody shows, and what is missing."""

    person: str
    score: int
    missing: str = ""


class FingersShown(InStep):
    """How far each person agrees, in fingers."""

    shown: tuple[Fingers, ...]


class MatterSettled(WorkshopEvent):
    """What becomes of an entry of the car park, or, with a `step`, of an objection or of few fingers there."""

    number: int
    becomes: Becomes | Literal["kept"]
    text: str = ""
    owner: str = ""
    by: str = ""
    step: str = ""


class Confidence(NamedTuple):
    """How sure the group is of one thing."""

    handle: str
    level: Literal["low", "medium", "high"]


class ConfidenceSet(WorkshopEvent):
    """How sure the group is."""

    levels: tuple[Confidence, ...]
