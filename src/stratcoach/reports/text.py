"""Findings for people."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.lint.finding import by_use
from stratcoach.model.shown import sentence, visible
from stratcoach.reports.placed import Checked, Placed, Summary
from stratcoach.reports.style import Style
from stratcoach.rules.base import SEVERITIES, Severity

MOST_USEFUL = 5


def render(checked: Sequence[Checked], summary: Summary, fail_on: Severity, style: Style, most: int | None) -> str:
    """Write all findings by their places or, with `most`, so many of the most useful ones, each rule once."""
    parts = [
        style.dim(f"{visible(one.file)}: not written in English, so the rules that read sentences are off.")
        for one in checked
        if one.prose_off
    ]
    found = [placed for one in checked for placed in one.findings]
    found.sort(key=lambda placed: by_use(placed.finding))
    if most is None:
        shown = sorted(found, key=lambda placed: (placed.file, placed.span, placed.finding.rule.name))
    else:
        shown = list({placed.finding.rule.name: placed for placed in reversed(found)}.values())[::-1][:most]
    parts += [finding_text(placed, style) for placed in shown]
    if hidden := len(found) - len(shown):
        parts.append(style.wrap(f"… and {hidden} more: add --all to see them."))
    if any(placed.finding.rule.section != "file" for placed in shown):
        parts.append(style.dim(style.wrap("You see it differently? `stratcoach explain RULE` says how to set a finding aside.")))
    parts.append(closing(summary, fail_on))
    return "\n\n".join(parts)


def finding_text(placed: Placed, style: Style) -> str:
    finding = placed.finding
    where = f"{visible(placed.file)}:{placed.span.line}:{placed.span.column}"
    about = f" ({visible(finding.on)})" if finding.on else ""
    head = f"{style.bold(where)}: {style.warm(finding.severity)} {finding.rule.name}{about}"
    words = visible(" ".join(finding.words.split()))
    saw = finding.message
    if words and words not in finding.message:
        saw = f"“{words if len(words) <= 80 else words[:79] + '…'}”: {saw}"
    lines = [
        head,
        style.wrap(f"{sentence(visible(saw))} {finding.rule.why}", "  "),
        style.wrap(f"→ {finding.rule.question}", "  ", "    "),
    ]
    return "\n".join(lines)


def closing(summary: Summary, fail_on: Severity) -> str:
    """The last line, always: what was found, and whether that fails or would."""
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    waived = f" {summary.waived} waived." if summary.waived else ""
    if not (summary.errors or summary.warnings or summary.advice):
        return f"{files}, no findings.{waived}"
    counts = ", ".join(_count(summary.count(severity), severity) for severity in SEVERITIES if summary.count(severity))
    worst = next(severity for severity in SEVERITIES if summary.count(severity))
    fails = SEVERITIES.index(worst) <= SEVERITIES.index(fail_on)
    verdict = f"Fails at --fail-on {fail_on}." if fails else f"Passes; would fail at --fail-on {worst}."
    return f"{files}: {counts}.{waived} {verdict}"


def _count(number: int, severity: Severity) -> str:
    if severity == "advice":
        return f"{number} advice"
    return f"{number} {severity}{'' if number == 1 else 's'}"
