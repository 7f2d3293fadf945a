"""`stratcoach lint`: is the strategy complete, does everything rest on something, and what would a coach still ask?"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stratcoach.commands import accepting
from stratcoach.commands.accepting import Taken
from stratcoach.commands.checking import Checking, Target, check_file
from stratcoach.commands.outputs import Outputs, clear, wanted
from stratcoach.commands.reading import others_near
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.baseline import Baselines
from stratcoach.files.config import Folders, Settings, not_ignorable, not_requirable
from stratcoach.lint.policy import Policy, refused
from stratcoach.model import dates
from stratcoach.model.value import Value
from stratcoach.reports.placed import Checked, Notice, Tally
from stratcoach.reports.told import on_one_line
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Severity
from stratcoach.rules.file import ALWAYS

if TYPE_CHECKING:
    from stratcoach.commands.since import Since
    from stratcoach.files.snapshot import Snapshot

__all__ = ["Asked", "check_file", "run"]


class Asked(Value):
    """What was asked for with the command. None where nothing was said, so that the settings decide."""

    paths: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    fail_on: Severity | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    require: tuple[str, ...] | None = None
    since: str | None = None
    as_of: str | None = None
    baseline: str | None = None
    write_baseline: bool = False
    show_all: bool = False


def run(asked: Asked) -> int:
    """Check the files and print the reports. Returns the exit status: 0, or 1 with a finding that makes a file fail."""
    clear(asked.formats)
    outputs = wanted(asked.formats)
    _check_names(asked)
    as_of = day(asked.as_of)
    found, since, deleted = _found(asked)
    targets = _targets(asked, found)
    notices: tuple[Notice, ...] = ()
    revision = ""
    if asked.since is not None:
        from stratcoach.commands.noticing import Noticing
        from stratcoach.files import git

        revision = git.shown(asked.since)  # for messages
        notices = Noticing(revision, since, lambda then: _overruled(then, asked)).of_run(targets)
    checking = Checking(as_of, revision, since, takes=asked.write_baseline)
    done: list[str] = []
    with Outputs(outputs, show_all=asked.show_all, held_back=asked.write_baseline) as told:
        tally, taken = go(targets, checking, told, deleted, notices)
        if asked.write_baseline:
            done = accepting.write(targets, taken)
    for line in done:
        print(on_one_line(line), file=sys.stderr)
    return int(tally.failing > 0)


def go(
    targets: Sequence[Target],
    checking: Checking,
    outputs: Outputs,
    deleted: tuple[str, ...] = (),
    notices: tuple[Notice, ...] = (),
) -> tuple[Tally, Taken]:
    """Check all files and report them. Returns the sums and, where a baseline is written, what it may hold of each file."""
    from stratcoach.commands.progress import Progress

    gone = () if checking.takes else accepting.gone(targets)
    tally = Tally(checking.revision, deleted, gone, accepting.moved(targets, checking.since), notices)
    taken: dict[str, Checked] = {}
    outputs.begin(notices)
    with closing(_results(targets, checking)) as results, Progress(len(targets)) as progress:
        for place, checked in enumerate(results):
            tally.add(checked)
            if checking.takes:
                taken[os.path.realpath(targets[place].name)] = checked._replace(findings=())
            if outputs.is_live and checked.findings:
                progress.clear()
            outputs.add(checked)
            progress.show(place + 1)
    outputs.end(tally)
    return tally, taken


def _results(targets: Sequence[Target], checking: Checking) -> Generator[Checked, None, None]:
    check = checking.check
    if checking.since:
        from stratcoach.commands.since import check_since

        check = partial(check_since, checking)
    if len(targets) < 2:
        yield from map(check, targets)
    else:
        from stratcoach.commands.parallel import results

        yield from results(targets, check)


# ---- what was asked


def _check_names(asked: Asked) -> None:
    """Refuse, all at once, names that nothing has."""
    wrong = [message for name in asked.select or () if (message := refused(name))]
    wrong += [message for name in asked.ignore or () if (message := not_ignorable(name))]
    wrong += [message for name in asked.require or () if (message := not_requirable(name))]
    if asked.since is not None and "-" in asked.paths:
        wrong.append("standard input has no revisions, so `-` can't go with `--since`")
    if asked.write_baseline and asked.since is not None:
        wrong.append("`--write-baseline` looks at whole files, so it can't go with `--since`")
    if wrong:
        raise UserError("This can't be checked as it was asked:", "`stratcoach lint --help` says more.", tuple(wrong))


def day(text_of_day: str | None) -> date:
    if text_of_day is None:
        return date.today()  # noqa: DTZ011  the person's own day is meant
    period = dates.parse(text_of_day)
    if period is None or period.first != period.last:
        raise UserError(f"`{text_of_day}` is not a day.", "Write it as 2026-11-30.")
    return period.last


def _targets(asked: Asked, found: Iterable[Path]) -> list[Target]:
    """All files to check, sorted by name, each with what is settled and accepted for it."""
    folders, baselines = Folders(), Baselines(asked.baseline, new=asked.write_baseline)
    settled = cache(lambda folder: _overruled(folders.settings(folder), asked))
    targets = [Target("<stdin>", None, settled(os.path.realpath(".")))] if "-" in asked.paths else []
    for path in sorted(found, key=Path.as_posix):
        folder = _folder_of(path)
        targets.append(Target(disk.as_seen_from_here(str(path)), path, settled(folder), baselines.of(folder)))
    if any(not _has_rules(target.settings.policy) for target in targets):
        raise UserError("No rule is left to check with.", "Look at what is selected and what is ignored.")
    return targets


def _folder_of(path: Path) -> str:
    """The folder from which settings and a baseline are looked for: where a file really is, or where the link stands that leads
    out of its repository.
    """
    real = os.path.realpath(path)
    return os.path.realpath(path.parent) if disk.led_away_from(path, real) else os.path.dirname(real)  # noqa: PTH120  texts are quicker


def _has_rules(policy: Policy) -> bool:
    return not policy.select or any(policy.reports(rule) for rule in BY_NAME if rule not in ALWAYS)


def settings_here(asked: Asked) -> Settings:
    """What holds in this folder, with what was said on the command line."""
    return _overruled(Folders().settings(os.path.realpath(".")), asked)


def _overruled(settings: Settings, asked: Asked) -> Settings:
    """The settings with what the command line says instead. Who selects rules there means them, whatever the settings ignore."""
    policy, limits = settings.policy, settings.limits
    if asked.select is not None:
        levels = {rule: level for rule, level in policy.severity.items() if level != "off"}
        policy = policy.replace(select=asked.select, ignore=(), severity=levels)
    if asked.ignore is not None:
        policy = policy.replace(ignore=asked.ignore)
    if asked.require is not None:
        limits = limits.replace(require=frozenset(asked.require))
    return settings.replace(policy=policy, limits=limits, fail_on=asked.fail_on or settings.fail_on)


class _Found(NamedTuple):
    """The files to check; what changed in the repository of each, and which are gone, where a revision was named."""

    files: list[Path]
    since: Mapping[str, Snapshot] = {}
    deleted: tuple[str, ...] = ()


def _found(asked: Asked) -> _Found:
    if asked.since is None:
        named = _named(asked, None)
        files = list(disk.find_strategies(named))
        _refuse_nothing(named, files, ())
        return _Found(files)
    from stratcoach.commands.since import Since

    since = Since(asked.since)
    named = _named(asked, since)
    there = [path for path in named if path.exists() or not since.held(path)]
    files = list(disk.find_strategies(there))
    snapshots, deleted = since.look(files, named)
    _refuse_nothing(there, files, deleted)
    return _Found(files, snapshots, deleted)


def _named(asked: Asked, since: Since | None) -> list[Path]:
    if asked.paths:
        return [Path(path) for path in asked.paths if path != "-"]
    found = disk.nearest(Path()) or (since.nearest(Path()) if since else None)
    if found is None:
        hint = "Write one with `stratcoach new`, or name the file: `stratcoach lint PATH`."
        if next(disk.near(Path()), None):
            hint = f"{others_near()} `stratcoach lint .` checks all that are in this folder and below."
        raise UserError(
            "There is no strategy.yaml in this folder or in one above.",
            hint,
        )
    return [found]


def _refuse_nothing(named: Sequence[Path], files: Sequence[Path], deleted: Iterable[str]) -> None:
    """Raise `UserError` for a folder below which nothing is and nothing was: a check of nothing must not pass."""
    if files and len(named) == 1:
        return
    gone = [Path.cwd() / path for path in deleted]  # by its name: a link may be there now
    empty = [
        path
        for path in named
        if path.is_dir()
        and next(disk.find_strategies([path]), None) is None
        and not any(one.is_relative_to(os.path.realpath(path)) for one in gone)
    ]
    if empty:
        told = ", ".join(f"`{path}`" for path in empty)
        hint = "They are called strategy.yaml or *.strategy.yaml; leave the folder out, or look whether the file was moved."
        raise UserError(f"No strategy file was found in {told}.", hint)
