"""The session of a workshop as a fold over its events: who, when, which step, what lies on the tables, what was parked.

Events carry the second in which they happened, so that the same events always give the same record. To undo takes the last
act out of them; nothing else is ever taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from stratcoach.flow.engine import Interview
from stratcoach.flow.model import Agenda, AgendaStep, Library, PlanStep, Question, Workshop
from stratcoach.flow.room import plan as plans
from stratcoach.flow.room.board import Board, Decision, Settled
from stratcoach.flow.room.people import FEWEST_FOR_FOURS, Person, read_people
from stratcoach.flow.room.plan import Plan
from stratcoach.flow.room.tally import Round, dots_for
from stratcoach.flow.room.techniques import TECHNIQUES, PhaseKind
from stratcoach.flow.state import Event, key_of
from stratcoach.flow.wording import fill
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy

ASKED: Final = "ask."
"""Before the kind of an event that belongs to the interview."""

EXTRA_MINUTES: Final = 5
_FACTS: Final = frozenset(("begin", "resumed", "draft", "ask.given", "ask.entry", "ask.left", "ask.draft"))
_EVEN_OVER: Final = (" even over ", " over ")


class Parked(NamedTuple):
    """A thought in the car park: who said it, and in which step."""

    text: str
    author: str
    step: str


class Record:
    """What the events so far add up to. Change it only through `apply`."""

    def __init__(self, library: Library, base: Strategy | None = None, events: Iterable[Event] = ()) -> None:
        self.library = library
        self.base = base
        self._history: list[Event] = []
        self.undone: Event | None = None
        self._clear()
        for event in events:
            self.apply(event)

    def _clear(self) -> None:
        self.interview = Interview(self.library, base=self.base, agenda=Agenda(id="workshop", title="", minutes=0))
        self.workshop = Workshop(id="", title="", minutes=0)
        self.seed = 0
        self.people: tuple[Person, ...] = ()
        self.decider = ""
        self.is_decider_here = True
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
        self.drafts: dict[str, str] = {}
        self.allotted: dict[str, int] = {}
        self.used: dict[str, int] = {}
        self.used_in_phase = 0
        self.extra = 0
        self.planned: dict[str, int] = {}
        self.there_is: int | None = None
        self.since = 0
        self.is_paused = False
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
        if event.kind.startswith(ASKED):
            self.interview.apply(Event(event.kind.removeprefix(ASKED), event.key, event.value))
            return
        fold = _FOLDS.get(event.kind)
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
            texts = _both_sides(note.text) if step.technique == "even_over" else (note.text,)
            self.interview.apply(Event("draft", key_of(flow.id, question.id, entry), texts[0]))
            if len(texts) > 1 and (other := _against(self.library, step)):
                self.interview.apply(Event("draft", key_of(flow.id, other, entry), texts[1]))

    def _next_entry(self, flow: str) -> int:
        newest = max(self.interview.state.newest.get(flow, 0), self.allotted.get(flow, 0)) + 1
        self.allotted[flow] = newest
        return newest


def phases_of(step: PlanStep, people: int) -> tuple[PhaseKind, ...]:
    """The phases of a step. Fours need five people, and what has no flow leaves nothing to fill in."""
    kinds = [phase.kind for phase in TECHNIQUES[step.technique].phases]
    if people < FEWEST_FOR_FOURS:
        kinds = [kind for kind in kinds if kind != "fours"]
    return tuple(kind for kind in kinds if kind != "fill" or step.flow)


def question_on(library: Library, step: PlanStep) -> Question | None:
    """The question that a step is about: the one that it names, else the one that says what an entry is about."""
    flow = library.flows.get(step.flow)
    if flow is None:
        return None
    if step.on:
        return next((one for one in flow.all_questions if one.id == step.on), None)
    main = SECTION[flow.section].main if flow.section in SECTION else ""
    mains = [one for one in flow.questions if any(write.field == main for write in one.writes)]
    asked = [one for one in mains if step.as_step().asks(one)]
    return next(iter(asked or mains), None)


def interview_agenda(library: Library, plan: Plan) -> Agenda:
    """What the interview asks in all steps together: of each flow whatever one of its steps asks."""
    asked: dict[str, list[str]] = {}
    for step in plan:
        flow = library.flows.get(step.flow)
        if flow:
            on = question_on(library, step)
            names = [one.id for one in flow.all_questions if step.as_step().asks(one) or one is on]
            asked[flow.id] = [*asked.get(flow.id, ()), *names]
    steps = tuple(AgendaStep(flow=flow, ask=tuple(dict.fromkeys(names))) for flow, names in asked.items() if names)
    return Agenda(id="workshop", title="", minutes=0, status="draft", steps=steps)


def _against(library: Library, step: PlanStep) -> str:
    flow = library.flows[step.flow]
    field = SECTION[flow.section].against if flow.section in SECTION else ""
    return next((one.id for one in flow.questions if field and any(write.field == field for write in one.writes)), "")


def _both_sides(text: str) -> tuple[str, ...]:
    for between in _EVEN_OVER:
        one, found, other = text.partition(between)
        if found and one.strip() and other.strip():
            return one.strip(" ,"), other.strip()
    return (text,)


# ---- what each event does


def _begin(record: Record, event: Event) -> None:
    record.workshop = record.library.workshops.get(event.key, record.workshop)
    record.seed = event.at
    record.set_plan(plans.read(_texts(event), record.library, record.workshop))
    record.at = plans.PREFLIGHT.id


def _plan(record: Record, event: Event) -> None:
    record.set_plan(plans.read(_texts(event), record.library, record.workshop))
    if event.key == "left":
        here = max(60 * record.step.minutes - record.used.get(record.at, 0), 0)
        record.there_is = record.total_used(event.at) + here + 60 * sum(step.minutes for step in record.coming)
    if not record.place:
        record.planned = {step.id: step.minutes for step in record.plan}


def _enter(record: Record, event: Event) -> None:
    record.at = event.key
    if event.key not in record.entered:
        record.entered.append(event.key)
    record.go_to_phase(0)
    step = record.step
    board = record.board_of(event.key)
    question = record.question(step)
    if "vote" in record.phases and "collect" not in record.phases and not board.notes and question:
        _put_on_the_table(record, step, question)


def _put_on_the_table(record: Record, step: PlanStep, question: Question) -> None:
    """What is voted on without being collected: the choices of a question, or the entries that are there already."""
    board = record.board_of(step.id)
    if question.kind == "choice":
        key = key_of(step.flow, question.id)
        said = record.interview.assembly
        pictures = {one.title: fill(one.lines[:1], lambda name: said.full_text(name, key)) for one in question.beside}
        for option in said.options(question, key):
            picture = pictures.get(option.label, "")
            board.add(f"{option.label}: {picture}" if picture else option.label, value=option.value)
        return
    assembly = record.interview.assembly
    for number in record.interview.state.lists.get(step.flow, ()):
        handle = f"{step.flow}#{number}"
        board.add(assembly.label(handle), value=handle)


def _phase(record: Record, event: Event) -> None:
    if event.key == record.at and str(event.value).isdecimal():
        record.go_to_phase(int(str(event.value)))
        board = record.board_of(event.key)
        if record.kind == "vote" and not board.rounds:
            numbers = tuple(note.number for note in board.open_notes)
            board.rounds.append(Round(numbers, dots_for(len(numbers)), {}))


def _note(record: Record, event: Event) -> None:
    texts = _texts(event)
    board = record.board_of(event.key)
    for author, text in zip(texts[::2], texts[1::2], strict=False):
        board.add(text, author)


def _drop(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    board.dropped.update(_numbers(event, board))


def _reword(record: Record, event: Event) -> None:
    number, text = _texts(event)[:2]
    board = record.board_of(event.key)
    if number.isdecimal() and (note := board.notes.get(int(number))):
        board.notes[note.number] = note._replace(text=text)
        board.rewritten[note.number] = board.rewritten.get(note.number, 0) + 1


def _merge(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    numbers = _numbers(event, board)
    if len(numbers) > 1:
        board.merge(numbers[0], numbers[1:])


def _apart(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    board.apart.add(frozenset(_numbers(event, board)))


def _passed(record: Record, event: Event) -> None:
    record.board_of(event.key).passed.add(str(event.value))


def _ballots(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    if not board.rounds:
        return
    now = board.rounds[-1]
    ballots = dict(now.ballots)
    for told in _texts(event):
        name, _, dots = told.rpartition(":")
        ballots[name] = tuple(int(one) for one in dots.split() if one.isdecimal())
    board.rounds[-1] = now._replace(ballots=ballots)


def _counts(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    told = tuple(int(one) for one in _texts(event) if one.isdecimal())
    if board.rounds and len(told) == len(board.rounds[-1].options):
        board.rounds[-1] = board.rounds[-1]._replace(counts=told)


def _revote(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    board.rounds.append(Round(_numbers(event, board), 1, {}))
    if "vote" in record.phases:
        record.go_to_phase(record.phases.index("vote"))


def _choose(record: Record, event: Event) -> None:
    board = record.board_of(event.key)
    board.pending, board.why = _numbers(event, board), ""
    board.keeps_both = "both" in _texts(event)


def _why(record: Record, event: Event) -> None:
    record.board_of(event.key).why = str(event.value)


def _decide(record: Record, event: Event) -> None:
    """Somebody decided: who, why, up to which day it is provisional, and, where both stay, who settles it by when."""
    who, why, until, owner, by = (*_texts(event), "", "", "", "", "")[:5]
    board, step = record.board_of(event.key), record.step
    chosen = board.pending
    board.decision = Decision(chosen, who, why, until, (owner, by))
    board.pending, board.why, board.keeps_both = (), "", False
    flow = record.library.flows.get(step.flow)
    if flow is not None and (flow.is_list or not board.decision.is_open):
        record.keep_chosen(step, board, chosen)
    elif flow is not None and (question := record.question(step)):
        _leave_open(record, step, question, board)
    record.go_to_phase(record.phase + 1)


def _leave_open(record: Record, step: PlanStep, question: Question, board: Board) -> None:
    """Two sentences for one place, and nobody decides: an open question with both of them."""
    assert board.decision is not None
    key = key_of(step.flow, question.id)
    both = " or ".join(f"“{board.notes[number].text}”" for number in board.decision.chosen)
    owner, by = board.decision.keeps
    apply = record.interview.apply
    apply(Event("unknown", key))
    for part, told in (("text", f"Which of these: {both}?"), ("owner", owner), ("by", by)):
        apply(Event("answer", f"{key}?{part}", told) if told else Event("skip", f"{key}?{part}"))


def _fist(record: Record, event: Event) -> None:
    name, score, sentence = (*_texts(event), "", "")[:3]
    if score.isdecimal():
        record.board_of(event.key).fists[name] = (int(score), sentence)


def _settle(record: Record, event: Event) -> None:
    number, becomes, text, owner, by = (*_texts(event), "", "", "", "")[:5]
    if number.isdecimal():
        where = record.board_of(event.key).settled if event.key else record.settled
        where[int(number)] = Settled(becomes, text, owner, by)


def _park(record: Record, event: Event) -> None:
    text, author = (*_texts(event), "")[:2]
    record.parked.append(Parked(text, author, record.step.title))


def _rest(record: Record, event: Event) -> None:
    record.is_paused = True
    minutes = str(event.value)
    record.back_at = event.at + 60 * int(minutes) if minutes.isdecimal() else 0


def _go(record: Record, event: Event) -> None:
    record.is_paused, record.back_at = False, 0
    record.since = max(record.since, event.at)


def _resumed(record: Record, event: Event) -> None:
    _go(record, event)


def _set(name: str) -> Callable[[Record, Event], None]:
    def fold(record: Record, event: Event) -> None:
        setattr(record, name, str(event.value))
        record.go_to_phase(record.phase + 1)

    return fold


def _people(record: Record, event: Event) -> None:
    record.people = read_people("\n".join(_texts(event)))
    if record.kind == "people":
        record.go_to_phase(record.phase + 1)


def _decider(record: Record, event: Event) -> None:
    name, here = (*_texts(event), "")[:2]
    record.decider, record.is_decider_here = name, here != "absent"
    record.interview.apply(Event("given", "review.decider", name))
    record.go_to_phase(record.phase + 1)


def _more(record: Record, event: Event) -> None:
    record.board_of(event.key).extended = True
    record.extra += 60 * EXTRA_MINUTES


def _page(record: Record, _event: Event) -> None:
    record.pages += 1


def _draft(record: Record, event: Event) -> None:
    record.drafts[event.key] = str(event.value)


def _finish(record: Record, _event: Event) -> None:
    record.finished = True


_FOLDS: Final[dict[str, Callable[[Record, Event], None]]] = {
    "begin": _begin,
    "resumed": _resumed,
    "draft": _draft,
    "people": _people,
    "decider": _decider,
    "goal": _set("goal"),
    "week": _set("week"),
    "plan": _plan,
    "enter": _enter,
    "phase": _phase,
    "page": _page,
    "note": _note,
    "drop": _drop,
    "reword": _reword,
    "merge": _merge,
    "apart": _apart,
    "pass": _passed,
    "ballots": _ballots,
    "counts": _counts,
    "revote": _revote,
    "choose": _choose,
    "why": _why,
    "decide": _decide,
    "fist": _fist,
    "settle": _settle,
    "park": _park,
    "rest": _rest,
    "go": _go,
    "more": _more,
    "finish": _finish,
}


def _texts(event: Event) -> tuple[str, ...]:
    return event.value if isinstance(event.value, tuple) else (event.value,)


def _numbers(event: Event, board: Board) -> tuple[int, ...]:
    told = (int(one) for one in _texts(event) if one.isdecimal())
    return tuple(dict.fromkeys(number for number in told if number in board.notes))


_SHAPES: Final = {"begin": (0, 99), "note": (2, 9999), "reword": (2, 2), "settle": (2, 5), "fist": (2, 3)}


def makes_sense(event: Event) -> bool:
    """Whether an event is one that a workshop can have, wherever it comes from."""
    if event.kind.startswith(ASKED):
        from stratcoach.flow.state import makes_sense as asked_makes_sense

        return asked_makes_sense(Event(event.kind.removeprefix(ASKED), event.key, event.value))
    if event.kind != "undo" and event.kind not in _FOLDS:
        return False
    least, most = _SHAPES.get(event.kind, (0, 9999))
    if event.kind in ("begin", "plan"):
        return all(one.rpartition(":")[2].isdecimal() for one in _texts(event))
    return least <= len(_texts(event)) <= most
