"""Files that came in, one or a folder of them: what each of them is, and one line on each of what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.room.intake import Note
from stratcoach.flow.room.questionnaire import Answered, read_answers, sections_of, taken_in, titles_too_late
from stratcoach.flow.room.room import Room
from stratcoach.flow.state import Event

MOST: Final = 500
"""More notes than anybody writes, in one file."""


class Delivered(NamedTuple):
    """A file as it was read. `read_as` is an encoding that had to be guessed, `why_not` why it couldn't be read at all."""

    name: str
    text: str = ""
    notes: tuple[Note, ...] = ()
    read_as: str = ""
    why_not: str = ""


class Collected(NamedTuple):
    """What came of one file: the event to record, None where there is nothing new, and the line that says so."""

    file: Delivered
    event: Event | None = None
    answered: Answered | None = None
    line: str = ""


def collected(room: Room, files: Sequence[Delivered]) -> Iterator[Collected]:
    """Read files as questionnaires, one after the other; whoever takes an event applies it before asking for the next."""
    sections = sections_of(room)
    for file in files:
        answered = None if file.why_not else read_answers(file.text, room.record.people, sections)
        if answered is None or answered.written > MOST:
            many = f"it has {answered.written} notes; the limit is {MOST}" if answered else ""
            why = file.why_not or many or "it answers none of our questions"
            yield Collected(file, line=f"Not added: {why}")
            continue
        event = taken_in(room, [answered])
        yield Collected(file, event, answered, _line(room, file, answered, len(event.value) // 3 if event else 0))


def _line(room: Room, file: Delivered, answered: Answered, new: int) -> str:
    told = [answered.told(new)]
    if answered.name and all(one.name != answered.name for one in room.record.people):
        told.append(f"{answered.name} isn't on the list of people")
    if late := titles_too_late(room, answered):
        told.append(f"their step is decided or not in the plan, so these answers are in the car park: {', '.join(late)}")
    if file.read_as:
        told.append(f"read as {file.read_as}; check its accented letters")
    return "; ".join(told)


def together(room: Room, files: Sequence[Delivered]) -> tuple[Event | None, str] | None:
    """All files at once, as one event and one message; None where no file is a questionnaire."""
    every = list(collected(room, files))
    known = [one for one in every if one.answered]
    if not known:
        return None
    event = taken_in(room, [one.answered for one in known if one.answered])
    told = _counted(event, known)
    told += _listed(
        "Not added", [f"{one.file.name} ({one.file.why_not or 'none of our questions'})" for one in every if not one.answered]
    )
    told += _listed("Without a name", [one.file.name for one in known if one.answered and not one.answered.name])
    told += _listed(
        "Check the accented letters", [f"{one.file.name} (read as {one.file.read_as})" for one in known if one.file.read_as]
    )
    late = {title for one in known if one.event and one.answered for title in titles_too_late(room, one.answered)}
    return event, told + _listed("In the car park, because the step is decided or not in the plan", sorted(late))


_MOST_LISTED: Final = 3
"""Names that fit into a message at the foot of the screen."""


def _listed(lead: str, names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return f" {lead}: {', '.join(names[:_MOST_LISTED])}{more}." if names else ""


def _counted(event: Event | None, known: Sequence[Collected]) -> str:
    if event is None:
        return "Nothing new: everything in it is already here."
    count, by_name = len(event.value) // 3, Counter(event.value[1::3])
    again = sum(one.answered.written for one in known if one.answered) - count
    names = [f"{name} {number}" if len(by_name) > 1 else name for name, number in by_name.items() if name]
    here = f" {again} {'was' if again == 1 else 'were'} already here." if again else ""
    whose = f" from {', '.join(names)}" if names else ""
    return f"{count} note{'' if count == 1 else 's'}{whose} added.{here}"
