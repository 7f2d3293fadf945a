"""A short replay of what `python -m tests.faults` and `python -m tests.faults.kills` try at every point."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import kills
from tests.faults.scenarios import SCENARIOS, Scenario, faulty, undisturbed


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


@pytest.mark.parametrize("session", kills.SESSIONS[1:], ids=lambda one: one.verb[0])
def test_a_session_that_is_killed_while_it_writes_ends_the_same(session: kills.Killed, tmp_path: Path) -> None:
    folder = folder_in(tmp_path, "undisturbed")
    session.prepare(folder)
    assert kills.run(folder, session.verb, session.typed(0))[0] == 0
    normal = kills.read(folder)
    assert normal is not None
    points = int(folder.with_name("points").read_text(encoding="utf-8"))
    for number, fault in enumerate(("KILL", "KILLAFTER")):
        point = random.Random(number).randint(1, points)
        assert list(kills.killed(session, folder_in(tmp_path, fault), normal, point, fault)) == []
