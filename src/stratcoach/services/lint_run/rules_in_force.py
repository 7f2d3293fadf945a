"""What counts in a run of lint besides the rules: which settings, which baseline, how many rules are off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from stratcoach.files import disk
from stratcoach.files.config import Settings
from stratcoach.lint.policy import Policy
from stratcoach.messages import NOTHING, Message
from stratcoach.rules import BY_NAME
from stratcoach.services.lint_run.file_check import Target

_MOST: Final = 3
"""Settings files that are named in one line."""


def in_force(targets: Sequence[Target], excluded: int = 0) -> Message:
    """One line on a run; `NOTHING` where no settings count and no rule is off."""
    sources = dict.fromkeys(source_of(target.settings) for target in targets if target.settings.sources)
    baselines = dict.fromkeys(disk.as_seen_from_here(str(target.held.path)) for target in targets if target.held is not None)
    policies: list[Policy] = []
    for target in targets:
        if target.settings.policy not in policies:
            policies.append(target.settings.policy)
    off = {len(rules_off(policy)) for policy in policies}
    most = max(off, default=0)
    parts: list[Message] = []
    if most:
        parts.append(Message("lint_run.rules_off", differs=len(off) > 1, count=most, rules=len(BY_NAME)))
    if excluded:
        parts.append(Message("lint_run.files_excluded", count=excluded))
    if not sources and not parts:
        return NOTHING  # the closing line counts what the baseline accepts
    if baselines:
        parts.append(Message("lint_run.baseline", baselines=_some(baselines)))
    named = Message("shown_settings.settings", files=_some(sources)) if sources else Message("lint_run.no_settings")
    return Message("lint_run.in_force", parts=(named, *parts))


def source_of(settings: Settings) -> str | Message:
    """The files that settings come from, as reports call them."""
    return extending([disk.as_seen_from_here(str(path)) for path in settings.sources])


def extending(files: Sequence[str]) -> str | Message:
    """Settings files, each with the one that it extends behind it."""
    found: str | Message = files[-1]
    for file in reversed(files[:-1]):
        found = Message("lint_run.extending", file=file, shared=found)
    return found


def rules_off(policy: Policy) -> list[str]:
    return [rule for rule in BY_NAME if not policy.reports(rule)]


def _some(names: Iterable[str | Message]) -> Message:
    every = tuple(names)
    return Message("notice.some", names=every[:_MOST], more=max(0, len(every) - _MOST))
