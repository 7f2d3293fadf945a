"""The story as slides in one HTML file: a screen each, moved by the keys of the browser. No script, no other file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from stratcoach.messages import Message
from stratcoach.reports.page.html import cards_of, document, sheet, ways
from stratcoach.reports.page.markup import Markup, tag
from stratcoach.reports.page.story import Story, StoryPart, promise_to

_SHOWN: Final = (
    "insights",
    "problems",
    "users",
    "positioning",
    "north_star",
    "objectives",
    "trade_offs",
    "boundaries",
    "assumptions",
    "questions",
)
"""The parts that get a slide. What else a page has is for reading, not for a room."""
_MOST: Final = 4
"""So many cards can be read from the back of a room."""


def render(story: Story, mark: str) -> str:
    """The whole deck; `mark` says what made it."""
    style = sheet() + files("stratcoach.reports.page").joinpath("slides.css").read_text(encoding="utf-8")
    slides = list(_slides(story))
    numbered = [
        tag("section", *slide, tag("p", f"{number} / {len(slides)}", class_="number"), class_="slide")
        for number, slide in enumerate(slides, 1)
    ]
    return document(story, Markup(style), mark, tag("main", *numbered, class_="story"))


def _slides(story: Story) -> Iterator[tuple[Markup, ...]]:
    state = Message("story.state", status=story.status, version=story.version, day=story.updated)
    to_whom = promise_to(story)
    yield (
        tag("p", story.product, class_="product", dir="auto"),
        tag("h1", story.vision or story.product, dir="auto"),
        tag("p", str(to_whom), class_="for", dir="auto") if to_whom else Markup(),
        tag("p", str(state), class_="state"),
    )
    if story.today and story.then:
        yield (ways(story),)
    for part in story.parts:
        if part.name in _SHOWN:
            yield _part(part)


def _part(part: StoryPart) -> tuple[Markup, ...]:
    shown = part.replace(cards=tuple(card.replace(facts=card.facts[:2]) for card in part.cards[:_MOST]))
    more = len(part.cards) - _MOST
    return (
        tag("h2", str(part.title)),
        tag("p", part.intro, class_="intro", dir="auto") if part.intro else Markup(),
        cards_of(shown),
        tag("p", str(Message("story.and_more", count=more)), class_="more") if more > 0 else Markup(),
    )
