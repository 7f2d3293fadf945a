"""Releases on two branches that meet again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files import notes
from stratcoach.messages import Message
from tests.cli.machines import RELEASE, edit, git, rules
from tests.conftest import Run
from tests.first_release import first_release, first_text
from tests.printed import shows

pytestmark = pytest.mark.slow


def branch(folder: Path, name: str, old: str, new: str, stratcoach: Run, *release: str) -> None:
    git(folder, "checkout", "-q", "-b", name, "main")
    edit(folder / "strategy.yaml", old, new)
    ran = stratcoach("release", *release, "--stands", "all")
    assert ran.status == 0, ran.err
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", name)


def test_notes_of_two_branches_merge_on_a_server_and_make_one_release(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    branch(folder, "a", "target: 4,000", "target: 3,000", stratcoach, "--note", "-m", "A lower aim", "--because", "Two left.")
    moved = rules(stratcoach("lint", "--format", "json"))
    assert moved == ["version/not-raised"]  # the note says why the target is lower
    branch(folder, "b", "31 of 38", "30 of 37", stratcoach, "--note", "-m", "One ward less.", "--because", "It closed.")
    git(folder, "merge-tree", "--write-tree", "a", "b")
    git(folder, "checkout", "-q", "main")
    for name in ("a", "b"):
        git(folder, "merge", "-q", "--no-ff", "-m", name, name)
    assert len(notes.read(folder / "strategy.yaml")) == 2
    assert stratcoach("release").status == 0
    assert not notes.folder_of(folder / "strategy.yaml").exists()
    newest = json.loads(stratcoach("log", "--format", "json").out)["releases"][0]
    assert newest["release"] == "1.1.0"
    assert newest["summary"] in ("A lower aim. One ward less.", "One ward less. A lower aim.")
    assert sorted(newest["because"].split(". ")) == sorted(newest["because"].split(". "))
    assert rules(stratcoach("lint", "--format", "json")) == []


def test_what_stands_after_one_change_is_in_question_after_another(stratcoach: Run, copy: Path) -> None:
    path = copy.parent.parent / "strategy.yaml"
    edit(path, "Planners of care services", "Most planners of care services")
    assert stratcoach("release", "--note", "-m", "Most of them", "--because", "We saw it.", "--stands", "all").status == 0
    (note,) = notes.read(path)
    assert note.stands
    assert note.changed
    edited = path.read_bytes()
    ran = stratcoach("release", "--yes")
    assert (ran.status, shows(ran.out, "release.left_in_question", has_questions=False)) == (0, False), ran.err
    path.write_bytes(edited)
    shutil.rmtree(copy.parent)
    git(path.parent, "checkout", "-q", "--", "strategy.versions")
    notes.write(path, note)
    edit(path, "Care services hear of an old patient", "Two care services hear of an old patient")
    ran = stratcoach("release", "--yes")
    assert (ran.status, shows(ran.out, "release.left_in_question", has_questions=False)) == (0, True), ran.err


@pytest.mark.parametrize(
    ("text", "line"),
    [("summary: [a, b]\n", 1), ("because: x\n", 0), ("x: y\nsummary: z\n", 1), ("- x\n", 0), ("summary: x\nsummary: y\n", 2)],
)
def test_a_note_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "strategy.yaml"
    notes.folder_of(path).mkdir(parents=True)
    note = notes.folder_of(path) / "a.yaml"
    note.write_text(text)
    with pytest.raises(UserError, match=rf"a\.yaml:{line}: " if line else r"a\.yaml (has|isn.t) ") as told:
        notes.read(path)
    assert told.value.hint == Message("notes.keys_of_a_note")


def test_with_a_note_that_cannot_be_read_nothing_is_released(stratcoach: Run, copy: Path) -> None:
    path = copy.parent.parent / "strategy.yaml"
    edit(path, "31 of 38", "30 of 37")
    notes.folder_of(path).mkdir()
    (notes.folder_of(path) / "a.yaml").write_text("x: [")
    before = path.read_bytes()
    assert sorted(rules(stratcoach("lint", "--format", "json"))) == ["version/no-reason", "version/not-raised"]
    ran = stratcoach(*RELEASE)
    assert (ran.status, "next/a.yaml:1: " in ran.err, shows(ran.err, "notes.keys_of_a_note")) == (2, True, True)
    assert path.read_bytes() == before


def test_a_merge_says_when_a_release_is_due(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    assert stratcoach("diff", "--install-git").status == 0
    branch(folder, "a", "target: 4,000", "target: 3,000", stratcoach, "-m", "A lower aim.", "--because", "Two left.")
    branch(folder, "b", "31 of 38", "30 of 37", stratcoach, "-m", "One ward less.", "--because", "It closed.")
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b", "merge", "-m", "x", "a"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert shows(done.stderr, "merge.one_released", version="1.1.0", has_conflicts=False)
    assert "stratcoach release strategy.yaml" in done.stderr
    assert "version/not-raised" in rules(stratcoach("lint", "--format", "json"))
    ran = stratcoach(*RELEASE)
    assert (ran.status, shows(ran.out, "release.released", version="1.1.1")) == (0, True)
    assert rules(stratcoach("lint", "--format", "json")) == []


def test_two_releases_of_one_number_are_put_right_as_the_merge_says(stratcoach: Run, copy: Path) -> None:
    folder = copy.parent.parent
    assert stratcoach("diff", "--install-git").status == 0
    branch(folder, "a", "31 of 38", "30 of 37", stratcoach, "-m", "One ward less.", "--because", "It closed.")
    branch(folder, "b", "owner: Selin", "owner: Ona", stratcoach, "-m", "Ona has it.", "--because", "Selin left.")
    git(folder, "branch", "-f", "main", "a")
    done = subprocess.run(["git", "merge", "main"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    told = re.search(r"git (checkout main -- strategy\.versions/1\.0\.1\.yaml)", done.stderr)
    assert told
    git(folder, *told[1].split())
    path = folder / "strategy.yaml"
    path.write_text(re.sub(r"<<<<<<< .*\n(?:.*\n)*?=======\n((?:.*\n)*?)>>>>>>> .*\n", r"\1", path.read_text()))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "merged")
    assert "<<<<<<<" not in (copy.parent / "SHA256SUMS").read_text()
    assert stratcoach(*RELEASE).status == 0
    assert "version: 1.0.2" in path.read_text()
    assert rules(stratcoach("lint", "--format", "json")) == []


def test_a_session_goes_on_where_only_line_ends_changed_meanwhile(stratcoach: Run, folder: Path) -> None:
    path = first_release("bakery", folder)
    stopped = stratcoach("revise", "problems", "--plain", typed="Village bakers throw a tenth away each Saturday.\n:quit\n")
    assert stopped.status == 130
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ran = stratcoach("resume", "--plain", typed="\n" * 9)
    assert ran.status == 0, ran.err
    assert not shows(ran.err + ran.out, "coach.file_has_changed")
    raw = path.read_bytes()
    assert b"Village bakers throw a tenth away" in raw
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_a_merge_of_what_cannot_be_read_names_the_file_and_the_side(stratcoach: Run, folder: Path) -> None:
    good = first_text("bakery")
    for name, text in (("x1", good), ("x2", good), ("x3", f"{good}users: [\n")):
        (folder / f".merge_file_{name}").write_text(text, encoding="utf-8")
    ran = stratcoach("git-merge", "docs/strategy.yaml", ".merge_file_x1", ".merge_file_x2", ".merge_file_x3")
    assert "docs/strategy.yaml (theirs):" in ran.err
    assert ".merge_file" not in ran.err
