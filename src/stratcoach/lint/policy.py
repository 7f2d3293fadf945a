"""What a team has set for findings: which rules are reported, and at what severity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from stratcoach.lint.finding import Finding
from stratcoach.messages import NOTHING, Message
from stratcoach.model.likeness import closest
from stratcoach.model.value import Value
from stratcoach.rules import BY_NAME
from stratcoach.rules.file import ALWAYS

Setting = Literal["error", "warning", "advice", "off"]

SECTIONS: Final = tuple(dict.fromkeys(name.partition("/")[0] for name in BY_NAME))
"""The first halves of the rules' names."""


class Policy(Value):
    """Which rules are reported, by their names or first halves. Nothing under `select` means all. `severity` is for all findings
    of a rule, in a draft, too. Rules that report that a file could not be checked are always on, as errors.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Setting] = {}

    def reports(self, rule: str) -> bool:
        """A full name counts more than the first half of one; among equals `ignore` wins."""
        if rule in ALWAYS:
            return True
        chosen, passed_over = _named(rule, self.select), _named(rule, self.ignore)
        if self.severity.get(rule) == "off":
            passed_over = 2
        return bool(chosen or not self.select) and (not passed_over or passed_over < chosen)

    def apply(self, found: Iterable[Finding]) -> list[Finding]:
        """The findings to report, each with the severity that the team has set."""
        return [self._weighed(finding) for finding in found if self.reports(finding.rule.name)]

    def _weighed(self, finding: Finding) -> Finding:
        level = self.severity.get(finding.rule.name)
        return finding if level is None or level == "off" else finding._replace(severity=level)


def _named(rule: str, names: tuple[str, ...]) -> int:
    """2 if a rule is named in full, 1 if its first half is, else 0."""
    if rule in names:
        return 2
    section = rule.partition("/")[0]
    return int(any(first_half(name) == section for name in names))


def first_half(name: str) -> str:
    """`vision` for `vision`, `vision/` and `vision/*`."""
    return name.removesuffix("*").removesuffix("/")


def refused(name: str) -> Message:
    """Why a name can't be selected or ignored, with what was probably meant; `NOTHING` for one that can."""
    if name in BY_NAME or first_half(name) in SECTIONS:
        return NOTHING
    likely = closest(name, (*BY_NAME, *SECTIONS))
    return Message("rule.unknown", name=name, has_likely=bool(likely), likely=likely)


def kept_anyway(name: str) -> Message:
    """Why a rule can't be switched off; `NOTHING` for one that can."""
    return Message("rule.always_an_error", name=name) if name in ALWAYS else NOTHING
