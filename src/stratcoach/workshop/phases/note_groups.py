"""Groups of notes: which notes go under which title, what likeness suggests, and how groups are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board import Board, BoardNote
from stratcoach.workshop.board_events import NoteReworded, NotesGrouped, NotesUngrouped
from stratcoach.workshop.intents import PutInGroup, TakeFromGroup
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomRow, RoomView
from stratcoach.workshop.similarity import Theme, about_the_same
from stratcoach.workshop.techniques import technique_of

LONGEST_TITLE: Final = 60
"""Characters of a title. What is longer is a note."""

MANY: Final = 8
"""Notes from which on a group is suggested; fewer are seen at a glance."""

_WHERE: Final = ("round", "reveal", "decide")
"""The kinds of views on which notes can be grouped."""


def is_possible(room: RoomFacts) -> bool:
    """Whether the notes of this step can be grouped: not what the file or a question gave, nor two sides of one note."""
    return not technique_of(room.step).has_two_sides and not any(note.value for note in room.board.open_notes)


# ---- what is done


def put(room: RoomFacts, view: RoomView, intent: PutInGroup) -> Taken:
    """What becomes of notes that belong together: a new group, more notes for one that is there, or another title for it."""
    board, title = room.board, " ".join(intent.title.split())
    if why := _not_now(room, view) or _not_these(board, intent.numbers) or _no_title(title):
        return Refusal(why)
    named = next((number for number in intent.numbers if number in board.groups), 0)
    like = next((number for number in board.groups if board.notes[number].text.casefold() == title.casefold()), 0)
    if named and title and tuple(dict.fromkeys(intent.numbers)) == (named,):
        if like not in (0, named):
            return Refusal(Message("room_notes.title_is_taken", title=title, number=str(like)))
        return NoteReworded(step=room.step.id, number=named, text=title)
    into = like if title else named
    if not title and not into:
        return Refusal(Message("room_notes.group_needs_title", numbers=_typed(intent.numbers)))
    notes = tuple(number for number in board.expanded(intent.numbers) if number not in board.groups.get(into, ()))
    if not notes:
        return Refusal(Message("room_notes.already_in_group", title=board.title_of(into)))
    leaving = [number for number in notes if board.group_of(number) not in (0, into)]
    if why := _voted_on(board, leaving):
        return Refusal(why)
    return NotesGrouped(step=room.step.id, numbers=notes, title="" if into else title, group=into)


def take_out(room: RoomFacts, view: RoomView, intent: TakeFromGroup) -> Taken:
    """What becomes of notes that leave their group; without numbers, of the only group."""
    board = room.board
    if why := _not_now(room, view):
        return Refusal(why)
    if not board.groups:
        return Refusal(Message("room_notes.no_groups_yet"))
    named = intent.numbers or (tuple(board.groups) if len(board.groups) == 1 else ())
    if not named:
        return Refusal(Message("room_notes.which_group", numbers=tuple(map(str, board.groups))))
    if why := _not_these(board, named):
        return Refusal(why)
    if loose := next((number for number in named if not board.groups.get(number) and not board.group_of(number)), 0):
        return Refusal(Message("room_notes.in_no_group", number=str(loose)))
    notes = board.expanded(named)
    why = _voted_on(board, notes)
    return Refusal(why) if why else NotesUngrouped(step=room.step.id, numbers=notes)


def _not_now(room: RoomFacts, view: RoomView) -> Message:
    if not is_possible(room):
        return Message("room_notes.cannot_be_grouped")
    if view.kind == "vote":
        return Message("room_notes.vote_has_begun")
    if view.kind not in _WHERE or room.board.pending:
        return Message("room_notes.groups_when_shown")
    return NOTHING


def _not_these(board: Board, numbers: Iterable[int]) -> Message:
    """The first number that is no note and no group on the table, and what became of it."""
    there = {note.number for note in board.open_notes} | board.groups.keys()
    wrong = next((number for number in numbers if number not in there), None)
    if wrong is None:
        return NOTHING
    into = board.same.get(wrong)
    if into is not None:
        return Message("room.merged", numbers=(str(wrong),), count=1, into=str(into))
    return Message("room_notes.no_note_on_screen", number=str(wrong))


def _no_title(title: str) -> Message:
    if len(title) > LONGEST_TITLE:
        return Message("room_notes.title_is_long", most=LONGEST_TITLE)
    return Message("room_notes.title_needs_letters") if title and not any(map(str.isalpha, title)) else NOTHING


def _voted_on(board: Board, leaving: Iterable[int]) -> Message:
    """That notes can't leave a group on which people have voted: nobody knows whose of its notes the dots were for."""
    voted = {option for one in board.rounds for option in one.options}
    group = next((group for number in leaving if (group := board.group_of(number)) in voted), 0)
    return Message("room_notes.group_was_voted_on", title=board.title_of(group)) if group else NOTHING


def _typed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


# ---- what is suggested


def suggestion(room: RoomFacts) -> Theme | None:
    """Notes that may belong together, with a title out of their words; nobody has said yet that they don't."""
    board = room.board
    if len(board.options) < MANY or not is_possible(room):
        return None
    loose = tuple((note.number, note.text) for note in board.options if note.number not in board.groups)
    taken = {board.notes[number].text.casefold() for number in board.groups}
    themes = about_the_same(loose)
    return next((one for one in themes if frozenset(one.numbers) not in board.apart and one.title.casefold() not in taken), None)


def suggested_as(theme: Theme) -> Message:
    return Message("room_notes.do_they_belong_together", numbers=tuple(map(str, theme.numbers)), title=theme.title)


# ---- how they are shown


def plain(note: BoardNote) -> RoomRow:
    """A note with its number and nothing beside it."""
    return RoomRow(str(note.number), note.text)


def rows(room: RoomFacts, row_of: Callable[[BoardNote], RoomRow], *, numbered: bool = True) -> tuple[RoomRow, ...]:
    """What is on the table as rows: each group with its notes below it, then the notes in no group. Where the notes of a group
    can't be chosen, they aren't `numbered`.
    """
    return grouped(room.board, room.board.options, row_of, numbered=numbered)


def grouped(
    board: Board, options: Iterable[BoardNote], row_of: Callable[[BoardNote], RoomRow], *, numbered: bool = True
) -> tuple[RoomRow, ...]:
    """The same for some of the options, in their order."""
    return tuple(row for option in options for row in _with_notes(board, option, row_of, numbered=numbered))


def _with_notes(board: Board, option: BoardNote, row_of: Callable[[BoardNote], RoomRow], *, numbered: bool) -> Iterator[RoomRow]:
    members = board.groups.get(option.number)
    if members is None:
        yield row_of(option)
        return
    yield row_of(option)._replace(part="title")
    for number in members:
        row = row_of(board.notes[number])._replace(part="inside")
        yield row if numbered else row._replace(lead="", aside=NOTHING)


def group_lines(board: Board) -> tuple[Message, ...]:
    """The groups, one line each: its number, its title, the numbers of its notes."""
    return tuple(
        Message(
            "room_notes.group_with_notes",
            number=str(group),
            title=quote(board.notes[group].text, LONGEST_TITLE),
            numbers=tuple(map(str, members)),
        )
        for group, members in board.groups.items()
    )
