"""The annex of minutes: what was written and how it was voted on, what became of the car park, how sure we are, time."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.model import PlanStep
from stratcoach.messages import Message
from stratcoach.model.safe_text import ended
from stratcoach.reports.minutes_text import as_line, owned, quoted, titled
from stratcoach.workshop.board import Board, BoardNote, Settled
from stratcoach.workshop.kept_events import wrote_ahead
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.outcome import not_sure
from stratcoach.workshop.phases.planning import how_it_is_done
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import phases_of
from stratcoach.workshop.tally import dots, with_merged
from stratcoach.workshop.workshop_state import WorkshopState


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


def _titled(step: PlanStep, record: WorkshopState) -> str:
    """The title of a step; of a second one with the same title it says so."""
    first = next((one for one in record.steps_in_order if one.title == step.title), step)
    return titled(step.title) if first.id == step.id else f"{Message('minutes.step_again', title=titled(step.title))}"


def _step(step: PlanStep, board: Board, room: Room) -> Iterator[str]:
    yield f"### {_titled(step, room.record)}"
    how = Message("minutes.how", technique=how_it_is_done(step, len(room.record.people)))
    yield " ".join(f"{sentence}" for sentence in (how, *_voted(board), *_gone(board)))
    yield ""
    rounds = [with_merged(one.totals(), board.lead) for one in board.rounds if not one.is_empty]

    def most_first(note: BoardNote) -> tuple[int, ...]:
        return tuple(-one.get(note.number, 0) for one in rounds)

    for option in sorted((one for one in board.options if one.text), key=most_first):
        members = board.groups.get(option.number)
        words = ended(as_line(option.text)) if members is None else f"{Message('minutes.group', title=as_line(option.text))}"
        yield f"- {_lead(option, rounds)}{words}{_marks(step, board, option, room)}"
        for note in (board.notes[number] for number in members or ()):
            yield f"  - {ended(as_line(note.text))}{_marks(step, board, note, room)}"
    if unseen := sum(not one.text for one in board.options):
        yield f"- {Message('minutes.never_shown', count=unseen)}"
    yield ""


def _voted(board: Board) -> Iterator[Message]:
    """How many dots there were, and from how many people; of hands nobody knows from whom."""
    if not board.has_votes:
        return
    first = board.rounds[0]
    yield Message("minutes.votes", dots=dots(first.dots), ballots=first.ballot_count, by_hand=bool(first.counts))
    if len(board.rounds) > 1:
        yield Message("minutes.rounds_of_voting", count=len(board.rounds))


def _gone(board: Board) -> Iterator[Message]:
    """Whose ballot was in when they left, and whether it was counted."""
    gone = {name: counts for one in board.rounds for name, counts in one.gone.items()}
    return (Message("minutes.voted_and_left", name=as_line(name), counts=counts) for name, counts in gone.items())


def _lead(note: BoardNote, rounds: list[dict[int, int]]) -> str:
    if not rounds or note.number not in rounds[0]:
        return ""
    shown = dots(rounds[0][note.number])
    for one in rounds[1:]:
        if note.number in one:
            shown = Message("room_vote.then_dots", before=shown, dots=one[note.number])
    return f"{shown}: "


def _marks(step: PlanStep, board: Board, note: BoardNote, room: Room) -> str:
    marks: list[Message] = []
    if board.decision and note.number in board.decision.chosen:
        now = _words(room.words_of(step, note.number))
        is_same = now in (_words(note.text), _words(read_marks(note.text, room.record.today).text))
        marks.append(Message("minutes.chosen") if is_same or note.value else Message("minutes.chosen_then_reworded"))
    elif note.number in board.also:
        marks.append(Message("minutes.also_in_file"))
    first = board.first_words.get(note.number, "")
    if first and _words(first) != _words(note.text):
        marks.append(Message("minutes.first_wording", words=quoted(first)))
    if others := board.merged_into(note.number):
        marks.append(Message("minutes.merged_with", notes=tuple(quoted(one.text) for one in others)))
    if settled := board.settled.get(note.number):
        becomes, owner = settled.becomes, owned(settled.owner, settled.by)
        marks.append(Message("minutes.mark_of_settled", becomes=becomes, owner=owner))
    return f" ({'; '.join(map(str, marks))})" if marks else ""


def _words(text: str) -> list[str]:
    return text.replace(",", "").rstrip(".").lower().split()


def became(settled: Settled) -> Message:
    """What became of something that few fingers pointed at, with who has it by when."""
    return Message("minutes.became", becomes=settled.becomes, owner=owned(settled.owner, settled.by))


def _written_apart(record: WorkshopState) -> Iterator[str]:
    """Who wrote something ahead, and how much: by name only how many notes, so that nobody is found by them."""
    counted = wrote_ahead(record)
    if counted:
        people: list[Message | str] = [f"{as_line(name)} ({count})" for name, count in sorted(counted.items()) if name]
        people += [Message("minutes.nameless_notes", count=nameless)] if (nameless := counted.get("", 0)) else []
        yield f"### {Message('minutes.questionnaires')}"
        yield f"{Message('minutes.notes_from_questionnaires', people=tuple(people))}"
        yield ""


def _car_park(record: WorkshopState) -> Iterator[str]:
    """Where each thought of the car park came from and what became of it; what was dropped there is left out."""
    found = [
        (one, settled)
        for number, one in enumerate(record.parked, 1)
        if (settled := record.settled.get(number)) and settled.becomes != "dropped"
    ]
    if not found:
        return
    yield f"### {Message('minutes.car_park')}"
    for one, settled in found:
        origin = Message("minutes.origin", author=as_line(one.author), title=titled(one.step))
        then = Message("minutes.settled", becomes=settled.becomes, owner=owned(settled.owner, settled.by))
        yield f"- {ended(as_line(one.text))} ({origin}) {then}"
    yield ""


def _not_sure(room: Room) -> Iterator[str]:
    found = [one for one in not_sure(room) if not one.is_question]
    if found:
        yield f"### {Message('minutes.not_sure_yet')}"
        for one in found:
            why = Message("minutes.why", why=one.why)
            yield f"- {ended(as_line(f'{one.what}'))} {why}{owned(one.owner, one.by)}"
        yield ""


# ---- time


def _time(room: Room) -> Iterator[str]:
    """How long each step took that took place, in minutes, with what it was given."""
    record = room.record
    took = [(step, round(record.used.get(step.id, 0) / 60)) for step in record.steps_in_order]
    took = [(step, used) for step, used in took if used or (step.id in record.entered and _happened(step, record))]
    if not took:
        return
    yield f"### {Message('minutes.time')}"
    for step, used in took:
        title, planned = _titled(step, record), record.planned_for(step.id)
        yield f"- {Message('minutes.step_took', title=title, minutes=used, planned=planned)}"
    used, planned = sum(used for _, used in took), sum(record.planned_for(step.id) for step, _ in took)
    yield f"- {Message('minutes.all_took', minutes=used, planned=planned)}"


def _happened(step: PlanStep, record: WorkshopState) -> bool:
    board = record.boards.get(step.id)
    return bool(board and (board.notes or board.decision)) and "decide" in phases_of(step, len(record.people))
