"""A workshop that is killed goes on, and ends as if nothing had been."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from tests.cli.workshop_lines import EXAMPLE
from tests.conftest import Run
from tests.generate import ROOT
from tests.printed import shows
from tests.workshops import begin, go_on, play

pytestmark = pytest.mark.slow


def typed(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.workshops", str(EXAMPLE / "typed.txt"), str(folder), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_workshop_that_is_killed_goes_on_and_ends_as_if_nothing_had_been(folder: Path, stratcoach: Run) -> None:
    assert typed(folder).returncode == -signal.SIGKILL
    assert journal_path(folder / "strategy.yaml").exists()
    lines = (EXAMPLE / "typed.txt").read_text(encoding="utf-8").splitlines()
    done = typed(folder, str(lines.index("! kill") + 1))
    assert done.returncode == 0, done.stderr
    assert shows(done.stdout, "room_recap.where_we_are", title="Break", step=6, steps=10)
    for path in EXAMPLE.iterdir():
        if path.suffix not in (".txt", ".jsonl"):  # what is kept says where it was stopped
            assert (folder / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    kept = folder / "strategy.workshop-2026-11-24.jsonl"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = stratcoach("recap").out
    for path in (folder / "strategy.workshop-2026-11-24.md", folder / "strategy.yaml"):
        path.unlink()  # what is kept is enough
    assert stratcoach("recap").out == before.replace(".md", ".jsonl", 1)
    assert "\n- Depth at forty trailheads, even over covering the country.\n" in before
    kept.write_bytes(kept.read_bytes().replace(b'"who": "Ana"', b'"who": 5', 1))
    damaged = stratcoach("recap")
    assert (damaged.status, kept.name in damaged.err) == (2, True)
    assert not journal_path(folder / "strategy.yaml").exists()


@pytest.mark.parametrize(("lost", "later"), [("questions", 10), ("*", 90_000)])
def test_an_end_that_is_cut_off_is_finished_once_whenever_it_is_gone_on_with(folder: Path, lost: str, later: int) -> None:
    script = (EXAMPLE / "typed.txt").read_text(encoding="utf-8").splitlines()
    script = [line for line in script if not line.startswith("! kill")]
    session, room = begin(folder)
    kept: list[bytes] = []
    discard = session.discard

    def cut_off() -> None:
        kept.append(session.path.read_bytes())
        discard()

    session.discard = cut_off  # type: ignore[method-assign]
    play(script, folder, session, room)
    whole = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}
    journal_path(folder / "strategy.yaml").write_bytes(kept[0])
    for path in folder.glob(f"strategy.{lost}-2026-11-24.md"):
        path.unlink()
    again, room = go_on(folder, room.record.ended + later)
    play([], folder, again, room, at=room.record.ended + later, page="recap")
    assert {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()} == whole
