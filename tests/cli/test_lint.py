"""lint as CI runs it: what is reported, settings, and that nothing passes which wasn't checked."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.errors import UserError
from stratcoach.files.config import KEYS, read_settings
from stratcoach.files.json_schema import settings_schema
from stratcoach.rules import BY_NAME
from tests.cli.linting import EXAMPLES, change, linted
from tests.conftest import Run
from tests.first_release import first_release
from tests.generate import DAY, ROOT
from tests.printed import sentence, shows


@pytest.mark.usefixtures("weak")
def test_rules_are_selected_and_ignored_by_name_and_by_section(capsys: pytest.CaptureFixture[str]) -> None:
    everything = set(linted(capsys))
    assert {name.split("/")[0] for name in linted(capsys, select=("vision/*", "user"))} == {"vision", "user"}
    assert set(linted(capsys, ignore=("vision", "user/"))) == {n for n in everything if n.split("/")[0] not in ("vision", "user")}
    assert set(linted(capsys, select=("vision/no-user",), ignore=("vision",))) == {"vision/no-user"}
    assert "vision/no-user" not in linted(capsys, select=("vision",), ignore=("vision/no-user",))


@pytest.mark.usefixtures("weak")
def test_a_name_that_no_rule_has_is_wrong_use_and_all_are_told() -> None:
    with pytest.raises(UserError) as caught:
        lint(LintRequest(select=("vison",), ignore=("trace/broken-lnk", "file/unreadable"), require=("tradeoffs",)))
    assert tuple(map(str, caught.value.more)) == (
        sentence("rule.unknown", name="vison", likely="vision", has_likely=True),
        sentence("rule.unknown", name="trace/broken-lnk", likely="trace/broken-link", has_likely=True),
        sentence("rule.always_an_error", name="file/unreadable"),
        sentence("settings.not_a_section", name="tradeoffs", likely="trade_offs", has_likely=True),
    )


@pytest.mark.parametrize("setting", ["ignore: [file]", "select: [vision]", "severity: {file/unknown-key: off}"])
def test_a_file_that_cannot_be_read_fails_whatever_is_ignored(
    weak: Path, setting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    weak.write_text("stratcoach: 1\nowner: 'x\n")
    (weak.parent / ".stratcoach.yaml").write_text(setting)
    found = linted(capsys)
    assert (found, found.status) == (["file/unreadable"], 1)


def test_a_required_section_that_is_missing_is_an_error_told_once(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "trade-off/none" in linted(capsys)
    found = linted(capsys, require=("trade_offs", "north_star"), select=("file", "trade-off"))
    assert (found, found.status) == (["file/missing", "file/missing"], 1)
    assert shows(found.told, "finding.section_empty", section="`trade_offs`", always=False)
    change(weak, "stratcoach: 1", "stratcoach: 1\nstatus: draft")
    assert "warning file/missing" in linted(capsys, require=("trade_offs",)).told


def test_what_a_draft_is_still_an_error_for(weak: Path, stratcoach: Run) -> None:
    first_release("bakery", weak)
    change(weak, "version: 1.0.0", "status: draft\nversion: 1.0.0")
    change(weak, "updated: 2026-11-22\n", "")
    change(weak, "owner: Mara", "owner: TBD")
    change(weak, "rests_on: [vision]", "rests_on: [visoin]")
    change(weak, "    baseline: 9.6%\n", "")
    found = {" ".join(line.split()[1:3]) for line in stratcoach("lint", "--format", "concise").out.splitlines()[:-1]}
    assert {one for one in found if one.startswith("error")} == {
        "error file/missing",
        "error file/placeholder",
        "error trace/broken-link",
    }
    assert "warning objective/no-baseline" in found


def test_the_job_for_gitlab_in_the_documentation_runs(git: Path, stratcoach: Run) -> None:
    change(git, "target: 5%", "target: 7%")
    page = (ROOT / "docs" / "how-to" / "ci-gitlab.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(strategy:\n.*?)\n```", page, re.DOTALL)
    assert block
    job = yaml.safe_load(block[1])["strategy"]
    install, *lines = job["script"]
    assert install.startswith("python3 -m pip install ")
    ran = [stratcoach(*shlex.split(line.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"))[1:]) for line in lines]
    assert [one.status for one in ran] == [0, 1]
    assert shows(ran[1].out, "finding.version_not_raised", due="1.1.0")
    assert "version/not-raised" in git.with_name(job["artifacts"]["reports"]["codequality"]).read_text()


SETTINGS = """\
require: [north_star]
fail_on: warning
select: [file, vision, trade-off]
ignore: [vision/business-goal, vision/feature]
severity:
  trade-off/none: error
  vision/no-user: advice
