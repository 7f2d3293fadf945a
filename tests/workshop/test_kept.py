"""What is kept of a workshop that is over: all that was decided, and nothing that the room was not to know."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratcoach.files.event_codec import kinds_of
from stratcoach.files.session_lines import Header, read_lines
from stratcoach.flow.events import AnswerKnown, Event
from stratcoach.reports.minutes import minutes, page
from stratcoach.services.kept_journal import closed, kept_text
from stratcoach.workshop import kept_events as keeping
from stratcoach.workshop.board_events import (
    EVENTS,
    AnswersBroughtIn,
    AsidePlaced,
    Ballot,
    BallotsCast,
    Fingers,
    FingersShown,
    NotesAdded,
    NotesBroughtIn,
    TextSetAside,
    TurnPassed,
    VotesCounted,
    WrittenAnswer,
)
from stratcoach.workshop.kept_events import kept_events
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import LineDrafted, WorkshopFinished
from tests.flows import LIBRARY
from tests.workshop.playing import NOTES, PEOPLE, Workshop
from tests.workshops import BEGIN

OLD = Path(__file__).parents[1] / "files" / "journals_of_format_1" / "workshop.jsonl"


def example() -> Room:
    return Room(LIBRARY, read_lines(OLD.read_bytes(), OLD).events)


def again(room: Room) -> Room:
    """The workshop as it comes out of the journal that is kept of it."""
    text = kept_text(room, Header(mode="workshop"), "strategy.yaml")
    return Room(LIBRARY, read_lines(text.encode(), Path("kept.jsonl")).events)


def ended(*lines: str, before: Callable[[Workshop], None] = lambda _: None) -> Room:
    """A workshop in which something was typed, and which is over."""
    workshop = Workshop(LIBRARY, PEOPLE)
    before(workshop)
    workshop.types("", *lines)
    workshop.room.apply(WorkshopFinished(at=workshop.now + 1))
    return workshop.room


def test_the_page_and_the_file_of_the_example_come_out_of_what_is_kept() -> None:
    room = example()
    kept = again(room)
    assert outcome(kept) == outcome(room)
    assert page(kept, closed(kept), "strategy.yaml") == page(room, closed(room), "strategy.yaml")
    assert minutes(kept, closed(kept), "strategy.yaml") == minutes(room, closed(room), "strategy.yaml")


LINES: dict[str, tuple[str, ...]] = {
    "left while notes are unseen": NOTES[:3],
    "left while votes are unseen": (*NOTES, "", "Ana: 1 2", "Ben: 1", ":end", "y"),
    "decided": (*NOTES, "", "n", "", "Ana: 1 2", "Ben: 1", "Chi: 1", "done", "", "Many of us saw it.", "", ":skip", ":skip"),
    "tied": (*NOTES, "", "n", "", "3 3 3 3 0", "", "", "4 1 1 1", "", "1 2 3", "Because it is so.", "", "", ":leave"),
    "a note reworded and parked": (*NOTES, "", "n", "change 1 Hikers turn round.", "park 2", "drop 4", ""),
    "a thought where none was asked for": (*NOTES, "", "n", "", "May wardens count the cars by themselves?", "p", "done"),
    "people who leave": (*NOTES, "", "n", "", "Ana: 1", "Ben: 2", ":people Ana, Chi", "y", "done", ""),
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_the_page_of_any_workshop_comes_out_of_what_is_kept(lines: tuple[str, ...]) -> None:
    room = ended(*lines)
    kept = again(room)
    assert page(kept, closed(kept), "s.yaml") == page(room, closed(room), "s.yaml")
    assert [one.totals() for board in kept.record.boards.values() for one in board.rounds if not one.nameless or one.counted] == [
        one.totals() for name, board in room.record.boards.items() for one in kept_rounds(kept, name, board.rounds)
    ]


def kept_rounds(kept: Room, step: str, rounds: list[Any]) -> list[Any]:
    """The rounds whose result was shown."""
    there = kept.record.boards[step].rounds
    return [one for one, other in zip(rounds, there, strict=True) if not other.nameless or other.counted]


# ---- as somebody who wants to know more


def told(room: Room) -> str:
    return kept_text(room, Header(mode="workshop"), "strategy.yaml")


def swapped(room: Room, change: Callable[[Event], Event | None]) -> Room:
    events = (change(event) for event in room.record.events)
    return Room(LIBRARY, [event for event in events if event])


def other_votes(event: Event) -> Event:
    """Everybody votes as the next one did."""
    if isinstance(event, BallotsCast):
        names = ("Ana", "Ben", "Chi", "Dara", "Eli", "Fay", "Gus")
        following = {one: names[(at + 1) % len(names)] for at, one in enumerate(names)}
        return event.replace(ballots=tuple(Ballot(following[one.person], one.options) for one in event.ballots))
    return event


def other_authors(event: Event) -> Event:
    match event:
        case NotesAdded(notes=notes) | NotesBroughtIn(notes=notes):
            return event.replace(notes=tuple(note._replace(author="Gus" if note.author == "Ana" else "Ana") for note in notes))
        case AnswersBroughtIn(answers=answers):
            return event.replace(answers=tuple(one._replace(author="Gus") for one in answers))
    return event


def later_votes(event: Event) -> Event:
    return event.replace(at=event.at + 1) if isinstance(event, BallotsCast) else event


def other_fingers(event: Event) -> Event:
    """Who showed four and five fingers is the other way round."""
    if isinstance(event, FingersShown):
        scores = {4: 5, 5: 4} if {"Ana", "Dara"} & {one.person for one in event.shown} else {}
        return event.replace(
            shown=tuple(Fingers(one.person, scores.get(one.score, one.score), one.missing) for one in event.shown)
        )
    return event


@pytest.mark.parametrize("change", [other_votes, other_authors, later_votes])
def test_who_voted_for_what_and_who_wrote_what_makes_no_difference(change: Callable[[Event], Event]) -> None:
    room = example()
    assert swapped(room, change).record.events != room.record.events
    assert told(swapped(room, change)) == told(room)


def test_of_fingers_only_the_few_have_a_name() -> None:
    room = example()
    shown = [event for event in kept_events(room) if isinstance(event, FingersShown)]
    assert [[one.person for one in event.shown if one.score < 3] for event in shown] == [["Ben"]]
    assert not {"Ana", "Chi", "Dara", "Eli", "Fay", "Gus"} & {one.person for event in shown for one in event.shown}
    board = room.record.boards["close"]
    twin = swapped(room, other_fingers)
    assert twin.record.boards["close"].fists != board.fists
    assert sorted(twin.record.boards["close"].fists.values()) == sorted(board.fists.values())
    assert told(twin) == told(room)


@pytest.mark.parametrize(
    "change",
    [
        lambda at: [LineDrafted(key="insights.collect", text="half a secret", at=at)],
        lambda at: [TextSetAside(step="insights", notes=(Note("a secret"),), at=at), AsidePlaced(where="drop", at=at)],
        lambda at: [NotesBroughtIn(step="insights", notes=(Note("a secret", "Ana", "reaction"),), at=at)],
        lambda at: [AnswersBroughtIn(answers=(WrittenAnswer("", "Ana", "a secret", doubt="reply"),), at=at)],
        lambda at: [TurnPassed(step="insights", person="Ana", at=at)],
    ],
)
def test_what_nobody_saw_is_not_kept(change: Callable[[int], list[Event]]) -> None:
    plain = ended(*NOTES)
    events = list(plain.record.events)
    at = next(at for at, event in enumerate(events) if isinstance(event, NotesAdded))
    more = Room(LIBRARY, [*events[:at], *change(events[at].at), *events[at:]])
    assert told(more) == told(plain)


def test_a_note_that_was_never_shown_is_only_counted() -> None:
    text = told(ended("A secret note", "Another one"))
    assert "secret" not in text
    assert '"notes": [{"text": ""}, {"text": ""}]' in text
    shown = told(ended("A note that was shown", "Another one", ""))
    assert "A note that was shown" in shown
    dropped = told(ended("A slip of the pen", "drop 1", "A note", ""))
    assert ("slip" in dropped, "A note" in dropped) == (False, True)


def test_votes_that_were_never_counted_have_no_sum() -> None:
    room = ended(*NOTES, "", "n", "", "Ana: 1 2", "Ben: 1", ":end", "y")
    assert [event for event in kept_events(room) if isinstance(event, VotesCounted)] == [
        VotesCounted(step="insights", ballots=2, at=room.record.ended)
    ]


def test_what_was_taken_back_is_not_kept() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", *NOTES, "", "n", "", "3 1 1 1 1", "", "1", "It is so.", ""])
    workshop.types("A sentence that we regret", ":undo", "Another sentence about hikers")
    workshop.room.apply(WorkshopFinished(at=workshop.now + 1))
    assert "regret" not in told(workshop.room)


def test_the_second_from_which_the_order_of_a_round_is_drawn_is_not_kept() -> None:
    room = example()
    assert room.record.seed == BEGIN
    assert all(event.at != BEGIN for event in kept_events(room))
    assert again(room).record.seed % 86_400 == 0


def test_it_is_decided_of_every_event_whether_it_is_kept() -> None:
    text = Path(keeping.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:happened|on_table)\.(\w+)", text))
    left_out = {"LineDrafted", "ActUndone", "TurnPassed", "TextSetAside", "NotesBroughtIn", "BallotsCast"}
    left_out |= {"PageOpened", "DoneMarked", "AnswerWritten", "ReadingFirst"}
    assert kinds_of(*EVENTS[1:]).keys() <= named | left_out


def test_what_the_file_said_is_kept() -> None:
    room = ended(before=lambda workshop: workshop.room.apply(AnswerKnown(key="vision.user", value="Hikers", at=BEGIN)))
    assert any(isinstance(event, AnswerKnown) for event in kept_events(room))
