"""A wheel and an editable install find the flows; the wheel, built from the sdist, runs the main job with nothing but what it asks for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stratcoach import __version__
from tests.generate import ROOT
from tests.test_ci import step

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder for what all processes that run tests share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "made"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built(made: Path) -> Path:
    """A folder with the sdist of this checkout and the wheel that is built from that sdist. What a build asks for is fetched by
    the action, see `bare_program`.
    """
    folder = made / "built"
    with alone_in(made):
        if not folder.exists():
            run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=made)
    return folder


@pytest.fixture(scope="session")
def bare_program(built: Path, made: Path) -> Path:
    """The program as the action installs it: from the files of the project, into an empty environment."""
    with alone_in(made):
        return installed(built, made / "installed")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let other processes wait that want to be in the same folder."""
    import fcntl

    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(built: Path, folder: Path) -> Path:
    """The program in a folder, installed if it isn't yet."""
    environment = folder / "runner" / "env"
    if not environment.exists():
        (folder / "work").mkdir(parents=True)
        shutil.unpack_archive(next(built.glob("*.tar.gz")), folder)
        ran = step("Install stratcoach", folder / "work", next(folder.glob("stratcoach-*")), python=sys.executable)
        assert ran.returncode == 0, ran.stderr
    return Path(environment.read_text(encoding="utf-8").removeprefix("STRATCOACH=").strip())


def test_the_action_installs_what_its_constraints_name_and_nothing_else(bare_program: Path) -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9.]+", line) for line in pins)  # no address of a registry, no range
    pinned = {canonical(name): version for name, _, version in (line.partition("==") for line in pins)}
    told = run(bare_program.with_name("python"), "-m", "pip", "list", "--format=json", "--disable-pip-version-check", folder=ROOT)
    installed = {canonical(one["name"]): one["version"] for one in json.loads(told)}
    own = {name: version for name, version in installed.items() if name not in ("stratcoach", "pip", "setuptools", "wheel")}
    assert {name: pinned.get(name) for name in own} == own
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    assert {canonical(re.split(r"[<>=!~ ;\[]", one)[0]) for one in asked} <= pinned.keys()


def canonical(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


# ---- the commit


def copied(folder: Path) -> Path:
    """A copy of what a build needs, without git's own folder."""
    place = folder / "copy"
    for name in ("src", "prompts"):
        shutil.copytree(
            ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "prompts", "*.onnx"), symlinks=True
        )
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".git_archival.txt", ".gitattributes"):
        shutil.copy(ROOT / name, place)
    return place


def noted(folder: Path, place: Path) -> str:
    """The commit that a wheel which is built from a folder holds, with `none` for none."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "out", folder=place)
    wheel = zipfile.ZipFile(next((folder / "out").glob("*.whl")))
    names = wheel.namelist()
    assert len(names) == len(set(names))
    return wheel.read("stratcoach/commit.txt").decode().strip() if "stratcoach/commit.txt" in names else "none"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return run("git", *who, *arguments, folder=folder).strip()


def test_a_wheel_names_the_commit_of_its_checkout(tmp_path: Path) -> None:
    place = copied(tmp_path)
    git(place, "init", "-q")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "x")
    head = git(place, "rev-parse", "--short=12", "HEAD")
    assert noted(tmp_path, place) == head
    (place / "README.md").write_text("changed")
    assert noted(tmp_path, place) == f"{head}-dirty"
    git(place, "checkout", "-q", ".")
    archive = tmp_path / "archive"
    archive.mkdir()
    git(place, "archive", "--output", str(tmp_path / "a.tar"), "HEAD")
    shutil.unpack_archive(tmp_path / "a.tar", archive)
    assert not (archive / ".git").exists()
    assert noted(tmp_path, archive) == head  # as in the archive that a server makes of a commit


def test_a_folder_inside_another_repository_names_no_commit_of_that(tmp_path: Path) -> None:
    place = copied(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
    assert noted(tmp_path, place) == "none"


def test_the_program_says_its_commit(bare_program: Path, tmp_path: Path) -> None:
    head = git(ROOT, "rev-parse", "--short=12", "HEAD") if (ROOT / ".git").exists() else ""
    for told in (run(bare_program, "--version", folder=tmp_path), run(sys.executable, "-m", "stratcoach", "-V", folder=tmp_path)):
        assert re.fullmatch(rf"stratcoach \d+\.\d+\.\d+ \({head}(?:-dirty)?\)\n" if head else r"stratcoach \S+.*\n", told)
    shutil.copy(ROOT / "examples" / "bakery" / "strategy.yaml", tmp_path)
    driver = json.loads(run(bare_program, "lint", "--format", "sarif", folder=tmp_path))["runs"][0]["tool"]["driver"]
    assert driver["version"].startswith(f"{__version__}+{head}")


def test_the_wheel_holds_every_flow(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    flows = {f"stratcoach/prompts/{path.relative_to(ROOT / 'prompts').as_posix()}" for path in (ROOT / "prompts").rglob("*.yaml")}
    assert flows <= set(names)
    assert not any(name.startswith("tests/") for name in names)


def test_it_runs_the_main_job_in_an_empty_environment(bare_program: Path, tmp_path: Path) -> None:
    told = run(bare_program, "new", "--answers", ROOT / "examples" / "bakery" / "answers.yaml", folder=tmp_path)
    assert "Written: strategy.yaml (version 1.0.0)" in told
    assert run(bare_program, "lint", folder=tmp_path) == "1 file, no findings.\n"
    assert run(bare_program, "--help", folder=tmp_path)


def test_an_editable_install_finds_the_flows_of_the_checkout(tmp_path: Path) -> None:
    code = "from stratcoach.files.question_flows import shipped, load_library; print(shipped()); load_library()"
    assert run(sys.executable, "-c", code, folder=tmp_path).strip() == str(ROOT / "prompts")
