"""The options of `lint`."""

from __future__ import annotations

from typing import Annotated

import typer

from stratcoach.cli.options import Level
from stratcoach.reports.formats import BY_NAME

_FORMATS = tuple(BY_NAME)

PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; `-` reads standard input.")
]
FormatsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}; add =FILE to write to a file; repeatable.",
    ),
]
FailOnOption = Annotated[
    Level | None,
    typer.Option(
        metavar="LEVEL",
        help="The lowest severity that fails the run: error (the default), warning or advice.",
    ),
]
SelectOption = Annotated[
    list[str] | None, typer.Option(help="Report only these rules, or groups of rules such as vision.", metavar="RULES")
]
IgnoreOption = Annotated[list[str] | None, typer.Option(help="Don't report these rules, or groups of rules.", metavar="RULES")]
RequireOption = Annotated[
    list[str] | None, typer.Option(help="Sections that must be there, such as trade_offs.", metavar="SECTIONS")
]
SinceOption = Annotated[
    str | None,
    typer.Option(help="Report only what changed since this git revision, and whether the version was raised.", metavar="REV"),
]
AsOfOption = Annotated[
    str | None, typer.Option(help="Check dates and waivers as of this day, such as 2026-11-30.", metavar="DATE")
]
BaselineOption = Annotated[str | None, typer.Option(help="The file with accepted findings.", metavar="FILE")]
WriteBaselineOption = Annotated[
    bool, typer.Option("--write-baseline", help="Accept today's findings; from then on, remove those that are fixed.")
]
ShowAllOption = Annotated[bool, typer.Option("--all", help="Show all findings, not just the five most useful.")]
StdinFilenameOption = Annotated[
    str | None,
    typer.Option(help="Check standard input as if it were this file, with its settings and baseline.", metavar="FILE"),
]
IfAnyOption = Annotated[bool, typer.Option("--if-any", help="Pass if there is no strategy file, and say so.")]
CommitOption = Annotated[
    bool,
    typer.Option(
        "--commit",
        help="For a pre-commit hook: leave version rules to the pull request, and skip excluded files.",
    ),
]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit with status 0 whatever is found.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only the findings.")]
ShowSettingsOption = Annotated[
    bool,
    typer.Option("--show-settings", help="Show which settings, baseline and rules apply to each file, and why it passes."),
]
SelfTestOption = Annotated[
    bool,
    typer.Option("--self-test", help="Check a file that is known to be bad, and fail if the check doesn't find what is wrong."),
]
