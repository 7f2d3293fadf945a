"""Checks one file after the other: what lint finds, less what the settings, the baseline and `--since` leave out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.codec import Document, load, unreadable
from stratcoach.files.config import Settings
from stratcoach.lint.accepted import Baseline, Key, may_be_accepted, still_open
from stratcoach.lint.engine import lint
from stratcoach.model.strategy import Strategy
from stratcoach.reports.placed import Checked, Placed, place, placed_trouble
from stratcoach.reports.told import on_one_line
from stratcoach.rules.base import Earlier

if TYPE_CHECKING:
    from stratcoach.files.git import Snapshot


class Target(NamedTuple):
    """A file to check: what reports call it, where it is (None for standard input), and what is settled for it."""

    name: str
    path: Path | None
    settings: Settings


def check_file(document: Document, as_of: date, settings: Settings | None = None, earlier: tuple[Earlier, ...] = ()) -> Checked:
    """Find what there is to find in one document that was read."""
    settings = settings or Settings()
    troubles = [placed_trouble(document, trouble) for trouble in document.troubles]
    found = [one for placed in troubles for one in _settled(placed, settings)]
    waived, prose_off = 0, False
    if document.strategy is not None:
        report = lint(document.strategy, as_of, limits=settings.limits, earlier=earlier)
        found += [place(document, finding) for finding in settings.policy.apply(report.findings)]
        waived, prose_off = report.waived, report.prose_off
    found.sort(key=lambda one: (one.span, one.finding.rule.name, one.finding.message))
    return Checked(document.name, tuple(found), waived, prose_off, fail_on=settings.fail_on)


def _settled(placed: Placed, settings: Settings) -> list[Placed]:
    return [placed._replace(finding=finding) for finding in settings.policy.apply([placed.finding])]


class Checking(NamedTuple):
    """What holds for all files of a run. `accepted` names files from `home`; `takes` is set where a baseline is written."""

    as_of: date
    revision: str = ""
    since: Mapping[str, Snapshot] = {}
    accepted: Baseline | None = None
    home: str = ""
    takes: bool = False

    def check(self, target: Target) -> Checked:
        """Read and check one file."""
        path = target.path
        if path is None:
            return check_file(load(disk.read_stdin(), target.name), self.as_of, target.settings)
        real = os.path.realpath(path)
        was = self._was(real)
        if was is None:
            return Checked(target.name, (), changed=False, fail_on=target.settings.fail_on)
        document = _read(path, target.name)
        before = self._before(real, was)
        earlier = (*self._since_revision(before, document), *_last_release(path, document))
        checked = check_file(document, self.as_of, target.settings, earlier)
        checked = self._without_accepted(checked, real, target.settings)
        return self._only_new(checked, before, document, target.settings) if before else checked

    # ---- since

    def _was(self, real: str) -> str | None:
        """The path that a file had at the revision; `""` for a new one and without a revision; None for one that is the same."""
        return self.since[real].was(real) if real in self.since else ""

    def _before(self, real: str, was: str) -> Document | None:
        if not was:
            return None
        before = load(self.since[real].read(was), f"{self.revision}:{was}")
        if before.strategy is None:
            told = on_one_line(before.name)
            print(f"{told} can't be read, so nothing is compared with it; all of the file counts as new.", file=sys.stderr)
        return before

    def _since_revision(self, before: Document | None, document: Document) -> tuple[Earlier, ...]:
        """What changed since the revision, if it held a version that was released."""
        if before is None or not _is_released(before.strategy) or document.strategy is None:
            return ()
        from stratcoach.commands.earlier import facts
        from stratcoach.diff.compare import compare

        assert before.strategy is not None
        return (facts(self.revision, before.strategy, compare(before.strategy, document.strategy)),)

    def _only_new(self, checked: Checked, before: Document, document: Document, settings: Settings) -> Checked:
        """Leave out what was there before, on what didn't change."""
        if before.strategy is None or document.strategy is None:
            return checked
        from stratcoach.diff.compare import compare

        changes = compare(before.strategy, document.strategy).changes
        touched = {one.on or one.section for one in changes}
        touched |= {one.section for one in changes if one.kind in ("added", "removed", "reranked")}
        old = Counter(map(key_of, check_file(before, self.as_of, settings).findings))
        is_new, _ = still_open(map(key_of, checked.findings), old)
        kept = [one for one, new in zip(checked.findings, is_new, strict=True) if new or one.finding.on in touched - {""}]
        return checked._replace(findings=tuple(kept))

    # ---- the baseline

    def named(self, real: str) -> str:
        """How the baseline names a file, by its real path."""
        return os.path.relpath(real, self.home).replace(os.sep, "/")

    def _without_accepted(self, checked: Checked, real: str, settings: Settings) -> Checked:
        """Leave out what the baseline accepts; where it is written for the first time, that is everything."""
        if not self.home:
            return checked
        keys = [key_of(placed) for placed in checked.findings]
        taken = tuple(key for key in keys if may_be_accepted(key.rule)) if self.takes else ()
        here = Counter(taken) if self.accepted is None else self.accepted.get(self.named(real), Counter())
        reported, left = still_open(keys, here)
        kept = tuple(one for one, is_open in zip(checked.findings, reported, strict=True) if is_open)
        stale = tuple(sorted(key for key in left.elements() if settings.policy.reports(key.rule)))
        return checked._replace(findings=kept, accepted=len(keys) - len(kept), stale=stale, taken=taken)


def key_of(placed: Placed) -> Key:
    finding = placed.finding
    return Key(finding.rule.name, finding.on, finding.field, placed.text)


def _is_released(strategy: Strategy | None) -> bool:
    return strategy is not None and bool(strategy.history) and not strategy.is_draft


def _last_release(path: Path, document: Document) -> tuple[Earlier, ...]:
    folder = f"{str(path).removesuffix('.yaml').removesuffix('.yml')}.versions"
    if document.strategy is None or not os.path.isdir(folder):  # noqa: PTH112  most have none: a text is enough
        return ()
    from stratcoach.commands.earlier import last_release

    return last_release(path, document)


def _read(path: Path, name: str) -> Document:
    """Read one file; one that can't be read is a finding and hides nothing of the others."""
    try:
        return load(disk.read_bytes(path), name)
    except UserError as error:
        return unreadable(name, error.message)
