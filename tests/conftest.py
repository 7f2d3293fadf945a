"""What many tests need: the shipped flows, an interview by replies, the program as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from stratcoach.files.question_flows import load_library
from stratcoach.flow.model import Library

settings.register_profile("stratcoach", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("stratcoach")
for _name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"):
    os.environ.pop(_name, None)  # the tests are the same wherever they run; those about runners say so
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the program is started hundreds of times: it is compiled once


class Ran(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder that is a repository's root, so that nothing above it is found."""
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def stratcoach(folder: Path) -> Run:
    """Run the program in the folder, as a process of its own."""

    def run(*arguments: str, typed: str | None = None, cwd: Path = folder, **environment: str) -> Ran:
        env = {**os.environ, "PYTHONUTF8": "1", **environment}
        done = subprocess.run(
            [sys.executable, "-m", "stratcoach", *arguments],
            cwd=cwd,
            input=typed,
            stdin=subprocess.DEVNULL if typed is None else None,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
