"""What a person did at a step, checked: as it can be recorded, or why it can't be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Ask, Challenge, Menu, Reply, Step
from stratcoach.flow.templates import quote
from stratcoach.language.en import fillers
from stratcoach.language.en.unknown import is_unknown
from stratcoach.messages import Message
from stratcoach.model import dates, relative_dates

_SEASON: Final = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)


class Refused(NamedTuple):
    """Why what a person did can't be taken."""

    message: Message


def checked(step: Step, reply: Reply) -> Reply | Refused:
    """What a person did, with an answer in the form in which it is kept. Where somebody only says that they don't know, it is the
    reply that says so (`unknown`, or `skip` where that isn't possible) and its value what they say beyond that, such as who will
    find out. An answer to the coach that is the same as before keeps it.
    """
    match step:
        case Ask():
            return _at_question(step, reply)
        case Challenge():
            text = reply.value if isinstance(reply.value, str) else "\n".join(reply.value)
            same = reply.kind == "answer" and text.strip() == step.answer.strip()
            return Reply("keep") if same else _at_question(step.ask, reply)
        case Menu():
            return _at_list(step, reply)
    return reply


def _at_question(ask: Ask, reply: Reply) -> Reply | Refused:
    match reply.kind:
        case "answer" if ask.enter_skips and not reply.value:
            return Reply("skip")
        case "answer" if ask.options and reply.value and reply.value == ask.suggested:
            return reply  # what it was before stays possible, even where it isn't offered any more
        case "answer":
            return _answered(ask, reply)
        case "skip" if not ask.can_skip:
            return Refused(Message("interview.needs_an_answer"))
        case "unknown" if not ask.can_not_know:
            return Refused(Message("interview.choose_the_closest"))
    return reply


def _at_list(menu: Menu, reply: Reply) -> Reply | Refused:
    is_there = reply.key in [entry.value for entry in menu.entries]
    places = [str(place) for place, _ in enumerate(menu.entries)]
    if (reply.kind in ("remove", "move") and not is_there) or (reply.kind == "move" and reply.value not in places):
        return Refused(Message("interview.not_in_list"))
    return reply


def _answered(ask: Ask, reply: Reply) -> Reply | Refused:
    raw = reply.value
    written = ask.kind in ("text", "texts", "long", "date") and (ask.can_not_know or ask.can_skip)
    if written and fillers.knows_nothing(raw if isinstance(raw, str) else " ".join(raw)):
        return Reply("unknown" if ask.can_not_know else "skip")
    if ask.figure and isinstance(raw, str) and is_unknown(raw, is_name=ask.figure == "name"):
        return Reply("unknown", raw.strip())
    accepted = _accepted(ask, raw)
    return Refused(accepted) if isinstance(accepted, Message) else reply._replace(value=accepted)


def _accepted(ask: Ask, raw: Answer) -> Answer | Message:
    """An answer as it is kept, or why it can't be: not a date, not one of the options."""
    if ask.kind == "date" and isinstance(raw, str):
        return _date(ask, raw) or _no_date(raw)
    values = [option.value for option in ask.options]
    if ask.kind in ("choice", "agenda"):
        return raw if raw in values else Message("interview.choose_one")
    if ask.kind == "links":
        return tuple(one for one in values if one in raw) or Message("interview.choose_at_least_one")
    if ask.kind == "texts":
        return tuple(_list_lines(raw)) or Message("interview.write_at_least_one_line")
    text = raw if isinstance(raw, str) else " ".join(raw)
    if ask.in_words and text.strip() and not any(map(str.isalpha, text)):
        return Message("interview.say_in_words")
    return text.strip() or Message("interview.write_something", can_skip=ask.can_skip)


def _date(ask: Ask, raw: str) -> str:
    return relative_dates.read(raw, ask.today, past=ask.is_past) if ask.today else dates.understand(raw)


def _no_date(raw: str) -> Message:
    typed = quote(raw, 40)
    if not typed:
        return Message("interview.write_a_date")
    if _SEASON.search(raw):
        return Message("interview.season_is_no_date", typed=typed)
    return Message("interview.cannot_read_date", typed=typed)


def _list_lines(raw: Answer) -> Iterator[str]:
    for line in raw.splitlines() if isinstance(raw, str) else raw:
        text = line.strip()
        if text[:1] in ("-", "–", "•", "*") and text[1:2] == " ":
            text = text[1:].strip()
        if text:
            yield text
