"""What many repositories need of lint: shared settings, what is passed over, near names, standard input as a file, hooks."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.errors import UserError
from stratcoach.files.config import load_settings, read_settings
from stratcoach.files.globs import Globs, read_patterns
from stratcoach.files.json_schema import settings_schema
from stratcoach.files.search import find_strategies, is_called_nearly_so, right_name
from stratcoach.rules import BY_NAME
from tests.cli.test_lint import commit, git, in_git, linted, weak
from tests.conftest import Run
from tests.generate import DAY, ROOT

__all__ = ["git", "weak"]
WEAK = ROOT / "examples" / "weak" / "strategy.yaml"
GOOD = ROOT / "examples" / "bakery" / "strategy.yaml"


def put(source: Path, *places: str) -> None:
    for place in places:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)


def write(**files: str) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def files_in(report: str) -> set[str]:
    return {line.split(":")[0] for line in report.splitlines() if re.match(r"\S+\.ya?ml:\d", line)}


# ---- patterns

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


# ---- what is passed over


@pytest.mark.usefixtures("weak")
def test_exclude_passes_over_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    put(GOOD, "docs/strategy.yaml")
    put(WEAK, "third_party/x/strategy.yaml", "docs/old/strategy.yaml", "docs/a.old.strategy.yaml")
    Path("strategy.yaml").unlink()
    write(**{".stratcoach.yaml": "exclude: [third_party/, docs/old, '*.old.strategy.yaml']\n"})
    found = linted(capsys, ".")
    assert (found, found.status) == ([], 0)
    assert "3 files excluded" in found.output
    assert linted(capsys, "docs/old/strategy.yaml").status == 1  # a file that is named is read
    assert files_in(linted(capsys, "third_party").output) == {"third_party/x/strategy.yaml"}  # and so is a folder
    write(**{".stratcoach.yaml": "exclude: [third_party/, strategy.yaml, '*.old.*']\n"})
    with pytest.raises(UserError, match=r"excluded by \.stratcoach\.yaml, such as docs/a.old.strategy.yaml"):
        linted(capsys, "docs")


@pytest.mark.usefixtures("weak")
def test_gitignore_is_heeded_in_a_repository_and_outside(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    put(WEAK, "build/strategy.yaml", "sub/tmp/strategy.yaml", "sub/keep/strategy.yaml", "sub/inner/dist/strategy.yaml")
    write(**{".gitignore": "/build\ntmp/\n", "sub/.gitignore": "!keep\n/inner/dist\n"})
    everything = {"strategy.yaml", "sub/keep/strategy.yaml"}
    assert files_in(linted(capsys, ".").output) == everything
    assert files_in(linted(capsys, "sub").output) == {"sub/keep/strategy.yaml"}  # what is above counts as well
    assert files_in(linted(capsys, "build").output) == {"build/strategy.yaml"}  # who names a folder means it
    shutil.rmtree(folder / ".git")
    assert files_in(linted(capsys, ".").output) == everything


def test_what_git_has_is_checked_whatever_is_ignored(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(WEAK, "out/strategy.yaml", "out/not-tracked.strategy.yaml")
    in_git("add", "-f", "out/strategy.yaml")
    write(**{".gitignore": "*\n"})
    assert files_in(linted(capsys, ".").output) == {"out/strategy.yaml"}
    assert git.exists()


def test_the_projects_own_checkout_can_be_checked(stratcoach: Run) -> None:
    ran = stratcoach("lint", ".", "--as-of", str(DAY), cwd=ROOT)
    assert ran.status == 0, ran.out + ran.err


# ---- settings that are shared


def test_settings_extend_a_file_and_what_is_nearer_counts(tmp_path: Path) -> None:
    (tmp_path / "org").mkdir()
    (tmp_path / "repo").mkdir()
    shared, own = tmp_path / "org" / "base.yaml", tmp_path / "repo" / ".stratcoach.yaml"
    shared.write_text(
        "fail_on: warning\nignore: [user]\nseverity: {trade-off/none: error, objective/vanity: advice}\nlimits: {users: 5, problems: 9}\n"
        "exclude: [vendor/, x/y]\nflows: questions\n"
    )
    own.write_text(
        "extends: ../org/base.yaml\nignore: [vision]\nseverity: {trade-off/none: warning}\nlimits: {users: 2}\nexclude: [z]\n"
    )
    settings = read_settings(own)
    assert (settings.fail_on, settings.policy.ignore) == ("warning", ("vision",))
    assert settings.policy.severity == {"trade-off/none": "warning", "objective/vanity": "advice"}
    assert (settings.limits.users, settings.limits.problems) == (2, 9)
    assert settings.flows == tmp_path / "org" / "questions"
    assert settings.sources == (own, shared)
    left = {
        path for path in ("repo/vendor/s", "repo/z/s", "repo/x/y/s", "org/x/y/s") if settings.leaves_out(str(tmp_path / path))
    }
    assert left == {"repo/vendor/s", "repo/z/s", "org/x/y/s"}


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("nowhere.yaml", "nowhere.yaml can't be read: it doesn't exist"),
        ("other.yaml", "which itself extends another file"),
        (".stratcoach.yaml", "extends itself"),
        ("../repo/.stratcoach.yaml", "extends itself"),
        (".", "which is a folder"),
        ("https://example.org/base.yaml", "which is a URL"),
    ],
)
def test_what_cannot_be_extended_is_refused_in_one_line(tmp_path: Path, named: str, told: str) -> None:
    folder = tmp_path / "repo"
    (folder / ".git").mkdir(parents=True)
    (folder / ".stratcoach.yaml").write_text(f"extends: {named}\n")
    (folder / "other.yaml").write_text("extends: .stratcoach.yaml\n")
    with pytest.raises(UserError, match=re.escape(told)) as caught:
        load_settings(folder)
    assert caught.value.more == ()
    assert "\n" not in str(caught.value.message)


@pytest.mark.usefixtures("weak")
def test_a_fault_in_an_extended_file_is_shown_in_that_file() -> None:
    write(**{".stratcoach.yaml": "extends: base.yaml\n", "base.yaml": "fail_on: warning\nignroe: [vision]\n"})
    with pytest.raises(UserError) as caught:
        load_settings(Path())
    assert re.search(r"base\.yaml:2:1: `ignroe`", str(caught.value.more[0]))


@pytest.mark.usefixtures("weak")
def test_rules_are_off_in_the_files_that_per_file_names(capsys: pytest.CaptureFixture[str]) -> None:
    put(WEAK, "old/strategy.yaml")
    write(**{".stratcoach.yaml": "select: [vision/no-user, vision/fluff, user]\nper_file: {old/: [vision]}\n"})
    report = linted(capsys, ".").output
    by_file = {
        name: {line.split(" ")[2] for line in report.splitlines() if line.startswith(f"{name}:")} for name in files_in(report)
    }
    assert {rule.split("/")[0] for rule in by_file["old/strategy.yaml"]} == {"user"}
    assert {rule.split("/")[0] for rule in by_file["strategy.yaml"]} == {"user", "vision"}
    write(**{".stratcoach.yaml": "per_file: {old/: [vison]}\n"})
    with pytest.raises(UserError):
        linted(capsys, ".")


@pytest.mark.usefixtures("weak")
def test_settings_in_pyproject_are_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    write(**{"pyproject.toml": "[project]\nname = 'x'\n"})
    assert linted(capsys).status == 1
    write(**{"pyproject.toml": "[project]\nname = 'x'\n\n[tool.stratcoach]\nignore = ['vision']\n"})
    with pytest.raises(UserError, match=r"\[tool\.stratcoach\] in .*pyproject.toml isn't read"):
        linted(capsys)


def test_what_changed_in_shared_settings_is_noticed(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(**{".stratcoach.yaml": "extends: team.yaml\n", "team.yaml": "fail_on: warning\n"})
    commit()
    write(**{"team.yaml": "fail_on: error\nexclude: [x/]\n"})
    shown = linted(capsys, since="HEAD").output
    assert "`fail_on` is error, was warning" in shown
    assert "`exclude` now has x/" in shown
    assert git.exists()


# ---- nothing to check


def test_a_repository_without_a_strategy_passes_only_if_asked(stratcoach: Run, folder: Path) -> None:
    for where in ((), (".",)):
        assert stratcoach("lint", *where).status == 2
        ran = stratcoach("lint", *where, "--if-any")
        assert (ran.status, "nothing was checked" in ran.out) == (0, True)
        assert json.loads(stratcoach("lint", *where, "--if-any", "--format", "json").out)["summary"]["files"] == 0
    assert stratcoach("lint", "nowhere", "--if-any").status == 2  # a path that isn't there is still wrong
    shutil.copy(WEAK, folder)
    assert stratcoach("lint", ".", "--if-any").status == 1


# ---- names that are nearly right


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
    assert f"{name}:1:1: error file/misnamed" in found.output
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
    assert "strategy.yml isn't read" in str(caught.value.hint)


def test_a_strategy_that_got_a_near_name_is_a_finding_and_not_deleted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_git("mv", git.name, "strategy.yml")
    found = linted(capsys, ".", since="HEAD")
    assert (found, found.status, "Deleted" in found.output) == (["file/misnamed"], 1, False)


@pytest.mark.parametrize("verb", ["lint", "show", "log", "diff", "release"])
def test_a_command_that_looks_for_the_nearest_file_names_the_near_one(stratcoach: Run, folder: Path, verb: str) -> None:
    shutil.copy(GOOD, folder / "strategy.yaml")
    (folder / "sub").mkdir()
    shutil.copy(GOOD, folder / "sub" / "strategy.yml")
    ran = stratcoach(verb, cwd=folder / "sub")
    assert (ran.status, "doesn't find strategy.yml under that name" in ran.err) == (2, True)
    assert "Traceback" not in ran.err


# ---- why does this pass?


@pytest.mark.usefixtures("weak")
def test_show_settings_answers_why_a_file_passes(stratcoach: Run, capsys: pytest.CaptureFixture[str]) -> None:
    before = Counter(linted(capsys))
    put(GOOD, "old/strategy.yaml")
    write(**{"base.yaml": "severity: {objective/no-metric: 'off'}\n"})
    write(
        **{
            ".stratcoach.yaml": "extends: base.yaml\nexclude: [old/]\nignore: [trace]\nper_file: {strategy.yaml: [user/everyone]}\n"
        }
    )
    linted(capsys, write_baseline=True)
    ran = stratcoach("lint", "--show-settings", ".", "--format", "json", "--as-of", str(DAY))
    shown = json.loads(ran.out)
    (file,) = shown["files"]
    assert ran.status == 0
    assert file["settings"] == [".stratcoach.yaml", "base.yaml"]
    off = file["rules_off"]
    assert off["`per_file` in .stratcoach.yaml"] == ["user/everyone"]
    assert off["`severity` in base.yaml"] == ["objective/no-metric"]
    assert set(off["`ignore` in .stratcoach.yaml"]) == {rule for rule in BY_NAME if rule.startswith("trace/")}
    assert (file["baseline"], file["passes"], file["found"]["error"]) == (".stratcoach-baseline.json", True, 0)
    assert sum(file["without"].values()) == before.total()
    assert shown["excluded"] == [{"file": "old/strategy.yaml", "pattern": "old/", "settings": ".stratcoach.yaml"}]
    text = stratcoach("lint", "--show-settings", ".", "--as-of", str(DAY)).out
    for part in ("strategy.yaml", "extending base.yaml", "trace/*", "so it passes", "old/strategy.yaml"):
        assert part in text
    named = json.loads(stratcoach("lint", "--show-settings", "old/strategy.yaml", "--format", "json").out)["files"][0]
    assert "exclude" in named["passed_over"]


@pytest.mark.usefixtures("weak")
def test_a_run_says_which_settings_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Settings:" not in linted(capsys).output
    write(**{".stratcoach.yaml": "ignore: [trace/broken-link, vision/fluff]\n"})
    shown = linted(capsys).output
    assert f"Settings: .stratcoach.yaml; 2 of {len(BY_NAME)} rules off.\n" in shown
    assert linted(capsys, is_quiet=True).output.count("\n") == len(linted(capsys))
    assert linted(capsys, exit_zero=True).status == 0


# ---- standard input as a file


def test_standard_input_is_judged_as_the_file_it_is_said_to_be(stratcoach: Run, folder: Path) -> None:
    (folder / "docs").mkdir()
    shutil.copy(WEAK, folder / "docs")
    text = WEAK.read_text(encoding="utf-8")
    (folder / ".stratcoach.yaml").write_text("ignore: [vision]\n")
    assert stratcoach("lint", ".", "--write-baseline").status == 0
    same = stratcoach("lint", "-", "--stdin-filename", "docs/strategy.yaml", typed=text)
    assert (same.status, "in the baseline" in same.out) == (0, True)
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


# ---- the baseline and new rules


def without_rules(path: Path, section: str) -> None:
    """Make a baseline what it would be had there been no rules of a section when it was written."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["rules"] = [rule for rule in data["rules"] if not rule.startswith(f"{section}/")]
    data["findings"] = [one for one in data["findings"] if not one["rule"].startswith(f"{section}/")]
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_baseline_takes_in_what_a_new_rule_finds_once(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.with_name(".stratcoach-baseline.json")
    everything = Counter(linted(capsys))
    linted(capsys, write_baseline=True)
    without_rules(path, "user")
    new = Counter({rule: count for rule, count in everything.items() if rule.startswith("user/")})
    assert new
    found = linted(capsys)
    assert Counter(found) == new
    assert "adds what a new rule finds, once" in found.output
    written = linted(capsys, write_baseline=True)
    assert (written, written.status) == ([], 0)
    assert linted(capsys) == []
    text = weak.read_text(encoding="utf-8")
    weak.write_text(text.replace("chat", "chatter"), encoding="utf-8")  # anything else that is new stays out
    assert linted(capsys, write_baseline=True) == linted(capsys, write_baseline=True) != []


def test_rules_that_were_off_when_a_baseline_was_written_are_new_to_it(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert weak.exists()
    linted(capsys, write_baseline=True, ignore=("vision",))
    assert {rule.split("/")[0] for rule in linted(capsys)} == {"vision"}
    assert linted(capsys, write_baseline=True) == linted(capsys) == []


def test_a_baseline_of_an_older_version_works_as_it_did(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.with_name(".stratcoach-baseline.json")
    linted(capsys, write_baseline=True)
    data = json.loads(path.read_text(encoding="utf-8"))
    rules = data.pop("rules")
    data["findings"] = [one for one in data["findings"] if not one["rule"].startswith("vision/")]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert linted(capsys)
    assert linted(capsys, write_baseline=True)  # it adds nothing, and notes the rules
    assert json.loads(path.read_text(encoding="utf-8"))["rules"] == rules
    assert linted(capsys)


def test_a_run_over_some_files_leaves_a_new_rule_new_for_the_others(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(WEAK, "other.strategy.yaml")
    linted(capsys, ".", write_baseline=True)
    without_rules(weak.with_name(".stratcoach-baseline.json"), "vision")
    assert linted(capsys, "strategy.yaml", write_baseline=True) == []
    assert {rule.split("/")[0] for rule in linted(capsys, ".")} == {"vision"}
    assert linted(capsys, ".", write_baseline=True) == linted(capsys, ".") == []


# ---- what a hook calls


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


@pytest.mark.parametrize("name", ["strategy.yml", "Strategy.yaml", "strategy.yaml.txt"])
def test_new_writes_no_second_strategy_beside_one_that_is_called_nearly_so(stratcoach: Run, folder: Path, name: str) -> None:
    shutil.copy(GOOD, folder / name)
    answers = str(ROOT / "examples" / "discharge" / "answers.yaml")
    ran = stratcoach("new", "--answers", answers)
    assert (ran.status, "strategy.yaml" in [one.name for one in folder.iterdir()]) == (2, False)
    assert f"mv {name} strategy.yaml" in ran.err
    assert stratcoach("new", "other.strategy.yaml", "--answers", answers).status == 0
