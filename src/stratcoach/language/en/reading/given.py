"""Whether an entry has a figure, a date or evidence: in its field, or in its sentence. Rules and `show` ask the same."""

from __future__ import annotations

from stratcoach.language.en.figures import has_baseline
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.evidence import is_invented, only_a_date, was_seen
from stratcoach.language.en.reading.measures import aimed_at
from stratcoach.language.en.unknown import is_unknown
from stratcoach.model.entry import Entry
from stratcoach.model.strategy import SOURCES, Insight, Objective

FIGURES = ("baseline", "target")


def is_given(entry: Entry, field: str) -> bool:
    """Whether an entry has what a field is for. A figure that is still to be found doesn't count, nor evidence that is only a date."""
    text = str(getattr(entry, field)).strip()
    if isinstance(entry, Insight) and field == "evidence":
        return not is_invented(read(entry.statement).tokens) and (is_proven(entry) or was_seen(read(entry.statement)))
    if text:
        return field not in (*FIGURES, "by") or not is_unknown(text)
    return isinstance(entry, Objective) and _says(entry, field)


def _says(objective: Objective, field: str) -> bool:
    """Whether the sentence of an objective says what the field for it doesn't."""
    said = read(objective.statement).tokens
    if field == "baseline":
        return has_baseline(said)
    if field == "target":
        return aimed_at(said)
    return field == "by" and any(deadline(read(text).tokens) for text in (objective.statement, objective.target))


def is_proven(insight: Insight) -> bool:
    """Whether its fields say where somebody could look it up. A kind of source such as `interviews` doesn't, free words do."""
    source, evidence = insight.source.strip(), insight.evidence.strip()
    return bool((evidence and not only_a_date(read(evidence))) or insight.link.strip() or (source and source not in SOURCES))
