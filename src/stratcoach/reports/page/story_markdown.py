"""The story as Markdown, for a wiki or a repository."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.model.markdown_text import literal
from stratcoach.reports.page.story import Card, Story, StoryFigure, StoryPart


def render(story: Story, mark: str) -> str:
    """The whole document; `mark` says what made it."""
    return (
        "\n".join([f"<!-- {mark}; it is regenerated each time, so edit the strategy file instead. -->", "", *_lines(story)])
        + "\n"
    )


def _lines(story: Story) -> Iterator[str]:
    yield f"# {literal(story.product)}"
    yield ""
    if story.vision:
        yield f"**{literal(story.vision)}**"
        yield ""
    who = ", ".join(
        filter(None, (literal(story.promise_to.rstrip(".")), f"by {literal(story.horizon)}" if story.horizon else ""))
    )
    if who:
        yield f"{who}."
        yield ""
    for label, text in (("Today", story.today), ("Then", story.then)):
        if text:
            yield f"- **{label}:** {literal(text)}"
    for part in story.parts:
        yield from _part(part)
    yield ""
    yield " ".join(literal(line) for line in story.closing)
    yield ""
    state = "" if story.status == "active" else f"{story.status.capitalize()}, "
    yield f"{state}version {literal(story.version)}, {literal(story.updated)}"


def _part(part: StoryPart) -> Iterator[str]:
    yield from ("", f"## {part.title}", "")
    if part.intro:
        yield from (literal(part.intro), "")
    for number, card in enumerate(part.cards, 1):
        yield from _card(card, f"{number}. " if part.is_ranked else "- ")


def _card(card: Card, bullet: str) -> Iterator[str]:
    inside = [*([_figure(card.figure)] if card.figure else []), *(f"{label}: {literal(text)}" for label, text in card.facts)]
    inside += [f"**In question:** {literal(doubt)}" for doubt in card.doubts]
    lead = [f"**{literal(card.lead)}**"] if card.lead else []
    first, *rest = list(filter(None, (*lead, *inside))) or [literal(card.id)]
    indent = " " * len(bullet)
    yield f"{bullet}{first}" + ("\\" if rest else "")
    for number, line in enumerate(rest, 1):
        yield f"{indent}{line}" + ("\\" if number < len(rest) else "")


def _figure(figure: StoryFigure) -> str:
    way = " → ".join(filter(None, (literal(figure.baseline), literal(figure.target)))) if figure.target else ""
    when = f" by {literal(figure.by)}" if figure.by and way else ""
    return ": ".join(filter(None, (literal(figure.metric), f"{way}{when}")))
