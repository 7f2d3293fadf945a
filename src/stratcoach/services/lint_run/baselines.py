"""The baselines of a run: which of their entries are no longer needed, and writing them again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stratcoach.errors import UserError, remedy
from stratcoach.files import baseline, disk
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.files.baseline import Held
from stratcoach.lint.accepted_findings import Baseline, FindingKey, may_be_accepted
from stratcoach.messages import Message
from stratcoach.rules import BY_NAME
from stratcoach.services.lint_run.file_check import Target
from stratcoach.services.lint_run.located import FileResult

if TYPE_CHECKING:
    from stratcoach.files.snapshot import Snapshot

Acceptance = Mapping[str, FileResult]
"""What a run found, by the real paths of the files, for baselines to be written."""


def gone(targets: Sequence[Target]) -> Iterator[tuple[str, FindingKey]]:
    """The entries of files that aren't there any more, each with its file as reports call it."""
    for in_use, _ in _in_use(targets):
        for name, keys in sorted((in_use.accepted or {}).items()):
            path = os.path.normpath(os.path.join(in_use.home, name))  # noqa: PTH118  a text is enough
            if not os.path.lexists(path):
                shown = disk.as_seen_from_here(path)
                yield from ((shown, key) for key in sorted(keys.elements()))


def moved(targets: Sequence[Target], since: Mapping[str, Snapshot]) -> dict[str, str]:
    """What files were called at the revision that have another name now, old and new name as reports name them."""
    found = {}
    for target in targets:
        real = os.path.realpath(target.path) if target.path is not None else ""
        if real in since and (was := since[real].was(real)):
            found[disk.as_seen_from_here(os.path.join(since[real].root, was))] = target.name  # noqa: PTH118  a text is enough
    return found


def write(targets: Sequence[Target], taken: Acceptance) -> list[Message]:
    """Write what is accepted: all that was found the first time, from then on only what of it is still there. Returns what
    to tell.

    Raises:
        UserError: one can't be written.
    """
    return [
        _write(in_use, {in_use.named(real): taken[real] for real in files if real in taken}, _rules_on(in_use, targets))
        for in_use, files in _in_use(targets)
    ]


def _rules_on(in_use: Held, targets: Sequence[Target]) -> frozenset[str]:
    policies = [target.settings.policy for target in targets if target.held is not None and target.held.path == in_use.path]
    different = [policy for place, policy in enumerate(policies) if policy not in policies[:place]]
    return frozenset(rule for rule in BY_NAME if any(policy.reports(rule) for policy in different))


def _in_use(targets: Sequence[Target]) -> list[tuple[Held, list[str]]]:
    """Each baseline with the real paths of the files that it is for."""
    found: dict[Path, tuple[Held, list[str]]] = {}
    for target in targets:
        if target.held is not None and target.path is not None:
            found.setdefault(target.held.path, (target.held, []))[1].append(os.path.realpath(target.path))
    return list(found.values())


def of_new_rules(checked: FileResult, in_use: Held | None) -> Counter[str]:
    """How many findings of a file are of rules that are newer than its baseline, by the rules' names."""
    if in_use is None or in_use.accepted is None or in_use.rules is None:
        return Counter()
    return Counter(
        name for one in checked.findings if (name := one.finding.rule.name) not in in_use.rules and may_be_accepted(name)
    )


def _write(in_use: Held, taken: Acceptance, on: frozenset[str]) -> Message:
    """Write one baseline; `on` are the rules that were on for at least one of its files."""
    before = in_use.accepted
    if before is None:
        now: Baseline = {name: Counter(checked.taken) for name, checked in taken.items()}
        known = on
    else:
        there = {name for name in before if os.path.lexists(os.path.join(in_use.home, name))}  # noqa: PTH118  a text is enough
        now = {name: _kept(kept, taken.get(name)) for name, kept in before.items() if name in there}
        new = on - in_use.rules if in_use.rules is not None else frozenset[str]()
        for name, checked in taken.items():
            if more := Counter(key for key in checked.taken if key.rule in new):
                now[name] = now.get(name, Counter()) | more
        known = (in_use.rules or frozenset()) | on if there <= taken.keys() else in_use.rules or frozenset(BY_NAME)
    if now != before or known != in_use.rules:
        try:
            baseline.write(in_use.path, now, known, in_use.raw)
        except (ChangedMeanwhileError, FileExistsError) as error:
            raise UserError(
                Message("lint_run.baseline_changed_meanwhile", path=str(in_use.path)), Message("disk.run_again")
            ) from error
        except OSError as error:
            why = disk.why_unwritten(in_use.path, error)
            message = Message("lint_run.baseline_not_written", path=str(in_use.path), why=why, is_new=in_use.raw is None)
            raise UserError(message, Message("lint_run.name_another_baseline", remedy=remedy(error))) from error
    return _outcome(disk.as_seen_from_here(str(in_use.path)), now, before)


def _kept(accepted: Counter[FindingKey], checked: FileResult | None) -> Counter[FindingKey]:
    """What of a file's accepted findings stays: all of a file that this run didn't look at."""
    return accepted if checked is None else accepted - Counter(checked.stale)


def _count(accepted: Baseline) -> int:
    return sum(keys.total() for keys in accepted.values())


def _outcome(path: str, now: Baseline, before: Baseline | None) -> Message:
    count = _count(now)
    if before is None:
        return Message("lint_run.baseline_written", path=path, count=count)
    more = sum((keys - before.get(name, Counter())).total() for name, keys in now.items())
    fewer = sum((keys - now.get(name, Counter())).total() for name, keys in before.items())
    if not more and not fewer:
        return Message("lint_run.baseline_unchanged", path=path, count=count)
    return Message("lint_run.baseline_rewritten", path=path, count=count, more=more, fewer=fewer)
