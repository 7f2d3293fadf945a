"""What a workshop left open, as its minutes have it: tasks, questions, what is assumed, the car park, what was not reached."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.safe_text import ended
from stratcoach.model.strategy import Assumption, OpenQuestion, Strategy
from stratcoach.reports.minutes_items import details
from stratcoach.reports.minutes_text import as_line, owned, titled
from stratcoach.workshop.outcome import handles, made, to_confirm, without_source
from stratcoach.workshop.plan import ADDED
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import phases_of
from stratcoach.workshop.techniques import technique_of


def still_open(room: Room, strategy: Strategy) -> Iterator[str]:
    """The sections, each only where there is something in it."""
    record = room.record
    settled = [*record.settled.values(), *(one for board in record.boards.values() for one in board.settled.values())]
    tasks = [one for one in settled if one.becomes == "task"]
    yield from _section(Message("minutes.tasks"), [f"{ended(as_line(one.text))}{owned(one.owner, one.by)}" for one in tasks])
    yield from _section(Message("minutes.open_questions"), _questions(room, strategy))
    yield from _section(Message("minutes.sources_missing"), _without_source(strategy))
    assumed = [f"{ended(as_line(one.statement))}{_tested(one)}" for one in _assumed(room, strategy)]
    yield from _section(Message("minutes.assumed_for_now"), assumed)
    waiting = [one.words for number, one in enumerate(record.parked, 1) if number not in record.settled]
    waiting += [one.text for one in record.aside if not one.doubt]
    yield from _section(Message("minutes.still_in_car_park"), [ended(as_line(text)) for text in waiting])
    yield from _section(Message("minutes.not_reached"), [f"{line}" for line in _not_reached(room)])


def _section(title: Message, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield from (f"- {line}" for line in lines)
        yield ""


def _questions(room: Room, strategy: Strategy) -> list[str]:
    """The questions of today; that something has to be confirmed is written under the decision."""
    confirmed = [to_confirm(room, step, decision) for step, _, decision in made(room) if decision.until]
    before = room.record.base.questions if room.record.base else ()
    found: list[OpenQuestion] = [one for one in strategy.questions if one not in confirmed and one not in before]
    return [f"{ended(as_line(one.question))}{owned(one.owner, one.by)}" for one in found]


def _without_source(strategy: Strategy) -> list[str]:
    """The observations of which nobody has said how we know, and who asks for it."""
    found = [ended(as_line(one.statement)) for one in without_source(strategy)]
    if found:
        found.append(f"{Message('minutes.who_asks_for_sources', owner=as_line(strategy.owner))}")
    return found


def _assumed(room: Room, strategy: Strategy) -> list[Assumption]:
    """The assumptions of today that no step has decided."""
    ids = room.interview.assembly.ids
    decided = {ids.get(handle) for step, board, decision in made(room) for handle in handles(step, board, decision)}
    before = {one.id for one in room.record.base.assumptions} if room.record.base else set()
    return [one for one in strategy.assumptions if one.id not in decided and one.id not in before]


def _tested(bet: Assumption) -> str:
    more = details(bet)
    return f" {more}" if more else ""


def _not_reached(room: Room) -> Iterator[Message]:
    """The steps that should have decided something and didn't; a step that was added and taken out again is none."""
    record = room.record
    begun = set(record.entered)
    for step in record.steps_in_order:
        board = record.boards.get(step.id)
        if "decide" not in phases_of(step, len(record.people)) or (board and board.decision):
            continue
        waiting = [note for note in board.open_notes if not note.value] if board else []
        ballots = board.rounds[0].ballot_count if board and board.rounds else 0
        is_planned, title = step in record.plan, titled(step.title)
        if ballots and not waiting:
            yield Message("minutes.voted_not_decided", title=title, ballots=ballots)
        elif waiting:
            yield Message("minutes.started_not_decided", title=title, notes=len(waiting), ballots=ballots)
        elif is_planned and not (board and step.id in begun and technique_of(step).only_votes):
            yield Message("minutes.step_not_reached", title=title)
        elif not is_planned and not step.id.startswith(ADDED):
            yield Message("minutes.step_left_out", title=title)
