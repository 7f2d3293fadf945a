"""Where reports of lint go: one to standard output, any number to files, all in one run."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TextIO

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.likeness import like
from stratcoach.model.outgoing import for_commands, is_watched, without_commands
from stratcoach.reports import sinks
from stratcoach.reports.formats import BY_NAME, ReportTarget
from stratcoach.reports.phrases import last_lines
from stratcoach.services.lint_run.located import FileResult, Notice, RunSummary


class Output(NamedTuple):
    """One report: its format, and the file that it goes to; `""` is standard output."""

    format: str
    file: str


def wanted(formats: Sequence[str], *, is_commit: bool = False) -> tuple[Output, ...]:
    """What `--format` asks for: `FORMAT` or `FORMAT=FILE`, any number of times. The default is github inside GitHub Actions, and
    text everywhere else. A hook before a commit prints concise lines, also beside reports in files.
    """
    if not formats and not is_commit:
        return (Output("github" if _in_github() else "text", ""),)
    outputs = tuple(dict.fromkeys(map(_output, formats)))
    if is_commit and all(output.file for output in outputs):
        outputs = (Output("concise", ""), *outputs)
    files = [output.file for output in outputs]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        message = Message("report.two_to_one_file", file=twice) if twice else Message("report.two_to_standard_output")
        raise UserError(message, Message("report.write_one_to_file"))
    return outputs


def _output(option: str) -> Output:
    name, equals, file = option.partition("=")
    if name not in BY_NAME:
        likely = like(name, BY_NAME)
        message = Message("report.unknown_format", name=name, has_likely=bool(likely), likely=likely)
        raise UserError(message, Message("report.choose_format", formats=tuple(BY_NAME)))
    if equals and not file:
        raise UserError(Message("report.names_no_file", asked=option), Message("report.name_file_or_none", format=name))
    if file.endswith((".yaml", ".yml")) or Path(file).name == ".stratcoach-baseline.json":
        raise UserError(Message("report.could_be_own_file", file=file), Message("report.choose_another_file"))
    return Output(name, "" if sinks.handle_of(file) == 1 else file)


def clear(formats: Sequence[str]) -> None:
    """Take away what an earlier run has left where reports are asked for, so that nobody takes it for this run's."""
    for wish in formats:
        with contextlib.suppress(UserError):
            if file := _output(wish).file:
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
        if not any(BY_NAME[name].ends_with_verdict for name in self.shown):
            closing = "".join(f"{line}\n" for line in last_lines(tally))
            sinks.write(sys.stderr if self.shown else self._stdout, closing)


class _Sink:
    def __init__(self, output: Output, stdout: TextIO, *, show_all: bool, held_back: bool) -> None:
        self.format, self.file = output
        kind = BY_NAME[output.format]
        self._stdout = for_commands(stdout) if kind.has_commands else stdout
        self._place: sinks.Sink | None = None
        self._held_back: list[str] | None = [] if held_back and not self.file else None
        self.report = kind.make(ReportTarget(stdout, is_file=bool(self.file), show_all=show_all))
        self.is_live = not self.file and not held_back and stdout.isatty() and not self.report.waits_for_all
        self._bracket = kind.bracket if not self.file and is_watched() else ""

    def open(self) -> None:
        """Open the file, so that a place that can't be written to is told before anything is checked."""
        if self.file:
            self._place = sinks.open_place(self.file, self.format, has_commands=BY_NAME[self.format].has_commands)

    def write(self, text: str) -> None:
        if not text:
            return
        if self._bracket:  # what the door would write there isn't what a bracket is in XML
            text = without_commands(text, hashes=self._bracket)
        if self._held_back is not None:
            self._held_back.append(text)
        else:
            self._place.write(text) if self._place else sinks.write(self._stdout, text)

    def close(self, *, keep: bool) -> None:
        if self._place is not None:
            self._place.close(keep=keep)
        elif not self.file:
            sinks.write(self._stdout, "".join(self._held_back or ()) if keep else "", flush=True)
