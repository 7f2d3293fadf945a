"""What phases look at: where a workshop is by its events, what is on the table, what is still to do, how much time is left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, TypeVar

from stratcoach.flow.events import Event
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library, PlanStep, Question
from stratcoach.flow.protocol import Ask, Challenge
from stratcoach.flow.question_key import key_of
from stratcoach.flow.templates import fill, quote
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Limits
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board import Board, BoardNote
from stratcoach.workshop.note_marks import OBSERVED
from stratcoach.workshop.plan import Refusal, Shortening
from stratcoach.workshop.record import Record
from stratcoach.workshop.room_view import Countdown
from stratcoach.workshop.step_info import wanted_in
from stratcoach.workshop.tally import Standing, dots_for
from stratcoach.workshop.techniques import PhaseKind, technique_of
from stratcoach.workshop.time_left import Ending
from stratcoach.workshop.workshop_events import PhaseEntered

_T = TypeVar("_T")

LEAST_OVER: Final = 180
"""Seconds behind the plan from which shortening is proposed."""

ROOM: Final = "room"
"""The flow with what only a group is asked."""

OF_ROOM: Final = frozenset(
    ["people", "decider", "goal", "week", "plan", "rules", "strike", "objection", "parked", "wording", "why", "read", "fist"]
)
"""The questions that this flow must have."""

Taken = Event | Refusal
"""What becomes of something typed: an event to record, or why it can't be taken."""


def shortened(text: str) -> str:
    """What the file says on a question, as a room sees it beside its notes."""
    return quote(text, 160)


