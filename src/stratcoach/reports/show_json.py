"""The state of a strategy, as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from typing import Any

from stratcoach.model.coverage import Covered, Due, ItemPlace
from stratcoach.model.evidence_trace import TraceRow
from stratcoach.reports.overview import Doubt, Loose, Shown


def render(shown: Shown, file: str) -> str:
    strategy = shown.strategy
    shape = {
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
    }
    return json.dumps(shape, ensure_ascii=True, indent=2)


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
