"""What was asked for with `stratcoach lint`, and what of it can't be done."""

from __future__ import annotations

from datetime import date

from stratcoach.errors import UserError
from stratcoach.files.config import Settings, not_ignorable, not_requirable
from stratcoach.lint.policy import refused
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.value import Value
from stratcoach.rules.base import Severity


class LintRequest(Value):
    """What was asked for with the command. None where an option wasn't given, so that the settings decide.

    `is_commit` is for a hook before a commit: it leaves rules on versions to the pull request, and `exclude` counts for files that
    were named. `typed_as` is the file whose text comes from standard input.
    """

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
    if_any: bool = False
    is_commit: bool = False
    typed_as: str | None = None
    is_quiet: bool = False
    exit_zero: bool = False


def refuse_wrong(request: LintRequest) -> None:
    """Raise `UserError`, with all of it at once, for names that nothing has and for options that don't go together."""
    wrong: list[Message | str] = [message for name in request.select or () if (message := refused(name))]
    wrong += [message for name in request.ignore or () if (message := not_ignorable(name))]
    wrong += [message for name in request.require or () if (message := not_requirable(name))]
    if any(not path.strip() for path in request.paths):
        wrong.append(Message("lint_run.empty_path"))
    if request.since is not None and ("-" in request.paths or request.typed_as is not None):
        wrong.append(Message("lint_run.no_revisions_of_input"))
    if request.write_baseline and request.since is not None:
        wrong.append(Message("lint_run.baseline_of_whole_files"))
    if request.typed_as is not None and not request.typed_as.strip():
        wrong.append(Message("lint_run.needs_file_name"))
    if request.typed_as is not None and set(request.paths) - {"-"}:
        wrong.append(Message("lint_run.only_standard_input"))
    if request.typed_as is not None and request.write_baseline:
        wrong.append(Message("lint_run.baseline_of_files_on_disk"))
    if wrong:
        raise UserError(Message("lint_run.wrong_options"), Message("lint_run.see_help"), tuple(wrong))


def day(text_of_day: str | None) -> date:
    """The day as of which dates are judged: today unless another one was named."""
    if text_of_day is None:
        return date.today()  # noqa: DTZ011  the person's own day is meant
    period = dates.parse(text_of_day)
    if period is None or period.first != period.last:
        raise UserError(Message("lint_run.not_a_date", date=text_of_day), Message("lint_run.write_date_like_this"))
    return period.last


def overruled(settings: Settings, request: LintRequest, off: frozenset[str] = frozenset()) -> Settings:
    """The settings with what the command line says instead; `off` are the rules that `per_file` switches off. Who selects rules on
    the command line means them, whatever the settings ignore.
    """
    policy, limits = settings.policy, settings.limits
    if request.ignore is not None:
        policy = policy.replace(ignore=request.ignore)
    if request.select is not None:
        levels = {rule: level for rule, level in policy.severity.items() if level != "off"}
        policy = policy.replace(select=request.select, ignore=request.ignore or (), severity=levels)
    elif off:
        policy = policy.replace(ignore=(*policy.ignore, *sorted(off)))
    if request.require is not None:
        limits = limits.replace(require=frozenset(request.require))
    return settings.replace(policy=policy, limits=limits, fail_on=request.fail_on or settings.fail_on)
