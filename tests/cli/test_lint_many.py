"""lint of many files, on all cores."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.config import Settings
from stratcoach.lint.accepted_findings import FindingKey
from stratcoach.messages import Message
from stratcoach.services.lint_run import parallel
from stratcoach.services.lint_run.file_check import Checking, Target
from stratcoach.services.lint_run.located import FileResult, Notice
from tests.cli.linting import EXAMPLES, WAIVER, notices
from tests.generate import DAY


@pytest.fixture
def many(folder: Path) -> list[Target]:
    names = sorted(EXAMPLES.glob("*/strategy.yaml")) * 4
    targets = []
    for place, path in enumerate(names):
        copy = folder / f"{place:02}.strategy.yaml"
        shutil.copy(path, copy)
        targets.append(Target(copy.name, copy, Settings()))
    return targets


@pytest.mark.slow
def test_all_cores_find_the_same_in_the_same_order(many: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checking(DAY).check
    alone = list(parallel.results(many, check))
    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 3)
    assert list(parallel.results(many, check)) == alone


@pytest.mark.slow
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
    assert [told.partition(":")[0] for told in notices(capsys, ".")] == [f"{name}.strategy.yaml" for name in "abc"]


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two workers even for few files; the processes that were started as such."""
    fork, started = os.fork, []

    def noted() -> int:
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(parallel, "PAYS_FROM", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(os, "fork", noted)
    return started


def all_ended(processes: list[int]) -> bool:
    """Whether these children of ours have ended, and were waited for."""
    for process in processes:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
    return bool(processes)


@pytest.mark.slow
def test_a_worker_that_dies_costs_one_file(many: list[Target], workers: list[int]) -> None:
    check = Checking(DAY).check

    def deadly(target: Target) -> FileResult:
        if target.name.startswith(("03", "04")):
            os._exit(9)
        return check(target)

    found = list(parallel.results(many, deadly))
    assert [one.file for one in found] == [target.name for target in many]
    crashed = [one.file for one in found if one.findings and one.findings[0].finding.message.id == "file.reader_crashed"]
    assert crashed == [many[3].name, many[4].name]
    assert all_ended(workers)


def test_what_a_worker_refuses_or_breaks_on_ends_the_run(many: list[Target], workers: list[int]) -> None:
    def refusing(target: Target) -> FileResult:
        raise UserError(f"No {target.name}.", "Do.", ("more",))

    def broken(target: Target) -> FileResult:
        raise ZeroDivisionError(target.name)

    with pytest.raises(UserError) as caught:
        list(parallel.results(many, refusing))
    assert (caught.value.message, caught.value.hint, caught.value.more) == (f"No {many[0].name}.", "Do.", ("more",))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(parallel.results(many, broken))
    assert all_ended(workers)
