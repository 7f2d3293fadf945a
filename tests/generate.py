"""Writes what is made from other files: what the examples produce, the reference, and what the other documents show of them.

    python -m tests.generate

The tests make the same texts and compare.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import get_args

from stratcoach.commands.export import Target, beside, text_of
from stratcoach.commands.lint import check_file
from stratcoach.diff.change import next_version
from stratcoach.diff.comparison import compare
from stratcoach.diff.draft_questions import Side, questions
from stratcoach.diff.drafts import compare_drafts
from stratcoach.files.answers import load_answers
from stratcoach.files.codec import load
from stratcoach.files.edit import edit
from stratcoach.files.json_schema import schema_text
from stratcoach.files.pattern_files import FOLDER, written
from stratcoach.files.writer import SCHEMA_FILE, dump
from stratcoach.flow.events import Event
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.language.patterns import COMPILED, line_of
from stratcoach.lint.linter import lint
from stratcoach.model import caps
from stratcoach.model.strategy import Release, Strategy
from stratcoach.reports.drafts_text import render as side_by_side
from stratcoach.reports.number_bars import in_bars
from stratcoach.reports.report import Report
from stratcoach.reports.show_numbers import block as numbers_block
from stratcoach.reports.style import Style
from stratcoach.reports.text import Text
from stratcoach.reports.trace_chart import Signs
from stratcoach.services import session as shared
from stratcoach.services.importing.results import results
from stratcoach.services.lint_run.located import FileResult, RunSummary
from stratcoach.services.numbers import read_numbers
from stratcoach.services.overview import look
from stratcoach.ui.answering import FromAnswers
from stratcoach.ui.scripted import Scripted
from stratcoach.workshop.note_tables import read_table
from tests import workshops
from tests.flows import LIBRARY
from tests.reference import pages, pieces

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)
WRITTEN_ON = {
    "bakery": date(2026, 10, 1),
    "discharge": date(2026, 8, 3),
    "platform": date(2026, 10, 1),
    "tenants": date(2026, 8, 3),
    "newborns": date(2026, 9, 1),
}
"""The day of each interview. On `DAY`, the results since then are taken in."""
COMPLETE = tuple(WRITTEN_ON)
FLAWED = ("weak", "broken")
DRAFTS = ("low-key", "ambitious")
KEPT_FOR = dict.fromkeys((SCHEMA_FILE, "strategy.slides.html", "strategy.svg"), ("bakery",))
"""What isn't kept for all examples: the schema is the same for all, and slides and map are in the page, too."""


