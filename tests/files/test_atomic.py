"""Writing files: whole or not at all, under a name nobody can prepare, with the mode and owner of what was there."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.files import atomic
from stratcoach.files.atomic import ChangedMeanwhileError, replace, write_new

TEXT = "stratcoach: 1\nproduct: Ferry\n"


def modes(folder: Path) -> dict[str, int]:
    return {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in folder.iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refuse_links(number: int, patch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    patch.setattr(os, "link", refused)


def test_a_new_file_gets_the_usual_mode_and_nothing_else_is_left(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_new(tmp_path / "strategy.yaml", TEXT)
    finally:
        os.umask(mask)
    assert modes(tmp_path) == {"strategy.yaml": 0o640}
    assert (tmp_path / "strategy.yaml").read_text() == TEXT


def test_a_new_file_can_be_as_private_as_another(tmp_path: Path) -> None:
    private = tmp_path / "strategy.yaml"
    private.touch(0o600)
    write_new(tmp_path / "1.0.0.yaml", TEXT, private)
    assert modes(tmp_path) == {"strategy.yaml": 0o600, "1.0.0.yaml": 0o600}


def test_what_is_replaced_keeps_its_mode_and_was_never_readable_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text("old")
    path.chmod(0o600)
    seen: list[dict[str, int]] = []
    adopt = atomic._adopt

    def look(temporary: Path, model: Path) -> None:
        seen.append(modes(tmp_path))
        adopt(temporary, model)

    monkeypatch.setattr(atomic, "_adopt", look)
    replace(path, TEXT, "old")
    assert {mode for found in seen for mode in found.values()} == {0o600}
    assert modes(tmp_path) == {"strategy.yaml": 0o600}
    assert path.read_text() == TEXT


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text("old")
    os.chown(path, 4321, 1234)
    replace(path, TEXT)
    write_new(tmp_path / "copy.yaml", TEXT, path)
    assert {(entry.stat().st_uid, entry.stat().st_gid) for entry in tmp_path.iterdir()} == {(4321, 1234)}


def test_a_save_in_the_last_moment_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text("saved by an editor")
    with pytest.raises(ChangedMeanwhileError) as caught:
        replace(path, TEXT, "what we read")
    assert caught.value.filename == str(path)
    assert path.read_text() == "saved by an editor"
    assert names(tmp_path) == ["strategy.yaml"]


def test_links_laid_out_in_advance_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path = tmp_path / "strategy.yaml"
    for number in range(1, 50):
        (tmp_path / f".strategy.yaml.{number}.tmp").symlink_to(victim)
    write_new(path, TEXT)
    replace(path, TEXT + "owner: Ada\n")
    assert victim.read_text() == "mine"
    assert not path.is_symlink()


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
@pytest.mark.parametrize("by_the_system", [True, False])
def test_without_hard_links_a_file_is_whole_and_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, by_the_system: bool
) -> None:
    refuse_links(number, monkeypatch)
    if not by_the_system:
        monkeypatch.setattr(atomic, "_renamed_by_the_system", lambda *_: False)
    write_new(tmp_path / "strategy.yaml", TEXT)
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "strategy.yaml", "other")
    assert (tmp_path / "strategy.yaml").read_text() == TEXT
    assert names(tmp_path) == ["strategy.yaml"]


def test_a_full_disk_is_no_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_links(errno.ENOSPC, monkeypatch)
    monkeypatch.setattr(atomic, "_renamed_by_the_system", lambda *_: False)
    with pytest.raises(OSError, match=r"strategy\.yaml") as caught:
        write_new(tmp_path / "strategy.yaml", TEXT)
    assert caught.value.errno == errno.ENOSPC
    assert not names(tmp_path)


def test_what_cannot_be_written_names_the_file_and_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"strategy\.yaml") as caught:
        replace(path, TEXT)
    assert caught.value.filename == str(path)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["strategy.yaml"]


def test_what_killed_runs_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True)
    process = gone.stdout.strip()
    litter = [f".strategy.yaml.{process}-{'ab' * 8}.tmp", f".strategy.yaml.{process}.tmp"]
    of_others = [f".other.yaml.{process}-{'ab' * 8}.tmp"]
    kept = [f".strategy.yaml.{os.getpid()}-{'cd' * 8}.tmp", f".other.yaml.{process}.tmp", ".strategy.yaml.swp", "strategy.yaml"]
    kept += [f".new.yaml.{process}-{'ab' * 8}.tmp", f".other.yaml.{os.getpid()}-{'ab' * 8}.tmp"]
    for name in (*litter, *of_others, *kept):
        (tmp_path / name).write_text("x")
    for name in (*of_others, *kept[1:4], kept[-1]):
        os.utime(tmp_path / name, (0, 0))
    replace(tmp_path / "strategy.yaml", TEXT)
    assert names(tmp_path) == sorted(kept)
