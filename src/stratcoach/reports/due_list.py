"""What is due in a strategy, and what comes next, as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.services.matters import Matter

_MOST_AHEAD = 3


def named(matter: Matter) -> Message:
    """What a matter is, with its owner: `assumption 1 (Mara)`."""
    what = Message("review.what", kind=matter.kind, item=matter.place.named if matter.place else None)
    return Message("show.owned", what=what, owner=matter.owner) if matter.owner else what


def line_of(matter: Matter) -> Message:
    """A matter in one line."""
    return Message("show.item_due", item=named(matter), text=matter.said) if matter.place else named(matter)


def render(due: Sequence[Matter], ahead: Sequence[Matter], style: Style) -> str:
    """What is due, the most important first, and the next days to come."""
    minutes = sum(one.minutes for one in due)
    lines = [style.bold(str(Message("review.due", count=len(due), minutes=minutes)))]
    lines += [_line(one, style, number) for number, one in enumerate(due, 1)]
    following = sorted(ahead, key=lambda one: one.on)[:_MOST_AHEAD]
    if following:
        lines += ["", style.bold(str(Message("review.ahead", count=len(ahead))))]
        lines += [_line(one, style) for one in following]
    return "\n".join(lines)


def _line(matter: Matter, style: Style, number: int = 0) -> str:
    lead = f"{number:>3}. " if number else "  "
    day = spoken(matter.written or matter.on.isoformat())
    return style.wrap(f"{lead.strip()} {day}  {visible(str(line_of(matter)))}", "  ", "     " if number else "    ")
