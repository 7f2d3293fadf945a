"""The story as Markdown, for a wiki or a repository."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import Message
from stratcoach.model.markdown_text import literal
from stratcoach.reports.page.story import IN_QUESTION, THEN, TODAY, Card, Story, StoryFigure, StoryPart, promise_to


def render(story: Story, mark: str) -> str:
    """The whole document; `mark` says what made it."""
    made = Message("story.made_again", made=mark)
    return "\n".join([f"<!-- {made} -->", "", *_lines(story)]) + "\n"


def _lines(story: Story) -> Iterator[str]:
    yield f"# {literal(story.product)}"
    yield ""
    if story.vision:
        yield f"**{literal(story.vision)}**"
        yield ""
    if to_whom := promise_to(story, literal):
        yield f"{to_whom}"
        yield ""
    for label, text in ((TODAY, story.today), (THEN, story.then)):
        if text:
            yield f"- **{label}:** {literal(text)}"
    for part in story.parts:
        yield from _part(part)
    yield ""
    yield " ".join(literal(f"{line}") for line in story.closing)
    yield ""
    version, day = literal(story.version), literal(story.updated)
    yield f"{Message('story.state_at_the_end', status=story.status, version=version, day=day)}"


def _part(part: StoryPart) -> Iterator[str]:
    yield from ("", f"## {part.title}", "")
    if part.intro:
        yield from (literal(part.intro), "")
    for number, card in enumerate(part.cards, 1):
        yield from _card(card, f"{number}. " if part.is_ranked else "- ")


def _card(card: Card, bullet: str) -> Iterator[str]:
    inside = [*([_figure(card.figure)] if card.figure else []), *(f"{label}: {literal(text)}" for label, text in card.facts)]
    inside += [f"**{IN_QUESTION}:** {literal(doubt)}" for doubt in card.doubts]
    lead = [f"**{literal(card.lead)}**"] if card.lead else []
    first, *rest = list(filter(None, (*lead, *inside))) or [literal(card.id)]
    indent = " " * len(bullet)
    yield f"{bullet}{first}" + ("\\" if rest else "")
    for number, line in enumerate(rest, 1):
        yield f"{indent}{line}" + ("\\" if number < len(rest) else "")


def _figure(figure: StoryFigure) -> str:
    way = " → ".join(filter(None, (literal(figure.baseline), literal(figure.target)))) if figure.target else ""
    when = f" {Message('story.by', day=literal(figure.by))}" if figure.by and way else ""
    whole = ": ".join(filter(None, (literal(figure.metric), f"{way}{when}")))
    return f"{whole} ({literal(str(figure.state))})" if figure.way else whole
