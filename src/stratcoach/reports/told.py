"""Words that several reports of lint share."""

from __future__ import annotations

from stratcoach.lint.finding import Finding
from stratcoach.model.shown import sentence, visible
from stratcoach.reports.placed import Summary, Tally
from stratcoach.rules.base import SEVERITIES, Severity

LONGEST_QUOTE = 80


def saw(finding: Finding) -> str:
    """What was seen, with the words that were seen, as one sentence on one line."""
    words = visible(" ".join(finding.words.split()))
    said = visible(" ".join(finding.message.split()))
    if words and words not in said:
        said = f"“{words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + '…'}”: {said}"
    return sentence(said)


def on_one_line(text: str) -> str:
    """A path or a name made fit for one line: whatever could break it, or steer a terminal, is made visible."""
    return "".join(f"\\u{ord(sign):04x}" if sign in "\t\n\u2028\u2029" else sign for sign in visible(text))


def path_at_the_head(path: str) -> str:
    """A path at the beginning of a line, where `::` would be a command to a CI runner."""
    told = on_one_line(path)
    return f"./{told}" if told.lstrip().startswith(("::", "##[")) else told


def closing(tally: Tally) -> str:
    """The last line, always: what was found, and whether that fails or would."""
    summary = tally.summary
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    if tally.since:
        files += f" ({tally.changed} changed since {on_one_line(tally.since)})"
    aside = "".join(
        f" {count} {what}." for count, what in ((summary.waived, "waived"), (summary.accepted, "in the baseline")) if count
    )
    if tally.prose_off:
        aside += f" {tally.prose_off} not in English: rules that read wording were off there."
    if not (summary.errors or summary.warnings or summary.advice):
        return f"{files}, no findings.{aside}"
    counts = ", ".join(_count(summary.count(severity), severity) for severity in SEVERITIES if summary.count(severity))
    return f"{files}: {counts}.{aside} {_verdict(tally, summary)}"


def _verdict(tally: Tally, summary: Summary) -> str:
    worst = next(severity for severity in SEVERITIES if summary.count(severity))
    if not tally.failing:
        return f"Passes; would fail at --fail-on {worst}."
    if len(tally.levels) > 1:
        return f"Fails: {tally.failing} of them, at the levels that their settings ask for."
    return f"Fails at --fail-on {next(iter(tally.levels))}."


def _count(number: int, severity: Severity) -> str:
    if severity == "advice":
        return f"{number} advice"
    return f"{number} {severity}{'' if number == 1 else 's'}"


def stale(tally: Tally) -> str:
    """What is told where the baseline holds findings that aren't there any more; else `""`."""
    if not tally.stale:
        return ""
    some = "1 finding" if tally.stale == 1 else f"{tally.stale} findings"
    return f"The baseline holds {some} that {'is' if tally.stale == 1 else 'are'} mended: `stratcoach lint --write-baseline` takes them out."
