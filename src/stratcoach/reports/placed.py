"""A finding with its place in a file: what every report of lint is made from."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.files.codec import Document
from stratcoach.files.positions import Span, Trouble
from stratcoach.lint.engine import name_of
from stratcoach.lint.finding import Finding
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Severity


class Placed(NamedTuple):
    """One finding and where it stands."""

    file: str
    span: Span
    finding: Finding


class Checked(NamedTuple):
    """One file with what was found in it."""

    file: str
    findings: tuple[Placed, ...]
    waived: int = 0
    prose_off: bool = False


class Summary(NamedTuple):
    """How many of what, over all files."""

    files: int
    errors: int
    warnings: int
    advice: int
    waived: int

    def count(self, severity: Severity) -> int:
        return {"error": self.errors, "warning": self.warnings, "advice": self.advice}[severity]


def place(document: Document, finding: Finding) -> Placed:
    return Placed(document.name, document.locate(finding.section, finding.entry, finding.field, finding.words), finding)


def placed_trouble(document: Document, trouble: Trouble) -> Placed:
    """Make a finding of something that the reader saw."""
    rule = BY_NAME[f"file/{trouble.kind}"]
    severity: Severity = "warning" if trouble.kind == "hidden-character" and not _in_a_name(trouble) else rule.severity
    section = str(trouble.path[0]) if trouble.path and trouble.path[0] in SECTION else ""
    index = next((part for part in trouble.path[1:2] if isinstance(part, int)), None)
    field = str(trouble.path[-1]) if trouble.path and isinstance(trouble.path[-1], str) and trouble.path[-1] != section else ""
    on = name_of(document.strategy or Strategy(), section, index)
    finding = Finding(rule, severity, section, index, field, trouble.words, trouble.message, on)
    return Placed(document.name, trouble.span, finding)


def _in_a_name(trouble: Trouble) -> bool:
    return bool(trouble.words)


def summarise(checked: list[Checked]) -> Summary:
    severities = [placed.finding.severity for one in checked for placed in one.findings]
    return Summary(
        len(checked),
        severities.count("error"),
        severities.count("warning"),
        severities.count("advice"),
        sum(one.waived for one in checked),
    )
