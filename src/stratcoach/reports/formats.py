"""The formats of lint's reports: one row each. A new format is a `Report` in a file of its own and a row here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

if TYPE_CHECKING:
    from stratcoach.reports.report import Report


class ReportTarget(NamedTuple):
    """Where one report goes: the stream of the terminal or pipe, or a file; and whether all findings are wanted there."""

    stream: TextIO
    is_file: bool = False
    show_all: bool = False


class ReportFormat(NamedTuple):
    """One format. `make` gives a new report for where it goes.

    `begins` and `ends` are patterns for the head and the tail of a file in this format that lint wrote: only such a file is ever
    replaced or removed. `ends_with_verdict` is set where the report ends with the closing line itself; with the others that line
    goes to standard error. `findings_after` is the text after which a report lists its findings, if it names rules before.
    `has_commands` is set for a format that speaks to the runner of a CI job; `bracket` is what replaces the `#` of `##[` in a log,
    where it can't be written as usual.
    """

    name: str
    make: Callable[[ReportTarget], Report]
    begins: str = ""
    ends: str = ""
    ends_with_verdict: bool = False
    findings_after: str = ""
    has_commands: bool = False
    bracket: str = ""


# ---- how each is made; a format is imported when it is asked for


def _text(target: ReportTarget) -> Report:
    from stratcoach.reports.style import Style, style_for
    from stratcoach.reports.text import MOST_USEFUL, Text

    if target.is_file:
        return Text(Style(width=100))
    return Text(style_for(target.stream), MOST_USEFUL if target.stream.isatty() and not target.show_all else None)


def _concise(_: ReportTarget) -> Report:
    from stratcoach.reports.text import Concise

    return Concise()


def _json(target: ReportTarget) -> Report:
    from stratcoach.reports.findings_json import Json

    encoding = "utf-8" if target.is_file else (target.stream.encoding or "")
    return Json(ascii_only=encoding.lower() not in ("utf-8", "utf8"))


def _github(_: ReportTarget) -> Report:
    from stratcoach.reports.platforms import GitHub

    return GitHub(base())


def _gitlab(_: ReportTarget) -> Report:
    from stratcoach.reports.platforms import GitLab

    return GitLab(base())


def _sarif(_: ReportTarget) -> Report:
    from stratcoach.reports.platforms import Sarif

    return Sarif(base())


def _junit(_: ReportTarget) -> Report:
    from stratcoach.reports.platforms import JUnit

    return JUnit(base())


def base() -> str:
    """The folder that we are in as seen from the repository's root, with a slash behind it; `""` at the root or outside."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    inside = here.relative_to(root).as_posix()
    return "" if inside == "." else f"{inside}/"


# ---- the table

FORMATS: Final = (
    ReportFormat("text", _text, ends_with_verdict=True),
    ReportFormat("concise", _concise, ends_with_verdict=True),
    ReportFormat(
        "json",
        _json,
        begins=r'\{\n  "version": 1,\n  "findings": \[',  # a baseline begins like this, too, but ends in another way
        ends=r'\n  "summary": \{\n    "files": [^}]*\}\n\}\n\Z',
    ),
    ReportFormat("github", _github, ends_with_verdict=True, has_commands=True),
    ReportFormat("gitlab", _gitlab, begins=r'\[\n\{"description": ".*", "check_name": "stratcoach/|\[\n\]\n\Z'),
    ReportFormat(
        "sarif",
        _sarif,
        begins=r'\{"\$schema": "[^"]*/sarif-2\.1\.0\.json", "version": "2\.1\.0", "runs": '
        r'\[\{"tool": \{"driver": \{"name": "stratcoach"',
        findings_after='"results"',
    ),
    ReportFormat(
        "junit",
        _junit,
        begins=r'<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="stratcoach">',
        bracket="&#91;",
    ),
)
BY_NAME: Final = {format_.name: format_ for format_ in FORMATS}

HEAD: Final = 1 << 16
"""How many bytes `is_ours` needs from the beginning of a file."""
TAIL: Final = 1 << 12
"""How many bytes it needs from the end."""


def is_ours(head: str, tail: str) -> bool:
    """Whether lint wrote a file with this head and tail, in any of the formats: nothing else is ever removed."""
    return any(begins.match(head) is not None and ends.search(tail) is not None for begins, ends in _patterns())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    from stratcoach.reports.phrases import closing_expression

    ends = {one: closing_expression() if one.ends_with_verdict else one.ends for one in FORMATS}
    return tuple(
        (re.compile(begins), re.compile(end)) for begins, end in dict.fromkeys((one.begins, ends[one]) for one in FORMATS)
    )
