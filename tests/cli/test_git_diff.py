"""git's own diff and log, which show the meaning once they were told so."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.commands import git_driver
from tests.cli.comparing import AFTER, BEFORE, release
from tests.conftest import Run
from tests.printed import shows

pytestmark = pytest.mark.slow


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


def test_git_shows_the_meaning_once_it_was_told_so(stratcoach: Run, strategy: Path) -> None:
    folder = strategy.parent
    attributes = folder / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary")
    assert "@@" in git(folder, "diff")
    assert stratcoach("diff", "--install-git").status == 0
    assert stratcoach("diff", "--install-git").status == 0
    assert attributes.read_text().count("strategy.yaml diff=stratcoach") == 2
    shown = git(folder, "diff")
    assert "goalpost moved: target [CHOICE]\n      4,000 → 3,000" in shown
    assert "@@" not in shown
    git(folder, "commit", "-qam", "lower")
    shown = git(folder, "log", "-p", "-1")
    assert "+    target: 3,000" in shown
    assert re.search(r"^@@ .* @@ +- id: care-services-plan-rounds$", shown, re.MULTILINE)
    assert "goalpost moved" in git(folder, "log", "-p", "--ext-diff", "-1")
    assert stratcoach("diff", "--uninstall-git").status == 0
    assert attributes.read_text() == "*.png binary\n"
    assert "stratcoach" not in git(folder, "config", "--local", "--list")
    assert "+    target: 3,000" in git(folder, "log", "-p", "-1")


def test_git_is_told_about_the_copies_of_releases_in_every_folder(stratcoach: Run, strategy: Path) -> None:
    folder = strategy.parent
    attributes = folder / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary\n*.versions/SHA256SUMS merge=union\n*.versions/*.yaml -merge\n")
    assert stratcoach("diff", "--install-git").status == 0
    assert [line for line in attributes.read_text().splitlines() if line.startswith("*.versions")] == []
    for where in ("", "a/", "a/b/"):
        copies = f"{where}strategy.versions/"
        told = git(folder, "check-attr", "merge", "--", f"{copies}SHA256SUMS", f"{copies}1.0.0.yaml", f"{where}strategy.yaml")
        assert git(folder, "check-attr", "diff", "--", f"{copies}1.0.0.yaml").endswith(": unset\n")
        assert [line.rpartition(" ")[2] for line in told.splitlines()] == ["union", "unset", "stratcoach"], where
    assert stratcoach("diff", "--uninstall-git").status == 0
    assert attributes.read_text() == "*.png binary\n"


def test_git_still_shows_the_lines_of_a_file_that_cannot_be_read(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("diff", "--install-git").status == 0
    strategy.write_text(strategy.read_text().replace("owner:", "onwer:", 1))
    assert "+onwer:" in git(strategy.parent, "diff")
    strategy.write_text(f"{strategy.read_text()}<<<<<<< HEAD\nx: [\n")
    assert "+<<<<<<< HEAD\n+x: [" in git(strategy.parent, "diff")
    strategy.unlink()
    assert "removed" in git(strategy.parent, "diff")
    strategy.write_text("x: [\n")
    git(strategy.parent, "config", "diff.stratcoach.command", f"{sys.executable} -m stratcoach git-diff --")
    git(strategy.parent, "config", "diff.stratcoach.textconv", f"{sys.executable} -m stratcoach git-text --")
    assert "+x: [" in git(strategy.parent, "diff")  # as earlier versions set it up
    assert git(strategy.parent, "blame", "-p", "strategy.yaml").splitlines()[-1] == "\tx: ["


def without_its_environment(folder: Path) -> None:
    """Make git look for stratcoach where it isn't any more."""
    config = folder / ".git" / "config"
    config.write_text(config.read_text().replace(sys.executable, "/gone/bin/python"))


def test_blame_and_the_history_of_lines_are_those_of_the_file(stratcoach: Run, strategy: Path) -> None:
    folder = strategy.parent
    git(folder, "config", "diff.stratcoach.textconv", "an earlier version set this")
    assert stratcoach("diff", "--install-git").status == 0
    assert "diff.stratcoach.textconv" not in git(folder, "config", "--local", "--list")
    git(folder, "commit", "-qam", "Fewer hospitals")
    blamed = git(folder, "blame", "-p", "strategy.yaml")
    assert [line[1:] for line in blamed.splitlines() if line.startswith("\t")] == strategy.read_text().splitlines()
    assert "+    target: 3,000" in git(folder, "log", "-L", ":care-services-plan-rounds:strategy.yaml")
    assert "Fewer hospitals" in git(folder, "log", "-S", "    target: 3,000", "--", "strategy.yaml")


def test_git_works_line_by_line_where_stratcoach_is_gone(stratcoach: Run, strategy: Path) -> None:
    folder = strategy.parent
    (folder / "z.txt").write_text("one\n")
    git(folder, "add", "z.txt")
    git(folder, "commit", "-qm", "more", "z.txt")
    assert stratcoach("diff", "--install-git").status == 0
    without_its_environment(folder)
    (folder / "z.txt").write_text("two\n")
    shown = git(folder, "diff")
    assert "+    target: 3,000" in shown
    assert "+two" in shown
    now = strategy.read_text()
    git(folder, "checkout", "-q", ".")
    subprocess.run(["git", "apply"], cwd=folder, input=shown, text=True, check=True)
    assert strategy.read_text() == now
    git(folder, "commit", "-qam", "lower")
    assert "+    target: 3,000" in git(folder, "log", "-p", "--ext-diff", "-1")
    git(folder, "checkout", "-q", "-b", "other", "HEAD~1")
    strategy.write_text(strategy.read_text().replace("decided_by: Dr Adler", "decided_by: Paul"))
    git(folder, "commit", "-qam", "Paul")
    git(folder, "merge", "-q", "-m", "both", "-")
    assert "target: 3,000" in strategy.read_text()
    assert "decided_by: Paul" in strategy.read_text()


