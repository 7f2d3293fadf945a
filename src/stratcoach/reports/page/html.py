"""The story as one HTML page that needs no other file: no script, no font, no request. For a phone, a screen, two sheets of paper."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from stratcoach.messages import Message
from stratcoach.reports.page import number_chart
from stratcoach.reports.page.markup import NOTHING, Markup, join, tag
from stratcoach.reports.page.story import IN_QUESTION, THEN, TODAY, Card, Story, StoryFigure, StoryPart, promise_to
from stratcoach.reports.page.trace_map import LEGEND, TraceMap

_RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "ps", "sd", "yi", "dv")


def render(story: Story, drawn: TraceMap | None, mark: str) -> str:
    """The whole page; `mark` says what made it."""
    style = Markup(sheet() + (drawn.style if drawn else ""))
    return document(
        story, style, mark, _header(story), tag("main", *map(_part, story.parts), _map(drawn), class_="story"), _footer(story)
    )


def document(story: Story, style: Markup, mark: str, *body: Markup) -> str:
    """A page of a story, with its language and direction."""
    title = str(Message("story.title", product=story.product, version=story.version))
    return page(title, story.language.lower(), style, mark, *body)


def page(title: str, language: str, style: Markup, mark: str, *body: Markup) -> str:
    """A page of its own: it loads nothing and runs nothing."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=f"default-src 'none'; style-src 'sha256-{_digest(style)}'"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=mark),
        tag("title", title),
        tag("style", style),
    )
    turned = "rtl" if language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0] in _RIGHT_TO_LEFT else None
    return f"<!doctype html>\n{tag('html', head, tag('body', *body), lang=language, dir=turned)}\n"


def map_alone(drawn: TraceMap, mark: str) -> str:
    """The map as a file of its own, with its colours and without the page's."""
    style = tag(
        "style",
        Markup(
            "\n".join(
                line for line in sheet().splitlines() if line.startswith((":root", "  :root", ".map", "@media (prefers", "}"))
            )
            + drawn.style
        ),
    )
    before, _, after = drawn.svg.partition(">")
    return f"<!-- {mark} -->\n{before}>{style}{after}\n"


def sheet() -> str:
    """The style sheet that pages and slides share."""
    return files("stratcoach.reports.page").joinpath("style.css").read_text(encoding="utf-8")


def _digest(style: str) -> str:
    import base64
    import hashlib

    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _header(story: Story) -> Markup:
    state = Message("story.state", status=story.status, version=story.version, day=story.updated)
    to_whom = promise_to(story)
    return tag(
        "header",
        tag("p", story.product, class_="product", dir="auto"),
        tag("p", str(state), class_=f"state {story.status}"),
        tag("h1", story.vision, dir="auto") if story.vision else tag("h1", story.product, dir="auto"),
        tag("p", str(to_whom), class_="for", dir="auto") if to_whom else None,
        ways(story),
    )


def ways(story: Story) -> Markup:
    """Today and then, side by side."""
    sides = [
        tag("div", tag("h2", str(title)), tag("p", text, dir="auto"))
        for title, text in ((TODAY, story.today), (THEN, story.then))
        if text
    ]
    return tag("div", *sides, class_="ways") if sides else NOTHING


def _part(part: StoryPart) -> Markup:
    return tag(
        "section",
        tag("h2", str(part.title)),
        tag("p", part.intro, class_="intro", dir="auto") if part.intro else None,
        cards_of(part),
        class_=part.name,
    )


def cards_of(part: StoryPart) -> Markup:
    """The cards of a part, numbered where their order says something."""
    return tag("ol" if part.is_ranked else "ul", *map(_card, part.cards))


def _card(card: Card) -> Markup:
    return tag("li", *_inside(card), class_="card")


def _inside(card: Card) -> Iterator[Markup]:
    if card.lead:
        yield tag("p", card.lead, class_="lead", dir="auto")
    if card.figure:
        yield _figure(card.figure)
        if card.figure.way:
            yield number_chart.draw(card.figure, card.figure.way)
            yield tag("p", str(card.figure.state), class_=f"progress {card.figure.way.state}", dir="auto")
    for label, text in card.facts:
        yield tag("p", tag("b", f"{label}:"), Markup(" "), text, class_="fact", dir="auto")
    for doubt in card.doubts:
        yield tag("p", tag("b", f"{IN_QUESTION}:"), Markup(" "), doubt, class_="doubt", dir="auto")


def _figure(figure: StoryFigure) -> Markup:
    values = []
    if figure.target:
        if figure.baseline:
            values += [tag("span", f"{figure.baseline} → ", class_="from")]
        values += [tag("span", figure.target, class_="to")]
        if figure.by:
            values += [Markup(" "), tag("span", str(Message("story.by", day=figure.by)), class_="by")]
    return tag(
        "p",
        tag("span", figure.metric, class_="metric", dir="auto") if figure.metric else None,
        tag("span", *values, class_="values") if values else None,
        class_="figure",
    )


def _map(drawn: TraceMap | None) -> Markup:
    if drawn is None:
        return NOTHING
    return tag(
        "section",
        tag("h2", str(Message("story.map"))),
        tag("div", drawn.svg, class_="scroll", tabindex=0, role="region", aria_label=str(Message("story.map_scrolls"))),
        tag(
            "p",
            str(Message("story.map_help", legend=LEGEND, lights_up=drawn.lights_up)),
            class_="legend",
        ),
        class_="wide",
    )


def _footer(story: Story) -> Markup:
    return tag("footer", join(tag("p", str(line), dir="auto") for line in story.closing))
