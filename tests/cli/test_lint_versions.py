"""Versions, releases and their copies as lint sees them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.linting import WAIVER, change, commit, linted, released
from tests.conftest import Run
from tests.printed import sentence, shows


def test_what_is_in_the_file_is_what_was_released_under_its_number(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert linted(capsys) == []
    released(git)
    assert linted(capsys) == []
    change(git, "  future: ", "  future: Before anybody asks, ")
    found = linted(capsys)
    assert (found, found.status) == (["version/not-raised"], 1)
    assert shows(found.told, "finding.version_not_raised", version="1.0.0", due="2.0.0")
    change(git, "version: 1.0.0", "version: 1.1.0")
    assert linted(capsys) == ["version/no-reason", "version/raised-too-little"]
    change(git, "version: 1.1.0", "version: 2.0.0")
    change(git, "history:\n", "history:\n  - {version: 2.0.0, date: 2026-11-22, summary: Further., because: It takes longer.}\n")
    assert linted(capsys) == []
    change(git, "version: 2.0.0", "status: draft\nversion: 1.0.0")
    assert "version/not-raised" not in linted(capsys)


def test_the_history_of_a_release_stays_as_it_was(stratcoach: Run, first_version: Path) -> None:
    path = first_version
    before = path.read_text(encoding="utf-8")
    entry = "history:\n  - version: {}\n    date: 2026-01-02\n    summary: Told afterwards.\n    because: So.\n  - version"
    changed = sentence(
        "history.entry_changed",
        field="decided_by",
        version="1.0.0",
        before="Dr Adler",
        newest="1.0.0",
        after="Somebody",
        is_gone=False,
    )
    for old, new, told in (
        ("decided_by: Dr Adler", "decided_by: Somebody", changed),
        ("history:\n  - version", entry.format("0.9.0"), sentence("history.entry_put_in", version="0.9.0", newest="1.0.0")),
        ("history:\n  - version", entry.format("1.3.0"), sentence("history.entry_too_new", version="1.3.0", current="1.0.0")),
    ):
        assert old in before[before.index("history:") :]
        head, at, rest = before.rpartition("history:")
        path.write_text(head + (at + rest).replace(old, new, 1), encoding="utf-8")
        ran = stratcoach("lint", "--select", "version/not-raised", "--format", "concise")
        assert (ran.status, ran.out.count("version/not-raised")) == (1, 1), ran.out
        assert told in ran.out
        assert path.read_text(encoding="utf-8").splitlines()[int(ran.out.split(":")[1]) - 1].lstrip("- ").startswith("version: ")


def test_an_older_file_that_was_put_back_is_told_once(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    older = git.read_text(encoding="utf-8")
    change(git, "version: 1.0.0", "version: 1.1.0")
    change(git, "history:", "history:\n  - {version: 1.1.0, date: 2026-11-23, summary: Fewer rolls., because: We saw it.}")
    shutil.copy(git, git.with_name("strategy.versions") / "1.1.0.yaml")
    git.write_text(older, encoding="utf-8")
    found = linted(capsys)
    assert found == ["version/not-raised"]
    assert shows(found.told, "finding.version_behind", version="1.0.0", released="1.1.0")


def test_a_baseline_with_marks_of_a_merge_says_where_they_are(git: Path, stratcoach: Run) -> None:
    change(git, "target: 5%", "target: many")
    assert stratcoach("lint", "--write-baseline").status == 0
    path = git.with_name(".stratcoach-baseline.json")
    first, second, *rest = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([first, second, "<<<<<<< HEAD", "=======", ">>>>>>> teams", *rest]), encoding="utf-8")
    ran = stratcoach("lint")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "baseline.unfinished_merge", place=".stratcoach-baseline.json:3")
    assert shows(ran.err, "baseline.keep_both_sides")


def test_a_waiver_that_is_over_and_not_needed_is_told_once(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git.write_text(git.read_text(encoding="utf-8") + WAIVER.replace("2027-01-31", "2026-01-31"), encoding="utf-8")
    assert linted(capsys) == ["waiver/unused"]


def test_a_file_that_moved_without_the_copies_of_its_releases_is_told(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    commit()
    team = git.parent / "team"
    team.mkdir()
    shutil.move(git, team)
    found = linted(capsys, "team", since="HEAD")
    assert found == ["version/copy-missing"]
    assert shows(found.told, "copy.move_folder", folder="team/strategy.versions")


def test_a_copy_that_was_changed_after_its_release_vouches_for_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    (git.parent / "strategy.versions" / "SHA256SUMS").write_text(f"{'0' * 64}  1.0.0.yaml\n")
    found = linted(capsys)
    assert found == ["version/copy-changed"]
    assert shows(found.told, "copy.restore_or_release", next="1.1.0", file="strategy.yaml")


def test_a_goalpost_that_moves_needs_a_reason(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    text = git.read_text(encoding="utf-8")
    by = re.search(r"objectives:\n(?:.*\n)*?    by: (\S+)\n", text)
    assert by
    git.write_text(text[: by.start(1)] + "2039-12" + text[by.end(1) :], encoding="utf-8")
    assert "version/goalpost-moved" in linted(capsys)
    git.write_text(
        git.read_text(encoding="utf-8").replace("    by: 2039-12\n", "    by: 2039-12\n    note: The law came later.\n")
    )
    assert "version/goalpost-moved" not in linted(capsys)
