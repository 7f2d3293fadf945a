"""The verbs and their options. A verb's module is imported when it runs; errors become exit statuses here."""

from __future__ import annotations

import gc
import signal

# A short run makes no garbage worth collecting, and looking for it takes a tenth of the time. The interview turns it on.
gc.disable()
# Ctrl-C while the program is still loading just ends it; from then on it is an exception that verbs can answer.
signal.signal(signal.SIGINT, signal.SIG_DFL)

import errno
import os
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from stratcoach import __version__
from stratcoach.errors import Paused, UserError
from stratcoach.model.shown import visible

COACH, READ, KEEP = "Coach", "Read", "Keep"


class Verbs(TyperGroup):
    """Runs a verb and turns what went wrong into a sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return super().invoke(ctx)
        except UserError as error:
            _complain(error)
            raise typer.Exit(2) from None
        except Paused as paused:
            raise typer.Exit(paused.status) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except BrokenPipeError:
            _stop_writing()
            raise typer.Exit(0) from None
        except RecursionError:
            _tell("This is nested too deeply to be read.")
            raise typer.Exit(2) from None
        except OSError as error:
            _tell(_refusal(error))
            _stop_writing()
            raise typer.Exit(2) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if _is_usage(error) or os.environ.get("STRATCOACH_DEBUG"):
                raise
            _confess(error)
            raise typer.Exit(3) from None


def _is_usage(error: Exception) -> bool:
    return any(kind.__name__ == "ClickException" for kind in type(error).__mro__)


def _complain(error: UserError) -> None:
    from stratcoach.reports.style import style_for

    style = style_for(sys.stderr)
    for line in (error.message, *error.more, error.hint):
        if line:
            _tell(style.wrap(visible(line)) if sys.stderr.isatty() else visible(line))


def _tell(text: str) -> None:
    """Tell a person; where even that can't be written, the exit status says enough."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _refusal(error: OSError) -> str:
    """What the system refused: a file by its name, else the folder we are in or the output."""
    from stratcoach.files.disk import why

    if error.filename:
        return f"{visible(os.fsdecode(error.filename))}: {why(error)}."
    if error.errno == errno.ENOENT:
        return "The folder that you are in isn't there any more. Go to another one."
    return f"The output could not be written: {why(error)}."


