"""What each kind of event does to the record of a workshop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from stratcoach.flow.model import PlanStep, Question
from stratcoach.flow.state import DIGITS, Event, key_of
from stratcoach.flow.state import makes_sense as makes_sense_in_interview
from stratcoach.flow.templates import fill
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board_reducers import BOARD_FOLDS, as_number, texts_of
from stratcoach.workshop.people import maybe_renamed, read_people, with_former_names
from stratcoach.workshop.tally import Round, dots_for

if TYPE_CHECKING:
    from stratcoach.workshop.workshop_state import WorkshopState

ASKED: Final = "ask."
"""Before the kind of an event that belongs to the interview."""

EXTRA_MINUTES: Final = 5


def _begin(record: WorkshopState, event: Event) -> None:
    record.workshop = record.library.workshops.get(event.key, record.workshop)
    record.seed = event.at
    record.set_plan(plans.read(texts_of(event), record.library, record.workshop))
    record.at = plans.PREFLIGHT.id
    there = {step.id for step in record.plan}
    record.left_out = [plans.titled(record.library, step) for step in record.workshop.steps if step.id not in there]
    record.asked = sum(step.minutes for step in record.plan)


def _booked(record: WorkshopState, event: Event) -> None:
    """Minutes for which the room is booked, which may be more than the plan takes."""
    record.asked = as_number(str(event.value)) if str(event.value).isdecimal() else record.asked


def _ahead(record: WorkshopState, event: Event) -> None:
    """What was known days before: `day`, `hours`, `place`, `goal`, `decider`, `deadline`, each with its text."""
    texts = texts_of(event)
    record.ahead |= dict(zip(texts[::2], texts[1::2], strict=False))


def _opened(record: WorkshopState, event: Event) -> None:
    """A workshop that was prepared begins today."""
    record.seed = event.at


def _expected(record: WorkshopState, event: Event) -> None:
    record.expected = as_number(str(event.value)) if str(event.value).isdecimal() else 0


def _plan(record: WorkshopState, event: Event) -> None:
    record.set_plan(plans.read(texts_of(event), record.library, record.workshop))
    kind, _, minutes = event.key.partition(" ")
    if kind == "left" and not record.place:
        record.asked = as_number(minutes) if minutes.isdecimal() else sum(step.minutes for step in record.plan)
    elif kind == "left":
        here = max(60 * record.step.minutes - record.used.get(record.at, 0), 0)
        coming = 60 * sum(step.minutes for step in record.coming)
        record.booked_until = event.at + (60 * as_number(minutes) if minutes.isdecimal() else here + coming)
    if not record.place:
        record.planned = {step.id: step.minutes for step in record.plan}


def _enter(record: WorkshopState, event: Event) -> None:
    record.confirm_words()
    record.leave_out_before(event.key)
    record.at = event.key
    if not record.booked_until:
        record.started, record.booked_until = event.at, event.at + 60 * record.asked
    if event.key not in record.entered:
        record.entered.append(event.key)
    record.go_to_phase(0)
    step = record.step
    board = record.board_of(event.key)
    board.put_in_order(tuple(as_number(number) for number in texts_of(event) if number.isdecimal()))
    question = record.question(step)
    if "vote" in record.phases and "collect" not in record.phases and not board.notes and question:
        _put_on_the_table(record, step, question)


def _put_on_the_table(record: WorkshopState, step: PlanStep, question: Question) -> None:
    """What is voted on without being collected: the choices of a question, or the entries that are there already."""
    board = record.board_of(step.id)
    if question.kind == "choice":
        key = key_of(step.flow, question.id)
        said = record.interview.assembly
        pictures = {
            one.title: " ".join(told for line in one.lines if (told := fill((line, ""), lambda name: said.full_text(name, key))))
            for one in question.beside
        }
        for option in said.options(question, key):
            label = f"{option.label}"
            picture = pictures.get(label, "")
            board.add(f"{label}: {picture}" if picture else label, value=option.value)
        return
    assembly = record.interview.assembly
    for number in record.interview.state.lists.get(step.flow, ()):
        handle = f"{step.flow}#{number}"
        board.add(f"{assembly.label(handle)}", value=handle)


def _phase(record: WorkshopState, event: Event) -> None:
    number, dots = (*texts_of(event), "")[:2]
    if event.key == record.at and number.isdecimal():
        if record.kind == "pairs":
            record.met[record.at] = record.groups(2)
        record.go_to_phase(as_number(number))
        board = record.board_of(event.key)
        if record.kind == "vote" and not board.rounds:
            numbers = tuple(note.number for note in board.open_notes)
            board.rounds.append(Round(numbers, as_number(dots) if dots.isdecimal() else dots_for(len(numbers)), {}))


def _rest(record: WorkshopState, event: Event) -> None:
    record.is_paused = True
    minutes = str(event.value)
    record.back_at = event.at + 60 * as_number(minutes) if minutes.isdecimal() else 0


def _go(record: WorkshopState, event: Event) -> None:
    record.is_paused, record.back_at = False, 0
    record.since = max(record.since, event.at)


def _stopped(record: WorkshopState, _event: Event) -> None:
    record.is_paused = record.is_stopped = True


def _resumed(record: WorkshopState, event: Event) -> None:
    _go(record, event)
    record.is_stopped = False


def _set(name: str) -> Callable[[WorkshopState, Event], None]:
    def fold(record: WorkshopState, event: Event) -> None:
        setattr(record, name, str(event.value))
        record.go_to_phase(record.phase + 1)

    return fold


def _reached(record: WorkshopState, event: Event) -> None:
    """Whether the goal was reached, and what is missing."""
    answer, missing = (*texts_of(event), "")[:2]
    record.reached = (answer, missing)
    record.go_to_phase(record.phases.index("reached") + 1 if "reached" in record.phases else record.phase + 1)


def _people(record: WorkshopState, event: Event) -> None:
    before, record.people = record.people, with_former_names(read_people("\n".join(texts_of(event))), record.renamed)
    here = {one.name for one in record.people}
    if record.place:
        record.gone |= {one.name: record.step.title for one in before}
        record.maybe_same = list(maybe_renamed(before, record.people))
    for board in record.boards.values():
        board.rounds = [
            one._replace(gone={name: counts for name, counts in one.gone.items() if name not in here}) for one in board.rounds
        ]
    record.gone = {name: during for name, during in record.gone.items() if name not in here}
    record.is_decider_away = False
    if record.kind == "people":
        record.go_to_phase(record.phase + 1)


def _decider(record: WorkshopState, event: Event) -> None:
    name, here = (*texts_of(event), "")[:2]
    record.decider, record.is_decider_away = name, here == "absent"
    if record.is_decider_away:  # somebody who isn't here neither speaks nor votes
        record.people = tuple(one for one in record.people if one.name != name)
    record.interview.apply(Event("given", "review.decider", name))
    record.go_to_phase(record.phase + 1)


def _rename(record: WorkshopState, event: Event) -> None:
    """Somebody has another name from now on, and keeps all that they wrote, voted and own."""
    old, new = event.key, str(event.value)
    people = read_people("\n".join((one._replace(name=new) if one.name == old else one).told for one in record.people))
    record.maybe_same = [pair for pair in record.maybe_same if old not in pair and new not in pair]
    record.gone.pop(old, None)
    record.renamed[old] = new
    record.people = with_former_names(people, record.renamed)
    for board in record.boards.values():
        board.rename(old, new)
    record.parked = [one._replace(author=new) if one.author == old else one for one in record.parked]
    record.settled = {number: one._replace(owner=new) if one.owner == old else one for number, one in record.settled.items()}
    record.decider = new if record.decider == old else record.decider
    record.rename_owners(old, new)


def _other(record: WorkshopState, event: Event) -> None:
    record.maybe_same = [pair for pair in record.maybe_same if pair != (event.key, event.value)]


def _more(record: WorkshopState, event: Event) -> None:
    record.board_of(event.key).extended = True
    record.extra += 60 * EXTRA_MINUTES


def _page(record: WorkshopState, _event: Event) -> None:
    record.pages += 1


def _draft(record: WorkshopState, event: Event) -> None:
    record.drafts[event.key] = str(event.value)


def _finish(record: WorkshopState, event: Event) -> None:
    record.confirm_words()
    record.finished, record.ended = True, event.at


FOLDS: Final[dict[str, Callable[[WorkshopState, Event], None]]] = {
    **BOARD_FOLDS,
    "begin": _begin,
    "expected": _expected,
    "ahead": _ahead,
    "opened": _opened,
    "booked": _booked,
    "resumed": _resumed,
    "stopped": _stopped,
    "draft": _draft,
    "people": _people,
    "rename": _rename,
    "other": _other,
    "decider": _decider,
    "goal": _set("goal"),
    "week": _set("week"),
    "reached": _reached,
    "plan": _plan,
    "enter": _enter,
    "phase": _phase,
    "page": _page,
    "rest": _rest,
    "go": _go,
    "more": _more,
    "finish": _finish,
}


_MANY: Final = 999_999
"""Parts of an event that holds whatever was pasted."""

_SHAPES: Final = {
    "note": (2, 9999),
    "reword": (2, 2),
    "settle": (2, 5),
    "fist": (3, 9999),
    "aside": (2, _MANY),
    "answers": (1, _MANY),
    "park": (1, _MANY),
    "incoming": (3, 9999),
    "reached": (1, 2),
    "left_ballot": (2, 2),
    "against": (2, 9999),
    "sources": (2, 9999),
}


def makes_sense(event: Event) -> bool:
    """Whether an event is one that a workshop can have, wherever it comes from."""
    if event.kind.startswith(ASKED):
        return makes_sense_in_interview(Event(event.kind.removeprefix(ASKED), event.key, event.value))
    if event.kind != "undo" and event.kind not in FOLDS:
        return False
    least, most = _SHAPES.get(event.kind, (1, 9999))  # no event is written with an empty list
    if event.kind in ("begin", "plan"):
        minutes = [one.rpartition(":")[2] for one in texts_of(event)]
        return all(one.isdecimal() and len(one) <= DIGITS for one in minutes)
    return least <= len(texts_of(event)) <= most
