"""Findings as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from typing import Any

from stratcoach.model.safe_text import unsteered
from stratcoach.reports.report import Report
from stratcoach.services.as_data import finding_data
from stratcoach.services.lint_run.located import FileResult, Located, RunSummary


class Json(Report):
    """All findings in one object. `ascii_only` is for an output that isn't UTF-8, which JSON has to be."""

    def __init__(self, *, ascii_only: bool = False) -> None:
        self.ascii_only = ascii_only
        self._none_yet = True
        self._prose_off: list[str] = []

    def begin(self) -> str:
        return '{\n  "version": 1,\n  "findings": ['

    def add(self, checked: FileResult) -> str:
        if checked.prose_off:
            self._prose_off.append(checked.file)
        rows = []
        for placed in checked.findings:
            rows.append("\n    " if self._none_yet else ",\n    ")
            rows.append(self._dumped(_placed(placed), "\n    "))
            self._none_yet = False
        return "".join(rows)

    def end(self, tally: RunSummary) -> str:
        stale = [{"file": file, **key._asdict()} for file, key in tally.stale]
        rest = {
            "prose_off": self._prose_off,
            "stale": stale,
            "deleted": tally.deleted,
            "notices": [{**notice._asdict(), "message": str(notice.message)} for notice in tally.notices],
            "summary": tally.summary._asdict(),
        }
        close = "]" if self._none_yet else "\n  ]"
        return f"{close},{self._dumped(rest, chr(10)).removeprefix('{')}\n"

    def _dumped(self, value: object, line: str) -> str:
        return unsteered(json.dumps(value, ensure_ascii=self.ascii_only, indent=2)).replace("\n", line)


def _placed(placed: Located) -> dict[str, Any]:
    where = {
        "file": placed.file,
        "line": placed.span.line,
        "column": placed.span.column,
        "end_line": placed.span.end_line,
        "end_column": placed.span.end_column,
    }
    fields = finding_data(placed.finding)
    return {"rule": fields.pop("rule"), "severity": fields.pop("severity"), **where, **fields}
