"""The application, and what the commands share: how they are grouped, their formats and options."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from stratcoach import __version__
from stratcoach.cli.group import Verbs

COACH, READ, KEEP = "Coach", "Read", "Keep"


def _is_about_completion() -> bool:
    """Whether a shell asks for completions, or a person how to get them; nobody else pays for them at the start."""
    words = sys.argv[1:]
    is_asked_for = any(word.partition("=")[0] in ("--install-completion", "--show-completion") for word in words)
    return is_asked_for or words in (["--help"], ["-h"]) or "_STRATCOACH_COMPLETE" in os.environ


app = typer.Typer(
    cls=Verbs,
    epilog="""Exit status: 0 fine; 1 a finding at or above --fail-on, a difference with --exit-code, or a conflict;
2 wrong usage, or nothing to check; 3 a bug in stratcoach; 130 interrupted.

Start with: stratcoach new. Help on a command: stratcoach COMMAND --help.""",
    add_completion=_is_about_completion(),
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How results are printed."""

    text = "text"
    json = "json"


class DiffFormat(StrEnum):
    """How a diff is printed."""

    text = "text"
    md = "md"
    json = "json"
    html = "html"


class CompareFormat(StrEnum):
    """How two drafts are printed."""

    text = "text"
    md = "md"
    json = "json"


class ExportTarget(StrEnum):
    """What a strategy can be exported to."""

    html = "html"
    md = "md"
    svg = "svg"
    mermaid = "mermaid"
    slides = "slides"
    json = "json"
    strategy_md = "strategy-md"


class MinutesTarget(StrEnum):
    """What the minutes of a workshop can be made into."""

    html = "html"
    md = "md"
    json = "json"
    notes_csv = "notes-csv"
    votes_csv = "votes-csv"
    decisions_csv = "decisions-csv"


class OkrTarget(StrEnum):
    """What OKRs can be printed as."""

    csv = "csv"
    md = "md"


class ExportAudience(StrEnum):
    """For whom an export is made."""

    sponsor = "sponsor"
    board = "board"
    team = "team"


class Level(StrEnum):
    """How grave a finding is."""

    error = "error"
    warning = "warning"
    advice = "advice"


def _version(wanted: bool) -> None:
    if wanted:
        from stratcoach.files import build

        commit = f" ({build.commit()})" if build.commit() else ""
        print(f"stratcoach {__version__}{commit}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    _version_wanted: Annotated[
        bool,
        typer.Option("--version", "-V", help="Print the version and its commit, and exit.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Get coached on product strategy: from what users did, to a vision, to choices, in one file that people and CI can check."""
    if ctx.invoked_subcommand is None:
        from stratcoach.commands import welcome

        print(welcome.text())


FileArgument = Annotated[
    str, typer.Argument(metavar="[FILE]", help="The strategy file (default: strategy.yaml).", show_default=False)
]
FlowsOption = Annotated[str, typer.Option("--flows", help="A folder with your team's own questions.", metavar="FOLDER")]
StartOverOption = Annotated[bool, typer.Option("--start-over", help="Set aside an unfinished session and begin again.")]
NoBellOption = Annotated[bool, typer.Option("--no-bell", help="In a workshop: make no sound when a part's time is up.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Ask line by line, for screen readers and simple terminals.")]
