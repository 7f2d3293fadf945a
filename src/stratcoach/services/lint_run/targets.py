"""Which files a run of lint checks, each with the settings and the baseline that count for it, and which it passes over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.baseline import Baselines
from stratcoach.files.config import Folders, Settings
from stratcoach.files.search import Found, find_strategies, is_called_nearly_so, says_that_it_is_one
from stratcoach.lint.policy import Policy
from stratcoach.messages import Message
from stratcoach.rules import BY_NAME
from stratcoach.rules.file import ALWAYS
from stratcoach.services.lint_run.file_check import Target
from stratcoach.services.lint_run.request import LintRequest, overruled
from stratcoach.services.strategy_file import others_near, refuse_misnamed

if TYPE_CHECKING:
    from stratcoach.files.snapshot import Snapshot
    from stratcoach.services.lint_run.since import Since


class Excluded(NamedTuple):
    """A file that `exclude` leaves out, as reports call it and by its real path, with the pattern and the settings file that has it."""

    name: str
    real: str
    pattern: str
    settings: str


class ChosenFiles(NamedTuple):
    """The files to check, sorted by name, and those that were left out; what changed in the repository of each, and which are gone,
    where a revision was named.
    """

    targets: list[Target]
    excluded: tuple[Excluded, ...] = ()
    since: Mapping[str, Snapshot] = {}
    deleted: tuple[str, ...] = ()


def choose(request: LintRequest) -> ChosenFiles:
    """Find the files to check.

    Raises:
        UserError: a path isn't there, nothing is there to be checked, or settings or a baseline can't be read.
    """
    named, found, snapshots, deleted = _found(request)
    folders, baselines = Folders(), Baselines(request.baseline, new=request.write_baseline)
    settled = cache(lambda folder, off: overruled(folders.settings(folder), request, off))
    typed = "-" in request.paths or request.typed_as is not None
    targets = [Target("<stdin>", None, settled(os.path.realpath("."), frozenset()))] if typed and request.typed_as is None else []
    excluded = []
    for one in sorted(found, key=lambda one: one.path.as_posix()):
        path, real = one.path, os.path.realpath(one.path)
        folder, name = folder_of(path), disk.as_seen_from_here(str(path))
        settings = folders.settings(folder)
        if pattern := _left_out(settings, real, one, request):
            at = settings.origin.get("exclude", Path())
            excluded.append(Excluded(name, real, pattern, disk.as_seen_from_here(str(at))))
            continue
        is_misnamed = bool(one.below or request.is_commit) and is_called_nearly_so(path.name)
        if is_misnamed and request.is_commit and not says_that_it_is_one(path):
            continue
        settings = settled(folder, settings.off_in(real))
        is_typed = request.typed_as is not None
        targets.append(Target(name, path, settings, baselines.of(folder), is_typed=is_typed, is_misnamed=is_misnamed))
    _refuse_nothing(request, named, targets, excluded, deleted)
    if any(not _has_rules(target.settings.policy) for target in targets):
        raise UserError(Message("lint_run.no_rules_left"), Message("lint_run.look_at_select"))
    return ChosenFiles(targets, tuple(excluded), snapshots, deleted)


def _left_out(settings: Settings, real: str, found: Found, request: LintRequest) -> str:
    """The pattern that leaves a file out; a file that a person named is always read."""
    if request.is_commit:
        return settings.leaves_out(real)
    return settings.leaves_out(real, found.below) if found.below else ""


def folder_of(path: Path) -> str:
    """The folder from which settings and a baseline are looked for: where a file really is, or where the link is that leads out of
    its repository.
    """
    real = os.path.realpath(path)
    return os.path.realpath(path.parent) if disk.led_away_from(path, real) else os.path.dirname(real)  # noqa: PTH120  texts are quicker


def _has_rules(policy: Policy) -> bool:
    return not policy.select or any(policy.reports(rule) for rule in BY_NAME if rule not in ALWAYS)


def settings_here(request: LintRequest) -> Settings:
    """What counts in this folder, with what was said on the command line."""
    return overruled(Folders().settings(os.path.realpath(".")), request)


class _Look(NamedTuple):
    named: list[Path]
    files: list[Found]
    since: Mapping[str, Snapshot] = {}
    deleted: tuple[str, ...] = ()


def _found(request: LintRequest) -> _Look:
    if request.typed_as is not None:
        path = Path(request.typed_as)
        return _Look([path], [Found(path)])
    if request.since is None:
        named = _named(request, None)
        return _Look(named, list(find_strategies(named)))
    from stratcoach.services.lint_run.since import Since

    since = Since(request.since)
    named = _named(request, since)
    there = [path for path in named if path.exists() or not since.held(path)]
    found = list(find_strategies(there))
    snapshots, deleted = since.look([one.path for one in found], named)
    return _Look(there, found, snapshots, deleted)


def _named(request: LintRequest, since: Since | None) -> list[Path]:
    if request.paths or request.is_commit:
        return [Path(path) for path in request.paths if path != "-"]
    refuse_misnamed("lint")
    found = disk.nearest(Path()) or (since.nearest(Path()) if since else None)
    if found is not None or request.if_any:
        return [found] if found else []
    hint = Message("lint_run.write_or_name_one")
    if next(disk.near(Path()), None):
        hint = Message("lint_run.name_one_or_all", name_one=others_near())
    raise UserError(Message("lint_run.no_strategy_here"), hint)


def _refuse_nothing(
    request: LintRequest, named: Sequence[Path], targets: Sequence[Target], excluded: Sequence[Excluded], deleted: Iterable[str]
) -> None:
    """Raise `UserError` for a folder below which nothing is and nothing was: a check of nothing must not pass unasked."""
    if request.if_any or (targets and len(named) == 1):
        return
    gone = [Path.cwd() / path for path in deleted]  # by its name: a link may be there now
    left_out = {one.real for one in excluded}
    empty = [
        path
        for path in named
        if path.is_dir()
        and not any(one.is_relative_to(os.path.realpath(path)) for one in gone)
        and all(os.path.realpath(found.path) in left_out for found in find_strategies([path]))
    ]
    if not empty:
        return
    folders = tuple(f"`{path}`" for path in empty)
    if excluded:
        one = excluded[0]
        message = Message("lint_run.all_excluded", folders=folders, count=len(excluded), settings=one.settings, file=one.name)
        raise UserError(message, Message("lint_run.use_if_any"))
    near = [path / name for path in empty for name in sorted(one.name for one in path.iterdir()) if is_called_nearly_so(name)]
    hint = Message("lint_run.one_has_another_name", file=str(near[0])) if near else Message("lint_run.how_they_are_called")
    raise UserError(Message("lint_run.no_strategy_found", folders=folders), hint)