def produced() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with its text."""
    complete = [ROOT / "examples" / name for name in COMPLETE]
    for folder in (*map(_complete, complete), held(ROOT / "examples" / "workshop")):
        yield from ((path, text) for path, text in folder if path.parent.name in KEPT_FOR.get(path.name, (path.parent.name,)))
    for name in FLAWED:
        yield ROOT / "examples" / name / "findings.txt", _findings(Path("examples") / name / "strategy.yaml")
    yield ROOT / "examples" / "care-homes" / "comparison.txt", _compared(*DRAFTS)
    yield ROOT / "docs" / "reference" / "limits.md", limits()
    yield FOLDER.with_name(COMPILED), "".join(f"{line_of(pattern.row)}\n" for pattern in written())
    yield from pages()
    yield from pieces.filled(_interviewed)


def limits() -> str:
    """The page on limits, out of their one table."""
    rows = [f"| {cap.on} | {cap.amount(cap.most)} | {cap.way_out} |" for cap in caps.ALL]
    return "\n".join(["# Limits", "", *_LIMITS, "| of what | the most | if there is more |", "| --- | --- | --- |", *rows, ""])


_LIMITS = (
    "stratcoach reads files that strangers send, in CI too. So everything that it reads has a limit, far above what a strategy needs:",
    "most have some dozens of items and 20 kB. Up to these limits no command takes more than 10 seconds of one core or 300 MB.",
    "",
    "What is over a limit is answered by one line: which file, what it has, the limit, and what to do. `lint` makes it one finding,",
    "`file/unreadable`; every other command ends with status 2. Nothing is changed, shortened or deleted. A session that is under way is",
    "never stopped by a limit. How many files one run of `lint` reads is not limited.",
    "",
)


def _interviewed(folder: Path) -> Iterator[tuple[Path, str]]:
    """What an answers file produces: the strategy as it is written, its schema, and the transcript of the interview."""
    day = WRITTEN_ON.get(folder.name, DAY)
    prompter = Scripted(FromAnswers(load_answers(folder / "answers.yaml", LIBRARY)))
    session = Interview(
        LIBRARY, lint=lambda strategy: lint(strategy.replace(version="1.0.0", updated=f"{day}"), day).findings, today=day
    )
    run(session, prompter, _keep_nothing)
    strategy = session.assembly.strategy()
    problems = [finding for finding in lint(strategy, day).findings if finding.severity == "error"]
    status = session.agenda.status or ("draft" if problems else "")
    yield folder / "strategy.yaml", dump(shared.dated(strategy, status, day))
    yield folder / "transcript.txt", prompter.transcript
    yield folder / SCHEMA_FILE, schema_text()


def _complete(folder: Path) -> Iterator[tuple[Path, str]]:
    """What an answers file produces, and every export of that strategy, as it is called beside it."""
    files = dict(_interviewed(folder))
    path = folder / "strategy.yaml"
    strategy, files[path] = _with_results(path, files[path])
    yield from files.items()
    yield from ((beside(path, to), text_of(strategy, to, "sponsor", DAY)) for to in get_args(Target))
    yield folder / "numbers.txt", _numbers(strategy)


def _with_results(path: Path, text: str) -> tuple[Strategy, str]:
    """A strategy after `stratcoach import results.csv` and `stratcoach release` on `DAY`, and its file."""
    document = load(text.encode(), path.name)
    assert document.strategy is not None
    before = document.strategy
    found = results(before, read_table(path.with_name("results.csv").read_text(encoding="utf-8")), DAY)
    assert found.left == (), path
    version = next_version(before.version, compare(before, found.strategy).level)
    release = Release(
        version=version, date=f"{DAY}", summary="The first results.", because="No choice has changed.", decided_by=before.decider
    )
    after = found.strategy.replace(version=version, updated=f"{DAY}", history=(release, *before.history))
    return after, edit(document, after)


def _numbers(strategy: Strategy) -> str:
    """What `stratcoach show` and `stratcoach log` say about the numbers."""
    style, read = Style(width=80), read_numbers(strategy, DAY)
    return (
        "\n\n".join([numbers_block(look(strategy, DAY), style, Signs(), None, whole=True), *in_bars(read, style, "utf-8")]) + "\n"
    )


def held(folder: Path) -> Iterator[tuple[Path, str]]:
    """What comes of a workshop that is typed from a script, and interrupted where the script says so."""
    lines = (folder / "typed.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        where = Path(name)
        workshops.hold(lines, where)
        for path in sorted(where.iterdir()):
            yield folder / path.name, path.read_text(encoding="utf-8")


def _keep_nothing(_event: Event) -> None:
    pass


def _findings(path: Path) -> str:
    """What `stratcoach lint` says of a file, named as from the project's folder."""
    checked = check_file(load((ROOT / path).read_bytes(), path.as_posix()), DAY)
    return rendered(Text(Style(width=100)), checked)


def rendered(report: Report, *files: FileResult) -> str:
    """A whole report."""
    tally = RunSummary()
    texts = [report.begin()]
    for checked in files:
        tally.add(checked)
        texts.append(report.add(checked))
    return "".join((*texts, report.end(tally)))


def _compared(one: str, other: str) -> str:
    """What `stratcoach compare` says of two drafts of one product."""
    paths = [ROOT / "examples" / "care-homes" / f"{name}.strategy.yaml" for name in (one, other)]
    strategies = [load(path.read_bytes(), path.name).strategy or Strategy(product="", version="", updated="") for path in paths]
    parts = compare_drafts(*strategies)
    asked = questions(Side(one, strategies[0]), Side(other, strategies[1]), parts)
    return side_by_side((one, other), parts, asked, Style(width=100)) + "\n"


if __name__ == "__main__":
    from tests.browser.chromium import program
    from tests.browser.pictures import taken
    from tests.picture import PICTURE, drawn  # needs a pseudo-terminal

    os.chdir(ROOT)
    for where, what in (*produced(), (PICTURE, drawn())):
        where.parent.mkdir(parents=True, exist_ok=True)
        if not where.exists() or where.read_text(encoding="utf-8") != what:
            where.write_text(what, encoding="utf-8")
            sys.stdout.write(f"written: {where.relative_to(ROOT)}\n")
    if program() is None:
        sys.stdout.write("There is no Chromium here: the pictures of exported pages stay as they are.\n")
    else:
        for where in taken():
            sys.stdout.write(f"taken: {where.relative_to(ROOT)}\n")
