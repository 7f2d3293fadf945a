"""What is asked in writing, apart from each other: a list to send ahead, a questionnaire for each person, and the way back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.model import PlanStep
from stratcoach.messages import Message
from stratcoach.model.dates import with_weekday
from stratcoach.model.markdown_text import as_plain, literal
from stratcoach.model.safe_text import JOINER
from stratcoach.workshop.board_events import AnswersBroughtIn, WrittenAnswer
from stratcoach.workshop.nearby_examples import ELSEWHERE, near
from stratcoach.workshop.note_import import Note, read_lines
from stratcoach.workshop.people import Person, bare_name, person_called
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.step_info import other_side, phases_of
from stratcoach.workshop.techniques import technique_of

_NAME: Final = re.compile(r"[\W_]*name[\s*_]*:(.*)", re.IGNORECASE)
_STEP: Final = re.compile(r"(?<!\\)<!--\s*step:\s*(\S+)\s*-->")
_NAME_OF_STEP: Final = re.compile(r"[\w.-]+")
_EMPTY: Final = re.compile(r"^\s*[-*]\s*$")


class ReturnedAnswers(NamedTuple):
    """What one person wrote: a name, if one was given, and notes for each step."""

    name: str
    notes: dict[str, tuple[Note, ...]]

    @property
    def written(self) -> int:
        return sum(map(len, self.notes.values()))

    def summary(self, new: int) -> Message:
        """How many notes of whom are new, and how many were here already."""
        if not self.written:
            return Message("room_notes.questionnaire_is_empty", name=self.name)
        whose = Message("room_notes.without_a_name")
        if self.name:
            whose = Message("room_notes.from_name", name=self.name)
        if new == self.written:
            return Message("room_notes.notes_from", count=new, whose=whose)
        return Message("room_notes.some_new_from", count=new, whose=whose, before=self.written - new)


class QuestionnaireSection(NamedTuple):
    """A part of a questionnaire: its step, and what is printed in it, as bare words: the title, then the rest."""

    step: str
    title: str
    printed: frozenset[str]


def sections_of(room: RoomFacts) -> tuple[QuestionnaireSection, ...]:
    """What questionnaires may have had printed in them, by which a part is recognised where its marker is gone."""
    found = []
    for step in room.record.every_step:
        if question := room.record.question(step):
            good = (*question.good, *examples(room, step))
            texts = (*room.wordings(step), *(f"{lead}: {one}" for lead in _leads() for one in good), *good)
            found.append(QuestionnaireSection(step.id, _bare(step.title), frozenset(map(_bare, texts))))
    return tuple(found)


def _leads() -> tuple[str, ...]:
    """What has been printed before an example; questionnaires of an earlier version come back, too."""
    return f"{ELSEWHERE}", "For instance"


def examples(room: RoomFacts, step: PlanStep) -> tuple[str, ...]:
    """Good answers, of several trades; where one thing comes before another, with both of them."""
    question = room.record.question(step)
    if question is None:
        return ()
    flow = room.library.flows[step.flow]
    side = other_side(room.library, step) if technique_of(step).has_two_sides else ""
    over = next((one.good for one in flow.questions if one.id == side), ())
    if not over:
        return question.good
    pairs = zip(question.good, over, strict=False)
    return tuple(f"{Message('interview.even_over_whole', choose=one, over=other)}" for one, other in pairs)


def asked(room: RoomFacts) -> tuple[PlanStep, ...]:
    """The steps on whose question one can write alone: those that collect notes and are still to come."""
    record = room.record
    people = max(len(record.people), 3)
    coming = (record.step, *record.coming) if room.kind in ("collect", "round", "alone", "pairs", "fours") else record.coming
    return tuple(
        step for step in coming if {"collect", "round"} & set(phases_of(step, people)) and record.question(step) is not None
    )


def questionnaire(room: RoomFacts, name: str) -> str:
    """The questions for one person, in Markdown, with a place for answers under each."""
    heading = Message("room_notes.questionnaire_before_workshop", product=literal(product_of(room)))
    if room.record.place:
        heading = Message("room_notes.questionnaire_before_next_time", product=literal(product_of(room)))
    lines = [f"# {heading}", "", f"Name: {literal(name)}", "", f"{Message('room_notes.write_on_your_own')}", ""]
    if deadline := room.record.ahead.get("deadline"):
        lines += [f"{Message('room_notes.please_send_back', day=with_weekday(deadline))}", ""]
    for step in asked(room):
        example = near(examples(room, step), room)
        good = [f"> {ELSEWHERE}: {literal(example)}", ""] if example else []
        marker = f" <!-- step: {step.id} -->" if _NAME_OF_STEP.fullmatch(step.id) else ""
        lines += [f"## {literal(step.title)}{marker}", "", f"> {literal(room.wording(step))}", "", *good, "- ", "- ", "- ", ""]
    return "\n".join(lines).rstrip() + "\n"


def product_of(room: RoomFacts) -> str:
    return named_product(room) or f"{Message('room_notes.our_strategy')}"


def named_product(room: RoomFacts) -> str:
    """What the product is called; "" where nobody has said it yet."""
    base = room.record.base
    return str(room.interview.state.answers.get("start.product", "")) or (base.product if base else "")


def read_answers(text: str, people: Sequence[Person], sections: Sequence[QuestionnaireSection] = ()) -> ReturnedAnswers | None:
    """What is in a questionnaire that came back, with a name or without. Where an office program took the markers out, its
    parts are recognised by their titles and questions. None where there are none of either.
    """
    lines = text.splitlines()
    bodies: dict[str, list[str]] = {}
    name = step = ""
    at, is_marked = 0, False
    while at < len(lines):
        line, length = lines[at], 1
        if marked := _STEP.search(line):
            step, is_marked = marked[1], True
            bodies.setdefault(step, [])
        elif found := _printed(lines, at, sections, step, bodies):
            step, length = found
            bodies.setdefault(step, [])
        elif not step and (named := _NAME.fullmatch(line)):
            name = name or as_plain(named[1]).strip("*_ ")
        elif line.startswith("#"):
            step = ""
        elif step:
            bodies[step].append(line)
        at += length
    if not bodies:
        return None
    known = person_called(name, people)
    name = known.name if known else bare_name(name)
    notes = {step: tuple(_notes(body, Person(name))) for step, body in bodies.items()}
    written = {step: told for step, told in notes.items() if told}
    return ReturnedAnswers(name, written) if written or is_marked else None


_LONGEST_PRINT: Final = 4
"""Lines over which a program may have broken what was one."""


def _printed(
    lines: Sequence[str], at: int, sections: Sequence[QuestionnaireSection], step: str, begun: Collection[str]
) -> tuple[str, int] | None:
    """The step whose title, question or example begins at a line, and how many lines it takes."""
    for length in range(min(_LONGEST_PRINT, len(lines) - at), 0, -1):
        told = _bare(" ".join(lines[at : at + length])) if lines[at].strip() else ""
        matching = [one.step for one in sections if told and (told == one.title or told in one.printed)]
        if matching:
            own = [one for one in matching if one == step] or [one for one in matching if one not in begun]
            return (own or matching)[0], length
    return None


def _bare(text: str) -> str:
    """The words of a printed text, however a program marks it as a title, a quotation or an entry of a list."""
    return " ".join(_SIGNS.sub(" ", _NUMBERED.sub("", text.replace(JOINER, ""))).lower().split())


_NUMBERED: Final = re.compile(r"^[\s#>*_-]*\d{1,2}[.)]\s")
_SIGNS: Final = re.compile(r"[^\w]+|_")


def too_late(room: RoomFacts, answered: ReturnedAnswers) -> tuple[str, ...]:
    """The steps that were answered and aren't to come any more: not in the plan, or decided by now."""
    to_come = {step.id for step in asked(room)}
    return tuple(step for step in answered.notes if step not in to_come)


def titles_too_late(room: RoomFacts, answered: ReturnedAnswers) -> tuple[Message, ...]:
    return tuple(Message("room.in_quotes", text=room.record.title_of(step)) for step in too_late(room, answered))


def taken_in(room: RoomFacts, every: Sequence[ReturnedAnswers]) -> AnswersBroughtIn | None:
    """The event of questionnaires that came back, without what is in the workshop already; None where nothing is new. What
    came too late waits in the car park, without the name of who wrote it.
    """
    found: list[WrittenAnswer] = []
    parked = {one.text for one in room.record.parked}
    for answered in every:
        late = too_late(room, answered)
        for step, notes in answered.notes.items():
            board = room.record.boards.get(step)
            there = {(note.author, note.text) for note in board.notes.values()} if board else set()
            for note in notes:
                if (note.author, note.text) in there or (step in late and note.text in parked):
                    continue
                found.append(WrittenAnswer(step, note.author, note.text, is_too_late=step in late))
    return AnswersBroughtIn(answers=tuple(found)) if found else None


def _notes(body: Sequence[str], person: Person) -> Iterator[Note]:
    kept = [line for line in body if not line.lstrip().startswith(">") and not _EMPTY.match(line)]
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
