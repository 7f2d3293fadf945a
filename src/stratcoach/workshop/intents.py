"""Everything that a room can be asked to do, as values: what a front end makes of keys, text, a form or JSON.

Numbers are those of notes as the room sees them; people are names as the room has them. `Room.submit` holds all checks.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from stratcoach.model.value import Value
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.people import Person


class Intent(Value):
    """Base of all of them."""


class Continue(Intent):
    """Go on, with what the screen proposes: Enter alone."""


class SetPeople(Intent):
    """Who is here."""

    people: tuple[Person, ...]


class Rename(Intent):
    """Somebody has another name."""

    old: str
    new: str


class SamePerson(Intent):
    """Whether two names are one person."""

    old: str
    new: str
    is_same: bool


class CountBallot(Intent):
    """Whether the ballot of somebody who left counts."""

    person: str
    counts: bool


class SetDecider(Intent):
    """Who decides, and whether they are in the room."""

    name: str
    is_here: bool = True


class SetGoal(Intent):
    """What should be decided by the end."""

    text: str


class SetObstacle(Intent):
    """What could stop the decision from being carried out; "" where nothing does."""

    text: str = ""


class EditPlan(Intent):
    """A change of the plan in its own words: `("skip", "6")`, `("minutes", "4", "10")`."""

    words: tuple[str, ...]


class ShortenPlan(Intent):
    """Take over what is proposed for catching up."""


class ExtendTime(Intent):
    """More minutes: five, once in each step, or a single one as often as it takes."""

    minutes: Literal[1, 5] = 5


class Pause(Intent):
    """Stop the clock, for a break of so many minutes where `minutes` isn't 0."""

    minutes: int = 0


# ---- notes


class AddNotes(Intent):
    """Notes that came in; with `were_written` nobody has said them yet, so that a round shows them at its end."""

    notes: tuple[Note, ...]
    were_written: bool = False


class Pass(Intent):
    """Whoever's turn it is says nothing."""


class CloseRound(Intent):
    """End a round before everybody has spoken."""


class Merge(Intent):
    """Notes that say the same: the first one stays."""

    numbers: tuple[int, ...]


class KeepApart(Intent):
    """Notes that look alike and say different things, or don't belong into one group."""

    numbers: tuple[int, ...]


class PutInGroup(Intent):
    """Notes that belong together, under a title. Where there is a group with this title, or a group is among the numbers, they
    join it; a group alone with a title is renamed.
    """

    numbers: tuple[int, ...]
    title: str = ""


class TakeFromGroup(Intent):
    """Notes that leave their group; of a group all its notes, so that it is gone. Without numbers, the only group."""

    numbers: tuple[int, ...] = ()


class Drop(Intent):
    """Notes that are taken out."""

    numbers: tuple[int, ...]


class ParkNotes(Intent):
    """Notes that go into the car park."""

    numbers: tuple[int, ...]


class LetIn(Intent):
    """Notes that waited for the facilitator are let in; without numbers, all."""

    numbers: tuple[int, ...] = ()


class SendBack(Intent):
    """Whoever wrote these notes is asked to word them differently."""

    numbers: tuple[int, ...]


class Reword(Intent):
    """A note in other words."""

    number: int
    text: str


class Park(Intent):
    """Thoughts for the car park."""

    thoughts: tuple[Note, ...]


class SetAside(Intent):
    """What was written where nothing like it was asked for: it waits, unseen."""

    notes: tuple[Note, ...]


class PlaceAside(Intent):
    """Where what waits goes: all of it, or what has these numbers."""

    where: Literal["notes", "answer", "park", "drop"]
    numbers: tuple[int, ...] = ()


class Source(NamedTuple):
    """How somebody knows what is on a note."""

    number: int
    text: str


class AddSources(Intent):
    """How we know what is on notes that nobody chose."""

    sources: tuple[Source, ...]


# ---- votes and decisions


class Vote(Intent):
    """The dots of one person."""

    person: str
    options: tuple[int, ...]


class CastBallots(Intent):
    """Several ballots at once, as from a chat."""

    ballots: tuple[Vote, ...]


class CountHands(Intent):
    """How many hands there were for each option, in the order of the options."""

    counts: tuple[int, ...]


class CloseVote(Intent):
    """End the vote, whoever is missing."""


class ShowFingers(Intent):
    """How many fingers somebody shows, and with few of them what is missing."""

    person: str
    score: int
    missing: str = ""


class ShowHands(Intent):
    """The fingers of several people at once."""

    shown: tuple[ShowFingers, ...]


class Choose(Intent):
    """The notes that are chosen; where a reason is asked for, those of them that stay."""

    numbers: tuple[int, ...]


class KeepTied(Intent):
    """Keep what is tied, for now."""


class GiveReason(Intent):
    """Why it was decided like that."""

    text: str


class Object(Intent):
    """Somebody can't live with the decision."""

    person: str
    text: str


class SetUntil(Intent):
    """The day, as `2026-12-15`, up to which a decision is provisional."""

    day: str


class SettleTie(Intent):
    """Who settles by which day what is kept for now."""

    owner: str
    by: str


# ---- the interview


class Answer(Intent):
    """What was said to the question that is asked, as text; of options their numbers."""

    text: str


class NotKnown(Intent):
    """Nobody knows yet."""


# ---- the close

Becomes = Literal["question", "assumption", "task", "dropped", "changed"]


class Settle(Intent):
    """What becomes of what is open, with who does it by which day; `text` where it is worded anew."""

    becomes: Becomes
    owner: str = ""
    by: str = ""
    text: str = ""


class SetConfidence(Intent):
    """How sure we are of the things with these numbers on the screen."""

    numbers: tuple[int, ...]
    level: Literal["low", "medium", "high"]


class SayReached(Intent):
    """Whether the goal was reached, and what is missing."""

    answer: Literal["yes", "partly", "no"]
    missing: str = ""


# ---- moving


class Undo(Intent):
    """Take the last thing back."""


class Skip(Intent):
    """Leave out the question, else the step."""


class Leave(Intent):
    """Leave the step as it is."""


class GoToClose(Intent):
    """Leave out everything before the close."""
