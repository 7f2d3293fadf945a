"""The commands that read a strategy and report on it."""

from __future__ import annotations

from typing import Annotated

import typer

from stratcoach.cli.options import (
    READ,
    CompareFormat,
    DiffFormat,
    ExportAudience,
    ExportTarget,
    FileArgument,
    Format,
    MinutesTarget,
    OkrTarget,
    app,
)
from stratcoach.errors import UserError
from stratcoach.messages import Message


@app.command(rich_help_panel=READ)
def show(
    file: FileArgument = "",
    output: Annotated[Format, typer.Option("--format", help="The output format.")] = Format.text,
    whole: Annotated[bool, typer.Option("--all", help="Show everything in full, however long it gets.")] = False,
) -> None:
    """Show the strategy on one screen: what it contains, what rests on what, what is in question, what is due."""
    from stratcoach.commands import show as verb

    raise typer.Exit(verb.run(file, output=output.value, whole=whole))


@app.command(rich_help_panel=READ)
def diff(
    one: Annotated[
        str,
        typer.Argument(
            metavar="[A]",
            help="What to compare with: a path, a version, a git revision or REV:PATH; by default, the last release.",
        ),
    ] = "",
    other: Annotated[
        str, typer.Argument(metavar="[B]", help="What to compare, in the same forms; by default, the file as it is now.")
    ] = "",
    file: Annotated[str, typer.Option(help="The strategy file (default: strategy.yaml).", metavar="FILE")] = "",
    output: Annotated[DiffFormat, typer.Option("--format", help="The output format.")] = DiffFormat.text,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with status 1 if anything changed.")] = False,
    install_git: Annotated[
        bool, typer.Option("--install-git", help="Make git diff, log -p and merge work this way in this repository.")
    ] = False,
    uninstall_git: Annotated[bool, typer.Option("--uninstall-git", help="Undo --install-git.")] = False,
) -> None:
    """Show what changed in meaning between two versions, how deep it goes, and what rests on it."""
    if install_git or uninstall_git:
        from stratcoach.commands import git_driver

        raise typer.Exit(git_driver.install() if install_git else git_driver.uninstall())
    from stratcoach.commands import diff as verb

    raise typer.Exit(verb.run(one, other, file=file, output=output.value, exit_code=exit_code))


@app.command(rich_help_panel=READ)
def compare(
    one: Annotated[
        str, typer.Argument(metavar="[A]", help="A path, a version, a git revision or REV:PATH.", show_default=False)
    ] = "",
    other: Annotated[
        str, typer.Argument(metavar="[B]", help="What to compare it with, in the same forms.", show_default=False)
    ] = "",
    file: Annotated[str, typer.Option(help="The strategy file (default: strategy.yaml).", metavar="FILE")] = "",
    output: Annotated[CompareFormat, typer.Option("--format", help="The output format.")] = CompareFormat.text,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Write the future that wasn't chosen as a draft next to the strategy, A or the nearest."),
    ] = False,
) -> None:
    """Compare two drafts for one product, such as a low-key and an ambitious one, and ask before you choose."""
    if draft:
        from stratcoach.commands import compare_draft

        raise typer.Exit(compare_draft.run(file or one))
    if not other:
        raise UserError(Message("verb.two_sides_missing"), Message("verb.name_two_sides"))
    from stratcoach.commands import compare as verb

    raise typer.Exit(verb.run(one, other, file=file, output=output.value))


@app.command(rich_help_panel=READ)
def export(
    file: FileArgument = "",
    to: Annotated[
        ExportTarget,
        typer.Option(
            "--to",
            help="html: a page to share and print; slides: for a room; md: for a wiki; strategy-md: STRATEGY.md; json: everything; svg, mermaid: only the map.",
        ),
    ] = ExportTarget.html,
    audience: Annotated[
        ExportAudience, typer.Option("--for", help="board: short, without evidence; team: everything, with notes and OKRs.")
    ] = ExportAudience.sponsor,
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="Where to write it; `-` prints it; by default, next to the strategy.", metavar="FILE"),
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if what is there is out of date.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Export again each time the strategy is saved, until Ctrl-C.")] = False,
) -> None:
    """Export the strategy as a page that anybody can read: a sponsor, a board, a team."""
    from stratcoach.commands import export as verb

    raise typer.Exit(verb.run(file, to=to.value, audience=audience.value, out=out, check=check, watch=watch))


@app.command(rich_help_panel=READ)
def okrs(
    file: FileArgument = "",
    to: Annotated[
        OkrTarget, typer.Option("--to", help="csv: for Jira, Linear and sheets; md: for GitHub and wikis, with boxes to tick.")
    ] = OkrTarget.csv,
) -> None:
    """Print the OKRs for where your teams plan, each with the objective that it rests on."""
    from stratcoach.commands import print_okrs as verb

    raise typer.Exit(verb.run(file, to=to.value))


@app.command(rich_help_panel=READ)
def log(
    file: FileArgument = "",
    output: Annotated[Format, typer.Option("--format", help="The output format.")] = Format.text,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="List proposals instead: what was turned down, and by which choice.")
    ] = False,
) -> None:
    """List the versions, newest first: what kind of change each one was, why, and who decided."""
    from stratcoach.commands import log as verb

    raise typer.Exit(verb.run(file, output=output.value, decisions=decisions))


@app.command(rich_help_panel=READ)
def recap(file: FileArgument = "") -> None:
    """Sum up in ten lines what a workshop has decided so far, for people who arrive late."""
    from stratcoach.commands import recap as verb

    raise typer.Exit(verb.run(file))


@app.command(rich_help_panel=READ)
def minutes(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="The strategy file, or the journal of one of its workshops (.jsonl).")
    ] = "",
    to: Annotated[
        MinutesTarget,
        typer.Option(
            "--to",
            help="html: a page to send and print; md: as they were written at the close; json: all tables; the others: one table for a spreadsheet.",
        ),
    ] = MinutesTarget.html,
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="Where to write it; `-` prints it; by default, next to the journal.", metavar="FILE"),
    ] = "",
) -> None:
    """Make the minutes of a workshop again, or tables of its notes, votes and decisions."""
    from stratcoach.commands import write_minutes as verb

    raise typer.Exit(verb.run(file, to=to.value, out=out))
