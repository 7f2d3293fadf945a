"""`merge` as a user calls it, and as git does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.files.release_copies import keep
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import sentence, shows


@pytest.fixture
def base(folder: Path) -> Path:
    return first_release("discharge", folder / "base.yaml")


def side(base: Path, name: str, *pairs: tuple[str, str]) -> Path:
    text = base.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = base.with_name(name)
    path.write_text(text)
    return path


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_the_merge_is_written_into_ours(stratcoach: Run, base: Path) -> None:
    side(base, "ours.yaml", ("target: 4,000", "target: 5,000"))
    side(base, "theirs.yaml", ("owner: ", "owner: Dr "))
    ran = stratcoach("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    both = side(base, "both.yaml", ("target: 4,000", "target: 5,000"), ("owner: ", "owner: Dr "))
    assert base.with_name("ours.yaml").read_text() == both.read_text()


def test_an_id_that_each_side_renamed_in_its_own_way_is_reported(stratcoach: Run, base: Path) -> None:
    text = base.read_text()
    base.with_name("ours.yaml").write_text(text.replace("care-services-plan-rounds", "rounds"))
    base.with_name("theirs.yaml").write_text(text.replace("care-services-plan-rounds", "plan-rounds"))
    ran = stratcoach("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert ran.status == 0
    assert all(f"`{name}`" in ran.err for name in ("care-services-plan-rounds", "rounds", "plan-rounds"))
    assert base.with_name("ours.yaml").read_text() == text.replace("care-services-plan-rounds", "rounds")


def test_a_conflict_is_marked_told_and_the_status(stratcoach: Run, base: Path) -> None:
    side(base, "ours.yaml", ("target: 4,000", "target: 5,000"))
    side(base, "theirs.yaml", ("target: 4,000", "target: 3,000"))
    ran = stratcoach("merge", "base.yaml", "ours.yaml", "theirs.yaml", "--output", "-")
    assert ran.status == 1
    assert "||||||| before\n    target: 4,000\n=======\n    target: 3,000\n" in ran.out
    assert ran.err == (
        f"{sentence('merge.places_left', name='ours.yaml', count=1)}\n"
        f"  - {sentence('conflict.field_changed', field='target', item='care-services-plan-rounds')}\n"
    )
    assert "<<<<<<<" not in base.with_name("ours.yaml").read_text()


def test_nothing_is_written_over_a_file_that_is_there(stratcoach: Run, base: Path) -> None:
    side(base, "ours.yaml", ("target: 4,000", "target: 5,000"))
    ran = stratcoach("merge", "base.yaml", "ours.yaml", "base.yaml", "--output", "ours.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "merge.output_exists", output="ours.yaml")


def test_what_cannot_be_read_is_merged_line_by_line(stratcoach: Run, base: Path) -> None:
    side(base, "ours.yaml", ("owner:", "onwer:"))
    side(base, "theirs.yaml", ("target: 4,000", "target: 3,000"))
    ran = stratcoach("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert ran.status == 0
    assert shows(ran.err, "file.unknown_key", likely="owner", has_likely=True)
    assert shows(ran.err, "merge.by_lines", name="ours.yaml")
    text = base.with_name("ours.yaml").read_text()
    assert "onwer:" in text
    assert "target: 3,000" in text


def test_a_byte_order_mark_and_line_ends_stay(stratcoach: Run, base: Path) -> None:
    for path in (
        base,
        side(base, "ours.yaml", ("target: 4,000", "target: 5,000")),
        side(base, "theirs.yaml", ("owner: ", "owner: Dr ")),
    ):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert stratcoach("merge", "base.yaml", "ours.yaml", "theirs.yaml").status == 0
    raw = base.with_name("ours.yaml").read_bytes()
    assert raw.startswith((b"\xef\xbb\xbf#", b"\xef\xbb\xbfstratcoach"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert b"5,000" in raw
    assert b"owner: Dr " in raw


@pytest.fixture
def repository(stratcoach: Run, base: Path) -> Path:
    """A repository with two branches off one strategy, and git told to merge by meaning."""
    folder = base.parent
    shutil.rmtree(folder / ".git")
    git(folder, "init", "-q", "-b", "main")
    path = base.rename(folder / "strategy.yaml")
    keep(path, "1.0.0", path.read_text())
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    git(folder, "branch", "other")
    assert stratcoach("diff", "--install-git").status == 0
    return folder


def commit(folder: Path, branch: str, *pairs: tuple[str, str]) -> None:
    assert git(folder, "checkout", "-q", branch).returncode == 0
    side(folder / "strategy.yaml", "strategy.yaml", *pairs)
    assert git(folder, "commit", "-qam", "change").returncode == 0


@pytest.mark.slow
def test_git_merge_is_clean_where_lines_touch(repository: Path) -> None:
    commit(repository, "other", ("target: 4,000", "target: 5,000"))
    commit(repository, "main", ("baseline: ", "baseline: about "))
    done = git(repository, "merge", "other", "-m", "both")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (repository / "strategy.yaml").read_text()
    assert "target: 5,000" in text
    assert "baseline: about " in text


def test_git_merge_stops_at_what_people_must_decide(repository: Path) -> None:
    commit(repository, "other", ("target: 4,000", "target: 5,000"))
    commit(repository, "main", ("target: 4,000", "target: 3,000"))
    done = git(repository, "merge", "other")
    assert done.returncode == 1
    assert shows(done.stderr, "merge.places_left", name="strategy.yaml", count=1)
    assert "UU strategy.yaml" in git(repository, "status", "--short").stdout
    [conflict] = [line for line in (repository / "strategy.yaml").read_text().splitlines() if line.startswith("<<<<<<< ours: ")]
    assert shows(conflict, "conflict.field_changed", field="target")


@pytest.mark.slow
def test_releases_of_two_branches_meet(stratcoach: Run, repository: Path) -> None:
    for branch, pair, level in (
        ("other", ("target: 4,000", "target: 5,000"), "a"),
        ("main", ("owner: ", "owner: Dr "), "b"),
    ):
        commit(repository, branch, pair)
        ran = stratcoach("release", "-m", level, "--because", level)
        assert ran.status == 0, ran.err
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", level)
    done = git(repository, "merge", "other", "-m", "both")
    assert done.returncode == 0, done.stdout + done.stderr
    log = stratcoach("log")
    assert log.status == 0
    assert not shows(log.out, "verb.changed_after_release")
    assert log.out.index("1.1.0") < log.out.index("1.0.1") < log.out.index("1.0.0")
    ran = stratcoach("release", "-m", "Both", "--because", "Merged.")
    assert ran.out.startswith("Released: strategy.yaml is now version 1.1.1.")


@pytest.mark.slow
def test_git_forgets(stratcoach: Run, repository: Path) -> None:
    assert stratcoach("diff", "--uninstall-git").status == 0
    assert "stratcoach" not in git(repository, "config", "--local", "--list").stdout
    assert (repository / ".git" / "info" / "attributes").read_text() == ""


@pytest.mark.slow
def test_a_file_that_both_branches_began(repository: Path) -> None:
    text = (repository / "strategy.yaml").read_text()
    for branch, product in (("other", "Ward"), ("main", "Home")):
        git(repository, "checkout", "-q", branch)
        (repository / "new.strategy.yaml").write_text(text.replace("product: ", f"product: {product} ", 1))
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "new")
    done = git(repository, "merge", "other", "-m", "both")
    assert done.returncode == 1
    assert shows(done.stderr, "conflict.field_at_top_changed", field="product")


@pytest.mark.slow
def test_two_releases_of_one_version_can_be_settled(stratcoach: Run, repository: Path) -> None:
    for branch, target in (("other", "5,000"), ("main", "3,000")):
        commit(repository, branch, ("target: 4,000", f"target: {target}"))
        assert stratcoach("release", "-m", target, "--because", "So it is.").status == 0
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "released")
    done = git(repository, "merge", "other")
    assert done.returncode == 1
    assert shows(done.stderr, "conflict.released_twice", version="1.1.0")
    assert "<<<<<<<" not in (repository / "strategy.versions" / "1.1.0.yaml").read_text()
    git(repository, "checkout", "--ours", "strategy.yaml", "strategy.versions/1.1.0.yaml")
    git(repository, "add", "-A")
    assert git(repository, "commit", "-qm", "settled").returncode == 0
    side(repository / "strategy.yaml", "strategy.yaml", ("target: 3,000", "target: 5,000"))
    ran = stratcoach("release", "-m", "Theirs", "--because", "Both were right.")
    assert ran.status == 0, ran.err
    assert "version 1.2.0" in ran.out


@pytest.mark.slow
def test_git_runs_no_module_of_the_repository(repository: Path) -> None:
    (repository / "yaml.py").write_text("raise SystemExit('taken over')")
    commit(repository, "other", ("target: 4,000", "target: 5,000"))
    commit(repository, "main", ("baseline: ", "baseline: about "))
    assert git(repository, "merge", "other", "-m", "both").returncode == 0
    side(repository / "strategy.yaml", "strategy.yaml", ("target: 5,000", "target: 6,000"))
    shown = git(repository, "diff", "strategy.yaml")
    assert "taken over" not in shown.stdout + shown.stderr
    assert "target [CHOICE]" in shown.stdout


@pytest.mark.slow
def test_git_merges_line_by_line_where_stratcoach_cannot_be_started(repository: Path) -> None:
    driver = git(repository, "config", "merge.stratcoach.driver").stdout.strip()
    git(repository, "config", "merge.stratcoach.driver", driver.replace(sys.executable, "/nowhere/python"))
    commit(repository, "other", ("target: 4,000", "target: 5,000"))
    commit(repository, "main", ("target: 4,000", "target: 3,000"))
    assert git(repository, "merge", "other").returncode == 1
    text = (repository / "strategy.yaml").read_text()
    assert "<<<<<<< ours\n    target: 3,000\n" in text
    assert "    target: 5,000\n>>>>>>> theirs\n" in text


@pytest.mark.slow
def test_somebody_else_s_attributes_stay_byte_for_byte(stratcoach: Run, repository: Path) -> None:
    path = repository / ".git" / "info" / "attributes"
    theirs = b"*.png binary\r\n*.\xff diff\n"
    assert stratcoach("diff", "--uninstall-git").status == 0
    path.write_bytes(theirs)
    assert stratcoach("diff", "--install-git").status == 0
    assert path.read_bytes().startswith(theirs)
    assert stratcoach("diff", "--uninstall-git").status == 0
    assert path.read_bytes() == theirs
