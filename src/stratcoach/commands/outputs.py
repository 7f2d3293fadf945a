"""Where reports of lint go: one to standard output, any number to files, all in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TextIO

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.shapes import like
from stratcoach.reports.placed import Checked, Tally
from stratcoach.reports.report import Report
from stratcoach.reports.style import style_for
from stratcoach.reports.text import MOST_USEFUL, Concise, Text
from stratcoach.reports.told import closing, stale

FORMATS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
_FOR_PEOPLE: Final = ("text", "concise", "github")
"""These end with the closing line themselves; beside the others it goes to standard error."""


class Output(NamedTuple):
    """One report: its format, and the file that it goes to; `""` is standard output."""

    format: str
    file: str


def wanted(told: Sequence[str]) -> tuple[Output, ...]:
    """What `--format` asks for: `FORMAT` or `FORMAT=FILE`, any number of times. Inside GitHub Actions github is the default."""
    if not told:
        return (Output("github" if _in_github() else "text", ""),)
    outputs = tuple(dict.fromkeys(map(_output, told)))
    places = [output.file for output in outputs]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is not None:
        where = f"to {twice}" if twice else "to standard output"
        raise UserError(f"Two reports can't go {where}.", "Send one of them to a file: --format sarif=findings.sarif")
    return outputs


def _output(told: str) -> Output:
    name, equals, file = told.partition("=")
    if name not in FORMATS:
        close = like(name, FORMATS)
        meant = f" Did you mean {close}?" if close else ""
        raise UserError(f"There is no format `{name}`.{meant}", f"Choose one of: {', '.join(FORMATS)}.")
    if equals and not file:
        raise UserError(f"`{told}` names no file.", f"Write --format {name}=FILE, or --format {name} alone.")
    if file.endswith((".yaml", ".yml")) or Path(file).name == ".stratcoach-baseline.json":
        raise UserError(f"{file} could be a strategy, settings or a baseline, so no report goes there.", "Name another file.")
    return Output(name, file)


def _in_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


class Outputs:
    """All reports of one run. Files are whole or not there: they get their names when the run has come to its end."""

    def __init__(self, outputs: Sequence[Output], *, show_all: bool, stdout: TextIO | None = None) -> None:
        self._stdout = stdout or sys.stdout
        self._sinks = [_Sink(output, self._stdout, show_all=show_all) for output in outputs]
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
        for sink in self._sinks:
            sink.close(keep=keep)

    def begin(self) -> None:
        for sink in self._sinks:
            sink.write(sink.report.begin())

    def add(self, checked: Checked) -> None:
        for sink in self._sinks:
            sink.write(sink.report.add(checked))

    def end(self, tally: Tally) -> None:
        for sink in self._sinks:
            sink.write(sink.report.end(tally))
        if not any(format_ in _FOR_PEOPLE for format_ in self.shown):
            told = "".join(f"{line}\n" for line in (stale(tally), closing(tally)) if line)
            _write(sys.stderr if self.shown else self._stdout, told)


class _Sink:
    def __init__(self, output: Output, stdout: TextIO, *, show_all: bool) -> None:
        self.format, self.file = output
        self._stream = stdout
        self._temporary: Path | None = None
        self._token = ""
        self._is_open = False
        self.report = _report(output, stdout, show_all=show_all)
        self.is_live = not self.file and stdout.isatty() and not (isinstance(self.report, Text) and self.report.most)

    def open(self) -> None:
        """Open the file, so that a place that can't be written to is told before anything is checked."""
        if not self.file:
            if self.format in ("text", "concise") and _in_github():  # a text from a file must not be a command to the runner
                self._token = f"stratcoach-{os.urandom(8).hex()}"
                self.write(f"::stop-commands::{self._token}\n")
            return
        path = Path(self.file)
        try:
            if path.is_dir():
                raise UserError(f"{self.file} is a folder.", f"Name a file in it: --format {self.format}={path / 'findings'}")
            is_special = path.exists() and not path.is_file()
            self._temporary = None if is_special else path.with_name(f".{path.name}.{os.getpid()}.tmp")
            self._stream = (self._temporary or path).open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
            self._is_open = True
        except OSError as error:
            raise UserError(f"{self.file} can't be written: {disk.why(error)}.", "Name another place for the report.") from error

    def write(self, text: str) -> None:
        if text:
            _write(self._stream, text)

    def close(self, *, keep: bool) -> None:
        if not self.file:
            _write(self._stream, f"::{self._token}::\n" if self._token else "", flush=True)
            return
        if not self._is_open:
            return
        self._stream.close()
        if self._temporary is not None and keep:
            self._temporary.replace(Path(self.file).resolve())
        elif self._temporary is not None:
            self._temporary.unlink(missing_ok=True)


def _write(stream: TextIO, text: str, *, flush: bool = False) -> None:
    """Write. Whoever reads may stop reading; the verdict of the run stands."""
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report(output: Output, stdout: TextIO, *, show_all: bool) -> Report:
    if output.format == "text":
        if output.file:
            from stratcoach.reports.style import Style

            return Text(Style(width=100))
        return Text(style_for(stdout), MOST_USEFUL if stdout.isatty() and not show_all else None)
    if output.format == "concise":
        return Concise()
    if output.format == "json":
        from stratcoach.reports.json import Json

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
