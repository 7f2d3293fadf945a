"""What lint says where the waivers and settings of now aren't those of the revision before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.messages import Message
from tests.cli.linting import EXAMPLES, WAIVER, change, commit, in_git, linted, notices
from tests.conftest import Run
from tests.generate import DAY
from tests.printed import sentence, shows, wording


def changed(files: str, *differences: Message) -> str:
    """What is shown of settings that changed."""
    told = "; ".join(map(str, differences))
    return sentence("notice.settings_changed", revision="HEAD", files=files, differences=told)


def waiver(until: str = "2027-01-31", before: str = "", item: str = "users") -> Message:
    return Message("notice.waiver", rule="user/everyone", item=item, until=until, before=before, has_item=bool(item))


def test_settings_that_changed_are_told_by_what_is_another_now(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = git.with_name(".stratcoach.yaml")
    own.write_text("fail_on: warning\nrequire: [north_star]\nignore: [user/everyone]\n")
    commit()
    own.write_text("# Ours.\nfail_on: warning\nrequire:\n- north_star\nignore: [user/everyone]\n")
    assert notices(capsys) == []
    own.write_text("ignore: [vision]\nseverity: {trace/unused: 'off'}\nlimits: {problems: 9}\nwords: {allowed: [platform]}\n")
    (told,) = notices(capsys)
    changes = (
        Message("notice.setting_is", name="fail_on", now="error", before="warning"),
        Message("notice.setting_now_has", name="ignore", values="vision"),
        Message("notice.setting_no_longer_has", name="ignore", values="user/everyone"),
        Message("notice.setting_no_longer_has", name="require", values="north_star"),
        Message("notice.setting_now_has", name="allowed", values="platform"),
        Message("notice.setting_is", name="trace/unused", now="off", before=Message("notice.as_usual")),
        Message("notice.setting_is", name="problems", now="9", before="3"),
    )
    assert told == f".stratcoach.yaml:1 settings: {changed('.stratcoach.yaml', *changes)}"
    own.unlink()
    in_git("add", "-A")
    gone = sentence("notice.file_gone", file=".stratcoach.yaml")
    assert changed(gone, changes[0]).removesuffix(".") in notices(capsys)[0]
    assert linted(capsys, since="HEAD").status == 0


def test_settings_that_the_command_line_overrules_did_not_change(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: warning\n")
    assert notices(capsys, fail_on="error") == []
    new = sentence("notice.file_applies", file=".stratcoach.yaml", before=(), is_new=True)
    changes = Message("notice.setting_is", name="fail_on", now="warning", before="error")
    assert notices(capsys) == [f".stratcoach.yaml:1 settings: {changed(new, changes)}"]


def test_other_settings_that_count_for_a_file_now_are_told_once(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: advice\n")
    for name in ("a", "b"):
        git.with_name(name).mkdir()
        shutil.copy(git, git.with_name(name) / "strategy.yaml")
    commit()
    git.with_name("b").joinpath(".stratcoach.yaml").write_text("fail_on: error\n")
    nearer = sentence("notice.file_applies", file="b/.stratcoach.yaml", before=".stratcoach.yaml", is_new=True)
    changes = Message("notice.setting_is", name="fail_on", now="error", before="advice")
    assert notices(capsys, ".") == [f"b/.stratcoach.yaml:1 settings: {changed(nearer, changes)}"]
    commit()
    in_git("mv", "a/strategy.yaml", "b/a.strategy.yaml")
    (moved,) = notices(capsys, ".")
    assert shows(moved, "notice.file_applies", file="b/.stratcoach.yaml", before=".stratcoach.yaml", is_new=False)


def test_settings_behind_a_link_and_settings_of_then_that_were_none(
    git: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    own = git.with_name(".stratcoach.yaml")
    git.with_name("ci.yaml").write_text("fail_on: warning\n")
    own.symlink_to("ci.yaml")
    commit()
    assert notices(capsys) == []
    git.with_name("ci.yaml").write_text("fail_on: error\n")
    assert shows(notices(capsys)[0], "notice.setting_is", name="fail_on", now="error", before="warning")
    git.with_name("ci.yaml").write_text("fail_on: never\n")
    commit()
    git.with_name("ci.yaml").write_text("fail_on: error\n")
    unread = [f".stratcoach.yaml:1 settings: {sentence('notice.settings_unknown', revision='HEAD')}"]
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
    held = json.loads(own.read_text())
    own.write_text(json.dumps(held | {"findings": held["findings"][:-2]}))
    assert notices(capsys) == []
    commit()
    own.write_text(json.dumps(held))
    findings = Message("notice.findings_of", count=2, file="strategy.yaml")
    told = sentence("notice.more_accepted", baseline=own.name, revision="HEAD", findings=findings)
    assert notices(capsys) == [f"{own.name}:1 baseline: {told}"]
    own.rename(git.with_name("ours.json"))
    in_git("checkout", "-q", ".")
    assert shows(notices(capsys, baseline="ours.json")[0], "notice.more_accepted", baseline="ours.json", revision="HEAD")
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

    def waived(until: str, before: str = "", item: str = "users") -> str:
        told = sentence("notice.waived", revision="HEAD", file="strategy.yaml", waivers=waiver(until, before, item))
        return f"strategy.yaml:{line} waivers: {told}"

    assert notices(capsys) == [waived("2027-01-31")]
    commit()
    change(git, "2027-01-31", "2027-06")
    assert notices(capsys) == [waived("2027-06", before="2027-01-31")]
    change(git, "2027-06", "2026-12-31")
    change(git, "Only for now", "Only for a while")
    assert notices(capsys) == []
    change(git, "on: users, ", "")
    assert notices(capsys) == [waived("2026-12-31", item="")]
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
        (told,) = notices(capsys)
        assert told.endswith(sentence("notice.waived", revision="HEAD", file="strategy.yaml", waivers=waiver()))


def test_another_language_is_told_once_in_the_text(git: Path, stratcoach: Run) -> None:
    change(git, "version: 1.0.0", "language: de\nversion: 1.0.0")
    said = sentence("report.file_not_in_english", file="strategy.yaml")
    assert said in stratcoach("lint").out
    told = stratcoach("lint", "--since", "HEAD").out
    assert said not in told
    assert shows(told, "notice.not_in_english", file="strategy.yaml", language="de", revision="HEAD")


def test_many_new_waivers_are_counted(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = "".join(WAIVER.partition("\n")[2].replace("users", f"user-{number}") for number in range(30))
    git.write_text(git.read_text(encoding="utf-8") + "waivers:\n" + more, encoding="utf-8")
    (told,) = notices(capsys)
    assert told.count("user/everyone") == 8
    some = Message("notice.some_sentences", sentences=tuple(waiver(item=f"user-{number}") for number in range(8)), more=22)
    assert told.endswith(sentence("notice.waived", revision="HEAD", file="strategy.yaml", waivers=some))


def test_a_status_and_a_language_that_ease_the_check_are_told(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "version: 1.0.0", "status: draft\nlanguage: de\nversion: 1.0.0")
    told = notices(capsys)
    assert [one.partition(": ")[0].partition(" ")[2] for one in told] == ["status", "language"]
    assert shows(told[0], "notice.draft_again", file="strategy.yaml", revision="HEAD", status="active")
    assert shows(told[1], "notice.not_in_english", file="strategy.yaml", language="de", revision="HEAD")
    commit()
    change(git, "status: draft\n", "status: draft\nx-team: alps\n")
    assert notices(capsys) == []


@pytest.mark.parametrize("format_", ["text", "concise", "github", "gitlab", "sarif", "junit"])
def test_every_format_holds_what_changed_in_what_is_checked_with(git: Path, stratcoach: Run, format_: str) -> None:
    git.with_name(".stratcoach.yaml").write_text("fail_on: warning\n")
    git.write_text(git.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")
    ran = stratcoach("lint", "--since", "HEAD", "--format", format_, "--as-of", str(DAY))
    told = " ".join(ran.out.split())
    new = sentence("notice.file_applies", file=".stratcoach.yaml", before=(), is_new=True)
    assert changed(new, Message("notice.setting_is", name="fail_on", now="warning", before="error")) in told
    waived = sentence("notice.waived", revision="HEAD", file="strategy.yaml", waivers=waiver())
    assert shows(told, "notice.waived", revision="HEAD", file="strategy.yaml", waivers=waiver())
    if format_ == "github":
        assert f"::notice file=strategy.yaml,line={len(git.read_text().splitlines())},title=waivers::{waived}" in told
        assert told.startswith("::notice file=.stratcoach.yaml,line=1,title=settings::")
        for message in ("notice.settings_changed", "notice.waived"):
            assert len(wording(message, revision="HEAD").findall(told)) == 1
