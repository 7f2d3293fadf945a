"""Journals of format 1: each event had a kind, a key, and texts whose places had a meaning. Here they become events of today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from stratcoach.flow import events as flow
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import Event
from stratcoach.flow.question_key import DIGITS


def of_interview(kind: str, key: str, value: Answer) -> Event:
    """An event of an interview by its kind, its key and its value. Raises `ValueError` for what is none."""
    if kind not in _INTERVIEW:
        raise ValueError(kind)
    return _INTERVIEW[kind](key, value)


def number_in(text: str) -> int:
    """The number that is written in digits. Raises `ValueError`."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text[:DIGITS])


def _in_one(value: Answer) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _entry(key: str) -> dict[str, Any]:
    of_list, _, number = key.partition("#")
    if not of_list or len(number) > DIGITS:
        raise ValueError(key)
    return {"flow": of_list, "entry": number_in(number)}


_INTERVIEW: Final[dict[str, Callable[[str, Answer], Event]]] = {
    "answer": lambda key, value: flow.AnswerGiven(key=key, value=value),
    "given": lambda key, value: flow.AnswerKnown(key=key, value=value),
    "draft": lambda key, value: flow.AnswerDrafted(key=key, value=value),
    "keep": lambda key, _: flow.AnswerKept(key=key),
    "skip": lambda key, _: flow.QuestionSkipped(key=key),
    "left": lambda key, _: flow.QuestionLeftOut(key=key),
    "unknown": lambda key, value: flow.AnswerUnknown(key=key, said=_in_one(value)),
    "reopen": lambda key, _: flow.AnswerReopened(key=key),
    "add": lambda key, _: flow.EntryRequested(flow=key),
    "close": lambda key, _: flow.ListClosed(flow=key),
    "entry": lambda key, value: flow.EntryFound(flow=key, entry=number_in(_in_one(value))),
    "remove": lambda key, _: flow.EntryRemoved(**_entry(key)),
    "move": lambda key, value: flow.EntryMoved(**_entry(key), place=number_in(_in_one(value))),
    "park": lambda _, value: flow.ThoughtParked(text=_in_one(value)),
    "back": lambda key, value: flow.WentBack(key=key, draft=value),
    "finish": lambda _key, _value: flow.InterviewFinished(),
}
