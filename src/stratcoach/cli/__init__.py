"""The verbs and their options. A verb's module is imported when it runs; errors become exit statuses here."""

from __future__ import annotations

import gc
import signal

# A short run makes no garbage worth collecting, and looking for it takes a tenth of the time. The interview turns it on.
gc.disable()
# Ctrl-C while the program is still loading just ends it; from then on it is an exception that verbs can answer.
signal.signal(signal.SIGINT, signal.SIG_DFL)

import os
import sys

from stratcoach.cli import coach, read, upkeep
from stratcoach.cli.group import refusal, stop_writing, tell
from stratcoach.cli.options import app
from stratcoach.cli.quick import Verb
from stratcoach.cli.streams import make_safe

__all__ = ["app", "coach", "main", "read", "upkeep"]


def main() -> None:
    """The entry point of the installed command. Only the verb that runs is built: all of them take 10 ms."""
    make_safe()
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("", "dumb"):
        os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"  # the help would still be bold and dim
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    callback = named.replace("-", "_")
    chosen = [command for command in app.registered_commands if command.callback and command.callback.__name__ == callback]
    app.registered_commands = chosen or app.registered_commands
    for command in app.registered_commands:
        command.cls = command.cls if command.cls and issubclass(command.cls, Verb) else Verb
    try:
        try:
            app()  # ends in SystemExit
        finally:
            sys.stdout.flush()
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Rich ends with 1 where nobody reads the help any more
            sys.exit(0)
        raise
    except BrokenPipeError:
        stop_writing()
    except OSError as error:
        tell(refusal(error))
        stop_writing()
        sys.exit(2)
    finally:
        gc.freeze()  # the interpreter needn't look through everything once more before it ends