def _stop_writing() -> None:
    """Nobody reads any more: send the rest to nowhere, so that closing the stream raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _confess(error: Exception) -> None:
    _tell(f"stratcoach made a mistake ({type(error).__name__}: {error}). Your files are as they were.")
    _tell("Please report it; with STRATCOACH_DEBUG=1 you see where it happened.")


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


@app.command(rich_help_panel=COACH)
def new(
    file: FileArgument = "",
    answers: Annotated[str, typer.Option(help="Take the answers from this file, unattended.", metavar="FILE")] = "",
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
    transcript: Annotated[str, typer.Option(help="With --answers: keep the whole talk in this file.", metavar="FILE")] = "",
) -> None:
    """Be coached from what users did to a strategy, and leave with a file. You can stop and go on at any moment."""
    from stratcoach.commands import new as verb

    raise typer.Exit(verb.run(file, answers=answers, plain=plain, flows=flows, start_over=start_over, transcript=transcript))


@app.command(rich_help_panel=COACH)
def resume(file: FileArgument = "", plain: PlainOption = False) -> None:
    """Go on with an unfinished session, at the very question."""
    from stratcoach.commands import resume as verb

    raise typer.Exit(verb.run(file, plain=plain))


@app.command(rich_help_panel=COACH)
def workshop(
    file: FileArgument = "",
    minutes: Annotated[
        int,
        typer.Option(help="How much time there is; as long as the agenda unless you say.", metavar="MINUTES", min=0, max=2880),
    ] = 0,
    people: Annotated[int, typer.Option(help="How many of you there are.", metavar="NUMBER", min=0, max=99)] = 0,
    agenda: Annotated[str, typer.Option(help="An agenda by its name, such as half-day.", metavar="NAME")] = "",
    follow: Annotated[
        bool, typer.Option("--follow", help="For the facilitator's own screen: plan, hints, car park, live.")
    ] = False,
    prepare: Annotated[str, typer.Option(help="Write what to send two days ahead to this folder.", metavar="FOLDER")] = "",
    questionnaires: Annotated[
        str, typer.Option(help="Write a questionnaire for each person to this folder.", metavar="FOLDER")
    ] = "",
    collect: Annotated[
        list[str] | None, typer.Option(help="Take the answers of this questionnaire in; again for more.", metavar="FILE")
    ] = None,
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
) -> None:
    """Drive a workshop for a group: one scribe types, a projector shows, everybody thinks."""
    from stratcoach.commands import workshop as verb

    if follow or prepare or questionnaires or collect:
        from stratcoach.commands import beside

        raise typer.Exit(
            beside.run(
                file,
                follow=follow,
                prepare=prepare,
                questionnaires=questionnaires,
                collect=collect or [],
                minutes=minutes,
                agenda=agenda,
                flows=flows,
            )
        )
    raise typer.Exit(
        verb.run(file, minutes=minutes, people=people, agenda=agenda, plain=plain, flows=flows, start_over=start_over)
    )


@app.command(rich_help_panel=READ)
def recap(file: FileArgument = "") -> None:
    """Say in ten lines what a workshop has decided so far, for whoever comes late."""
    from stratcoach.commands import beside

    raise typer.Exit(beside.recap(file))


@app.command(rich_help_panel=COACH)
def revise(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE] [SECTION]", help="The file, and the section to go through.")
    ] = None,
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
) -> None:
    """Go through one section again, or deepen it; the rest of the file stays as it is."""
    from stratcoach.commands import revise as verb

    raise typer.Exit(verb.run(names or [], plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def learn(
    file: FileArgument = "", plain: PlainOption = False, flows: FlowsOption = "", start_over: StartOverOption = False
) -> None:
    """Record something new that users did, and see what it speaks for and what it puts in question."""
    from stratcoach.commands import learn as verb

    raise typer.Exit(verb.run(file, plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def check(
    slot: Annotated[str, typer.Argument(help="insight, vision, north_star, problem, user, objective or choice")] = "",
    text: Annotated[str, typer.Argument(help="The sentence.")] = "",
    jsonl: Annotated[str, typer.Option(help="A file with one JSON object a line; `-` for standard input.")] = "",
) -> None:
    """Coach one sentence: stratcoach check vision "…"."""
    from stratcoach.commands import check as verb

    if not jsonl and not text:
        raise UserError("There is no sentence to check.", 'Write: stratcoach check vision "…"')
    raise typer.Exit(verb.run(slot, text, jsonl))


@app.command(rich_help_panel=COACH)
def guide(topic: Annotated[str, typer.Argument(help="The topic, such as vision or evidence.")] = "") -> None:
    """Say what the method means, a topic a screen, with examples from your own file; without a topic, list them."""
    from stratcoach.commands import guide as verb

    raise typer.Exit(verb.run(topic))


@app.command(rich_help_panel=KEEP)
def lint(
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders; `-` reads standard input.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help="text, concise, json, github, gitlab, sarif or junit; with =FILE into a file, as often as you like.",
        ),
    ] = None,
    fail_on: Annotated[Level | None, typer.Option(help="The least grave finding that makes the run fail; error.")] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Report only these rules, or sections of rules.", metavar="RULES")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Don't report these rules, or sections of rules.", metavar="RULES")
    ] = None,
    require: Annotated[
        list[str] | None, typer.Option(help="Sections that may not be missing, such as trade_offs.", metavar="SECTIONS")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what changed since this git revision, and whether the version rose.", metavar="REV")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Judge dates and waivers as of this day, such as 2026-11-30.", metavar="DATE")
    ] = None,
    baseline: Annotated[str | None, typer.Option(help="The findings that were there when you began.", metavar="FILE")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept today's findings; later: take out what is mended.")
    ] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show all findings, not only the five most useful.")] = False,
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Check a file that is known to be bad, and fail if nothing is found.")
    ] = False,
) -> None:
    """Check that a strategy is complete, that its links hold, and what a coach would still ask."""
    from stratcoach.commands import lint as verb

    asked = verb.Asked(
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
    )
    if self_test:
        from stratcoach.commands import self_test as canary

        raise typer.Exit(canary.run(asked))
    raise typer.Exit(verb.run(asked))


def _split(told: list[str] | None) -> tuple[str, ...] | None:
    """An option that may be given several times, each time with names between commas."""
    return None if told is None else tuple(name.strip() for one in told for name in one.split(",") if name.strip())


@app.command(rich_help_panel=READ)
def show(
    file: FileArgument = "",
    output: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.text,
    whole: Annotated[bool, typer.Option("--all", help="Leave nothing out and cut no text, however long it gets.")] = False,
) -> None:
    """Show the strategy on one screen: what rests on what, what is there, what is in question, what is due."""
    from stratcoach.commands import show as verb

    raise typer.Exit(verb.run(file, output=output.value, whole=whole))


@app.command(rich_help_panel=READ)
def diff(
    one: Annotated[
        str,
        typer.Argument(
            metavar="[A]", help="What to compare with: a path, a version, a git revision or REV:PATH. The last release."
        ),
    ] = "",
    other: Annotated[
        str, typer.Argument(metavar="[B]", help="What to compare, named in the same way. The file as it stands now.")
    ] = "",
    file: Annotated[str, typer.Option(help="The strategy file; strategy.yaml unless you name another.", metavar="FILE")] = "",
    output: Annotated[DiffFormat, typer.Option("--format", help="How to print the changes.")] = DiffFormat.text,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where something changed.")] = False,
    install_git: Annotated[bool, typer.Option("--install-git", help="Let git diff, log -p and merge work so here.")] = False,
    uninstall_git: Annotated[bool, typer.Option("--uninstall-git", help="Undo that.")] = False,
) -> None:
    """Say what changed in meaning between two versions, how deep it goes, and what rests on it."""
    if install_git or uninstall_git:
        from stratcoach.commands import git_driver

        raise typer.Exit(git_driver.install() if install_git else git_driver.uninstall())
    from stratcoach.commands import diff as verb

    raise typer.Exit(verb.run(one, other, file=file, output=output.value, exit_code=exit_code))


@app.command(rich_help_panel=READ)
def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="A path, a version, a git revision or REV:PATH.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="The same.", show_default=False)],
    file: Annotated[str, typer.Option(help="The strategy file; strategy.yaml unless you name another.", metavar="FILE")] = "",
    output: Annotated[CompareFormat, typer.Option("--format", help="How to print it.")] = CompareFormat.text,
) -> None:
    """Put two drafts of one product side by side, such as a low-key and an ambitious one, and ask before you choose."""
    from stratcoach.commands import compare as verb

    raise typer.Exit(verb.run(one, other, file=file, output=output.value))


@app.command("git-diff", hidden=True, context_settings={"ignore_unknown_options": True})
def git_diff(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """What git calls to compare two versions of a strategy file."""
    from stratcoach.commands import git_driver

    raise typer.Exit(git_driver.run_diff(arguments or []))


@app.command("git-text", hidden=True)
def git_text(file: str) -> None:
    """What git calls to read a strategy file field by field."""
    from stratcoach.commands import git_driver

    raise typer.Exit(git_driver.run_text(file))


@app.command(rich_help_panel=READ)
def log(
    file: FileArgument = "",
    output: Annotated[Format, typer.Option("--format", help="How to print the versions.")] = Format.text,
) -> None:
    """Tell the versions, newest first: what kind of change each was, why, and who decided."""
    from stratcoach.commands import log as verb

    raise typer.Exit(verb.run(file, output=output.value))


@app.command(rich_help_panel=KEEP)
def release(
    file: FileArgument = "",
    summary: Annotated[str, typer.Option("--message", "-m", help="What changed, in one sentence.", metavar="TEXT")] = "",
    because: Annotated[str, typer.Option(help="Why it changed.", metavar="TEXT")] = "",
    decided_by: Annotated[str, typer.Option(help="Who decided; the decider of the file.", metavar="NAME")] = "",
    stands: Annotated[str, typer.Option(help="Ids of what rests on a change and still stands, or `all`.", metavar="IDS")] = "",
    plain: PlainOption = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Only keep the file as it stands as the copy of its version, where there is none.")
    ] = False,
) -> None:
    """Give the strategy the version that its changes ask for, with a summary and a reason, and keep a copy."""
    from stratcoach.commands import release as verb

    if keep:
        raise typer.Exit(verb.keep(file))
    raise typer.Exit(verb.run(file, summary=summary, because=because, decided_by=decided_by, stands=stands, plain=plain))


@app.command(rich_help_panel=KEEP)
def merge(
    base: Annotated[str, typer.Argument(help="The file as it was when both sides began.")],
    ours: Annotated[str, typer.Argument(help="The file of our side; the merge is written into it.")],
    theirs: Annotated[str, typer.Argument(help="The file of the other side.")],
    output: Annotated[str, typer.Option(help="Write a new file instead; `-` prints it.", metavar="FILE")] = "",
    path: Annotated[str, typer.Option(help="What messages call the file; git says so.", metavar="NAME")] = "",
) -> None:
    """Merge what two people made of one strategy: item by item and field by field, wherever the lines stand."""
    from stratcoach.commands import merge as verb

    raise typer.Exit(verb.run(base, ours, theirs, output=output, path=path))


@app.command(rich_help_panel=KEEP)
def migrate(
    file: FileArgument = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show which lines would change.")] = False,
) -> None:
    """Bring a file of an older format up to today's; comments and layout stay."""
    from stratcoach.commands import migrate as verb

    raise typer.Exit(verb.run(file, dry_run=dry_run))


