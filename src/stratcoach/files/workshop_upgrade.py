"""The events of a workshop in journals of format 1, as events of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from stratcoach.files.journal_upgrade import number_in, of_interview
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import Event
from stratcoach.workshop import board_events as board
from stratcoach.workshop import workshop_events as now
from stratcoach.workshop.intents import Source
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.people import read_people

Texts = tuple[str, ...]

_ASKED: Final = "ask."
"""Before the kind of what the interview in a workshop had."""

_TOO_LATE: Final = "~"
_DOUBT: Final = "?"
_BECAME: Final = ("question", "assumption", "task", "dropped", "changed", "kept")
_LEVELS: Final = ("low", "medium", "high")
_REACHED: Final = ("yes", "partly", "no")


def of_workshop(kind: str, key: str, value: Answer) -> Event:
    """An event of a workshop by its kind, its key and its value. Raises `ValueError` for what is none."""
    if kind.startswith(_ASKED):
        return of_interview(kind.removeprefix(_ASKED), key, value)
    texts = value if isinstance(value, tuple) else (value,)
    if kind not in _WORKSHOP or not texts:
        raise ValueError(kind)
    return _WORKSHOP[kind](key, texts)


def _in_groups(count: int, texts: Texts) -> Iterator[Texts]:
    """The texts in groups of so many; what is over is left out. Raises `ValueError` where there is no whole group."""
    if len(texts) < count:
        raise ValueError(texts)
    return zip(*[iter(texts)] * count, strict=False)


def _numbers(texts: Iterable[str]) -> tuple[int, ...]:
    return tuple(number_in(text) for text in texts if text.isdecimal())


def _padded(texts: Texts, count: int) -> Texts:
    return (*texts, *[""] * count)[:count]


def _one_of(known: Sequence[str], text: str) -> Any:
    if text not in known:
        raise ValueError(text)
    return text


def _plan(texts: Texts) -> tuple[now.PlannedStep, ...]:
    parts = (text.rpartition(":") for text in texts)
    return tuple(now.PlannedStep(step, number_in(minutes), *_added(step)) for step, _, minutes in parts)


def _added(step: str) -> tuple[str, str]:
    """The flow and the technique of a step that was added, such as `+users/round_robin~2`."""
    flow, _, technique = step.removeprefix("+").partition("~")[0].partition("/")
    return (flow, technique) if step.startswith("+") else ("", "")


def _plan_changed(key: str, texts: Texts) -> Event:
    kind, _, minutes = key.partition(" ")
    left = number_in(minutes) if minutes.isdecimal() else 0
    return now.PlanChanged(plan=_plan(texts), sets_time=kind == "left", minutes_left=left)


def _phase(key: str, texts: Texts) -> Event:
    phase, dots = _padded(texts, 2)
    return now.PhaseEntered(step=key, phase=number_in(phase), dots=number_in(dots) if dots.isdecimal() else 0)


def _answer(step: str, author: str, text: str) -> board.WrittenAnswer:
    if step.startswith(_DOUBT):
        return board.WrittenAnswer("", author, text, doubt=step.removeprefix(_DOUBT))
    return board.WrittenAnswer(step.removeprefix(_TOO_LATE), author, text, is_too_late=step.startswith(_TOO_LATE))


def _ballot(text: str) -> board.Ballot:
    name, _, dots = text.rpartition(":")
    return board.Ballot(name, _numbers(dots.split()))


def _decided(key: str, texts: Texts) -> Event:
    who, why, until, owner, by, others = _padded(texts, 6)
    return board.Decided(step=key, who=who, why=why, until=until, owner=owner, by=by, keeps_others=others == "all")


def _settled(key: str, texts: Texts) -> Event:
    number, becomes, text, owner, by = _padded(texts, 5)
    became = _one_of(_BECAME, becomes)
    return board.MatterSettled(number=number_in(number), becomes=became, text=text, owner=owner, by=by, step=key)


def _placed(key: str, texts: Texts) -> Event:
    where, *numbers = texts
    place = "line" if where == "line" else "notes" if key else "park" if where == "park" else "drop"
    return board.AsidePlaced(where=_one_of(("line", "notes", "park", "drop"), place), key=key, numbers=_numbers(numbers))


def _prepared(_key: str, texts: Texts) -> Event:
    pairs = _in_groups(2, texts) if any(texts) else iter(())
    known: dict[str, Any] = {name: text for name, text in pairs if name in now.WorkshopPrepared.field_defaults}
    return now.WorkshopPrepared(**known)


def _judged(_key: str, texts: Texts) -> Event:
    answer, missing = _padded(texts, 2)
    return now.GoalJudged(answer=_one_of(_REACHED, answer), missing=missing)


def _notes(texts: Texts) -> tuple[Note, ...]:
    return tuple(Note(text, author) for author, text in _in_groups(2, texts))


def _fingers(texts: Texts) -> tuple[board.Fingers, ...]:
    return tuple(board.Fingers(name, number_in(score), missing) for name, score, missing in _in_groups(3, texts))


def _levels(texts: Texts) -> tuple[board.Confidence, ...]:
    return tuple(board.Confidence(handle, _one_of(_LEVELS, level)) for handle, level in _in_groups(2, texts))


def _brought_in(key: str, texts: Texts) -> Event:
    notes = tuple(Note(text, author, doubt) for doubt, author, text in _in_groups(3, texts))
    return board.NotesBroughtIn(step=key, notes=notes)


def _answers(_key: str, texts: Texts) -> Event:
    return board.AnswersBroughtIn(answers=tuple(_answer(*one) for one in _in_groups(3, texts)))


def _reworded(key: str, texts: Texts) -> Event:
    [(number, text)] = _in_groups(2, texts[:2])
    return board.NoteReworded(step=key, number=number_in(number), text=text)


def _sources(key: str, texts: Texts) -> Event:
    named = tuple(Source(number_in(number), text) for number, text in _in_groups(2, texts))
    return board.SourcesNamed(step=key, sources=named)


def _thoughts(_key: str, texts: Texts) -> Event:
    pairs = _in_groups(2, texts if len(texts) % 2 == 0 else (*texts, ""))
    return board.ThoughtsParked(thoughts=tuple(Note(text, author) for text, author in pairs))


_WORKSHOP: Final[dict[str, Callable[[str, Texts], Event]]] = {
    "begin": lambda key, texts: now.WorkshopBegun(agenda=key, plan=_plan(texts)),
    "booked": lambda _, texts: now.RoomBooked(minutes=number_in(texts[0])),
    "expected": lambda _, texts: now.PeopleExpected(count=number_in(texts[0])),
    "ahead": _prepared,
    "opened": lambda *_: now.WorkshopOpened(),
    "stopped": lambda *_: now.WorkshopStopped(),
    "resumed": lambda *_: now.WorkshopResumed(),
    "draft": lambda key, texts: now.LineDrafted(key=key, text="\n".join(texts)),
    "undo": lambda *_: now.ActUndone(),
    "finish": lambda *_: now.WorkshopFinished(),
    "people": lambda _, texts: now.PeopleListed(people=read_people("\n".join(texts))),
    "rename": lambda key, texts: now.PersonRenamed(old=key, new=texts[0]),
    "other": lambda key, texts: now.PeopleToldApart(old=key, new=texts[0]),
    "decider": lambda _, texts: now.DeciderNamed(name=texts[0], is_here=texts[1:2] != ("absent",)),
    "goal": lambda _, texts: now.GoalSet(text=texts[0]),
    "week": lambda _, texts: now.ObstacleNamed(text="" if texts[0] == "yes" else texts[0]),
    "reached": _judged,
    "plan": _plan_changed,
    "enter": lambda key, texts: now.StepEntered(step=key, order=_numbers(texts)),
    "phase": _phase,
    "page": lambda key, _: now.PageTurned(step=key),
    "rest": lambda _, texts: now.PauseBegun(minutes=number_in(texts[0]) if texts[0].isdecimal() else 0),
    "go": lambda *_: now.PauseEnded(),
    "more": lambda key, _: now.TimeExtended(step=key),
    "note": lambda key, texts: board.NotesAdded(step=key, notes=_notes(texts)),
    "incoming": _brought_in,
    "answers": _answers,
    "pass": lambda key, texts: board.TurnPassed(step=key, person=texts[0]),
    "look": lambda key, _: board.NotesShown(step=key),
    "reword": _reworded,
    "merge": lambda key, texts: board.NotesMerged(step=key, numbers=_numbers(texts)),
    "apart": lambda key, texts: board.NotesKeptApart(step=key, numbers=_numbers(texts)),
    "drop": lambda key, texts: board.NotesDropped(step=key, numbers=_numbers(texts)),
    "park_note": lambda key, texts: board.NotesParked(step=key, numbers=_numbers(texts)),
    "sources": _sources,
    "park": _thoughts,
    "aside": lambda key, texts: board.TextSetAside(step=key, notes=_notes(texts)),
    "place": _placed,
    "ballots": lambda key, texts: board.BallotsCast(step=key, ballots=tuple(map(_ballot, texts))),
    "left_ballot": lambda key, texts: board.LeftBallotJudged(step=key, person=texts[0], counts=texts[1:2] == ("yes",)),
    "counts": lambda key, texts: board.HandsCounted(step=key, counts=_numbers(texts)),
    "revote": lambda key, texts: board.VoteRepeated(step=key, numbers=_numbers(texts)),
    "choose": lambda key, texts: board.NotesChosen(step=key, numbers=_numbers(texts), keeps_all_tied="both" in texts),
    "why": lambda key, texts: board.ReasonGiven(step=key, why=texts[0]),
    "against": lambda key, texts: board.ObjectionRaised(step=key, person=_padded(texts, 2)[0], text=_padded(texts, 2)[1]),
    "decide": _decided,
    "fist": lambda key, texts: board.FingersShown(step=key, shown=_fingers(texts)),
    "settle": _settled,
    "sure": lambda _, texts: board.ConfidenceSet(levels=_levels(texts)),
}
"""What each kind became, by its key and its texts, of which there is always one at least."""
