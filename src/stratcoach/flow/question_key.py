"""What names a question: `vision.user`, `insights#2.source`, `insights#2.source?owner`."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

AGENDA_KEY: Final = "start.agenda"

DIGITS: Final = 9
"""No list has more entries than these digits count."""


class QuestionKey(NamedTuple):
    """The parts of a question's key. `entry` is 0 outside lists; `part` is what is asked about something unknown."""

    flow: str
    entry: int
    question: str
    part: str = ""

    @property
    def handle(self) -> str:
        return f"{self.flow}#{self.entry}"

    @property
    def asks_who(self) -> bool:
        """Whether the answer is the name of somebody."""
        return self.part == "owner" or (not self.part and self.question in ("owner", "decider"))


def key_of(flow: str, question: str, entry: int = 0, part: str = "") -> str:
    return f"{flow}{f'#{entry}' if entry else ''}.{question}{f'?{part}' if part else ''}"


@cache
def parse_key(key: str) -> QuestionKey:
    head, _, question = key.partition(".")
    flow, _, entry = head.partition("#")
    name, _, part = question.partition("?")
    return QuestionKey(flow, int(entry[:DIGITS]) if entry.isdecimal() else 0, name, part)
