"""Targets: journals that something else changed, and interviews and workshops in which anything at all is typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from stratcoach.errors import Paused, UserError
from stratcoach.flow.events import AnswerDrafted, Event, InterviewEvent
from stratcoach.flow.model import Library
from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import EXAMPLES, SMALL, harmless, ram, shown, text_of
from tests.fuzz.mutate import NASTY

_OLD_WORKSHOP: Final = EXAMPLES.parent / "tests" / "files" / "journals_of_format_1" / "workshop.jsonl"
_MOST_TYPED: Final = 60
"""Lines of a case that are typed; the next case types others."""


def _library() -> Library:
    """The flows, read once: a journal may name others, which aren't there."""
    from stratcoach.files.question_flows import load_library
    from stratcoach.services import session

    ours = load_library()

    def loaded(own: Path | None = None) -> Library:
        return ours if own is None else load_library(own)

    setattr(session, "load_library", loaded)  # noqa: B010  it is imported there
    return ours


def kept(events: Iterable[Event], mode: str = "new") -> list[Event]:
    """Events as a journal gives them back."""
    from stratcoach.files.session_lines import Header, read_lines, text_of

    path = Path("strategy.draft.jsonl")
    return read_lines(text_of(Header(mode=mode), list(events), None), path).events


def journal() -> Run:
    """Resume an interview, a revision or a workshop from what is left of its journal, up to the texts that it would write."""
    from stratcoach.commands.resume import where_we_were
    from stratcoach.files.codec import loads
    from stratcoach.files.sessions import Session, peek
    from stratcoach.files.writer import dump
    from stratcoach.reports.follow_screen import follow
    from stratcoach.reports.minutes import minutes
    from stratcoach.reports.minutes_questions import questions
    from stratcoach.reports.style import Style
    from stratcoach.services import workshop_session as verb
    from stratcoach.services.session import dated, interview_for, library_for
    from stratcoach.services.session_start import beginning, make_whole
    from stratcoach.ui.room_page import whole
    from stratcoach.workshop.outcome import outcome
    from stratcoach.workshop.recap import recap

    _library()
    folder = ram()
    path, file = folder / "strategy.draft.jsonl", folder / "strategy.yaml"

    def interviewed(session: Session) -> None:
        header = session.header
        library = library_for(folder, str(folder / header.flows) if header.flows else "")
        base = loads(header.base).strategy if header.base else None
        if any(name not in library.flows for name in header.only) or (header.mode != "new" and base is None):
            return
        if base is not None:
            make_whole(session, beginning(header, library, base), print)
        talk = interview_for(library, folder, session, base)
        where_we_were(talk, session)
        talk.step()
        strategy = dated(talk.assembly.strategy(), "draft")
        assert loads(dump(strategy)).strategy is not None

    def workshop(session: Session) -> None:
        verb.make_file_known(session, file, lambda _message: None)
        room = verb.reopened(session, file)
        verb.come_back(session, room, verb.now())
        now = verb.now()
        whole(room.view(), "", now)
        recap(room, now)
        follow(room, now, Style(), 24)
        strategy = outcome(room)
        dump(strategy)
        minutes(room, strategy, file.name)
        questions(room, strategy)

    def run(case: bytes) -> None:
        path.write_bytes(case)
        header, events = peek(path)
        session = Session.resume(path)
        try:
            assert session.events == events
            assert session.header == header
            (workshop if header.mode == "workshop" else interviewed)(session)
        finally:
            session.close()

    return run


def session() -> Run:
    """Lines typed into `new --plain`: what was recorded comes back from the journal, and resumed it is where it was."""
    from stratcoach.flow.interview import Interview
    from stratcoach.flow.interview_loop import run as go_on
    from stratcoach.ui.plain import Plain

    library = _library()

    def run(case: bytes) -> int:
        lines = text_of(case).split("\n")[:_MOST_TYPED]
        typed = iter(lines)
        count = 0

        def read() -> str:
            nonlocal count
            for line in typed:
                count += 1
                return line
            raise EOFError

        talk, events = Interview(library), list[InterviewEvent]()
        with suppress(Paused):
            go_on(talk, Plain(read, shown), events.append)
        assert kept(events) == events, "the journal gives back something else"
        again = Interview(library, events)
        assert again.assembly.strategy() == talk.assembly.strategy(), "resumed it says something else"
        if events and not isinstance(events[-1], AnswerDrafted):
            assert again.step().key == talk.step().key, "resumed it asks something else"
        return count

    return run


