"""The commands that keep a strategy in order: checks, versions, formats, questions; and those that git calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stratcoach.cli.group import Paths
from stratcoach.cli.lint_options import (
    AsOfOption,
    BaselineOption,
    CommitOption,
    ExitZeroOption,
    FailOnOption,
    FormatsOption,
    IfAnyOption,
    IgnoreOption,
    PathsArgument,
    QuietOption,
    RequireOption,
    SelectOption,
    SelfTestOption,
    ShowAllOption,
    ShowSettingsOption,
    SinceOption,
    StdinFilenameOption,
    WriteBaselineOption,
)
from stratcoach.cli.options import KEEP, FileArgument, FlowsOption, Format, PlainOption, app
from stratcoach.messages import Message

if TYPE_CHECKING:  # a verb's module is imported when it runs
    from stratcoach.commands.lint import LintRequest

_OF_LINT = """Exit status: 0 fine; 1 a finding at or above --fail-on; 2 wrong usage, or nothing to check.

Examples:
stratcoach lint: the strategy.yaml here, or the nearest one above
stratcoach lint . --fail-on warning: all files in this folder and below
stratcoach lint . --since origin/main: what a branch changed
stratcoach lint --show-settings docs/strategy.yaml: why does this file pass?"""


@app.command(rich_help_panel=KEEP, cls=Paths, epilog=_OF_LINT)
def lint(
    paths: PathsArgument = None,
    formats: FormatsOption = None,
    fail_on: FailOnOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    require: RequireOption = None,
    since: SinceOption = None,
    as_of: AsOfOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    show_all: ShowAllOption = False,
    stdin_filename: StdinFilenameOption = None,
    if_any: IfAnyOption = False,
    commit: CommitOption = False,
    exit_zero: ExitZeroOption = False,
    quiet: QuietOption = False,
    show_settings: ShowSettingsOption = False,
    self_test: SelfTestOption = False,
) -> None:
    """Check that a strategy is complete and its links work, and ask what a coach would still ask."""
    from stratcoach.commands.lint import LintRequest

    request = LintRequest(
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
    raise typer.Exit(_run_lint(request, show_settings=show_settings, self_test=self_test))


def _run_lint(request: LintRequest, *, show_settings: bool, self_test: bool) -> int:
    if show_settings:
        from stratcoach.commands import show_settings as settings

        return settings.run(request)
    if self_test:
        from stratcoach.commands import self_test as canary

        return canary.run(request)
    from stratcoach.commands import lint as verb

    return verb.run(request)


def _split(values: list[str] | None) -> tuple[str, ...] | None:
    """An option that may be given several times, each time with names separated by commas."""
    return None if values is None else tuple(name.strip() for value in values for name in value.split(",") if name.strip())


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
