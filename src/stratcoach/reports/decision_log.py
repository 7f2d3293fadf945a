"""What was decided about ideas, newest first, and how often each choice decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.decisions import MOST_OVERRULED, Use, still_overruled, uses
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.safe_text import visible
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Boundary, Proposal, Strategy
from stratcoach.reports.style import Style
from stratcoach.services.as_data import proposal_data

_LONGEST = 110


def render(strategy: Strategy, style: Style) -> str:
    """The proposals for people, then the choices that decided most often, and the boundaries that are in question."""
    if not strategy.proposals:
        return style.wrap(f"{Message('weigh.no_decisions', product=visible(strategy.product))}")
    placed = Links(strategy).placed
    parts = [style.bold(visible(strategy.product))]
    for one in newest_first(strategy.proposals):
        day = f"{dates.spoken(one.date)}" if one.date else ""
        answer = style.bold(f"{Message('weigh.answered', answer=one.answer)}")
        head = "  ".join(filter(None, [answer, day, visible(quote(one.proposal, _LONGEST))]))
        parts.append("\n".join([head, *(style.wrap(visible(f"{line}"), "  ", "    ") for line in _reasons(one, placed))]))
    found = sorted(uses(strategy).items(), key=lambda one: -len(one[1].used) - len(one[1].overruled))
    if counted := [_counted(*placed[name], use) for name, use in found if name in placed]:
        lines = (style.wrap(visible(f"{line}"), "  ", "    ") for line in counted)
        parts.append("\n".join([style.bold(f"{Message('weigh.how_often')}"), *lines]))
    parts += [style.warm(style.wrap(f"{Message('weigh.in_question', name=name)}")) for name in in_question(strategy)]
    return "\n\n".join(parts)


def newest_first(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Those of today first; those without a day last."""
    dated = [(day.last.isoformat() if (day := dates.parse(one.date)) else "", at) for at, one in enumerate(proposals)]
    return [proposals[at] for _, at in sorted(dated, reverse=True)]


def in_question(strategy: Strategy) -> list[str]:
    """The ids of the boundaries that were overruled too often since they were last reviewed."""
    found = uses(strategy)
    return [
        one.id for one in strategy.boundaries if one.id in found and len(still_overruled(one, found[one.id])) > MOST_OVERRULED
    ]


def _reasons(one: Proposal, placed: dict[str, tuple[Section, Item]]) -> Iterator[Message]:
    for name in one.decided_by:
        if name not in placed:
            yield Message("weigh.decided_by_gone", name=name)
            continue
        section, item = placed[name]
        text = quote(str(getattr(item, section.main)), _LONGEST)
        is_overruled = isinstance(item, Boundary) and one.answer == "yes"
        if is_overruled:
            yield Message("weigh.overruled_by", noun=section.noun, name=name, text=text)
        else:
            yield Message("weigh.decided_by", noun=section.noun, name=name, text=text)
    if one.because:
        yield Message("weigh.because", reason=one.because)
    if one.owner:
        yield Message("weigh.who_finds_out", owner=one.owner, has_date=bool(one.by), date=dates.spoken(one.by) if one.by else "")


def _counted(section: Section, item: Item, use: Use) -> Message:
    line = Message("weigh.used", used=len(use.used), noun=section.noun, name=item.id)
    return Message("weigh.used_and_overruled", used=line, overruled=len(use.overruled)) if use.overruled else line


def as_json(strategy: Strategy, file: str) -> str:
    """The same as JSON, version 1. Keys are only ever added."""
    doubted = in_question(strategy)
    shape = {
        "version": 1,
        "file": file,
        "product": strategy.product,
        "proposals": [proposal_data(one) for one in newest_first(strategy.proposals)],
        "choices": [
            {"on": name, "used": len(use.used), "overruled": len(use.overruled), "in_question": name in doubted}
            for name, use in uses(strategy).items()
        ],
    }
    return json.dumps(shape, ensure_ascii=True, indent=2)