def workshop() -> Run:
    """Lines typed into `workshop --plain`, the same laws."""
    from stratcoach.reports.minutes import minutes
    from stratcoach.services.workshop_session import begin_events
    from stratcoach.ui.room_loop import run as go_on
    from stratcoach.ui.room_page import whole
    from stratcoach.ui.room_plain import PlainRoom
    from stratcoach.workshop.file_collection import Delivered
    from stratcoach.workshop.note_import import read_file
    from stratcoach.workshop.people import Person
    from stratcoach.workshop.room import Room
    from tests.workshops import BEGIN

    library = _library()

    def run(case: bytes) -> int:
        lines = text_of(case).split("\n")[:_MOST_TYPED]
        typed = iter(lines)
        count, now = 0, BEGIN

        def read(_hidden: bool) -> str:
            nonlocal count, now
            for line in typed:
                if line.startswith("@ ") and line[2:].isdecimal() and line.isascii():
                    now += min(int(line[2:8]), 9000)
                    continue
                count, now = count + 1, now + 1
                return line
            raise EOFError

        def files(name: str, people: Sequence[Person]) -> tuple[Delivered, ...]:
            if name.startswith("/"):
                raise UserError(f"{name} can't be read.", "")
            return (Delivered(name, case.decode("utf-8", "replace"), read_file(case.decode("utf-8", "replace"), name, people)),)

        begun = begin_events(library, library.workshops["two-hours"], 120, None, BEGIN)
        events = list(begun)
        room = Room(library, begun)
        with suppress(Paused):
            go_on(room, PlainRoom(read, shown), events.append, lambda: now, files)
        assert kept(events, "workshop") == events, "the journal gives back something else"
        again = Room(library, events)
        assert again.record.at == room.record.at, "resumed it is at another step"
        assert again.view().question == room.view().question, "resumed it asks something else"
        harmless(whole(again.view(), "", now))
        minutes(again, again.interview.assembly.strategy(), "strategy.yaml")
        return count

    return run


def _typed_interviews() -> list[bytes]:
    told = (EXAMPLES / "bakery" / "transcript.txt").read_text(encoding="utf-8")
    lines = [line[2:] for line in told.splitlines() if line.startswith("> ")]
    found = ["\n".join(lines[at : at + 50]) for at in range(0, len(lines) - 20, 10)]
    heads = ("1\nHarbour\n", "2\nHarbour\n", "3\n")
    return [(head + one).encode() for head in heads for one in found] + [
        b"2\nHarbour\n:back\n:skip\n:unknown\n:park x\n?\n::y\n.\n\nadd\nchange 1\nremove 1\nmove 2 to 1\n1, 2\n:quit",
        "\n".join(("2", "Harbour", *NASTY)).encode("utf-8", "surrogatepass"),
    ]


def _typed_workshops() -> list[bytes]:
    lines = (EXAMPLES / "workshop" / "typed.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith(("#", "!"))]
    commands = ":undo\n:park Ana: x\n:plan\ngroup 1 2 = Slots\nungroup 1\nskip 3\nminutes 4 10\nmove 5 to 3\n:recap\n:more\n:pause\n5\n:people\nBen = Bo\n:file x.csv\n:leave\n:end\n:help\n:unknown\n:skip"
    return (
        ["\n".join(lines[: 60 + at]).encode() for at in (0, 60)]
        + ["\n".join([*lines[:9], *lines[at : at + 51]]).encode() for at in range(9, len(lines), 40)]
        + ["\n".join([*lines[:9], *commands.split("\n"), *lines[9:40]]).encode()]
    )


def _journals() -> list[bytes]:
    """Journals of an interview, a revision and a workshop as they are on the disk."""
    from stratcoach.files.codec import loads
    from stratcoach.files.session_lines import Header, text_of
    from stratcoach.flow.interview import Interview
    from stratcoach.flow.interview_loop import run as ask
    from stratcoach.services.session_start import beginning
    from stratcoach.services.workshop_session import begin_events
    from stratcoach.ui.plain import Plain
    from stratcoach.ui.room_loop import run as go_on
    from stratcoach.ui.room_plain import PlainRoom
    from stratcoach.workshop.room import Room
    from tests.workshops import BEGIN, Script

    library = _library()
    found = []
    for typed in _typed_interviews()[:12:3]:
        lines, events = iter(typed.decode().split("\n")), list[InterviewEvent]()
        with suppress(Paused):
            ask(Interview(library), Plain(partial(_next, lines), lambda _: None), events.append)
        found.append(text_of(Header(file="strategy.yaml", began="2026-11-24"), events, 0))
    base = loads(SMALL).strategy
    assert base is not None
    for mode, only in (("revise", ("problems",)), ("learn", ()), ("gaps", ()), ("weigh", ("proposals",))):
        header = Header(mode=mode, file="strategy.yaml", only=only, base=SMALL)
        events = list(beginning(header, library, base))
        found.append(text_of(header, events, len(events)))
    for at in (30, 90, 180):
        script = Script(
            (EXAMPLES / "workshop" / "typed.txt").read_text(encoding="utf-8").replace("! kill", "#").splitlines()[:at]
        )
        begun = begin_events(library, library.workshops["two-hours"], 120, None, BEGIN)
        happened, room = list(begun), Room(library, begun)
        with suppress(Paused):
            go_on(room, PlainRoom(script.read, lambda _: None), happened.append, script.clock, lambda _name, _people: ())
        found.append(text_of(Header(mode="workshop", file="strategy.yaml", began="2026-11-24"), happened, len(begun)))
    found.append(_OLD_WORKSHOP.read_bytes())
    return found + [
        json.dumps({"event": "start", "format": version, "mode": mode, "only": [], "base": "", "flows": ""}).encode() + b"\n"
        for mode in ("new", "workshop", "revise", "gaps")
        for version in (1, 2)
    ]


def _next(lines: Iterable[str]) -> str:
    for line in lines:
        return line
    raise EOFError


TARGETS: Final = (
    Target("journal", _journals, journal, "json", 60_000),
    Target("interview", _typed_interviews, session, "lines", 6_000, "lines typed"),
    Target("workshop", _typed_workshops, workshop, "lines", 6_000, "lines typed"),
)
