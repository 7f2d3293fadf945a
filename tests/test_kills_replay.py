"""A short replay of what `python -m tests.faults` and `python -m tests.faults.kills` try at every point."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import kills
from tests.faults.runs import Server
from tests.faults.scenarios import SCENARIOS, Scenario, faulty, undisturbed
from tests.faults.stories import Story, stories


def folder_in(top: Path, name: str) -> Path:
    folder = top / name / "f"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    "scenario", [one for one in SCENARIOS if one.name in ("release", "keep", "merge", "new")], ids=lambda one: one.name
)
def test_whatever_fails_files_are_old_or_new_and_the_same_command_again_gets_there(scenario: Scenario, tmp_path: Path) -> None:
    normal = undisturbed(scenario, folder_in(tmp_path, "undisturbed"))
    chance = random.Random(scenario.name)
    for fault in ("ENOSPC", "SHORT", "KILL", "KILLAFTER", "SIGTERM"):
        point = chance.randint(1, normal.points)
        assert faulty(scenario, folder_in(tmp_path, f"{fault}-{point}"), normal, point, fault) == []


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


REPLAYED = ("resume of learn", "revise", "release, asked", "release of notes", "workshop on a file")


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL and no fork")
@pytest.mark.parametrize("story", [one for one in stories() if one.name in REPLAYED], ids=lambda one: one.name)
def test_what_is_killed_ends_with_the_next_run_as_if_nothing_had_been(story: Story, server: Server, tmp_path: Path) -> None:
    normal = kills.undisturbed(story, tmp_path, server)
    chance = random.Random(story.name)
    for number, at_point in enumerate((True, True, False)):
        kill = kills.moment(chance, normal, at_point=at_point)
        assert not kills.killed(story, normal, tmp_path / str(number), kill, server)