def test_during_a_conflict_git_shows_both_sides_by_itself(stratcoach: Run, strategy: Path) -> None:
    folder = strategy.parent
    git(folder, "commit", "-qam", "three")
    git(folder, "checkout", "-q", "-b", "other", "HEAD~1")
    strategy.write_text(strategy.read_text().replace("target: 4,000", "target: 2,000"))
    git(folder, "commit", "-qam", "two")
    assert stratcoach("diff", "--install-git").status == 0
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "-")
    shown = git(folder, "diff")
    assert shown.startswith("diff --cc strategy.yaml\n")
    assert [line for line in shown.splitlines() if line.startswith("++<<<<<<<")]
    assert "target: 2,000" in shown
    assert "target: 3,000" in shown
    assert len(shown.splitlines()) < 60


@pytest.mark.parametrize("place", ["uv/cache/archive-v0/x", ".cache/pipx/x"])
def test_an_environment_that_is_cleared_some_day_is_warned_of(
    folder: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(folder, "init", "-q")
    monkeypatch.chdir(folder)
    for prefix, is_warned in (
        (f"/home/ada/{place}", True),
        ("/home/ada/.local/share/pipx/venvs/x", False),
        ("/opt/tools", False),
    ):
        monkeypatch.setattr(sys, "prefix", prefix)
        assert git_driver.install() == 0
        assert (prefix in capsys.readouterr().err) == is_warned


def test_what_servers_need_is_offered_until_it_is_there(stratcoach: Run, strategy: Path) -> None:
    told = stratcoach("diff", "--install-git").out
    lines = [line.strip() for line in told.splitlines() if "linguist-generated" in line]
    assert len(lines) == 2
    strategy.with_name(".gitattributes").write_text("\n".join(lines))
    assert "linguist" not in stratcoach("diff", "--install-git").out


def test_a_refusal_of_git_is_reported_as_what_it_is(stratcoach: Run, strategy: Path) -> None:
    for command in (("diff", "HEAD"), ("diff", "--install-git"), ("lint", "--since", "HEAD")):
        ran = stratcoach(*command, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
        assert (ran.status, ran.out) == (2, ""), command
        assert shows(ran.err, "git.of_another_user"), command
        assert f"git config --global --add safe.directory {strategy.parent}" in ran.err, command
    config = strategy.parent / ".git" / "config"
    config.write_text(f"{config.read_text()}[core\n")
    for command in (("diff", "HEAD"), ("diff", "--install-git"), ("lint", "--since", "HEAD")):
        ran = stratcoach(*command)
        assert (ran.status, "bad config line" in ran.err) == (2, True), (command, ran.err)


def test_git_is_told_nothing_outside_a_repository(stratcoach: Run, folder: Path) -> None:
    shutil.rmtree(folder / ".git")
    ran = stratcoach("diff", "--install-git")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "git_driver.no_repository")


def test_one_path_that_is_the_file_itself_is_compared_with_its_last_release(stratcoach: Run, strategy: Path) -> None:
    alone = stratcoach("diff").out
    assert alone.startswith("HEAD:strategy.yaml → ")
    assert stratcoach("diff", "strategy.yaml").out == alone
    team = strategy.parent / "teams" / "homeward"
    team.mkdir(parents=True)
    release(team / "strategy.yaml", "1.0.0", strategy.read_text().replace(AFTER, BEFORE))
    shutil.move(strategy, team)
    for named in ("teams/homeward/strategy.yaml", "teams/homeward"):
        ran = stratcoach("diff", named, "--exit-code")
        assert (ran.status, ran.err) == (1, "")
        assert ran.out.startswith("1.0.0 → teams/homeward/strategy.yaml\nCHOICE: ")


@pytest.mark.parametrize("command", ["diff", "diff 1.0.0", "release", "show", "log", "lint"])
def test_where_no_file_is_meant_those_below_are_named(stratcoach: Run, strategy: Path, command: str) -> None:
    for number in range(7):
        team = strategy.parent / "teams" / f"team-{number}"
        team.mkdir(parents=True)
        shutil.copy(strategy, team)
    strategy.rename(strategy.with_name("homeward.strategy.yaml"))
    ran = stratcoach(*command.split())
    assert ran.status == 2
    assert ran.out == ""
    assert shows(ran.err, "lint_run.no_strategy_here" if command == "lint" else "strategy_file.not_there", path="strategy.yaml")
    named = "homeward.strategy.yaml, teams/team-0/strategy.yaml, teams/team-1/strategy.yaml"
    assert shows(ran.err, "strategy_file.name_one_of", files=named)
    assert "teams/team-3/strategy.yaml and 3 more." in ran.err
    assert ("`stratcoach lint .`" in ran.err) == (command == "lint")


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_a_draft_that_counts_now_is_said_to_be_active(stratcoach: Run, strategy: Path, format_: str) -> None:
    now = strategy.read_text()
    strategy.with_name("draft.yaml").write_text(now.replace("version: 1.0.0", "version: 1.0.0\nstatus: draft\nlanguage: de", 1))
    ran = stratcoach("diff", "draft.yaml", "strategy.yaml", "--format", format_)
    told = ran.out.replace("<del>", "").replace("</del>", "").replace("<ins>", "").replace("</ins>", "")
    assert "draft → active" in told
    assert "de → en" in told
