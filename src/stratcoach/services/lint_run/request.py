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


def refuse_wrong(asked: LintRequest) -> None:
    """Raise `UserError`, with all of it at once, for names that nothing has and for options that don't go together."""
    wrong: list[Message | str] = [message for name in asked.select or () if (message := refused(name))]
    wrong += [message for name in asked.ignore or () if (message := not_ignorable(name))]
    wrong += [message for name in asked.require or () if (message := not_requirable(name))]
    if any(not path.strip() for path in asked.paths):
        wrong.append(Message("lint_run.empty_path"))
    if asked.since is not None and ("-" in asked.paths or asked.typed_as is not None):
        wrong.append(Message("lint_run.no_revisions_of_input"))
    if asked.write_baseline and asked.since is not None:
        wrong.append(Message("lint_run.baseline_of_whole_files"))
    if asked.typed_as is not None and not asked.typed_as.strip():
        wrong.append(Message("lint_run.needs_file_name"))
    if asked.typed_as is not None and set(asked.paths) - {"-"}:
        wrong.append(Message("lint_run.only_standard_input"))
    if asked.typed_as is not None and asked.write_baseline:
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


def overruled(settings: Settings, asked: LintRequest, off: frozenset[str] = frozenset()) -> Settings:
    """The settings with what the command line says instead; `off` are the rules that `per_file` switches off. Who selects rules on
    the command line means them, whatever the settings ignore.
    """
    policy, limits = settings.policy, settings.limits
    if asked.ignore is not None:
        policy = policy.replace(ignore=asked.ignore)
    if asked.select is not None:
        levels = {rule: level for rule, level in policy.severity.items() if level != "off"}
        policy = policy.replace(select=asked.select, ignore=asked.ignore or (), severity=levels)
    elif off:
        policy = policy.replace(ignore=(*policy.ignore, *sorted(off)))
    if asked.require is not None:
        limits = limits.replace(require=frozenset(asked.require))
    return settings.replace(policy=policy, limits=limits, fail_on=asked.fail_on or settings.fail_on)
