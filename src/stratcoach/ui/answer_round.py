"""The facilitator's terminal in the round before a workshop: who has answered and who hasn't, line by line, and what is typed there.

Nothing is repainted, so that texts can be copied out of it; what happens on people's pages is printed as it comes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.dates import with_weekday
from stratcoach.services.meeting import Meeting
from stratcoach.services.qr import half_blocks
from stratcoach.ui import join_page
from stratcoach.ui.clean import clean
from stratcoach.ui.desk import ReadNotes
from stratcoach.ui.lines import PlainLines, Width, Write
from stratcoach.workshop.answers_ahead import HowFar, answered, state_of
from stratcoach.workshop.file_collection import collected
from stratcoach.workshop.people import once_each, person_called, read_people
from stratcoach.workshop.workshop_events import PeopleListed

Texts = Callable[[Iterable[HowFar] | None], str]
"""Gives the text for everybody, or those for some who aren't done."""

_DOORS: Final = ("a", "admit", "y", "n", "no", "out", "lock", "unlock", "open")


class _Seen(NamedTuple):
    """What was printed last of everybody, and of who waits."""

    people: tuple[HowFar, ...] = ()
    waiting: tuple[str, ...] = ()


class AnswerRound:
    """The round of one workshop. `write` prints a line, from any thread, of at most `width` unless it is to be pasted elsewhere; `paint`
    prints one with the drawing of a code.
    """

    def __init__(self, meeting: Meeting, write: Write, width: Width, paint: Write, texts: Texts, read_notes: ReadNotes) -> None:
        self._meeting = meeting
        self._write = write
        self._lines = PlainLines(write, width)
        self._paint = paint
        self._texts = texts
        self._read_notes = read_notes
        self._seen = self._now()
        meeting.listen(self.news)

    def _now(self) -> _Seen:
        with self._meeting.lock:
            return _Seen(answered(self._meeting.room), self._meeting.waiting())

    # ---- what is printed

    def show(self) -> None:
        """Who is done and who isn't."""
        self._seen = now = self._now()
        record = self._meeting.room.record
        count, people = sum(one.is_done for one in now.people), len(now.people)
        deadline = record.ahead.get("deadline", "")
        heading = Message("room_ahead.heading", count=count, people=people)
        if deadline:
            heading = Message("room_ahead.heading_by", count=count, people=people, day=with_weekday(deadline))
        self._say(heading)
        for one in now.people:
            self._lines.line(f"{'✓' if one.is_done else '○'} {one.person}: {state_of(one)}", "  ", "    ")
        for number, name in enumerate(now.waiting, 1):
            self._say(self._waits(number, name))

    def explain(self) -> None:
        """What can be typed."""
        self._say(Message("room_ahead.ways"))

    def news(self) -> None:
        """Print what has changed since it was printed last."""
        with self._meeting.lock:
            before, now = self._seen, self._now()
            self._seen = now
        known = set(before.people)
        for one in now.people:
            if one not in known and any(other.person == one.person for other in before.people):
                self._say(Message("room_ahead.news", time=_clock(), name=one.person, state=state_of(one)))
        for number, name in enumerate(now.waiting, 1):
            if number > len(before.waiting):
                self._say(self._waits(number, name))
        if now.people and all(one.is_done for one in now.people) and not all(one.is_done for one in before.people):
            self._say(Message("room_ahead.all_done"))

    def _waits(self, number: int, name: str) -> Message:
        who = Message("room_own.waits_as", name=name, is_known=name in self._meeting.room.present)
        return Message("room_ahead.waits", time=_clock(), who=who, number=number)

    def _say(self, *messages: Message | str) -> None:
        for message in messages:
            self._lines.line(message, hanging="  ")

    def _give(self, text: str) -> None:
        """A text to paste: no line of it is broken."""
        for line in ("", *text.split("\n"), ""):
            self._write(line)

    # ---- what is typed

    def take(self, line: str) -> None:
        """Do what was typed; Enter alone shows who is done."""
        try:
            self._take(line)
        except OSError as error:
            self._say(Message("room.not_saved_yet", why=error.strerror or str(error)))

    def _take(self, line: str) -> None:
        word, _, rest = clean(line, lines=False).strip().partition(" ")
        word, rest = word.lower(), rest.strip()
        match word:
            case "":
                self.show()
            case "remind" | "r":
                self._remind(rest)
            case "invite" | "i":
                self._give(self._texts(None))
            case "add" | "+" if rest:
                self._add(rest)
            case "collect":
                self._collect(rest)
            case "code":
                self._code()
            case _ if word in _DOORS:
                with self._meeting.lock:
                    done = join_page.take(self._meeting, f"{word} {rest}".strip())
                self._say(done.message)
                self._meeting.changed()
            case _:
                self._say(Message("room_ahead.who_is_added") if word == "add" else Message("room_ahead.type_one_of_these"))

    def _remind(self, name: str) -> None:
        room = self._meeting.room
        missing = [one for one in answered(room) if not one.is_done]
        if name:
            person = person_called(name, room.record.people)
            missing = [one for one in answered(room) if person and one.person == person.name]
            if not missing:
                self._say(Message("room_ahead.no_such_person"))
                return
        if missing:
            self._give(self._texts(missing))
        else:
            self._say(Message("room_ahead.nobody_to_remind"))

    def _add(self, names: str) -> None:
        meeting = self._meeting
        with meeting.lock:
            before = meeting.room.record.people
            there = {one.name.casefold() for one in before}
            more = tuple(one for one in read_people(names) if one.name.casefold() not in there)
            if more:
                meeting.keep(PeopleListed(people=once_each((*before, *more))))
        new = tuple(one.name for one in more)
        self._say(Message("room_ahead.is_added", names=new, count=len(new)) if new else Message("room_ahead.already_there"))
        meeting.changed()

    def _collect(self, name: str) -> None:
        """Questionnaires that came back by mail; those who sent them need no page."""
        if not name:
            self._say(Message("room_ahead.which_file"))
            return
        try:
            files = self._read_notes(name, self._meeting.room.record.people)
        except UserError as error:
            self._say(error.message, error.hint)
            return
        with self._meeting.lock:
            for one in collected(self._meeting.room, files):
                if one.event:
                    self._meeting.keep(one.event)
                self._say(Message("room_command.file_collected", file=one.file.name, line=one.line))
        self._meeting.changed()

    def _code(self) -> None:
        meeting = self._meeting
        assert meeting.doors is not None
        assert meeting.invitation is not None
        for line in half_blocks(meeting.invitation.picture):
            self._paint(line)
        self._say(
            Message("room_own.open_address", address=meeting.invitation.address),
            Message("room_own.type_code", code=meeting.doors.state.code),
        )


def _clock() -> str:
    return time.strftime("%H:%M")
