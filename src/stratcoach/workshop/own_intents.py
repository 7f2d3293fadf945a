"""What only somebody's own page asks a room to do, as values; see `intents`."""

from __future__ import annotations

from stratcoach.workshop.intents import Intent


class OpenPage(Intent):
    """Somebody has a page of their own now."""

    person: str


class ChangeOwn(Intent):
    """A note of one's own in other words, while nobody else has seen it."""

    person: str
    number: int
    text: str


class TakeBack(Intent):
    """A note of one's own that is taken back, while nobody else has seen it."""

    person: str
    number: int


class AnswerAhead(Intent):
    """What somebody answers before the workshop to the question of a step, one thought a line; without any line it is
    taken back.
    """

    person: str
    step: str
    lines: tuple[str, ...]


class MarkDone(Intent):
    """Somebody is done with what is asked now, or not after all."""

    person: str
    is_done: bool = True
