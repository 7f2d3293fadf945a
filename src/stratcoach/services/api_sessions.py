"""An interview and a workshop for programs: what is asked comes out as plain data, what was done goes in, nothing is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from stratcoach.errors import UserError
from stratcoach.files.event_codec import as_data, from_data, kinds_of
from stratcoach.files.journal_upgrade import of_interview
from stratcoach.files.question_flows import load_library
from stratcoach.files.workshop_upgrade import of_workshop
from stratcoach.files.writer import dump
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import Event, InterviewEvent, interview_events
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Pick, ReadBack, Reply, ReplyKind, Step
from stratcoach.flow.replies import Refused as NotAccepted
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value
from stratcoach.services.as_data import plain
from stratcoach.services.session import dated
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop import plan as plans
from stratcoach.workshop.board_events import EVENTS
from stratcoach.workshop.intents import Intent, ShowFingers, Source, Vote
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import Person
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room


class Refused(Value):
    """Why something can't be taken, in words for the person."""

    message: str


class InterviewSession:
    """One interview. Ask for the `step`, `submit` what the person did, and keep the `events`: they are all there is to keep."""

    def __init__(self, events: Iterable[Mapping[str, Any]], as_of: date, flows: Path | None) -> None:
        self._as_of = as_of
        self._events = interview_events(_event(one, is_workshop=False) for one in events)
        self._interview = Interview(load_library(flows), self._events, lint=self._find, today=as_of)

    def step(self) -> dict[str, Any]:
        """What comes next: its `step` (`ask`, `challenge`, `menu`, `read_back` or `done`), the `actions` that are possible now, and
        its fields: `key`, for a question also `kind`, `ask`, `help`, `good`, `weak`, `options`, `offers`, `suggested`.
        """
        step = self._interview.step()
        return {"step": _STEPS[type(step)], "actions": list(actions(step)), **plain(step)}

    def submit(self, action: str, value: str | Sequence[str] = "", key: str = "") -> Refused | None:
        """Do one of the step's `actions`. An `answer` has a text as `value`, or several; `remove`, `move` and `change` have the
        `key` of an entry of the menu, `move` also the new place, from 1, as its `value`; `reopen` has the `key` of a question.

        Returns None where it was taken, else why not; then nothing has changed.

        Raises:
            ValueError: this action isn't possible now.
        """
        step = self._interview.step()
        if action not in actions(step):
            _impossible(action, actions(step))
        answer: Answer = value if isinstance(value, str) else tuple(value)
        if isinstance(step, Menu) and action in ("remove", "move") and key not in {one.value for one in step.entries}:
            _impossible(f"{action} {key}", [one.value for one in step.entries])
        taken = self._interview.submit(step, Reply(cast("ReplyKind", action), answer, key))
        if isinstance(taken, NotAccepted):
            return Refused(message=str(taken.message))
        if taken is not None:
            self._events.append(taken)
            self._interview.apply(taken)
        return None

    def changeable(self, key: str = "") -> list[dict[str, Any]]:
        """The answers that can be changed by `reopen`, each with its key as `value` and a `label`: those of an entry, or all."""
        return [plain(option) for option in self._interview.pick(key).options]

    @property
    def events(self) -> list[dict[str, Any]]:
        """All that happened, as plain data, to continue from."""
        return list(map(_as_mapping, self._events))

    def strategy(self) -> Strategy:
        """The strategy that follows from the answers so far, as a draft on this day."""
        return dated(self._interview.assembly.strategy(), "draft", self._as_of)

    def text(self) -> str:
        """The same as the text of a strategy file."""
        return dump(self.strategy())

    def _find(self, strategy: Strategy) -> tuple[Finding, ...]:
        return lint(dated(strategy, strategy.status, self._as_of), self._as_of).findings


def actions(step: Step) -> tuple[str, ...]:
    """What can be done at a step."""
    match step:
        case Ask() | Challenge():
            ask = step.ask if isinstance(step, Challenge) else step
            possible = {"skip": ask.can_skip, "unknown": ask.can_not_know, "back": ask.can_go_back, "park": ask.can_park}
            keep = ("keep",) if isinstance(step, Challenge) else ()
            return ("answer", *keep, *(name for name, is_so in possible.items() if is_so), "reopen")
        case Menu():
            return ("add", "remove", "move", "close", "back", "park", "reopen")
        case ReadBack():
            return ("finish", "back", "park", "reopen")
        case Pick() | Done():
            return ()


_STEPS: Final[dict[type[Step], str]] = {
    Ask: "ask",
    Challenge: "challenge",
    Menu: "menu",
    ReadBack: "read_back",
    Pick: "pick",
    Done: "done",
}


