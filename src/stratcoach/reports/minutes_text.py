"""How minutes write what people said: on one line, with no meaning to Markdown, whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stratcoach.flow.wording import in_full
from stratcoach.model.dates import spoken
from stratcoach.model.markdown import literal


def as_line(text: str) -> str:
    """What somebody said, on one line and without meaning anything to Markdown."""
    return literal(text)


_ADDRESS: Final = re.compile(r"\b(https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])", re.IGNORECASE)


def as_place(text: str) -> str:
    """Where people meet. Unlike in what somebody said, an address is a link: it has to open the call, in a mail as well."""
    parts = _ADDRESS.split(text)
    told = [f"<{part}>" if at % 2 else as_line(f"x{part}x")[1:-1] for at, part in enumerate(parts)]
    return "".join(told) if len(parts) > 1 else as_line(text)


_OURS: Final = {"your": "our", "yours": "ours", "you": "we"}
_YOU: Final = re.compile(r"\b(yours?|you(?= \w))\b|\byou\b")


def titled(title: str) -> str:
    """The title of a step as those write it who were in it: what asks “you” in the room is “we” in the minutes, or “us”."""
    return as_line(_YOU.sub(lambda match: _OURS.get(match[1], "us"), title))


def quoted(text: str) -> str:
    return f"“{as_line(in_full(text))}”"


def listed(texts: Sequence[str]) -> str:
    """Texts as one says them: one, two and three."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(count: int) -> str:
    """A small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def owned(owner: str, by: str) -> str:
    """Who does it and by when, in brackets behind it; nothing where neither is known."""
    told = ", ".join(part for part in (as_line(owner), f"by {spoken(by)}" if by else "") if part)
    return f" ({told})" if told else ""
