"""What the file says of an item beside its words: figures, sources, tests, owners, days."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.templates import in_full
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.safe_text import ended
from stratcoach.model.strategy import Assumption, Insight, NorthStar, Objective, Strategy, Vision
from stratcoach.reports.minutes_text import as_line, owned
from stratcoach.workshop.note_marks import OTHER


def details(item: Item) -> str:
    """The details of one item in sentences, or in brackets where it is only where something was seen; nothing where there are none."""
    if isinstance(item, Insight):
        return _seen(item)
    return " ".join(_sentences(item))


def answered(strategy: Strategy, words: str) -> str:
    """What was said to an idea, by which choices, and why, in sentences; nothing where these words are no proposal's."""
    found = next((one for one in strategy.proposals if in_full(one.proposal) == in_full(words)), None)
    if found is None:
        return ""
    links = Links(strategy)
    said = (links.placed[name] for name in found.decided_by if name in links.placed)
    choices = tuple(f"“{as_line(in_full(str(getattr(item, section.main))))}”" for section, item in said)
    sentences = [Message("minutes.answered", answer=found.answer, choices=choices)]
    if found.because:
        sentences.append(Message("minutes.reason", reason=ended(as_line(found.because))))
    return "".join([" ".join(f"{one}" for one in sentences), owned(found.owner, found.by)])


def _seen(insight: Insight) -> str:
    source = f"{Message('minutes.source', source='' if insight.source == OTHER else insight.source)}"
    source = ", ".join(filter(None, (source, str(spoken(insight.observed)))))
    seen = "; ".join(filter(None, (as_line(insight.evidence).rstrip("."), source)))
    return f"({seen})" if seen else f"{Message('minutes.no_source_yet')}"


def _sentences(item: Item) -> Iterator[str]:
    owner, by = as_line(item.owner), ""
    match item:
        case NorthStar() | Objective():
            yield from _figures(item)
        case Vision():
            if item.user:
                yield f"{Message('minutes.for_whom', user=ended(as_line(item.user)))}"
            if item.horizon:
                yield f"{Message('minutes.by_day', day=spoken(item.horizon))}"
        case Assumption():
            if item.test:
                yield f"{Message('minutes.test', test=ended(as_line(item.test)))}"
            owner, by = "", owned(item.owner, item.by).strip()
    if owner:
        yield f"{Message('minutes.owner', owner=ended(owner))}"
    if by:
        yield by


def _figures(item: NorthStar | Objective) -> Iterator[str]:
    """The metric, and from where to where by when; what isn't known yet says so."""
    way = f"{_way(item)}"
    metric = as_line(item.metric).rstrip(".") if isinstance(item, Objective) else ""
    if metric:
        yield ended(f"{Message('minutes.measured_by', metric=', '.join(filter(None, (metric, way))))}")
    elif way:
        yield ended(way[:1].upper() + way[1:])


def _way(item: NorthStar | Objective) -> Message:
    baseline, target, day = as_line(item.baseline), as_line(item.target), spoken(item.by) if item.by else ""
    is_known = item.baseline not in ("", "unknown")
    if is_known and item.target:
        return Message("minutes.from_baseline_to_target", baseline=baseline, target=target, day=day)
    if item.target:
        return Message("minutes.to_target", target=target, day=day, is_unknown=bool(item.baseline))
    if is_known:
        return Message("minutes.target_still_open", baseline=baseline, day=day)
    return Message("minutes.only_the_day", day=day) if day else NOTHING
