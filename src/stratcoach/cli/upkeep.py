"""The commands that keep a strategy in order: checks, versions, formats, questions; and those that git calls."""

from __future__ import annotations

from typing import Annotated

import typer

from stratcoach.cli.group import Paths
from stratcoach.cli.options import KEEP, FileArgument, FlowsOption, Format, Level, PlainOption, app
from stratcoach.messages import Message
from stratcoach.reports.formats import BY_NAME

_FORMATS = tuple(BY_NAME)

_OF_LINT = """Exit status: 0 fine; 1 a finding at or above --fail-on; 2 wrong usage, or nothing to check.

Examples:
stratcoach lint: the strategy.yaml here, or the nearest one above
stratcoach lint . --fail-on warning: all files in this folder and below
stratcoach lint . --since origin/main: what a branch changed
stratcoach lint --show-settings docs/strategy.yaml: why does this file pass?"""


@app.command(rich_help_panel=KEEP, cls=Paths, epilog=_OF_LINT)
def lint(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; `-` reads standard input.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}; add =FILE to write to a file; repeatable.",
        ),
    ] = None,
    fail_on: Annotated[
        Level | None,
        typer.Option(
            metavar="LEVEL",
            help="The lowest severity that fails the run: error (the default), warning or advice.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Report only these rules, or groups of rules such as vision.", metavar="RULES")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Don't report these rules, or groups of rules.", metavar="RULES")
    ] = None,
    require: Annotated[
        list[str] | None, typer.Option(help="Sections that must be there, such as trade_offs.", metavar="SECTIONS")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(help="Report only what changed since this git revision, and whether the version was raised.", metavar="REV"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Check dates and waivers as of this day, such as 2026-11-30.", metavar="DATE")
    ] = None,
    baseline: Annotated[str | None, typer.Option(help="The file with accepted findings.", metavar="FILE")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept today's findings; from then on, remove those that are fixed.")
    ] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show all findings, not just the five most useful.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(help="Check standard input as if it were this file, with its settings and baseline.", metavar="FILE"),
    ] = None,
    if_any: Annotated[bool, typer.Option("--if-any", help="Pass if there is no strategy file, and say so.")] = False,
    commit: Annotated[
        bool,
        typer.Option(
            "--commit",
            help="For a pre-commit hook: leave version rules to the pull request, and skip excluded files.",
        ),
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with status 0 whatever is found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only the findings.")] = False,
    show_settings: Annotated[
        bool,
        typer.Option("--show-settings", help="Show which settings, baseline and rules apply to each file, and why it passes."),
    ] = False,
    self_test: Annotated[
        bool,
        typer.Option(
            "--self-test", help="Check a file that is known to be bad, and fail if the check doesn't find what is wrong."
        ),
    ] = False,
) -> None:
    """Check that a strategy is complete and its links work, and ask what a coach would still ask."""
    from stratcoach.commands import lint as verb

    asked = verb.LintRequest(
        paths=tuple(paths or ()),
        formats=tuple(formats or ()),
        fail_on=fail_on.value if fail_on else None,
        select=_split(select),
        ignore=_split(ignore),
        require=_split(require),
        since=since,
        as_of=as_of,
        baseline=baseline,
        write_baseline=write_baseline,
        show_all=show_all,
        if_any=if_any,
        is_commit=commit,
        typed_as=stdin_filename,
        is_quiet=quiet,
        exit_zero=exit_zero,
    )
    if show_settings:
        from stratcoach.commands import show_settings as shown

        raise typer.Exit(shown.run(asked))
    if self_test:
        from stratcoach.commands import self_test as canary

        raise typer.Exit(canary.run(asked))
    raise typer.Exit(verb.run(asked))


def _split(told: list[str] | None) -> tuple[str, ...] | None:
    """An option that may be given several times, each time with names separated by commas."""
    return None if told is None else tuple(name.strip() for one in told for name in one.split(",") if name.strip())


