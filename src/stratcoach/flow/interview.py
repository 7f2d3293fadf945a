"""The interview as a pure machine: from the answers so far to the next step.

No clock, no files, no terminal. The next step is the first question of the agenda that hasn't been dealt with; the only
exception is the last answer, at which the coach looks first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from stratcoach.flow.answer_forms import in_form
from stratcoach.flow.assemble import Assembly
from stratcoach.flow.coaching import finding_behind_unknown, first_finding
from stratcoach.flow.conditions import holds
from stratcoach.flow.events import InterviewEvent
from stratcoach.flow.follows import follows
from stratcoach.flow.gaps import Gaps, as_gap, as_known, next_weak
from stratcoach.flow.long_lists import LongLists
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library
from stratcoach.flow.nouns import chooses_words, in_words_for, kind_in
from stratcoach.flow.openings import QuestionAt
from stratcoach.flow.picking import Picking
from stratcoach.flow.preload import agenda_again
from stratcoach.flow.protocol import Ask, Challenge, Done, Pick, Reply, Step
from stratcoach.flow.question_key import AGENDA_KEY, key_of, parse_key
from stratcoach.flow.replies import Refused, checked
from stratcoach.flow.reply_events import event_for
from stratcoach.flow.state import InterviewState
from stratcoach.flow.step_builder import Lint, StepBuilder, told_before
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Limits


class Interview:
    """One session: the library of flows, the events so far, and the next step.

    `base` is the strategy that is being revised and `only` the flows that are gone through again; a new strategy has
    neither. `reads_back` says whether such a session ends with the read-back. `lint` looks at the whole strategy at the end;
    `limits` is what a team has settled, `today` what dates are judged by. With an `agenda` of its own nobody is asked for one: a workshop has its plan.
    With `gaps` only those of the `base` are asked for, weak sentences first.
    """

    def __init__(
        self,
        library: Library,
        events: Iterable[InterviewEvent] = (),
        *,
        base: Strategy | None = None,
        only: tuple[str, ...] = (),
        reads_back: bool = True,
        lint: Lint | None = None,
        limits: Limits | None = None,
        today: date | None = None,
        agenda: Agenda | None = None,
        gaps: Gaps | None = None,
    ) -> None:
        self.library = library
        found = chooses_words(library.flows)
        self._kind_key = found[0] if found else ""
        self._agenda = agenda or (gaps.agenda if gaps else None)
        self._gaps = gaps
        self.base = base
        self.only = only
        self._reads_back = reads_back
        self._lint = lint
        self._limits = limits
        self._today = today
        self._long_lists = LongLists()
        flows = library.flows.values()
        self.state = InterviewState({flow.id: flow.mains for flow in flows}, (), follows(library), self._asks)
        self._kinds = {(flow.id, question.id): question.kind for flow in flows for question in flow.all_questions}
        for event in events:
            self.apply(event)

    def step(self) -> Step:
        """The next step, computed from the events alone."""
        if self.state.finished:
            return Done()
        maker = self._maker()
        if challenge := self._challenge(maker) or self._weak(maker):
            return challenge
        for step in self._steps_to_come():
            due = self._due(step, self._worded.flows[step.flow], maker)
            if due is not None:
                return due
        return Done()

    def _steps_to_come(self) -> Iterator[AgendaStep]:
        """The steps of the agenda. A new strategy's session that is past a step in which nothing was asked began with a version that
        didn't have that step: it isn't sent back.
        """
        steps, begun = self.agenda.steps, self.state.begun
        furthest = max((place for place, step in enumerate(steps) if step.flow in begun), default=0) if self.base is None else 0
        return (step for place, step in enumerate(steps) if place >= furthest or step.flow in begun or step.flow == "start")

    def step_within(self, step: AgendaStep, entries: Iterable[int]) -> Ask | Challenge | None:
        """The next thing in one step of a workshop: what the coach asks at the last answer, then what these entries lack, and
        what is asked once. None when all of it was dealt with; there is no menu, because the room chose the entries.
        """
        maker = self._maker()
        if parse_key(self.state.last).flow == step.flow and (challenge := self._challenge(maker)):
            return challenge
        flow = self._worded.flows[step.flow]
        for question in flow.opening:
            if due := self._due_question(QuestionAt(step, flow, question, 0), maker):
                return _asked(due)
        for entry in entries:
            if due := self._due_in_entry(step, flow, entry, maker):
                return _asked(due)
        for question in flow.closing:
            if due := self._due_question(QuestionAt(step, flow, question, 0), maker):
                return _asked(due)
        return None

    def submit(self, step: Step, reply: Reply) -> InterviewEvent | Refused | None:
        """What a person did at a step, as the event to record, or why it can't be taken; None where nothing happened."""
        valid = checked(step, reply)
        return valid if isinstance(valid, Refused) else event_for(step, valid, self.state)

    def apply(self, event: InterviewEvent) -> None:
        formed = in_form(event, self._kinds)
        self.state.apply(formed)
        self._long_lists.note(formed, self.state)

    @property
    def agenda(self) -> Agenda:
        """The agenda that was chosen; until then one that only asks for it. A revision goes through its own flows."""
        if self._agenda is not None:
            return self._agenda
        if self.only:
            return agenda_again(self.library, self.only, reads_back=self._reads_back)
        chosen = self.state.answers.get(AGENDA_KEY)
        if isinstance(chosen, str) and chosen in self.library.agendas:
            return self.library.agendas[chosen]
        return Agenda(id="", title="", minutes=0, steps=(AgendaStep(flow="start"),))

    @agenda.setter
    def agenda(self, agenda: Agenda) -> None:
        self._agenda = agenda

    @property
    def assembly(self) -> Assembly:
        """What can be made of the answers so far."""
        return Assembly(self._worded, self.state, self.agenda, self.base)

    def resting_on(self, handle: str) -> tuple[Message, ...]:
        """What rests on an entry, in the person's words."""
        links = {key for key, answer in self.state.answers.items() if isinstance(answer, tuple) and handle in answer}
        handles = dict.fromkeys(parsed.handle if (parsed := parse_key(key)).entry else parsed.flow for key in links)
        return tuple(Message("finding.in_quotes", text=quote(f"{self.assembly.label(one)}", 60)) for one in handles)

    def is_in_own_words(self, key: str) -> bool:
        """Whether a question is answered by a text and not by a choice."""
        coming = self._coming(key)
        return coming is not None and coming.question.kind in ("text", "long")

    def pick(self, handle: str) -> Pick:
        """The answers that can be changed: those of one entry, or all that can be gone back to."""
        return Picking(self._worded, self.state, self.agenda, self.assembly).pick(handle)

    def _maker(self) -> StepBuilder:
        return StepBuilder(
            self._worded,
            self.state,
            self.agenda,
            self.assembly,
            self._lint,
            self._long_lists,
            today=self._today,
            again=bool(self.only) or self._gaps is not None,
            only_new=not self._reads_back,
        )

    @property
    def _worded(self) -> Library:
        """The library with the words for the kind of organisation: as it was chosen, or as the file says."""
        kind = str(self.state.answers.get(self._kind_key, "")) or kind_in(self.base)
        return in_words_for(self.library, kind) if kind else self.library

    def _asks(self, flow: str, question: str) -> bool:
        """Whether the agenda asks a question; none of a flow that isn't there any more."""
        known = {one.id: one for one in self.library.flows[flow].all_questions} if flow in self.library.flows else {}
        return any(step.flow == flow and question in known and step.asks(known[question]) for step in self.agenda.steps)

    # ---- which question is due

    def _due(self, step: AgendaStep, flow: Flow, maker: StepBuilder) -> Step | None:
        """The first thing in a flow that hasn't been dealt with."""
        for question in flow.opening:
            if due := self._due_question(QuestionAt(step, flow, question, 0), maker):
                return due
        if flow.is_list:
            if due := self._due_in_list(step, flow, maker):
                return due
        elif due := self._due_in_entry(step, flow, 0, maker):
            return due
        for question in flow.closing:
            if due := self._due_question(QuestionAt(step, flow, question, 0), maker):
                return due
        return None

    def _due_in_list(self, step: AgendaStep, flow: Flow, maker: StepBuilder) -> Step | None:
        state = self.state
        numbers = state.lists.get(flow.id, [])
        if due := self._long_lists.due_in_entries(step, flow, state, lambda entry: self._due_in_entry(step, flow, entry, maker)):
            return due
        full = bool(step.most) and len(numbers) >= step.most
        if full or flow.id in state.closed:
            return None
        if flow.id in state.adding or (len(numbers) < flow.least and flow.id not in state.resting):
            fresh = state.newest.get(flow.id, 0) + 1
            if due := self._due_in_entry(step, flow, fresh, maker):
                return due
        return maker.menu(step, flow)

    def _due_in_entry(self, step: AgendaStep, flow: Flow, entry: int, maker: StepBuilder) -> Step | None:
        answers, skipped = self.state.answers, self.state.skipped
        head = key_of(flow.id, "", entry)
        mains = {head + main for main in flow.mains}
        for question in flow.questions:
            key = head + question.id
            if key in answers or key in skipped:
                continue
            if key not in mains and mains & self.state.unknown and not mains & answers.keys():
                continue  # nobody knows what it is about, so that there is nothing to ask of it
            if due := self._due_question(QuestionAt(step, flow, question, entry), maker):
                return due
        return None

    def _due_question(self, coming: QuestionAt, maker: StepBuilder) -> Step | None:
        """The question itself, or what is still to be asked because its answer is unknown; None if all is dealt with."""
        question, key, state = coming.question, coming.key, self.state
        if not coming.step.asks(question) or key in state.answers or key in state.skipped:
            return None
        if key in state.unknown:
            return maker.follow_up(coming)
        if not self._is_asked(coming, maker.assembly) or not self._is_gap(coming):
            return None
        if question.kind == "read_back":
            return maker.read_back(coming)
        ask = maker.ask(coming)
        if self._gaps is None or key not in self._gaps.open:
            return ask
        label = maker.assembly.label(_handle(coming)) if coming.flow.section in SECTION else NOTHING
        return as_gap(ask, self._gaps, state, label, maker.in_their_words(self._gaps.open[key].message))

    def _is_gap(self, coming: QuestionAt) -> bool:
        """Whether a question is asked though only gaps are: it is one, or it is about something new, or somebody has opened it again."""
        if self._gaps is None or f"{coming.flow.id}#{coming.entry}" not in self.state.found:
            return True
        return coming.key in self._gaps.open or coming.key in self.state.reopened or coming.key in self.state.doubted

    def _weak(self, maker: StepBuilder) -> Challenge | None:
        """The coach's question at the next weak sentence that was there before and that nobody has looked at yet."""
        key = next_weak(self._gaps, self.state) if self._gaps else ""
        coming = self._coming(key) if key else None
        if self._gaps is None or coming is None:
            return None
        return as_known(maker.challenge(coming, self._gaps.weak[key]), self._gaps, self.state)

    def _is_asked(self, coming: QuestionAt, assembly: Assembly) -> bool:
        """Whether a question has a point now: its condition holds, and there is something to choose from."""
        question, key = coming.question, coming.key
        if key not in self.state.reopened and not holds(
            question.when, lambda name: assembly.answer_near(name, key), assembly.count
        ):
            return False
        if question.auto and assembly.answers_itself(question, key):
            return False
        if question.id in coming.step.if_told and not self.state.suggested.get(key) and not self._told(coming, assembly):
            return False
        return question.kind != "links" or bool(assembly.options(question, key))

    def _told(self, coming: QuestionAt, assembly: Assembly) -> str:
        return told_before(coming.question, coming.flow, coming.key, assembly, self._today)

    # ---- coaching

    def _challenge(self, maker: StepBuilder) -> Challenge | None:
        """The coach's question at the last answer, if it is weak and was not kept."""
        key = self.state.last
        coming = self._coming(key) if key else None
        if coming is None:
            return None
        if part := parse_key(key).part:
            behind = finding_behind_unknown(coming, self.state, maker.assembly, self._limits, self._today)
            return maker.challenge(coming, behind, part) if behind else None
        found = first_finding(
            coming, self.state, maker.assembly, lambda other: self._is_asked(other, maker.assembly), self._limits, self._today
        )
        return maker.challenge(coming, found) if found else None

    def _coming(self, key: str) -> QuestionAt | None:
        parsed = parse_key(key)
        for step in self.agenda.steps:
            flow = self._worded.flows[step.flow]
            if flow.id == parsed.flow:
                for question in flow.all_questions:
                    if question.id == parsed.question:
                        return QuestionAt(step, flow, question, parsed.entry)
        return None


def _handle(coming: QuestionAt) -> str:
    return f"{coming.flow.id}#{coming.entry}" if coming.entry else coming.flow.id


def _asked(step: Step) -> Ask:
    assert isinstance(step, Ask)
    return step


__all__ = ["AGENDA_KEY", "Interview", "key_of"]
