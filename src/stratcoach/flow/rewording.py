"""Whether an answer says something else than before."""

from __future__ import annotations

from stratcoach.flow.answer import Answer


def is_reworded(before: Answer | None, now: Answer) -> bool:
    """Whether a text has other words now, not only another case, other marks or spaces."""
    return isinstance(before, str) and isinstance(now, str) and _words(before) != _words(now)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
