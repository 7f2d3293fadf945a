"""The baseline: findings that were there when a team began to check. Each entry hides as many findings as its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stratcoach.rules.file import ALWAYS


class FindingKey(NamedTuple):
    """What makes a finding the same one after the file was edited: its rule, item and field, and the text there.

    Line numbers don't count, so an extra line at the top brings nothing back; the text does, so whoever changes it sees the finding.
    """

    rule: str
    on: str
    field: str
    text: str


Baseline = Mapping[str, Counter[FindingKey]]
"""For each file, named from the folder of the baseline, its accepted findings and how many there are of each."""


def may_be_accepted(rule: str) -> bool:
    return rule not in ALWAYS


def still_open(keys: Iterable[FindingKey], accepted: Counter[FindingKey]) -> tuple[list[bool], Counter[FindingKey]]:
    """For each finding, whether it has to be reported; and what is left of the accepted ones."""
    left = Counter(accepted)
    reported = []
    for key in keys:
        silenced = left[key] > 0
        left[key] -= silenced
        reported.append(not silenced)
    return reported, +left
