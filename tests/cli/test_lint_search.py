"""Which files lint looks at: patterns, what is passed over, names that are nearly right, standard input, what a hook calls."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.errors import UserError
from stratcoach.files.config import load_settings
from stratcoach.files.globs import Globs, read_patterns
from stratcoach.files.json_schema import settings_schema
from stratcoach.files.search import find_strategies, is_called_nearly_so, right_name
from tests.cli.fleet import GOOD, WEAK, files_in, put, write
from tests.cli.linting import in_git, linted
from tests.conftest import Run
from tests.generate import DAY, ROOT
from tests.printed import refused, shows

_PATTERNS = (
    "a",
    "/a",
    "a/",
    "a/b",
    "**/b",
    "a/**",
    "a/**/c",
    "*.y",
    "!a/b",
    "!*.y",
    "?",
    "[!a]",
    "a/*/c",
    "\\!a",
    "#x",
    "a\\ ",
    "a**b",
)


_PATHS = ["a", "b", "c", "x.y", "!a", "a ", "axb", "a/b", "b/a", "a/b/c", "b/a/x.y", "a/x.y/c", "c/b/a", "x.y/b"]


@given(st.lists(st.sampled_from(_PATTERNS), min_size=1, max_size=4))
def test_a_pattern_leaves_out_no_more_than_its_last_word_says(lines: list[str]) -> None:
    """A pattern that keeps everything behind all others brings everything back, but for what is below a folder left out."""
    globs = Globs("/r", read_patterns([*lines, "!*", "!*/**"]))
    assert [path for path in _PATHS if globs.leaves_out(f"/r/{path}")[0]] == []


def test_patterns_mean_what_they_mean_to_git(folder: Path) -> None:
    shutil.rmtree(folder / ".git")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    for number, first in enumerate(_PATTERNS):
        lines = [first, _PATTERNS[(number * 7 + 3) % len(_PATTERNS)]]
        (folder / ".gitignore").write_text("\n".join(lines) + "\n")
        asked = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],
            cwd=folder,
            input="\0".join(_PATHS),
            capture_output=True,
            text=True,
            check=False,
        )
        globs = Globs(str(folder), read_patterns(lines))
        assert [path for path in _PATHS if globs.leaves_out(str(folder / path))[0]] == asked.stdout.split("\0")[:-1], lines


@pytest.mark.usefixtures("weak")
def test_exclude_passes_over_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    put(GOOD, "docs/strategy.yaml")
    put(WEAK, "third_party/x/strategy.yaml", "docs/old/strategy.yaml", "docs/a.old.strategy.yaml")
    Path("strategy.yaml").unlink()
    write(**{".stratcoach.yaml": "exclude: [third_party/, docs/old, '*.old.strategy.yaml']\n"})
    found = linted(capsys, ".")
    assert (found, found.status) == ([], 0)
    assert shows(found.told, "lint_run.files_excluded", count=3)
    assert linted(capsys, "docs/old/strategy.yaml").status == 1  # a file that is named is read
    assert files_in(linted(capsys, "third_party").told) == {"third_party/x/strategy.yaml"}  # and so is a folder
    write(**{".stratcoach.yaml": "exclude: [third_party/, strategy.yaml, '*.old.*']\n"})
    with refused("lint_run.all_excluded", settings=".stratcoach.yaml", file="docs/a.old.strategy.yaml"):
        linted(capsys, "docs")


@pytest.mark.usefixtures("weak")
def test_gitignore_is_heeded_in_a_repository_and_outside(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    put(WEAK, "build/strategy.yaml", "sub/tmp/strategy.yaml", "sub/keep/strategy.yaml", "sub/inner/dist/strategy.yaml")
    write(**{".gitignore": "/build\ntmp/\n", "sub/.gitignore": "!keep\n/inner/dist\n"})
    everything = {"strategy.yaml", "sub/keep/strategy.yaml"}
    assert files_in(linted(capsys, ".").told) == everything
    assert files_in(linted(capsys, "sub").told) == {"sub/keep/strategy.yaml"}  # what is above counts as well
    assert files_in(linted(capsys, "build").told) == {"build/strategy.yaml"}  # who names a folder means it
    shutil.rmtree(folder / ".git")
    assert files_in(linted(capsys, ".").told) == everything


def test_what_git_has_is_checked_whatever_is_ignored(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(WEAK, "out/strategy.yaml", "out/not-tracked.strategy.yaml")
    in_git("add", "-f", "out/strategy.yaml")
    write(**{".gitignore": "*\n"})
    assert files_in(linted(capsys, ".").told) == {"out/strategy.yaml"}
    assert git.exists()


def test_the_projects_own_checkout_can_be_checked(stratcoach: Run) -> None:
    ran = stratcoach("lint", ".", "--as-of", str(DAY), cwd=ROOT)
    assert ran.status == 0, ran.out + ran.err


def test_a_repository_without_a_strategy_passes_only_if_asked(stratcoach: Run, folder: Path) -> None:
    for where in ((), (".",)):
        assert stratcoach("lint", *where).status == 2
        ran = stratcoach("lint", *where, "--if-any")
        assert (ran.status, shows(ran.out, "report.nothing_checked")) == (0, True)
        assert json.loads(stratcoach("lint", *where, "--if-any", "--format", "json").out)["summary"]["files"] == 0
    assert stratcoach("lint", "nowhere", "--if-any").status == 2  # a path that isn't there is still wrong
    shutil.copy(WEAK, folder)
    assert stratcoach("lint", ".", "--if-any").status == 1


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("strategy.yml", "strategy.yaml"),
        ("Strategy.yaml", "strategy.yaml"),
        ("strategy.YAML", "strategy.yaml"),
        ("x.strategy.yml", "x.strategy.yaml"),
        ("Mobile.STRATEGY.YML", "Mobile.strategy.yaml"),
        ("strategy.yaml.txt", "strategy.yaml"),
    ],
)
@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.usefixtures("weak")
def test_a_strategy_under_a_near_name_is_a_finding(
    name: str, right: str, beside: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("strategy.yaml").rename(name)
    if beside:
        put(GOOD, "docs/ok.strategy.yaml")
    found = linted(capsys, ".")
    assert (found, found.status) == (["file/misnamed"], 1)
    assert f"{name}:1:1: error file/misnamed" in found.told
    assert right_name(name) == right
    named = linted(capsys, name)  # who names it means it
    assert len(named) > 10
    assert "file/misnamed" not in named
    assert linted(capsys, name, is_commit=True) == ["file/misnamed"]  # a hook names what it finds


@pytest.mark.parametrize(
    "name", ["strategy.yaml", "my-strategy.yml", "strategy.yaml.bak", "strategies.yaml", "Strategy.md", "x.yml"]
)
def test_other_names_are_not_near(name: str) -> None:
    assert not is_called_nearly_so(name)


@pytest.mark.usefixtures("weak")
def test_another_programs_file_of_a_near_name_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    write(**{"strategy.yml": "trader: {kind: momentum}\n"})
    assert "file/misnamed" not in linted(capsys, ".")
    Path("strategy.yaml").unlink()
    with pytest.raises(UserError) as caught:
        linted(capsys, ".")
    assert shows(str(caught.value.hint), "lint_run.one_has_another_name", file="strategy.yml")


def test_a_strategy_that_got_a_near_name_is_a_finding_and_not_deleted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_git("mv", git.name, "strategy.yml")
    found = linted(capsys, ".", since="HEAD")
    assert (found, found.status, "Deleted" in found.told) == (["file/misnamed"], 1, False)


@pytest.mark.parametrize("verb", ["lint", "show", "log", "diff", "release"])
def test_a_command_that_looks_for_the_nearest_file_names_the_near_one(stratcoach: Run, folder: Path, verb: str) -> None:
    shutil.copy(GOOD, folder / "strategy.yaml")
    (folder / "sub").mkdir()
    shutil.copy(GOOD, folder / "sub" / "strategy.yml")
    ran = stratcoach(verb, cwd=folder / "sub")
    assert (ran.status, shows(ran.err, "strategy_file.misnamed", path="strategy.yml")) == (2, True)
    assert "Traceback" not in ran.err


def test_standard_input_is_judged_as_the_file_it_is_said_to_be(stratcoach: Run, folder: Path) -> None:
    (folder / "docs").mkdir()
    shutil.copy(WEAK, folder / "docs")
    text = WEAK.read_text(encoding="utf-8")
    (folder / ".stratcoach.yaml").write_text("ignore: [vision]\n")
    assert stratcoach("lint", ".", "--write-baseline").status == 0
    same = stratcoach("lint", "-", "--stdin-filename", "docs/strategy.yaml", typed=text)
    assert (same.status, shows(same.out, "report.in_baseline")) == (0, True)
    edited = text.replace("There is no chat", "There is still no chat")
    ran = stratcoach("lint", "--stdin-filename", "docs/strategy.yaml", "--format", "sarif", typed=edited)
    results = json.loads(ran.out)["runs"][0]["results"]
    assert {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results} == {"docs/strategy.yaml"}
    assert not any(result["ruleId"].startswith("vision/") for result in results)
    assert stratcoach("lint", "docs", "--stdin-filename", "docs/strategy.yaml", typed=text).status == 2


def test_standard_input_is_compared_with_the_releases_of_its_file(stratcoach: Run, folder: Path) -> None:
    shutil.copy(GOOD, folder)
    assert stratcoach("release", "--keep").status == 0
    text = GOOD.read_text(encoding="utf-8")
    assert text in (folder / "strategy.yaml").read_text(encoding="utf-8")
    edited = re.sub(r"5 of the 6\w*", "6 of the 6", text, count=1)
    assert edited != text
    ran = stratcoach("lint", "-", "--stdin-filename", "strategy.yaml", "--as-of", str(DAY), "--format", "concise", typed=edited)
    assert "version/not-raised" in ran.out


def test_a_hook_leaves_versions_to_the_pull_request(stratcoach: Run, folder: Path) -> None:
    shutil.copy(GOOD, folder)
    stratcoach("release", "--keep")
    path = folder / "strategy.yaml"
    path.write_text(re.sub("5 of the 6", "6 of the 6", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    day = ("--as-of", str(DAY))
    assert "version/not-raised" in stratcoach("lint", *day).out
    assert stratcoach("lint", "--commit", "strategy.yaml", *day).status == 0


@pytest.mark.parametrize(
    "name", ["-d.strategy.yaml", "--ignore=vision,user,trace,objective,problem,insight.strategy.yaml", "--all.strategy.yaml"]
)
def test_a_file_that_begins_with_a_dash_is_a_file(stratcoach: Run, folder: Path, name: str) -> None:
    shutil.copy(WEAK, folder / name)
    ran = stratcoach("lint", "--commit", "--format", "concise", "--fail-on", "warning", name)
    assert (ran.status, ran.err) == (1, "")
    assert any(line.startswith(f"{name}:") for line in ran.out.splitlines())
    assert "vision/" in ran.out


def test_a_search_reads_each_file_once(folder: Path) -> None:
    (folder / "a").mkdir()
    shutil.copy(GOOD, folder / "a" / "strategy.yaml")
    (folder / "b.strategy.yaml").symlink_to(folder / "a" / "strategy.yaml")
    assert len([*find_strategies([folder, folder / "a"])]) == 1


@pytest.mark.usefixtures("weak")
def test_keys_of_the_teams_own_are_left_alone_wherever_they_are(stratcoach: Run) -> None:
    own = (
        "limits: {problems: 9, x-team: 1}\nwords: {x-team: [a, b], buzzwords: [hum]}\nseverity: {x-team: error}\nx-team: {a: 1}\n"
    )
    write(**{".stratcoach.yaml": own})
    jsonschema.validate(yaml.safe_load(own.replace("severity: {x-team: error}\n", "")), settings_schema())
    for words in (("lint",), ("check", "vision", "Bakers sell all bread"), ("lint", "--show-settings")):
        assert stratcoach(*words).status in (0, 1), words
    assert load_settings(Path()).limits.problems == 9
    assert load_settings(Path()).policy.severity == {}
    write(**{".stratcoach.yaml": "extends: shared.yaml\nlimits: {x-mine: 1}\n", "shared.yaml": own})
    assert load_settings(Path()).limits.problems == 9


@pytest.mark.slow
@pytest.mark.parametrize("name", ["strategy.yml", "Strategy.yaml", "strategy.yaml.txt"])
def test_new_writes_no_second_strategy_beside_one_that_is_called_nearly_so(stratcoach: Run, folder: Path, name: str) -> None:
    shutil.copy(GOOD, folder / name)
    answers = str(ROOT / "examples" / "discharge" / "answers.yaml")
    ran = stratcoach("new", "--answers", answers)
    assert (ran.status, "strategy.yaml" in [one.name for one in folder.iterdir()]) == (2, False)
    assert f"mv {name} strategy.yaml" in ran.err
    assert stratcoach("new", "other.strategy.yaml", "--answers", answers).status == 0