words:
  buzzwords: [omnichannel]
  allowed: [platform]
limits:
  problems: 5
  insight_months: 24
flows: questions
"""


def test_settings_say_what_is_reported_and_how_grave_it_is(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (weak.parent / ".stratcoach.yaml").write_text(SETTINGS)
    found = linted(capsys)
    assert sorted(found) == ["file/missing", "trade-off/none", "vision/no-user"]
    assert "error trade-off/none" in found.told
    assert "advice vision/no-user" in found.told
    assert shows(found.told, "report.fails", level="warning")
    settings = read_settings(weak.parent / ".stratcoach.yaml")
    assert (settings.limits.problems, settings.limits.users, settings.limits.insight_months) == (5, 3, 24)
    assert (settings.limits.buzzwords, settings.limits.allowed) == (frozenset({"omnichannel"}), frozenset({"platform"}))


def test_a_teams_own_words_count_in_check_too(weak: Path, stratcoach: Run) -> None:
    sentence = "Hikers enjoy an omnichannel omnichannel journey."
    assert "vision/fluff" not in stratcoach("check", "vision", sentence).out
    (weak.parent / ".stratcoach.yaml").write_text("words: {buzzwords: [omnichannel, journey]}\n")
    assert "vision/fluff" in stratcoach("check", "vision", sentence).out


def test_the_command_line_beats_the_settings(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (weak.parent / ".stratcoach.yaml").write_text(SETTINGS + "  # end\n")
    assert linted(capsys, select=("vision/business-goal",)) == ["vision/business-goal"]
    assert "file/missing" not in linted(capsys, require=())
    assert shows(linted(capsys, fail_on="error").told, "report.fails", level="error")


def test_every_error_of_the_settings_is_told_with_its_place(weak: Path) -> None:
    path = weak.parent / ".stratcoach.yaml"
    path.write_text(
        "requires: [vision]\nrequire: [north_stars]\nfail_on: eror\nselect: trace\nignore: [vision/fluf, file/unreadable]\n"
        "severity:\n  trade-off/non: off\n  file/not-a-strategy: warning\n  vision/fluff: loud\n  waiver: off\nlimits: {problems: 0, user: 4}\n"
    )
    with pytest.raises(UserError) as caught:
        lint(LintRequest())
    told = [f"{line}".removeprefix(f"{path}:") for line in caught.value.more]
    waivers = [f"`{name}`" for name in BY_NAME if name.startswith("waiver/")]
    assert told == [
        f"1:1: {sentence('file.unknown_key', key='requires', likely='require', has_likely=True)}",
        f"2:11: {sentence('settings.not_a_section', name='north_stars', likely='north_star', has_likely=True)}",
        f"3:10: {sentence('file.not_one_of', value='eror', field='fail_on', likely='error', has_likely=True)}",
        f"4:9: {sentence('file.not_a_list', field='select', entries=sentence('settings.rules'))}",
        f"5:10: {sentence('rule.unknown', name='vision/fluf', likely='vision/fluff', has_likely=True)}",
        f"5:23: {sentence('rule.always_an_error', name='file/unreadable')}",
        f"7:3: {sentence('file.unknown_key', key='trade-off/non', likely='trade-off/none', has_likely=True)}",
        f"8:3: {sentence('rule.always_an_error', name='file/not-a-strategy')}",
        f"9:17: {sentence('file.not_one_of', value='loud', field='level', values='error, warning, advice, off', has_likely=False)}",
        f"10:11: {sentence('settings.group_of_rules', group='waiver', names=tuple(waivers))}",
        f"11:20: {sentence('settings.not_a_number', field='problems', most=999)}",
        f"11:23: {sentence('file.unknown_key', key='user', likely='users', has_likely=True)}",
    ]


def test_each_file_follows_the_settings_nearest_to_it(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("strict", "lax"):
        (weak.parent / name).mkdir()
        shutil.copy(weak, weak.parent / name)
    (weak.parent / "strict" / ".stratcoach.yaml").write_text("select: [trade-off]\nfail_on: warning\n")
    (weak.parent / "lax" / ".stratcoach.yaml").write_text("select: [trade-off]\n")
    found = linted(capsys, "strict", "lax")
    assert (found, found.status) == (["trade-off/none", "trade-off/none"], 1)
    warnings = sentence("report.count", severity="warning", count=2)
    counted = sentence("report.counts", files=sentence("report.files", count=2), counts=warnings)
    assert found.told.endswith(f"{counted} {sentence('report.fails_by_settings', count=1)}\n")
    assert linted(capsys, "lax").status == 0


def test_the_settings_schema_says_what_the_reader_says(stratcoach: Run, tmp_path: Path) -> None:
    shape = json.loads(stratcoach("schema", "--settings").out)
    assert shape == settings_schema()
    validator = jsonschema.Draft7Validator(shape)
    jsonschema.Draft7Validator.check_schema(shape)
    example = {name: key.example for name, key in KEYS.items()}
    assert list(validator.iter_errors(example)) == []
    (tmp_path / "s.yaml").write_text(json.dumps(example))
    (tmp_path / "team").mkdir()
    (tmp_path / example["extends"]).write_text("ignore: [vision]\n")
    assert read_settings(tmp_path / "s.yaml").policy.ignore == ("trade-off/no-trigger",)
    for wrong in (
        {"flow": "x"},
        {"fail_on": "eror"},
        {"select": ["vison"]},
        {"severity": {"vision": "off"}},
        {"limits": {"users": 0}},
    ):
        assert list(validator.iter_errors(wrong)), wrong
        (tmp_path / "s.yaml").write_text(json.dumps(wrong))
        with pytest.raises(UserError):
            read_settings(tmp_path / "s.yaml")


def test_a_copy_that_went_is_noticed(folder: Path, stratcoach: Run) -> None:
    first_release("bakery", folder)
    assert stratcoach("release", "--keep").status == 0
    copy = folder / "strategy.versions" / "1.0.0.yaml"
    assert stratcoach("lint").status == 0
    for text, told in ((None, "copy.missing"), ("x: [", "copy.unreadable")):
        copy.unlink(missing_ok=True)
        if text:
            copy.write_text(text)
        ran = stratcoach("lint")
        assert ran.status == 1, ran.out
        assert shows(ran.out, told, version="1.0.0")
        assert shows(ran.out, "copy.make_again", keep="stratcoach release --keep strategy.yaml")
    assert stratcoach("release", "--keep").status == 0
    assert stratcoach("lint").status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--select", "vision", "--ignore", "vision", "."), sentence("lint_run.no_rules_left")),
        (("none", "."), sentence("lint_run.no_strategy_found", folders="`none`")),
        (("-", "--since", "HEAD"), sentence("lint_run.no_revisions_of_input")),
        (("--self-test", "."), sentence("lint_run.test_checks_no_files", options="files")),
        (
            ("--self-test", "--format", "json=x.json"),
            sentence("lint_run.test_checks_no_files", options=("--format json=x.json",)),
        ),
        ((".", "--format", "json=strategy.yaml"), sentence("report.could_be_own_file", file="strategy.yaml")),
    ],
)
def test_what_would_check_nothing_is_refused(stratcoach: Run, folder: Path, arguments: tuple[str, ...], told: str) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    (folder / "none").mkdir()
    ran = stratcoach("lint", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told.lower() in " ".join(ran.err.split()).lower()


def test_settings_under_another_ending_are_not_passed_over(stratcoach: Run, folder: Path) -> None:
    first_release("bakery", folder)
    (folder / ".stratcoach.yml").write_text("require: [okrs]\n")
    ran = stratcoach("lint")
    assert ran.status == 2
    assert shows(ran.err, "config.wrong_extension", name=".stratcoach.yaml")


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n\n"])
def test_settings_that_hold_nothing_set_no_others_aside(stratcoach: Run, folder: Path, text: str) -> None:
    inner = folder / "in"
    inner.mkdir()
    first_release("bakery", inner)
    (inner / ".stratcoach.yaml").write_text(text)
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 0
    (folder / ".stratcoach.yaml").write_text("fail_on: advice\nrequire: [okrs]\n")
    ran = stratcoach("lint", "in", "--as-of", str(DAY))
    assert (ran.status, ran.out, shows(ran.err, "config.empty_overrides", path="in/.stratcoach.yaml")) == (2, "", True)
    (inner / ".stratcoach.yaml").write_text("{}\n")
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 0
    (inner / ".stratcoach.yaml").unlink()
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 1


def test_days_that_are_still_to_come_are_told(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = git.read_text(encoding="utf-8")
    day = DAY + timedelta(days=1)
    for ahead, rules in ((day, []), (day + timedelta(days=1), ["strategy/future-date"] * 3)):
        before, _, last = text.replace("updated: 2026-11-22", f"updated: {ahead}").rpartition("date: 2026-10-01")
        told = f"{before}date: {ahead}{last}"
        git.write_text(
            told.replace("    observed: 2026-09\n", f"    observed: 2026-09\n    reviewed: {ahead}\n", 1), encoding="utf-8"
        )
        assert linted(capsys) == rules


def test_a_waiver_for_ever_does_not_count(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "decider: Jonas\n", "")
    waiver = "waivers:\n  - {{rule: strategy/no-decider, because: Known., until: {}}}\n"
    text = git.read_text(encoding="utf-8")
    for until, told in (("2031", []), ("9999-12-31", ["strategy/no-decider", "waiver/no-end"])):
        git.write_text(text + waiver.format(until), encoding="utf-8")
        assert linted(capsys) == told


def test_a_waiver_whose_last_day_cannot_be_read_does_not_count(stratcoach: Run, folder: Path) -> None:
    path = Path(shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder))
    path.write_text(f"{path.read_text()}waivers:\n  - rule: user/everyone\n    because: ok\n    until: soon\n")
    ran = stratcoach("lint", "--select", "user,waiver")
    assert ran.status == 1
    assert "user/everyone" in ran.out
    assert shows(ran.out, "finding.waiver_end_unreadable")


@pytest.mark.parametrize("output", ["concise", "github", "sarif", "junit", "gitlab"])
def test_every_format_says_that_wording_was_not_read(stratcoach: Run, folder: Path, output: str) -> None:
    path = first_release("bakery", folder)
    path.write_text(path.read_text().replace("stratcoach: 1\n", "stratcoach: 1\nlanguage: de\n"))
    ran = stratcoach("lint", "--format", output)
    assert shows(ran.out + ran.err, "report.not_in_english", count=1)


def test_a_file_is_called_the_same_however_it_was_named(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    assert stratcoach("lint", "--format", "gitlab", str(folder)).out == stratcoach("lint", "--format", "gitlab", ".").out
