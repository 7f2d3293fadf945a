"""What counts in a run of lint besides the rules: which settings, which baseline, how many rules are off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from stratcoach.files import disk
from stratcoach.files.config import Settings
from stratcoach.lint.policy import Policy
from stratcoach.rules import BY_NAME
from stratcoach.services.lint_run.file_check import Target

_MOST: Final = 3
"""Settings files that are named in one line."""


def in_force(targets: Sequence[Target], excluded: int = 0) -> str:
    """One line on a run; `""` where no settings count and no rule is off."""
    sources = dict.fromkeys(source_of(target.settings) for target in targets if target.settings.sources)
    baselines = dict.fromkeys(disk.as_seen_from_here(str(target.held.path)) for target in targets if target.held is not None)
    policies: list[Policy] = []
    for target in targets:
        if target.settings.policy not in policies:
            policies.append(target.settings.policy)
    off = {len(rules_off(policy)) for policy in policies}
    most = max(off, default=0)
    parts = []
    if most:
        parts.append(f"{most if len(off) == 1 else f'up to {most}'} of {len(BY_NAME)} rules off")
    if excluded:
        parts.append(f"{excluded} file{'' if excluded == 1 else 's'} excluded")
    if not sources and not parts:
        return ""  # the closing line counts what the baseline accepts
    if baselines:
        parts.append(f"baseline {_some(baselines)}")
    named = f"Settings: {_some(sources) or 'none'}"
    return f"{'; '.join((named, *parts))}."


def source_of(settings: Settings) -> str:
    """The files that settings come from, as reports call them."""
    return ", extending ".join(disk.as_seen_from_here(str(path)) for path in settings.sources)


def rules_off(policy: Policy) -> list[str]:
    return [rule for rule in BY_NAME if not policy.reports(rule)]


def _some(names: Iterable[str]) -> str:
    held = list(names)
    return ", ".join(held[:_MOST]) + (f" and {len(held) - _MOST} more" if len(held) > _MOST else "")
