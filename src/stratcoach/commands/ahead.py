"""A workshop that is prepared days before: who comes, when and where, and the answers that come back before it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.commands.new import make_folder
from stratcoach.commands.questions import ask_text
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message
from stratcoach.model.relative_dates import read
from stratcoach.reports.preparation import Facts
from stratcoach.services.session import library_for, seen_from, today
from stratcoach.services.strategy_file import read_file, readable
from stratcoach.services.workshop_session import MODE, begin_events, chosen, day_of, now
from stratcoach.ui.prompter_choice import person
from stratcoach.workshop.people import read_people
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import PeopleListed, WorkshopPrepared

_TITLE = Message("room_command.before_workshop")
_DAYS = ("day", "deadline")
_QUESTIONS = (
    ("day", Message("room_command.ask_day"), Message("room_command.day_example")),
    ("hours", Message("room_command.ask_hours"), Message("room_command.hours_example")),
    ("place", Message("room_command.ask_place"), Message("room_command.place_example")),
    ("goal", Message("room_command.ask_goal"), Message("room_command.why_goal")),
    ("decider", Message("room_command.ask_decider"), Message("room_command.decider_may_change")),
    ("deadline", Message("room_command.ask_deadline"), Message("room_command.good_deadline")),
)
"""What goes out with the questions, where it is known."""


def prepared(path: Path, minutes: int, people: int, agenda: str, flows: str, names: str) -> Room:
    """Prepare a workshop that hasn't begun. At a terminal it is asked who comes, when and where; with names, or answers, it is
    kept, so that questionnaires can go out and come back before it begins.
    """
    library = library_for(path.parent, flows)
    base = read_file(path) if path.exists() else None
    strategy = readable(base, "used") if base else None
    facts = _asked(names)
    expected = people or len(read_people(facts.get("names", names)))
    events = list(begin_events(library, chosen(library, minutes, agenda, expected), minutes, strategy, now(), expected))
    came = facts.pop("names", names)
    if facts or came:
        events.append(WorkshopPrepared(**facts, at=now()))
    if came:
        events.append(PeopleListed(people=read_people(came), at=now()))
    if facts or came:
        make_folder(path)
        header = Header(
            mode=MODE,
            file=path.name,
            flows=seen_from(path, flows),
            began=today().isoformat(),
            base=base.source.text if base else "",
        )
        Session.create(journal_path(path), header, events).close()
    return Room(library, events, base=strategy, today=day_of(now()))


def facts_of(room: Room) -> Facts:
    return Facts(**{name: room.record.ahead.get(name, "") for name in Facts._fields})


def _asked(names: str) -> dict[str, str]:
    """What is known of the workshop, asked at a terminal; nothing where nobody is there to ask."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return {}
    prompter = person(plain=False, ways=Message("room_command.list_names"))
    found: dict[str, str] = {}
    if not names:
        found["names"] = _text(prompter, Message("room_command.ask_names"), Message("room_command.names_example"))
    for name, ask, help_text in _QUESTIONS:
        found[name] = (_day if name in _DAYS else _text)(prompter, ask, help_text)
    return {name: text for name, text in found.items() if text}


def _text(prompter: Prompter, ask: Message, help_text: Message) -> str:
    return ask_text(prompter, _TITLE, ask, help_text, can_skip=True)


def _day(prompter: Prompter, ask: Message, help_text: Message) -> str:
    """A day as `2026-12-01`; asked again until it can be read, or left out."""
    while text := _text(prompter, ask, help_text):
        if len(day := read(text, today())) == len("2026-12-01"):
            return day
        prompter.say(f"{Message('room_command.write_date')}")
    return ""
