"""Findings as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stratcoach.lint.finding import Finding
from stratcoach.reports.placed import Checked, Placed, Summary


def render(checked: Sequence[Checked], summary: Summary, *, ascii_only: bool = False) -> str:
    """Write all findings; `ascii_only` is for an output that isn't UTF-8, which JSON has to be."""
    found = sorted(
        (placed for one in checked for placed in one.findings),
        key=lambda placed: (placed.file, placed.span, placed.finding.rule.name, placed.finding.message),
    )
    shape = {
        "version": 1,
        "findings": [_placed(placed) for placed in found],
        "prose_off": sorted(one.file for one in checked if one.prose_off),
        "summary": summary._asdict(),
    }
    return json.dumps(shape, ensure_ascii=ascii_only, indent=2)


def _placed(placed: Placed) -> dict[str, Any]:
    where = {
        "file": placed.file,
        "line": placed.span.line,
        "column": placed.span.column,
        "end_line": placed.span.end_line,
        "end_column": placed.span.end_column,
    }
    told = finding_shape(placed.finding)
    return {"rule": told.pop("rule"), "severity": told.pop("severity"), **where, **told}


def finding_shape(finding: Finding) -> dict[str, Any]:
    """One finding without its place, as `check` gives it."""
    return {
        "rule": finding.rule.name,
        "severity": finding.severity,
        "on": finding.on,
        "field": finding.field,
        "words": finding.words,
        "message": finding.message,
        "question": finding.rule.question,
    }
