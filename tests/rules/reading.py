"""What the rules find in a piece of YAML, for tests."""

from __future__ import annotations

from datetime import date

from stratcoach.files.codec import loads
from stratcoach.lint.linter import lint

TODAY = date(2026, 5, 4)


def findings(yaml: str) -> dict[str, str]:
    strategy = loads(f"stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: 2026-05-04\n{yaml}").strategy
    assert strategy is not None
    return {finding.rule.name: finding.severity for finding in lint(strategy, TODAY).findings}
