"""Runs a verb and turns what went wrong into a sentence and an exit status."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from stratcoach.cli.quick import Verb, quickened
from stratcoach.cli.runner_log import annotate
from stratcoach.errors import Paused, UserError
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible


class Verbs(TyperGroup):
    """Runs a verb and turns what went wrong into a sentence and an exit status."""

    def get_params(self, ctx: Any) -> list[Any]:
        return quickened(super().get_params(ctx))

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        try:
            return super().make_context(*arguments, **more)
        except Exception as error:
            if _is_usage(error):
                annotate(_told_by(error))
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except Exception as error:
            if "Did you mean" in getattr(error, "message", ""):
                vars(error)["possibilities"] = None  # an older Typer says what a newer Click says once more
            raise

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
            stop_writing()
            raise typer.Exit(0) from None
        except RecursionError:
            tell(Message("crash.nested_too_deeply"))
            raise typer.Exit(2) from None
        except OSError as error:
            annotate(refusal(error))
            tell(refusal(error))
            stop_writing()
            raise typer.Exit(2) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if _is_usage(error):
                annotate(_told_by(error))
                raise
            if os.environ.get("STRATCOACH_DEBUG"):
                raise
            _confess(error)
            raise typer.Exit(3) from None


class Paths(Verb):
    """A verb that takes files. A file whose name begins with a dash is a path, although it looks like an option: hooks name files
    behind the options that a person gave them, without a `--` in between.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*map(_as_path, args[:end]), *args[end:]])


def _as_path(word: str) -> str:
    is_file = word.startswith("-") and word.casefold().endswith((".yaml", ".yml", ".txt")) and os.path.lexists(word)
    return f"./{word}" if is_file else word


def _is_usage(error: Exception) -> bool:
    return any(kind.__name__ == "ClickException" for kind in type(error).__mro__)


def _told_by(error: Exception) -> str:
    """The message for a wrongly used option, without the frame that is drawn around it."""
    format_message = getattr(error, "format_message", None)
    return visible(format_message() if format_message else str(error))


def _complain(error: UserError) -> None:
    lines = [visible(f"{line}") for line in (error.message, *error.more, error.hint)]
    annotate(*lines)
    from stratcoach.reports.style import style_for

    style = style_for(sys.stderr)
    for line in filter(None, lines):
        tell(style.wrap(line) if sys.stderr.isatty() else line)


def tell(message: Message | str) -> None:
    """Write to standard error; where even that fails, the exit status says enough."""
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def refusal(error: OSError) -> str:
    """What the system refused: a file by its name, else the folder we are in or the output."""
    from stratcoach.files.disk import why

    if error.filename:
        return f"{visible(os.fsdecode(error.filename))}: {why(error)}."
    if "temporary directory" in str(error):
        return f"{Message('crash.no_temporary_folder')}"
    if error.errno == errno.ENOENT:
        return f"{Message('crash.folder_is_gone')}"
    return f"{Message('crash.output_not_written', why=why(error))}"


def stop_writing() -> None:
    """Nobody is reading any more: discard the rest, so that closing the stream raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _confess(error: Exception) -> None:
    annotate(f"{Message('crash.bug_of_kind', name=type(error).__name__)}")
    tell(Message("crash.bug", name=type(error).__name__, reason=str(error)))
    tell(Message("crash.report_it"))
