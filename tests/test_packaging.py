"""A wheel, an sdist and an editable install all find the flows; the wheel runs the main job with nothing but what it asks for."""

from __future__ import annotations

import subprocess
import sys
import venv
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


def installed(what: Path, folder: Path) -> Path:
    """Install something into an empty environment; returns the program."""
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    run(bin_folder / "python", "-m", "pip", "install", "-q", what, folder=folder)
    return bin_folder / "stratcoach"


def test_the_wheel_holds_every_flow(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    flows = {f"stratcoach/prompts/{path.relative_to(ROOT / 'prompts').as_posix()}" for path in (ROOT / "prompts").rglob("*.yaml")}
    assert flows <= set(names)
    assert not any(name.startswith("tests/") for name in names)


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_it_runs_the_main_job_in_an_empty_environment(built: Path, tmp_path: Path, kind: str) -> None:
    program = installed(next(built.glob(kind)), tmp_path)
    told = run(program, "new", "--answers", ROOT / "examples" / "bakery" / "answers.yaml", folder=tmp_path)
    assert "Written: strategy.yaml (version 1.0.0)" in told
    assert run(program, "lint", folder=tmp_path) == "1 file, no findings.\n"
    assert run(program, "--help", folder=tmp_path)


def test_an_editable_install_finds_the_flows_of_the_checkout(tmp_path: Path) -> None:
    code = "from stratcoach.files.flows import shipped, load_library; print(shipped()); load_library()"
    assert run(sys.executable, "-c", code, folder=tmp_path).strip() == str(ROOT / "prompts")


def test_the_action_installs_it(built: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    ran = step("Install stratcoach", tmp_path / "work", next(built.glob("*.whl")), python=sys.executable)
    assert ran.returncode == 0, ran.stderr
    told = (tmp_path / "runner" / "env").read_text(encoding="utf-8")
    assert run(told.removeprefix("STRATCOACH=").strip(), "--version", folder=tmp_path).startswith("stratcoach ")
