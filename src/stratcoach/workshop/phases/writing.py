"""Collecting: everybody writes unseen, alone or in groups, or one after the other says a line; then all of it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.flow.offered_ideas import offered_ideas
from stratcoach.flow.proposal_answers import SECTION_NAME as PROPOSALS
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.board import Board, BoardNote
from stratcoach.workshop.board_events import AnswersBroughtIn, NotesAdded, NotesBroughtIn, NotesShown, TurnPassed, WrittenAnswer
from stratcoach.workshop.intents import AddNotes, CloseRound, Continue, Intent, Pass
from stratcoach.workshop.nearby_examples import ELSEWHERE, near
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.people import Person, in_turn
from stratcoach.workshop.phase import NOT_NOW
from stratcoach.workshop.phases import note_actions, note_groups, note_review
from stratcoach.workshop.phases.setup import TO_CONTINUE
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken, shortened
from stratcoach.workshop.room_view import Action, RoomRow, RoomView
from stratcoach.workshop.similarity import SimilarNotes, Theme, similar
from stratcoach.workshop.techniques import technique_of

_TOGETHER = {
    "alone": Message("room_notes.alone_in_silence"),
    "pairs": Message("room_notes.in_pairs"),
    "fours": Message("room_notes.in_fours"),
    "joined": Message("room_notes.pairs_join_up"),
}


# ---- unseen


def collect(room: RoomFacts) -> RoomView:
    board, question = room.board, room.question
    offers = offered(room)
    known = [label for label in room.there_already if label not in map(shortened, offers)]
    there = tuple(RoomRow("", label, Message("room_notes.in_the_file")) for label in known)
    open_to_all = technique_of(room.step).is_read_out
    good = near(question.good, room) if question else ""
    unseen = board.written  # what somebody wrote before, such as the decider, isn't read before the others have spoken
    seen = tuple(note for note in board.open_notes if note.number not in unseen) if open_to_all else ()
    there_now = {note.number for note in seen} | board.groups.keys()
    options = (note for note in board.options if note.number in there_now)
    shown = note_groups.grouped(board, options, note_groups.plain)
    waiting = len(unseen & {note.number for note in board.open_notes}) if open_to_all else 0
    count = len(board.open_notes) - waiting
    so_far = Message("room_notes.notes_so_far", count=count)
    return RoomView(
        key=f"{room.step.id}.collect",
        kind="collect",
        title=room.step.title,
        question=room.wording(),
        rows=shown or (*_offer_rows(offers), *there) or ((RoomRow(ELSEWHERE, good),) if good else ()) + _marking(room),
        status=Message("room_notes.notes_so_far_and_waiting", count=count, waiting=_wait(waiting)) if waiting else so_far,
        actions=(
            Action("note", Message("room_notes.type_notes")),
            *((Action("take", Message("room_notes.do_take")),) if offers else ()),
            Action("enter", Message("room_notes.do_show_notes")),
        ),
        help=_help(room),
        hidden=not open_to_all,
        lines=True,
    )


def offered(room: RoomFacts) -> tuple[str, ...]:
    """What came up before and can be taken as a note, where a room collects what it may be asked for."""
    flow = room.library.flows.get(room.step.flow)
    if flow is None or flow.section != PROPOSALS or room.kind != "collect":
        return ()
    parked = (one.words for number, one in enumerate(room.record.parked, 1) if number not in room.record.settled)
    strategy = room.interview.assembly.strategy()
    there = {note.text for note in room.board.notes.values()}
    return offered_ideas(strategy.replace(parking_lot=(*parked, *strategy.parking_lot)), there)


def _offer_rows(offers: tuple[str, ...]) -> tuple[RoomRow, ...]:
    aside = Message("room_notes.came_up_before")
    return tuple(RoomRow(letter, text, aside) for letter, text in zip(LETTERS, offers, strict=False))


LETTERS: Final = "abcdefg"
"""By which offers are taken; numbers are those of notes."""


def own_notes(room: RoomFacts, person: str) -> tuple[RoomRow, ...]:
    """What somebody has written so far."""
    held = room.board.held
    notes = room.once("authors", lambda: _by_author(room.board)).get(person, ())
    return tuple(RoomRow(str(note.number), note.text, _asked_of(held.get(note.number))) for note in notes)


def _by_author(board: Board) -> dict[str, list[BoardNote]]:
    found: dict[str, list[BoardNote]] = {}
    for note in (*board.open_notes, *board.held_notes):
        for author in {*note.authors}:
            found.setdefault(author, []).append(note)
    return found


def _asked_of(is_sent_back: bool | None) -> Message:
    """What somebody sees beside a note of theirs that the facilitator has to read first."""
    if is_sent_back is None:
        return NOTHING
    return Message("room_own.word_it_differently") if is_sent_back else Message("room_own.is_read_first")


def _marking(room: RoomFacts) -> tuple[RoomRow, ...]:
    """How an observation says where it is from, so that nobody is asked later."""
    return (RoomRow("", Message("room_notes.add_source_in_brackets")),) if room.keeps_all else ()


def _help(room: RoomFacts) -> str:
    question = room.question
    return question.help[-1] if question and question.help else ""


def add_notes(room: RoomFacts, intent: Intent) -> Taken:
    if isinstance(intent, AddNotes):
        return noted(room.step.id, intent.notes)
    if held := note_actions.still_held(room):
        return held
    return room.on() if room.board.open_notes else Refusal(Message("room_notes.no_notes_yet"))


MOST: Final = 500
"""More notes at once than any room reads."""


def noted(step: str, notes: tuple[Note, ...]) -> Taken:
    """The event of notes that came in; what is perhaps none waits for a look."""
    if not notes:
        return Refusal(Message("room_notes.no_notes_in_it"))
    if len(notes) > MOST:
        return Refusal(Message("room_notes.too_many_notes", count=len(notes), most=MOST))
    if any(note.doubt for note in notes):
        return NotesBroughtIn(step=step, notes=notes)
    return NotesAdded(step=step, notes=notes)


def written_before(step: str, notes: tuple[Note, ...]) -> Taken:
    """The event of notes that nobody has said yet: a round shows them at its end."""
    if not notes or len(notes) > MOST:
        return noted(step, notes)
    return AnswersBroughtIn(answers=tuple(WrittenAnswer(step, note.author, note.text, note.doubt) for note in notes))


# ---- alone, in pairs, in fours


def together(room: RoomFacts) -> RoomView:
    record, kind = room.record, room.kind
    made = record.groups(4 if kind == "fours" else 2) if kind != "alone" else ()
    rows = tuple(RoomRow("", ", ".join(group)) for group in made)
    return RoomView(
        key=f"{room.step.id}.{kind}",
        kind="together",
        title=room.step.title,
        question=room.wording(),
        rows=rows,
        status=_TOGETHER["joined" if kind == "fours" and any(len(group) > 5 for group in made) else kind or ""],
        actions=(TO_CONTINUE,),
        help=_help(room),
        lines=True,
    )


def go_on(room: RoomFacts, _intent: Intent) -> Taken:
    return room.on()


# ---- one after the other


def to_speak(room: RoomFacts) -> tuple[Person, ...]:
    """Who hasn't said a line yet and didn't pass, in turn."""
    record, board = room.record, room.board
    heard = {name for number in board.notes if number not in board.written for name in board.authors(number)} | board.passed
    return tuple(one for one in in_turn(record.people, record.seed, room.step.id) if one.name not in heard)


def _wait(written: int) -> Message:
    return Message("room_notes.notes_waiting", count=written)


def _turn_status(waiting: tuple[Person, ...], written: int) -> Message:
    if not waiting:
        return Message("room_notes.everybody_has_spoken")
    speaks = Message("room_notes.who_speaks", name=waiting[0].name, then=tuple(one.name for one in waiting[1:4]))
    return Message("room_notes.who_speaks_and_waiting", speaks=speaks, waiting=_wait(written)) if written else speaks


def _turn_actions(waiting: tuple[Person, ...], *, has_two_sides: bool) -> tuple[Action, ...]:
    if not waiting:
        return TO_CONTINUE, Action("note", Message("room_notes.type_one_more"))
    form = Message("room_notes.type_even_over") if has_two_sides else Message("room_notes.type_one_line")
    end = Action("done", Message("room_notes.do_end_round"))
    return Action("note", form), Action("enter", Message("room_notes.do_pass")), end


def _said_rows(room: RoomFacts, waiting: tuple[Person, ...]) -> tuple[RoomRow, ...]:
    """What was said; what somebody wrote before comes when everybody was heard, so that nobody follows it or knows whose it is."""
    unseen = room.board.written if waiting else set()
    there = (note for note in room.board.options if note.number not in unseen)
    return note_groups.grouped(room.board, there, note_groups.plain)


def take_turn(room: RoomFacts, intent: Intent) -> Taken:
    waiting = to_speak(room)
    match intent:
        case Pass() | Continue():
            return (
                TurnPassed(step=room.step.id, person=waiting[0].name) if waiting else note_actions.still_held(room) or room.on()
            )
        case CloseRound():
            return note_actions.still_held(room) or room.on()
        case AddNotes(notes=notes, were_written=True):
            return written_before(room.step.id, notes)
        case AddNotes(notes=notes):
            if technique_of(room.step).has_two_sides and not all(" over " in one.text.lower() for one in notes):
                return Refusal(Message("room_notes.two_good_things"))
            if len(notes) == 1 and waiting:
                notes = (notes[0]._replace(author=notes[0].author or waiting[0].name),)
            return noted(room.step.id, notes)
    return NOT_NOW


def in_turn_now(room: RoomFacts) -> RoomView:
    waiting = to_speak(room)
    return RoomView(
        key=f"{room.step.id}.round",
        kind="round",
        title=room.step.title,
        question=room.wording(),
        rows=_said_rows(room, waiting),
        status=_turn_status(waiting, len(room.board.written)),
        actions=_turn_actions(waiting, has_two_sides=technique_of(room.step).has_two_sides),
        help=_help(room),
        lines=True,
    )


# ---- shown


def reveal(room: RoomFacts) -> RoomView:
    if note_review.is_looking(room):
        return note_review.look(room)
    pair = suggested(room)
    theme = None if pair else note_groups.suggestion(room)
    asked = Message("room_notes.do_they_say_the_same", one=pair.one, other=pair.other) if pair else NOTHING
    return RoomView(
        key=f"{room.step.id}.reveal",
        kind="reveal",
        title=room.step.title,
        question=room.wording(),
        rows=note_rows(room, {pair.one, pair.other} if pair else set(theme.numbers) if theme else set()),
        status=note_groups.suggested_as(theme) if theme else asked,
        actions=tuple(_when_shown(room, pair, theme)),
        help=_help(room),
        lines=True,
    )


def _when_shown(room: RoomFacts, pair: SimilarNotes | None, theme: Theme | None) -> Iterator[Action]:
    """How notes are merged, dropped and changed, by numbers that are on the screen."""
    numbers = [note.number for note in room.board.open_notes]
    if pair:
        yield Action("yes", Message("room_notes.do_merge_pair"))
        yield Action("no", Message("room_notes.do_keep_both"))
    if theme:
        yield Action("group", Message("room_notes.do_group_them"))
        yield Action("no", Message("room_notes.do_not_group_them"))
    elif len(numbers) >= note_groups.MANY and note_groups.is_possible(room):
        yield Action("group", Message("room_notes.do_group", one=numbers[0], other=numbers[-1]))
    if len(numbers) > 1:
        yield Action("merge", Message("room_notes.do_merge", one=numbers[0], other=numbers[-1]))
    yield from note_actions.actions(numbers[-1])
    yield Action("add", Message("room_notes.do_add_note"))
    yield TO_CONTINUE


def note_rows(room: RoomFacts, marked: set[int]) -> tuple[RoomRow, ...]:
    """The notes with their numbers, without their authors; what was merged stands behind."""
    board = room.board

    def row_of(note: BoardNote) -> RoomRow:
        merged = board.merged_into(note.number)
        same = Message("room_notes.same_as", numbers=tuple(str(one.number) for one in merged)) if merged else NOTHING
        return RoomRow(str(note.number), note.text, same, note.number in marked)

    return note_groups.rows(room, row_of)


def suggested(room: RoomFacts, among: frozenset[int] = frozenset()) -> SimilarNotes | None:
    """Two notes that may say the same and of which nobody said that they don't; with `among`, one of them is among these."""
    board = room.board
    standing = {note.number for note in board.open_notes}
    for pair in similar(tuple((note.number, note.text) for note in board.written_notes)):
        if standing.issuperset(pair) and frozenset(pair) not in board.apart and (not among or among & set(pair)):
            return pair
    return None


def change_shown(room: RoomFacts, intent: Intent) -> Taken:
    if isinstance(intent, AddNotes):
        return noted(room.step.id, intent.notes)
    must_look = not room.board.was_looked_at and note_review.asked_about(room)
    return NotesShown(step=room.step.id) if must_look else note_actions.still_held(room) or room.on()
