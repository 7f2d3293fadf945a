"""The annex of minutes: what was written and how it was voted on, what became of the car park, how sure we are, time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.board import Board, BoardNote, Settled
from stratcoach.flow.room.marks import read_marks
from stratcoach.flow.room.outcome import not_sure
from stratcoach.flow.room.phases.planning import how_it_is_done
from stratcoach.flow.room.record import Record
from stratcoach.flow.room.room import Room
from stratcoach.flow.room.stage import phases_of
from stratcoach.flow.room.tally import dots, with_merged
from stratcoach.model.shown import ended
from stratcoach.reports.minutes_text import as_line, listed, owned, quoted, titled

_BECAME = {
    "question": "became an open question",
    "assumption": "became an assumption",
    "task": "became a task",
    "changed": "was changed",
    "dropped": "was heard, and stays as it is",
}


def annex(room: Room) -> Iterator[str]:
    """The sections of the annex, each only where there is something in it."""
    for step in room.record.steps_in_order:
        board = room.record.boards.get(step.id)
        if board and _has_something(board):
            yield from _step(step, board, room)
    yield from _written_apart(room.record)
    yield from _car_park(room.record)
    yield from _not_sure(room)
    yield from _time(room)


# ---- notes and votes


def _has_something(board: Board) -> bool:
    """Whether a step has more on its table than what was there before it."""
    return bool(board.open_notes) and (
        board.has_votes or board.decision is not None or any(not note.value for note in board.open_notes)
    )


def _titled(step: PlanStep, record: Record) -> str:
    """The title of a step; of a second one with the same title it says so."""
    first = next((one for one in record.steps_in_order if one.title == step.title), step)
    return titled(step.title) + ("" if first.id == step.id else ", again")


def _step(step: PlanStep, board: Board, room: Room) -> Iterator[str]:
    yield f"### {_titled(step, room.record)}"
    yield f"How: {how_it_is_done(step, len(room.record.people))}.{_voted(board)}{_gone(board)}"
    yield ""
    rounds = [with_merged(one.totals(), board.same) for one in board.rounds if not one.is_empty]

    def most_first(note: BoardNote) -> tuple[int, ...]:
        return tuple(-one.get(note.number, 0) for one in rounds)

    for note in sorted(board.open_notes, key=most_first):
        yield f"- {_lead(note, rounds)}{ended(as_line(note.text))}{_marks(step, board, note, room)}"
    yield ""


def _voted(board: Board) -> str:
    """How many dots there were, and from how many people; of hands nobody knows from whom."""
    if not board.has_votes:
        return ""
    first = board.rounds[0]
    count = len(first.ballots)
    ballots = "one ballot" if count == 1 else f"{count} ballots" if count else ""
    by = " and ".join(filter(None, (ballots, "a count of hands" if first.counts else "")))
    again = f" {len(board.rounds)} rounds of voting." if len(board.rounds) > 1 else ""
    return f" Votes: {dots(first.dots)} each, {by}.{again}"


def _gone(board: Board) -> str:
    """Whose ballot was in when they left, and whether it was counted."""
    gone = {name: counts for one in board.rounds for name, counts in one.gone.items()}
    told = [
        f"{as_line(name)} had voted and left; the ballot was {'' if counts else 'not '}counted." for name, counts in gone.items()
    ]
    return f" {' '.join(told)}" if told else ""


def _lead(note: BoardNote, rounds: list[dict[int, int]]) -> str:
    if not rounds or note.number not in rounds[0]:
        return ""
    return f"{dots(rounds[0][note.number])}{''.join(f', then {one[note.number]}' for one in rounds[1:] if note.number in one)}: "


def _marks(step: PlanStep, board: Board, note: BoardNote, room: Room) -> str:
    marks = []
    if board.decision and note.number in board.decision.chosen:
        now = _words(room.words_of(step, note.number))
        is_same = now in (_words(note.text), _words(read_marks(note.text, room.record.today).text))
        marks.append("chosen" if is_same or note.value else "chosen, then reworded")
    elif note.number in board.also:
        marks.append("also in the file")
    first = board.first_words.get(note.number, "")
    if first and _words(first) != _words(note.text):
        marks.append(f"first wording: {quoted(first)}")
    if others := board.merged_into(note.number):
        marks.append(f"merged with {listed([quoted(one.text) for one in others])}")
    if settled := board.settled.get(note.number):
        marks.append(became(settled))
    return f" ({'; '.join(marks)})" if marks else ""


def _words(text: str) -> list[str]:
    return text.replace(",", "").rstrip(".").lower().split()


def became(settled: Settled) -> str:
    """What became of something open, with whoever has it by when."""
    return _BECAME.get(settled.becomes, settled.becomes) + owned(settled.owner, settled.by)


def _written_apart(record: Record) -> Iterator[str]:
    """Who wrote something ahead, and how much: by name only how many notes, so that nobody is found by them."""
    counted = Counter(
        board.notes[number].author for board in record.boards.values() for number in board.written if number in board.notes
    )
    if counted:
        told = [f"{as_line(name)} ({count})" for name, count in sorted(counted.items()) if name]
        told += [f"without a name ({counted['']})"] if counted[""] else []
        yield "### Questionnaires"
        yield f"Notes from questionnaires: {', '.join(told)}."
        yield ""


def _car_park(record: Record) -> Iterator[str]:
    """Where each thought of the car park came from and what became of it; what was dropped there is left out."""
    found = [
        (one, settled)
        for number, one in enumerate(record.parked, 1)
        if (settled := record.settled.get(number)) and settled.becomes != "dropped"
    ]
    if not found:
        return
    yield "### Car park"
    for one, settled in found:
        then = became(settled)
        origin = ", ".join(filter(None, (as_line(one.author), f"during “{titled(one.step)}”")))
        yield f"- {ended(as_line(one.text))} ({origin}) {then[:1].upper()}{then[1:]}."
    yield ""


def _not_sure(room: Room) -> Iterator[str]:
    found = [one for one in not_sure(room) if not one.is_question]
    if found:
        yield "### What we are not sure of yet"
        yield from (f"- {ended(as_line(f'{one.what}'))} Why: {one.why}.{owned(one.owner, one.by)}" for one in found)
        yield ""


# ---- time


def _time(room: Room) -> Iterator[str]:
    """How long each step took that took place, in minutes, with what it was given."""
    record = room.record
    took = [(step, round(record.used.get(step.id, 0) / 60)) for step in record.steps_in_order]
    took = [(step, used) for step, used in took if used or (step.id in record.entered and _happened(step, record))]
    if not took:
        return
    yield "### Time"
    for step, used in took:
        yield f"- {_titled(step, record)}: {_minutes(used)} ({record.planned_for(step.id)} planned)."
    total = sum(used for _, used in took)
    yield f"- Total: {_minutes(total)} ({sum(record.planned_for(step.id) for step, _ in took)} planned). Pauses aren't counted."


def _minutes(count: int) -> str:
    return "under a minute" if not count else "a minute" if count == 1 else f"{count} minutes"


def _happened(step: PlanStep, record: Record) -> bool:
    board = record.boards.get(step.id)
    return bool(board and (board.notes or board.decision)) and "decide" in phases_of(step, len(record.people))
