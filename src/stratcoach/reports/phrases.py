"""Words that several reports of lint share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from stratcoach.lint.finding import Finding
from stratcoach.model.safe_text import sentence, short, visible
from stratcoach.rules.base import SEVERITIES, Severity
from stratcoach.services.lint_run.located import RunSummary, Summary

LONGEST_QUOTE = 80


def saw(finding: Finding) -> str:
    """What was found, with the words that it is about, as one sentence on one line."""
    words = visible(" ".join(finding.words.split()))
    said = visible(" ".join(str(finding.message).split()))
    if words and words not in said and short(words) not in said:
        said = f"“{short(words, LONGEST_QUOTE)}”: {said}"
    return sentence(said)


def about(finding: Finding) -> str:
    """What a finding is about, in brackets after the rule; `""` for the whole file."""
    return f" ({on_one_line(short(finding.on))})" if finding.on else ""


def on_one_line(text: str) -> str:
    """A path or a name made fit for one line: line breaks and terminal control characters are made visible."""
    return "".join(f"\\u{ord(sign):04x}" if sign in "\t\n\u2028\u2029" else sign for sign in visible(text))


def path_at_the_head(path: str) -> str:
    """A path at the beginning of a line, where `::` would be a command to a CI runner."""
    told = on_one_line(path)
    return f"./{told}" if told.lstrip().startswith(("::", "##[")) else told


def closing(tally: RunSummary) -> str:
    """The last line, always: what was found, and whether the run fails or would fail."""
    summary = tally.summary
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    if tally.since:
        deleted = f", {len(tally.deleted)} deleted" if tally.deleted else ""
        files += f" ({tally.changed} changed{deleted} since {on_one_line(tally.since)})"
    aside = "".join(
        f" {count} {what}." for count, what in ((summary.waived, "waived"), (summary.accepted, "in the baseline")) if count
    )
    if tally.prose_off:
        aside += f" {tally.prose_off} not in English: wording rules were skipped there."
    if not (summary.errors or summary.warnings or summary.advice):
        return f"{files}, no findings.{aside}"
    counts = ", ".join(_count(summary.count(severity), severity) for severity in SEVERITIES if summary.count(severity))
    return f"{files}: {counts}.{aside} {_verdict(tally, summary)}"


def _verdict(tally: RunSummary, summary: Summary) -> str:
    worst = next(severity for severity in SEVERITIES if summary.count(severity))
    if not tally.failing:
        return f"Passes; would fail at --fail-on {worst}."
    if len(tally.levels) > 1:
        are, its = (_is(tally.failing), "its file's" if tally.failing == 1 else "their files'")
        return f"Fails: {_findings(tally.failing)} {are} at or above the level in {its} settings."
    return f"Fails at --fail-on {next(iter(tally.levels))}."


def _count(number: int, severity: Severity) -> str:
    if severity == "advice":
        return f"{number} advice"
    return f"{number} {severity}{'' if number == 1 else 's'}"


def last_lines(tally: RunSummary) -> list[str]:
    """What a report for people ends with: the asides and the closing line; nothing in a quiet run."""
    return [] if tally.is_quiet else [*asides(tally), closing(tally)]


def asides(tally: RunSummary) -> Iterator[str]:
    """What else there is to say about a run, a line each: what changed in the check itself, `endings`, and the settings."""
    yield from (on_one_line(str(notice.message)) for notice in tally.notices)
    yield from endings(tally)
    if tally.settled:
        yield on_one_line(f"{tally.settled}")


def endings(tally: RunSummary) -> Iterator[str]:
    """Which strategies were deleted, and what in the baseline is out of date, a line each."""
    if tally.deleted:
        yield f"Deleted since {on_one_line(tally.since)}: {', '.join(map(on_one_line, tally.deleted))}."
    yield from _of_files_that_went(tally)
    if tally.unknown:
        rules = f"{len(tally.unknown)} rule{'' if len(tally.unknown) == 1 else 's'}"
        some = ", ".join(sorted(tally.unknown)[:_MOST_NAMED]) + (", …" if len(tally.unknown) > _MOST_NAMED else "")
        count = tally.unknown.total()
        yield (
            f"{rules} ({some}) {_is(len(tally.unknown))} newer than the baseline: {_findings(count)}. "
            "`stratcoach lint --write-baseline` adds what a new rule finds, once."
        )
    if not tally.summary.files and not tally.deleted:
        yield "No strategy file was found, so nothing was checked."
    if fixed := sum(file not in tally.gone for file, _ in tally.stale):
        yield f"The baseline contains {_findings(fixed)} that {_has(fixed)} been fixed: {_HOW}."


_MOST_NAMED: Final = 3
_HOW: Final = "`stratcoach lint --write-baseline` removes them"


def _of_files_that_went(tally: RunSummary) -> Iterator[str]:
    held = Counter(file for file, _ in tally.stale if file in tally.gone)
    for file in sorted(held.keys() & tally.moved.keys()):
        now = on_one_line(tally.moved[file])
        yield f"The baseline contains {_findings(held[file])} in {on_one_line(file)}, which is now {now}: change the name in the baseline."
    if went := sorted(held.keys() - tally.moved.keys()):
        count, files = sum(held[file] for file in went), ", ".join(map(on_one_line, went))
        found = f"The baseline contains {_findings(count)} in {files}, which {_is(len(went))} no longer there"
        yield f"{found}. If a file has moved, change its name in the baseline; otherwise {_HOW}."


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _has(count: int) -> str:
    return "has" if count == 1 else "have"
