"""lint as CI runs it: settings, what is reported, several reports, --since, the baseline, many files, hostile input."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.errors import UserError
from stratcoach.files.config import KEYS, Settings, read_settings
from stratcoach.files.json_schema import settings_schema
from stratcoach.lint.accepted_findings import FindingKey
from stratcoach.messages import Message
from stratcoach.rules import BY_NAME
from stratcoach.services.lint_run import parallel
from stratcoach.services.lint_run.file_check import Checking, Target
from stratcoach.services.lint_run.located import FileResult, Notice
from tests.conftest import Ran, Run
from tests.generate import DAY, ROOT

EXAMPLES = ROOT / "examples"


@pytest.fixture
def weak(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A weak strategy in the folder that we are in."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    return folder / "strategy.yaml"


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A released strategy, committed, in the folder that we are in."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    shutil.rmtree(folder / ".git")
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", folder)
    in_git("init", "-q", "-b", "main")
    commit()
    return folder / "strategy.yaml"


def in_git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments], check=True, capture_output=True
    )


def commit() -> None:
    in_git("add", "-A")
    in_git("commit", "-q", "-m", "x")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Linted(list[str]):
    """The names of the rules that were reported, and how it ended."""

    status: int
    output: str


def linted(capsys: pytest.CaptureFixture[str], *paths: str, **asked: object) -> Linted:
    status = lint(LintRequest(paths=paths, formats=("concise",), as_of=str(DAY)).replace(**asked))
    printed = capsys.readouterr()
    found = Linted(re.findall(r": (?:error|warning|advice) (\S+/\S+) ", printed.out))
    found.status, found.output = status, printed.out + printed.err
    return found


# ---- what is reported


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
        "there is no rule `vison`; did you mean `vision`?",
        "there is no rule `trace/broken-lnk`; did you mean `trace/broken-link`?",
        "`file/unreadable` reports that a file could not be checked, so it is always an error",
        "`tradeoffs` isn't a section; did you mean `trade_offs`?",
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
    assert "there is nothing yet under `trade_offs`, which your team requires" in found.output.replace("There", "there")
    change(weak, "stratcoach: 1", "stratcoach: 1\nstatus: draft")
    assert "warning file/missing" in linted(capsys, require=("trade_offs",)).output


def test_what_a_draft_is_still_an_error_for(weak: Path, stratcoach: Run) -> None:
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", weak)
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
    assert "it should be 1.1.0" in ran[1].out
    assert "version/not-raised" in git.with_name(job["artifacts"]["reports"]["codequality"]).read_text()


# ---- settings


SETTINGS = """\
require: [north_star]
fail_on: warning
select: [file, vision, trade-off]
ignore: [vision/business-goal]
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
    assert "error trade-off/none" in found.output
    assert "advice vision/no-user" in found.output
    assert "Fails at --fail-on warning." in found.output
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
    assert "Fails at --fail-on error." in linted(capsys, fail_on="error").output


def test_every_error_of_the_settings_is_told_with_its_place(weak: Path) -> None:
    path = weak.parent / ".stratcoach.yaml"
    path.write_text(
        "requires: [vision]\nrequire: [north_stars]\nfail_on: eror\nselect: trace\nignore: [vision/fluf, file/unreadable]\n"
        "severity:\n  trade-off/non: off\n  file/not-a-strategy: warning\n  vision/fluff: loud\n  waiver: off\nlimits: {problems: 0, user: 4}\n"
    )
    with pytest.raises(UserError) as caught:
        lint(LintRequest())
    texts = [f"{line}".removeprefix(f"{path}:") for line in caught.value.more]
    waivers = [f"`{name}`" for name in BY_NAME if name.startswith("waiver/")]
    assert texts == [
        "1:1: `requires` isn't a key here; did you mean `require`?",
        "2:11: `north_stars` isn't a section; did you mean `north_star`?",
        "3:10: `eror` isn't a known `fail_on`; did you mean `error`?",
        "4:9: `select` must be a list of rules; start each one with `- `",
        "5:10: there is no rule `vision/fluf`; did you mean `vision/fluff`?",
        "5:23: `file/unreadable` reports that a file could not be checked, so it is always an error",
        "7:3: `trade-off/non` isn't a key here; did you mean `trade-off/none`?",
        "8:3: `file/not-a-strategy` reports that a file could not be checked, so it is always an error",
        "9:17: `loud` isn't a known `level`; use one of error, warning, advice, off",
        f"10:11: `waiver` is a group of rules, and `severity` needs full names: {', '.join(waivers)}",
        "11:20: `problems` must be a whole number from 1 to 999",
        "11:23: `user` isn't a key here; did you mean `users`?",
    ]


