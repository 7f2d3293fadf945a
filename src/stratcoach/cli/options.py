"""The application, and what the verbs share: how they are grouped, their formats and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from stratcoach import __version__
from stratcoach.cli.group import Verbs

COACH, READ, KEEP = "Coach", "Read", "Keep"

app = typer.Typer(
    cls=Verbs,
    help="Coaches product strategy: from what users did, to a vision, to choices, in one file that people and CI can check.",
    add_completion=False,
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
        print(f"stratcoach {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    _version_wanted: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Coaches product strategy: from what users did, to a vision, to choices, in one file that people and CI can check."""
    if ctx.invoked_subcommand is None:
        from stratcoach.commands import orientation

        print(orientation.text())


FileArgument = Annotated[
    str, typer.Argument(help="The strategy file; strategy.yaml unless you name another.", show_default=False)
]
FlowsOption = Annotated[str, typer.Option("--flows", help="A folder with your team's own questions.", metavar="FOLDER")]
StartOverOption = Annotated[bool, typer.Option("--start-over", help="Put an unfinished session aside and begin again.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Ask by plain lines, for screen readers and simple terminals.")]
