"""lint --since: what changed since a revision, whatever happened to the file."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.errors import UserError
from tests.cli.linting import EXAMPLES, change, commit, in_git, linted, released
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import refused, sentence, shows


def files(count: int, changed: int, revision: str = "HEAD", *, deleted: int = 0) -> str:
    """How many files there are, and what became of them since a revision."""
    name = "report.files_since_with_deleted" if deleted else "report.files_since"
    with_deleted = {"deleted": deleted} if deleted else {}
    return sentence(name, files=sentence("report.files", count=count), changed=changed, revision=revision, **with_deleted)


def nothing_found(counted: str) -> str:
    return f"{sentence('report.no_findings', files=counted)}\n"


def test_since_reports_what_changed_and_whether_the_version_rose(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("old", "same"):
        git.with_name(name).mkdir()
        shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git.with_name(name))
    commit()
    assert linted(capsys, ".", since="HEAD").told == nothing_found(files(3, 0))
    change(git.with_name("old") / "strategy.yaml", "There is no chat", "There is still no chat")
    change(git, "product: ", "x-team: alps\nproduct: ")
    found = linted(capsys, ".", since="HEAD")
    assert shows(found.told, "report.counts", files=files(3, 2))
    assert {line.split(" ")[0].split(":")[0] for line in found.told.splitlines()[:-1]} == {"old/strategy.yaml", "strategy.yaml"}
    assert "version/not-raised" in found
    assert set(found) - {"version/not-raised"} == {"problem/solution", "problem/vague", "trace/unused"}


def test_since_reports_what_a_change_does_to_what_did_not_change(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = git.read_text(encoding="utf-8")
    first = re.search(r"insights:\n  - id: (\S+)\n", text)
    assert first
    change(git, f"  - id: {first[1]}\n", f"  - id: {first[1]}-x\n")
    assert "trace/broken-link" in linted(capsys, since="HEAD")


def test_since_knows_new_renamed_and_deleted_files(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, moved = git.with_name("new.strategy.yaml"), git.with_name("moved.strategy.yaml")
    was = Path(shutil.copy(EXAMPLES / "weak" / "strategy.yaml", moved.with_name("was.strategy.yaml")))
    commit()
    was.rename(moved)
    change(moved, "There is no chat", "There is still no chat")
    new.write_text("stratcoach: 1\nproduct: p\nversion: 1.0.0\nupdated: 2026-11-22\n")
    in_git("rm", "-q", "--cached", "strategy.yaml")
    before = (git.parent / ".git" / "index").read_bytes()
    unstaged = linted(capsys, ".", since="HEAD")
    lines = [line.partition(":")[0] for line in unstaged.told.splitlines()]
    assert (lines.count("moved.strategy.yaml"), lines.count("strategy.yaml")) == (4, 0)
    assert lines.count("new.strategy.yaml") > 4
    assert (git.parent / ".git" / "index").read_bytes() == before
    in_git("add", "-A")
    assert linted(capsys, ".", since="HEAD").told == unstaged.told
    with refused("disk.unreadable", path="nowhere.yaml"):
        linted(capsys, "nowhere.yaml", since="HEAD")


def test_a_deleted_strategy_is_told_in_one_way_however_it_was_named(
    git: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = git.with_name("in")
    inner.mkdir()
    git.rename(inner / "strategy.yaml")
    commit()
    (inner / "strategy.yaml").unlink()
    deleted = sentence("report.deleted_since", revision="HEAD", files="in/strategy.yaml")
    told = f"{deleted}\n{nothing_found(files(0, 0, deleted=1))}"
    for paths in ("in/strategy.yaml", "in", ".", str(inner)):
        found = linted(capsys, paths, since="HEAD")
        assert (found.status, found.told) == (0, told), paths
    for name in ("gitlab", "junit", "sarif"):
        assert shows(
            linted(capsys, ".", since="HEAD", formats=(name,)).told, "notice.deleted", file="in/strategy.yaml", revision="HEAD"
        ), name
    monkeypatch.chdir(inner)
    assert linted(capsys, since="HEAD").told == told.replace("in/", "")


@pytest.mark.parametrize(
    "now",
    [
        "git mv old/strategy.yaml old/notes.txt",
        "mkdir node_modules && git mv old/strategy.yaml node_modules",
        "ln -sf /dev/null old/strategy.yaml",
        "ln -sf ../strategy.yaml old/strategy.yaml",
        "rm old/strategy.yaml && mkdir old/strategy.yaml",
        "rm -r old && ln -s new old",
    ],
)
@pytest.mark.usefixtures("git")
def test_a_strategy_that_is_none_any_more_is_told_like_a_deleted_one(now: str, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("old", "new"):
        Path(folder).mkdir()
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", "old")
    first_release("discharge", "new")
    commit()
    subprocess.run(now, shell=True, check=True)
    for path in (".", "old")[: 1 if now.startswith("rm -r") else 2]:
        found = linted(capsys, path, since="HEAD")
        assert shows(found.told, "report.deleted_since", revision="HEAD", files="old/strategy.yaml"), path
    in_git("add", "-A")
    assert shows(linted(capsys, ".", since="HEAD").told, "report.deleted_since", revision="HEAD", files="old/strategy.yaml")


def test_a_strategy_that_is_still_read_is_not_told_as_deleted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(git, "other.strategy.yaml")
    git.rename("kept.txt")
    git.symlink_to("kept.txt")
    assert not shows(linted(capsys, ".", since="HEAD").told, "report.deleted_since")
    git.unlink()
    in_git("add", "-A")
    assert not shows(linted(capsys, ".", "kept.txt", since="HEAD").told, "report.deleted_since")


def test_a_draft_in_between_launders_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "version: 1.0.0", "status: draft\nversion: 1.0.0")
    commit()
    change(git, "status: draft\n", "")
    assert linted(capsys, since="HEAD") == []
    change(git, "  future: ", "  future: Before anybody asks, ")
    found = linted(capsys, since="HEAD")
    assert found == ["version/not-raised"]
    assert shows(found.told, "finding.changed_since")


def test_the_copies_of_releases_stay_where_they_were_and_as_they_were(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    commit()
    copies, renamed = git.with_name("strategy.versions"), git.with_name("shop.strategy.yaml")
    shutil.rmtree(copies)
    told = linted(capsys, since="HEAD").told
    assert shows(told, "copy.missing_since", version="1.0.0", revision="HEAD")
    commit_and_path = "HEAD -- strategy.versions"
    assert shows(told, "copy.check_out", commit=commit_and_path)
    in_git("checkout", *commit_and_path.split())
    assert linted(capsys, since="HEAD") == []
    change(copies / "1.0.0.yaml", "  future: ", "  future: Before anybody asks, ")
    shutil.copy(copies / "1.0.0.yaml", git)
    assert linted(capsys) == []
    found = linted(capsys, since="HEAD")
    assert found == ["version/copy-changed"]
    assert shows(found.told, "copy.changed_since", version="1.0.0", revision="HEAD")
    in_git("checkout", "-q", ".")
    git.rename(renamed)
    for since in ("HEAD", None):
        found = linted(capsys, ".", since=since)
        assert found == ["version/copy-missing"]
        assert shows(found.told, "copy.left_behind", name="shop.strategy.versions")
    copies.rename(git.with_name("shop.strategy.versions"))
    in_git("add", "-A")
    assert linted(capsys, ".", since="HEAD") == linted(capsys, ".") == []


def test_in_a_submodule_a_revision_is_what_the_outer_repository_had_of_it(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outer = git.with_name("outer")
    in_git("init", "-q", "-b", "main", str(outer))
    in_git("-C", str(outer), "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(git.parent), "inner")
    in_git("-C", str(outer), "commit", "-q", "-m", "only here")
    sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=outer, check=True, capture_output=True, text=True).stdout.strip()
    assert linted(capsys, "outer", since=sha).told == nothing_found(files(1, 0, sha[:12]))
    change(outer / "inner" / "strategy.yaml", "  future: ", "  future: Before anybody asks, ")
    assert linted(capsys, "outer", since=sha) == ["version/not-raised"]


def test_a_waiver_is_unused_only_where_its_rule_ran(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waiver = "waivers:\n  - rule: version/not-raised\n    because: Only a word.\n    until: 2031-01-01\n"
    git.write_text(git.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    assert linted(capsys) == []
    commit()
    change(git, "  future: ", "  future: Before anybody asks, ")
    assert linted(capsys, since="HEAD") == []
    change(git, "version: 1.0.0", "version: 2.0.0")
    change(git, "history:\n", "history:\n  - {version: 2.0.0, date: 2026-11-22, summary: Further., because: It takes longer.}\n")
    assert linted(capsys, since="HEAD") == []
    in_git("checkout", "-q", ".")
    change(git, "version/not-raised", "user/everyone")
    assert linted(capsys) == ["waiver/unused"]


@pytest.mark.parametrize("revision", ["nosuch", "", "--output=x", "0" * 40, "HEAD:strategy.yaml", "x\0y"])
def test_a_revision_that_git_does_not_know_is_wrong_use(git: Path, revision: str) -> None:
    with pytest.raises(UserError):
        lint(LintRequest(since=revision))
    assert sorted(path.name for path in git.parent.iterdir()) == [".git", "strategy.yaml"]


def test_a_shallow_checkout_is_told_how_to_get_the_rest(git: Path, tmp_path: Path, stratcoach: Run) -> None:
    change(git, "product: ", "owner: Ada\nproduct: ")
    commit()
    subprocess.run(["git", "clone", "-q", "--depth", "1", git.parent.as_uri(), str(tmp_path / "ci")], check=True)
    ran = stratcoach("lint", "--since", "HEAD~1", cwd=tmp_path / "ci")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "git.fetch_older_revisions", revision="HEAD~1")


def test_a_repository_that_git_refuses_is_told_in_its_words(git: Path) -> None:
    (git.parent / ".git" / "HEAD").unlink()
    with refused("git.cannot_list_changes"):
        lint(LintRequest(since="HEAD"))


def test_a_file_outside_of_git_has_no_since(weak: Path) -> None:
    shutil.rmtree(weak.parent / ".git")
    with refused("lint_run.not_in_repository"):
        lint(LintRequest(since="HEAD"))
