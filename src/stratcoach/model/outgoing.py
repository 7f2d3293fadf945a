"""The door for texts that leave. What people, files and git say is shown where it arrives; it never gives orders there.

| where a text goes | what makes it harmless |
| --- | --- |
| terminal, pipe | `shown.visible`, before it is wrapped; and `Door`, through which all of standard output and error goes |
| log of a CI run | `Door` again: no command to GitHub, GitLab, Azure or TeamCity; in GitHub's own format `GitHub._data` |
| Markdown | `markdown.literal`, and `markdown.code` for names and keys |
| HTML, SVG | `page.markup.tag` and `markup.text`; `diff_html` for the page of a diff |
| JSON, SARIF, GitLab's report | `json.dumps` in ASCII |
| JUnit | `platforms._text` and `_attribute` |
| YAML, journals | `yaml_text`, and escapes in JSON: a file doesn't steer who looks at it with `cat` |
| CSV | `csv_text.cell`: no formula, one line |
| a calendar file | `calendar_file._text`: no text ends its line |
| a command to copy | `shlex.quote` |

`python -m tests.hostile` sends hostile texts through every verb and looks at what arrives.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any, Final, TextIO, cast

from stratcoach.model.safe_text import CONTROL, shown_in_passing, unsteered

_STEERS: Final = rf"\x1b\[(?P<colour>[0-9;]*)m|(?P<end>\r(?=\n))|{CONTROL.pattern}"
_OUR_COLOURS: Final = frozenset(("", "0", "1", "2", "3", "4", "22", "23", "24", "39", *map(str, range(31, 37))))
"""What the program itself colours and marks with: nothing that hides, blinks or swaps colours."""

_RUNNERS: Final = ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "CI")
_ANYWHERE: Final = r"(?P<hashes>##\w*)\[|(?P<fold>section_(?:start|end)|travis_fold):"
_COMMAND: Final = rf"(?i:{_ANYWHERE})"
_COMMAND_OR_LINE: Final = rf"(?im:^(?P<begin>[^\S\n]*):|{_ANYWHERE})"
"""Few runs need these three, so they are compiled where they are used first, and kept by `re`."""
_KEPT: Final = 200
"""More of a line isn't needed to see whether a command goes on, unless all of it is white space."""


def is_watched() -> bool:
    """Whether a CI runner looks for commands in what is printed."""
    return any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in _RUNNERS)


def without_commands(text: str, *, hashes: str = "\\u005b") -> str:
    """A text without what a runner obeys wherever it is in a line. `hashes` is how a bracket behind `##` is written."""
    return re.sub(_COMMAND, lambda found: f"{found['hashes']}{hashes}" if found["hashes"] else f"{found['fold']}\\u003a", text)


def door(stream: TextIO, *, watched: bool, commands: bool = False) -> TextIO:
    """A stream that writes to another one without anything that steers a terminal or, where it is `watched`, a CI runner.

    With `commands`, lines may begin with `::`: they are our own.
    """
    return cast("TextIO", Door(stream, watched=watched, commands=commands))


def for_commands(stream: TextIO) -> TextIO:
    """The same door, for a report whose lines are commands to a runner."""
    return door(stream.behind, watched=stream.watched, commands=True) if isinstance(stream, Door) else stream


def behind(stream: TextIO) -> TextIO:
    """The stream without its door, for what the program itself draws: a screen, a line that is updated in place; and for a file
    that is printed to be kept, byte for byte.
    """
    return stream.behind if isinstance(stream, Door) else stream


class Door:
    """See `door`."""

    def __init__(self, stream: TextIO, *, watched: bool, commands: bool) -> None:
        self.behind = stream
        self.watched = watched
        self._pattern = re.compile(_COMMAND if commands else _COMMAND_OR_LINE) if watched else None
        self._line = ""  # what was written of the current line: a command may come in pieces

    def write(self, text: str) -> int:
        safe = shown_in_passing(text)
        if CONTROL.search(safe):
            safe = re.sub(_STEERS, self._unsteered, safe)
        if self._pattern is not None:
            whole = self._pattern.sub(_harmless, self._line + safe)
            safe = whole[len(self._line) :]
            line = whole.rpartition("\n")[2]
            self._line = line if line.isspace() or len(line) <= _KEPT else "x" + line[-_KEPT:]
        self.behind.write(safe)
        return len(text)

    def _unsteered(self, found: re.Match[str]) -> str:
        if found["end"]:
            return "\r"
        colour = found["colour"]
        if colour is not None and _OUR_COLOURS.issuperset(colour.split(";")) and _has_colours(self.behind):
            return found[0]
        return unsteered(found[0])

    def writelines(self, lines: Iterable[str]) -> None:
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.behind, name)


def _has_colours(stream: TextIO) -> bool:
    """Whether the program itself, or what it prints its help with, writes colours to a stream."""
    return stream.isatty() or any(os.environ.get(name) for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS"))


def _harmless(found: re.Match[str]) -> str:
    if found["hashes"]:
        return f"{found['hashes']}\\u005b"
    return f"{found['fold']}\\u003a" if found["fold"] else f"{found['begin']}\\u003a"
