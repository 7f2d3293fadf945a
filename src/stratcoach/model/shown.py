"""Texts made fit to be shown: a text from a file must not steer the terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Make control characters and bidirectional overrides visible."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def sentence(text: str) -> str:
    """A message as a sentence: with a capital letter, and a full stop where nothing else ends it."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!", "…")) else f"{whole}."
