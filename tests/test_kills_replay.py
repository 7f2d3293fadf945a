"""A short replay of `python -m tests.faults.kills`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import kills
from tests.faults.runs import Server
from tests.faults.stories import Story, stories


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
