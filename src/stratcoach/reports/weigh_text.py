"""An idea weighed against the strategy, for people."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.scales import Alike
from stratcoach.messages import Message, Text
from stratcoach.model.dates import spoken
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.services.weighing import Bearing, Weighed


def render(weighed: Weighed, style: Style) -> str:
    """What speaks for it and against it, what it would rest on, what was asked before; last, what follows."""
    strategy = weighed.strategy
    head = Message("weigh.against_which", product=visible(strategy.product), version=visible(strategy.version))
    parts = [f"{style.bold(style.wrap(visible(weighed.proposal)))}\n{style.dim(style.wrap(f'{head}'))}"]
    for title, lines in blocks(weighed):
        shown = (style.wrap(visible(f"{line}"), "  ", "    ") for line in lines)
        parts.append("\n".join([style.bold(f"{title}"), *shown]))
    parts.append(style.wrap(f"{weighed.verdict}"))
    parts.append(style.dim(style.wrap(f"{Message('weigh.never_decides')}")))
    return "\n\n".join(parts)


def blocks(weighed: Weighed) -> Iterator[tuple[Message, list[Text]]]:
    """The titles of what is shown, each with its lines."""
    held = (
        (Message("weigh.speaks_against"), [_item(one) for one in weighed.speaks_against]),
        (Message("weigh.speaks_for"), [_item(one) for one in weighed.speaks_for]),
        (Message("weigh.asked_before"), [_earlier(one) for one in weighed.earlier]),
        (Message("weigh.would_rest_on"), [_item(one) for one in weighed.rests_on]),
        (Message("weigh.read_first"), [_item(one) for one in weighed.read_first] if not weighed.is_decided else []),
    )
    yield from ((title, lines) for title, lines in held if lines)


def _item(one: Bearing) -> Text:
    return Message("weigh.item", noun=one.section.noun, name=one.id, text=one.text)


def _earlier(one: Alike) -> Text:
    proposal = one.proposal
    line = Message("weigh.earlier", answer=proposal.answer, proposal=proposal.proposal.rstrip("."))
    return Message("weigh.earlier_on", earlier=line, date=spoken(proposal.date)) if proposal.date else line
