"""Every verb that writes without asking: what it finds, and how it is called."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from stratcoach.model.sections import FORMAT_KEY
from tests.faults.forked import Run, Server
from tests.faults.scenarios import EXAMPLES, NOW, Scenario
from tests.first_release import first_text

STRATEGY: Final = first_text("platform")
ANSWERS: Final = str(EXAMPLES / "bakery" / "answers.yaml")
FORMATS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")


def empty(folder: Path, _server: Server) -> None:
    assert folder.is_dir()


def unreleased(folder: Path, _server: Server) -> None:
    (folder / "strategy.yaml").write_text(STRATEGY, encoding="utf-8")


def edit(folder: Path, old: str = "confidence: medium", new: str = "confidence: low") -> None:
    path = folder / "strategy.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def does(folder: Path, server: Server, *arguments: str, typed: Sequence[str] = (), status: int = 0) -> None:
    done = server.run(Run(folder, arguments, typed, now=NOW))
    assert done.status == status, done.output[-1000:]


def released(folder: Path, server: Server) -> None:
    """A strategy with its first release, and an edit after it."""
    unreleased(folder, server)
    does(folder, server, "release", "--keep")
    edit(folder)


def released_with_notes(folder: Path, server: Server) -> None:
    released(folder, server)
    does(folder, server, *NOTE)
    does(folder, server, "release", "--note", "-m", "Another word", "--because", "It was read wrong")


def without_its_digests(folder: Path, server: Server) -> None:
    released(folder, server)
    edit(folder, "confidence: low", "confidence: medium")
    (folder / "strategy.versions" / "1.0.0.yaml").unlink()


def laid_out_anew(folder: Path, server: Server) -> None:
    unreleased(folder, server)
    does(folder, server, "release", "--keep")
    copy = folder / "strategy.versions" / "1.0.0.yaml"
    copy.write_text(f"# laid out by a formatter\n{copy.read_text(encoding='utf-8')}", encoding="utf-8")


def never_released(folder: Path, server: Server) -> None:
    """A strategy without a history."""
    unreleased(folder, server)
    path = folder / "strategy.yaml"
    head, _, _ = path.read_text(encoding="utf-8").partition("\nhistory:")
    path.write_text(f"{head}\n", encoding="utf-8")


def edited_twice(folder: Path, _server: Server) -> None:
    text = STRATEGY
    (folder / "base.yaml").write_text(text, encoding="utf-8")
    (folder / "ours.yaml").write_text(text.replace("confidence: medium", "confidence: low", 1), encoding="utf-8")
    (folder / "theirs.yaml").write_text(text.replace("\nowner: ", "\nowner: Ada or ", 1), encoding="utf-8")


def edited_against_each_other(folder: Path, server: Server) -> None:
    edited_twice(folder, server)
    ours = folder / "ours.yaml"
    ours.write_text(ours.read_text(encoding="utf-8").replace("\nowner: ", "\nowner: Bob or ", 1), encoding="utf-8")


def unreadable_sides(folder: Path, server: Server) -> None:
    edited_twice(folder, server)
    with (folder / "theirs.yaml").open("a", encoding="utf-8") as file:
        file.write("trade_offs: [\n")


def weak(folder: Path, _server: Server) -> None:
    shutil.copy(EXAMPLES / "broken" / "strategy.yaml", folder / "strategy.yaml")


def accepted(folder: Path, server: Server) -> None:
    """A baseline, some of whose findings are mended."""
    weak(folder, server)
    does(folder, server, "lint", "--write-baseline", "--exit-zero")
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder / "strategy.yaml")


def reported(folder: Path, server: Server) -> None:
    """Reports of an earlier run."""
    weak(folder, server)
    does(folder, server, *REPORTS, "--exit-zero")
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder / "strategy.yaml")


def of_an_older_format(folder: Path, server: Server) -> None:
    unreleased(folder, server)
    edit(folder, f"\n{FORMAT_KEY}: 1\n", "\n")


def repository(folder: Path, server: Server) -> None:
    """A repository with attributes of its own."""
    unreleased(folder, server)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("*.png binary\n", encoding="utf-8")


def installed(folder: Path, server: Server) -> None:
    repository(folder, server)
    does(folder, server, "diff", "--install-git")


def exported(folder: Path, server: Server) -> None:
    unreleased(folder, server)
    does(folder, server, "export")
    edit(folder, "\nproduct: ", "\nproduct: The new ")


def after_a_workshop(folder: Path, _server: Server) -> None:
    """What is there when a workshop is over."""
    for name in ("strategy.yaml", "strategy.workshop-2026-11-24.jsonl"):
        shutil.copy(EXAMPLES / "workshop" / name, folder / name)


def with_a_table(folder: Path, server: Server) -> None:
    """A table that was made of other notes."""
    after_a_workshop(folder, server)
    does(folder, server, "minutes", "--to", "notes-csv")
    table = folder / "strategy.workshop-2026-11-24.notes.csv"
    table.write_bytes(table.read_bytes().replace(b"hikers", b"walkers"))


def with_results(folder: Path, server: Server) -> None:
    """A strategy, and a table of what its numbers showed."""
    unreleased(folder, server)
    (folder / "q3.csv").write_text("item,day,value\nteams-bring,2026-09-30,48\ncustomers-see,2026-09-30,30\n", encoding="utf-8")


def in_the_calendar(folder: Path, server: Server) -> None:
    unreleased(folder, server)
    does(folder, server, "review", "--ics")
    edit(folder, "\nproduct: ", "\nproduct: The new ")


def long_due(folder: Path, server: Server) -> None:
    """A strategy whose review is due, and nothing else."""
    unreleased(folder, server)
    edit(folder, "\nreview_by: 2027-03\n", "\nreview_by: 2026-11-20\n")


RELEASE: Final = ("release", "-m", "Less sure", "--because", "A second look", "--stands", "all", "--yes")
NOTE: Final = ("release", "--note", "-m", "Less sure", "--because", "A second look", "--stands", "all")
MERGE: Final = ("merge", "base.yaml", "ours.yaml", "theirs.yaml")
REPORTS: Final = ("lint", *(word for name in FORMATS for word in ("--format", f"{name}=out/of/lint/findings.{name}")))
VERBS: Final = (
    Scenario("new", empty, ("new", "--answers", ANSWERS)),
    Scenario("new-transcript", empty, ("new", "a/b/strategy.yaml", "--answers", ANSWERS, "--transcript", "talk.txt")),
    Scenario("release", released, RELEASE),
    Scenario("release-notes", released_with_notes, ("release", "--stands", "all", "--yes")),
    Scenario("release-first", never_released, (*RELEASE, "--decided-by", "Ada")),
    Scenario("release-note", released, NOTE),
    Scenario("keep", unreleased, ("release", "--keep")),
    Scenario("keep-again", without_its_digests, ("release", "--keep")),
    Scenario("keep-laid-out", laid_out_anew, ("release", "--keep")),
    Scenario("merge", edited_twice, MERGE),
    Scenario("merge-conflict", edited_against_each_other, MERGE),
    Scenario("merge-lines", unreadable_sides, MERGE),
    Scenario("merge-output", edited_twice, (*MERGE, "--output", "merged.yaml")),
    Scenario("git-merge", edited_twice, ("git-merge", "--", "strategy.yaml", "base.yaml", "ours.yaml", "theirs.yaml")),
    Scenario("migrate", of_an_older_format, ("migrate",)),
    Scenario("baseline", weak, ("lint", "--write-baseline")),
    Scenario("baseline-again", accepted, ("lint", "--write-baseline")),
    Scenario("reports", weak, REPORTS),
    Scenario("reports-again", reported, REPORTS, clears=True),
    Scenario("export-html", unreleased, ("export",)),
    Scenario("export-again", exported, ("export",)),
    Scenario("export-md", unreleased, ("export", "--to", "md", "--out", "page.md")),
    Scenario("export-svg", unreleased, ("export", "--to", "svg", "--out", "map.svg")),
    Scenario("minutes-html", after_a_workshop, ("minutes",)),
    Scenario("minutes-again", with_a_table, ("minutes", "--to", "notes-csv")),
    Scenario("reading", unreleased, ("reading", "teams-bring", "48 hours", "--day", "2026-11-20", "--note", "Fewer windows")),
    Scenario("review-ics", unreleased, ("review", "--ics")),
    Scenario("review-ics-again", in_the_calendar, ("review", "--ics")),
    Scenario("import-results", with_results, ("import", "q3.csv")),
    Scenario("compare-draft", unreleased, ("compare", "--draft")),
    Scenario("flows", empty, ("flows", "copy", "own")),
    Scenario("install-git", repository, ("diff", "--install-git")),
    Scenario("uninstall-git", installed, ("diff", "--uninstall-git")),
    Scenario("prepare", unreleased, ("workshop", "--prepare", "out", "--names", "Ana, Ben, Chi")),
    Scenario("prepare-alone", empty, ("workshop", "--prepare", "out")),
)