@app.command(rich_help_panel=KEEP)
def explain(
    rule: Annotated[str, typer.Argument(help="The rule's name, such as problem/solution.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Explain all rules.")] = False,
) -> None:
    """Say what a rule means, why it matters, and how to disagree; without a name, list all rules."""
    from stratcoach.commands import explain as verb

    raise typer.Exit(verb.run(rule, every=every))


@app.command(rich_help_panel=KEEP)
def flows(
    action: Annotated[str, typer.Argument(help="list, show, check or copy", metavar="[ACTION]")] = "list",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAMES]", help="The flows or agendas, or the folder to copy to.")
    ] = None,
    folder: FlowsOption = "",
) -> None:
    """List, show, check or copy the question flows, so that your team can have its own."""
    from stratcoach.commands import flows as verb

    raise typer.Exit(verb.run(action, names or [], folder))


@app.command(rich_help_panel=KEEP)
def schema(
    settings: Annotated[bool, typer.Option("--settings", help="That of the settings file, .stratcoach.yaml, instead.")] = False,
) -> None:
    """Print the JSON Schema of the strategy file, for editors."""
    from stratcoach.commands import schema as verb

    raise typer.Exit(verb.run(settings=settings))


def main() -> None:
    """The entry point of the installed command. Only the verb that runs is built: all of them take 10 ms."""
    _make_streams_safe()
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    callback = named.replace("-", "_")
    chosen = [command for command in app.registered_commands if command.callback and command.callback.__name__ == callback]
    app.registered_commands = chosen or app.registered_commands
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
    except OSError as error:
        _tell(_refusal(error))
        _stop_writing()
        sys.exit(2)
    finally:
        gc.freeze()  # the interpreter needn't look through everything once more before it ends


def _make_streams_safe() -> None:
    """Whatever the encoding of the output, no character may end the program; closed streams lead nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  stays open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
