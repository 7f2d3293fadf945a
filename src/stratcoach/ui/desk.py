"""The scribe's place in a workshop: what the screen shows now, and what becomes of what is typed there.

Beside the moments of the workshop there are pages that a key opens: the car park, the plan, the recap. They change nothing
by being looked at, so that they are in no journal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from stratcoach.errors import Paused, UserError
from stratcoach.flow.events import Event
from stratcoach.messages import Message
from stratcoach.services.meeting import Meeting
from stratcoach.ui import join_page, room_notes
from stratcoach.ui.room_intents import take
from stratcoach.workshop import file_collection
from stratcoach.workshop.chat_paste import unsigned
from stratcoach.workshop.file_collection import Delivered
from stratcoach.workshop.intents import (
    AddNotes,
    EditPlan,
    ExtendTime,
    GoToClose,
    Leave,
    NotKnown,
    Park,
    ParkNotes,
    Pause,
    Rename,
    Reword,
    SetPeople,
    ShortenPlan,
    Undo,
)
from stratcoach.workshop.note_import import read_lines
from stratcoach.workshop.pages_over import page_over
from stratcoach.workshop.people import Person, read_people, read_renaming
from stratcoach.workshop.phases import filling_in, leaving, note_actions, setup
from stratcoach.workshop.phases.inbox import is_thought
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_facts import Taken
from stratcoach.workshop.room_view import COMMANDS, RoomView, Typed
from stratcoach.workshop.typed_lines import TypedLines

Clock = Callable[[], int]
"""Gives the second since 1970."""

ReadNotes = Callable[[str, Sequence[Person]], Sequence[Delivered]]
"""Gives a file with its text and the notes in it; of a folder each file. Raises `UserError`."""

Record = Callable[[Event], None]
"""Keeps an event for good, or raises `OSError` and keeps nothing."""

_TO_READ: Final = ("recap", "help")
_PAGES: Final = ("menu", "park", "plan", "pause", "file", "people", "join", *_TO_READ)


class Desk:
    """The scribe's place: the room, and the page that lies over it for a moment."""

    def __init__(
        self,
        room: Room,
        clock: Clock,
        read_notes: ReadNotes,
        page: str = "",
        record: Record = lambda _event: None,
        meeting: Meeting | None = None,
    ) -> None:
        """With a `meeting` that has doors people may have pages of their own."""
        self.room = room
        self.lines = TypedLines(room, record, clock)
        self._doors = meeting if meeting and meeting.doors else None
        self._asked_undo: Event | None = None
        self._clock = clock
        self._read_notes = read_notes
        self._page = page
        self._note = 0

    def view(self) -> RoomView:
        view = self._bare()
        half = self.lines.of(view, is_page=bool(self._page))
        return view.replace(draft=half, typing="on") if half else view

    def _bare(self) -> RoomView:
        """The moment of now, or the page that lies over it, with what stands in the line by itself."""
        view = self.room.view()
        if self._doors:
            view = join_page.with_waiting(self._doors, view)
        if not self._page:
            return view
        if self._page == "join" and self._doors:
            return join_page.join_page(self._doors, view)
        if self._page == "note":
            return note_actions.changing(self.room, view, self._note)
        over = page_over(self._page, self.room, view, self._clock())
        return over.replace(rows=over.rows[:-1]) if self._page == "menu" and not self._doors else over

    def take(self, typed: Typed) -> Taken | None:
        """The event that comes of what was done, or a refusal; None where only another page is shown."""
        view, bare, page = self.view(), self._bare(), self._page
        self._page = ""
        if typed.command:
            if typed.draft != view.draft:
                self.lines.hold(bare.key, typed.draft, bare.draft)
            return self._command(typed.command, typed.text.strip(), page)
        self.lines.release(view.key)
        if page:
            taken = self._on_page(page, typed.text.strip())
        elif number := room_notes.to_change(self.room, view, typed.text):
            self._page, self._note = "note", number
            return None
        else:
            more = _more_time(typed.text, view.draft)
            taken = self.room.submit(more) if more else take(self.room, typed.text)
        if isinstance(taken, Event) and is_thought(typed.text):
            self.lines.gave(view.key, typed.text, taken)
        return self._held(taken, typed, view, page) if isinstance(taken, Refusal) else taken

    def _held(self, refused: Refusal, typed: Typed, view: RoomView, page: str) -> Refusal:
        """A thought that can't be taken stays where it was typed, so that it can be corrected; a word or a number is typed again,
        and so is what can't be seen.
        """
        if page != "menu" and refused.event is None:
            self._page = page
        kept = refused.held
        if kept is None:
            seen = not view.hidden or view.kind == "fist"
            kept = typed.draft if seen and is_thought(typed.draft) else ""
        self.lines.hold(view.key, kept)
        return refused._replace(message=Message("room.still_in_line", why=refused.message)) if kept and view.hidden else refused

    def _command(self, command: str, text: str, page: str) -> Taken | None:
        if command == "undo":
            return None if page else self._undone()
        if command == "close":
            return None
        if command == "more":
            return self.room.submit(ExtendTime())
        if command in ("skip", "leave"):
            return self._left(page, is_step=command == "leave")
        if command == "end":
            return self._to_close(page)
        if command == "unknown":
            return self.room.submit(NotKnown())
        if command == "join" and not self._doors:
            return Refusal(Message("room_own.no_pages"))
        if command in _PAGES:
            if text:
                return self._on_page(command, text)
            self._page = command
            return None
        self.lines.hold(self._bare().key, f":{command} {text}".rstrip())
        return Refusal(Message("room.no_such_command"))

    def _undone(self) -> Taken:
        """Take the last thing back; what came from somebody's own page only when it is asked for a second time."""
        last = self.room.record.last_act
        if last is not None and last.sent and self._asked_undo is not last:
            self._asked_undo = last
            return Refusal(Message("room_own.undo_of_page"))
        return self.room.submit(Undo())

    def moved_on(self, typed: Typed, key: str) -> bool:
        """Whether what was typed on the moment `key` came when it was over, because of what others did; it stays in its line then."""
        if typed.command == "refresh" or (not typed.command and self._bare().key != key):
            if typed.draft.strip():
                self.lines.hold(key, typed.draft)
            return True
        return False

    def _left(self, page: str, *, is_step: bool) -> Taken | None:
        """Leave a question, or the step; where that leaves notes or ballots behind, it is asked first."""
        if not is_step and page != "leave" and (taken := filling_in.left_out(self.room)):
            return taken
        if page != "leave" and leaving.left_behind(self.room):
            self._page = "leave"
            return None
        return self.room.submit(Leave())

    def _to_close(self, page: str) -> Taken | None:
        if page != "end" and leaving.left_behind(self.room) and leaving.closing_step(self.room):
            self._page = "end"
            return None
        return self.room.submit(GoToClose())

    def _on_page(self, page: str, text: str) -> Taken | None:
        if not text:
            return self.room.submit(Pause()) if page == "pause" else None
        is_stray = len(text.splitlines()) > 1 if page not in _TO_READ else is_thought(text)
        if is_stray and page not in ("park", "people", "note"):
            return self.room.submit(room_notes.set_aside(text, self.room.record.people))
        match page:
            case "menu":
                return self._from_menu(text)
            case "join" if self._doors:
                self._page = page
                return join_page.take(self._doors, text)
            case "park":
                return self._parked(text)
            case "note":
                return self._changed(text)
            case "leave" | "end":
                if text.lower() in ("y", "yes"):
                    return self.room.submit(Leave() if page == "leave" else GoToClose())
                return None if text.lower() in ("n", "no") else Refusal(Message("room.yes_or_no"))
            case "plan":
                if text.lower() in ("s", "shorten"):
                    return self.room.submit(ShortenPlan(), self._clock())
                self._page = "plan"
                return self.room.submit(EditPlan(words=tuple(text.split())), self._clock())
            case "pause":
                minutes = text.split(maxsplit=1)[0]
                if not (minutes.isascii() and minutes.isdigit() and len(minutes) < 4):
                    return Refusal(Message("room.how_many_minutes"))
                return self.room.submit(Pause(minutes=int(minutes)))
            case "file":
                return self._from_file(text)
            case "people":
                if "=" in text:
                    behind = text.removeprefix(setup.names_of(self.room))
                    old, new = read_renaming(behind.lstrip(" ,;\n"), self.room.record.people)
                    return self.room.submit(Rename(old=old, new=new))
                return self.room.submit(SetPeople(people=read_people(text)))
        return None

    def _from_menu(self, text: str) -> Taken | None:
        chosen = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        if not 0 < chosen <= len(COMMANDS) - (not self._doors):
            self._page = "menu"
            return Refusal(Message("room.number_from_list"))
        command = COMMANDS[chosen - 1][0]
        if command == "quit":
            raise Paused
        return self._command(command, "", "")

    def _changed(self, text: str) -> Taken | None:
        """A note in other words; nothing where they are the same."""
        note = self.room.board.notes[self._note]
        words = unsigned(text, self.room.record.people)
        if words == note.text:
            return None
        if not any(map(str.isalpha, words)):
            return Refusal(Message("room.note_needs_words"))
        return self.room.submit(Reword(number=self._note, text=words))

    def _parked(self, text: str) -> Taken:
        if match := re.fullmatch(r"#?(\d{1,4})", text.strip()):
            shown = note_actions.shown(self.room, self.room.view())
            if int(match[1]) in shown:
                return self.room.submit(ParkNotes(numbers=(int(match[1]),)))
            return Refusal(Message("room.no_note_below", number=match[1]))
        return self.room.submit(Park(thoughts=read_lines(text, self.room.record.people)))

    def _from_file(self, name: str) -> Taken:
        try:
            files = self._read_notes(name, self.room.record.people)
        except UserError as error:
            return Refusal(Message("room.not_read", why=error.message, hint=error.hint))
        if all_of_it := file_collection.together(self.room, files):
            event, summary = all_of_it
            return Refusal(summary, event, "")
        notes = tuple(note for file in files for note in file.notes)
        if self.room.kind not in ("collect", "round", "reveal"):
            return Refusal(Message("room.no_notes_now"))
        taken = self.room.submit(AddNotes(notes=notes, were_written=True))
        guessed = next((file for file in files if file.read_as), None)
        if guessed is None or not isinstance(taken, Event):
            return taken
        added = Message("room_notes.notes_added", count=len(notes))
        guess = Message("room_notes.added_as_guessed", added=added, file=guessed.name, encoding=guessed.read_as)
        return Refusal(guess, taken, "")


def _more_time(text: str, draft: str) -> ExtendTime | None:
    """Whether more time is meant: a plus alone for five minutes, `+1` for one, also behind what stood in the line already."""
    typed, before = text.strip(), draft.strip()
    if typed == "+1":
        return ExtendTime(minutes=1)
    is_plus = typed == "+" or (bool(draft) and typed in (f"{before}+", f"{before} +"))
    return ExtendTime() if is_plus else None
