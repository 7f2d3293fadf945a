"""The loop of a workshop: show a moment, take what was typed, record it with its second, go on.

Beside the moments of the workshop there are pages that a key opens: the car park, the plan, the recap. They change nothing
by being looked at, so that they are in no journal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from stratcoach.errors import Paused, UserError
from stratcoach.flow.room import collecting
from stratcoach.flow.room.chat import unsigned
from stratcoach.flow.room.collecting import Delivered
from stratcoach.flow.room.half_typed import HalfTyped
from stratcoach.flow.room.intake import Note, read_lines
from stratcoach.flow.room.people import Person, read_people, read_renaming
from stratcoach.flow.room.phases import asking, leaving, numbered, setting_up, writing
from stratcoach.flow.room.phases.aside import is_thought, put_aside
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.recap import recap
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.told import told_of
from stratcoach.flow.room.view import COMMANDS, RoomPrompter, RoomView, Row, Typed
from stratcoach.flow.state import Event

Clock = Callable[[], int]
"""Gives the second since 1970."""

ReadNotes = Callable[[str, Sequence[Person]], Sequence[Delivered]]
"""Gives a file with its text and the notes in it; of a folder each file. Raises `UserError`."""

Record = Callable[[Event], None]
"""Keeps an event for good, or raises `OSError` and keeps nothing."""

EMPTIES: Final = "What you typed is still in the line; Ctrl-U empties it."
_TO_READ: Final = ("recap", "help")
_PAGES: Final = ("menu", "park", "plan", "pause", "file", "people", *_TO_READ)


class _Line(NamedTuple):
    """What was typed into a line that held `before`, whatever it held where that is None, and the event that came of it."""

    before: str | None
    typed: str
    event: Event | None = None


class Desk:
    """The scribe's place: the room, and the page that lies over it for a moment."""

    def __init__(self, room: Room, clock: Clock, read_notes: ReadNotes, page: str = "") -> None:
        self.room = room
        self._clock = clock
        self._read_notes = read_notes
        self._page = page
        self.in_journal = ""
        """What would be in the line of the last view if only the journal were known, as after an interruption."""
        self._note = 0
        self._kept: dict[str, _Line] = {}
        self._sent: dict[str, _Line] = {}

    def view(self) -> RoomView:
        view = self._bare()
        self.in_journal = self.room.record.drafts.get(view.key, view.draft)
        kept = self._kept.get(view.key)
        half = kept.typed if kept and kept.before in (None, view.draft) else self._taken_back(view)
        half = half or (self.room.record.drafts.get(view.key, "") if self._page else "")
        return view.replace(draft=half, typing="on") if half else view

    def _bare(self) -> RoomView:
        """The moment of now, or the page that lies over it, with what stands in the line by itself."""
        view = self.room.view()
        if not self._page:
            return view
        if self._page == "note":
            return numbered.changing(self.room, view, self._note)
        return _page(self._page, self.room, view, self._clock())

    def _taken_back(self, view: RoomView) -> str:
        """The sentence that was typed here last, where it has just been undone."""
        undone, sent = self.room.record.undone, self._sent.get(view.key)
        if undone is None or sent is None or view.hidden or view.draft or sent.event is None:
            return ""
        return sent.typed if undone._replace(at=0) == sent.event._replace(at=0) else ""

    def hold(self, key: str, draft: str, before: str | None = None) -> None:
        """Put what was typed into the line again; with `before` only where the line would hold that otherwise."""
        self._kept[key] = _Line(before, draft)

    def take(self, typed: Typed) -> Taken | str:
        """The event that comes of what was done, a refusal, or a message where nothing has to be kept."""
        view, bare, page = self.view(), self._bare(), self._page
        self._page = ""
        if typed.command:
            if typed.draft != view.draft:
                self.hold(bare.key, typed.draft, bare.draft)
            return self._command(typed.command, typed.text.strip(), page)
        self._kept.pop(view.key, None)
        if page:
            taken = self._on_page(page, typed.text.strip())
        elif number := numbered.to_change(self.room, view, typed.text):
            self._page, self._note = "note", number
            return ""
        else:
            taken = self._more() if _is_plus(typed.text, view.draft) else self.room.take(typed.text)
        if isinstance(taken, Event) and is_thought(typed.text):
            self._sent[view.key] = _Line(None, typed.text, taken)
        return self._held(taken, typed, view, page) if isinstance(taken, Refusal) else taken

    def _held(self, refused: Refusal, typed: Typed, view: RoomView, page: str) -> Refusal:
        """A thought that can't be taken stays where it was typed, so that it can be corrected; a word or a number is typed again,
        and so is what can't be seen.
        """
        if page != "menu" and refused.event is None:
            self._page = page
        held = refused.held
        if held is None:
            seen = not view.hidden or view.kind == "fist"
            held = typed.draft if seen and is_thought(typed.draft) else ""
        self.hold(view.key, held)
        return refused._replace(message=f"{refused.message} {EMPTIES}") if held and view.hidden else refused

    def _command(self, command: str, text: str, page: str) -> Taken | str:
        if command == "undo":
            if page:
                return ""
            return Event("undo") if self.room.record.last_act else Refusal("There is nothing to undo.")
        if command == "close":
            return ""
        if command == "more":
            return self._more()
        if command in ("skip", "leave"):
            return self._left(page, is_step=command == "leave")
        if command == "end":
            return self._to_close(page)
        if command == "unknown":
            return asking.not_known(self.room)
        if command in _PAGES:
            if text:
                return self._on_page(command, text)
            self._page = command
            return ""
        self.hold(self._bare().key, f":{command} {text}".rstrip())
        return Refusal(f"There is no such command. Tab shows what you can do. {EMPTIES}")

    def _more(self) -> Taken:
        """Five more minutes, once in each step."""
        if not self.room.countdown():
            return Refusal("This screen has no time limit.")
        if self.room.board.extended:
            return Refusal("You already took five more minutes: decide, or park it.")
        return Event("more", self.room.step.id)

    def _left(self, page: str, *, is_step: bool) -> Taken | str:
        """Leave a question, or the step; where that leaves notes or ballots behind, it is asked first."""
        if not is_step and page != "leave" and (taken := asking.left_out(self.room)):
            return taken
        if page != "leave" and leaving.left_behind(self.room):
            self._page = "leave"
            return ""
        return self._skipped()

    def _to_close(self, page: str) -> Taken | str:
        if page != "end" and leaving.left_behind(self.room) and leaving.closing_step(self.room):
            self._page = "end"
            return ""
        return leaving.to_close(self.room)

    def _skipped(self) -> Taken:
        record = self.room.record
        if not record.place and self.room.kind is not None:
            return self.room.on() if self.room.kind in ("goal", "week") else Refusal("We need this before we can start.")
        return setting_up.enter_next(self.room)

    def _on_page(self, page: str, text: str) -> Taken | str:
        if not text:
            return Event("rest") if page == "pause" else ""
        is_stray = len(text.splitlines()) > 1 if page not in _TO_READ else is_thought(text)
        if is_stray and page not in ("park", "people", "note"):
            return put_aside(self.room, text)
        match page:
            case "menu":
                chosen = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
                if not 0 < chosen <= len(COMMANDS):
                    self._page = page
                    return Refusal("Type a number from the list.")
                command = COMMANDS[chosen - 1][0]
                if command == "quit":
                    raise Paused
                return self._command(command, "", "")
            case "park":
                return self._parked(text)
            case "note":
                return self._changed(text)
            case "leave" | "end":
                if text.lower() in ("y", "yes"):
                    return self._skipped() if page == "leave" else leaving.to_close(self.room)
                return "" if text.lower() in ("n", "no") else Refusal("y or n.")
            case "plan":
                if text.lower() in ("s", "shorten"):
                    return setting_up.shorten_now(self.room, self._clock())
                self._page = "plan"
                return setting_up.edited(self.room, text, self._clock())
            case "pause":
                minutes = text.split(maxsplit=1)[0]
                return (
                    Event("rest", "", minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4
                    else Refusal("How many minutes? Enter alone pauses without a time limit.")
                )  # fmt: skip
            case "file":
                return self._from_file(text)
            case "people":
                if "=" in text:
                    behind = text.removeprefix(setting_up.names_of(self.room))
                    old, new = read_renaming(behind.lstrip(" ,;\n"), self.room.record.people)
                    return Event("rename", old, new) if old else Refusal("Write it like this: Ben = Benedikt.")
                found = read_people(text)
                return Event("people", "", tuple(one.told for one in found)) if found else Refusal("Type at least one name.")
        return ""

    def _changed(self, text: str) -> Taken | str:
        """A note in other words; nothing where they are the same."""
        note = self.room.board.notes[self._note]
        words = unsigned(text, self.room.record.people)
        if words == note.text:
            return ""
        if not any(map(str.isalpha, words)):
            return Refusal("A note needs words. To remove it, type drop and its number.")
        return Event("reword", self.room.step.id, (str(self._note), words))

    def _parked(self, text: str) -> Taken:
        if match := re.fullmatch(r"#?(\d{1,4})", text.strip()):
            shown = numbered.shown(self.room, self.room.view())
            if int(match[1]) in shown:
                return Event("park_note", self.room.step.id, (match[1],))
            return Refusal(f"There is no note {match[1]} on the screen below. To park a thought, type it in words.")
        notes = read_lines(text, self.room.record.people)
        parts = tuple(part for note in notes for part in (note.text, note.author))
        return Event("park", "", parts) if parts else Refusal("There is nothing to park.")

    def _from_file(self, name: str) -> Taken:
        try:
            files = self._read_notes(name, self.room.record.people)
        except UserError as error:
            return Refusal(f"{error.message} {error.hint}")
        if all_of_it := collecting.together(self.room, files):
            event, told = all_of_it
            return Refusal(told, event, "")
        notes = tuple(note for file in files for note in file.notes)
        if self.room.kind not in ("collect", "round", "reveal"):
            return Refusal("You can add notes while a step collects them, and questionnaires at any time.")
        into = writing.written_before if self.room.kind == "round" else writing.noted
        taken = into(self.room.step.id, notes)
        guessed = next((file for file in files if file.read_as), None)
        if guessed is None or not isinstance(taken, Event):
            return taken
        told = f"{_counted(notes)} {guessed.name} isn't UTF-8 and was read as {guessed.read_as}: check its accented letters."
        return Refusal(told, taken, "")


def _counted(notes: Sequence[Note]) -> str:
    return f"{len(notes)} note{'' if len(notes) == 1 else 's'} added."


def run(room: Room, prompter: RoomPrompter, record: Record, clock: Clock, read_notes: ReadNotes, page: str = "") -> None:
    """Run until the workshop is over. It begins with a `page`, such as the recap after an interruption.

    Raises:
        Paused: the scribe stopped; whatever was said is recorded.
        UserError: nobody is there to ask, and something can't be kept.
    """
    desk, lines, message = Desk(room, clock, read_notes, page), HalfTyped(record, clock), ""
    while not room.record.finished:
        view = desk.view()
        before = desk.in_journal
        lines.keep(view.key, before, view.draft)
        typed = prompter.show(view, message, clock, partial(lines.keep, view.key, before))
        if typed.command:
            lines.leave(view.key, before, typed.draft)
        if typed.command == "quit":
            if typed.draft.strip() and typed.draft != view.draft:
                _keep(Event("draft", view.key, typed.draft, clock()), room, record, prompter)
            if room.record.last_act:
                _keep(Event("stopped", at=clock()), room, record, prompter)
            raise Paused(prompter.exit_status)
        taken = desk.take(typed)
        message = taken.message if isinstance(taken, Refusal) else taken if isinstance(taken, str) else ""
        happened = taken.event if isinstance(taken, Refusal) else taken
        if isinstance(happened, Event):
            event = happened._replace(at=clock())
            if trouble := _keep(event, room, record, prompter):
                desk.hold(view.key, typed.text)
            else:
                lines.forget()
            message = trouble or message or told_of(event, room)


def _keep(event: Event, room: Room, record: Record, prompter: RoomPrompter) -> str:
    """Record an event and apply it; returns why it could not be kept, or nothing."""
    try:
        record(event)
    except OSError as error:
        told = f"Not saved: {error.strerror or error}."
        if not prompter.attended:
            raise UserError(told, "Everything before it is saved; `stratcoach resume` continues from there.") from error
        return f"{told} Free some disk space in another window, then try again."
    room.apply(event)
    return ""


# ---- pages


def _page(name: str, room: Room, under: RoomView, now: int) -> RoomView:
    """A page over the moment of now; what is hidden there is on no page either."""
    title, key = under.title, f"page.{name}"
    base = under.replace(
        key=key, kind=name, rows=(), status="", draft="", hidden=False, lines=False, help="", may_extend=False, back_at=0
    )
    back = "Enter alone: back"
    match name:
        case "menu":
            rows = tuple(Row(str(number), says) for number, (_, says) in enumerate(COMMANDS, 1))
            return base.replace(title=title, question="What do you want to do?", rows=rows, how=f"A number   {back}")
        case "park":
            return base.replace(question="What goes in the car park?", how=f"Name: the thought   {back}")
        case "leave" | "end":
            return leaving.leaving(room, base, name)
        case "plan":
            how = f"skip 6   move 5 to 3   minutes 4 10   left 45   until 15:30   add break 10 to 5   {back}"
            if short := room.shortening(now):
                base = base.replace(status=f"Running late: shorten {'; '.join(one.told for one in short)}? Type s.")
            return base.replace(question="The plan", rows=setting_up.plan_rows(room), how=how)
        case "pause":
            return base.replace(question="How long?", how="Minutes for a break   Enter alone: a pause without a time limit")
        case "file":
            how = f".csv, .md or .txt, one note per row or line   or a folder of questionnaires   {back}"
            return base.replace(question="Which file?", how=how)
        case "people":
            how = f"Names, separated by commas   to rename somebody: Ben = Benedikt   {back}"
            base = base.replace(draft=setting_up.names_of(room), typing="listed", lines=True)
            return base.replace(question=room.asks("people").ask[0], how=how)
        case "recap":
            rows = tuple(Row("", line) for line in recap(room, now))
            return base.replace(question="So far", rows=rows, how=back)
    good = tuple(Row("Good", text) for text in _good(room))
    told = under.help or "There is no more help for this screen. You can undo whatever you type."
    return base.replace(question=under.question, rows=(Row("", told), *good), how=back)


def _good(room: Room) -> tuple[str, ...]:
    question = room.question
    return question.good if question and room.kind in ("collect", "round", "alone", "pairs", "fours") else ()


def _is_plus(text: str, draft: str) -> bool:
    """Whether five more minutes are meant: a plus alone, also behind what stood in the line already."""
    return text.strip() == "+" or (bool(draft) and text.strip() in (f"{draft.strip()}+", f"{draft.strip()} +"))
