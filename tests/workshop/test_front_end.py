"""A front end of its own: JSON lines in, JSON lines out. Nothing is typed, and each person has a screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from stratcoach.flow.events import Event
from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop.board_events import Ballot, BallotsCast, Fingers, FingersShown, NotesAdded
from stratcoach.workshop.intents import Intent, ShowFingers, Source, Vote
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import Person
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomView
from tests.workshops import BEGIN

# ---- the front end

_INTENTS = {one.__name__: one for one in Intent.__subclasses__()}
_PARTS: dict[str, Callable[..., Any]] = {
    "people": Person,
    "notes": Note,
    "thoughts": Note,
    "sources": Source,
    "ballots": Vote,
    "shown": ShowFingers,
}


class JsonRoom:
    """Takes an intent as a line of JSON; gives a line with what happened, and views with what is possible now."""

    def __init__(self, library: Library, agenda: str) -> None:
        self.library = library
        self.events = list(begin_events(library, library.workshops[agenda], 0, None, BEGIN, 7))
        self.room = Room(library, self.events)
        self._now = BEGIN

    def send(self, line: str) -> str:
        self._now += 1
        given = json.loads(line)
        taken = self.room.submit(_INTENTS[given.pop("intent")](**{k: _field(k, v) for k, v in given.items()}), self._now)
        happened, refused = (taken.event, taken.message) if isinstance(taken, Refusal) else (taken, None)
        if happened:
            self.events.append(happened.replace(at=self._now))
            self.room.apply(self.events[-1])
        return json.dumps({"event": type(happened).__name__ if happened else None, "refused": _as_data(refused)})

    def view(self, person: str = "") -> str:
        """What everybody sees, or one person."""
        return json.dumps(seen(self.room, person))


def seen(room: Room, person: str) -> dict[str, Any]:
    view = room.view_for(person) if person else room.view()
    names = [name for name in RoomView.field_names if name not in ("time", "ending", "actions")]
    return {name: _as_data(getattr(view, name)) for name in names} | {"possible": [one.__name__ for one in room.possible]}


def _field(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_PARTS[name](**_fields(one)) if isinstance(one, dict) else one for one in value)
    return value


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    return {name: _field(name, value) for name, value in given.items()}


def _as_data(value: Any) -> Any:
    if isinstance(value, Message):
        return {"id": value.id, **{name: _as_data(one) for name, one in value.arguments.items()}}
    return [_as_data(one) for one in value] if isinstance(value, tuple) else value


# ---- seven people at it

NAMES = ("Ana", "Ben", "Chi", "Dara", "Eli", "Fay", "Gus")
_WROTE = "{name} saw somebody wait {number} minutes even over lunch in November."
_ANSWERS = ("Volunteers who plan a trip on Friday evening", "1", "2026-12-15", "12 of 40 people waited")


class Seven:
    """Plays whatever is asked, by what is possible; `looks` is called after each thing that somebody did unseen."""

    def __init__(self, front: JsonRoom, looks: Callable[[JsonRoom, str], None]) -> None:
        self._front = front
        self._looks = looks
        self.kinds: list[str] = []

    def does(self, intent: str, **fields: Any) -> bool:
        answer = json.loads(self._front.send(json.dumps({"intent": intent, **fields})))
        return answer["event"] is not None

    def play(self) -> None:
        for _ in range(400):
            if self._front.room.record.finished:
                return
            view = json.loads(self._front.view())
            self.kinds.append(view["kind"])
            step = getattr(self, f"_{view['kind']}", None)
            assert step(view) if step else self.does("Continue"), view
        raise AssertionError(self.kinds[-5:])

    def _people(self, _view: Any) -> bool:
        return self.does("SetPeople", people=[{"name": name, "remote": name == "Chi"} for name in NAMES])

    def _decider(self, _view: Any) -> bool:
        return self.does("SetDecider", name="Ana")

    def _goal(self, _view: Any) -> bool:
        return self.does("SetGoal", text="One problem to solve first")

    def _ask(self, view: Any) -> bool:
        if view["draft"]:
            return self.does("Answer", text=view["draft"]) or self.does("Answer", text=_ANSWERS[0])
        return self.does("Continue") or any(self.does("Answer", text=text) for text in _ANSWERS)

    def _collect(self, view: Any) -> bool:
        for number, name in enumerate(NAMES, 1):
            text = _WROTE.format(name=f"N{number}", number=number * 7)
            assert self.does("AddNotes", notes=[{"text": text, "author": name}])
            if view["hidden"]:
                self._looks(self._front, name)
        return self.does("Continue")

    def _round(self, _view: Any) -> bool:
        for number in range(1, 8):
            assert self.does("AddNotes", notes=[{"text": _WROTE.format(name="We", number=number * 7)}])
        return self.does("Continue")

    def _vote(self, view: Any) -> bool:
        options = [int(row[0]) for row in view["rows"]]
        for at, name in enumerate(NAMES):
            first = options[0] if at < 4 else options[1]
            assert self.does("Vote", person=name, options=[first]) or self.does("Vote", person=name, options=[options[-1]])
            self._looks(self._front, name)
        return self.does("Continue")

    def _decide(self, view: Any) -> bool:
        asked = view["question"]
        if "one" in asked:
            return self.does("KeepApart", numbers=[asked["one"], asked["other"]])
        if "GiveReason" in view["possible"]:
            return self.does("GiveReason", text="It comes up in every visit")
        return self.does("Continue") or self.does("Choose", numbers=[int(view["rows"][0][0])])

    def _settle(self, view: Any) -> bool:
        if "Settle" in view["possible"]:
            return self.does("Settle", becomes="task", owner="Ben", by="2026-12-15")
        return self.does("Continue")

    def _fist(self, view: Any) -> bool:
        if not view["hidden"]:
            return self.does("Continue")
        for at, name in enumerate(NAMES):
            low = {"missing": "Nobody has a date"} if name == "Gus" else {}
            assert self.does("ShowFingers", person=name, score=2 if low else 5 - at % 3, **low)
            if name != NAMES[-1]:
                self._looks(self._front, name)
        return True

    def _reached(self, _view: Any) -> bool:
        return self.does("SayReached", answer="partly", missing="A second problem")


def _otherwise(event: Event, room: Room) -> Event:
    """The same event with something else in it: another text, another vote, other fingers."""
    match event:
        case NotesAdded(notes=(note,)):
            return event.replace(notes=(note._replace(text="Quite another thing"),))
        case BallotsCast(ballots=(ballot,)):
            other = next(number for number in room.board.rounds[-1].options if (number,) != ballot.options)
            return event.replace(ballots=(Ballot(ballot.person, (other,)),))
        case FingersShown(shown=(fingers,)):
            return event.replace(shown=(Fingers(fingers.person, 1, "Something else"),))
    raise AssertionError(event)


def looks_the_same(front: JsonRoom, who: str) -> None:
    """Whatever somebody gave unseen, everybody else sees the same; they see it themselves."""
    before = front.events[:-1]
    twin = Room(front.library, [*before, _otherwise(front.events[-1], front.room)])
    for name in ("", *NAMES):
        is_same = json.dumps(seen(twin, name)) == front.view(name)
        assert is_same == (name != who), (who, name)


def test_seven_people_play_a_whole_workshop_as_json_and_nothing_hidden_can_be_found(library: Library) -> None:
    front = JsonRoom(library, "two-hours")
    seven = Seven(front, looks_the_same)
    seven.play()
    assert {"collect", "vote", "decide", "fist", "ask", "finish"} <= set(seven.kinds)
    assert outcome(front.room).problems
    assert Room(library, front.events).record.finished


WRONG = (
    {"intent": "Vote", "person": "Ana", "options": [1]},
    {"intent": "Merge", "numbers": [1, 2]},
    {"intent": "Drop", "numbers": [99]},
    {"intent": "Drop", "numbers": []},
    {"intent": "Choose", "numbers": [1]},
    {"intent": "SetDecider", "name": "Nobody"},
    {"intent": "Rename", "old": "Zed", "new": "Zoe"},
    {"intent": "EditPlan", "words": []},
    {"intent": "Pause", "minutes": -4},
    {"intent": "Park", "thoughts": []},
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: one["intent"])
def test_what_has_no_place_here_is_refused_and_changes_nothing(library: Library, wrong: dict[str, Any]) -> None:
    front = JsonRoom(library, "two-hours")
    before = front.view()
    answer = json.loads(front.send(json.dumps(wrong)))
    assert answer["event"] is None
    assert answer["refused"]["id"]
    assert front.view() == before