class RoomFacts(ABC):
    """One workshop: the record of it, and what is due. `today` is what dates are judged by."""

    def __init__(
        self,
        library: Library,
        events: Iterable[Event] = (),
        *,
        base: Strategy | None = None,
        today: date | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.library = library
        self.record = Record(library, base, events, today, limits)
        self.looked_at: dict[str, str] = {}
        self._found: tuple[int, dict[str, Any]] = (-1, {})

    def once(self, name: str, find: Callable[[], _T]) -> _T:
        """What can be found out about the room: looked for when it is asked for first, and again when anything has happened."""
        if self._found[0] != self.record.applied:
            self._found = self.record.applied, {}
        found = self._found[1]
        if name not in found:
            found[name] = find()
        known: _T = found[name]
        return known

    # ---- what phases look at

    @property
    def step(self) -> PlanStep:
        return self.record.step

    @property
    def board(self) -> Board:
        return self.record.board

    @property
    def interview(self) -> Interview:
        return self.record.interview

    @property
    def question(self) -> Question | None:
        return self.record.question(self.step)

    @property
    def kind(self) -> PhaseKind | None:
        """The current phase, without those in which nothing is left to do; None when the step is done."""
        return self.once("kind", self._find_kind)

    def _find_kind(self) -> PhaseKind | None:
        coming = self.record.phases[self.record.phase :]
        return next((kind for kind in coming if self.applies(kind)), None)

    @abstractmethod
    def applies(self, kind: PhaseKind) -> bool:
        """Whether something is left to do in a phase; the phases say it."""

    def on(self) -> Event:
        """The event that ends the phase of now; before a vote it says how many dots each of us has."""
        phases = self.record.phases
        here = phases.index(self.kind, self.record.phase) if self.kind else len(phases)
        is_vote = phases[here + 1 : here + 2] == ("vote",)
        dots = dots_for(len(self.board.options), self.wanted) if is_vote else 0
        return PhaseEntered(step=self.step.id, phase=here + 1, dots=dots)

    @property
    def to_settle(self) -> tuple[tuple[int, str], ...]:
        """What still needs a place: in a round of objections each of them, at the close what stands in the car park."""
        if technique_of(self.step).takes_objections:
            return tuple((note.number, note.text) for note in self.board.open_notes if note.number not in self.board.settled)
        parked = enumerate(self.record.parked, 1)
        return tuple((number, one.text) for number, one in parked if number not in self.record.settled)

    def asks(self, name: str) -> Question:
        """A question that only a room is asked."""
        return next(one for one in self.library.flows[ROOM].all_questions if one.id == name)

    @property
    def wanted(self) -> int:
        """How many are to be left."""
        return wanted_in(self.library, self.step)

    @property
    def standing(self) -> Standing | None:
        return self.board.standing(self.wanted)

    @property
    def present(self) -> tuple[str, ...]:
        """The names of the people who are here."""
        return self.once("present", lambda: tuple(one.name for one in self.record.people))

    @property
    def without_source(self) -> tuple[BoardNote, ...]:
        """The notes that are in the file beside those that were chosen, and of which nobody has said how we know."""
        board, answers = self.board, self.interview.state.answers
        keys = ((number, key_of(self.step.flow, "source", entry)) for number, entry in board.also.items())
        return tuple(board.notes[number] for number, key in keys if key not in answers)

    @property
    def keeps_all(self) -> bool:
        """Whether everything that was seen goes into the file, and what is chosen is only what we build on."""
        flow = self.library.flows.get(self.step.flow)
        return flow is not None and flow.id == OBSERVED and "decide" in self.record.phases

    @property
    def there_already(self) -> tuple[str, ...]:
        """What the file said before on the question that everybody answers now, to be read first."""
        base, flow = self.record.base, self.library.flows.get(self.step.flow)
        section = SECTION.get(flow.section) if flow else None
        if base is None or section is None:
            return ()
        return tuple(shortened(section.text_of(entry)) for entry in entries(base, section))

    @property
    def due(self) -> Ask | Challenge | None:
        """What the interview still asks in this step, for what was chosen in it."""
        if not self.step.flow:
            return None
        return self.once("due", lambda: self.interview.step_within(self.step.as_step(), self.entries))

    @property
    def entries(self) -> tuple[int, ...]:
        """The numbers of the entries that this step is about: what was chosen, or in a talk all there are, at least one."""
        flow = self.library.flows[self.step.flow]
        if "decide" in self.record.phases and self.board.decision is None:
            return ()
        if not flow.is_list:
            return (0,)
        if "decide" in self.record.phases:
            return tuple(self.board.entries[number] for number in self._chosen() if number in self.board.entries)
        numbers = tuple(self.interview.state.lists.get(flow.id, ()))
        return numbers or (1,)

    def words_of(self, step: PlanStep, number: int) -> str:
        """A chosen note in the words that the file has by now: the room may have changed them after choosing it."""
        board, question = self.record.board_of(step.id), self.record.question(step)
        note = board.notes[number]
        if "#" in note.value:
            return f"{self.interview.assembly.words(note.value)}" or note.text
        if question is None or question.kind == "choice" or board.decision is None:
            return note.text
        if self.library.flows[step.flow].is_list:
            handle = f"{step.flow}#{entry}" if (entry := board.entry_of(number)) else ""
            return (handle and f"{self.interview.assembly.words(handle)}") or note.text
        return str(self.interview.state.answers.get(key_of(step.flow, question.id), "")) or note.text

    def _chosen(self) -> tuple[int, ...]:
        return self.board.decision.chosen if self.board.decision else ()

    def wording(self, step: PlanStep | None = None) -> str:
        """The question of a step as everybody hears it. A premortem looks back from a year ahead, as the flow asks the second
        time; so does a list in which something stands already.
        """
        step = step or self.step
        question = self.record.question(step)
        if question is None:
            return step.says
        assembly = self.interview.assembly
        is_next = self.library.flows[step.flow].is_list and bool(self.interview.state.lists.get(step.flow))
        again = question.again and (is_next or technique_of(step).looks_back)
        key = key_of(step.flow, question.id)
        return fill(question.again if again else question.ask, lambda name: assembly.said(name, key))

    def wordings(self, step: PlanStep) -> tuple[str, ...]:
        """The question of a step in every wording in which it may have been sent round."""
        question = self.record.question(step)
        if question is None:
            return ()
        assembly, key = self.interview.assembly, key_of(step.flow, question.id)
        texts = (fill(lines, lambda name: assembly.said(name, key)) for lines in (question.ask, question.again) if lines)
        return (self.wording(step), *texts)

    # ---- time

    @property
    def budget(self) -> int:
        """Seconds that the phase of now was given, with the five more minutes that were asked for."""
        shares = {phase.kind: phase.share for phase in technique_of(self.step).phases}
        kinds = self.record.phases
        whole = sum(shares[kind] for kind in kinds) or 1.0
        kind = self.kind
        share = shares.get(kind, 0.0) / whole if kind else 0.0
        return round(60 * self.step.minutes * share) + self.record.extra

    def countdown(self) -> Countdown | None:
        """The countdown of the phase of now; None where no time was given."""
        record = self.record
        if not self.step.minutes or not record.place or self.kind is None or not self.budget:
            return None
        return Countdown(self.budget - record.used_in_phase, record.since, runs=not record.is_paused)

    def ending(self) -> Ending | None:
        """Until when the room is booked, and when we will end; None before the first step."""
        record = self.record
        if not record.place or not record.booked_until:
            return None
        here = 0 if self.kind is None else 60 * self.step.minutes - record.used.get(record.at, 0)
        coming = record.coming
        close = 60 * coming[-1].minutes if coming and technique_of(coming[-1]).is_close else 0
        return Ending(
            record.booked_until,
            here,
            60 * sum(step.minutes for step in coming),
            close,
            record.since,
            runs=not record.is_paused,
            back=record.back_at,
        )

    def behind(self, now: int) -> int:
        """Seconds by which we end later than the room is booked, as things are; negative when earlier."""
        ending = self.ending()
        return ending.behind(now) if ending else 60 * sum(step.minutes for step in self.record.plan) - self.record.budget

    def shortening(self, now: int) -> tuple[Shortening, ...]:
        """What to shorten so that we end in time; nothing while there is little to catch up."""
        behind = self.behind(now)
        if behind < LEAST_OVER:
            return ()
        coming = self.record.coming
        return plans.shorten(coming, sum(step.minutes for step in coming) - round(behind / 60))
