"""Targets: what people's pages send while the scribe types, in a workshop and in the round before it; and what lets pages back in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from stratcoach.errors import Paused, UserError
from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import harmless, ram, shown, text_of
from tests.fuzz.mutate import NASTY
from tests.fuzz.on_sessions import _library, kept

_MOST_LINES: Final = 40
"""Lines of a case: what somebody's page sends, as JSON, or what the scribe types."""
_NAMES: Final = ("Ana", "Ben", "Chi")


def people() -> Run:
    """A workshop at its first silent writing, in which the scribe may read notes first."""
    from stratcoach.services.meeting import Meeting
    from stratcoach.ui.clean import clean
    from stratcoach.ui.desk import Desk
    from stratcoach.ui.room_plain import command_in
    from stratcoach.workshop.plan import Refusal
    from stratcoach.workshop.room_view import Typed

    def scribe(meeting: Meeting) -> Callable[[str], None]:
        desk = Desk(meeting.room, meeting.clock, _no_files, "", meeting.record, meeting)

        def types(line: str) -> None:
            line, view = clean(line, lines=False), desk.view()
            taken = desk.take(command_in(line) or Typed(line or view.draft))
            happened = taken.event if isinstance(taken, Refusal) else taken
            if isinstance(happened, Event):
                meeting.keep(happened)
            meeting.changed()

        return types

    return _rooms(scribe, typed=(", ".join(_NAMES), "Ana", "One problem", "", "Trailhead", "", "", "", ""))


def ahead() -> Run:
    """The round before a workshop, in which everybody answers all questions."""
    from stratcoach.commands.round_ahead import texts_of
    from stratcoach.services.meeting import Invitation, Meeting
    from stratcoach.ui.answer_round import AnswerRound
    from stratcoach.workshop.people import read_people
    from stratcoach.workshop.workshop_events import PeopleListed, WorkshopPrepared

    def scribe(meeting: Meeting) -> Callable[[str], None]:
        meeting.invitation = Invitation("http://192.0.2.1:8765", "HTTP://192.0.2.1:8765/ABC", "http://192.0.2.1:8765/wall")
        return AnswerRound(meeting, shown, lambda: 80, shown, lambda some: texts_of(meeting, some), _no_files).take

    before = (WorkshopPrepared(goal="One problem", at=1), PeopleListed(people=read_people(", ".join(_NAMES)), at=1))
    return _rooms(scribe, before)


def _no_files(name: str, _people: object) -> Sequence[Any]:
    raise UserError(f"{name!r} isn't there.", "")


def _rooms(scribe: Callable[[Any], Callable[[str], None]], before: tuple[Event, ...] = (), typed: Sequence[str] = ()) -> Run:
    """Runs of one kind of room: what has happened and what the scribe has typed `before` is the same for all cases."""
    from stratcoach.files.door_file import DoorState
    from stratcoach.services.doors import Doors
    from stratcoach.services.meeting import Meeting
    from stratcoach.services.workshop_session import begin_events
    from stratcoach.workshop.room import Room
    from tests.workshops import BEGIN

    library, path = _library(), ram() / "strategy.draft.room.json"

    def opened(events: Sequence[Event]) -> tuple[list[Event], Meeting]:
        happened = list(events)
        doors = Doors(path, DoorState("ABCDEF", "GHJKLM"))
        return happened, Meeting(Room(library, events), happened.append, lambda: BEGIN + len(happened), doors)

    begun, meeting = opened([*begin_events(library, library.workshops["two-hours"], 120, None, BEGIN), *before])
    first = scribe(meeting)
    for line in typed:
        first(line)

    def run(case: bytes) -> int:
        lines = text_of(case).split("\n")[:_MOST_LINES]
        events, now = opened(begun)
        types = scribe(now)
        with suppress(Paused):
            for number, line in enumerate(lines):
                if line.startswith("{"):
                    _does(now, line, number)
                else:
                    types(line)
        _judge(now, events, library)
        return len(lines)

    return run


