"""Words that several reports of lint share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from stratcoach.lint.finding import Finding
from stratcoach.messages import Argument, Message, message_of
from stratcoach.model.safe_text import sentence, short, visible
from stratcoach.rules.base import SEVERITIES
from stratcoach.services.lint_run.located import RunSummary, Summary

LONGEST_QUOTE = 80


def saw(finding: Finding) -> str:
    """What was found, with the words that it is about, as one sentence on one line."""
    words = visible(" ".join(finding.words.split()))
    text = visible(" ".join(str(finding.message).split()))
    if words and words not in text and short(words) not in text:
        text = str(Message("report.quoted", words=short(words, LONGEST_QUOTE), finding=text))
    return sentence(text)


def about(finding: Finding) -> str:
    """What a finding is about, in brackets after the rule; `""` for the whole file."""
    return f" ({on_one_line(short(finding.on))})" if finding.on else ""


def on_one_line(text: str) -> str:
    """A path or a name made fit for one line: line breaks and terminal control characters are made visible."""
    return "".join(f"\\u{ord(sign):04x}" if sign in "\t\n\u2028\u2029" else sign for sign in visible(text))


def path_at_the_head(path: str) -> str:
    """A path at the beginning of a line, where `::` would be a command to a CI runner."""
    shown = on_one_line(path)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##[")) else shown


def closing(tally: RunSummary) -> str:
    """The last line, always: what was found, and whether the run fails or would fail."""
    return " ".join(map(str, _closing(tally)))


def _closing(tally: RunSummary) -> Iterator[Message]:
    """The sentences of the last line."""
    summary, files = tally.summary, _files(tally)
    counts = tuple(
        Message("report.count", severity=severity, count=summary.count(severity))
        for severity in SEVERITIES
        if summary.count(severity)
    )
    yield Message("report.counts", files=files, counts=counts) if counts else Message("report.no_findings", files=files)
    if summary.waived:
        yield Message("report.waived", count=summary.waived)
    if summary.accepted:
        yield Message("report.in_baseline", count=summary.accepted)
    if tally.prose_off:
        yield Message("report.not_in_english", count=tally.prose_off)
    if counts:
        yield _verdict(tally, summary)


def _files(tally: RunSummary) -> Message:
    files = Message("report.files", count=tally.summary.files)
    if not tally.since:
        return files
    since, deleted = on_one_line(tally.since), len(tally.deleted)
    if deleted:
        return Message("report.files_since_with_deleted", files=files, changed=tally.changed, deleted=deleted, revision=since)
    return Message("report.files_since", files=files, changed=tally.changed, revision=since)


def _verdict(tally: RunSummary, summary: Summary) -> Message:
    if not tally.failing:
        return Message("report.would_fail", level=next(severity for severity in SEVERITIES if summary.count(severity)))
    if len(tally.levels) > 1:
        return Message("report.fails_by_settings", count=tally.failing)
    return Message("report.fails", level=next(iter(tally.levels)))


_FILES, _REVISION, _LEVEL, _REST = "\ue001", "\ue002", "\ue003", "\ue004"
_PLACES: Final = {_REVISION: r"[^\n)]*", _LEVEL: r"\w+"}
_FORMS: Final = (1, 22)
"""Numbers with each of the forms of the plural."""


def closing_expression() -> str:
    """A regular expression for a text that ends with a closing line, whatever its numbers are; it finds none but lint's own. It takes
    time in step with the text's length: nothing in it can be matched in two ways.
    """
    plain = _either(_shape("report.files", count=count) for count in _FORMS)
    since: dict[str, Argument] = {"files": _FILES, "changed": _FORMS[-1], "revision": _REVISION}
    compared = _shape("report.files_since", **since), _shape("report.files_since_with_deleted", deleted=_FORMS[-1], **since)
    files = _either([plain, *(one.replace(_FILES, plain) for one in compared)])
    counts = _either(_shape("report.count", severity=severity, count=count) for severity in SEVERITIES for count in _FORMS)
    verdicts = _either(
        [
            _shape("report.would_fail", level=_LEVEL),
            _shape("report.fails", level=_LEVEL),
            *(_shape("report.fails_by_settings", count=count) for count in _FORMS),
        ]
    )
    none = _shape("report.no_findings", files=_FILES).replace(_FILES, files)
    some = _shape("report.counts", files=_FILES, counts=_REST).partition(_REST)[0].replace(_FILES, files)
    return rf"(?:^|\n)(?:{none}|{some}{counts}(?=[^\n]*{verdicts}))[^\n]*\n\Z"


def _shape(id: str, /, **arguments: Argument) -> str:  # noqa: A002
    """An expression for a message: any number where there is one."""
    shape = re.sub(r"\d+", lambda _: r"\d+", re.escape(f"{message_of(id, arguments)}"))
    for place, expression in _PLACES.items():
        shape = shape.replace(place, expression)
    return shape


def _either(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(expressions))})"


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
    yield from map(str, _endings(tally))


def _endings(tally: RunSummary) -> Iterator[Message]:
    if tally.deleted:
        files = tuple(map(on_one_line, tally.deleted))
        yield Message("report.deleted_since", revision=on_one_line(tally.since), files=files)
    yield from _of_files_that_went(tally)
    if tally.unknown:
        names = sorted(tally.unknown)
        named = (*names[:_MOST_NAMED], "…") if len(names) > _MOST_NAMED else tuple(names)
        findings = Message("report.findings", count=tally.unknown.total())
        yield Message("report.rules_newer_than_baseline", count=len(names), rules=named, findings=findings)
    if not tally.summary.files and not tally.deleted:
        yield Message("report.nothing_checked")
    if fixed := sum(file not in tally.gone for file, _ in tally.stale):
        yield Message("report.fixed_findings", count=fixed)


_MOST_NAMED: Final = 3


def _of_files_that_went(tally: RunSummary) -> Iterator[Message]:
    counted = Counter(file for file, _ in tally.stale if file in tally.gone)
    for file in sorted(counted.keys() & tally.moved.keys()):
        findings = Message("report.findings", count=counted[file])
        now = on_one_line(tally.moved[file])
        yield Message("report.findings_of_moved_file", findings=findings, file=on_one_line(file), now=now)
    if gone := sorted(counted.keys() - tally.moved.keys()):
        findings = Message("report.findings", count=sum(counted[file] for file in gone))
        files = tuple(map(on_one_line, gone))
        yield Message("report.findings_of_lost_files", count=len(gone), findings=findings, files=files)
