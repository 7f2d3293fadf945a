"""What each kind of event does to the record of a workshop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from stratcoach.flow.events import AnswerKnown, Event
from stratcoach.flow.model import PlanStep, Question
from stratcoach.flow.question_key import key_of
from stratcoach.flow.templates import fill
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board_reducers import BOARD_FOLDS
from stratcoach.workshop.people import maybe_renamed, once_each, with_former_names
from stratcoach.workshop.tally import Round, dots_for
from stratcoach.workshop.workshop_events import (
    DeciderNamed,
    DoneMarked,
    GoalJudged,
    GoalSet,
    LineDrafted,
    ObstacleNamed,
    PageOpened,
    PageTurned,
    PauseBegun,
    PauseEnded,
    PeopleExpected,
    PeopleListed,
    PeopleToldApart,
    PersonRenamed,
    PhaseEntered,
    PlanChanged,
    RoomBooked,
    StepEntered,
    TimeExtended,
    WorkshopBegun,
    WorkshopFinished,
    WorkshopOpened,
    WorkshopPrepared,
    WorkshopResumed,
    WorkshopStopped,
)
from stratcoach.workshop.workshop_state import WorkshopState

PREPARED: Final = ("day", "hours", "place", "goal", "decider", "deadline")
"""What may be known before a workshop begins."""


def _begun(record: WorkshopState, event: WorkshopBegun) -> None:
    record.workshop = record.library.workshops.get(event.agenda, record.workshop)
    record.seed = event.at
    record.set_plan(plans.read(event.plan, record.library, record.workshop))
    record.at = plans.PREFLIGHT.id
    there = {step.id for step in record.plan}
    record.left_out = [plans.titled(record.library, step) for step in record.workshop.steps if step.id not in there]
    record.asked = sum(step.minutes for step in record.plan)


def _booked(record: WorkshopState, event: RoomBooked) -> None:
    """Minutes for which the room is booked, which may be more than the plan takes."""
    record.asked = event.minutes


def _prepared(record: WorkshopState, event: WorkshopPrepared) -> None:
    record.ahead |= {name: text for name in PREPARED if (text := getattr(event, name))}
    record.is_ahead = True


def _opened(record: WorkshopState, event: WorkshopOpened) -> None:
    record.seed = event.at
    record.begin_after_round()


def _expected(record: WorkshopState, event: PeopleExpected) -> None:
    record.expected = event.count


def _plan(record: WorkshopState, event: PlanChanged) -> None:
    record.set_plan(plans.read(event.plan, record.library, record.workshop))
    left = event.minutes_left
    if event.sets_time and not record.place:
        record.asked = left or sum(step.minutes for step in record.plan)
    elif event.sets_time:
        here = max(60 * record.step.minutes - record.used.get(record.at, 0), 0)
        coming = 60 * sum(step.minutes for step in record.coming)
        record.booked_until = event.at + (60 * left if left else here + coming)
    if not record.place:
        record.planned = {step.id: step.minutes for step in record.plan}


def _enter(record: WorkshopState, event: StepEntered) -> None:
    record.confirm_words()
    record.begin_after_round()
    record.board.held.clear()
    record.leave_out_before(event.step)
    record.at = event.step
    if not record.booked_until:
        record.started, record.booked_until = event.at, event.at + 60 * record.asked
    if event.step not in record.entered:
        record.entered.append(event.step)
    record.go_to_phase(0)
    step = record.step
    board = record.board_of(event.step)
    board.put_in_order(event.order)
    question = record.question(step)
    if "vote" in record.phases and "collect" not in record.phases and not board.notes and question:
        _put_on_the_table(record, step, question)


def _put_on_the_table(record: WorkshopState, step: PlanStep, question: Question) -> None:
    """What is voted on without being collected: the choices of a question, or the entries that are there already."""
    board, assembly = record.board_of(step.id), record.interview.assembly
    if question.kind == "choice":
        key = key_of(step.flow, question.id)
        pictures = {
            one.title: " ".join(
                text for line in one.lines if (text := fill((line, ""), lambda name: assembly.full_text(name, key)))
            )
            for one in question.beside
        }
        for option in assembly.options(question, key):
            label = f"{option.label}"
            picture = pictures.get(label, "")
            board.add(f"{label}: {picture}" if picture else label, value=option.value)
        return
    for number in record.interview.state.lists.get(step.flow, ()):
        handle = f"{step.flow}#{number}"
        board.add(f"{assembly.label(handle)}", value=handle)


def _phase(record: WorkshopState, event: PhaseEntered) -> None:
    if event.step == record.at:
        if record.kind == "pairs":
            record.met[record.at] = record.groups(2)
        record.go_to_phase(event.phase)
        board = record.board_of(event.step)
        if record.kind == "vote" and not board.rounds:
            numbers = tuple(note.number for note in board.options)
            board.rounds.append(Round(numbers, event.dots or dots_for(len(numbers)), {}))


def _pause(record: WorkshopState, event: PauseBegun) -> None:
    record.is_paused = True
    record.back_at = event.at + 60 * event.minutes if event.minutes else 0


def _go(record: WorkshopState, event: PauseEnded | WorkshopResumed) -> None:
    record.is_paused, record.back_at = False, 0
    record.since = max(record.since, event.at)


def _stopped(record: WorkshopState, _event: WorkshopStopped) -> None:
    record.is_paused = record.is_stopped = True


def _resumed(record: WorkshopState, event: WorkshopResumed) -> None:
    _go(record, event)
    record.is_stopped = False
    record.begin_after_round()


def _goal(record: WorkshopState, event: GoalSet) -> None:
    record.goal = event.text
    record.go_to_phase(record.phase + 1)


def _obstacle(record: WorkshopState, event: ObstacleNamed) -> None:
    record.week = event.text
    record.go_to_phase(record.phase + 1)


def _judged(record: WorkshopState, event: GoalJudged) -> None:
    record.reached = (event.answer, event.missing)
    record.go_to_phase(record.phases.index("reached") + 1 if "reached" in record.phases else record.phase + 1)


def _people(record: WorkshopState, event: PeopleListed) -> None:
    before, record.people = record.people, with_former_names(event.people, record.renamed)
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


def _decider(record: WorkshopState, event: DeciderNamed) -> None:
    record.decider, record.is_decider_away = event.name, not event.is_here
    if record.is_decider_away:  # somebody who isn't here neither speaks nor votes
        record.people = tuple(one for one in record.people if one.name != event.name)
    record.interview.apply(AnswerKnown(key="review.decider", value=event.name))
    record.go_to_phase(record.phase + 1)


def _renamed(record: WorkshopState, event: PersonRenamed) -> None:
    """Somebody has another name from now on, and keeps all that they wrote, voted and own."""
    old, new = event.old, event.new
    people = once_each(one._replace(name=new) if one.name == old else one for one in record.people)
    record.maybe_same = [pair for pair in record.maybe_same if old not in pair and new not in pair]
    record.gone.pop(old, None)
    record.renamed[old] = new
    record.on_pages = {new if name == old else name for name in record.on_pages}
    record.written_ahead = {new if name == old else name: one for name, one in record.written_ahead.items()}
    record.done = {moment: {new if name == old else name for name in done} for moment, done in record.done.items()}
    record.people = with_former_names(people, record.renamed)
    for board in record.boards.values():
        board.rename(old, new)
    record.parked = [one._replace(author=new) if one.author == old else one for one in record.parked]
    record.settled = {number: one._replace(owner=new) if one.owner == old else one for number, one in record.settled.items()}
    record.decider = new if record.decider == old else record.decider
    record.rename_owners(old, new)


def _told_apart(record: WorkshopState, event: PeopleToldApart) -> None:
    record.maybe_same = [pair for pair in record.maybe_same if pair != (event.old, event.new)]


def _more(record: WorkshopState, event: TimeExtended) -> None:
    board = record.board_of(event.step)
    board.extended = board.extended or event.minutes > 1
    record.extra += 60 * event.minutes


def _page(record: WorkshopState, _event: PageTurned) -> None:
    record.pages += 1


def _page_opened(record: WorkshopState, event: PageOpened) -> None:
    record.on_pages.add(event.person)


def _done(record: WorkshopState, event: DoneMarked) -> None:
    """Only what is marked at the moment of now is of use."""
    done = record.done.get(event.moment, set())
    record.done = {event.moment: done | {event.person} if event.is_done else done - {event.person}}


def _draft(record: WorkshopState, event: LineDrafted) -> None:
    record.drafts[event.key] = event.text


def _finish(record: WorkshopState, event: WorkshopFinished) -> None:
    record.confirm_words()
    record.finished, record.ended = True, event.at


FOLDS: Final[dict[type[Event], Callable[[WorkshopState, Any], None]]] = {
    **BOARD_FOLDS,
    WorkshopBegun: _begun,
    PeopleExpected: _expected,
    WorkshopPrepared: _prepared,
    WorkshopOpened: _opened,
    RoomBooked: _booked,
    WorkshopResumed: _resumed,
    WorkshopStopped: _stopped,
    LineDrafted: _draft,
    PeopleListed: _people,
    PersonRenamed: _renamed,
    PeopleToldApart: _told_apart,
    DeciderNamed: _decider,
    GoalSet: _goal,
    ObstacleNamed: _obstacle,
    GoalJudged: _judged,
    PlanChanged: _plan,
    StepEntered: _enter,
    PhaseEntered: _phase,
    PageTurned: _page,
    PageOpened: _page_opened,
    DoneMarked: _done,
    PauseBegun: _pause,
    PauseEnded: _go,
    TimeExtended: _more,
    WorkshopFinished: _finish,
}
