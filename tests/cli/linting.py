"""What tests of lint share: a strategy that changes, git, and what lint reported of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from tests.generate import DAY, ROOT

EXAMPLES = ROOT / "examples"


def in_git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments], check=True, capture_output=True
    )


def commit() -> None:
    in_git("add", "-A")
    in_git("commit", "-q", "-m", "x")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Linted(list[str]):
    """The names of the rules that were reported, and how it ended."""

    status: int
    told: str


def linted(capsys: pytest.CaptureFixture[str], *paths: str, **asked: object) -> Linted:
    status = lint(LintRequest(paths=paths, formats=("concise",), as_of=str(DAY)).replace(**asked))
    told = capsys.readouterr()
    found = Linted(re.findall(r": (?:error|warning|advice) (\S+/\S+) ", told.out))
    found.status, found.told = status, told.out + told.err
    return found


def released(path: Path) -> None:
    copies = path.with_name("strategy.versions")
    copies.mkdir()
    shutil.copy(path, copies / "1.0.0.yaml")


WAIVER = "waivers:\n  - {rule: user/everyone, on: users, because: Only for now., until: 2027-01-31}\n"


def notices(capsys: pytest.CaptureFixture[str], *paths: str, **asked: object) -> list[str]:
    """What --since tells of the check itself, as JSON has it: the file, what it is about, and the message."""
    capsys.readouterr()
    lint(LintRequest(paths=paths, formats=("json",), as_of=str(DAY), since="HEAD").replace(**asked))
    held = json.loads(capsys.readouterr().out)["notices"]
    return [f"{one['file']}:{one['line']} {one['about']}: {one['message']}" for one in held]
