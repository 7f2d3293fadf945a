"""A short replay of what `python -m tests.faults` and `python -m tests.faults.kills` try at every point."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import kills
from tests.faults.forked import Server
from tests.faults.scenarios import FAULTS, Scenario, faulty, undisturbed
from tests.faults.sittings import SITTINGS
from tests.faults.verbs import VERBS

REPLAYED = (
    "release-notes",
    "keep",
    "merge",
    "baseline-again",
    "install-git",
    "export-again",
    "reports-again",
    "learn",
    "collect",
)


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
    for fault in chance.sample(FAULTS, 3):
        point = chance.randint(1, normal.points)
        assert faulty(scenario, tmp_path / f"{fault}-{point}", normal, point, fault, server) == []


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
