"""Checks one file after the other: what lint finds, less what the settings, the baseline and `--since` leave out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stratcoach.files import disk
from stratcoach.files.baseline import Held
from stratcoach.files.codec import Document, load, unreadable
from stratcoach.files.config import Settings
from stratcoach.files.hidden import as_seen, hidden_in
from stratcoach.files.search import right_name
from stratcoach.lint.accepted_findings import FindingKey, may_be_accepted, still_open
from stratcoach.lint.linter import lint
from stratcoach.lint.unreadable import without_unread
from stratcoach.messages import Message
from stratcoach.rules.base import PreviousVersion
from stratcoach.services.coach_limits import lint_limits
from stratcoach.services.lint_run.located import FileResult, Located, place, placed_trouble

if TYPE_CHECKING:
    from stratcoach.files.snapshot import Snapshot


class Target(NamedTuple):
    """A file to check: what reports call it, where it is (None for standard input), what is settled and accepted for it.

    `is_typed` is set where the text of the file comes from standard input, `is_misnamed` for a strategy that no search would find.
    """

    name: str
    path: Path | None
    settings: Settings
    held: Held | None = None
    is_typed: bool = False
    is_misnamed: bool = False

    def read(self) -> Document:
        """Read it. What is wrong with it is in the document, and hides nothing of the others."""
        if self.path is None or self.is_typed:
            return load(disk.read_stdin(), self.name)
        if self.is_misnamed:
            return unreadable(
                self.name,
                Message("file.misnamed", name=right_name(self.path.name)),
                "misnamed",
            )
        return read_file(self.path, self.name)


def check_file(
    document: Document, as_of: date, settings: Settings | None = None, earlier: tuple[PreviousVersion, ...] = ()
) -> FileResult:
    """Find what there is to find in one document that was read."""
    settings = settings or Settings()
    hidden = hidden_in(document)
    troubles = [placed_trouble(document, trouble) for trouble in (*document.troubles, *hidden)]
    found = [one for placed in troubles for one in _settled(placed, settings)]
    waived, prose_off = 0, False
    if document.strategy is not None:
        is_odd = hidden or any(trouble.kind == "hidden-character" for trouble in document.troubles)
        strategy = as_seen(document.strategy) if is_odd else document.strategy
        report = lint(strategy, as_of, limits=lint_limits(settings), earlier=earlier)
        findings = without_unread(report.findings, document.unread)
        found += [place(document, finding) for finding in settings.policy.apply(findings)]
        waived, prose_off = report.waived, report.prose_off
    found.sort(key=lambda one: (one.span, one.finding.rule.name, one.finding.message))
    return FileResult(document.name, tuple(found), waived, prose_off, fail_on=settings.fail_on)


def _settled(placed: Located, settings: Settings) -> list[Located]:
    return [placed._replace(finding=finding) for finding in settings.policy.apply([placed.finding])]


def ignore(_message: Message) -> None:
    """Show nothing."""


class Checking(NamedTuple):
    """What holds for all files of a run. `takes` is set where a baseline is written; `compares` is not where the rules on versions
    are left to the pull request. `notify` shows a sentence about the run that is no finding.
    """

    as_of: date
    revision: str = ""
    since: Mapping[str, Snapshot] = {}
    takes: bool = False
    compares: bool = True
    notify: Callable[[Message], None] = ignore

    def check(self, target: Target) -> FileResult:
        """Read and check one file, all of it."""
        document = target.read()
        if target.path is None:
            return check_file(document, self.as_of, target.settings)
        earlier = released_before(target.path, document) if self.compares else ()
        return self.without_accepted(check_file(document, self.as_of, target.settings, earlier), target)

    def without_accepted(self, checked: FileResult, target: Target) -> FileResult:
        """Leave out what the baseline accepts; where it is written for the first time, that is everything."""
        baseline = target.held
        if baseline is None:
            return checked
        keys = [key_of(placed) for placed in checked.findings]
        taken = tuple(key for key in keys if may_be_accepted(key.rule)) if self.takes else ()
        name = baseline.named(os.path.realpath(target.name))
        here = Counter(taken) if baseline.accepted is None else baseline.accepted.get(name, Counter())
        if self.takes and baseline.accepted is not None and baseline.rules is not None:
            here |= Counter(key for key in taken if key.rule not in baseline.rules)
        reported, left = still_open(keys, here)
        kept = tuple(one for one, is_open in zip(checked.findings, reported, strict=True) if is_open)
        stale = tuple(sorted(key for key in left.elements() if target.settings.policy.reports(key.rule)))
        return checked._replace(findings=kept, accepted=len(keys) - len(kept), stale=stale, taken=taken)


def key_of(placed: Located) -> FindingKey:
    finding = placed.finding
    return FindingKey(finding.rule.name, finding.on, finding.field, placed.text)


def released_before(path: Path, document: Document) -> tuple[PreviousVersion, ...]:
    """What changed since the last release, where a copy of one is kept."""
    if document.strategy is None:
        return ()
    folder = f"{str(path).removesuffix('.yaml').removesuffix('.yml')}.versions"
    if not document.strategy.history and not os.path.isdir(folder):  # noqa: PTH112  most have none: a text is enough
        return ()
    from stratcoach.services.lint_run.previous_version import last_release

    return last_release(path, document)


def read_file(path: Path, name: str) -> Document:
    """Read one file; one that can't be read, or is called like a strategy and is none, is a finding and hides nothing of the others."""
    if disk.is_strategy(path) and path.exists() and not path.is_file():
        return unreadable(name, Message("file.not_a_file"))
    try:
        return load(disk.read_bytes(path), name)
    except (disk.Unreadable, disk.TooLarge) as error:
        return unreadable(name, why_not(error))


def why_not(error: disk.Unreadable | disk.TooLarge) -> Message:
    """Why a file can't be checked, as a finding says it: without the file's name."""
    if isinstance(error, disk.TooLarge):
        return Message("file.too_large", has=error.has, most=error.most, way_out=error.hint)
    return Message("file.not_opened", why=error.why)
