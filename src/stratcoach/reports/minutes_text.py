"""How minutes write what people said: on one line, with no meaning to Markdown, whole."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.flow.templates import in_full
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.markdown_text import literal
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy


def as_line(text: str) -> str:
    """What somebody said, on one line and without meaning anything to Markdown."""
    return literal(text)


_ADDRESS: Final = re.compile(r"\b(https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])", re.IGNORECASE)


def as_place(text: str) -> str:
    """Where people meet. Unlike in what somebody said, an address is a link: it has to open the call, in a mail as well."""
    parts = _ADDRESS.split(visible(text))
    written = [f"<{part}>" if at % 2 else as_line(f"x{part}x")[1:-1] for at, part in enumerate(parts)]
    return "".join(written) if len(parts) > 1 else as_line(text)


_OURS: Final = {"your": "our", "yours": "ours", "you": "we"}
_YOU: Final = re.compile(r"\b(yours?|you(?= \w))\b|\byou\b")


def titled(title: str) -> str:
    """The title of a step as those write it who were in it: what asks “you” in the room is “we” in the minutes, or “us”."""
    return as_line(_YOU.sub(lambda match: _OURS.get(match[1], "us"), title))


def quoted(text: str) -> str:
    return f"“{as_line(in_full(text))}”"


def product_of(strategy: Strategy) -> str:
    """What the strategy is for."""
    return as_line(strategy.product or f"{Message('minutes.strategy')}")


def owned(owner: str, by: str) -> str:
    """Who does it and by when, in brackets behind it; nothing where neither is known."""
    name, day = as_line(owner), spoken(by) if by else ""
    if not name and not day:
        return ""
    state = "owner_and_day" if name and day else "owner" if name else "day"
    return f" ({Message('minutes.owned', owner=name, day=day, state=state)})"
