"""The session of a workshop as a fold over its events: who, when, which step, what lies on the tables, what was parked.

Events carry the second in which they happened, so that the same events always give the same record. To undo takes the last
act out of them; nothing else is ever taken out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations

from stratcoach.flow.events import AnswerDrafted, AnswerGiven, AnswerKnown, AnswerReopened
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Agenda, Library, PlanStep, Question, Workshop
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Limits
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board import Aside, Board, Parked, Settled
from stratcoach.workshop.note_marks import OBSERVED, Marked, read_marks
from stratcoach.workshop.people import Person, groups
from stratcoach.workshop.plan import Plan
from stratcoach.workshop.step_info import both_sides, interview_agenda, other_side, phases_of, question_on
from stratcoach.workshop.techniques import PhaseKind, technique_of


class WorkshopState:
    """What the events so far add up to. Only their folds change it."""

    def __init__(
        self, library: Library, base: Strategy | None = None, today: date | None = None, limits: Limits | None = None
    ) -> None:
        """`today` is what dates are judged by when the coach looks at them, `limits` what the coach goes by."""
        self.library = library
        self._today = today
        self._limits = limits
        self.base = base
        self.clear()

    def clear(self) -> None:
        self.interview = Interview(
            self.library,
            base=self.base,
            today=self._today,
            limits=self._limits,
            agenda=Agenda(id="workshop", title="", minutes=0),
        )
        self.workshop = Workshop(id="", title="", minutes=0)
        self.seed = 0
        self.ahead: dict[str, str] = {}
        self.people: tuple[Person, ...] = ()
        self.decider = ""
        self.is_decider_away = False
        self.gone: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.maybe_same: list[tuple[str, str]] = []
        self.expected = 0
        self.on_pages: set[str] = set()
        self.done: dict[str, set[str]] = {}
        self.asked = 0
        self.goal = ""
        self.reached = ("", "")
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
        self.wrote_ahead: dict[str, int] = {}
        self.is_ahead = False
        self.reads_first = False
        self.written_ahead: dict[str, dict[str, tuple[str, ...]]] = {}
        self.sure: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.allotted: dict[str, int] = {}
        self.used: dict[str, int] = {}
        self.used_in_phase = 0
        self.extra = 0
        self.planned: dict[str, int] = {}
        self.started = 0
        self.booked_until = 0
        self.met: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.since = self.back_at = self.ended = 0
        self.is_paused = self.is_stopped = self.finished = False
        self.pages = 0

    # ---- looking at it

    @property
    def step(self) -> PlanStep:
        """The current step."""
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

    @property
    def steps_in_order(self) -> Plan:
        """The steps that were begun, in the order in which they were; then those that weren't."""
        known = {step.id: step for step in (*self.left_out, *self.plan)}
        begun = [known.pop(name) for name in self.entered if name in known]
        return (*begun, *(step for step in self.every_step if step.id in known))

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

    def is_settled(self, step: PlanStep) -> bool:
        """Whether a step has come to what it is for: a decision, where it has one to take."""
        if "decide" not in phases_of(step, len(self.people)):
            return True
        board = self.boards.get(step.id)
        return board is not None and board.decision is not None

    def planned_for(self, step: str) -> int:
        """Minutes that a step was given when the workshop began, or when it was added."""
        return self.planned.get(step, 0)

    @property
    def budget(self) -> int:
        """Seconds that there are in all, from the first step until the room is no longer booked."""
        return self.booked_until - self.started if self.booked_until else 60 * self.asked

    def used_until(self, step: str, now: int) -> int:
        """Seconds that a step has used, pauses and interruptions not counted."""
        running = now - self.since if step == self.at and not self.is_paused and now > self.since else 0
        return self.used.get(step, 0) + running

    def question(self, step: PlanStep) -> Question | None:
        """The question on which everybody writes."""
        return question_on(self.library, step)

    def groups(self, size: int) -> tuple[tuple[str, ...], ...]:
        """Who talks with whom in this step, by name; not the same pairs as in the steps before."""
        before = (group for step, made in self.met.items() if step != self.at for group in made)
        met = frozenset(frozenset(pair) for group in before for pair in combinations(group, 2))
        made = groups(self.people, self.seed, size, met)
        return tuple(tuple(one.name for one in group) for group in made)

    # ---- parts of the fold

    def go_to_phase(self, number: int) -> None:
        self.phase = number
        self.used_in_phase = self.extra = 0
        self.pages = 0

    def board_of(self, step: str) -> Board:
        return self.boards.setdefault(step, Board())

    def leave_out_before(self, step: str) -> None:
        """Leave out the steps that are jumped over on the way to a later one."""
        at = next((at for at, one in enumerate(self.plan) if one.id == step), 0)
        if at > self.place:
            self.set_plan((*self.plan[: self.place], *self.plan[at:]))

    def begin_after_round(self) -> None:
        """The workshop begins: what people wrote on their pages before is on the tables, without what came in another way, too."""
        self.is_ahead = False
        for person, answers in self.written_ahead.items():
            for step, lines in answers.items():
                board = self.board_of(step)
                there = {note.text for note in board.notes.values() if note.author == person}
                for line in lines:
                    if line not in there:
                        board.add(line, person, is_written=True)
        self.written_ahead = {}

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
                self.interview.apply(AnswerGiven(key=key_of(flow.id, question.id), value=note.value))
                continue
            entry = self._next_entry(flow.id) if flow.is_list else 0
            board.entries[number] = entry
            texts = both_sides(note.text) if technique_of(step).has_two_sides else (note.text,)
            self.interview.apply(AnswerDrafted(key=key_of(flow.id, question.id, entry), value=texts[0]))
            if len(texts) > 1 and (other := other_side(self.library, step)):
                self.interview.apply(AnswerDrafted(key=key_of(flow.id, other, entry), value=texts[1]))

    def confirm_words(self) -> None:
        """What was chosen in the step that ends now is kept in the words that it was chosen in, where nobody changed them."""
        board, step = self.board, self.step
        flow, question, state = self.library.flows.get(step.flow), self.question(step), self.interview.state
        if board.decision is None or flow is None or question is None:
            return
        sides = [question.id, other_side(self.library, step)] if technique_of(step).has_two_sides else [question.id]
        for entry in board.entries.values() if flow.is_list else (0,):
            for key in (key_of(flow.id, side, entry) for side in sides if side):
                if not state.passed(key) and (words := state.suggested.get(key)):
                    self.interview.apply(AnswerKnown(key=key, value=words))

    def keep_others(self, step: PlanStep, board: Board) -> None:
        """Keep the notes that weren't chosen as entries, too, without asking anything about them."""
        flow, question = self.library.flows.get(step.flow), self.question(step)
        if flow is None or question is None or not flow.is_list:
            return
        for number, entry in board.entries.items():  # an entry must be in the list before a later one
            self._keep_marked(flow.id, question.id, entry, board.notes[number].text)
            self.interview.apply(AnswerReopened(key=key_of(flow.id, question.id, entry)))
        for note in board.open_notes:
            if note.number not in board.entries and not note.value:
                board.also[note.number] = entry = self._next_entry(flow.id)
                self._keep_marked(flow.id, question.id, entry, note.text)

    def _keep_marked(self, flow: str, question: str, entry: int, text: str) -> None:
        """Hand a note on with what it says of its source, its date and how many."""
        marked = read_marks(text, self.today) if flow == OBSERVED else Marked(text)
        self.interview.apply(AnswerKnown(key=key_of(flow, question, entry), value=marked.text))
        self.keep_marks(flow, entry, marked)

    def keep_marks(self, flow: str, entry: int, marked: Marked) -> None:
        """Hand on what is known of an observation: how somebody knows, when it was, how many it was."""
        for name, answer in marked.answers:
            self.interview.apply(AnswerKnown(key=key_of(flow, name, entry), value=answer))

    def rename_owners(self, old: str, new: str) -> None:
        """Put the new name wherever somebody owns something or decides."""
        answers = self.interview.state.answers
        for key in [key for key, answer in answers.items() if answer == old and parse_key(key).asks_who]:
            answers[key] = new

    def _next_entry(self, flow: str) -> int:
        newest = max(self.interview.state.newest.get(flow, 0), self.allotted.get(flow, 0)) + 1
        self.allotted[flow] = newest
        return newest
