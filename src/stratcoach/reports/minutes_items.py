"""What the file says of an item beside its words: figures, sources, tests, owners, days."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.model.dates import spoken
from stratcoach.model.shown import ended
from stratcoach.model.strategy import Assumption, Insight, Item, NorthStar, Objective, Vision
from stratcoach.reports.minutes_text import as_line, owned

_SOURCES = {"support": "support cases", "sales": "sales calls", "market": "the market", "research": "a study", "other": ""}


def details(item: Item) -> str:
    """The details of one item in sentences, or in brackets where it is only where something was seen; nothing where there are none."""
    if isinstance(item, Insight):
        return _seen(item)
    return " ".join(_sentences(item))


def _seen(insight: Insight) -> str:
    source = ", ".join(filter(None, (_SOURCES.get(insight.source, insight.source), spoken(insight.observed))))
    told = "; ".join(filter(None, (as_line(insight.evidence).rstrip("."), source)))
    return f"({told})" if told else "(no source yet)"


def _sentences(item: Item) -> Iterator[str]:
    owner, by = as_line(item.owner), ""
    match item:
        case NorthStar() | Objective():
            yield from _figures(item)
        case Vision():
            yield from (f"For: {ended(as_line(item.user))}",) if item.user else ()
            yield from (f"By {spoken(item.horizon)}.",) if item.horizon else ()
        case Assumption():
            yield from (f"Test: {ended(as_line(item.test))}",) if item.test else ()
            owner, by = "", owned(item.owner, item.by).strip()
    if owner:
        yield ended(f"Owner: {owner}")
    if by:
        yield by


def _figures(item: NorthStar | Objective) -> Iterator[str]:
    """The metric, and from where to where by when; what isn't known yet says so."""
    is_known = item.baseline not in ("", "unknown")
    by = f" by {spoken(item.by)}" if item.by else ""
    if is_known and item.target:
        way = f"{as_line(item.baseline)} → {as_line(item.target)}{by}"
    elif item.target:
        way = f"target {as_line(item.target)}{by}" + (", today unknown" if item.baseline else "")
    elif is_known:
        way = f"{as_line(item.baseline)} today, target still open" + (f",{by}" if by else "")
    else:
        way = by.strip()
    metric = as_line(item.metric).rstrip(".") if isinstance(item, Objective) else ""
    if metric:
        yield ended(f"Measured by: {', '.join(filter(None, (metric, way)))}")
    elif way:
        yield ended(way[:1].upper() + way[1:])
