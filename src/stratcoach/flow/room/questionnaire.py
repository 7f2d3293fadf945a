"""What is asked in writing, apart from each other: a list to send ahead, a questionnaire for each person, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.board_folds import TOO_LATE
from stratcoach.flow.room.intake import Note, read_lines
from stratcoach.flow.room.people import Person, meant
from stratcoach.flow.room.room import Room
from stratcoach.flow.room.stage import phases_of
from stratcoach.flow.state import Event

_NAME: Final = re.compile(r"^[^\S\n]*(?:\*\*)?name(?:\*\*)?[^\S\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_STEP: Final = re.compile(r"<!--\s*step:\s*(\S+)\s*-->")
_EMPTY: Final = re.compile(r"^\s*[-*]\s*$")


class Answered(NamedTuple):
    """What one person wrote: a name, if one was given, and notes for each step."""

    name: str
    notes: dict[str, tuple[Note, ...]]

    def told(self, count: int) -> str:
        """How many notes of whom came in."""
        return f"{count} note{'' if count == 1 else 's'} {f'of {self.name}' if self.name else 'without a name'}"


def asked(room: Room) -> tuple[PlanStep, ...]:
    """The steps on whose question one can write alone: those that collect notes and are still to come."""
    record = room.record
    people = max(len(record.people), 3)
    coming = (record.step, *record.coming) if room.kind in ("collect", "round", "alone", "pairs", "fours") else record.coming
    return tuple(
        step for step in coming if {"collect", "round"} & set(phases_of(step, people)) and record.question(step) is not None
    )


def questionnaire(room: Room, name: str) -> str:
    """The questions for one person, in Markdown, with a place for answers under each."""
    when = "before we meet again" if room.record.place else "before the workshop"
    lines = [f"# {product_of(room)}: {when}", "", f"Name: {name}", ""]
    lines += ["Write alone, one thought a line behind each `-`. Leave empty what you have nothing to say to.", ""]
    for step in asked(room):
        question = room.record.question(step)
        good = [f"> For instance: {question.good[0]}", ""] if question and question.good else []
        lines += [f"## {step.title} <!-- step: {step.id} -->", "", f"> {room.wording(step)}", "", *good, "- ", "- ", "- ", ""]
    return "\n".join(lines).rstrip() + "\n"


def product_of(room: Room) -> str:
    said = room.interview.state.answers.get("start.product", "")
    base = room.record.base
    return str(said) or (base.product if base else "") or "Our strategy"


def is_questionnaire(text: str) -> bool:
    """Whether headings of ours are left in a text."""
    return _STEP.search(text) is not None


def read_answers(text: str, people: Sequence[Person]) -> Answered | None:
    """What stands in a questionnaire that came back, with a name or without; None where none of its headings is left."""
    parts = _STEP.split(text)
    if len(parts) < 3:
        return None
    found = _NAME.search(parts[0])
    told = found[1].strip("*_ ") if found else ""
    known = meant(told, people)
    name = known.name if known else told
    notes = {step: tuple(_notes(body, Person(name))) for step, body in zip(parts[1::2], parts[2::2], strict=True)}
    return Answered(name, {step: told for step, told in notes.items() if told})


def too_late(room: Room, answered: Answered) -> tuple[str, ...]:
    """The steps that were answered and aren't to come any more: not in the plan, or decided by now."""
    to_come = {step.id for step in asked(room)}
    return tuple(step for step in answered.notes if step not in to_come)


def titles_too_late(room: Room, answered: Answered) -> tuple[str, ...]:
    return tuple(f"“{room.record.title_of(step)}”" for step in too_late(room, answered))


def taken_in(room: Room, every: Sequence[Answered]) -> Event | None:
    """The event of questionnaires that came back, without what is in the workshop already; None where nothing is new. What
    came too late waits in the car park, without the name of who wrote it.
    """
    parts: list[str] = []
    parked = {one.text for one in room.record.parked}
    for answered in every:
        late = too_late(room, answered)
        for step, notes in answered.notes.items():
            board = room.record.boards.get(step)
            there = {(note.author, note.text) for note in board.notes.values()} if board else set()
            for note in notes:
                if (note.author, note.text) in there or (step in late and note.text in parked):
                    continue
                parts += [f"{TOO_LATE}{step}" if step in late else step, note.author, note.text]
    return Event("answers", "", tuple(parts)) if parts else None


def _notes(body: str, person: Person) -> Iterator[Note]:
    kept = []
    for line in body.splitlines():
        if line.startswith("#"):
            break
        if not line.lstrip().startswith(">") and not _EMPTY.match(line):
            kept.append(line)
    for note in read_lines("\n".join(_joined(kept)), (person,) if person.name else ()):
        yield Note(note.text, person.name)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines that were broken within a thought belong together: an indented line goes on with the one before."""
    held = ""
    for line in lines:
        if held and line.startswith("  ") and line.strip() and line.lstrip()[:2] not in ("- ", "* "):
            held = f"{held} {line.strip()}"
            continue
        if held.strip():
            yield held
        held = line
    if held.strip():
        yield held
