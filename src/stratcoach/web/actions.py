"""What a page sends, as intents: every value is looked at, and texts are made safe to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.ui.clean import clean
from stratcoach.workshop.intents import AddNotes, Intent, Object, Park, Pass, ShowFingers, Vote
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.own_intents import AnswerAhead, ChangeOwn, MarkDone, TakeBack
from stratcoach.workshop.plan import Refusal

LONGEST: Final = 1000
"""Characters of one note or sentence."""
MOST_LINES: Final = 20
MOST_DOTS: Final = 100
_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
_BULLET: Final = re.compile(r"\A\s*[-–•*]\s+")


class Sent(NamedTuple):
    """What somebody did, the moment that their page showed, and the number that they gave it."""

    intent: Intent
    moment: str
    id: str


class NotAnAction(ValueError):
    """No page of ours sends this."""


def read_action(data: Mapping[str, Any]) -> Sent | Refusal:
    """What was sent, or why it can't be taken.

    Raises:
        NotAnAction: no page of ours sends this.
    """
    sent, moment, does = data.get("id"), data.get("moment"), data.get("do")
    if not (isinstance(sent, str) and _ID.fullmatch(sent) and isinstance(moment, str) and len(moment) < 200):
        raise NotAnAction
    read = _READ.get(does) if isinstance(does, str) else None
    if read is None:
        raise NotAnAction
    intent = read(data)
    return intent if isinstance(intent, Refusal) else Sent(intent, moment, sent)


def _text(data: Mapping[str, Any], name: str = "text") -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST * MOST_LINES:
        raise NotAnAction
    return clean(value, lines=True)


def _number(value: Any, most: int = 9999) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise NotAnAction
    return value


def _lines(data: Mapping[str, Any]) -> tuple[Note, ...] | Refusal:
    """One note a line."""
    lines = [" ".join(_BULLET.sub("", line).split()) for line in _text(data).splitlines()]
    lines = [line for line in lines if any(map(str.isalnum, line))]
    if len(lines) > MOST_LINES or max(map(len, lines), default=0) > LONGEST:
        return Refusal(Message("room_page.too_long", most=LONGEST, lines=MOST_LINES))
    return tuple(Note(line) for line in lines)


def _sentence(data: Mapping[str, Any], name: str = "text") -> str | Refusal:
    sentence = " ".join(_text(data, name).split())
    return Refusal(Message("room_page.too_long", most=LONGEST, lines=1)) if len(sentence) > LONGEST else sentence


def _notes(data: Mapping[str, Any]) -> tuple[Note, ...] | Refusal:
    return _lines(data) or Refusal(Message("room.note_needs_words"))


def _note(data: Mapping[str, Any]) -> Intent | Refusal:
    notes = _notes(data)
    return notes if isinstance(notes, Refusal) else AddNotes(notes=notes)


def _park(data: Mapping[str, Any]) -> Intent | Refusal:
    notes = _notes(data)
    return notes if isinstance(notes, Refusal) else Park(thoughts=notes)


def _answer(data: Mapping[str, Any]) -> Intent | Refusal:
    """All of somebody's answer to a question; "" takes it back."""
    lines, step = _lines(data), data.get("step")
    if not isinstance(step, str) or len(step) > 200:
        raise NotAnAction
    return lines if isinstance(lines, Refusal) else AnswerAhead(person="", step=step, lines=tuple(one.text for one in lines))


def _change(data: Mapping[str, Any]) -> Intent | Refusal:
    sentence = _sentence(data)
    return sentence if isinstance(sentence, Refusal) else ChangeOwn(person="", number=_number(data.get("number")), text=sentence)


def _vote(data: Mapping[str, Any]) -> Intent | Refusal:
    options = data.get("options")
    if not isinstance(options, list) or len(options) > MOST_DOTS:
        raise NotAnAction
    return Vote(person="", options=tuple(map(_number, options)))


def _fingers(data: Mapping[str, Any]) -> Intent | Refusal:
    missing = _sentence(data, "missing")
    return (
        missing if isinstance(missing, Refusal) else ShowFingers(person="", score=_number(data.get("score"), 5), missing=missing)
    )


def _object(data: Mapping[str, Any]) -> Intent | Refusal:
    sentence = _sentence(data)
    return sentence if isinstance(sentence, Refusal) else Object(person="", text=sentence)


_READ: Final[Mapping[str, Callable[[Mapping[str, Any]], Intent | Refusal]]] = {
    "note": _note,
    "answer": _answer,
    "change": _change,
    "back": lambda data: TakeBack(person="", number=_number(data.get("number"))),
    "done": lambda data: MarkDone(person="", is_done=data.get("done") is not False),
    "vote": _vote,
    "fingers": _fingers,
    "object": _object,
    "park": _park,
    "pass": lambda _data: Pass(),
}
