"""Two people with clones of one repository, for tests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran

Change = Callable[[Path], None]


RELEASE = ("release", "-m", "Fewer wards", "--because", "Two had closed.", "--stands", "all")


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def commit_all(folder: Path) -> None:
    """Make a repository of a folder that is none yet."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")


def shared(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    git(folder, "push", "-q", "origin", "HEAD:main")


def edit(path: Path, old: str, new: str) -> None:
    raw = path.read_bytes()
    assert raw.count(old.encode())
    path.write_bytes(raw.replace(old.encode(), new.encode(), 1))


def rules(ran: Ran) -> list[str]:
    return [found["rule"] for found in json.loads(ran.out)["findings"] if found["rule"].startswith("version/")]
