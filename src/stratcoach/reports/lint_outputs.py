"""Where reports of lint go: one to standard output, any number to files, all in one run."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TextIO

from stratcoach.errors import UserError
from stratcoach.model.likeness import like
from stratcoach.model.outgoing import for_commands, is_watched, without_commands
from stratcoach.reports import sinks
from stratcoach.reports.phrases import last_lines
from stratcoach.reports.report import Report
from stratcoach.reports.style import style_for
from stratcoach.reports.text import MOST_USEFUL, Concise, Text
from stratcoach.services.lint_run.located import FileResult, Notice, RunSummary

FORMATS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
_FOR_PEOPLE: Final = ("text", "concise", "github")
"""These end with the closing line themselves; beside the others it goes to standard error."""


class Output(NamedTuple):
    """One report: its format, and the file that it goes to; `""` is standard output."""

    format: str
    file: str


def wanted(told: Sequence[str], *, is_commit: bool = False) -> tuple[Output, ...]:
    """What `--format` asks for: `FORMAT` or `FORMAT=FILE`, any number of times. The default is github inside GitHub Actions, and
    text everywhere else. A hook before a commit prints concise lines, also beside reports in files.
    """
    if not told and not is_commit:
        return (Output("github" if _in_github() else "text", ""),)
    outputs = tuple(dict.fromkeys(map(_output, told)))
    if is_commit and all(output.file for output in outputs):
        outputs = (Output("concise", ""), *outputs)
    sinks = [output.file for output in outputs]
    twice = next((place for place in sinks if sinks.count(place) > 1), None)
    if twice is not None:
        where = f"to {twice}" if twice else "to standard output"
        raise UserError(f"Two reports can't go {where}.", "Write one of them to a file: --format sarif=findings.sarif")
    return outputs


def _output(told: str) -> Output:
    name, equals, file = told.partition("=")
    if name not in FORMATS:
        close = like(name, FORMATS)
        meant = f" Did you mean {close}?" if close else ""
        raise UserError(f"There is no format `{name}`.{meant}", f"Choose one of: {', '.join(FORMATS)}.")
    if equals and not file:
        raise UserError(f"`{told}` doesn't name a file.", f"Write --format {name}=FILE, or --format {name} alone.")
    if file.endswith((".yaml", ".yml")) or Path(file).name == ".stratcoach-baseline.json":
        raise UserError(
            f"{file} could be a strategy, settings or baseline file, so no report is written there.",
            "Choose another file.",
        )
    return Output(name, "" if sinks.handle_of(file) == 1 else file)


def clear(told: Sequence[str]) -> None:
    """Take away what an earlier run has left where reports are asked for, so that nobody takes it for this run's."""
    for one in told:
        with contextlib.suppress(UserError):
            if file := _output(one).file:
                sinks.clear(file)


def _in_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


class Outputs:
    """All reports of one run. Files are whole or not there: they get their names when the run has come to its end. With
    `held_back` nothing goes to standard output before that either.
    """

    def __init__(
        self, outputs: Sequence[Output], *, show_all: bool, stdout: TextIO | None = None, held_back: bool = False
    ) -> None:
        self._stdout = stdout or sys.stdout
        self._sinks = [_Sink(output, self._stdout, show_all=show_all, held_back=held_back) for output in outputs]
        self.shown = [sink.format for sink in self._sinks if not sink.file]

    @property
    def is_live(self) -> bool:
        """Whether something goes to a terminal while files are still being checked."""
        return any(sink.is_live for sink in self._sinks)

    def __enter__(self) -> Self:
        try:
            for sink in self._sinks:
                sink.open()
        except UserError:
            self._close(keep=False)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close(keep=kind is None)

    def _close(self, *, keep: bool) -> None:
        trouble: UserError | None = None
        for sink in sorted(self._sinks, key=lambda sink: not sink.file):  # a file that can't be finished is told alone
            try:
                sink.close(keep=keep and trouble is None)
            except UserError as error:
                trouble = trouble or error
        if trouble is not None and keep:
            raise trouble

    def begin(self, notices: Sequence[Notice] = ()) -> None:
        for sink in self._sinks:
            sink.write(sink.report.begin() + sink.report.ahead(notices))

    def add(self, checked: FileResult) -> None:
        for sink in self._sinks:
            sink.write(sink.report.add(checked))

    def end(self, tally: RunSummary) -> None:
        for sink in self._sinks:
            sink.write(sink.report.end(tally))
        if not any(format_ in _FOR_PEOPLE for format_ in self.shown):
            told = "".join(f"{line}\n" for line in last_lines(tally))
            sinks.write(sys.stderr if self.shown else self._stdout, told)


class _Sink:
    def __init__(self, output: Output, stdout: TextIO, *, show_all: bool, held_back: bool) -> None:
        self.format, self.file = output
        self._stdout = for_commands(stdout) if output.format == "github" else stdout
        self._place: sinks.Sink | None = None
        self._held_back: list[str] | None = [] if held_back and not self.file else None
        self.report = _report(output, stdout, show_all=show_all)
        self.is_live = (
            not self.file and not held_back and stdout.isatty() and not (isinstance(self.report, Text) and self.report.most)
        )
        self._is_xml_in_a_log = self.format == "junit" and not self.file and is_watched()

    def open(self) -> None:
        """Open the file, so that a place that can't be written to is told before anything is checked."""
        if self.file:
            self._place = sinks.open_place(self.file, self.format)

    def write(self, text: str) -> None:
        if not text:
            return
        if self._is_xml_in_a_log:  # what the door would write there isn't what a bracket is in XML
            text = without_commands(text, hashes="&#91;")
        if self._held_back is not None:
            self._held_back.append(text)
        else:
            self._place.write(text) if self._place else sinks.write(self._stdout, text)

    def close(self, *, keep: bool) -> None:
        if self._place is not None:
            self._place.close(keep=keep)
        elif not self.file:
            sinks.write(self._stdout, "".join(self._held_back or ()) if keep else "", flush=True)


def _report(output: Output, stdout: TextIO, *, show_all: bool) -> Report:
    if output.format == "text":
        if output.file:
            from stratcoach.reports.style import Style

            return Text(Style(width=100))
        return Text(style_for(stdout), MOST_USEFUL if stdout.isatty() and not show_all else None)
    if output.format == "concise":
        return Concise()
    if output.format == "json":
        from stratcoach.reports.findings_json import Json

        encoding = "utf-8" if output.file else (stdout.encoding or "")
        return Json(ascii_only=encoding.lower() not in ("utf-8", "utf8"))
    from stratcoach.reports import platforms

    kinds: dict[str, Callable[[str], Any]] = {
        "github": platforms.GitHub,
        "sarif": platforms.Sarif,
        "gitlab": platforms.GitLab,
        "junit": platforms.JUnit,
    }
    report: Report = kinds[output.format](_base())
    return report


def _base() -> str:
    """The folder that we are in as seen from the repository's root, with a slash behind it; `""` at the root or outside."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    inside = here.relative_to(root).as_posix()
    return "" if inside == "." else f"{inside}/"
