"""The session of a workshop as a fold over its events: who, when, which step, what lies on the tables, what was parked.

Events carry the second in which they happened, so that the same events always give the same record. To undo takes the last
act out of them; nothing else is ever taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from stratcoach.flow.engine import Interview
from stratcoach.flow.model import Agenda, Library, PlanStep, Question, Workshop
from stratcoach.flow.room import plan as plans
from stratcoach.flow.room.board import Aside, Board, Parked, Settled
from stratcoach.flow.room.folds import ASKED, FOLDS
from stratcoach.flow.room.people import Person
from stratcoach.flow.room.plan import Plan
from stratcoach.flow.room.stage import both_sides, interview_agenda, other_side, phases_of, question_on
from stratcoach.flow.room.techniques import PhaseKind
from stratcoach.flow.state import Event, key_of
from stratcoach.model.strategy import Strategy

_FACTS: Final = frozenset(("begin", "expected", "resumed", "stopped", "draft", "ask.given", "ask.entry", "ask.left", "ask.draft"))


class Record:
    """What the events so far add up to. Change it only through `apply`."""

    def __init__(
        self, library: Library, base: Strategy | None = None, events: Iterable[Event] = (), today: date | None = None
    ) -> None:
        """`today` is what dates are judged by when the coach looks at them."""
        self.library = library
        self._today = today
        self.base = base
        self._history: list[Event] = []
        self.undone: Event | None = None
        self._clear()
        for event in events:
            self.apply(event)

    def _clear(self) -> None:
        self.interview = Interview(
            self.library, base=self.base, today=self._today, agenda=Agenda(id="workshop", title="", minutes=0)
        )
        self.workshop = Workshop(id="", title="", minutes=0)
        self.seed = 0
        self.people: tuple[Person, ...] = ()
        self.decider = ""
        self.is_decider_away = False
        self.gone: dict[str, str] = {}
        self.expected = 0
        self.asked = 0
        self.goal = ""
        self.week = ""
        self.plan: Plan = ()
        self.at = ""
        self.entered: list[str] = []
        self.left_out: list[PlanStep] = []
        self.phase = 0
        self.boards: dict[str, Board] = {}
        self.parked: list[Parked] = []
        self.settled: dict[int, Settled] = {}
        self.aside: list[Aside] = []
        self.sure: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.allotted: dict[str, int] = {}
        self.used: dict[str, int] = {}
        self.used_in_phase = 0
        self.extra = 0
        self.planned: dict[str, int] = {}
        self.there_is: int | None = None
        self.since = 0
        self.is_paused = False
        self.is_stopped = False
        self.back_at = 0
        self.finished = False
        self.pages = 0

    # ---- events

    def apply(self, event: Event) -> None:
        self.undone = None
        if event.kind == "undo":
            self._undo()
            return
        self._history.append(event)
        self._fold(event)

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, without what was undone."""
        return tuple(self._history)

    @property
    def last_act(self) -> Event | None:
        return next((event for event in reversed(self._history) if event.kind not in _FACTS), None)

    def _undo(self) -> None:
        act = self.last_act
        if act is None:
            return
        at = len(self._history) - 1 - self._history[::-1].index(act)
        kept = [Event("ask.draft", act.key, act.value, act.at)] if act.kind == "ask.answer" else []
        self._history[at : at + 1] = kept
        self._clear()
        for event in self._history:
            self._fold(event)
        self.undone = act

    def _fold(self, event: Event) -> None:
        self._pass_time(event)
        if event.kind not in _FACTS:
            self.drafts.clear()
        if event.kind.startswith(ASKED):
            self.interview.apply(Event(event.kind.removeprefix(ASKED), event.key, event.value))
            return
        fold = FOLDS.get(event.kind)
        if fold:
            fold(self, event)

    def _pass_time(self, event: Event) -> None:
        if event.kind in ("resumed", "begin"):
            self.since = max(self.since, event.at)
            return
        if not self.is_paused and self.at and event.at > self.since:
            spent = event.at - self.since
            self.used[self.at] = self.used.get(self.at, 0) + spent
            self.used_in_phase += spent
        self.since = max(self.since, event.at)

    # ---- looking at it

    @property
    def step(self) -> PlanStep:
        """The step that goes on now."""
        if self.at == plans.PREFLIGHT.id:
            return plans.PREFLIGHT
        return next((step for step in self.plan if step.id == self.at), plans.PREFLIGHT)

    @property
    def is_decider_here(self) -> bool:
        return not self.is_decider_away and any(one.name == self.decider for one in self.people)

    @property
    def today(self) -> date:
        """The day on which the last thing happened, here; “Friday” is counted from it."""
        return datetime.fromtimestamp(self.since, UTC).astimezone().date()

    @property
    def every_step(self) -> Plan:
        """The steps of the plan, and those that were left out."""
        return (*self.plan, *self.left_out)

    def title_of(self, step: str) -> str:
        """The title of a step of this plan, or of any other agenda."""
        others = (plans.titled(self.library, one) for agenda in self.library.workshops.values() for one in agenda.steps)
        return next((one.title for one in (*self.every_step, *others) if one.id == step), step)

    @property
    def place(self) -> int:
        """How many steps of the plan are behind us, with this one."""
        return next((number for number, step in enumerate(self.plan, 1) if step.id == self.at), 0)

    @property
    def coming(self) -> Plan:
        return self.plan[self.place :]

    @property
    def board(self) -> Board:
        """What lies on the table now; only events put something there."""
        return self.boards.get(self.at) or Board()

    @property
    def phases(self) -> tuple[PhaseKind, ...]:
        return phases_of(self.step, len(self.people))

    @property
    def kind(self) -> PhaseKind | None:
        """The phase that the events have come to; None behind the last one of a step."""
        phases = self.phases
        return phases[self.phase] if self.phase < len(phases) else None

    def planned_for(self, step: str) -> int:
        """Minutes that a step was given when the workshop began, or when it was added."""
        return self.planned.get(step, 0)

    @property
    def budget(self) -> int:
        """Seconds that there are in all: as planned, or as it was said on the way."""
        return 60 * sum(self.planned.values()) if self.there_is is None else self.there_is

    def used_until(self, step: str, now: int) -> int:
        """Seconds that a step has used, pauses and interruptions not counted."""
        running = now - self.since if step == self.at and not self.is_paused and now > self.since else 0
        return self.used.get(step, 0) + running

    def total_used(self, now: int) -> int:
        return sum(self.used_until(step.id, now) for step in self.plan)

    def question(self, step: PlanStep) -> Question | None:
        """The question on which everybody writes."""
        return question_on(self.library, step)

    # ---- parts of the fold

    def go_to_phase(self, number: int) -> None:
        self.phase = number
        self.used_in_phase = self.extra = 0
        self.pages = 0

    def board_of(self, step: str) -> Board:
        return self.boards.setdefault(step, Board())

    def set_plan(self, plan: Plan) -> None:
        gone = {step.id for step in self.plan} - {step.id for step in plan}
        self.left_out += [step for step in self.plan if step.id in gone]
        self.left_out = [step for step in self.left_out if step.id not in {one.id for one in plan}]
        self.plan = plan
        for step in plan:
            self.planned.setdefault(step.id, step.minutes)
        self.interview.agenda = interview_agenda(self.library, (plans.PREFLIGHT, *plan))

    def keep_chosen(self, step: PlanStep, board: Board, chosen: tuple[int, ...]) -> None:
        """Hand what was chosen on to the interview, which asks for the rest."""
        flow, question = self.library.flows.get(step.flow), self.question(step)
        if flow is None or question is None:
            return
        for number in chosen:
            note = board.notes.get(number)
            if note is None or "#" in note.value:
                continue
            if question.kind == "choice":
                self.interview.apply(Event("answer", key_of(flow.id, question.id), note.value))
                continue
            entry = self._next_entry(flow.id) if flow.is_list else 0
            board.entries[number] = entry
            texts = both_sides(note.text) if step.technique == "even_over" else (note.text,)
            self.interview.apply(Event("draft", key_of(flow.id, question.id, entry), texts[0]))
            if len(texts) > 1 and (other := other_side(self.library, step)):
                self.interview.apply(Event("draft", key_of(flow.id, other, entry), texts[1]))

    def _next_entry(self, flow: str) -> int:
        newest = max(self.interview.state.newest.get(flow, 0), self.allotted.get(flow, 0)) + 1
        self.allotted[flow] = newest
        return newest
