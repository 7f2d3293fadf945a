"""A wheel and an editable install find the flows; the wheel, built from the sdist, runs the main job with nothing but what it asks for."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.generate import ROOT
from tests.test_ci import step


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of this checkout and the wheel that is built from that sdist."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, folder=folder)
    return folder


@pytest.fixture(scope="module")
def program(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the action installs it: from the wheel, into an empty environment."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "work").mkdir()
    ran = step("Install stratcoach", folder / "work", next(built.glob("*.whl")), python=sys.executable)
    assert ran.returncode == 0, ran.stderr
    told = (folder / "runner" / "env").read_text(encoding="utf-8")
    return Path(told.removeprefix("STRATCOACH=").strip())


def test_the_wheel_holds_every_flow(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    flows = {f"stratcoach/prompts/{path.relative_to(ROOT / 'prompts').as_posix()}" for path in (ROOT / "prompts").rglob("*.yaml")}
    assert flows <= set(names)
    assert not any(name.startswith("tests/") for name in names)


def test_it_runs_the_main_job_in_an_empty_environment(program: Path, tmp_path: Path) -> None:
    told = run(program, "new", "--answers", ROOT / "examples" / "bakery" / "answers.yaml", folder=tmp_path)
    assert "Written: strategy.yaml (version 1.0.0)" in told
    assert run(program, "lint", folder=tmp_path) == "1 file, no findings.\n"
    assert run(program, "--help", folder=tmp_path)


def test_an_editable_install_finds_the_flows_of_the_checkout(tmp_path: Path) -> None:
    code = "from stratcoach.files.flows import shipped, load_library; print(shipped()); load_library()"
    assert run(sys.executable, "-c", code, folder=tmp_path).strip() == str(ROOT / "prompts")
