"""A short replay of what `python -m tests.faults`, `.disks` and `.kills` try at every point."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from stratcoach.files import baseline
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.flow.protocol import ReadBack
from tests.faults import kills
from tests.faults.drives import FAT, NETWORK
from tests.faults.forked import Server
from tests.faults.scenarios import FAULTS, Scenario, copy_of, faulty, files, undisturbed
from tests.faults.sittings import ANSWERS, SITTINGS
from tests.faults.stories import stories
from tests.faults.verbs import VERBS
from tests.printed import shows
from tests.rehearsal import played

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="has no fork")]
REPLAYED = ("release-notes", "keep", "prepare", "install-git", "reports", "collect", "reading-asking", "review")
KILLED = {"short new": 4, "resume of learn": 2, "revise": 2, "release of notes": 3, "workshop on a file": 1}


def folder_in(top: Path, name: str) -> Path:
    folder = top / name / "f"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.mark.parametrize("scenario", [one for one in (*VERBS, *SITTINGS) if one.name in REPLAYED], ids=lambda one: one.name)
def test_whatever_fails_files_are_old_or_new_and_the_same_command_again_gets_there(
    scenario: Scenario, tmp_path: Path, server: Server
) -> None:
    normal = undisturbed(scenario, tmp_path, server)
    chance = random.Random(scenario.name)
    for fault in chance.sample(FAULTS, 2 if scenario.arguments[0] == "release" else 1):
        point = chance.randint(1, normal.points)
        assert faulty(scenario, tmp_path / f"{fault}-{point}", normal, point, fault, server) == []


@pytest.mark.parametrize("name", KILLED)
def test_what_is_killed_ends_with_the_next_run_as_if_nothing_had_been(name: str, server: Server, tmp_path: Path) -> None:
    story = next(one for one in stories() if one.name == name)
    normal = kills.undisturbed(story, tmp_path, server)
    chance = random.Random(story.name)
    for number in range(KILLED[story.name]):
        kill = kills.moment(chance, normal, at_point=number % 3 != 2)
        assert not kills.killed(story, normal, tmp_path / str(number), kill, server)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("merge", "ours.yaml"),
        ("migrate", "strategy.yaml"),
        ("baseline-again", ".stratcoach-baseline.json"),
        ("install-git", ".git/info/attributes"),
        ("export-again", "strategy.html"),
        ("reports", "out/of/lint/findings.text"),
    ],
)
def test_what_cannot_be_written_is_named_with_the_reason_and_is_as_it_was(
    name: str, file: str, tmp_path: Path, server: Server
) -> None:
    scenario = next(one for one in VERBS if one.name == name)
    folder = folder_in(tmp_path, name)
    scenario.prepare(folder, server)
    before = files(folder)
    for point in (1, 3):
        done = server.run(scenario.run(folder, point, "ENOSPC+"))
        assert (done.status, files(folder)) == (2, before)
        assert file in done.output
        assert shows(done.output, "disk.full")
        assert ".tmp" not in done.output


def test_notes_that_an_interrupted_release_left_are_not_released_again(tmp_path: Path, server: Server) -> None:
    scenario = next(one for one in VERBS if one.name == "release-notes")
    folder = folder_in(tmp_path, "notes")
    scenario.prepare(folder, server)
    left = folder / "strategy.versions" / "next"
    points = server.run(scenario.run(copy_of(folder, tmp_path / "counted"))).points
    assert server.run(scenario.run(folder, points - 2, "EROFS")).status == 2
    assert list(left.iterdir())
    assert server.run(scenario.run(folder)).status == 0
    assert not left.exists()


@pytest.mark.parametrize(("name", "drive"), [("release", ()), ("keep", ()), ("new", NETWORK)])
def test_two_at_once_write_what_one_of_them_writes(name: str, drive: tuple[str, ...], tmp_path: Path, server: Server) -> None:
    scenario = next(one for one in VERBS if one.name == name)
    folder = folder_in(tmp_path, name)
    scenario.prepare(folder, server)
    alone = copy_of(folder, tmp_path / "alone")
    server.run(scenario.run(alone))
    run = scenario.run(folder)._replace(drive=drive)
    assert 0 in [done.status for done in server.at_once([run, run])]
    assert files(folder) == files(alone)


def test_a_baseline_that_somebody_else_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / ".stratcoach-baseline.json"
    baseline.write(path, {}, ["vision/hedged"], None)
    was = path.read_bytes()
    with pytest.raises(FileExistsError):
        baseline.write(path, {}, [], None)
    path.write_bytes(was + b"\n")
    with pytest.raises(ChangedMeanwhileError):
        baseline.write(path, {}, [], was)
    assert path.read_bytes() == was + b"\n"
    baseline.write(path, {}, [], was + b"\n")
    assert baseline.load(path).rules == frozenset()


def test_answers_whose_main_question_is_not_answered_end_the_list(tmp_path: Path) -> None:
    text = ANSWERS.read_text(encoding="utf-8")
    path = tmp_path / "answers.yaml"
    head, _, _ = text.partition("objectives:")
    path.write_text(f"{head}objectives:\n  - statement: Testers get a machine within minutes at night.\n", encoding="utf-8")
    acts = list(islice(played(path), 200))
    assert isinstance(acts[-1].step, ReadBack)


@pytest.mark.parametrize("name", ["new", "release", "learn", "baseline"])
def test_a_drive_without_links_locks_and_modes_will_do(name: str, tmp_path: Path, server: Server) -> None:
    scenario = next(one for one in (*VERBS, *SITTINGS) if one.name == name)
    there = []
    for drive in ((), (*FAT, *NETWORK)):
        folder = folder_in(tmp_path, f"{name}-{len(drive)}")
        scenario.prepare(folder, server)
        assert server.run(scenario.run(folder)._replace(drive=drive)).status in (0, 1)
        there.append(files(folder))
    assert there[0] == there[1]
