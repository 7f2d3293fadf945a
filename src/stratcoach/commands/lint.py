"""`stratcoach lint`: is the strategy complete, does everything rest on something, and what would a coach still ask?"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial

from stratcoach.messages import NOTHING, Message
from stratcoach.reports.lint_outputs import Outputs, clear, wanted
from stratcoach.reports.phrases import on_one_line
from stratcoach.services.lint_run import baselines
from stratcoach.services.lint_run.baselines import Acceptance
from stratcoach.services.lint_run.file_check import Checking, Target, check_file
from stratcoach.services.lint_run.located import FileResult, Notice, RunSummary
from stratcoach.services.lint_run.request import LintRequest, day, overruled, refuse_wrong
from stratcoach.services.lint_run.rules_in_force import in_force
from stratcoach.services.lint_run.targets import choose

__all__ = ["LintRequest", "check_file", "run"]


def run(request: LintRequest) -> int:
    """Check the files and print the reports. Returns the exit status: 0, or 1 with a finding that makes a file fail."""
    clear(request.formats)
    outputs = wanted(request.formats, is_commit=request.is_commit)
    refuse_wrong(request)
    as_of = day(request.as_of)
    chosen = choose(request)
    targets = chosen.targets
    notices: tuple[Notice, ...] = ()
    revision = ""
    if request.since is not None:
        from stratcoach.files import git
        from stratcoach.services.lint_run.check_changes import Noticing

        revision = git.shown(request.since)  # for messages
        notices = Noticing(revision, chosen.since, lambda then: overruled(then, request)).of_run(targets)
    checking = Checking(
        as_of, revision, chosen.since, takes=request.write_baseline, compares=not request.is_commit, notify=_notify
    )
    done: list[Message] = []
    with Outputs(outputs, show_all=request.show_all, held_back=request.write_baseline) as reports:
        tally, taken = go(
            targets,
            checking,
            reports,
            chosen.deleted,
            notices,
            in_force(targets, len(chosen.excluded)),
            is_quiet=request.is_quiet,
        )
        if request.write_baseline:
            done = baselines.write(targets, taken)
    for line in done:
        print(on_one_line(f"{line}"), file=sys.stderr)
    return int(tally.failing > 0 and not request.exit_zero)


def go(
    targets: Sequence[Target],
    checking: Checking,
    outputs: Outputs,
    deleted: tuple[str, ...] = (),
    notices: tuple[Notice, ...] = (),
    settled: Message = NOTHING,
    *,
    is_quiet: bool = False,
) -> tuple[RunSummary, Acceptance]:
    """Check all files and report them; `settled` says with which settings. Returns the sums and, where a baseline is written, what it
    may hold of each file.
    """
    from stratcoach.ui.progress import FileProgress

    gone = () if checking.takes else baselines.gone(targets)
    tally = RunSummary(checking.revision, deleted, gone, baselines.moved(targets, checking.since), notices, settled)
    tally.is_quiet = is_quiet
    taken: dict[str, FileResult] = {}
    outputs.begin(notices)
    with closing(_results(targets, checking)) as results, FileProgress(len(targets)) as progress:
        for place, checked in enumerate(results):
            tally.add(checked)
            if not checking.takes:
                tally.unknown += baselines.of_new_rules(checked, targets[place].held)
            if checking.takes:
                taken[os.path.realpath(targets[place].name)] = checked._replace(findings=())
            if outputs.is_live and checked.findings:
                progress.clear()
            outputs.add(checked)
            progress.show(place + 1)
    outputs.end(tally)
    return tally, taken


def _results(targets: Sequence[Target], checking: Checking) -> Generator[FileResult, None, None]:
    check = checking.check
    if checking.since:
        from stratcoach.services.lint_run.since import check_since

        check = partial(check_since, checking)
    if len(targets) < 2:
        yield from map(check, targets)
    else:
        from stratcoach.services.lint_run.parallel import results

        yield from results(targets, check)


def _notify(message: Message) -> None:
    """Show a sentence about the run on standard error; a file's name in it breaks no line."""
    print(on_one_line(f"{message}"), file=sys.stderr, flush=True)
