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
from stratcoach.messages import Message
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


def run(request: LintRequest) -> int:
    """Check the file with the settings of this folder and the options of this run. Returns 0 where it was found to be bad, else 1."""
    _refuse_more(request)
    settings = settings_here(request)
    expected = [name for name in EXPECTED if settings.policy.reports(name)]
    outputs = [Output(one.format, "") for one in wanted(request.formats)]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / STRATEGY_FILE
        path.write_text(KNOWN_BAD, encoding="utf-8")
        targets = [Target(one.path.as_posix(), one.path, settings) for one in find_strategies([path.parent])]
        tallies = [_checked(targets, one, request) for one in outputs]
    for output, (failing, report) in zip(outputs, tallies, strict=True):
        missed = [rule for rule in expected if rule not in _results(output, report)]
        if missed or not failing:
            print(Message("lint_run.test_failed", format=output.format, missed=tuple(missed), level=settings.fail_on))
            return 1
    is_part = len(expected) < len(EXPECTED)
    print(Message("lint_run.test_passed", is_part=is_part, count=len(expected), every=len(EXPECTED)))
    return 0


def _refuse_more(request: LintRequest) -> None:
    """Refuse what would look as if files had been checked as well."""
    given = (("files", request.paths), ("--since", request.since), ("--write-baseline", request.write_baseline))
    wrong = [name for name, value in given if value] + [f"--format {form}" for form in request.formats if "=" in form]
    if wrong:
        raise UserError(
            Message("lint_run.test_checks_no_files", options=tuple(wrong)),
            Message("lint_run.test_alone"),
        )


def _results(output: Output, report: str) -> str:
    """What a report says of the file, without what comes before the first finding."""
    after = BY_NAME[output.format].findings_after
    return report.partition(after)[2] if after else report


def _checked(targets: list[Target], output: Output, request: LintRequest) -> tuple[bool, str]:
    """Whether the run would fail, and the report."""
    printed = io.StringIO()
    with Outputs([output], show_all=True, stdout=printed) as outputs:
        tally, _ = go(targets, Checking(day(request.as_of)), outputs)
    return tally.failing > 0, printed.getvalue()
