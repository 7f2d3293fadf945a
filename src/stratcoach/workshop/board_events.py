"""What can happen to what lies on the tables of a workshop, as values: notes, votes, decisions, and what is put aside or settled."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from stratcoach.flow.events import Event, InterviewEvent
from stratcoach.workshop.intents import Becomes, Source
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.workshop_events import InStep, WorkshopEvent


class OnNotes(InStep):
    """Base of what happens to notes."""

    numbers: tuple[int, ...]


# ---- notes


class NotesAdded(InStep):
    """Notes, each with its author where that is known; whether they wait until the facilitator has read them."""

    notes: tuple[Note, ...]
    are_held: bool = False


class NotesLetIn(OnNotes):
    """The facilitator has read notes that waited, and lets them in."""


class NotesSentBack(OnNotes):
    """Who wrote these notes is asked to word them differently, before they are let in."""


class ReadingFirst(WorkshopEvent):
    """Whether notes from people's own pages wait from now on until the facilitator has read them."""

    is_on: bool
    is_act = False
    asks_nobody = True


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


class AnswerWritten(WorkshopEvent):
    """What somebody wrote to the question of a step on a page of their own, before the workshop; it takes the place of what they wrote
    before. It is on the table when the workshop begins.
    """

    person: str
    step: str
    lines: tuple[str, ...]
    is_act = False


class NotesOf(NamedTuple):
    """How many notes somebody wrote."""

    person: str
    notes: int


class AnswersCounted(WorkshopEvent):
    """How many notes each person wrote before they were asked for. A journal that is kept has it in place of who wrote what."""

    written: tuple[NotesOf, ...]
    is_act = False


class TurnPassed(InStep):
    """Somebody has nothing to add."""

    person: str


class NotesShown(InStep):
    """The coach's questions about the notes were shown."""


class NoteReworded(InStep):
    """A note was reworded; whether by who wrote it, before anybody else had seen it."""

    number: int
    text: str
    is_unseen: bool = False


class NotesMerged(OnNotes):
    """Notes were merged into the first one."""


class NotesKeptApart(OnNotes):
    """Notes that look alike stay apart."""


class NotesDropped(OnNotes):
    """Notes were removed."""


class NotesGrouped(OnNotes):
    """Notes were put into a group: the one with the number `group`, else a new one with this title, which gets the next number."""

    title: str = ""
    group: int = 0


class NotesUngrouped(OnNotes):
    """Notes were taken out of their groups."""


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


EVENTS: Final[tuple[type[Event], ...]] = (InterviewEvent, WorkshopEvent)
"""The families of events that a workshop has."""
