"""The baseline of lint: what is accepted, what is new, what is over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.errors import UserError
from stratcoach.files import baseline
from stratcoach.messages import Message
from tests.cli.linting import EXAMPLES, change, commit, linted
from tests.conftest import Run
from tests.printed import refused, sentence, shows


def passed_with(accepted: int) -> str:
    """What a run over one file says that found only what is in the baseline."""
    nothing = sentence("report.no_findings", files=Message("report.files", count=1))
    return f"{nothing} {sentence('report.in_baseline', count=accepted)}\n"


def test_a_baseline_accepts_what_was_there_and_only_shrinks(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.parent / ".stratcoach-baseline.json"
    before = linted(capsys)
    written = linted(capsys, write_baseline=True)
    assert (written, written.status) == ([], 0)
    assert shows(written.told, "lint_run.baseline_written", count=len(before))
    assert linted(capsys).told == passed_with(len(before))
    weak.write_text("# a line more\n" + weak.read_text(encoding="utf-8"), encoding="utf-8")
    assert linted(capsys) == []
    rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
    assert rows == sorted(rows, key=lambda row: list(row.values()))

    change(weak, "There is no chat", "There is still no chat")  # who touches a sentence looks at it
    touched = linted(capsys)
    assert set(touched) == {"problem/solution", "problem/vague"}
    assert shows(touched.told, "report.fixed_findings", count=2)
    again = linted(capsys, write_baseline=True)
    assert (set(again), again.status) == (set(touched), 0)
    assert shows(again.told, "lint_run.baseline_rewritten", fewer=2, more=0)
    assert set(linted(capsys)) == set(touched)
    assert not shows(linted(capsys).told, "report.fixed_findings")


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
    count = len(linted(capsys))
    linted(capsys, "..", write_baseline=True)
    assert linted(capsys) == []
    path = weak.parent / ".stratcoach-baseline.json"
    before = path.read_text(encoding="utf-8")
    linted(capsys, "strategy.yaml", write_baseline=True)
    assert path.read_text(encoding="utf-8") == before
    shutil.rmtree(weak.parent / "b")
    assert "b/strategy.yaml" in path.read_text(encoding="utf-8")
    gone, findings = weak.parent / "b" / "strategy.yaml", sentence("report.findings", count=count)
    assert sentence("report.findings_of_lost_files", count=1, findings=findings, files=f"{gone}") in linted(capsys).told
    linted(capsys, "..", write_baseline=True)
    assert "b/strategy.yaml" not in path.read_text(encoding="utf-8")


def test_a_baseline_of_a_file_that_moved_is_told_its_new_name(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", git)
    count = len(linted(capsys))
    linted(capsys, write_baseline=True)
    commit()
    git.rename("new.strategy.yaml")
    held = sentence("report.findings", count=count)
    moved = linted(capsys, ".", since="HEAD").told
    assert shows(moved, "report.findings_of_moved_file", findings=held, file="strategy.yaml", now="new.strategy.yaml")
    assert "--write-baseline" not in moved
    assert shows(linted(capsys, ".").told, "report.findings_of_lost_files", findings=held, files="strategy.yaml", count=1)
    baseline = git.with_name(".stratcoach-baseline.json")
    baseline.write_text(baseline.read_text().replace('"strategy.yaml"', '"new.strategy.yaml"'))
    assert linted(capsys, ".").told == passed_with(count)


def test_each_file_follows_the_baseline_nearest_to_it(
    weak: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (weak.parent / name).mkdir()
        shutil.copy(weak, weak.parent / name)
    weak.unlink()
    monkeypatch.chdir(weak.parent / "a")
    count = len(linted(capsys))
    linted(capsys, write_baseline=True, baseline=".stratcoach-baseline.json")
    from_inside = linted(capsys).told
    monkeypatch.chdir(weak.parent)
    assert linted(capsys, "a").told == from_inside
    assert linted(capsys, ".").status == 1
    written = linted(capsys, ".", write_baseline=True)
    assert shows(written.told, "lint_run.baseline_unchanged", path="a/.stratcoach-baseline.json", count=count)
    assert shows(written.told, "lint_run.baseline_written", path=".stratcoach-baseline.json", count=count)
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
        with refused("disk.unreadable", why=sentence("disk.loose_link")):
            lint(asked)
    held = '{"version": 1, "findings": [{"file": "strategy.yaml", "rule": "a", "on": "", "field": "", "text": "", "count": 1}]}'
    other.write_text(held)
    with refused("baseline.link_leads_out"):
        lint(LintRequest(write_baseline=True))
    assert other.read_text() == held
    own.unlink()
    weak.with_name("ours.json").write_text(held)
    own.symlink_to("ours.json")
    lint(LintRequest(write_baseline=True))
    assert shows(capsys.readouterr().err, "lint_run.baseline_rewritten", fewer=1, count=0, more=0)
    assert (own.is_symlink(), json.loads(weak.with_name("ours.json").read_text())["findings"]) == (True, [])
    with refused("lint_run.baseline_not_written", path="no/x.json", why=sentence("disk.no_such_folder", folder="no")):
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
    assert shows(ran.err, "baseline.count_too_high", count=99999999999999999999)


@pytest.mark.usefixtures("weak")
def test_a_baseline_that_is_not_there_is_wrong_use() -> None:
    with refused("baseline.does_not_exist", path="nosuch.json"):
        lint(LintRequest(baseline="nosuch.json"))
    with refused("baseline.needs_file_name"):
        lint(LintRequest(baseline=""))
    with pytest.raises(UserError):
        lint(LintRequest(write_baseline=True, since="HEAD"))


def test_a_baseline_with_half_characters_is_written_as_it_was(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weak.parent / ".stratcoach-baseline.json"
    linted(capsys, write_baseline=True)
    row = {"file": weak.name, "rule": "a/b", "on": "x\ud801", "field": "", "text": "\ud800", "count": 1}
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "findings": [*content["findings"], row]}), encoding="utf-8")
    accepted = baseline.load(path).accepted
    assert accepted is not None
    assert baseline.read(baseline.dump(accepted, ()).encode(), path).accepted == accepted
