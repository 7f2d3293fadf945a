"""A workshop that is prepared days before: who comes, when and where, and the answers that come back before it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.commands.asking import ask_text
from stratcoach.commands.interview import library_for, person, seen_from, today
from stratcoach.commands.new import make_folder
from stratcoach.commands.reading import read_file, readable
from stratcoach.commands.workshop import MODE, begin_events, chosen, day_of, now
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.port import Prompter
from stratcoach.flow.room.people import read_people
from stratcoach.flow.room.room import Room
from stratcoach.flow.state import Event
from stratcoach.model.said_dates import due
from stratcoach.reports.preparation import Facts

_TITLE = "Before the workshop"
_DAYS = ("day", "deadline")
_QUESTIONS = (
    ("day", "Which day is the workshop?", "Such as 2026-12-01, or next Tuesday."),
    ("hours", "From when to when?", "Such as 13:00 to 15:00."),
    ("place", "Where?", "A room, or a link to the call."),
    (
        "goal",
        "What should be decided by the end? One line.",
        "It goes out with the questions, so that everybody knows why they are coming.",
    ),
    ("decider", "Who decides when you don't agree?", "One name. You can change it in the room."),
    ("deadline", "By when do you need the answers?", "Two days before the workshop is a good time to send the questions."),
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
        events.append(Event("ahead", "", tuple(part for pair in facts.items() for part in pair), now()))
    if came:
        events.append(Event("people", "", tuple(one.told for one in read_people(came)), now()))
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
    prompter = person(plain=False, ways="List who takes part with `--names`.")
    found: dict[str, str] = {}
    if not names:
        found["names"] = ask_text(
            prompter, _TITLE, "Who takes part?", "Names separated by commas; each person gets a questionnaire.", can_skip=True
        )
    for name, ask, help_text in _QUESTIONS:
        found[name] = (
            _day(prompter, ask, help_text) if name in _DAYS else ask_text(prompter, _TITLE, ask, help_text, can_skip=True)
        )
    return {name: text for name, text in found.items() if text}


def _day(prompter: Prompter, ask: str, help_text: str) -> str:
    """A day as `2026-12-01`; asked again until it can be read, or left out."""
    while text := ask_text(prompter, _TITLE, ask, help_text, can_skip=True):
        if len(day := due(text, today())) == len("2026-12-01"):
            return day
        prompter.say("Write the date as 2026-12-01, or leave it out.")
    return ""
