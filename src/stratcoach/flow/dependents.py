"""What hangs on an item that is about to be changed: what rests on it, and what puts it in question."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy

MOST_NAMED: Final = 3
LONGEST: Final = 60


def standing(strategy: Strategy, name: str) -> Message:
    """What rests directly on an item and what puts it in question, in a sentence or two; nothing where nothing does."""
    links = Links(strategy)
    doubts, above = links.in_question.get(name, ()), links.resting_on.get(name, ())
    doubted = Message("interview.in_question_because", items=_named(links, doubts, with_noun=False)) if doubts else NOTHING
    if not above:
        return doubted
    resting = Message("interview.check_what_rests_on_it", items=_named(links, above, with_noun=True))
    return Message("interview.two_sentences", first=doubted, second=resting) if doubts else resting


def _named(links: Links, names: tuple[str, ...], *, with_noun: bool) -> tuple[Message, ...]:
    named = []
    for name in names[:MOST_NAMED]:
        section, item = links.placed[name]
        text = quote(section.text_of(item), LONGEST)
        named.append(
            Message("interview.item", noun=section.noun, text=text) if with_noun else Message("finding.in_quotes", text=text)
        )
    more = len(names) - len(named)
    return (*named, Message("interview.and_more", count=more)) if more > 0 else tuple(named)
