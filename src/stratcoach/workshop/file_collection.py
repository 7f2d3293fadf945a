"""Files that came in, one or a folder of them: what each of them is, and one line on each of what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board_events import AnswersBroughtIn
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.questionnaire import ReturnedAnswers, read_answers, sections_of, taken_in, titles_too_late
from stratcoach.workshop.room_facts import RoomFacts

MOST: Final = 500
"""More notes than anybody writes, in one file."""


class Delivered(NamedTuple):
    """A file as it was read. `read_as` is an encoding that had to be guessed, `why_not` is why it couldn't be read at all."""

    name: str
    text: str = ""
    notes: tuple[Note, ...] = ()
    read_as: str = ""
    why_not: Message | str = NOTHING


class Collected(NamedTuple):
    """What came of one file: the event to record, None where there is nothing new, and the line that says so."""

    file: Delivered
    event: AnswersBroughtIn | None = None
    answered: ReturnedAnswers | None = None
    line: Message = NOTHING


def collected(room: RoomFacts, files: Sequence[Delivered]) -> Iterator[Collected]:
    """Read files as questionnaires, one after the other; whoever takes an event applies it before asking for the next."""
    sections = sections_of(room)
    for file in files:
        answered = None if file.why_not else read_answers(file.text, room.record.people, sections)
        if answered is None or answered.written > MOST:
            why = file.why_not or Message("room_notes.answers_no_question")
            if answered:
                why = Message("room_notes.has_too_many_notes", count=answered.written, most=MOST)
            yield Collected(file, line=Message("room_notes.file_not_added", why=why))
            continue
        event = taken_in(room, [answered])
        yield Collected(file, event, answered, _line(room, file, answered, len(event.answers) if event else 0))


def _line(room: RoomFacts, file: Delivered, answered: ReturnedAnswers, new: int) -> Message:
    line = answered.summary(new)
    if answered.name and all(one.name != answered.name for one in room.record.people):
        line = Message("room_notes.and_not_on_list", line=line, name=answered.name)
    if late := titles_too_late(room, answered):
        line = Message("room_notes.and_too_late", line=line, titles=late)
    if file.read_as:
        line = Message("room_notes.and_read_as", line=line, encoding=file.read_as)
    return line


def together(room: RoomFacts, files: Sequence[Delivered]) -> tuple[AnswersBroughtIn | None, Message] | None:
    """All files at once, as one event and one message; None where no file is a questionnaire."""
    every = list(collected(room, files))
    known = [one for one in every if one.answered]
    if not known:
        return None
    event = taken_in(room, [one.answered for one in known if one.answered])
    summary = _counted(event, known)
    if some := _listed([_not_added(one.file) for one in every if not one.answered]):
        summary = Message("room_notes.and_these_not_added", summary=summary, files=some)
    if some := _listed([one.file.name for one in known if one.answered and not one.answered.name]):
        summary = Message("room_notes.and_without_name", summary=summary, files=some)
    if some := _listed([_guessed(one.file) for one in known if one.file.read_as]):
        summary = Message("room_notes.and_check_letters", summary=summary, files=some)
    late = {title for one in known if one.event and one.answered for title in titles_too_late(room, one.answered)}
    if some := _listed(sorted(late, key=lambda title: f"{title.arguments['text']}")):
        summary = Message("room_notes.and_in_car_park", summary=summary, titles=some)
    return event, summary


def _not_added(file: Delivered) -> Message:
    return Message("room_notes.file_with_reason", file=file.name, why=file.why_not or Message("room_notes.no_question_of_ours"))


def _guessed(file: Delivered) -> Message:
    return Message("room_notes.file_read_as", file=file.name, encoding=file.read_as)


_MOST_LISTED: Final = 3
"""Names that fit into a message at the foot of the screen."""


def _listed(names: Sequence[Message] | Sequence[str]) -> Message:
    """The first names, and how many more there are; NOTHING where there are none."""
    if not names:
        return NOTHING
    return Message("room_notes.first_names", names=tuple(names[:_MOST_LISTED]), more=max(len(names) - _MOST_LISTED, 0))


def _counted(event: AnswersBroughtIn | None, known: Sequence[Collected]) -> Message:
    if event is None:
        return Message("room_notes.nothing_new_in_all")
    count, by_name = len(event.answers), Counter(one.author for one in event.answers)
    again = sum(one.answered.written for one in known if one.answered) - count
    names = tuple(
        Message("room_notes.notes_of_name", name=name, count=number) if len(by_name) > 1 else name
        for name, number in by_name.items()
        if name
    )
    added = Message("room_notes.notes_added", count=count)
    if names:
        added = Message("room_notes.notes_added_from", count=count, names=names)
    return Message("room_notes.and_already_here", added=added, count=again) if again else added
