"""Values as plain data: what `--format json` writes and `api` returns. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from stratcoach.lint.finding import Finding
from stratcoach.messages import Message
from stratcoach.model.value import Value
from stratcoach.rules.base import SEVERITIES, Rule

if TYPE_CHECKING:  # what lint needs of this module loads no diff
    from stratcoach.diff.change import Change
    from stratcoach.diff.comparison import Comparison
    from stratcoach.model.coverage import Covered, Due, ItemPlace
    from stratcoach.model.evidence_trace import TraceRow
    from stratcoach.model.strategy import Proposal
    from stratcoach.services.matters import Matter
    from stratcoach.services.numbers import ReadNumber
    from stratcoach.services.overview import Doubt, Loose, Shown
    from stratcoach.services.weighing import Bearing, Weighed


def plain(value: Any) -> Any:
    """Any value as plain data: messages as texts, frozen values and named tuples as mappings, tuples as lists, days as texts."""
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, Value):
        return {name: plain(one) for name, one in value.__dict__.items()}
    if hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding without its place, with a `fix` where there is one right answer."""
    fix = {"fix": finding.fix._asdict()} if finding.fix else {}
    return {
        "rule": finding.rule.name,
        "severity": finding.severity,
        "on": finding.on,
        "field": finding.field,
        "words": finding.words,
        "message": str(finding.message),
        "question": str(finding.question),
        **({"by_reader": True} if finding.by_reader else {}),
        **fix,
    }


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule."""
    return {
        "rule": rule.name,
        "severity": rule.severity,
        "also": sorted(rule.also, key=SEVERITIES.index),
        "section": rule.section,
        "looks_at": [rule.on, *rule.also_on],
        "why": str(rule.why),
        "question": str(rule.question),
        "fix": str(rule.fix),
        "good": list(rule.good),
        "bad": list(rule.bad),
        "reads_wording": rule.prose,
        "eased_in_drafts": rule.eased,
        "compares_versions": rule.compares,
        "requires": list(rule.requires),
    }


def comparison_data(comparison: Comparison, before: str, after: str) -> dict[str, Any]:
    """What changed between two strategies, which are called `before` and `after`."""
    return {
        "version": 1,
        "level": comparison.level,
        "from": before,
        "to": after,
        "proposed": comparison.proposed,
        "changes": [_change(change) for change in comparison.changes],
        "ripple": [{"on": one.on, "because_of": list(one.because_of)} for one in comparison.ripple],
    }


_NAMES: Final = ("kind", "section", "on", "field", "level", "before", "after")


def _change(change: Change) -> dict[str, Any]:
    shape: dict[str, Any] = {name: getattr(change, name) for name in _NAMES}
    if change.entries:
        shape["entries"] = [{"before": before, "after": after} for before, after in change.entries]
    return shape


def shown_data(shown: Shown, file: str) -> dict[str, Any]:
    """The state of a strategy on a day."""
    strategy = shown.strategy
    return {
        "version": 1,
        "file": file,
        "product": strategy.product,
        "release": strategy.version,
        "status": strategy.status or "active",
        "updated": strategy.updated,
        "as_of": shown.day.isoformat(),
        "coverage": {
            "filled": {"have": [one.name for one in shown.held], "lack": [one.name for one in shown.empty]},
            **{one.aspect: _covered(one) for one in shown.coverage},
        },
        "trace": [_row(row) for row in shown.trace],
        "unconnected": [_loose(one) for one in shown.loose],
        "in_question": [_doubt(doubt) for doubt in shown.doubts],
        "due": [_due(one, passed=one.on < shown.day) for one in shown.due],
        "numbers": [number_data(one) for one in shown.numbers],
    }


def number_data(number: ReadNumber) -> dict[str, Any]:
    """A number on its way; shares are 0 at the baseline and 1 at the target."""
    item, found = number.item, number.progress
    return {
        **_on(number.place),
        "metric": item.metric,
        "baseline": item.baseline,
        "target": item.target,
        "by": item.by,
        "readings": [
            {"date": one.reading.date, "value": one.reading.value, "share": round(one.share, 4)} for one in found.points
        ],
        "state": found.state,
        "pace": round(found.pace, 4),
        "days_left": found.days_left,
        "read_next": number.due.isoformat() if number.due else "",
    }


def weighed_data(weighed: Weighed, file: str) -> dict[str, Any]:
    """What a strategy says about an idea."""
    return {
        "version": 1,
        "file": file,
        "product": weighed.strategy.product,
        "release": weighed.strategy.version,
        "proposal": weighed.proposal,
        "against": _bearings(weighed.speaks_against),
        "for": _bearings(weighed.speaks_for),
        "rests_on": _bearings(weighed.rests_on),
        "earlier": [proposal_data(one.proposal) for one in weighed.earlier],
        "read_first": [one.id for one in weighed.read_first],
        "anything_decides": weighed.is_decided,
        "message": str(weighed.verdict),
        "note": str(Message("weigh.never_decides")),
    }


def _bearings(named: Iterable[Bearing]) -> list[dict[str, Any]]:
    return [
        {"on": one.id, "section": one.section.name, "field": one.field, "text": str(one.text), "words": list(one.words)}
        for one in named
    ]


def proposal_data(proposal: Proposal) -> dict[str, Any]:
    """A proposal with all of its keys, be they empty."""
    return {
        "proposal": proposal.proposal,
        "answer": proposal.answer,
        "decided_by": list(proposal.decided_by),
        "because": proposal.because,
        "date": proposal.date,
        "owner": proposal.owner,
        "by": proposal.by,
    }


def matters_data(found: Iterable[Matter], day: date, product: str, file: str) -> dict[str, Any]:
    """What is due on a day, the most important first, and what comes after it, by its day."""
    found = tuple(found)
    due = [one for one in found if one.on <= day]
    return {
        "version": 1,
        "file": file,
        "product": product,
        "as_of": day.isoformat(),
        "minutes": sum(one.minutes for one in due),
        "due": [_matter(one) for one in due],
        "ahead": [_matter(one) for one in sorted(found, key=lambda one: one.on) if one.on > day],
    }


def _matter(matter: Matter) -> dict[str, Any]:
    place = matter.place
    return {
        "kind": matter.kind,
        "date": matter.written or matter.on.isoformat(),
        "last_day": matter.on.isoformat(),
        "section": place.section.name if place else "",
        "number": place.number if place else 0,
        "on": str(getattr(place.entry, "id", "")) if place else "",
        "said": matter.said,
        "owner": matter.owner,
        "resting": matter.resting,
        "minutes": matter.minutes,
    }


def _covered(one: Covered) -> dict[str, Any]:
    return {"have": [_on(place) for place in one.have], "lack": [_on(place) for place in one.lack]}


def _on(place: ItemPlace) -> dict[str, Any]:
    """Which entry is meant: its section, its number there (0 where there is one), its id where it has one."""
    return {"section": place.section.name, "number": place.number, "on": str(getattr(place.entry, "id", ""))}


def _row(row: TraceRow) -> dict[str, Any]:
    return {
        **_on(row.place),
        "said": row.place.said,
        "rests_on": list(getattr(row.place.entry, "rests_on", ())),
        "grounds": {"direct": list(row.direct), "through": list(row.through)},
        "in_question_because_of": list(row.doubted),
    }


def _loose(one: Loose) -> dict[str, Any]:
    return {**_on(one.place), "message": str(one.message)}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "because_of": doubt.insight.id,
        "against": [row.id for row in doubt.against],
        "above": [row.id for row in doubt.above],
    }


def _due(one: Due, *, passed: bool) -> dict[str, Any]:
    where = _on(one.place) if one.place else {"section": "", "number": 0, "on": ""}
    return {
        "date": one.written,
        "last_day": one.on.isoformat(),
        "passed": passed,
        **where,
        "field": one.field,
        "owner": one.owner,
    }