def test_each_file_follows_the_settings_nearest_to_it(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("strict", "lax"):
        (weak.parent / name).mkdir()
        shutil.copy(weak, weak.parent / name)
    (weak.parent / "strict" / ".stratcoach.yaml").write_text("select: [trade-off]\nfail_on: warning\n")
    (weak.parent / "lax" / ".stratcoach.yaml").write_text("select: [trade-off]\n")
    found = linted(capsys, "strict", "lax")
    assert (found, found.status) == (["trade-off/none", "trade-off/none"], 1)
    assert found.output.endswith("2 files: 2 warnings. Fails: 1 finding is at or above the level in its file's settings.\n")
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


# ---- reports


def test_several_reports_in_one_run(weak: Path, stratcoach: Run) -> None:
    ran = stratcoach("lint", "--format", "github", "--format", "sarif=out.sarif", "--format", "junit=out.xml")
    assert ran.status == 1
    assert ran.out.splitlines()[-1].endswith("Fails at --fail-on error.")
    assert json.loads((weak.parent / "out.sarif").read_text())["version"] == "2.1.0"
    assert sorted(path.name for path in weak.parent.iterdir()) == [".git", "out.sarif", "out.xml", "strategy.yaml"]
    machine = stratcoach("lint", "--format", "json", "--format", "concise=-.txt")
    assert json.loads(machine.out)["version"] == 1
    assert machine.err.endswith("Fails at --fail-on error.\n")
    only_a_file = stratcoach("lint", "--format", "sarif=out.sarif")
    assert (only_a_file.out.count("\n"), only_a_file.err) == (1, "")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (("sarfi",), "There is no format `sarfi`. Did you mean sarif?"),
        (("json", "text"), "Two reports can't go to standard output."),
        (("json=x", "sarif=x"), "Two reports can't go to x."),
        (("json=",), "`json=` doesn't name a file."),
        (("json=x.strategy.yaml/in/it",), "x.strategy.yaml/in/it can't be written: part "),
        (("json=.",), ". is a folder."),
    ],
)
@pytest.mark.usefixtures("weak")
def test_a_report_that_cannot_be_is_told_before_anything_is_checked(
    formats: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy("strategy.yaml", "x.strategy.yaml")
    with pytest.raises(UserError, match=re.escape(expected)):
        lint(LintRequest(formats=formats))
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("weak")
def test_of_two_reports_of_which_one_cannot_be_nothing_is_left(folder: Path) -> None:
    with pytest.raises(UserError):
        lint(LintRequest(formats=("json=here.json", "sarif=strategy.yaml/x.sarif")))
    assert sorted(path.name for path in folder.iterdir()) == [".git", "strategy.yaml"]


@pytest.mark.usefixtures("weak")
def test_a_report_of_an_earlier_run_never_stands_for_this_one(stratcoach: Run, folder: Path) -> None:
    formats = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
    everywhere = [option for name in formats for option in ("--format", f"{name}=old.{name}")]
    before = sorted(path.name for path in folder.iterdir())
    for first in ((), ("--select", "waiver")):
        assert stratcoach("lint", *everywhere, *first).status == (0 if first else 1)
        assert stratcoach("lint", "nowhere", *everywhere).status == 2
        assert sorted(path.name for path in folder.iterdir()) == before
    for wrong in (("--select", "nosuch"), ("--format", "xml"), ("--since", "nosuch"), ("--baseline", "nosuch")):
        stratcoach("lint", "--format", "sarif=old.sarif")
        ran = stratcoach("lint", "--format", "sarif=old.sarif", *wrong)
        assert (ran.status, ran.out, (folder / "old.sarif").exists()) == (2, "", False), wrong


@pytest.mark.usefixtures("weak")
def test_what_lint_did_not_write_is_never_taken_away(stratcoach: Run, folder: Path) -> None:
    stratcoach("lint", "--write-baseline", "--baseline", "known.json")
    expected = {"notes.md": "3 files, to be read\n", "empty": "", "other.sarif": '{"version": "2.1.0", "runs": []}'}
    for name, text in expected.items():
        (folder / name).write_text(text)
    expected["known.json"] = (folder / "known.json").read_text()
    for name, text in expected.items():
        assert stratcoach("lint", "nowhere", "--format", f"json={name}").status == 2
        assert (folder / name).read_text() == text
    assert stratcoach("lint", "--format", "json=strategy.yaml").status == 2
    assert (folder / "strategy.yaml").exists()


@pytest.mark.usefixtures("weak")
def test_a_report_never_goes_through_a_link(stratcoach: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "kept").write_text("kept")
    link = folder / "out.json"
    for leads_to in (outside / "kept", outside / "nothing-yet", link):
        link.unlink(missing_ok=True)
        link.symlink_to(leads_to)
        assert stratcoach("lint", "nowhere", "--format", "json=out.json").status == 2
        assert link.is_symlink()
        assert stratcoach("lint", "--format", "json=out.json").status == 1
        assert (link.is_symlink(), json.loads(link.read_text())["version"]) == (False, 1)
    link.rename(outside / "report.json")
    link.symlink_to(outside / "report.json")
    assert stratcoach("lint", "nowhere", "--format", "json=out.json").status == 2
    assert (link.is_symlink(), (outside / "report.json").exists()) == (False, True)
    (folder / "reports").symlink_to(outside)
    for place in ("reports/report.json", "reports/new.json", str(folder / "reports" / "report.json")):
        ran = stratcoach("lint", "--format", f"json={place}")
        assert (ran.status, ran.out) == (2, "")
        assert f"{place} would end up somewhere else: `reports` is a link that leads out of {folder}." in ran.err
    assert sorted(path.name for path in outside.iterdir()) == ["kept", "report.json"]
    assert (outside / "kept").read_text() == "kept"
    assert stratcoach("lint", "--format", f"json={outside}/new.json").status == 1


def test_a_report_goes_to_streams_that_are_open_already(weak: Path) -> None:
    program = f"{sys.executable} -m stratcoach lint --format"

    def ran(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["bash", "-c", command], cwd=weak.parent, capture_output=True, text=True, check=False)

    expected = json.loads(ran(f"{program} json").stdout)
    for command in (
        f"{program} json=/dev/stdout > out.txt; rc=$?; cat out.txt; exit $rc",
        f"{program} json=/dev/fd/3 --format concise=/dev/null 3>&1 >/dev/null",
        f"mkfifo p; cat p & {program} json=p >/dev/null; rc=$?; wait; exit $rc",
        f"{program} json=/dev/stderr 2>&1 >/dev/null",
    ):
        done = ran(command)
        assert (done.returncode, json.loads(done.stdout.partition("1 file:")[0])) == (1, expected), command
    assert (weak.parent / "p").is_fifo()
    full = ran(f"{program} json=/dev/full")
    assert (full.returncode, full.stdout, "/dev/full can't be written: the disk is full." in full.stderr) == (2, "", True)


@pytest.mark.usefixtures("weak")
def test_a_report_to_a_device_leaves_the_device_there() -> None:
    assert lint(LintRequest(formats=("json=/dev/null",))) == 1
    assert not Path("/dev/null").is_file()


@pytest.mark.usefixtures("weak")
def test_github_is_the_format_inside_its_actions_and_nowhere_else(stratcoach: Run) -> None:
    assert stratcoach("lint", GITHUB_ACTIONS="true").out.startswith("::")
    assert not stratcoach("lint", GITHUB_ACTIONS="false").out.startswith("::")


def test_a_text_from_a_file_is_no_command_to_the_runner(weak: Path, stratcoach: Run) -> None:
    change(weak, "There is no chat", "There ##[add-mask]is no chat")
    plain = stratcoach("lint", "--format", "text", "--format", "json=plain.json").out
    assert "##[" in plain
    for output in ("text", "concise", "json", "junit"):
        ran = stratcoach("lint", "--format", output, GITHUB_ACTIONS="true")
        assert "##[" not in ran.out + ran.err
    assert stratcoach("lint", "--format", "text", GITHUB_ACTIONS="true").out == plain.replace("##[", "##\\u005b")
    data = json.loads(stratcoach("lint", "--format", "json", GITHUB_ACTIONS="true").out)
    assert data == json.loads((weak.parent / "plain.json").read_text(encoding="utf-8"))


def test_the_same_files_give_the_same_report(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "a", "c/d"):
        (weak.parent / name).mkdir(parents=True)
        shutil.copy(weak, weak.parent / name)
    one, other = linted(capsys, "c", "b", "a", "strategy.yaml").output, linted(capsys, ".", "a").output
    assert one == other
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in one.splitlines()[:-1]]
    assert places == sorted(places)


def test_self_test_finds_what_is_bad_or_says_that_nothing_would_be_found(weak: Path, stratcoach: Run) -> None:
    passed = stratcoach("lint", "--self-test")
    assert (passed.status, passed.out.startswith("Self-test passed: ")) == (0, True)
    for name in ("text", "concise", "json", "github", "gitlab", "sarif", "junit"):
        assert stratcoach("lint", "--self-test", "--format", name).status == 0, name
    blind = stratcoach("lint", "--self-test", "--select", "version")
    assert (blind.status, "passes with these settings" in blind.out) == (1, True)
    (weak.parent / ".stratcoach.yaml").write_text("severity: {file/unknown-key: advice}\nselect: [file/unknown-key]\n")
    assert stratcoach("lint", "--self-test").status == 1


