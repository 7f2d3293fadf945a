"""`stratcoach lint`: is the strategy complete, does everything rest on something, and what would a coach still ask?"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from stratcoach.commands.checking import Checking, Target, check_file
from stratcoach.commands.outputs import Outputs, wanted
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.config import Folders, Settings, not_ignorable, not_requirable
from stratcoach.lint.accepted import Key
from stratcoach.lint.policy import Policy, refused
from stratcoach.model import dates
from stratcoach.model.value import Value
from stratcoach.reports.placed import Checked, Tally
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Severity
from stratcoach.rules.file import ALWAYS

if TYPE_CHECKING:
    from stratcoach.commands.since import Since

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
    outputs = wanted(asked.formats)
    _check_names(asked)
    checking = Checking(day(asked.as_of), asked.since or "")
    since = _since(asked)
    targets = _targets(asked, since)
    if since is not None:
        checking = checking._replace(since=since.snapshots(targets))
    checking, baseline = _with_baseline(asked, checking)
    with Outputs(outputs, show_all=asked.show_all) as told:
        tally, taken = go(targets, checking, told)
    if baseline is not None and asked.write_baseline:
        _write_baseline(baseline, checking, taken)
    return int(tally.failing > 0)


def go(targets: Sequence[Target], checking: Checking, outputs: Outputs) -> tuple[Tally, Mapping[str, Checked]]:
    """Check all files and report them. Returns the sums and, where a baseline is written, what it may hold of each file."""
    from stratcoach.commands.progress import Progress

    tally = Tally(checking.revision)
    taken: dict[str, Checked] = {}
    outputs.begin()
    with closing(_results(targets, checking)) as results, Progress(len(targets)) as progress:
        for place, checked in enumerate(results):
            tally.add(checked)
            if checking.takes and targets[place].path is not None:
                taken[checking.named(os.path.realpath(targets[place].name))] = checked._replace(findings=())
            if outputs.is_live and checked.findings:
                progress.clear()
            outputs.add(checked)
            progress.show(place + 1)
    outputs.end(tally)
    return tally, taken


def _results(targets: Sequence[Target], checking: Checking) -> Generator[Checked, None, None]:
    if len(targets) < 2:
        yield from map(checking.check, targets)
    else:
        from stratcoach.commands.parallel import results

        yield from results(targets, checking.check)


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


def _since(asked: Asked) -> Since | None:
    if asked.since is None:
        return None
    from stratcoach.commands.since import Since

    return Since(asked.since)


def _targets(asked: Asked, since: Since | None) -> list[Target]:
    """All files to check, sorted by name, each with what is settled for it."""
    folders = Folders()
    settled = cache(lambda folder: _overruled(folders.settings(folder), asked))
    targets = [Target("<stdin>", None, settled(os.path.realpath(".")))] if "-" in asked.paths else []
    for path in sorted(_found(asked, since), key=Path.as_posix):
        folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120  texts are quicker for a thousand files
        targets.append(Target(_told(path), path, settled(folder)))
    if any(not _has_rules(target.settings.policy) for target in targets):
        raise UserError("No rule is left to check with.", "Look at what is selected and what is ignored.")
    return targets


def _told(path: Path) -> str:
    """What reports call a file: as seen from here where it lies below, however it was named, so that CI finds it again."""
    if path.is_absolute():
        with contextlib.suppress(ValueError):
            return path.relative_to(Path.cwd()).as_posix()
    return path.as_posix()


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


def _found(asked: Asked, since: Since | None) -> list[Path]:
    named = [Path(path) for path in asked.paths if path != "-"]
    if not asked.paths:
        found = disk.nearest(Path())
        if found is None:
            raise UserError(
                "There is no strategy.yaml in this folder or in one above.",
                "Write one with `stratcoach new`, or name the file: `stratcoach lint PATH`.",
            )
        return [found]
    if since is not None:
        named = [path for path in named if path.exists() or not since.was_deleted(path)]
        if not named and "-" not in asked.paths:
            return []
    files = list(disk.find_strategies(named))
    if files and (empty := [path for path in named if path.is_dir() and next(disk.find_strategies([path]), None) is None]):
        told = ", ".join(f"`{path}`" for path in empty)
        raise UserError(f"No strategy file was found in {told}.", "Leave the folder out, or look whether the file was moved.")
    if not files and "-" not in asked.paths:
        told = ", ".join(f"`{path}`" for path in asked.paths)
        raise UserError(f"No strategy file was found in {told}.", "They are called strategy.yaml or *.strategy.yaml.")
    return files


# ---- the baseline


def _with_baseline(asked: Asked, checking: Checking) -> tuple[Checking, Path | None]:
    """The run with the findings that are accepted, and where they stand or will stand; None where there is no baseline."""
    from stratcoach.files import baseline

    named = Path(asked.baseline) if asked.baseline is not None else baseline.nearest(Path())
    if named is None and not asked.write_baseline:
        return checking, None
    path = named or baseline.new_place(Path())
    if not path.exists() and not asked.write_baseline:
        raise UserError(f"There is no baseline {path}.", "Write one with --write-baseline, or leave --baseline out.")
    accepted = baseline.load(path) if path.exists() else None
    home = os.path.realpath(path.parent)
    return checking._replace(accepted=accepted, home=home, takes=asked.write_baseline), path


def _write_baseline(path: Path, checking: Checking, taken: Mapping[str, Checked]) -> None:
    """Write what is accepted: all that was found the first time, from then on only what of it is still there."""
    from stratcoach.files import baseline

    before = checking.accepted
    found = {name: Counter(checked.taken) for name, checked in taken.items()}
    if before is None:
        now = found
    else:
        gone = {name for name in before if name not in found and not Path(checking.home, name).exists()}
        now = {name: _kept(held, taken.get(name)) for name, held in before.items() if name not in gone}
    try:
        baseline.write(path, now)
    except OSError as error:
        raise UserError(f"{path} can't be written: {disk.why(error)}.", "Name another place with --baseline FILE.") from error
    count = sum(held.total() for held in now.values())
    was = sum(held.total() for held in before.values()) if before is not None else 0
    less = f", {was - count} fewer than before" if before is not None else ""
    print(f"Written: {path} accepts {count} finding{'' if count == 1 else 's'}{less}.", file=sys.stderr)


def _kept(held: Counter[Key], checked: Checked | None) -> Counter[Key]:
    """What of a file's accepted findings stays: all of a file that this run didn't look at."""
    return held if checked is None else held - Counter(checked.stale)
