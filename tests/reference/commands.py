"""Every command with its arguments and options, from the declarations that `--help` shows."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from typer.models import ArgumentInfo, OptionInfo

from stratcoach.cli.options import COACH, KEEP, READ, app
from tests.reference.markdown import code, page, table

_PANELS: Final = {
    COACH: "They ask questions, or explain the method.",
    READ: "They read a strategy and report on it.",
    KEEP: "They keep a strategy in order, on your machine and in CI.",
}


class Parameter(NamedTuple):
    """One argument or option of a command."""

    name: str
    info: ArgumentInfo | OptionInfo
    kind: Any
    default: Any


class Command(NamedTuple):
    """One command as it is declared."""

    name: str
    panel: str
    run: Callable[..., None]


def listed() -> list[Command]:
    """The commands that the help shows, in its order."""
    found = [
        Command(one.name or one.callback.__name__, str(one.rich_help_panel), one.callback)
        for one in app.registered_commands
        if one.callback and not one.hidden
    ]
    return sorted(found, key=lambda one: list(_PANELS).index(one.panel))


def parameters(run: Callable[..., None]) -> list[Parameter]:
    found = []
    for name, one in inspect.signature(run, eval_str=True).parameters.items():
        kind, info = typing.get_args(one.annotation)
        found.append(Parameter(name, info, kind, one.default))
    return found


def pages() -> Iterator[tuple[str, str]]:
    lines = []
    for panel, says in _PANELS.items():
        lines.append(f"## {panel}\n\n{says}")
        lines += [_command(one) for one in listed() if one.panel == panel]
    yield "commands.md", page("Commands", _overview(), *lines, _EVERYWHERE, _EXIT)


def _overview() -> str:
    rows = [(f"[`{one.name}`](#stratcoach-{one.name})", _says(one)) for one in listed()]
    return f"`stratcoach COMMAND --help` shows the same in the terminal.\n\n{table(('command', 'what it does'), rows)}"


def _says(command: Command) -> str:
    return " ".join(inspect.cleandoc(command.run.__doc__ or "").split())


def _command(command: Command) -> str:
    found = parameters(command.run)
    arguments = [one for one in found if isinstance(one.info, ArgumentInfo)]
    options = [one for one in found if isinstance(one.info, OptionInfo)]
    usage = " ".join(["stratcoach", command.name, *(_metavar(one) for one in arguments), *(["[OPTIONS]"] if options else [])])
    rows = [(f"`{_metavar(one)}`", _help(one)) for one in arguments] + [(_names(one), _help(one)) for one in options]
    parts = [f"### stratcoach {command.name}", _says(command), f"    {usage}"]
    return "\n\n".join([*parts, table(("argument or option", "what it does"), rows)] if rows else parts)


def _metavar(one: Parameter) -> str:
    return str(one.info.metavar) if one.info.metavar else f"[{one.name.upper()}]"


def names(one: Parameter) -> list[str]:
    """The names of an option. Where it has names of its own, typer keeps the first one as its default until the program runs."""
    texts = [name for name in (one.info.default, *(one.info.param_decls or ())) if isinstance(name, str) and name.startswith("-")]
    return texts or [f"--{one.name.replace('_', '-')}"]


def _names(one: Parameter) -> str:
    value = "" if one.kind is bool else f" {one.info.metavar or _choices(one.kind)}"
    return code(*(f"{name}{value}" for name in names(one)))


def _choices(kind: Any) -> str:
    choices = next(
        (part for part in (kind, *typing.get_args(kind)) if isinstance(part, type) and issubclass(part, StrEnum)), None
    )
    return "|".join(choices) if choices else "TEXT"


def _help(one: Parameter) -> str:
    text = str(one.info.help or "")
    shown = one.default if isinstance(one.default, StrEnum) else ""
    return f"{text} By default: {shown}." if shown else text


_EVERYWHERE: Final = """\
## In every command

| option or variable | what it does |
| --- | --- |
| `--help`, `-h` | shows the help of a command |
| `stratcoach --version`, `-V` | prints the version and its commit |
| `stratcoach --install-completion` | sets up completion with Tab in your shell; `--show-completion` prints it |
| `STRATCOACH_PLAIN=1` | asks line by line, as `--plain` does |
| `STRATCOACH_LANGUAGE=NAME` | writes and asks in another language, if there is a folder for it; only English comes with stratcoach |
| `NO_COLOR=1` | turns colours off; `FORCE_COLOR=1` turns them on in a pipe |
| `VISUAL`, `EDITOR` | the editor for long answers |
| `STRATCOACH_DEBUG=1` | shows where a bug in stratcoach happened |"""

_EXIT: Final = """\
## Exit status

| status | means |
| --- | --- |
| 0 | fine |
| 1 | a finding at or above `--fail-on`, a difference with `--exit-code`, or a conflict that is left |
| 2 | wrong usage, nothing to check, or something couldn't be read or written |
| 3 | a bug in stratcoach |
| 130 | interrupted; what you answered is saved (128 plus the number of the signal, for other signals) |

With `lint`, 2 means that nothing was checked: standard output is empty then."""
