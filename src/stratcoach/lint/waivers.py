"""Findings that a team accepts: with a reason, and until a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stratcoach.lint.finding import Finding
from stratcoach.model import dates
from stratcoach.model.strategy import Strategy, Waiver


def apply_waivers(strategy: Strategy, found: Iterable[Finding], as_of: date) -> tuple[list[Finding], int]:
    """Split findings into those to report and the number of those waived."""
    counting = [waiver for waiver in strategy.waivers if counts(waiver, as_of)]
    kept: list[Finding] = []
    waived = 0
    for finding in found:
        if any(covers(waiver, finding) for waiver in counting):
            waived += 1
        else:
            kept.append(finding)
    return kept, waived


def counts(waiver: Waiver, as_of: date) -> bool:
    """A waiver silences only while it has a reason and its last day isn't past; without a date it counts on."""
    if not waiver.because.strip():
        return False
    if not waiver.until:
        return True
    until = dates.parse(waiver.until)
    return until is not None and as_of <= until.last


def covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule != finding.rule.name or finding.rule.section in ("file", "waiver"):
        return False
    return not waiver.on or waiver.on in (finding.on, finding.section)