def _does(meeting: Any, line: str, number: int) -> None:
    """Let somebody's page send a line: the moment of now and an id are put into it where it has none."""
    from stratcoach.web.actions import NotAnAction, Sent, read_action

    try:
        data = json.loads(line.encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return
    if data.get("do") == "come":
        meeting.claim(str(data.get("name")))
        return
    who = data.pop("who", "")
    who = who if who in _NAMES else _NAMES[number % len(_NAMES)]
    page = meeting.page_of(who)
    with suppress(NotAnAction):
        sent = read_action({"id": f"number-{number:04}", "moment": page.moment if page else "", **data})
        if isinstance(sent, Sent):
            meeting.submit_as(who, sent.intent, sent.moment, sent.id)


def _judge(meeting: Any, events: list[Event], library: Library) -> None:
    from stratcoach.reports.follow_screen import follow
    from stratcoach.reports.style import Style
    from stratcoach.web import page_state
    from stratcoach.workshop.own_page import own_page
    from stratcoach.workshop.room import Room

    room = meeting.room
    assert kept(events, "workshop") == events, "the journal gives back something else"
    again = Room(library, events)
    wall = page_state.of_wall(meeting, "room")
    _harmless(wall)
    for name in room.present:
        assert own_page(again, name) == own_page(room, name), "resumed somebody sees another page"
        state = page_state.of_person(own_page(room, name), "room")
        _harmless(state)
        notes = (*room.board.open_notes, *room.board.held_notes)
        theirs = {page_state.text(note.text) for note in notes if name in note.authors}
        assert {row["text"] for row in state["own"]} <= theirs, "somebody sees a note of another"
        assert not wall["rows"] or state["rows"] in ([], wall["rows"]), "somebody sees what isn't shown to all"
    harmless(follow(room, meeting.clock(), Style(), 24))


def _harmless(value: Any) -> None:
    match value:
        case str():
            harmless(value)
        case dict():
            _harmless(list(value.values()))
        case list() | tuple():
            for one in value:
                _harmless(one)


def doors() -> Run:
    """What lets pages back in, changed by something else: it is nothing, or of use."""
    from stratcoach.files.door_file import read_doors
    from stratcoach.services.doors import Doors

    path = ram() / "strategy.draft.room.json"

    def run(case: bytes) -> None:
        path.write_bytes(case)
        state = read_doors(path)
        if state is None:
            return
        one = Doors(path, state)
        assert one.find("a token") is None
        assert not one.is_code("")
        one.claim("Ana", (), (), 0)
        one.keep(one.state)
        assert read_doors(path) == one.state, "it is read as something else"

    return run


def _line(do: str, **more: Any) -> str:
    return json.dumps({"do": do, **more}, ensure_ascii=False)


def _sent() -> list[bytes]:
    """What pages send in a workshop, with what the scribe does meanwhile."""
    notes = [_line("note", who=name, text=f"{name} saw a thing\n- and another") for name in _NAMES]
    own = [
        _line("change", who="Ana", number=1, text="Otherwise"),
        _line("back", who="Ana", number=2),
        _line("done"),
        _line("park", text="Later"),
    ]
    vote = [
        "",
        "",
        _line("vote", options=[1, 2]),
        _line("vote", who="Ben", options=[1]),
        "done",
        "1",
        "Because",
        _line("object", text="Not mine"),
    ]
    read = [
        ":join",
        "read",
        "",
        *notes,
        "in 1",
        "back 2",
        "drop 3",
        _line("change", who="Ana", number=2, text="New words"),
        "in",
        "",
    ]
    late = [_line("come", name="Zoe"), ":join", "a 1", "out Ben", "lock", "open", ""]
    hostile = [_line(do, text=text, number=1, options=[1], name=text) for do in ("note", "come", "object") for text in NASTY]
    fist = [*notes, ":end", "y", *[""] * 6, _line("fingers", score=2, missing="A date"), _line("fingers", who="Ben", score=5)]
    found = ([*notes, *own, "", *vote], read, [*notes, *late, *own], hostile[:_MOST_LINES], hostile[-_MOST_LINES:], fist)
    return ["\n".join(lines).encode("utf-8", "surrogatepass") for lines in found]


def _answered() -> list[bytes]:
    """The same in the round before it."""
    answers = [_line("answer", who=name, step="insights", text=f"{name} saw a thing\nand another") for name in _NAMES]
    typed = ["remind", "add Zoe, Ana", "invite", "remind Ben", "code", "collect x", "a 1", "out Ana", "lock", "", "?"]
    hostile = [_line("answer", step=step, text=text) for text in NASTY for step in ("problems", text)]
    named = [line for text in NASTY for line in (_line("come", name=text), f"add {text}", f"remind {text}")]
    empty = [_line("answer", who="Ana", step="insights", text=""), _line("done", done=True), _line("note", text="Not yet")]
    found = (
        [*answers, *typed, *empty],
        hostile[:_MOST_LINES],
        named[:_MOST_LINES],
        [_line("come", name="Zoe"), *typed, *answers],
    )
    return ["\n".join(lines).encode("utf-8", "surrogatepass") for lines in found]


def _kept_doors() -> list[bytes]:
    from stratcoach.files.door_file import FORMAT, Device, DoorState

    devices = (Device("a" * 64, "Ana", 1, True), Device("b" * 64, "Ben", 2, False))
    states = (
        DoorState("ABCDEF", "GHJKLM"),
        DoorState("ABCDEF", "GHJKLM", devices, ("Chi",), True, "http://192.0.2.1:8765", 8765),
    )
    return [json.dumps({"format": FORMAT, **state._asdict()}).encode() for state in states]


TARGETS: Final = (
    Target("pages", _sent, people, "lines", 6_000, "lines sent or typed"),
    Target("ahead", _answered, ahead, "lines", 6_000, "lines sent or typed"),
    Target("doors", _kept_doors, doors, "json", 6_000),
)
