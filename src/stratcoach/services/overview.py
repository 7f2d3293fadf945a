"""What `show` reports, in any format: coverage, the trace, what is loose, what is in question, what is due."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from stratcoach.language.en.reading.given import is_given
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model.coverage import Covered, Due, ItemPlace, coverage, due, filled
from stratcoach.model.evidence_trace import TraceRow, trace
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION, Section, entries
from stratcoach.model.strategy import Insight, Strategy
from stratcoach.model.value import Value
from stratcoach.rules.trace import BROKEN_LINK, UNGROUNDED, UNLINKED, UNUSED
from stratcoach.services.numbers import ReadNumber, read_numbers

_LOOSE: Final = (BROKEN_LINK, UNGROUNDED, UNLINKED, UNUSED)


class Loose(NamedTuple):
    """A dot that isn't connected, and how."""

    place: ItemPlace
    id: str
    message: Message


class Doubt(NamedTuple):
    """An insight that puts something in question: what it speaks against, and what rests on that."""

    insight: TraceRow
    against: tuple[TraceRow, ...]
    above: tuple[TraceRow, ...]


class Shown(Value):
    """The state of a strategy on a day."""

    strategy: Strategy
    day: date
    held: tuple[Section, ...]
    empty: tuple[Section, ...]
    coverage: tuple[Covered, ...]
    trace: tuple[TraceRow, ...]
    loose: tuple[Loose, ...]
    doubts: tuple[Doubt, ...]
    due: tuple[Due, ...]
    numbers: tuple[ReadNumber, ...] = ()
    is_cut: bool = False


def look(strategy: Strategy, day: date) -> Shown:
    """Look at the state of a strategy on a day."""
    links = Links(strategy)
    having, empty = filled(strategy)
    rows = trace(strategy, links)
    return Shown(
        strategy=strategy,
        day=day,
        held=having,
        empty=empty,
        coverage=coverage(strategy, links, is_given),
        trace=rows,
        loose=_loose(strategy, day),
        doubts=_doubts(rows),
        due=due(strategy),
        numbers=read_numbers(strategy, day),
        is_cut=links.is_cut,
    )


def _loose(strategy: Strategy, day: date) -> tuple[Loose, ...]:
    """What the rules on links find; what a team has waived, it has looked at."""
    found = []
    for finding in lint(strategy, day, _LOOSE).findings:
        section = SECTION[finding.section]
        entry = tuple(entries(strategy, section))[finding.entry or 0]
        place = ItemPlace(section, (finding.entry or 0) + 1 if section.many else 0, entry)
        found.append(Loose(place, str(getattr(entry, "id", "")), finding.message))
    return tuple(found)


def _doubts(rows: tuple[TraceRow, ...]) -> tuple[Doubt, ...]:
    shaken: dict[str, list[TraceRow]] = {}
    for row in rows:
        for name in row.doubted:
            shaken.setdefault(name, []).append(row)
    found = []
    for insight in rows:
        if isinstance(insight.place.entry, Insight) and insight.id in shaken:
            named = frozenset(insight.place.entry.challenges)
            against = tuple(row for row in shaken[insight.id] if row.id in named)
            found.append(Doubt(insight, against, tuple(row for row in shaken[insight.id] if row.id not in named)))
    return tuple(found)