@app.command(rich_help_panel=KEEP)
def release(
    file: FileArgument = "",
    summary: Annotated[str, typer.Option("--message", "-m", help="What changed, in one sentence.", metavar="TEXT")] = "",
    because: Annotated[str, typer.Option(help="Why it changed.", metavar="TEXT")] = "",
    decided_by: Annotated[str, typer.Option(help="Who decided (default: the decider in the file).", metavar="NAME")] = "",
    stands: Annotated[str, typer.Option(help="Ids of items that rest on a change and still hold, or `all`.", metavar="IDS")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking for confirmation.")] = False,
    plain: PlainOption = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Only make the copy of the file's current version, if it is missing or damaged.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what changed, and which version the release would have.")
    ] = False,
    note: Annotated[
        bool, typer.Option("--note", help="Only write a note on what changed and why, for the release after the merge.")
    ] = False,
) -> None:
    """Release the strategy: give it the version that its changes call for, a summary and a reason, and keep a copy."""
    if keep + note + dry_run > 1:
        raise typer.BadParameter(f"{Message('release.choose_one_option')}")
    if keep:
        from stratcoach.commands import release_keep

        raise typer.Exit(release_keep.run(file))
    from stratcoach.commands import release as verb
    from stratcoach.commands.release_questions import Wanted

    wanted = Wanted(summary, because, decided_by, stands, yes)
    raise typer.Exit(verb.run(file, wanted, plain=plain, note=note, dry_run=dry_run))


@app.command(rich_help_panel=KEEP)
def merge(
    base: Annotated[str, typer.Argument(metavar="BASE", help="The file before either side changed it.")],
    ours: Annotated[str, typer.Argument(metavar="OURS", help="Our file; the merge is written to it.")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="The other side's file.")],
    output: Annotated[str, typer.Option(help="Write to a new file instead; `-` prints it.", metavar="FILE")] = "",
    path: Annotated[str, typer.Option(help="The name of the file in messages; git sets it.", metavar="NAME")] = "",
) -> None:
    """Merge two people's changes to one strategy, item by item and field by field, wherever the lines are."""
    from stratcoach.commands import merge as verb

    raise typer.Exit(verb.run(base, ours, theirs, output=output, path=path))


@app.command(rich_help_panel=KEEP)
def migrate(
    file: FileArgument = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show which lines would change.")] = False,
) -> None:
    """Update a file from an older format to the current one; comments and layout stay."""
    from stratcoach.commands import migrate as verb

    raise typer.Exit(verb.run(file, dry_run=dry_run))


@app.command(rich_help_panel=KEEP)
def explain(
    rule: Annotated[str, typer.Argument(metavar="[RULE]", help="The rule's name, such as problem/solution.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Explain all rules.")] = False,
    output: Annotated[
        Format, typer.Option("--format", help="The output format; json without a name prints all rules.")
    ] = Format.text,
) -> None:
    """Explain what a rule means, why it matters, and how to disagree; without a name, list all rules."""
    from stratcoach.commands import explain as verb

    raise typer.Exit(verb.run(rule, every=every, output=output.value))


@app.command(rich_help_panel=KEEP)
def flows(
    action: Annotated[str, typer.Argument(help="list, show, check or copy.", metavar="[ACTION]")] = "list",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="The flow or agenda to show, or the folder to copy to.")
    ] = None,
    folder: FlowsOption = "",
) -> None:
    """List, show, check or copy the question flows, so that your team can write its own."""
    from stratcoach.commands import flows as verb

    raise typer.Exit(verb.run(action, names or [], folder))


@app.command(rich_help_panel=KEEP)
def schema(
    settings: Annotated[
        bool, typer.Option("--settings", help="Print the schema of the settings file, .stratcoach.yaml, instead.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Use standard keywords only, for validators that reject those that editors add.")
    ] = False,
) -> None:
    """Print the JSON Schema of the strategy file, for editors."""
    from stratcoach.commands import schema as verb

    raise typer.Exit(verb.run(settings=settings, strict=strict))


@app.command("git-diff", hidden=True, context_settings={"ignore_unknown_options": True})
def git_diff(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """What git calls to compare two versions of a strategy file."""
    from stratcoach.commands import git_driver

    raise typer.Exit(git_driver.run_diff(arguments or []))


@app.command("git-text", hidden=True)
def git_text(file: str) -> None:
    """What git called to read a strategy file, as earlier versions set it up."""
    from stratcoach.commands import git_driver

    raise typer.Exit(git_driver.run_text(file))


@app.command("git-merge", hidden=True)
def git_merge(name: str, base: str, ours: str, theirs: str) -> None:
    """What git calls to merge a strategy file."""
    from stratcoach.commands import git_driver

    raise typer.Exit(git_driver.run_merge(name, base, ours, theirs))
