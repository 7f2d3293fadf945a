"""A strategy as a story in reading order: parts with a title, each with cards. What a page says is settled here; how it looks, not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from stratcoach.language.en.number_progress import NumberProgress
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken_when
from stratcoach.model.value import Value

TODAY: Final = Message("story.today")
THEN: Final = Message("story.then")
IN_QUESTION: Final = Message("story.in_question")

Audience = Literal["sponsor", "board", "team"]
"""For whom the page is: a sponsor; a board, who wants it short; a team, who wants all of it."""


class Fact(NamedTuple):
    """A short label and what it says."""

    label: Message
    text: str


class StoryFigure(NamedTuple):
    """A number on its way: from where to where, by when; each may be missing. `way` is how far it has come, where it was read."""

    metric: str
    baseline: str
    target: str
    by: str
    way: NumberProgress | None = None

    @property
    def state(self) -> Message:
        """How it goes, with the last reading."""
        if self.way is None:
            return NOTHING
        last = self.way.points[-1].reading
        return Message("number.now", value=last.value, when=spoken_when(last.date), words=self.way.words)


class Card(Value):
    """One item in words. `id` is the item's own, for links within the page; `doubts` say why it is in question."""

    lead: str
    id: str = ""
    facts: tuple[Fact, ...] = ()
    figure: StoryFigure | None = None
    doubts: tuple[str, ...] = ()


class StoryPart(Value):
    """One part of the story."""

    name: str
    title: Message
    cards: tuple[Card, ...]
    intro: str = ""
    is_ranked: bool = False


class Story(Value):
    """The whole page: its head, its parts, its foot."""

    product: str
    vision: str
    promise_to: str
    horizon: str
    today: str
    then: str
    status: str
    version: str
    updated: str
    parts: tuple[StoryPart, ...]
    closing: tuple[Message, ...]
    language: str = "en"
    has_many_doubts: bool = False
    """Whether only the first few of what puts an item in question are named."""


def promise_to(story: Story, written: Callable[[str], str] = str) -> Message:
    """To whom the vision is promised and by when, as far as the strategy says so; `written` makes a text fit for the page."""
    who, horizon = written(story.promise_to.rstrip(".")), written(story.horizon)
    state = "who_and_horizon" if who and horizon else "who" if who else "horizon"
    return Message("story.promise_to", who=who, horizon=horizon, state=state) if who or horizon else NOTHING
