"""Reports of lint: formats, several at once, where they go, and which are replaced."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.reports.formats import is_ours
from tests.cli.linting import change, linted
from tests.conftest import Run
from tests.first_release import first_text
from tests.printed import sentence, shows


def test_several_reports_in_one_run(weak: Path, stratcoach: Run) -> None:
    ran = stratcoach("lint", "--format", "github", "--format", "sarif=out.sarif", "--format", "junit=out.xml")
    assert ran.status == 1
    assert ran.out.splitlines()[-1].endswith(sentence("report.fails", level="error"))
    assert json.loads((weak.parent / "out.sarif").read_text())["version"] == "2.1.0"
    assert sorted(path.name for path in weak.parent.iterdir()) == [".git", "out.sarif", "out.xml", "strategy.yaml"]
    machine = stratcoach("lint", "--format", "json", "--format", "concise=-.txt")
    assert json.loads(machine.out)["version"] == 1
    assert machine.err.endswith(f"{sentence('report.fails', level='error')}\n")
    only_a_file = stratcoach("lint", "--format", "sarif=out.sarif")
    assert (only_a_file.out.count("\n"), only_a_file.err) == (1, "")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (("sarfi",), sentence("report.unknown_format", name="sarfi", likely="sarif", has_likely=True)),
        (("json", "text"), sentence("report.two_to_standard_output")),
        (("json=x", "sarif=x"), sentence("report.two_to_one_file", file="x")),
        (("json=",), sentence("report.names_no_file", asked="json=")),
        (
            ("json=x.strategy.yaml/in/it",),
            sentence("report.cannot_write", file="x.strategy.yaml/in/it", why=Message("disk.no_folder_in_path")),
        ),
        (("json=.",), sentence("report.is_a_folder", path=".")),
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


def test_a_report_for_people_is_known_by_its_last_line() -> None:
    files = Message("report.files", count=2)
    since = Message("report.files_since_with_deleted", files=files, changed=2, deleted=1, revision="HEAD~1")
    counts = (Message("report.count", severity="error", count=1), Message("report.count", severity="advice", count=3))
    nothing, some = Message("report.no_findings", files=since), Message("report.counts", files=since, counts=counts)
    fails = (Message("report.fails", level="error"), Message("report.would_fail", level="advice"))
    ours = [f"{nothing} {Message('report.waived', count=2)}\n", *(f"a line\n{some} {one}\n" for one in fails)]
    assert [is_ours("", text) for text in ours] == [True, True, True]
    others = [f"{some}\n", f"{files}, to be read\n", f"{nothing}\nand more\n", f"see {some} {fails[0]}\n"]
    assert [is_ours("", text) for text in others] == [False, False, False, False]


@pytest.mark.usefixtures("weak")
def test_what_lint_did_not_write_is_never_taken_away(stratcoach: Run, folder: Path) -> None:
    stratcoach("lint", "--write-baseline", "--baseline", "known.json")
    held = {"notes.md": "3 files, to be read\n", "empty": "", "other.sarif": '{"version": "2.1.0", "runs": []}'}
    for name, text in held.items():
        (folder / name).write_text(text)
    held["known.json"] = (folder / "known.json").read_text()
    for name, text in held.items():
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
        assert shows(ran.err, "report.link_leads_out", file=place, link="reports", folder=str(folder))
    assert sorted(path.name for path in outside.iterdir()) == ["kept", "report.json"]
    assert (outside / "kept").read_text() == "kept"
    assert stratcoach("lint", "--format", f"json={outside}/new.json").status == 1


@pytest.mark.slow
def test_a_report_goes_to_streams_that_are_open_already(weak: Path) -> None:
    program = f"{sys.executable} -m stratcoach lint --format"

    def ran(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["bash", "-c", command], cwd=weak.parent, capture_output=True, text=True, check=False)

    expected = json.loads(ran(f"{program} json").stdout)
    closing = f"{sentence('report.files', count=1)}:"
    for command in (
        f"{program} json=/dev/stdout > out.txt; rc=$?; cat out.txt; exit $rc",
        f"{program} json=/dev/fd/3 --format concise=/dev/null 3>&1 >/dev/null",
        f"mkfifo p; cat p & {program} json=p >/dev/null; rc=$?; wait; exit $rc",
        f"{program} json=/dev/stderr 2>&1 >/dev/null",
    ):
        done = ran(command)
        assert (done.returncode, json.loads(done.stdout.partition(closing)[0])) == (1, expected), command
    assert (weak.parent / "p").is_fifo()
    full = ran(f"{program} json=/dev/full")
    assert (full.returncode, full.stdout) == (2, "")
    assert shows(full.stderr, "report.cannot_write", file="/dev/full")


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
    told = json.loads(stratcoach("lint", "--format", "json", GITHUB_ACTIONS="true").out)
    assert told == json.loads((weak.parent / "plain.json").read_text(encoding="utf-8"))


def test_the_same_files_give_the_same_report(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "a", "c/d"):
        (weak.parent / name).mkdir(parents=True)
        shutil.copy(weak, weak.parent / name)
    one, other = linted(capsys, "c", "b", "a", "strategy.yaml").told, linted(capsys, ".", "a").told
    assert one == other
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in one.splitlines()[:-1]]
    assert places == sorted(places)


def test_self_test_finds_what_is_bad_or_says_that_nothing_would_be_found(weak: Path, stratcoach: Run) -> None:
    passed = stratcoach("lint", "--self-test")
    assert (passed.status, shows(passed.out, "lint_run.test_passed")) == (0, True)
    for name in ("text", "concise", "json", "github", "gitlab", "sarif", "junit"):
        assert stratcoach("lint", "--self-test", "--format", name).status == 0, name
    blind = stratcoach("lint", "--self-test", "--select", "version")
    assert blind.status == 1
    assert shows(blind.out, "lint_run.test_failed", format="text")
    (weak.parent / ".stratcoach.yaml").write_text("severity: {file/unknown-key: advice}\nselect: [file/unknown-key]\n")
    assert stratcoach("lint", "--self-test").status == 1


@pytest.mark.usefixtures("weak")
def test_self_test_notices_a_rule_that_has_gone_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    from stratcoach.commands import self_test

    assert self_test.run(LintRequest()) == 0
    monkeypatch.setattr(self_test, "KNOWN_BAD", first_text("bakery"))
    assert self_test.run(LintRequest()) == 1
