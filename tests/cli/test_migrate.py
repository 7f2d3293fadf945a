"""Formats change: older files are brought up, newer ones refused in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.files.migrations import MIGRATIONS, Migration, migrate
from stratcoach.messages import Message
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import sentence


@pytest.fixture
def strategy(folder: Path) -> Path:
    return first_release("bakery", folder)


def test_a_file_of_today_is_left_alone(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("migrate")
    assert (ran.status, ran.out) == (0, f"{sentence('verb.format_is_current', path='strategy.yaml', format=1)}\n")
    assert strategy.read_bytes() == before


def test_a_file_without_its_format_gets_it_and_keeps_the_rest(stratcoach: Run, strategy: Path) -> None:
    whole = strategy.read_text()
    strategy.write_text(whole.replace("stratcoach: 1\n", ""))
    assert "stratcoach: 1" in stratcoach("lint").out
    ran = stratcoach("migrate", "--dry-run")
    assert ran.status == 0
    assert "\n+stratcoach: 1\n" in ran.out
    assert "stratcoach: 1" not in strategy.read_text()
    ran = stratcoach("migrate")
    told = sentence("verb.format_changed", path="strategy.yaml", format=1)
    assert ran.out == f"{told}\n  - {sentence('file.says_the_format', line='stratcoach: 1')}\n"
    assert strategy.read_text() == whole


def test_a_file_in_one_line_gets_it_too() -> None:
    migrated = migrate("{product: p, version: 1.0.0, updated: 2026-01-01, problems: [{id: a, statement: b}]}")
    assert migrated is not None
    found = loads(migrated.text)
    assert found.troubles == ()
    assert found.strategy is not None
    assert found.strategy.problems[0].statement == "b"


def test_formats_are_gone_through_one_by_one() -> None:
    later = {
        **MIGRATIONS,
        1: Migration(
            Message("file.says_the_format", line="two"), lambda source: source.text.replace("stratcoach: 1", "stratcoach: 2")
        ),
        2: Migration(
            Message("file.says_the_format", line="three"), lambda source: source.text.replace("stratcoach: 2", "stratcoach: 3")
        ),
    }
    migrated = migrate("# mine\nproduct: p\nproblems: []\n", later, 3)
    assert migrated is not None
    assert migrated.text == "# mine\nstratcoach: 3\nproduct: p\nproblems: []\n"
    assert (migrated.had, len(migrated.done)) == (0, 3)


@pytest.mark.parametrize(
    "arguments",
    [
        ("migrate",),
        ("revise", "problems", "--plain"),
        ("learn", "--plain"),
        ("diff", "other.yaml"),
        ("log",),
        ("release", "-m", "x", "--because", "y"),
    ],
)
def test_a_newer_format_is_refused_in_one_sentence(stratcoach: Run, strategy: Path, arguments: tuple[str, ...]) -> None:
    shutil.copy(strategy, strategy.with_name("other.yaml"))
    text = strategy.read_text().replace("stratcoach: 1\n", "stratcoach: 2\n")
    strategy.write_text(text)
    ran = stratcoach(*arguments, typed="")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"strategy.yaml: {sentence('file.newer_format', found=2, format=1)}.\n"
    assert strategy.read_text() == text


def test_lint_finds_a_newer_format(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(strategy.read_text().replace("stratcoach: 1\n", "stratcoach: 2\n"))
    ran = stratcoach("lint")
    assert ran.status == 1
    assert "file/newer-format" in ran.out


def test_a_format_that_never_was_is_refused(stratcoach: Run, strategy: Path) -> None:
    whole = strategy.read_text(encoding="utf-8").replace("stratcoach: 1", "stratcoach: 0", 1)
    strategy.write_text(whole, encoding="utf-8")
    assert stratcoach("migrate").status == 2
    assert strategy.read_text(encoding="utf-8") == whole
