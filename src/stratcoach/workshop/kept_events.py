"""What is kept of a workshop that is over: its events, without what nobody in the room was to know.

That is who wrote a note and who voted for what; notes that were never shown; what was half typed, set aside or taken back. The
events add up to the same decisions. They don't give it away indirectly either: votes are sums, notes come without the order
and the second in which they came in, and the second from which the order of a round was drawn is not kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from stratcoach.flow.events import AnswerDrafted, Event, InterviewEvent, OfQuestion
from stratcoach.workshop import board_events as on_table
from stratcoach.workshop import workshop_events as happened
from stratcoach.workshop.attendance import moment
from stratcoach.workshop.board import Aside
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.phases import note_actions
from stratcoach.workshop.room import Room
from stratcoach.workshop.tally import LOW
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_state import WorkshopState

_AS_IT_WAS: Final = (
    happened.PeopleExpected,
    happened.RoomBooked,
    happened.WorkshopPrepared,
    happened.WorkshopStopped,
    happened.WorkshopResumed,
    happened.WorkshopFinished,
    happened.PeopleListed,
    happened.PersonRenamed,
    happened.PeopleToldApart,
    happened.DeciderNamed,
    happened.GoalSet,
    happened.ObstacleNamed,
    happened.GoalJudged,
    happened.PlanChanged,
    happened.PhaseEntered,
    happened.PageTurned,
    happened.PauseBegun,
    happened.PauseEnded,
    happened.TimeExtended,
    on_table.NotesShown,
    on_table.NotesMerged,
    on_table.NotesKeptApart,
    on_table.NotesGrouped,
    on_table.NotesUngrouped,
    on_table.NotesDropped,
    on_table.NotesParked,
    on_table.SourcesNamed,
    on_table.ThoughtsParked,
    on_table.LeftBallotJudged,
    on_table.HandsCounted,
    on_table.VotesCounted,
    on_table.AnswersCounted,
    on_table.VoteRepeated,
    on_table.NotesChosen,
    on_table.ReasonGiven,
    on_table.ObjectionRaised,
    on_table.Decided,
    on_table.MatterSettled,
    on_table.ConfidenceSet,
    InterviewEvent,
)
"""What the room has seen or heard. An event that isn't named here or below isn't kept."""

_LEAVES_NOTES_UNTOUCHED: Final = (
    on_table.LeftBallotJudged,
    on_table.HandsCounted,
    on_table.NotesLetIn,
    on_table.NotesSentBack,
    happened.TimeExtended,
)
"""What happens in a step and needs none of the notes that were added before."""


def kept_events(room: Room, *, for_minutes: bool = False) -> tuple[Event, ...]:
    """The events of a workshop that is over, as they are kept; `for_minutes` with what only the minutes of the close are made of:
    the words of notes that were never shown, and the second in which it began.
    """
    return _Keeper(room, for_minutes=for_minutes).kept()


def wrote_ahead(record: WorkshopState) -> dict[str, int]:
    """How many notes each person wrote before they were asked for."""
    notes = (board.notes[number] for board in record.boards.values() for number in board.written if number in board.notes)
    return record.wrote_ahead or dict(Counter(note.author for note in notes))


class _Keeper:
    """Goes through a workshop again and writes down what is kept of it."""

    def __init__(self, room: Room, *, for_minutes: bool) -> None:
        self._for_minutes = for_minutes
        self._wrote_ahead = wrote_ahead(room.record)
        events = room.record.events  # behind the end are those of a run that only had to write the files
        end = next((at for at, event in enumerate(events, 1) if isinstance(event, happened.WorkshopFinished)), len(events))
        self._events: Sequence[Event] = events[:end]
        self._boards = room.record.boards
        self._twin = Room(room.library, base=room.record.base)
        self._seen: dict[str, set[int]] = defaultdict(set)
        self._waiting: dict[str, int] = defaultdict(int)
        self._written: dict[str, int] = defaultdict(int)
        self._rounds: dict[str, int] = defaultdict(int)
        self._found: list[Event] = []

    def kept(self) -> tuple[Event, ...]:
        self._look(Room(self._twin.library, base=self._twin.record.base))
        last_fingers = {event.step: at for at, event in enumerate(self._events) if isinstance(event, on_table.FingersShown)}
        for at, event in enumerate(self._events):
            if isinstance(event, happened.WorkshopFinished):
                self._close(event.at)
            before = tuple(self._twin.record.aside)
            if isinstance(event, happened.InStep) and not isinstance(event, _LEAVES_NOTES_UNTOUCHED) and not _is_own(event):
                self._write_notes(event)
            counts = {step: len(board.notes) for step, board in self._twin.record.boards.items()}
            self._twin.apply(event)
            self._count_notes(event, counts)
            if isinstance(event, on_table.FingersShown):
                self._found += [self._fingers(event)] if last_fingers[event.step] == at else []
            elif not self._is_taken_back(at):
                self._write(event, before)
        return tuple(self._found if self._for_minutes else _without_seed(self._found))

    def _look(self, room: Room) -> None:
        """Find out which notes were on the screen."""
        for event in self._events:
            room.apply(event)
            seen = self._seen[room.step.id]
            if room.board.notes.keys() <= seen:
                continue
            view = room.view()
            if not view.hidden:
                seen.update(note_actions.shown(room, view))
            if view.kind == "settle" and technique_of(room.step).takes_objections:  # an objection is shown without its number
                seen.update(number for number, _ in room.to_settle[:1])

    def _count_notes(self, event: Event, counts: dict[str, int]) -> None:
        """Notes are written down when something happens to them; what lies on the table by itself comes with its step, and the title of a group with the group."""
        for step, board in self._twin.record.boards.items():
            more = len(board.notes) - counts.get(step, 0)
            by_itself = isinstance(event, happened.StepEntered | on_table.NotesGrouped)
            count = self._written if by_itself else self._waiting
            count[step] += more

    def _write_notes(self, event: happened.InStep) -> None:
        adds = isinstance(event, on_table.NotesAdded | on_table.NotesBroughtIn | on_table.TextSetAside | on_table.TurnPassed)
        votes = isinstance(event, on_table.BallotsCast)
        if isinstance(event, happened.StepEntered):
            self._flush(self._twin.step.id, event.at)
        if not adds and not votes:
            self._flush(event.step, event.at)
        if isinstance(event, happened.PhaseEntered) and event.step == self._twin.step.id:
            self._count_votes(event.step, event.at, are_shown=True)

    def _flush(self, step: str, at: int) -> None:
        """Write down the notes of a step that came in until now, without their authors; of those that nobody saw, how many."""
        board, count = self._boards.get(step), self._waiting.pop(step, 0)
        first = self._written[step] + 1
        self._written[step] += count
        if board and count:
            numbers = [number for number in range(first, first + count) if number in board.notes]
            texts = (board.first_words.get(number, board.notes[number].text) for number in numbers)
            seen = frozenset(numbers) if self._for_minutes else self._seen[step]
            notes = tuple(Note(text if number in seen else "") for number, text in zip(numbers, texts, strict=True))
            self._found.append(on_table.NotesAdded(step=step, notes=notes, at=at))

    def _count_votes(self, step: str, at: int, *, are_shown: bool) -> None:
        """Write down how a round of voting ended, where there were votes by name."""
        rounds, number = self._boards[step].rounds if step in self._boards else [], self._rounds[step]
        begun = len(self._twin.record.board_of(step).rounds)
        if number < min(begun, len(rounds)):
            now = rounds[number]
            self._rounds[step] += 1
            if now.ballots:
                counts = tuple(now._replace(counts=()).totals()[option] for option in now.options)
                votes = on_table.VotesCounted(step=step, ballots=len(now.ballots), counts=counts if are_shown else (), at=at)
                self._found.append(votes)

    def _close(self, at: int) -> None:
        """Before the end: what was never shown or counted, and what still waits to be placed."""
        for step in self._boards:
            self._flush(step, at)
            self._count_votes(step, at, are_shown=False)
        if thoughts := tuple(Note(one.text) for one in self._twin.record.aside if not one.doubt):
            self._found.append(on_table.ThoughtsParked(thoughts=thoughts, at=at))
        if self._wrote_ahead:
            written = tuple(on_table.NotesOf(name, count) for name, count in sorted(self._wrote_ahead.items()))
            self._found.append(on_table.AnswersCounted(written=written, at=at))

    def _write(self, event: Event, before: Iterable[Aside]) -> None:
        match event:
            case happened.WorkshopBegun() | happened.WorkshopOpened():
                self._found.append(event)
            case happened.StepEntered():
                self._found.append(event.replace(order=()))
            case on_table.NoteReworded() if not _is_own(event) and (self._for_minutes or event.number in self._seen[event.step]):
                self._found.append(event)
            case on_table.AnswersBroughtIn(answers=answers):
                late = tuple(one._replace(author="") for one in answers if one.is_too_late and not one.doubt)
                self._found += [event.replace(answers=late)] if late else []
            case on_table.AsidePlaced(where="park"):
                those = [one for number, one in enumerate(before, 1) if not event.numbers or number in event.numbers]
                thoughts = tuple(Note(one.text, one.author) for one in those)
                self._found.append(on_table.ThoughtsParked(thoughts=thoughts, at=event.at))
            case _ if isinstance(event, _AS_IT_WAS):
                self._found.append(event)

    def _is_taken_back(self, at: int) -> bool:
        """Whether something was taken back and answered in other words, so that nothing comes of it; what the file suggests wasn't."""
        event = self._events[at]
        if not isinstance(event, AnswerDrafted) or not any(one.is_act for one in self._events[:at]):
            return False
        return any(isinstance(one, OfQuestion) and one.is_act and one.key == event.key for one in self._events[at:])

    def _fingers(self, event: on_table.FingersShown) -> on_table.FingersShown:
        """What the minutes have of all fingers: who showed few and what is missing, and of the others only how many."""
        shown = [on_table.Fingers(name, *told) for name, told in self._boards[event.step].fists.items()]
        low = [one for one in shown if one.score < LOW]
        rest = sorted((one.score for one in shown if one.score >= LOW), reverse=True)
        nameless = (on_table.Fingers(f"({number})", score) for number, score in enumerate(rest, 1))
        return event.replace(shown=(*low, *nameless))


def _is_own(event: Event) -> bool:
    """Whether somebody changed a note of theirs that nobody else had seen: what it said before is nobody's news."""
    return isinstance(event, on_table.NoteReworded) and event.is_unseen


def _without_seed(events: Iterable[Event]) -> Iterable[Event]:
    """The events with the day in place of the second from which chance was drawn, and without what a page numbered them."""
    found = [event.replace(sent="") for event in events]
    seeds = {event.at for event in found if isinstance(event, happened.WorkshopBegun | happened.WorkshopOpened)}
    for event in found:
        if event.at in seeds:
            day = moment(event.at).replace(hour=0, minute=0, second=0)
            yield event.replace(at=int(day.timestamp()))
        else:
            yield event
