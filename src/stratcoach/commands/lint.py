"""`stratcoach lint`: is the strategy complete, does everything rest on something, and what would a coach still ask?"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Literal

from stratcoach.commands.reading import put
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.codec import Document, load, unreadable
from stratcoach.lint.engine import lint
from stratcoach.model import dates
from stratcoach.reports import text
from stratcoach.reports.placed import Checked, Summary, place, placed_trouble, summarise
from stratcoach.reports.style import style_for
from stratcoach.rules.base import SEVERITIES, Severity

Format = Literal["text", "json"]


def run(paths: list[str], *, output: Format, fail_on: Severity, show_all: bool, as_of: str | None) -> int:
    """Check the files and print the report. Returns the exit status: 0, or 1 with a finding at or above `fail_on`."""
    day = _day(as_of)
    checked = [check_file(document, day) for document in _documents(paths)]
    summary = summarise(checked)
    if output == "json":
        from stratcoach.reports import json

        told = json.render(checked, summary, ascii_only=(sys.stdout.encoding or "").lower() not in ("utf-8", "utf8"))
    else:
        most = text.MOST_USEFUL if sys.stdout.isatty() and not show_all else None
        told = text.render(checked, summary, fail_on, style_for(sys.stdout), most)
    put(told)
    return exit_status(summary, fail_on)


def check_file(document: Document, as_of: date) -> Checked:
    """Find what there is to find in one document that was read."""
    found = [placed_trouble(document, trouble) for trouble in document.troubles]
    if document.strategy is None:
        return Checked(document.name, tuple(found))
    report = lint(document.strategy, as_of)
    found += [place(document, finding) for finding in report.findings]
    return Checked(document.name, tuple(found), report.waived, report.prose_off)


def exit_status(summary: Summary, fail_on: Severity) -> int:
    levels = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(summary.count(level) for level in levels))


def _read(path: Path) -> Document:
    """Read one file of several; one that can't be read is a finding and hides nothing of the others."""
    try:
        return load(disk.read_bytes(path), path.as_posix())
    except UserError as error:
        return unreadable(path.as_posix(), error.message)


def _documents(paths: list[str]) -> list[Document]:
    if not paths:
        found = disk.nearest(Path())
        if found is None:
            raise UserError(
                "There is no strategy.yaml in this folder or in one above.",
                "Write one with `stratcoach new`, or name the file: `stratcoach lint PATH`.",
            )
        return [load(disk.read_bytes(found), str(found))]
    documents = [load(disk.read_stdin(), "<stdin>")] if "-" in paths else []
    named = [Path(path) for path in paths if path != "-"]
    documents += [_read(path) for path in disk.find_strategies(named)]
    if not documents:
        told = ", ".join(f"`{path}`" for path in paths)
        raise UserError(f"No strategy file was found in {told}.", "They are called strategy.yaml or *.strategy.yaml.")
    return documents


def _day(text_of_day: str | None) -> date:
    if text_of_day is None:
        return date.today()  # noqa: DTZ011  the person's own day is meant
    period = dates.parse(text_of_day)
    if period is None or period.first != period.last:
        raise UserError(f"`{text_of_day}` is not a day.", "Write it as 2026-11-30.")
    return period.last
