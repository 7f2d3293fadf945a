"""A repository on two machines: copies of releases with other line ends, laid out anew, changed or gone."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stratcoach.files import release_copies
from tests.cli.machines import RELEASE, Change, edit, git, rules, shared
from tests.conftest import Run
from tests.first_release import first_text
from tests.printed import shows, wording

pytestmark = pytest.mark.slow

CRLF, LF = "true", "false"


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str, str], Path]:
    """A clone of one repository on a machine with this setting for line ends; what is there is checked out with them."""
    server = tmp_path / "server.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(server))

    def clone(name: str, autocrlf: str) -> Path:
        git(tmp_path, "-c", f"core.autocrlf={autocrlf}", "clone", "-q", "-c", f"core.autocrlf={autocrlf}", str(server), name)
        return tmp_path / name

    return clone


@pytest.mark.parametrize("way", [(CRLF, LF), (LF, CRLF)])
def test_a_release_with_one_kind_of_line_ends_holds_with_the_other(
    stratcoach: Run, machine: Callable[[str, str], Path], way: tuple[str, str]
) -> None:
    here, there = machine("here", way[0]), machine("there", way[1])
    path = here / "strategy.yaml"
    text = first_text("discharge").encode()
    path.write_bytes(text.replace(b"\n", b"\r\n") if way[0] == CRLF else text)
    assert stratcoach("release", "--keep", cwd=here).status == 0
    edit(path, "31 of 38", "30 of 37")
    assert stratcoach(*RELEASE, cwd=here).status == 0
    shared(here, "two releases")
    git(there, "pull", "-q", "origin", "main")
    assert (b"\r\n" in (there / "strategy.yaml").read_bytes()) == (way[1] == CRLF)
    for folder in (there, here):
        assert rules(stratcoach("lint", "--format", "json", cwd=folder)) == []
    edit(there / "strategy.yaml", "30 of 37", "29 of 36")
    assert stratcoach(*RELEASE, cwd=there).status == 0
    shared(there, "a third")
    git(here, "pull", "-q", "origin", "main")
    assert rules(stratcoach("lint", "--since", "HEAD~1", "--format", "json", cwd=here)) == []
    assert [one["as_released"] for one in json.loads(stratcoach("log", "--format", "json", cwd=here).out)["releases"]] == [
        True
    ] * 3


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_digests_that_were_taken_of_other_line_ends_still_count(copy: Path, line_end: bytes) -> None:
    import hashlib

    text = copy.read_bytes()
    taken = hashlib.sha256(text.replace(b"\n", line_end)).hexdigest()
    (copy.parent / "SHA256SUMS").write_bytes(f"{taken}  1.0.0.yaml".encode() + line_end)
    for now in (text, text.replace(b"\n", b"\r\n")):
        copy.write_bytes(now)
        assert release_copies.state(copy.parent.parent / "strategy.yaml", "1.0.0") == "kept"


def laid_out_anew(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    copy.write_text(
        re.sub(r"^( *)(- )?owner: (\w+)$", r'\1\2owner: "\3"', text, flags=re.MULTILINE) + "\n# end\n", encoding="utf-8"
    )


@pytest.mark.parametrize("has_meaning", [True, False])
def test_a_copy_that_a_formatter_changed_is_a_warning(stratcoach: Run, copy: Path, has_meaning: bool) -> None:
    sums = copy.parent / "SHA256SUMS"
    if not has_meaning:  # as earlier versions wrote it
        sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if not line.startswith("#")))
    laid_out_anew(copy)
    git(copy.parent, "commit", "-qam", "prettier")
    ran = stratcoach("lint", "--format", "json")
    found = [one for one in json.loads(ran.out)["findings"] if one["rule"].startswith("version/")]
    assert [(one["rule"], one["severity"]) for one in found] == [("version/copy-changed", "warning")]
    assert ran.status == 0
    assert rules(stratcoach("lint", "--since", "HEAD~1", "--format", "json")) == ["version/copy-changed"]
    back = re.search(r"`git (checkout \w+ -- strategy\.versions/1\.0\.0\.yaml)` restores it", found[0]["message"])
    assert back
    edit(copy.parent.parent / "strategy.yaml", "31 of 38", "30 of 37")
    assert rules(stratcoach("lint", "--format", "json")) == ["version/copy-changed", "version/not-raised"]
    assert stratcoach("release", "--keep").status == 0
    assert rules(stratcoach("lint", "--format", "json")) == ["version/not-raised"]
    git(copy.parent.parent, *back[1].split())
    assert rules(stratcoach("lint", "--format", "json")) == ["version/not-raised"]
    assert stratcoach(*RELEASE).status == 0


def says_something_else(copy: Path) -> None:
    edit(copy, "target: 4,000", "target: 9,000")


def cannot_be_read(copy: Path) -> None:
    edit(copy, "product:", "<<<<<<< ours\nproduct:")


def is_gone(copy: Path) -> None:
    copy.unlink()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (says_something_else, "version/copy-changed"),
        (cannot_be_read, "version/copy-changed"),
        (is_gone, "version/copy-missing"),
    ],
)
def test_each_copy_that_went_wrong_has_a_way_out_that_works(stratcoach: Run, copy: Path, change: Change, rule: str) -> None:
    path = copy.parent.parent / "strategy.yaml"
    as_released = copy.read_bytes()
    edit(path, "31 of 38", "30 of 37")
    change(copy)
    git(copy.parent, "add", "-A")
    git(copy.parent, "commit", "-qm", "git has the same now")
    ran = stratcoach("lint", "--format", "json")
    assert (ran.status, rules(ran)) == (1, [rule])
    refused = stratcoach(*RELEASE)
    assert refused.status == 2
    back = re.search(r"`git (checkout \w+ -- strategy\.versions/1\.0\.0\.yaml)` restores it", " ".join(refused.err.split()))
    assert back
    assert back[0].lower() in ran.out.lower()
    git(path.parent, *back[1].split())
    assert copy.read_bytes() == as_released
    assert rules(stratcoach("lint", "--since", "HEAD", "--format", "json")) == []
    assert stratcoach(*RELEASE).status == 0


@pytest.mark.parametrize("change", [says_something_else, cannot_be_read, is_gone])
def test_where_git_has_no_copy_either_the_file_or_the_next_version_helps(stratcoach: Run, copy: Path, change: Change) -> None:
    path = copy.parent.parent / "strategy.yaml"
    as_released = copy.read_bytes()
    shutil.rmtree(path.parent / ".git")
    change(copy)
    edit(path, "31 of 38", "30 of 37")
    for command in (("release", "--keep"), RELEASE):
        ran = stratcoach(*command)
        assert (ran.status, shows(ran.err, "copy.restore_or_release", next="1.1.0", file="strategy.yaml")) == (2, True), ran.err
    edit(path, "30 of 37", "31 of 38")
    assert shows(stratcoach(*RELEASE).err, "copy.make_again", keep="stratcoach release --keep strategy.yaml")
    assert stratcoach("release", "--keep").status == 0
    assert copy.read_bytes() == as_released
    change(copy)
    edit(path, "31 of 38", "30 of 37")
    edit(path, "version: 1.0.0", "version: 1.1.0")
    assert stratcoach(*RELEASE).status == 0
    assert rules(stratcoach("lint", "--format", "json")) == []


def test_lint_reports_a_changed_copy_where_git_refuses(stratcoach: Run, copy: Path) -> None:
    says_something_else(copy)
    edit(copy.parent.parent / "strategy.yaml", "31 of 38", "30 of 37")
    for environment in ({"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}, {"PATH": ""}):
        ran = stratcoach("lint", "--format", "json", **environment)
        assert (ran.status, rules(ran)) == (1, ["version/copy-changed"]), ran.err
        told = wording("copy.restore_or_release").search(ran.out)
        assert told
        assert "git" in told[0]


def test_copies_that_never_came_along_are_told_where_others_work(stratcoach: Run, copy: Path, tmp_path: Path) -> None:
    folder = copy.parent.parent
    git(folder, "rm", "-rq", "--cached", "strategy.versions")
    git(folder, "commit", "-qm", "without")
    ran = stratcoach("lint", "--format", "json")
    assert rules(ran) == []
    git(tmp_path, "clone", "-q", str(folder), "clone")
    ran = stratcoach("lint", "--format", "json", cwd=tmp_path / "clone")
    assert (ran.status, rules(ran)) == (0, ["version/no-copy"])
    edit(folder / "strategy.yaml", "31 of 38", "30 of 37")
    assert "git add strategy.yaml strategy.versions" in stratcoach(*RELEASE).out


def test_since_compares_with_the_revision_and_not_with_the_index(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    edit(folder / "strategy.yaml", "31 of 38", "30 of 37")
    assert stratcoach(*RELEASE).status == 0
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "second")
    shutil.rmtree(copy.parent)
    assert rules(stratcoach("lint", "--since", "HEAD~1", "--format", "json")) == ["version/copy-missing"]
    git(folder, "checkout", "-q", ".")
    for hidden in ("--assume-unchanged", "--skip-worktree"):
        git(folder, "update-index", hidden, "strategy.yaml")
        edit(folder / "strategy.yaml", "30 of 37", "29 of 36")
        assert "version/not-raised" in rules(stratcoach("lint", "--since", "HEAD", "--format", "json")), hidden
        git(folder, "update-index", hidden.replace("--", "--no-"), "strategy.yaml")
        git(folder, "checkout", "-q", ".")


def test_long_names_of_commits_are_cut_short(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    sha = git(folder, "rev-parse", "HEAD").strip()
    edit(folder / "strategy.yaml", "31 of 38", "30 of 37")
    copy.unlink()
    (folder / ".stratcoach.yaml").write_text("fail_on: warning\n")
    for command in (("lint", "--since", sha), ("diff", sha), ("lint", "--since", sha[:-1] + "0"), ("diff", f"{sha}:nosuch.yaml")):
        ran = stratcoach(*command)
        assert sha[:12] in ran.out + ran.err, command
        assert sha not in (ran.out + ran.err), command


@pytest.mark.skipif(os.name == "nt", reason="the programs are scripts of a shell")
def test_no_program_runs_that_a_checkout_names(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    program = folder.parent / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{folder}/it-ran'\ncat\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.sshCommand", "filter.a.b.clean", "filter.a=b.clean", "filter.c.process", "core.pager"):
        git(folder, "config", name, str(program))
    git(folder, "config", "filter.a=b.required", "true")
    (folder / ".git" / "info" / "attributes").write_text("*.yaml filter=a=b\n*.txt filter=c\n")
    hooks = folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copy(program, hooks / "post-index-change")
    (folder / "new.strategy.yaml").write_bytes((folder / "strategy.yaml").read_bytes())
    edit(folder / "strategy.yaml", "31 of 38", "30 of 37")
    ran = stratcoach("lint", ".", "--since", "HEAD", "--format", "json")
    assert "version/not-raised" in rules(ran), ran.err
    copy.unlink()
    for command in (("diff", "HEAD"), ("lint",), RELEASE):
        stratcoach(*command)
    assert not (folder / "it-ran").exists()


def test_nothing_is_written_through_a_link_that_leads_out(
    stratcoach: Run, copy: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, outside = copy.parent.parent, tmp_path_factory.mktemp("outside")
    git(folder, "init", "-q")
    sums = copy.parent / "SHA256SUMS"
    shutil.copy(sums, outside / "sums")
    sums.unlink()
    sums.symlink_to(outside / "sums")
    before = (outside / "sums").read_bytes()
    edit(folder / "strategy.yaml", "31 of 38", "30 of 37")
    ran = stratcoach(*RELEASE)
    assert (ran.status, shows(ran.err, "copy.link_leads_out")) == (2, True), ran.err
    assert (outside / "sums").read_bytes() == before
    shutil.rmtree(copy.parent)
    copy.parent.symlink_to(outside)
    text = (folder / "strategy.yaml").read_bytes()
    for command in (("release", "--keep"), RELEASE, ("release", "--note", "-m", "Fewer wards", "--because", "So.")):
        assert stratcoach(*command).status == 2, command
    assert [one.name for one in outside.iterdir()] == ["sums"]
    assert (folder / "strategy.yaml").read_bytes() == text