class WorkshopSession:
    """One workshop. Show the `view`, `submit` what people do, and keep the `events`. What must be hidden isn't in the view."""

    def __init__(
        self, agenda: str, minutes: int, people: int, now: int, events: Sequence[Mapping[str, Any]], flows: Path | None
    ) -> None:
        library = load_library(flows)
        if agenda and agenda not in library.workshops:
            raise UserError(
                Message("room_command.no_such_agenda", name=agenda),
                Message("room_command.choose_agenda", agendas=tuple(library.workshops)),
            )
        self._now = now
        if events:
            self._events = [_event(one, is_workshop=True) for one in events]
        else:
            plan = library.workshops[agenda] if agenda else plans.propose(library, minutes or 120, people)
            self._events = list(begin_events(library, plan, minutes, None, now, people))
        self._room = Room(library, self._events, today=datetime.fromtimestamp(now).date())  # noqa: DTZ006  the day that people here call today

    def view(self, person: str = "") -> dict[str, Any]:
        """What the room sees, or one `person` on a screen of their own: `kind`, `title`, `question`, `rows`, `status`, `draft` and more;
        the intents that are `possible` now, and whether the workshop `is_over`.
        """
        view = self._room.view_for(person) if person else self._room.view()
        possible = [intent.__name__ for intent in self._room.possible]
        return {**plain(view), "is_over": self._room.record.finished, "possible": possible}

    def submit(self, intent: str, now: int, **fields: Any) -> Refused | None:
        """Do something at a second since 1970: an intent by its name, such as `AddNotes`, with its fields as plain data
        (`notes=[{"text": "...", "author": "Ana"}]`). The fields are those of the classes in `stratcoach.workshop.intents`.

        Returns None where it was taken, else why not; a part of it may have been taken all the same, and is in the events.

        Raises:
            ValueError: there is no such intent, or it has other fields.
        """
        self._now = now
        taken = self._room.submit(intent_of(intent, fields), now)
        event = taken.event if isinstance(taken, Refusal) else taken
        if isinstance(event, Event):
            self._events.append(event.replace(at=now))
            self._room.apply(self._events[-1])
        return Refused(message=str(taken.message)) if isinstance(taken, Refusal) else None

    @property
    def events(self) -> list[dict[str, Any]]:
        """All that happened, as plain data, to continue from. It has what the room doesn't see yet: keep it where nobody looks."""
        return list(map(_as_mapping, self._events))

    def strategy(self) -> Strategy:
        """The strategy that follows from what was decided so far, as a draft."""
        return dated(outcome(self._room), "draft", datetime.fromtimestamp(self._now).date())  # noqa: DTZ006  see above

    def text(self) -> str:
        """The same as the text of a strategy file."""
        return dump(self.strategy())


def _as_mapping(event: Event) -> dict[str, Any]:
    return {**as_data(event), "at": event.at}


def _event(data: Mapping[str, Any], *, is_workshop: bool) -> Event:
    """An event out of plain data, also as a version before gave it: with a `kind`, a `key` and a `value`.

    Raises:
        ValueError: it isn't one.
    """
    second = data.get("at", 0)
    at = second if isinstance(second, int) else 0
    try:
        if "kind" in data:
            upgraded = of_workshop if is_workshop else of_interview
            value = data.get("value", "")
            texts = value if isinstance(value, str) else tuple(map(str, value))
            return upgraded(str(data["kind"]), str(data.get("key", "")), texts).replace(at=at)
        kinds = kinds_of(*(EVENTS if is_workshop else (InterviewEvent,)))
        return from_data(kinds[data["event"]], {name: one for name, one in data.items() if name != "at"}, at)
    except (ValueError, TypeError, KeyError) as error:
        message = f"not an event: {dict(data)!r}"
        raise ValueError(message) from error


_INTENTS: Final[dict[str, type[Intent]]] = {intent.__name__: intent for intent in Intent.__subclasses__()}
_PARTS: Final[dict[str, Callable[..., Any]]] = {
    "people": Person,
    "notes": Note,
    "thoughts": Note,
    "sources": Source,
    "ballots": Vote,
    "shown": ShowFingers,
}
"""What the entries of a field are, where they are more than texts and numbers."""


def intent_of(name: str, fields: Mapping[str, Any]) -> Intent:
    """An intent out of plain data.

    Raises:
        ValueError: there is no such intent, or it has other fields.
    """
    if name not in _INTENTS:
        _impossible(name, sorted(_INTENTS))
    kind = _INTENTS[name]
    missing = [field for field in kind.field_names if field not in fields and field not in kind.field_defaults]
    if missing or not set(fields) <= set(kind.field_names):
        message = f"{name} has the fields {', '.join(kind.field_names) or 'none'}, not {', '.join(fields) or 'none'}"
        raise ValueError(message)
    try:
        return kind(**{field: _part(field, value) for field, value in fields.items()})
    except TypeError as error:  # of what is in a list
        raise ValueError(str(error)) from error


def _part(field: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    make = _PARTS.get(field)
    return tuple(
        make(**{name: _part(name, one) for name, one in each.items()}) if make and isinstance(each, dict) else each
        for each in value
    )


def _impossible(action: str, possible: Iterable[str]) -> NoReturn:
    message = f"{action!r} isn't possible now; possible: {', '.join(possible) or 'nothing'}"
    raise ValueError(message)
