"""The GitHub action and the pre-commit hooks do what they say, as far as that can be tried without GitHub."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.generate import ROOT
from tests.printed import shows

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
LINTS = [name for name in HOOKS if name.startswith("stratcoach-lint")]
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
PROGRAM = str(Path(sys.executable).with_name("stratcoach"))
EXAMPLES = ROOT / "examples"
pytestmark = pytest.mark.slow


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a good strategy and a weak one."""
    folder = tmp_path / "work"
    for name in ("bakery", "weak"):
        (folder / name).mkdir(parents=True)
        shutil.copy(EXAMPLES / name / "strategy.yaml", folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "x")
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def step(name: str, folder: Path, source: Path = ROOT, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does: its script in a file, its environment from the inputs."""
    given = {key: str(value.get("default", "")) for key, value in ACTION["inputs"].items()} | {
        key.replace("_", "-"): value for key, value in inputs.items()
    }

    def filled(text: str) -> str:
        text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], text)
        return text.replace("${{ github.action_path }}", str(source))

    runner = folder.parent / "runner"
    runner.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        **{key: filled(value) for key, value in STEPS[name].get("env", {}).items()},
        "GITHUB_ACTIONS": "true",
        "GITHUB_ENV": str(runner / "env"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "GITHUB_WORKSPACE": str(folder),
        "RUNNER_TEMP": str(runner),
        "STRATCOACH": PROGRAM,
    }
    (runner / "summary.md").touch()
    (runner / "script.sh").write_text(STEPS[name]["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(runner / "script.sh")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_what_a_caller_gives_never_becomes_a_part_of_a_script() -> None:
    for one in STEPS.values():
        assert "${{" not in one["run"]
        assert one["shell"] == "bash"
        assert "uses" not in one
    used = {
        name for one in STEPS.values() for value in one.get("env", {}).values() for name in re.findall(r"inputs\.([\w-]+)", value)
    }
    assert used == set(ACTION["inputs"])


def test_the_action_lints_and_marks_the_lines(repository: Path) -> None:
    ran = step("Lint", repository, paths="bakery\nweak\n", sarif="out.sarif")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "::error file=weak/strategy.yaml,line=" in ran.stdout
    assert (repository / "out.sarif").exists()
    assert step("Lint", repository, paths="bakery").returncode == 0
    assert step("Lint", repository, select="file", fail_on="warning").returncode == 0
    assert step("Check that a bad file would be found", repository).returncode == 0
    assert step("Lint", repository, paths="\n").stdout == step("Lint", repository).stdout != ""


@pytest.mark.parametrize("path", ["--help", "$(touch pwned)", "`touch pwned`; touch pwned", "a b", '"; touch pwned; "'])
def test_the_action_takes_paths_as_paths(repository: Path, path: str) -> None:
    ran = step("Lint", repository, paths=path)
    assert (ran.returncode, "can't be read" in ran.stderr) == (2, True)
    assert step("Lint", repository, since=path).returncode == 2
    assert not (repository / "pwned").exists()


def test_the_action_tells_what_changed_in_the_summary(repository: Path) -> None:
    path = repository / "weak" / "strategy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("There is no chat", "There is still no chat"), encoding="utf-8")
    ran = step("Show what changed", repository, since="HEAD")
    assert (ran.returncode, ran.stderr) == (0, "")
    summary = (repository.parent / "runner" / "summary.md").read_text(encoding="utf-8")
    assert "still" in summary
    assert "bakery" not in summary
    linted = step("Lint", repository, since="HEAD")
    assert "3 files" not in linted.stdout
    assert shows(linted.stdout, "report.files_since", files="2 files", changed=1, revision="HEAD")


def test_the_summary_names_new_renamed_and_deleted_files_below_the_paths(repository: Path) -> None:
    git(repository, "mv", "weak/strategy.yaml", "weak/a `b`.strategy.yaml")
    moved = repository / "weak" / "a `b`.strategy.yaml"
    moved.write_text(moved.read_text(encoding="utf-8").replace("There is no chat", "There is still no chat"), encoding="utf-8")
    git(repository, "mv", "bakery/strategy.yaml", "weak/strategy.yaml.old")
    (repository / "-new.strategy.yaml").write_text("stratcoach: 1\n")
    git(repository, "add", "-A")
    ran = step("Show what changed", repository, since="HEAD", paths="")
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
    path = repository.parent / "runner" / "summary.md"
    summary = path.read_text(encoding="utf-8")
    for text in ("New: `-new.strategy.yaml`", "Deleted: `bakery/strategy.yaml`", "is now `weak/a ?b?.strategy.yaml`.", "still"):
        assert text in summary
    path.unlink()
    assert step("Show what changed", repository, since="HEAD", paths="./bakery/\n").returncode == 0
    assert path.read_text(encoding="utf-8").split() == ["Deleted:", "`bakery/strategy.yaml`"]


def test_the_action_releases_what_has_a_note_and_pushes_it(repository: Path, tmp_path: Path) -> None:
    for name, value in (("user.name", "Ada"), ("user.email", "ada@example.org"), ("push.default", "current")):
        git(repository, "config", name, value)
    path = repository / "bakery" / "strategy.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("version: 1.0.1", "version: 1.0.1\nx-team: rye", 1), encoding="utf-8"
    )
    subprocess.run([PROGRAM, "release", "--keep", "bakery"], cwd=repository, check=True)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "copy")
    git(tmp_path, "init", "-q", "--bare", "server.git")
    git(repository, "remote", "add", "origin", str(tmp_path / "server.git"))
    ran = step("Release", repository, mode="release")
    assert (ran.returncode, ran.stdout) == (0, "There are no notes for a release.\n")
    path.write_text(path.read_text(encoding="utf-8").replace("x-team: rye", "x-team: rolls"), encoding="utf-8")
    note = [PROGRAM, "release", "--note", "-m", "Rolls bake it", "--because", "Rye has no time.", "bakery"]
    subprocess.run(note, cwd=repository, check=True)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "change")
    ran = step("Release", repository, mode="release")
    assert ran.returncode == 0, ran.stderr
    shown = ["git", "-C", str(tmp_path / "server.git"), "log", "-1", "--name-status", "--format="]
    pushed = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    assert sorted(line.split("\t")[0] for line in pushed.splitlines()) == ["A", "D", "M", "M"]
    assert "summary: Rolls bake it" in path.read_text(encoding="utf-8")
    assert step("Lint", repository, paths="bakery", select="version").returncode == 0
    assert step("Check the mode", repository, mode="relase").returncode == 2
    assert step("Check the mode", repository).returncode == 0


def test_the_example_compares_with_the_branch_that_a_pull_request_goes_to(repository: Path) -> None:
    """What another team did meanwhile on the main branch is nothing that this pull request has to answer for."""
    page = (ROOT / "docs" / "how-to" / "ci-github.md").read_text(encoding="utf-8")
    workflow = next(block for block in re.findall(r"```yaml\n(on:.*?)```", page, re.DOTALL) if "pull_request" in block)
    steps = yaml.safe_load(workflow)["jobs"]["strategy"]["steps"]
    assert steps[-1]["with"] == {"since": "HEAD^1"}
    path = repository / "bakery" / "strategy.yaml"
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    git(repository, "branch", "-M", "main")
    git(repository, "checkout", "-q", "-b", "ours")
    (repository / "notes.md").write_text("ours")
    git(repository, "add", "-A")
    git(repository, *who, "commit", "-qm", "ours")
    git(repository, "checkout", "-q", "main")
    path.write_text(path.read_text(encoding="utf-8").replace("5 of the 6", "6 of the 6", 1), encoding="utf-8")
    git(repository, *who, "commit", "-qam", "theirs")
    git(repository, *who, "merge", "-q", "--no-ff", "-m", "merge", "ours")
    assert "version/not-raised" not in step("Lint", repository, since="HEAD^1").stdout
    assert "version/not-raised" in step("Lint", repository, since="HEAD^2").stdout  # as the branch saw it


# ---- pre-commit


def hook(name: str, folder: Path, *files: str, args: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry, then a person's `args`, then the files that fit its pattern."""
    program, *rest = shlex.split(HOOKS[name]["entry"])
    assert program == "stratcoach"
    fitting = [file for file in files if re.search(HOOKS[name].get("files", ""), file)]
    given = fitting if HOOKS[name].get("pass_filenames", True) else []
    return subprocess.run([PROGRAM, *rest, *args, *given], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", LINTS)
def test_every_hook_takes_options_as_args(repository: Path, name: str) -> None:
    files = ("bakery/strategy.yaml", "weak/strategy.yaml", "README.md")
    lax = hook(name, repository, *files, args=("--select", "vision/fluff,insight/no-date", "--fail-on=error"))
    strict = hook(name, repository, *files, args=("--select", "vision/fluff,insight/no-date", "--fail-on", "warning"))
    assert (lax.returncode, strict.returncode, lax.stderr + strict.stderr) == (0, 1, "")
    sarif = hook(name, repository, *files, args=("--format", "sarif=out/findings.sarif"))
    assert (sarif.returncode, (repository / "out" / "findings.sarif").exists()) == (1, True)
    assert "weak/strategy.yaml:" in sarif.stdout  # the findings are printed as well
    report = json.loads(hook(name, repository, *files, args=("--format", "json")).stdout)
    assert report["summary"]["files"] == 2


@pytest.mark.parametrize("name", LINTS)
def test_a_released_strategy_can_be_edited_in_several_commits(repository: Path, name: str) -> None:
    shutil.rmtree(repository / "weak")
    path = repository / "bakery" / "strategy.yaml"
    subprocess.run([PROGRAM, "release", "--keep", str(path)], cwd=repository, check=True, capture_output=True)
    path.write_text(path.read_text(encoding="utf-8").replace("5 of the 6", "6 of the 6", 1), encoding="utf-8")
    assert hook(name, repository, "bakery/strategy.yaml", args=("--as-of", "2026-11-22")).returncode == 0
    own = subprocess.run([PROGRAM, "lint", "bakery"], cwd=repository, capture_output=True, text=True, check=False)
    assert "version/not-raised" in own.stdout


def test_a_hook_keeps_strategy_md_up_to_date(repository: Path) -> None:
    path, document = repository / "bakery" / "strategy.yaml", repository / "bakery" / "STRATEGY.md"
    assert hook("stratcoach-strategy-md", repository, args=("bakery",)).returncode == 0
    before = document.read_bytes()
    assert hook("stratcoach-strategy-md", repository, args=("bakery",)).returncode == 0
    assert document.read_bytes() == before, "pre-commit lets a commit pass that nothing is changed for"
    path.write_text(path.read_text(encoding="utf-8").replace("product: Crumb", "product: Crust", 1), encoding="utf-8")
    assert hook("stratcoach-strategy-md", repository, args=("bakery",)).returncode == 0
    assert "# Crust" in document.read_text(encoding="utf-8")
    wanted = re.compile(HOOKS["stratcoach-strategy-md"]["files"])
    assert all(wanted.search(one) for one in ("strategy.yaml", "docs/strategy.yaml", "STRATEGY.md"))


def test_the_hook_passes_over_what_the_settings_exclude_and_names_what_is_misnamed(repository: Path) -> None:
    (repository / ".stratcoach.yaml").write_text("exclude: [weak/]\n")
    assert hook("stratcoach-lint", repository, "weak/strategy.yaml").returncode == 0
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", repository / "plan.strategy.yml")
    ran = hook("stratcoach-lint", repository, "plan.strategy.yml")
    assert (ran.returncode, "file/misnamed" in ran.stdout) == (1, True)


def test_the_hook_on_all_files_fails_where_there_is_none_unless_that_is_allowed(repository: Path) -> None:
    for name in ("bakery", "weak"):
        shutil.rmtree(repository / name)
    assert hook("stratcoach-lint-all", repository).returncode == 2
    assert hook("stratcoach-lint-all", repository, args=("--if-any",)).returncode == 0
    assert hook("stratcoach-lint", repository).returncode == 0


def test_the_action_passes_a_repository_without_a_strategy_only_if_asked(repository: Path) -> None:
    for name in ("bakery", "weak"):
        shutil.rmtree(repository / name)
    shown = step("Lint", repository)
    assert (
        shown.returncode,
        "::error title=stratcoach::" in shown.stderr and shows(shown.stderr, "lint_run.no_strategy_found"),
    ) == (2, True)
    assert step("Lint", repository, if_any="true").returncode == 0


def test_the_hook_checks_the_files_of_a_commit(repository: Path) -> None:
    assert hook("stratcoach-lint", repository, "bakery/strategy.yaml").returncode == 0
    both = hook("stratcoach-lint", repository, "bakery/strategy.yaml", "weak/strategy.yaml")
    assert (both.returncode, both.stdout.splitlines()[0].startswith("weak/strategy.yaml:")) == (1, True)
    assert hook("stratcoach-lint-all", repository, "bakery/strategy.yaml").returncode == 1


def test_the_hook_is_given_strategy_files_and_no_others() -> None:
    wanted = re.compile(HOOKS["stratcoach-lint"]["files"])
    for path in ("strategy.yaml", "docs/strategy.yaml", "docs/mobile.strategy.yaml", "strategy.yml", "docs/x.Strategy.YAML"):
        assert wanted.search(path), path
    for path in (
        "strategy.versions/1.0.0.yaml",
        "my-strategy.yaml",
        "strategy.yaml.bak",
        "docs/.strategy.yaml/x",
    ):
        assert not wanted.search(path), path
    assert HOOKS["stratcoach-lint"]["require_serial"] is True
