"""`stratcoach lint --self-test`: a file that is known to be bad goes the way of every other. A check that finds nothing in it
would find nothing anywhere.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Final

from stratcoach.commands.lint import go
from stratcoach.errors import UserError
from stratcoach.files.disk import STRATEGY_FILE
from stratcoach.files.search import find_strategies
from stratcoach.reports.formats import BY_NAME
from stratcoach.reports.lint_outputs import Output, Outputs, wanted
from stratcoach.services.lint_run.file_check import Checking, Target
from stratcoach.services.lint_run.request import LintRequest, day
from stratcoach.services.lint_run.targets import settings_here

KNOWN_BAD: Final = """\
stratcoach: 1
product: Canary
version: 1.0.0
updated: 2020-01-01
onwer: Nobody
vision:
  statement: Be the number one platform by 2020.
  rests_on: [nothing-at-all]
problems:
  - id: no-dashboard
    statement: Users lack a dashboard.
objectives:
  - id: ship-it
    statement: Launch the app.
"""
EXPECTED: Final = (
    "file/unknown-key",
    "file/missing",
    "trace/broken-link",
    "insight/too-few",
    "problem/solution",
    "objective/no-metric",
)
"""What has to be found in it, unless the settings leave it out."""


def run(asked: LintRequest) -> int:
    """Check the file with the settings of this folder and the options of this run. Returns 0 where it was found to be bad, else 1."""
    _refuse_more(asked)
    settings = settings_here(asked)
    expected = [name for name in EXPECTED if settings.policy.reports(name)]
    outputs = [Output(one.format, "") for one in wanted(asked.formats)]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / STRATEGY_FILE
        path.write_text(KNOWN_BAD, encoding="utf-8")
        targets = [Target(one.path.as_posix(), one.path, settings) for one in find_strategies([path.parent])]
        tallies = [_checked(targets, one, asked) for one in outputs]
    for output, (failing, told) in zip(outputs, tallies, strict=True):
        missed = [rule for rule in expected if rule not in _results(output, told)]
        if missed or not failing:
            print(
                f"Self-test failed: with --format {output.format}, a file that is known to be bad {_how(missed, settings.fail_on)}."
            )
            return 1
    count = f"{len(expected)} of {len(EXPECTED)}" if len(expected) < len(EXPECTED) else f"{len(expected)}"
    print(f"Self-test passed: a file that is known to be bad fails here, with the expected findings ({count}).")
    return 0


def _refuse_more(asked: LintRequest) -> None:
    """Refuse what would look as if files had been checked as well."""
    given = (("files", asked.paths), ("--since", asked.since), ("--write-baseline", asked.write_baseline))
    wrong = [name for name, value in given if value] + [f"--format {told}" for told in asked.formats if "=" in told]
    if wrong:
        raise UserError(
            f"A self-test checks no files and writes none, so it can't go with {', '.join(wrong)}.",
            "Run it in the folder whose settings it should test, then lint in a second step.",
        )


def _results(output: Output, told: str) -> str:
    """What a report says of the file, without what comes before the first finding."""
    after = BY_NAME[output.format].findings_after
    return told.partition(after)[2] if after else told


def _how(missed: list[str], level: str) -> str:
    if missed:
        return f"doesn't report {', '.join(missed)}"
    return f"passes with these settings: none of its findings reach --fail-on {level}"


def _checked(targets: list[Target], output: Output, asked: LintRequest) -> tuple[bool, str]:
    """Whether the run would fail, and the report."""
    told = io.StringIO()
    with Outputs([output], show_all=True, stdout=told) as outputs:
        tally, _ = go(targets, Checking(day(asked.as_of)), outputs)
    return tally.failing > 0, told.getvalue()
