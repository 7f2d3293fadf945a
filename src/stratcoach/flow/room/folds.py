"""What each kind of event does to the record of a workshop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from stratcoach.flow.model import PlanStep, Question
from stratcoach.flow.room import plan as plans
from stratcoach.flow.room.board import Board, Decision, Parked, Settled
from stratcoach.flow.room.people import read_people
from stratcoach.flow.room.tally import Round, dots_for
from stratcoach.flow.state import Event, key_of
from stratcoach.flow.state import makes_sense as makes_sense_in_interview
from stratcoach.flow.wording import fill

if TYPE_CHECKING:
    from stratcoach.flow.room.record import Record

ASKED: Final = "ask."
"""Before the kind of an event that belongs to the interview."""

EXTRA_MINUTES: Final = 5


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


FOLDS: Final[dict[str, Callable[[Record, Event], None]]] = {
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
        return makes_sense_in_interview(Event(event.kind.removeprefix(ASKED), event.key, event.value))
    if event.kind != "undo" and event.kind not in FOLDS:
        return False
    least, most = _SHAPES.get(event.kind, (0, 9999))
    if event.kind in ("begin", "plan"):
        return all(one.rpartition(":")[2].isdecimal() for one in _texts(event))
    return least <= len(_texts(event)) <= most
