"""Whether an answer can be taken as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from stratcoach.flow.model import Answer
from stratcoach.flow.protocol import Ask
from stratcoach.flow.templates import quote
from stratcoach.model import dates, fillers, relative_dates
from stratcoach.model.unknown import is_unknown


class Refused(NamedTuple):
    """Why an answer can't be taken as it is, and what is `meant` instead where somebody only says that they don't know; `unsure`
    is what they say beyond that, such as who will find out.
    """

    message: str
    meant: Literal["", "unknown", "skip"] = ""
    unsure: str = ""


_SEASON: Final = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_NOT_KNOWN: Final = "That's fine. To keep it as an open question, press Tab (or type :unknown) and choose “I don't know yet”."
_LEAVE_OUT: Final = "That's fine; skip this question."


def accept(ask: Ask, raw: Answer) -> Answer | Refused:
    """Take an answer as it was typed, or say why it can't be taken: not a date, not one of the options."""
    written = ask.kind in ("text", "texts", "long", "date") and (ask.can_not_know or ask.can_skip)
    if written and fillers.knows_nothing(raw if isinstance(raw, str) else " ".join(raw)):
        return Refused(_NOT_KNOWN, "unknown") if ask.can_not_know else Refused(_LEAVE_OUT, "skip")
    if ask.figure and isinstance(raw, str) and is_unknown(raw, is_name=ask.figure == "name"):
        return Refused(_NOT_KNOWN, "unknown", raw.strip())
    if ask.kind == "date" and isinstance(raw, str):
        return _date(ask, raw) or Refused(_no_date(raw))
    values = [option.value for option in ask.options]
    if ask.kind in ("choice", "agenda"):
        return raw if raw in values else Refused("Choose one of the options.")
    if ask.kind == "links":
        chosen = tuple(one for one in values if one in raw)
        return chosen or Refused("Choose at least one, or skip this question.")
    if ask.kind == "texts":
        found = tuple(_list_lines(raw))
        return found or Refused("Write at least one line, or skip this question.")
    text = raw if isinstance(raw, str) else " ".join(raw)
    if ask.in_words and text.strip() and not any(map(str.isalpha, text)):
        return Refused("Say it in words, so that somebody who wasn't here knows what you mean.")
    return text.strip() or Refused("Write something, or skip this question." if ask.can_skip else "Write something.")


def _date(ask: Ask, raw: str) -> str:
    return relative_dates.read(raw, ask.today, past=ask.is_past) if ask.today else dates.understand(raw)


def _no_date(raw: str) -> str:
    told = quote(raw, 40)
    if not told:
        return "Write a date, or skip this question."
    if _SEASON.search(raw):
        return f"Can't read “{told}” as a date: seasons differ around the world. Write a month or a quarter, such as August 2026 or Q3 2026."
    return f"Can't read “{told}” as a date. Write a year, a quarter, a month or a day: 2026, Q2 2026, March 2026, 2026-03-14."


def _list_lines(raw: Answer) -> Iterator[str]:
    for line in raw.splitlines() if isinstance(raw, str) else raw:
        told = line.strip()
        if told[:1] in ("-", "–", "•", "*") and told[1:2] == " ":
            told = told[1:].strip()
        if told:
            yield told