@pytest.mark.usefixtures("weak")
def test_self_test_notices_a_rule_that_has_gone_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    from stratcoach.commands import self_test

    assert self_test.run(LintRequest()) == 0
    monkeypatch.setattr(self_test, "KNOWN_BAD", (EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8"))
    assert self_test.run(LintRequest()) == 1


# ---- versions and --since


def released(path: Path) -> None:
    copies = path.with_name("strategy.versions")
    copies.mkdir()
    shutil.copy(path, copies / "1.0.0.yaml")


def test_what_is_in_the_file_is_what_was_released_under_its_number(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert linted(capsys) == []
    released(git)
    assert linted(capsys) == []
    change(git, "  future: ", "  future: Before anybody asks, ")
    found = linted(capsys)
    assert (found, found.status) == (["version/not-raised"], 1)
    assert "the version is still 1.0.0; it should be 2.0.0" in found.output
    change(git, "version: 1.0.0", "version: 1.1.0")
    assert linted(capsys) == ["version/no-reason", "version/raised-too-little"]
    change(git, "version: 1.1.0", "version: 2.0.0")
    change(git, "history:\n", "history:\n  - {version: 2.0.0, date: 2026-11-22, summary: Further., because: It takes longer.}\n")
    assert linted(capsys) == []
    change(git, "version: 2.0.0", "status: draft\nversion: 1.0.0")
    assert "version/not-raised" not in linted(capsys)


def test_the_history_of_a_release_stays_as_it_was(stratcoach: Run, folder: Path) -> None:
    assert stratcoach("new", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")).status == 0
    path = folder / "strategy.yaml"
    before = path.read_text(encoding="utf-8")
    entry = "history:\n  - version: {}\n    date: 2026-01-02\n    summary: Told afterwards.\n    because: So.\n  - version"
    for old, new, text in (
        ("decided_by: Dr Adler", "decided_by: Somebody", "`decided_by` of 1.0.0 was “Dr Adler” when 1.0.0 was released"),
        ("history:\n  - version", entry.format("0.9.0"), "`history` didn't have 0.9.0 when 1.0.0 was released"),
        ("history:\n  - version", entry.format("1.3.0"), "`history` has 1.3.0, but the file says 1.0.0"),
    ):
        assert old in before[before.index("history:") :]
        head, at, rest = before.rpartition("history:")
        path.write_text(head + (at + rest).replace(old, new, 1), encoding="utf-8")
        ran = stratcoach("lint", "--select", "version/not-raised", "--format", "concise")
        assert (ran.status, ran.out.count("version/not-raised")) == (1, 1), ran.out
        assert text in ran.out
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
    assert "The file says 1.0.0, but 1.1.0 has already been released" in found.output


def test_a_baseline_with_marks_of_a_merge_says_where_they_are(git: Path, stratcoach: Run) -> None:
    change(git, "target: 5%", "target: many")
    assert stratcoach("lint", "--write-baseline").status == 0
    path = git.with_name(".stratcoach-baseline.json")
    first, second, *rest = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([first, second, "<<<<<<< HEAD", "=======", ">>>>>>> teams", *rest]), encoding="utf-8")
    ran = stratcoach("lint")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith(".stratcoach-baseline.json:3: a merge of two versions was left unfinished.")
    assert "keep the lines of both sides" in ran.err


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
    assert "move its folder to team/strategy.versions, as you moved the file." in found.output


def test_a_copy_that_was_changed_after_its_release_vouches_for_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    (git.parent / "strategy.versions" / "SHA256SUMS").write_text(f"{'0' * 64}  1.0.0.yaml\n")
    found = linted(capsys)
    assert found == ["version/copy-changed"]
    assert (
        "restore it from wherever it still exists, or write the next version, such as 1.1.0, into strategy.yaml" in found.output
    )


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


def test_since_reports_what_changed_and_whether_the_version_rose(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("old", "same"):
        git.with_name(name).mkdir()
        shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git.with_name(name))
    commit()
    assert linted(capsys, ".", since="HEAD").output == "3 files (0 changed since HEAD), no findings.\n"
    change(git.with_name("old") / "strategy.yaml", "There is no chat", "There is still no chat")
    change(git, "product: ", "x-team: alps\nproduct: ")
    found = linted(capsys, ".", since="HEAD")
    assert "3 files (2 changed since HEAD): " in found.output
    assert {line.split(" ")[0].split(":")[0] for line in found.output.splitlines()[:-1]} == {"old/strategy.yaml", "strategy.yaml"}
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
    lines = [line.partition(":")[0] for line in unstaged.output.splitlines()]
    assert (lines.count("moved.strategy.yaml"), lines.count("strategy.yaml")) == (4, 0)
    assert lines.count("new.strategy.yaml") > 4
    assert (git.parent / ".git" / "index").read_bytes() == before
    in_git("add", "-A")
    assert linted(capsys, ".", since="HEAD").output == unstaged.output
    with pytest.raises(UserError, match=r"nowhere\.yaml can't be read"):
        linted(capsys, "nowhere.yaml", since="HEAD")


def test_a_deleted_strategy_is_told_in_one_way_however_it_was_named(
    git: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = git.with_name("in")
    inner.mkdir()
    git.rename(inner / "strategy.yaml")
    commit()
    (inner / "strategy.yaml").unlink()
    text = "Deleted since HEAD: in/strategy.yaml.\n0 files (0 changed, 1 deleted since HEAD), no findings.\n"
    for paths in ("in/strategy.yaml", "in", ".", str(inner)):
        found = linted(capsys, paths, since="HEAD")
        assert (found.status, found.output) == (0, text), paths
    for name in ("gitlab", "junit", "sarif"):
        assert "in/strategy.yaml was deleted since HEAD." in linted(capsys, ".", since="HEAD", formats=(name,)).output, name
    monkeypatch.chdir(inner)
    assert linted(capsys, since="HEAD").output == text.replace("in/", "")


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
    shutil.copy(EXAMPLES / "discharge" / "strategy.yaml", "new")
    commit()
    subprocess.run(now, shell=True, check=True)
    for path in (".", "old")[: 1 if now.startswith("rm -r") else 2]:
        found = linted(capsys, path, since="HEAD")
        assert "Deleted since HEAD: old/strategy.yaml.\n" in found.output, path
    in_git("add", "-A")
    assert "Deleted since HEAD: old/strategy.yaml.\n" in linted(capsys, ".", since="HEAD").output


def test_a_strategy_that_is_still_read_is_not_told_as_deleted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(git, "other.strategy.yaml")
    git.rename("kept.txt")
    git.symlink_to("kept.txt")
    assert "Deleted" not in linted(capsys, ".", since="HEAD").output
    git.unlink()
    in_git("add", "-A")
    assert "Deleted" not in linted(capsys, ".", "kept.txt", since="HEAD").output


def test_a_draft_in_between_launders_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "version: 1.0.0", "status: draft\nversion: 1.0.0")
    commit()
    change(git, "status: draft\n", "")
    assert linted(capsys, since="HEAD") == []
    change(git, "  future: ", "  future: Before anybody asks, ")
    found = linted(capsys, since="HEAD")
    assert found == ["version/not-raised"]
    assert "The vision changed since 1.0.0" in found.output


def test_the_copies_of_releases_stay_where_they_were_and_as_they_were(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(git)
    commit()
    copies, renamed = git.with_name("strategy.versions"), git.with_name("shop.strategy.yaml")
    shutil.rmtree(copies)
    shown = linted(capsys, since="HEAD").output
    assert "the copy of 1.0.0 is missing; it existed at HEAD" in shown.replace("The copy", "the copy")
    back = re.search(r"`git (checkout HEAD -- strategy\.versions)` restores it", shown)
    assert back
    in_git(*back[1].split())
    assert linted(capsys, since="HEAD") == []
    change(copies / "1.0.0.yaml", "  future: ", "  future: Before anybody asks, ")
    shutil.copy(copies / "1.0.0.yaml", git)
    assert linted(capsys) == []
    found = linted(capsys, since="HEAD")
    assert found == ["version/copy-changed"]
    assert "The copy of 1.0.0 has changed since HEAD" in found.output
    in_git("checkout", "-q", ".")
    git.rename(renamed)
    for since in ("HEAD", None):
        found = linted(capsys, ".", since=since)
        assert found == ["version/copy-missing"]
        assert "rename that folder to `shop.strategy.versions`" in found.output
    copies.rename(git.with_name("shop.strategy.versions"))
    in_git("add", "-A")
    assert linted(capsys, ".", since="HEAD") == linted(capsys, ".") == []


def test_in_a_submodule_a_revision_is_what_the_outer_repository_had_of_it(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outer = git.with_name("outer")
    in_git("init", "-q", "-b", "main", str(outer))
    in_git("-C", str(outer), "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(git.parent), "inner")
    in_git("-C", str(outer), "commit", "-q", "-m", "only here")
    sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=outer, check=True, capture_output=True, text=True).stdout.strip()
    assert linted(capsys, "outer", since=sha).output == f"1 file (0 changed since {sha[:12]}), no findings.\n"
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
    assert (ran.status, ran.out, "fetch-depth: 0" in ran.err) == (2, "", True)


def test_a_repository_that_git_refuses_is_told_in_its_words(git: Path) -> None:
    (git.parent / ".git" / "HEAD").unlink()
    with pytest.raises(UserError, match=r"git can't list the changes in .*: fatal: not a git repository"):
        lint(LintRequest(since="HEAD"))


def test_a_file_outside_of_git_has_no_since(weak: Path) -> None:
    shutil.rmtree(weak.parent / ".git")
    with pytest.raises(UserError, match="isn't in a git repository"):
        lint(LintRequest(since="HEAD"))


# ---- what changed in what is checked with

WAIVER = "waivers:\n  - {rule: user/everyone, on: users, because: Only for now., until: 2027-01-31}\n"


def notices(capsys: pytest.CaptureFixture[str], *paths: str, **asked: object) -> list[str]:
    """What --since tells of the check itself, as JSON has it: the file, what it is about, and the message."""
    capsys.readouterr()
    lint(LintRequest(paths=paths, formats=("json",), as_of=str(DAY), since="HEAD").replace(**asked))
    data = json.loads(capsys.readouterr().out)["notices"]
    return [f"{one['file']}:{one['line']} {one['about']}: {one['message']}" for one in data]


def test_settings_that_changed_are_told_by_what_is_another_now(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = git.with_name(".stratcoach.yaml")
    own.write_text("fail_on: warning\nrequire: [north_star]\nignore: [user/everyone]\n")
    commit()
    own.write_text("# Ours.\nfail_on: warning\nrequire:\n- north_star\nignore: [user/everyone]\n")
    assert notices(capsys) == []
    own.write_text("ignore: [vision]\nseverity: {trace/unused: 'off'}\nlimits: {problems: 9}\nwords: {allowed: [platform]}\n")
    (notice,) = notices(capsys)
    assert notice == (
        ".stratcoach.yaml:1 settings: Settings changed since HEAD: .stratcoach.yaml: `fail_on` is error, was warning; "
        "`ignore` now has vision; `ignore` no longer has user/everyone; `require` no longer has north_star; "
        "`allowed` now has platform; `trace/unused` is off, was as usual; `problems` is 9, was 3."
    )
    own.unlink()
    in_git("add", "-A")
    assert "Settings changed since HEAD: .stratcoach.yaml is gone: `fail_on` is error, was warning;" in notices(capsys)[0]
    assert linted(capsys, since="HEAD").status == 0


def test_settings_that_the_command_line_overrules_did_not_change(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: warning\n")
    assert notices(capsys, fail_on="error") == []
    assert notices(capsys) == [
        ".stratcoach.yaml:1 settings: Settings changed since HEAD: .stratcoach.yaml is new: `fail_on` is warning, was error."
    ]


def test_other_settings_that_count_for_a_file_now_are_told_once(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: advice\n")
    for name in ("a", "b"):
        git.with_name(name).mkdir()
        shutil.copy(git, git.with_name(name) / "strategy.yaml")
    commit()
    git.with_name("b").joinpath(".stratcoach.yaml").write_text("fail_on: error\n")
    nearer = "b/.stratcoach.yaml:1 settings: Settings changed since HEAD: b/.stratcoach.yaml is new, and .stratcoach.yaml no"
    assert notices(capsys, ".") == [f"{nearer} longer applies here: `fail_on` is error, was advice."]
    commit()
    in_git("mv", "a/strategy.yaml", "b/a.strategy.yaml")
    (moved,) = notices(capsys, ".")
    assert "b/.stratcoach.yaml now applies here, and .stratcoach.yaml no longer applies here" in moved


def test_settings_behind_a_link_and_settings_of_then_that_were_none(
    git: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    own = git.with_name(".stratcoach.yaml")
    git.with_name("ci.yaml").write_text("fail_on: warning\n")
    own.symlink_to("ci.yaml")
    commit()
    assert notices(capsys) == []
    git.with_name("ci.yaml").write_text("fail_on: error\n")
    assert "`fail_on` is error, was warning" in notices(capsys)[0]
    git.with_name("ci.yaml").write_text("fail_on: never\n")
    commit()
    git.with_name("ci.yaml").write_text("fail_on: error\n")
    unread = [
        ".stratcoach.yaml:1 settings: Settings changed since HEAD; the previous settings can't be read, so the changes are unknown."
    ]
    assert notices(capsys) == unread
    outside = tmp_path_factory.mktemp("outside") / "ci.yaml"
    outside.write_text("fail_on: warning\n")
    own.unlink()
    own.symlink_to(outside)
    commit()
    assert notices(capsys) == []
    own.unlink()
    own.write_text("fail_on: error\n")
    assert notices(capsys) == unread


def test_a_baseline_is_told_where_it_accepts_more(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = git.with_name(".stratcoach-baseline.json")
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git)
    lint(LintRequest(write_baseline=True, as_of=str(DAY)))
    commit()
    data = json.loads(own.read_text())
    own.write_text(json.dumps(data | {"findings": data["findings"][:-2]}))
    assert notices(capsys) == []
    commit()
    own.write_text(json.dumps(data))
    first = ".stratcoach-baseline.json:1 baseline: The baseline .stratcoach-baseline.json accepts more than at HEAD: "
    assert notices(capsys) == [f"{first}2 findings in strategy.yaml."]
    own.rename(git.with_name("ours.json"))
    in_git("checkout", "-q", ".")
    assert "The baseline ours.json accepts more than at HEAD: " in notices(capsys, baseline="ours.json")[0]
    own.unlink()
    commit()
    assert notices(capsys, baseline="ours.json") == []


def test_a_file_that_moves_with_its_baseline_is_accepted_no_more_than_before(
    git: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git)
    lint(LintRequest(write_baseline=True, as_of=str(DAY)))
    commit()
    in_git("mv", "strategy.yaml", "shop.strategy.yaml")
    own = git.with_name(".stratcoach-baseline.json")
    own.write_text(own.read_text().replace('"strategy.yaml"', '"shop.strategy.yaml"'))
    assert notices(capsys, ".") == []


def test_waivers_are_told_that_set_more_aside(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = git.read_text(encoding="utf-8")
    line = text.count("\n") + 2
    git.write_text(text + WAIVER, encoding="utf-8")
    first = f"strategy.yaml:{line} waivers: Waived since HEAD in strategy.yaml: `user/everyone` on users, until "
    assert notices(capsys) == [f"{first}2027-01-31."]
    commit()
    change(git, "2027-01-31", "2027-06")
    assert notices(capsys) == [f"{first}2027-06 (was 2027-01-31)."]
    change(git, "2027-06", "2026-12-31")
    change(git, "Only for now", "Only for a while")
    assert notices(capsys) == []
    change(git, "on: users, ", "")
    assert notices(capsys) == [f"{first.replace(' on users', '')}2026-12-31."]
    git.write_text(text, encoding="utf-8")
    assert notices(capsys) == []


def test_a_waiver_that_does_not_count_sets_nothing_aside(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = git.read_text(encoding="utf-8")
    for refused in ("until: 2099", "until: some day", "until: 2026-01-31", "x-until: 2027"):
        git.write_text(text + WAIVER.replace("until: 2027-01-31", refused), encoding="utf-8")
        assert notices(capsys) == []
    git.write_text(text + WAIVER.replace("Only for now.", '""'), encoding="utf-8")
    assert notices(capsys) == []
    for refused in ("until: 2099", "x-until: 2027"):
        git.write_text(text + WAIVER.replace("until: 2027-01-31", refused), encoding="utf-8")
        commit()
        git.write_text(text + WAIVER, encoding="utf-8")
        (notice,) = notices(capsys)
        assert notice.endswith("Waived since HEAD in strategy.yaml: `user/everyone` on users, until 2027-01-31.")


def test_another_language_is_told_once_in_the_text(git: Path, stratcoach: Run) -> None:
    change(git, "version: 1.0.0", "language: de\nversion: 1.0.0")
    text = "strategy.yaml: not in English, so the wording rules were skipped."
    assert text in stratcoach("lint").out
    shown = stratcoach("lint", "--since", "HEAD").out
    assert text not in shown
    assert "strategy.yaml says `language: de`; at HEAD it was in English: the rules that" in shown


def test_many_new_waivers_are_counted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = "".join(WAIVER.partition("\n")[2].replace("users", f"user-{number}") for number in range(30))
    git.write_text(git.read_text(encoding="utf-8") + "waivers:\n" + more, encoding="utf-8")
    (notice,) = notices(capsys)
    assert notice.count("user/everyone") == 8
    assert notice.endswith(" and 22 more.")


def test_a_status_and_a_language_that_ease_the_check_are_told(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "version: 1.0.0", "status: draft\nlanguage: de\nversion: 1.0.0")
    shown = notices(capsys)
    assert [one.partition(": ")[0].partition(" ")[2] for one in shown] == ["status", "language"]
    assert "strategy.yaml is a draft again; at HEAD it was active: " in shown[0]
    assert "strategy.yaml says `language: de`; at HEAD it was in English: " in shown[1]
    commit()
    change(git, "status: draft\n", "status: draft\nx-team: alps\n")
    assert notices(capsys) == []


@pytest.mark.parametrize("format_", ["text", "concise", "github", "gitlab", "sarif", "junit"])
def test_every_format_holds_what_changed_in_what_is_checked_with(git: Path, stratcoach: Run, format_: str) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: warning\n")
    git.write_text(git.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")
    ran = stratcoach("lint", "--since", "HEAD", "--format", format_, "--as-of", str(DAY))
    shown = " ".join(ran.out.split())
    assert "Settings changed since HEAD: .stratcoach.yaml is new: `fail_on` is warning, was error." in shown
    assert "Waived since HEAD in strategy.yaml: `user/everyone` on users, until 2027-01-31." in shown
    if format_ == "github":
        assert f"::notice file=strategy.yaml,line={len(git.read_text().splitlines())},title=waivers::Waived" in shown
        assert shown.startswith("::notice file=.stratcoach.yaml,line=1,title=settings::")
        assert shown.count("Settings changed") == shown.count("Waived since") == 1


# ---- the baseline


def test_a_baseline_accepts_what_was_there_and_only_shrinks(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.parent / ".stratcoach-baseline.json"
    before = linted(capsys)
    written = linted(capsys, write_baseline=True)
    assert (written, written.status) == ([], 0)
    assert f"accepts {len(before)} findings." in written.output
    assert linted(capsys).output == f"1 file, no findings. {len(before)} in the baseline.\n"
    weak.write_text("# a line more\n" + weak.read_text(encoding="utf-8"), encoding="utf-8")
    assert linted(capsys) == []
    rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
    assert rows == sorted(rows, key=lambda row: list(row.values()))

    change(weak, "There is no chat", "There is still no chat")  # who touches a sentence looks at it
    touched = linted(capsys)
    assert set(touched) == {"problem/solution", "problem/vague"}
    assert "The baseline contains 2 findings that have been fixed" in touched.output
    again = linted(capsys, write_baseline=True)
    assert (set(again), again.status) == (set(touched), 0)
    assert "2 fewer than before" in again.output
    assert set(linted(capsys)) == set(touched)
    assert "mended" not in linted(capsys).output


def test_equal_findings_are_accepted_one_by_one(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = "    rests_on: [nothing, nowhere, nothing-else]\n"
    head = (
        "stratcoach: 1\nproduct: p\nversion: 1.0.0\nupdated: 2026-11-22\nstatus: draft\nproblems:\n  - id: a\n    statement: b\n"
    )
    weak.write_text(head + broken.replace(", nothing-else", ""))
    linted(capsys, write_baseline=True)
    assert linted(capsys) == []
    weak.write_text(head + broken)
    assert linted(capsys).count("trace/broken-link") >= 1


def test_a_baseline_serves_from_any_folder_and_keeps_what_a_run_did_not_look_at(
    weak: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (weak.parent / name).mkdir()
        shutil.copy(weak, weak.parent / name)
    monkeypatch.chdir(weak.parent / "a")
    linted(capsys, "..", write_baseline=True)
    assert linted(capsys) == []
    path = weak.parent / ".stratcoach-baseline.json"
    before = path.read_text(encoding="utf-8")
    linted(capsys, "strategy.yaml", write_baseline=True)
    assert path.read_text(encoding="utf-8") == before
    shutil.rmtree(weak.parent / "b")
    assert "b/strategy.yaml" in path.read_text(encoding="utf-8")
    gone = f"The baseline contains 31 findings in {weak.parent / 'b' / 'strategy.yaml'}, which is no longer there"
    assert gone in linted(capsys).output
    linted(capsys, "..", write_baseline=True)
    assert "b/strategy.yaml" not in path.read_text(encoding="utf-8")


def test_a_baseline_of_a_file_that_moved_is_told_its_new_name(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git)
    linted(capsys, write_baseline=True)
    commit()
    git.rename("new.strategy.yaml")
    text = "The baseline contains 31 findings in strategy.yaml, which is "
    moved = linted(capsys, ".", since="HEAD").output
    assert f"{text}now new.strategy.yaml: change the name in the baseline.\n" in moved
    assert "--write-baseline" not in moved
    both = "If a file has moved, change its name in the baseline; otherwise `stratcoach lint --write-baseline` removes them."
    assert f"{text}no longer there. {both}\n" in linted(capsys, ".").output
    baseline = git.with_name(".stratcoach-baseline.json")
    baseline.write_text(baseline.read_text().replace('"strategy.yaml"', '"new.strategy.yaml"'))
    assert linted(capsys, ".").output == "1 file, no findings. 31 in the baseline.\n"


def test_each_file_follows_the_baseline_nearest_to_it(
    weak: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (weak.parent / name).mkdir()
        shutil.copy(weak, weak.parent / name)
    weak.unlink()
    monkeypatch.chdir(weak.parent / "a")
    linted(capsys, write_baseline=True, baseline=".stratcoach-baseline.json")
    from_inside = linted(capsys).output
    monkeypatch.chdir(weak.parent)
    assert linted(capsys, "a").output == from_inside
    assert linted(capsys, ".").status == 1
    written = linted(capsys, ".", write_baseline=True)
    assert (
        "a/.stratcoach-baseline.json wasn't changed: it accepts 31 findings, and all of them are still there." in written.output
    )
    assert "Written: .stratcoach-baseline.json accepts 31 findings." in written.output
    assert linted(capsys, ".") == []


@pytest.mark.usefixtures("weak")
def test_a_baseline_that_cannot_be_written_leaves_no_report(folder: Path, stratcoach: Run) -> None:
    stratcoach("lint", "--format", "json=out.json")
    ran = stratcoach("lint", "--write-baseline", "--baseline", "no/such.json", "--format", "text", "--format", "json=out.json")
    assert (ran.status, ran.out) == (2, "")
    assert sorted(path.name for path in folder.iterdir()) == [".git", "strategy.yaml"]


def test_a_baseline_is_written_through_no_link_that_leads_out(
    weak: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    own, other = weak.with_name(".stratcoach-baseline.json"), tmp_path_factory.mktemp("outside") / "other.json"
    own.symlink_to(other)
    for asked in (LintRequest(), LintRequest(write_baseline=True)):
        with pytest.raises(UserError, match="can't be read: it is a link, and its target doesn't exist"):
            lint(asked)
    held = '{"version": 1, "findings": [{"file": "strategy.yaml", "rule": "a", "on": "", "field": "", "text": "", "count": 1}]}'
    other.write_text(held)
    with pytest.raises(UserError, match="is a link that leads out of the repository to"):
        lint(LintRequest(write_baseline=True))
    assert other.read_text() == held
    own.unlink()
    weak.with_name("ours.json").write_text(held)
    own.symlink_to("ours.json")
    lint(LintRequest(write_baseline=True))
    assert "1 fewer than before" in capsys.readouterr().err
    assert (own.is_symlink(), json.loads(weak.with_name("ours.json").read_text())["findings"]) == (True, [])
    with pytest.raises(UserError, match=r"no/x\.json can't be written: the folder no doesn't exist\."):
        lint(LintRequest(baseline="no/x.json", write_baseline=True))


def test_a_baseline_never_accepts_a_file_that_cannot_be_read(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weak.write_text("stratcoach: 1\nowner: 'x\n")
    for _ in range(2):
        found = linted(capsys, write_baseline=True)
        assert (found, found.status) == (["file/unreadable"], 1)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"file": 3}]}', "<<<<<<< HEAD\n", "[" * 9999],
)
def test_a_baseline_that_is_none_is_wrong_use(weak: Path, text: str) -> None:
    (weak.parent / ".stratcoach-baseline.json").write_text(text)
    with pytest.raises(UserError, match="baseline"):
        lint(LintRequest())


def test_a_count_that_no_file_can_hold_is_no_baseline(weak: Path, stratcoach: Run) -> None:
    stratcoach("lint", "--write-baseline")
    change(weak.parent / ".stratcoach-baseline.json", '"count": 1', '"count": 99999999999999999999')
    ran = stratcoach("lint")
    assert (ran.status, ran.out) == (2, "")
    assert "isn't a baseline: a count of 99999999999999999999 is more than any file can have." in ran.err


@pytest.mark.usefixtures("weak")
def test_a_baseline_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(UserError, match=r"The baseline nosuch\.json doesn.t exist"):
        lint(LintRequest(baseline="nosuch.json"))
    with pytest.raises(UserError, match="needs a file name"):
        lint(LintRequest(baseline=""))
    with pytest.raises(UserError):
        lint(LintRequest(write_baseline=True, since="HEAD"))


# ---- many files


@pytest.fixture
def many(folder: Path) -> list[Target]:
    names = sorted(EXAMPLES.glob("*/strategy.yaml")) * 4
    targets = []
    for place, path in enumerate(names):
        copy = folder / f"{place:02}.strategy.yaml"
        shutil.copy(path, copy)
        targets.append(Target(copy.name, copy, Settings()))
    return targets


def test_all_cores_find_the_same_in_the_same_order(many: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checking(DAY).check
    alone = list(parallel.results(many, check))
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 3)
    assert list(parallel.results(many, check)) == alone


def test_what_a_worker_found_comes_back_whole(many: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    key = FindingKey("user/everyone", "users", "segment", "Everyone.")
    more = {
        "stale": (key,),
        "taken": (key, key),
        "notices": (Notice("a", 7, "waivers", Message("notice.file", file="More.")),),
        "accepted": 2,
        "waived": 3,
    }

    def check(target: Target) -> FileResult:
        return Checking(DAY).check(target)._replace(**more, prose_off=True, changed=False, fail_on="advice")  # type: ignore[arg-type]

    alone = list(parallel.results(many, check))
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    assert list(parallel.results(many, check)) == alone


def test_since_tells_waivers_of_many_files_from_all_cores(
    git: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    for name in ("a", "b", "c"):
        git.with_name(f"{name}.strategy.yaml").write_text(git.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")
    assert [text.partition(":")[0] for text in notices(capsys, ".")] == [f"{name}.strategy.yaml" for name in "abc"]


def test_a_worker_that_dies_costs_one_file(many: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    check = Checking(DAY).check

    def deadly(target: Target) -> FileResult:
        if target.name.startswith(("03", "04")):
            os._exit(9)
        return check(target)

    found = list(parallel.results(many, deadly))
    assert [one.file for one in found] == [target.name for target in many]
    crashed = [one.file for one in found if one.findings and one.findings[0].finding.message.id == "file.reader_crashed"]
    assert crashed == [many[3].name, many[4].name]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_a_worker_refuses_or_breaks_on_ends_the_run(many: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)

    def refusing(target: Target) -> FileResult:
        raise UserError(f"No {target.name}.", "Do.", ("more",))

    def broken(target: Target) -> FileResult:
        raise ZeroDivisionError(target.name)

    with pytest.raises(UserError) as caught:
        list(parallel.results(many, refusing))
    assert (caught.value.message, caught.value.hint, caught.value.more) == (f"No {many[0].name}.", "Do.", ("more",))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(parallel.results(many, broken))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


# ---- hostile input


def chain(number: int, links: str, more: str = "") -> str:
    head = "stratcoach: 1\nproduct: Crumb\nversion: 1.0.0\nupdated: 2026-11-22\ninsights:\n"
    items = (
        f"  - id: i-{n}\n    statement: Bakers count.\n{links.format(was=n - 1, next=(n + 1) % number)}" for n in range(number)
    )
    return head + "".join(items) + more


@pytest.mark.parametrize(
    ("links", "told"),
    [
        (
            "    challenges: [i-{was}]\n    rests_on: [i-{was}]\n",
            "`i-1`, `i-2`, `i-3` and 295 more speak against this, and it hasn't been reviewed",
        ),
        (
            "    rests_on: [i-{next}]\n",
            "These rest on each other in a circle: i-0 → i-1 → i-2 → … → i-298 → i-299 → i-0 (300 items).",
        ),
        ("    rests_on: [i-x{was}]\n", "Nothing here has the id `i-x100`."),
    ],
)
def test_long_chains_name_a_few_and_count_the_rest(weak: Path, capsys: pytest.CaptureFixture[str], links: str, told: str) -> None:
    weak.write_text(chain(300, links))
    lines = linted(capsys).output
    assert told in lines
    assert max(map(len, lines.splitlines())) < 200


def test_many_waivers_set_aside_what_they_are_on(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    each = "  - {{rule: {}, on: {}, because: Known., until: 2027-01-31}}\n"
    waivers = "".join(each.format("insight/no-source", f"i-{number}") for number in range(300))
    waivers += each.format("insight/no-sources", "i-1") * 30 + each.format("insight/no-date", "insights")
    weak.write_text(chain(300, "", f"waivers:\n{waivers}"))
    found = linted(capsys, select=("insight/no-source", "insight/no-date", "waiver"))
    assert set(found) == {"waiver/unused"}
    assert len(found) == 30
    assert found.output.count("did you mean `insight/no-source`?") == 20


def test_what_nobody_sees_in_a_text_is_told_and_hides_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "  user: Bakers who run a village bakery with their family", '  user: "every\\u200bone \\u00ad"')
    change(git, "company_goal: Be the", "company_goal: T\u200bBD, the")
    change(git, "Orders that come in by", "Orders that\U000e0041\U000e0042 come in by 👩‍👧")
    change(git, "evidence: 5 of the 6", "evidence: \u2060 # 5 of the 6")
    change(git, "rarely throw\n    bread", "rarely throw\n    bre\xadad")
    git.write_text(git.read_text(encoding="utf-8") + WAIVER.replace("Only for now.", "\u200b"), encoding="utf-8")
    found = linted(capsys)
    for text in (
        "strategy.yaml:9:16: warning file/hidden-character `company_goal` contains a zero-width character (U+200B) in “T\\u200bBD,”.",
        "error file/placeholder “TBD”: `company_goal` still contains a placeholder.",
        "contains a tag or variant (U+E0041), which is invisible in “that\\U000e0041\\U000e0042”, and 1 more.",
        ":15: error file/hidden-character “\\u2060”: `evidence` looks empty but contains a zero-width character (U+2060).",
        "insight/no-evidence",
        ":8: warning file/hidden-character `statement` contains a soft hyphen (U+00AD) in “bre\\u00adad”.",
        "`user` contains a zero-width character (U+200B) in “every\\u200bone”, and 1 more.",
        "`because` looks empty",
        "waiver/no-reason",
    ):
        assert text in found.output, text
    assert not {"\u200b", "\u2060", "\xad", "\U000e0041"} & set(found.output)


def test_joiners_that_a_script_or_an_emoji_needs_are_left_alone(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "owner: Mara", "owner: 👩‍👧 می‌خواهم ❤️")
    assert linted(capsys) == []


def test_what_nobody_sees_is_written_out_in_a_diff(git: Path, stratcoach: Run) -> None:
    change(git, "Bakers in villages", "Bakers in vil\u200blages")
    assert "[-villages-]{+vil\\u200blages+}" in stratcoach("diff", "HEAD").out


def test_check_reads_a_sentence_as_a_person_sees_it(stratcoach: Run) -> None:
    assert "user/everyone" in stratcoach("check", "user", "Every\u200bone").out


def test_links_in_a_ring_and_files_that_are_none(weak: Path, stratcoach: Run) -> None:
    here = weak.parent
    (here / "a").mkdir()
    (here / "a" / "up").symlink_to(here, target_is_directory=True)
    (here / "loop.strategy.yaml").symlink_to(here / "loop.strategy.yaml")
    (here / "twice.strategy.yaml").symlink_to(weak)
    (here / "binary.strategy.yaml").write_bytes(bytes(range(256)))
    os.mkfifo(here / "pipe.strategy.yaml")
    ran = stratcoach("lint", ".", "--format", "json")
    data = json.loads(ran.out)
    assert (ran.status, data["summary"]["files"]) == (1, 4)
    unreadable = {one["file"] for one in data["findings"] if one["rule"] == "file/unreadable"}
    assert unreadable == {"binary.strategy.yaml", "loop.strategy.yaml", "pipe.strategy.yaml"}


def test_a_device_in_place_of_a_strategy_does_not_pass(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "error file/unreadable This is a device or a pipe, not a file."
    git.with_name("null.strategy.yaml").symlink_to("/dev/null")
    git.with_name("zero.strategy.yaml").symlink_to("/dev/zero")
    assert linted(capsys, ".").output.count(text) == 2
    git.unlink()
    git.symlink_to("/dev/null")
    assert text in linted(capsys).output


def test_a_strategy_behind_a_link_out_of_the_repository_counts_as_new(
    git: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for folder in (outside, outside / "repository"):
        folder.mkdir(exist_ok=True)
        shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    (outside / "repository" / ".git").mkdir()
    (outside / ".stratcoach.yaml").write_text("ignore: [user, problem, insight, trace, objective, file, vision]\n")
    git.with_name("a.strategy.yaml").symlink_to(outside / "strategy.yaml")
    git.with_name("b.strategy.yaml").symlink_to(outside / "repository" / "strategy.yaml")
    commit()
    found = linted(capsys, ".", since="HEAD")
    for name in ("a", "b"):
        assert f"All of {name}.strategy.yaml counts as new: a link leads out of the repository to it" in found.output
        assert linted(capsys, f"{name}.strategy.yaml", since="HEAD").count("user/everyone") == 1
    assert (found.status, found.count("user/everyone")) == (1, 2)
    lint(LintRequest(paths=(".",), write_baseline=True, as_of=str(DAY)))
    assert sorted(path.name for path in outside.iterdir()) == [".stratcoach.yaml", "repository", "strategy.yaml"]
    capsys.readouterr()
    assert linted(capsys, ".").status == 0
    git.with_name("b.strategy.yaml").unlink()
    (outside / "strategy.yaml").unlink()
    found = linted(capsys, ".", since="HEAD")
    assert "a.strategy.yaml:1:1: error file/unreadable The file can't be read: it is a link, and its target" in found.output
    with pytest.raises(UserError, match=r"a\.strategy\.yaml can't be read: it is a link"):
        linted(capsys, "a.strategy.yaml", since="HEAD")
    with pytest.raises(UserError, match="`nosuch` isn't a revision"):
        linted(capsys, "b.strategy.yaml", since="nosuch")


def test_closed_standard_output_keeps_the_verdict(weak: Path) -> None:
    command = f"{sys.executable} -m stratcoach lint --format concise"
    done = subprocess.run(["bash", "-c", f"{command} >&-"], cwd=weak.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 0; exit ${{PIPESTATUS[0]}}"],
        cwd=weak.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_the_options_stand_in_the_help(stratcoach: Run) -> None:
    ran: Ran = stratcoach("lint", "--help", COLUMNS="120")
    for option in ("--format", "--fail-on", "--select", "--ignore", "--require", "--since", "--baseline", "--self-test"):
        assert option in ran.out


# ---- nothing that checks nothing passes


def test_a_copy_that_went_is_noticed(folder: Path, stratcoach: Run) -> None:
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", folder)
    assert stratcoach("release", "--keep").status == 0
    copy = folder / "strategy.versions" / "1.0.0.yaml"
    assert stratcoach("lint").status == 0
    for text, told in ((None, "The copy of 1.0.0 is missing"), ("x: [", "The copy of 1.0.0 can't be read")):
        copy.unlink(missing_ok=True)
        if text:
            copy.write_text(text)
        ran = stratcoach("lint")
        assert ran.status == 1, ran.out
        assert told in " ".join(ran.out.split())
        assert "`stratcoach release --keep strategy.yaml` makes it again" in " ".join(ran.out.split())
    assert stratcoach("release", "--keep").status == 0
    assert stratcoach("lint").status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--select", "vision", "--ignore", "vision", "."), "No rules are left to check."),
        (("none", "."), "No strategy file found in `none`."),
        (("-", "--since", "HEAD"), "standard input has no revisions"),
        (("--self-test", "."), "A self-test checks no files and writes none, so it can't go with files."),
        (("--self-test", "--format", "json=x.json"), "it can't go with --format json=x.json."),
        ((".", "--format", "json=strategy.yaml"), "no report is written there"),
    ],
)
def test_what_would_check_nothing_is_refused(stratcoach: Run, folder: Path, arguments: tuple[str, ...], told: str) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    (folder / "none").mkdir()
    ran = stratcoach("lint", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


def test_settings_under_another_ending_are_not_passed_over(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", folder)
    (folder / ".stratcoach.yml").write_text("require: [okrs]\n")
    ran = stratcoach("lint")
    assert ran.status == 2
    assert "did you mean .stratcoach.yaml?" in ran.err


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n\n"])
def test_settings_that_hold_nothing_set_no_others_aside(stratcoach: Run, folder: Path, text: str) -> None:
    inner = folder / "in"
    inner.mkdir()
    shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", inner)
    (inner / ".stratcoach.yaml").write_text(text)
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 0
    (folder / ".stratcoach.yaml").write_text("fail_on: advice\nrequire: [okrs]\n")
    ran = stratcoach("lint", "in", "--as-of", str(DAY))
    assert (ran.status, ran.out, "in/.stratcoach.yaml is empty, and would override" in ran.err) == (2, "", True)
    (inner / ".stratcoach.yaml").write_text("{}\n")
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 0
    (inner / ".stratcoach.yaml").unlink()
    assert stratcoach("lint", "in", "--as-of", str(DAY)).status == 1


def test_days_that_are_still_to_come_are_told(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = git.read_text(encoding="utf-8")
    day = DAY + timedelta(days=1)
    for ahead, rules in ((day, []), (day + timedelta(days=1), ["strategy/future-date"] * 3)):
        told = text.replace("updated: 2026-11-22", f"updated: {ahead}").replace("date: 2026-11-22", f"date: {ahead}")
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
    assert "end date can't be read" in ran.out


@pytest.mark.parametrize("output", ["concise", "github", "sarif", "junit", "gitlab"])
def test_every_format_says_that_wording_was_not_read(stratcoach: Run, folder: Path, output: str) -> None:
    path = Path(shutil.copy(EXAMPLES / "bakery" / "strategy.yaml", folder))
    path.write_text(path.read_text().replace("stratcoach: 1\n", "stratcoach: 1\nlanguage: de\n"))
    ran = stratcoach("lint", "--format", output)
    assert "1 not in English: wording rules were skipped there." in ran.out + ran.err


def test_a_file_is_called_the_same_however_it_was_named(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    assert stratcoach("lint", "--format", "gitlab", str(folder)).out == stratcoach("lint", "--format", "gitlab", ".").out
