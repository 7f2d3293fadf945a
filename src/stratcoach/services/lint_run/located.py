"""A finding with its place in a file: what every report of lint is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from stratcoach.files.codec import Document
from stratcoach.files.positions import TextSpan, Trouble
from stratcoach.lint.accepted_findings import FindingKey
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import name_of
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION, entries, items
from stratcoach.model.strategy import Strategy
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import SEVERITIES, Fix, Severity


class Located(NamedTuple):
    """One finding and where it is. `text` is the text of the field that it is about, on one line."""

    file: str
    span: TextSpan
    finding: Finding
    text: str = ""


class Notice(NamedTuple):
    """A change to the check itself since a revision, which no finding shows: a sentence, and where to look."""

    file: str
    line: int
    about: Literal["settings", "baseline", "waivers", "status", "language", "link", "deleted"]
    message: Message


class FileResult(NamedTuple):
    """One file with what was found in it, sorted by place.

    `waived` counts the findings that its waivers cover, `accepted` those in the baseline; `stale` are entries of the baseline
    that match no finding any more, `taken` those that this run would write. `fail_on` is the level at which this file fails.
    """

    file: str
    findings: tuple[Located, ...]
    waived: int = 0
    prose_off: bool = False
    accepted: int = 0
    stale: tuple[FindingKey, ...] = ()
    taken: tuple[FindingKey, ...] = ()
    changed: bool = True
    fail_on: Severity = "error"
    notices: tuple[Notice, ...] = ()


class Summary(NamedTuple):
    """How many findings of each kind, over all files."""

    files: int = 0
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    waived: int = 0
    accepted: int = 0

    def count(self, severity: Severity) -> int:
        return {"error": self.errors, "warning": self.warnings, "advice": self.advice}[severity]


class RunSummary:
    """Adds up, file by file, what a run found and whether it fails.

    `deleted` are the strategies deleted since a revision; `stale` has the entries of baselines that match no finding any more,
    each with its file; those of files that are `gone` are there from the start, and `moved` has the new names of some of these.
    `notices` are changes to the check itself; `settled` is a sentence about the settings that were used; `unknown` counts, by
    rule name, the findings of rules that are newer than the baseline.
    """

    def __init__(
        self,
        since: str = "",
        deleted: tuple[str, ...] = (),
        gone: Iterable[tuple[str, FindingKey]] = (),
        moved: Mapping[str, str] | None = None,
        notices: Iterable[Notice] = (),
        settled: Message = NOTHING,
    ) -> None:
        self.settled = settled
        self.is_quiet = False
        self.unknown = Counter[str]()
        self.summary = Summary()
        self.since = since
        self.deleted = deleted
        self.failing = 0
        self.changed = 0
        self.stale = list(gone)
        self.gone = {file for file, _ in self.stale}
        self.moved = moved or {}
        self.notices = list(notices)
        self.prose_off = 0
        self.levels: set[Severity] = set()

    @property
    def by_file(self) -> list[Notice]:
        """The notices, and one for each strategy that was deleted: for reports that have no closing lines."""
        return [*self.notices, *(_deletion(file, self.since) for file in self.deleted)]

    def add(self, checked: FileResult) -> None:
        found = [placed.finding.severity for placed in checked.findings]
        more = Summary(1, found.count("error"), found.count("warning"), found.count("advice"), checked.waived, checked.accepted)
        self.summary = Summary(*map(int.__add__, self.summary, more))
        self.failing += sum(map(found.count, at_or_above(checked.fail_on)))
        self.changed += checked.changed
        self.stale += [(checked.file, key) for key in checked.stale]
        self.prose_off += checked.prose_off
        self.levels.add(checked.fail_on)
        self.notices += checked.notices


def at_or_above(level: Severity) -> tuple[Severity, ...]:
    return SEVERITIES[: SEVERITIES.index(level) + 1]


def _deletion(file: str, since: str) -> Notice:
    return Notice(file, 1, "deleted", Message("notice.deleted", file=file, revision=since))


_FEW: Final = 100
"""Up to this many links, the whole list identifies a finding; in a longer list, only the link that it is about does."""


def place(document: Document, finding: Finding) -> Located:
    span = document.locate(finding.section, finding.entry, finding.field, finding.words)
    return Located(document.name, span, finding, _text(document.strategy, finding))


def _text(strategy: Strategy | None, finding: Finding) -> str:
    """The text of the field that a finding is about, else the words that it saw."""
    inner: object = strategy
    if finding.section in SECTION and strategy is not None:
        found = entries(strategy, SECTION[finding.section])
        at = finding.entry or 0
        inner = found[at] if at < len(found) else None
    value = getattr(inner, finding.field, "") if finding.field else ""
    if isinstance(value, tuple):
        value = ", ".join(map(str, value)) if len(value) <= _FEW else finding.words
    text = value if isinstance(value, str) else ""
    return " ".join((text or finding.words).split())


def placed_trouble(document: Document, trouble: Trouble) -> Located:
    """Make a finding of something that the reader saw."""
    rule = BY_NAME[f"file/{trouble.kind}"]
    severity: Severity = "warning" if trouble.kind == "hidden-character" and not _in_a_name(trouble) else rule.severity
    section = str(trouble.path[0]) if trouble.path and trouble.path[0] in SECTION else ""
    index = next((part for part in trouble.path[1:2] if isinstance(part, int)), None)
    field = str(trouble.path[-1]) if trouble.path and isinstance(trouble.path[-1], str) and trouble.path[-1] != section else ""
    on = name_of(document.strategy or Strategy(), section, index)
    fix = Fix(field, trouble.fix) if trouble.fix and not _is_taken(document.strategy, field, trouble.fix) else None
    finding = Finding(rule, severity, section, index, field, trouble.words, trouble.message, on, fix)
    return Located(document.name, trouble.span, finding, " ".join(trouble.words.split()) or _text(document.strategy, finding))


def _is_taken(strategy: Strategy | None, field: str, name: str) -> bool:
    """Whether an id that an item would get is that of another one."""
    return field == "id" and strategy is not None and any(item.id == name for _, item in items(strategy))


def _in_a_name(trouble: Trouble) -> bool:
    return bool(trouble.words)
