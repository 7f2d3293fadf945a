"""What happened in a workshop as tables: its notes, its votes, its decisions. They have what the minutes have, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from stratcoach.flow.model import PlanStep
from stratcoach.model.csv_text import table
from stratcoach.reports.minutes import day_of
from stratcoach.workshop.attendance import attended
from stratcoach.workshop.board import Board, BoardNote, Decision
from stratcoach.workshop.outcome import handles, level, made, reason_of
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import wanted_in
from stratcoach.workshop.tally import with_merged

VERSION: Final = 1

Kind = Literal["notes", "votes", "decisions"]
Cell = str | int | bool | None
"""None where there is nothing to say: no vote, no group."""


class NoteRow(NamedTuple):
    """A note, or a thought of the car park. `dots` are those of the first vote, `dots_again` those of the last; `author` is where
    the minutes name one.
    """

    step: str
    title: str
    number: int | None
    text: str
    first_words: str | None
    group: str | None
    merged_into: int | None
    dots: int | None
    dots_again: int | None
    is_chosen: bool
    is_in_file: bool
    is_parked: bool
    author: str | None


class VoteRow(NamedTuple):
    """An option in a round of voting, with its dots; None where they were never counted."""

    step: str
    title: str
    round: int
    option: int
    text: str
    is_group: bool
    dots: int | None
    dots_each: int
    ballots: int
    by_hand: bool


class DecisionRow(NamedTuple):
    """Something that was decided, in the words of the file, and its id there."""

    step: str
    title: str
    number: int
    text: str
    group: str | None
    id: str | None
    decided_by: str
    is_as_voted: bool | None
    reason: str | None
    against: str | None
    provisional_until: str | None
    is_still_open: bool
    settled_by: str | None
    settled_until: str | None


_COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    "notes": NoteRow._fields,
    "votes": VoteRow._fields,
    "decisions": DecisionRow._fields,
}


def columns(kind: Kind) -> tuple[str, ...]:
    """The names of the columns of a table."""
    return _COLUMNS[kind]


def as_csv(room: Room, kind: Kind) -> str:
    """One of the tables, with its columns first; yes and no in words, nothing where there is nothing to say."""
    return table(columns(kind), ([_word(value) for value in row] for row in _rows(room, kind)))


def as_json(room: Room, file: str, mark: str) -> str:
    """All three tables with who was there and what it was for, as JSON of version 1. Keys are only ever added."""
    record = room.record
    people = [{"name": one.name, "is_remote": one.remote} for one in attended(record.events)]
    shape: dict[str, Any] = {
        "version": VERSION,
        "generator": mark,
        "day": day_of(room),
        "agenda": record.workshop.id,
        "goal": record.goal,
        "goal_reached": record.reached[0] or None,
        "decider": record.decider,
        "people": people,
        "file": file,
    }
    for kind, names in _COLUMNS.items():
        shape[kind] = [dict(zip(names, row, strict=True)) for row in _rows(room, kind)]
    return json.dumps(shape, indent=2) + "\n"


def _word(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _rows(room: Room, kind: Kind) -> Iterator[tuple[Cell, ...]]:
    if kind == "decisions":
        yield from _decisions(room)
        return
    for step in room.record.steps_in_order:
        if board := room.record.boards.get(step.id):
            yield from _notes(step, board) if kind == "notes" else _votes(step, board)
    if kind == "notes":
        yield from _thoughts(room)


# ---- notes


def _notes(step: PlanStep, board: Board) -> Iterator[NoteRow]:
    rounds = [with_merged(one.totals(), board.lead) for one in board.rounds if not one.is_empty and one.is_counted]
    notes = {note.number: note for note in board.open_notes}
    notes |= {number: board.notes[number] for number, into in board.same.items() if into in notes and number not in board.titles}
    for number in sorted(notes):
        if not notes[number].value or board.has_votes or board.decision:
            yield _note(step, board, notes[number], rounds)


def _note(step: PlanStep, board: Board, note: BoardNote, rounds: list[dict[int, int]]) -> NoteRow:
    number, into = note.number, board.same.get(note.number)
    chosen = board.decision.chosen if board.decision else ()
    dots = [one[number] for one in rounds if number in one]
    is_in_file = number in board.also or number in board.entries or bool(note.value and number in chosen)
    return NoteRow(
        step=step.id,
        title=step.title,
        number=number,
        text=note.text,
        first_words=words if (words := board.first_words.get(number, note.text)) != note.text else None,
        group=board.title_of(number) or None,
        merged_into=into,
        dots=dots[0] if dots else None,
        dots_again=dots[-1] if len(dots) > 1 else None,
        is_chosen=number in chosen or board.group_of(number) in chosen,
        is_in_file=is_in_file,
        is_parked=False,
        author=None,
    )


def _thoughts(room: Room) -> Iterator[NoteRow]:
    """What is or was in the car park; its author where the minutes say whose thought it was."""
    for number, one in enumerate(room.record.parked, 1):
        settled = room.record.settled.get(number)
        is_named = settled is not None and settled.becomes != "dropped"
        yield NoteRow(
            step="",
            title=one.step,
            number=None,
            text=one.text,
            first_words=None,
            group=one.group or None,
            merged_into=None,
            dots=None,
            dots_again=None,
            is_chosen=False,
            is_in_file=settled is None or settled.becomes in ("question", "assumption"),
            is_parked=True,
            author=(one.author or None) if is_named else None,
        )


# ---- votes


def _votes(step: PlanStep, board: Board) -> Iterator[VoteRow]:
    for place, one in enumerate((one for one in board.rounds if not one.is_empty), 1):
        totals = one.totals() if one.is_counted else {}
        for option in one.options:
            yield VoteRow(
                step=step.id,
                title=step.title,
                round=place,
                option=option,
                text=board.notes[option].text,
                is_group=option in board.titles,
                dots=totals.get(option),
                dots_each=one.dots,
                ballots=one.ballot_count,
                by_hand=bool(one.counts),
            )


# ---- decisions


def _decisions(room: Room) -> Iterator[DecisionRow]:
    ids = room.interview.assembly.ids
    for step, board, decision in made(room):
        still_open = level(room, step, board, decision)
        for number, handle in zip(decision.chosen, handles(step, board, decision), strict=True):
            yield DecisionRow(
                step=step.id,
                title=step.title,
                number=number,
                text=room.words_of(step, number),
                group=board.title_of(number) or None,
                id=ids.get(handle),
                decided_by=decision.who,
                is_as_voted=_as_voted(room, step, board, decision),
                reason=reason_of(decision) or None,
                against="; ".join(f"{name}: {text}" for name, text in board.against.items()) or None,
                provisional_until=decision.until or None,
                is_still_open=number in still_open,
                settled_by=decision.keeps[0] or None,
                settled_until=decision.keeps[1] or None,
            )


def _as_voted(room: Room, step: PlanStep, board: Board, decision: Decision) -> bool | None:
    """Whether the votes led there; None where nobody voted."""
    now = board.standing(wanted_in(room.library, step))
    return None if now is None else not now.tied and board.options_of(decision.chosen) <= set(now.winners)
