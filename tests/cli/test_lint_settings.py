"""Settings that many repositories share, why a file passes, and the baseline when rules are new."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.config import load_settings, read_settings
from stratcoach.messages import Message
from stratcoach.rules import BY_NAME
from tests.cli.fleet import GOOD, WEAK, files_in, put, write
from tests.cli.linting import commit, linted
from tests.conftest import Run
from tests.generate import DAY
from tests.printed import refused, sentence, shows, wording


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
        ("nowhere.yaml", wording("disk.unreadable", why=sentence("disk.not_there"))),
        ("other.yaml", wording("config.extends_twice", named="other.yaml")),
        (".stratcoach.yaml", wording("config.extends_itself")),
        ("../repo/.stratcoach.yaml", wording("config.extends_itself")),
        (".", wording("config.extends_folder", named=".")),
        ("https://example.org/base.yaml", wording("config.extends_url", named="https://example.org/base.yaml")),
    ],
)
def test_what_cannot_be_extended_is_refused_in_one_line(tmp_path: Path, named: str, told: re.Pattern[str]) -> None:
    folder = tmp_path / "repo"
    (folder / ".git").mkdir(parents=True)
    (folder / ".stratcoach.yaml").write_text(f"extends: {named}\n")
    (folder / "other.yaml").write_text("extends: .stratcoach.yaml\n")
    with pytest.raises(UserError, match=told) as caught:
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
    report = linted(capsys, ".").told
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
    with refused("config.in_pyproject"):
        linted(capsys)


def test_what_changed_in_shared_settings_is_noticed(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(**{".stratcoach.yaml": "extends: team.yaml\n", "team.yaml": "fail_on: warning\n"})
    commit()
    write(**{"team.yaml": "fail_on: error\nexclude: [x/]\n"})
    told = linted(capsys, since="HEAD").told
    assert shows(told, "notice.setting_is", name="fail_on", now="error", before="warning")
    assert shows(told, "notice.setting_now_has", name="exclude", values="x/")
    assert git.exists()


def key_in(key: str, file: str) -> str:
    return sentence("shown_settings.key_in_file", key=key, file=file)


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
    assert off[key_in("per_file", ".stratcoach.yaml")] == ["user/everyone"]
    assert off[key_in("severity", "base.yaml")] == ["objective/no-metric"]
    assert set(off[key_in("ignore", ".stratcoach.yaml")]) == {rule for rule in BY_NAME if rule.startswith("trace/")}
    assert (file["baseline"], file["passes"], file["found"]["error"]) == (".stratcoach-baseline.json", True, 0)
    assert sum(file["without"].values()) == before.total()
    assert shown["excluded"] == [{"file": "old/strategy.yaml", "pattern": "old/", "settings": ".stratcoach.yaml"}]
    text = stratcoach("lint", "--show-settings", ".", "--as-of", str(DAY)).out
    for part in ("strategy.yaml", "trace/*", "old/strategy.yaml"):
        assert part in text
    assert shows(text, "lint_run.extending", file=".stratcoach.yaml", shared="base.yaml")
    assert shows(text, "shown_settings.found", passes=True)
    named = json.loads(stratcoach("lint", "--show-settings", "old/strategy.yaml", "--format", "json").out)["files"][0]
    assert named["passed_over"] == sentence("shown_settings.is_excluded", pattern="old/")


@pytest.mark.usefixtures("weak")
def test_a_run_says_which_settings_counted(capsys: pytest.CaptureFixture[str]) -> None:
    told = linted(capsys).told
    assert not shows(told, "shown_settings.settings")
    assert not shows(told, "lint_run.no_settings")
    write(**{".stratcoach.yaml": "ignore: [trace/broken-link, vision/fluff]\n"})
    told = linted(capsys).told
    counted = Message("shown_settings.settings", files=".stratcoach.yaml")
    off = Message("lint_run.rules_off", differs=False, count=2, rules=len(BY_NAME))
    assert f"{sentence('lint_run.in_force', parts=(counted, off))}\n" in told
    assert linted(capsys, is_quiet=True).told.count("\n") == len(linted(capsys))
    assert linted(capsys, exit_zero=True).status == 0


def without_rules(path: Path, section: str) -> None:
    """Make a baseline what it would be had there been no rules of a section when it was written."""
    held = json.loads(path.read_text(encoding="utf-8"))
    held["rules"] = [rule for rule in held["rules"] if not rule.startswith(f"{section}/")]
    held["findings"] = [one for one in held["findings"] if not one["rule"].startswith(f"{section}/")]
    path.write_text(json.dumps(held), encoding="utf-8")


def test_a_baseline_takes_in_what_a_new_rule_finds_once(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.with_name(".stratcoach-baseline.json")
    everything = Counter(linted(capsys))
    linted(capsys, write_baseline=True)
    without_rules(path, "user")
    new = Counter({rule: count for rule, count in everything.items() if rule.startswith("user/")})
    assert new
    found = linted(capsys)
    assert Counter(found) == new
    assert shows(found.told, "report.rules_newer_than_baseline")
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
    held = json.loads(path.read_text(encoding="utf-8"))
    rules = held.pop("rules")
    held["findings"] = [one for one in held["findings"] if not one["rule"].startswith("vision/")]
    path.write_text(json.dumps(held), encoding="utf-8")
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
