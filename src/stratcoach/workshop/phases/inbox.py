"""What was typed or pasted where nothing like it was asked for: it is kept at once, unseen, and then finds its place."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from stratcoach.flow.model import PlanStep
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board_events import AsidePlaced, NotesBroughtIn, TextSetAside
from stratcoach.workshop.intents import AddNotes, Intent, PlaceAside
from stratcoach.workshop.note_import import Note, is_marked
from stratcoach.workshop.people import Person, meant
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import COMMANDS, Action, RoomRow, RoomView
from stratcoach.workshop.step_info import phases_of

IN_THE_PLAN: Final = Message("room_notes.changes_plan")
EMPTY: Final = Message("room_notes.it_was_empty")
VOTES_LATER: Final = Message("room_notes.votes_later")

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BALLOT: Final = re.compile(r"\s*(?:[^\d:]{1,40}:|[^\W\d]+(?: [^\W\d]+)?\s)[\s\d,#]+")
"""A line of votes, such as `Ana: 1 3`, that came a screen too early or too late."""

_KEYS: Final = re.compile(r"(?:(?:drop|merge|ungroup)\s)?[\d\s,+#]+|group(?:[\s,+#]*\d)+(?:\s*[=:].*)?", re.IGNORECASE)
"""What merges, groups and drops notes once all are shown, or counts hands."""

_COMMAND: Final = re.compile(rf"(?:{'|'.join(name for name, _ in COMMANDS)}|break)\s+\d+", re.IGNORECASE)

_FEWEST: Final = 3
"""Texts with at least this many words are thoughts; shorter ones are slips."""

_LONGEST_WORD: Final = 20

_DROP: Final = re.compile(r"drop(?:[\s,]+#?\d{1,4})+", re.IGNORECASE)
_WHERE: Final = re.compile(r"([nopd])((?:(?:[\s,]|and)*#?\d{1,4}(?:\s*[-–]\s*\d{1,4})?)*)", re.IGNORECASE)


def is_thought(text: str) -> bool:
    """Whether a text is worth keeping: several lines, or a few words, or a long run in a script without spaces."""
    words = _WORD.findall("\n".join(line for line in text.splitlines() if not _BALLOT.fullmatch(line)))
    return len(words) >= _FEWEST or any(len(word) > _LONGEST_WORD for word in words)


def is_votes(text: str, people: tuple[Person, ...]) -> bool:
    """Whether all of it are ballots, at least one of somebody who is here."""
    lines = [line for line in text.splitlines() if line.strip()]
    voters = (meant(line.rstrip("0123456789 ,#").rstrip(" :"), people) for line in lines)
    return all(_BALLOT.fullmatch(line) for line in lines) and any(voters)


def not_a_note(room: RoomFacts, text: str) -> Message:
    """Why a text is hardly a note as it is: it reads like a command, or like votes. NOTHING where it may well be one, and
    where a dash before it says so.
    """
    typed = text.strip()
    if is_marked(typed) or is_slip(typed):
        return NOTHING
    if plans.is_edit(typed, room.library):
        return Message("room_notes.changes_plan_or_is_note")
    if _COMMAND.fullmatch(typed):
        return Message("room_notes.command_or_note")
    if _KEYS.fullmatch(typed):
        return Message("room_notes.numbers_or_note")
    if is_votes(typed, room.record.people):
        return Message("room_notes.votes_or_note")
    return NOTHING


def is_slip(text: str) -> bool:
    """A single word or letter by itself, such as `ok`, `done` or `?`: hardly a note, unless somebody marks it as one."""
    words = text.split()
    bare = words[0] if len(words) == 1 else ""
    return bool(bare) and (len(bare) == 1 or (bare.isascii() and len(bare) <= _LONGEST_WORD))


def put_aside(room: RoomFacts, notes: tuple[Note, ...]) -> Taken:
    if not notes:
        return Refusal(EMPTY)
    return TextSetAside(step=room.step.id, notes=tuple(note._replace(doubt="") for note in notes))


def place_for_notes(room: RoomFacts) -> PlanStep | None:
    """The step whose notes these could be: this one while it still collects, else the next one that will."""
    if room.kind in ("alone", "pairs", "fours", "collect", "round", "reveal"):
        return room.step
    people = len(room.record.people)
    return next((step for step in room.record.coming if {"collect", "round"} & set(phases_of(step, people))), None)


def aside(room: RoomFacts, *, into_line: bool) -> RoomView:
    """What becomes of it is asked; `into_line` where the question that waits below takes one line."""
    waiting = room.record.aside
    count, doubts = len(waiting), Counter(one.doubt for one in waiting if one.doubt)
    step = place_for_notes(room)
    saved = Message("room_notes.lines_saved", count=count) if doubts else Message("room_notes.thoughts_saved", count=count)
    actions = (
        *((Action("notes", Message("room_notes.do_as_notes", title=step.title)),) if step else ()),
        *((Action("line", Message("room_notes.do_as_answer")),) if into_line else ()),
        Action("park", Message("room_notes.do_to_car_park")),
        Action("drop", Message("room_notes.do_drop_it")),
        *((Action("some", Message("room_notes.do_only_these")),) if count > 1 else ()),
    )
    return RoomView(
        key="room.aside",
        kind="aside",
        title=room.step.title,
        question=Message("room_notes.perhaps_no_notes") if doubts else Message("room_notes.where_should_it_go"),
        status=saved,
        rows=tuple(
            RoomRow("", Message("room_notes.count_of_doubt", doubt=doubt, count=number)) for doubt, number in doubts.items()
        ),
        actions=actions,
        help=Message("room_notes.saved_and_unseen"),
        hidden=True,
        lines=True,
    )


def placed(room: RoomFacts, intent: Intent, line: RoomView | None) -> Taken:
    """Where it goes, all of it or some by number: `line` is the question that waits below, where it takes one line."""
    step = place_for_notes(room)
    if isinstance(intent, AddNotes):
        return _more_came(room, intent.notes, step)
    assert isinstance(intent, PlaceAside)
    if unknown := [number for number in intent.numbers if not 0 < number <= len(room.record.aside)]:
        return Refusal(Message("room_notes.no_such_number", number=str(unknown[0]), last=len(room.record.aside)))
    match intent.where:
        case "notes" if step:
            return AsidePlaced(where="notes", key=step.id, numbers=intent.numbers)
        case "answer" if line:
            return AsidePlaced(where="line", key=line.key, numbers=intent.numbers)
        case "park" | "drop":
            return AsidePlaced(where=intent.where, numbers=intent.numbers)
    letters = (*(("n",) if step else ()), *(("o",) if line else ()), "p", "d")
    return Refusal(Message("room_notes.say_by_letter", letters=letters))


def _more_came(room: RoomFacts, notes: tuple[Note, ...], step: PlanStep | None) -> Taken:
    """More lines while some wait: where all that waits came for this step, they are its notes."""
    if step != room.step or not all(one.doubt for one in room.record.aside):
        return put_aside(room, notes)
    return NotesBroughtIn(step=step.id, notes=notes) if notes else Refusal(EMPTY)
